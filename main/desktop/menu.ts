import { Menu, type MenuItemConstructorOptions } from 'electron'
import { strings } from './strings.ts'

/** Sets the menu that all windows have: what a system expects, with its usual keys. Hidden behind Alt but on macOS. */
export function setApplicationMenu(platform: NodeJS.Platform, packaged: boolean): void {
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      ...(packaged ? [] : developing),
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [{ role: 'close' }, { id: 'quit', role: 'quit', label: strings.quit }],
  }
  const window: MenuItemConstructorOptions = {
    label: 'Window',
    submenu: [{ role: 'minimize' }, { role: 'close' }],
  }
  const template =
    platform === 'darwin' ? [{ role: 'appMenu' } as const, edit, view, window] : [file, edit, view, window]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const developing: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]
