import { app } from './app.ts'
import { headed, type Json } from './chromium.ts'
import { chromium, host, nextId } from './host.ts'
import { prevented, StrictEmitter } from './strict.ts'
import { closePage, placeWindow } from './targets.ts'
import { WebContents } from './web-contents.ts'

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

/** `BrowserWindow`: a page of Chromium, and a window of its own where a person looks. */
export class BrowserWindow extends StrictEmitter {
  readonly id = nextId()
  readonly webContents: WebContents
  readonly _gone: Promise<void>
  _closing = false
  readonly #markGone: () => void
  #bounds: Bounds
  #visible: boolean
  #minimized = false
  #maximized = false
  #destroyed = false
  #readyToShow = false
  #flashing = false

  static getAllWindows(): BrowserWindow[] {
    return [...host.windows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return host.focused
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...host.windows].find((window) => window.webContents === contents) ?? null
  }

  constructor(o: Json = {}) {
    super()
    chromium()
    const preload = checkedPreload((o.webPreferences ?? {}) as Json)
    const { promise, resolve } = Promise.withResolvers<void>()
    this._gone = promise
    this.#markGone = resolve
    this.#bounds = {
      x: Number(o.x ?? 0),
      y: Number(o.y ?? 0),
      width: Number(o.width ?? 800),
      height: Number(o.height ?? 600),
    }
    this.#visible = o.show !== false
    this.webContents = new WebContents(this)
    host.windows.add(this)
    const place = o.x === undefined ? {} : { left: this.#bounds.x, top: this.#bounds.y }
    const { width, height } = this.#bounds
    this.webContents._start({ width, height, ...place }, preload).catch((error) => {
      console.error('electron-host: a window failed', error)
      this._closed()
    })
    app.emit('web-contents-created', {}, this.webContents)
    if (this.#visible) queueMicrotask(() => this._activate())
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  _loaded(): void {
    if (this.#readyToShow) return
    this.#readyToShow = true
    this.emit('ready-to-show')
  }

  /** The window manager gives the window the focus. */
  _activate(): void {
    if (this.#destroyed || host.focused === this) return
    host.focused?.blur()
    host.focused = this
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }

  blur(): void {
    if (host.focused !== this) return
    host.focused = null
    this.emit('blur')
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#visible) return
    this.#visible = true
    if (headed) this.#setState('normal')
    this.emit('show')
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.blur()
    if (headed) this.#setState('minimized')
    this.emit('hide')
  }

  focus(): void {
    if (!this.#visible) return
    this.restore()
    this._activate()
    void this.webContents._whenAttached(() => this.webContents._send('Page.bringToFront')).catch(() => {})
  }

  minimize(): void {
    this.#minimized = true
    this.blur()
    if (headed) this.#setState('minimized')
    this.emit('minimize')
  }

  restore(): void {
    if (!this.#minimized) return
    this.#minimized = false
    if (headed) this.#setState('normal')
    this.emit('restore')
  }

  maximize(): void {
    this.#maximized = true
    if (headed) this.#setState('maximized')
    this.emit('maximize')
  }

  isFocused(): boolean {
    return host.focused === this
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getBounds(): Bounds {
    return { ...this.#bounds }
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    const { x: left, y: top, width, height } = this.#bounds
    void this.webContents
      ._whenAttached(() => this.webContents._resize({ left, top, width, height }))
      .catch(() => {})
    this.#emitMoves(before)
  }

  /** A person moved or sized the window. */
  _moved({ x, y, width, height }: Bounds): void {
    const before = this.#bounds
    this.#bounds = { x, y, width, height }
    this.#emitMoves(before)
  }

  #emitMoves(before: Bounds): void {
    const { x, y, width, height } = this.#bounds
    if (width !== before.width || height !== before.height) this.emit('resize')
    if (x !== before.x || y !== before.y) this.emit('move')
  }

  /** Shown before a page draws: pages here are seen only after that. */
  setBackgroundColor(): void {}

  flashFrame(flashing: boolean): void {
    this.#flashing = flashing
  }

  _isFlashing(): boolean {
    return this.#flashing
  }

  close(): void {
    if (this._closing || this.#destroyed || prevented(this, 'close')) return
    this.destroy()
  }

  destroy(): void {
    if (this._closing || this.#destroyed) return
    this._closing = true
    void this.webContents
      ._whenAttached(() => closePage(this.webContents._target))
      .catch(() => {})
      .then(() => this._closed())
  }

  /** The page is gone, by us or by a person's hand. */
  _closed(): void {
    if (this.#destroyed) return
    this.blur()
    this.#destroyed = true
    host.windows.delete(this)
    this.webContents._destroy()
    this.emit('closed')
    this.#markGone()
    if (host.windows.size === 0) app._lastWindowClosed()
  }

  #setState(windowState: 'normal' | 'minimized' | 'maximized'): void {
    const set = () => placeWindow(this.webContents._target, { windowState })
    void this.webContents._whenAttached(set).catch(() => {})
  }
}

/** The preload script; and no window may have what this program never gives one. */
function checkedPreload({ preload, ...o }: Json): string | undefined {
  if (o.nodeIntegration || o.contextIsolation === false || o.sandbox === false || o.webSecurity === false) {
    throw new Error('electron-host: only sandboxed, isolated windows without Node are there')
  }
  return preload as string | undefined
}
