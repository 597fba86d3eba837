/**
 * The stand-in for the module `electron` of the main process: everything that the program uses of it, and nothing
 * else. What it lacks throws, or fails to import.
 */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { dialog, Notification, shell, Tray } from './dialogs.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { powerMonitor } from './power-monitor.ts'
import { safeStorage } from './safe-storage.ts'
import { net, protocol, session } from './session.ts'
import { nativeTheme, screen } from './surroundings.ts'
import { webContents } from './web-contents.ts'

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
}
