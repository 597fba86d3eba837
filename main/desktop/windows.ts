import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { WindowBounds } from './window-bounds.ts'
import { minimumSizes } from './window-bounds.ts'
import { addressOf, type WindowName } from './window-name.ts'

/** What the windows need of the program. */
export interface WindowsOptions {
  /** The preload script's file. */
  readonly preload: string
  /** The picture of the task bar where the package brings none. */
  readonly icon: string
  readonly bounds: WindowBounds
  /** The user closes a window: whether it is only hidden. */
  hidesWhenClosed(name: WindowName): boolean
  onFocused(name: WindowName): void
  onClosed(name: WindowName): void
}

/** The colour of a window before its page is there; the pages' own `--page`. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#12161e' : '#f5f8fc')

/** Opens, finds and closes the program's windows: at most one of each name. */
export class Windows {
  readonly #options: WindowsOptions
  readonly #open = new Map<string, { readonly name: WindowName; readonly window: BrowserWindow }>()
  #hiding = true

  constructor(options: WindowsOptions) {
    this.#options = options
    nativeTheme.on('updated', () => {
      for (const { window } of this.#open.values()) window.setBackgroundColor(background())
    })
  }

  /** Opens the window, or brings it to the front; it gets the focus. */
  show(name: WindowName): void {
    const window = this.#find(name)
    if (window === null) return this.#create(name, (created) => created.show())
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Opens the window without taking the focus from what the user does. */
  showInactive(name: WindowName): void {
    const window = this.#find(name)
    if (window === null) this.#create(name, (created) => created.showInactive())
    else if (!window.isVisible() && !window.isMinimized()) window.showInactive()
  }

  /** Closes the window, whatever it would do when the user closes it. */
  close(name: WindowName): void {
    this.#find(name)?.destroy()
  }

  /** Whether the window exists, be it hidden. */
  isOpen(name: WindowName): boolean {
    return this.#find(name) !== null
  }

  /** Whether no other window exists, hidden ones included. */
  isOnly(name: WindowName): boolean {
    return this.#open.size === 1 && this.isOpen(name)
  }

  isFocused(name: WindowName): boolean {
    return this.#find(name)?.isFocused() ?? false
  }

  /** Asks for attention until the window is focused. */
  flash(name: WindowName): void {
    const window = this.#find(name)
    if (window === null || window.isFocused()) return
    const flash = () => window.flashFrame(true)
    if (window.isVisible() || window.isMinimized()) flash()
    else window.once('show', flash)
  }

  contentsOf(name: WindowName): WebContents | null {
    return this.#find(name)?.webContents ?? null
  }

  /** The window itself, for a dialog that belongs to it. */
  windowOf(name: WindowName): BrowserWindow | null {
    return this.#find(name)
  }

  /** The contents of every window, for what any of them may do. */
  allContents(): readonly WebContents[] {
    return [...this.#open.values()].map(({ window }) => window.webContents)
  }

  /** The program ends: from now on closing a window closes it. */
  stopHiding(): void {
    this.#hiding = false
  }

  #find(name: WindowName): BrowserWindow | null {
    return this.#open.get(addressOf(name))?.window ?? null
  }

  #create(name: WindowName, present: (window: BrowserWindow) => void): void {
    const { bounds, preload, icon } = this.#options
    const address = addressOf(name)
    const { width: minWidth, height: minHeight } = minimumSizes[name.kind]
    const window = new BrowserWindow({
      ...bounds.place(name.kind, this.#workAreas(), this.#boundsOf(name.kind)),
      minWidth,
      minHeight,
      show: false,
      title: 'Papilio',
      icon,
      autoHideMenuBar: true,
      backgroundColor: background(),
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    })
    this.#open.set(address, { name, window })
    window.once('ready-to-show', () => present(window))
    window.on('focus', () => {
      window.flashFrame(false)
      this.#options.onFocused(name)
    })
    window.on('resize', () => this.#remember(name, window))
    window.on('move', () => this.#remember(name, window))
    window.on('close', (event) => this.#onClose(event, name, window))
    window.once('closed', () => {
      this.#open.delete(address)
      bounds.save()
      this.#options.onClosed(name)
    })
    // The pages are the program's own files: only a window that is closed while it loads fails to load.
    window.loadURL(address).catch(() => {})
  }

  #onClose(event: { preventDefault(): void }, name: WindowName, window: BrowserWindow): void {
    if (!this.#hiding || !this.#options.hidesWhenClosed(name)) return
    event.preventDefault()
    window.hide()
  }

  #remember({ kind }: WindowName, window: BrowserWindow): void {
    if (!window.isDestroyed() && !window.isMinimized())
      this.#options.bounds.remember(kind, window.getNormalBounds())
  }

  #workAreas() {
    const primary = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
    return [primary, ...others].map(({ workArea }) => workArea)
  }

  #boundsOf(kind: WindowName['kind']) {
    const same = [...this.#open.values()].filter(({ name }) => name.kind === kind)
    return same.map(({ window }) => window.getBounds())
  }
}
