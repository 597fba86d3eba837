import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Strings } from './strings.ts'

/** What the menu is made for. */
export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  readonly strings: Strings
  readonly showHistory: () => void
  readonly showSettings: () => void
}

/** Sets the menu that all windows have: what a system expects, with its usual keys. Hidden behind Alt but on macOS. */
export function setApplicationMenu(options: MenuOptions): void {
  const { platform, packaged, strings } = options
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
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: strings.settings,
    accelerator: 'CommandOrControl+,',
    click: options.showSettings,
  }
  const history: MenuItemConstructorOptions = {
    id: 'history',
    label: strings.history,
    accelerator: platform === 'darwin' ? 'Command+Shift+H' : 'Control+H',
    click: options.showHistory,
  }
  const file: MenuItemConstructorOptions = {
    label: strings.menus.file,
    submenu: [history, settings, { role: 'close' }, { id: 'quit', role: 'quit', label: strings.quit }],
  }
  const window: MenuItemConstructorOptions = {
    label: strings.menus.window,
    submenu: [...(platform === 'darwin' ? [history] : []), { role: 'minimize' }, { role: 'close' }],
  }
  const template = platform === 'darwin' ? [ofMac(settings), edit, view, window] : [file, edit, view, window]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** The menu with the program's name, which macOS puts first. */
const ofMac = (settings: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
  label: 'Papilio',
  submenu: [
    { role: 'about' },
    { type: 'separator' },
    settings,
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { role: 'quit' },
  ],
})

const developing: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]
