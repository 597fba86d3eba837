import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Strings } from './strings.ts'

/** Sets the menu that all windows have: what a system expects, with its usual keys. Hidden behind Alt but on macOS. */
export function setApplicationMenu(platform: NodeJS.Platform, packaged: boolean, strings: Strings): void {
  const edit: MenuItemConstructorOptions = {
    label: strings.menus.edit,
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
    label: strings.menus.view,
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      ...(packaged ? [] : developing),
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: strings.menus.file,
    submenu: [{ role: 'close' }, { id: 'quit', role: 'quit', label: strings.quit }],
  }
  const window: MenuItemConstructorOptions = {
    label: strings.menus.window,
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
