import { spawn } from 'node:child_process'
import { headed, type Json } from './chromium.ts'
import type { Menu } from './menu.ts'
import { strict, StrictEmitter } from './strict.ts'

/** A system notification, which nobody sees: tests read and click it. */
export class Notification extends StrictEmitter {
  readonly title: string
  readonly body: string
  readonly silent: boolean

  static isSupported(): boolean {
    return true
  }

  constructor(o: Json = {}) {
    super()
    this.title = (o.title as string | undefined) ?? ''
    this.body = (o.body as string | undefined) ?? ''
    this.silent = o.silent === true
  }

  show(): void {
    this.emit('show', {})
  }

  close(): void {
    this.emit('close', {})
  }
}

/** A tray icon, which nobody sees; where a person looks there is none, and the program must do without. */
export class Tray extends StrictEmitter {
  _menu: Menu | null = null
  _toolTip = ''
  #destroyed = false

  constructor(image: { isEmpty(): boolean }) {
    super()
    if (image.isEmpty()) throw new Error('electron-host: the tray needs a picture')
    if (headed) throw new Error('electron-host: there is no tray')
  }

  setToolTip(text: string): void {
    this._toolTip = text
  }

  setContextMenu(menu: Menu | null): void {
    this._menu = menu
  }

  setImage(): void {}

  isDestroyed(): boolean {
    return this.#destroyed
  }

  destroy(): void {
    this.#destroyed = true
  }
}

/** The options are the last argument; a window may stand before them. */
function checkOptions(args: readonly unknown[]): void {
  const options = args.at(-1)
  if (args.length > 2 || typeof options !== 'object' || options === null)
    throw new TypeError('electron-host: a dialog takes a window or none, and options')
}

/** `dialog`: on the terminal. Nobody sees a dialog for files, so it is cancelled; tests answer by spy.cjs. */
export const dialog = strict('dialog', {
  showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    checkOptions(args)
    return Promise.resolve({ canceled: true, filePath: '' })
  },
  showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    checkOptions(args)
    return Promise.resolve({ canceled: true, filePaths: [] })
  },
  showErrorBox(title: string, content: string) {
    console.error(`${title}: ${content}`)
  },
})

/** `shell`: links go to the desktop's own opener where a person looks. */
export const shell = strict('shell', {
  openExternal(url: string): Promise<void> {
    if (headed)
      spawn('xdg-open', [url], { stdio: 'ignore', detached: true })
        .once('error', () => {})
        .unref()
    return Promise.resolve()
  },
})
