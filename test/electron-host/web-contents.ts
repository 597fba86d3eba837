import { inner, outer } from './addresses.ts'
import type { BrowserWindow } from './browser-window.ts'
import { headed, type Json } from './chromium.ts'
import { Frame } from './frame.ts'
import { chromium, host, nextId } from './host.ts'
import { ipcMain } from './ipc-main.ts'
import { answerCall, decodeFromPage, encodeToPage } from './page-ipc.ts'
import { answerRequest, giveRequest } from './page-requests.ts'
import type { FromPage, ToPage } from './page/worlds.ts'
import { givePermissions } from './permissions.ts'
import { preloadRequests, worldName } from './preload-script.ts'
import { session } from './session.ts'
import { prevented, strict, StrictEmitter } from './strict.ts'
import { nativeTheme } from './surroundings.ts'
import { createPage, placeWindow } from './targets.ts'

const bySession = new Map<string, WebContents>()

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

/** `webContents` of a window: one page of Chromium and the preload script in it. */
export class WebContents extends StrictEmitter {
  readonly id = nextId()
  readonly session = session.defaultSession
  readonly mainFrame = new Frame()
  _target = ''
  readonly #owner: BrowserWindow
  readonly #attached = Promise.withResolvers<void>()
  /** Addresses that the program itself is loading, as opposed to navigations of the page. */
  readonly #loads = new Set<string>()
  #session = ''
  #frame = ''
  #context = 0
  #destroyed = false
  #loading: { url: string; promise: PromiseWithResolvers<void> } | undefined
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(owner: BrowserWindow) {
    super()
    this.#owner = owner
  }

  /** Makes the page and puts everything in place before it may run. */
  async _start(bounds: Json, preload: string | undefined): Promise<void> {
    const { targetId, sessionId } = await createPage()
    this._target = targetId
    this.#session = sessionId
    bySession.set(sessionId, this)
    await Promise.all([
      this._send('Page.enable'),
      this._send('Runtime.enable'),
      this._send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this._resize(bounds),
      ...(nativeTheme.themeSource === 'system' ? [] : [this.#sendTheme()]),
      ...(preload === undefined ? [] : preloadRequests(preload)).map(({ method, params }) =>
        this._send(method, params),
      ),
      this._send('Runtime.runIfWaitingForDebugger'),
    ])
    this.#attached.resolve()
  }

  _send(method: string, params: Json = {}): Promise<Json> {
    return chromium().send(method, params, this.#session)
  }

  /** Runs something once the page is there, unless it is gone by then. */
  async _whenAttached(run: () => Promise<unknown>): Promise<void> {
    await this.#attached.promise
    if (!this.#destroyed) await run()
  }

  /** A page that nobody sees has no window to be sized by. */
  async _resize({ width, height, ...place }: Json): Promise<void> {
    if (headed) return placeWindow(this._target, { width, height, ...place })
    await this._send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
    })
  }

  _applyTheme(): void {
    void this._whenAttached(() => this.#sendTheme()).catch(() => {})
  }

  #sendTheme(): Promise<Json> {
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource
    return this._send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  async loadURL(url: string): Promise<void> {
    await this.#attached.promise
    if (this.#destroyed) return
    const promise = Promise.withResolvers<void>()
    promise.promise.catch(() => {})
    this.#loading = { url, promise }
    this.#loads.add(inner(url))
    await givePermissions(this, url)
    const { errorText } = await this._send('Page.navigate', { url: inner(url) })
    if (errorText) this.#loadFailed(String(errorText))
    return promise.promise
  }

  #loadFailed(text: string): void {
    this.emit('did-fail-load', {}, -2, text, this.#loading?.url, true)
    this.#loading?.promise.reject(new Error(`${text} loading '${this.#loading.url}'`))
    this.#loading = undefined
  }

  /** What Chromium says about this page. */
  _event(method: string, params: Json): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { name, id, auxData } = params.context as {
          name: string
          id: number
          auxData: { frameId: string }
        }
        if (name !== worldName) break
        this.#frame ||= auxData.frameId
        if (auxData.frameId === this.#frame) this.#context = id
        break
      }
      case 'Runtime.bindingCalled':
        // The caller's context is the live one, whatever order the events of its life came in.
        this.#context = params.executionContextId as number
        void this.#receive(decodeFromPage(params.payload as string))
        break
      case 'Page.frameNavigated':
        if (params.frame.parentId) break
        this.#frame = params.frame.id as string
        this.mainFrame.url = outer(params.frame.url as string)
        this.emit('did-navigate', {}, this.mainFrame.url, 200, 'OK')
        break
      case 'Page.loadEventFired':
        if (this.mainFrame.url !== 'about:blank') this.#loaded()
        break
      case 'Inspector.targetCrashed':
        this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
        break
      case 'Fetch.requestPaused':
        void this.#request(params).catch(() => {})
        break
      case 'Page.windowOpen':
        if (this.#openHandler({ url: outer(params.url as string) }).action === 'allow') {
          console.error(
            'electron-host: windows opened by pages are not implemented; cover them on real Electron',
          )
        }
    }
  }

  #loaded(): void {
    this.emit('did-finish-load', {})
    this.#loading?.promise.resolve()
    this.#loading = undefined
    this.#owner._loaded()
  }

  /** A request of the page: a navigation asks the program first, its own scheme is answered by the program. */
  async #request(params: Json): Promise<void> {
    const url = outer(params.request.url as string)
    const navigates = params.resourceType === 'Document' && (!this.#frame || params.frameId === this.#frame)
    const ownLoad = this.#loads.delete(params.request.url as string)
    const refused = navigates && !ownLoad && this.#navigationRefused(url)
    const answer = refused ? 'refused' : await answerRequest(url, params.request as Json)
    await giveRequest(this, params.requestId as string, answer)
  }

  #navigationRefused(url: string): boolean {
    return prevented(this, 'will-navigate', { url, isMainFrame: true, frame: this.mainFrame }, url)
  }

  async #receive(message: FromPage): Promise<void> {
    const event = { sender: this, senderFrame: this.mainFrame, ports: [], type: 'frame' }
    switch (message.type) {
      case 'send':
        ipcMain.emit(message.channel, event, ...message.args)
        break
      case 'invoke':
        this.#deliver(await answerCall(event, message.id, message.channel, message.args))
        break
      case 'preload-failed':
        this.emit('preload-error', {}, '', new Error(message.message))
        break
      case 'activated':
        this.#owner._activate()
        break
      case 'left':
        this.#owner.blur()
        break
      case 'moved':
        this.#owner._moved(message)
    }
  }

  /** Electron, too, drops messages to a page that is not there. */
  #deliver(message: ToPage): void {
    if (!this.#context || this.#destroyed) return
    void this._send('Runtime.callFunctionOn', {
      executionContextId: this.#context,
      functionDeclaration: 'function (text) { globalThis.electronHostDeliver(text) }',
      arguments: [{ value: encodeToPage(message) }],
      silent: true,
    }).catch((error: Error) => {
      if (process.env.ELECTRON_HOST_DEBUG) console.error('electron-host: not delivered:', error.message)
    })
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.#deliver({ type: 'event', channel, args })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  getURL(): string {
    return this.mainFrame.url
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  reload(): void {
    this.#loads.add(inner(this.mainFrame.url))
    void this._whenAttached(() => this._send('Page.reload')).catch(() => {})
  }

  _destroy(): void {
    this.#destroyed = true
    bySession.delete(this.#session)
    this.#loading?.promise.reject(new Error(`ERR_FAILED (-2) loading '${this.#loading.url}'`))
    this.emit('destroyed', {})
  }
}

/** Hands what Chromium says to the page that it is about. */
export function dispatchEvent(sessionId: string, method: string, params: Json): void {
  bySession.get(sessionId)?._event(method, params)
}

/** `webContents`: the look-ups that Playwright makes. */
export const webContents = strict('webContents', {
  fromDevToolsTargetId: (id: string) =>
    [...host.windows].find((each) => each.webContents._target === id)?.webContents,
})
