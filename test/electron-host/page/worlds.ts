import type { Codec } from './codec.ts'
import type { BridgeEnd } from './context-bridge.ts'

/** What a page tells main. */
export type FromPage =
  | { type: 'send'; channel: string; args: unknown[] }
  | { type: 'invoke'; id: number; channel: string; args: unknown[] }
  | { type: 'preload-failed'; message: string }
  | { type: 'activated' }
  | { type: 'left' }
  | { type: 'moved'; x: number; y: number; width: number; height: number }

/** What main tells a page. */
export type ToPage =
  | { type: 'event'; channel: string; args: unknown[] }
  | { type: 'reply'; id: number; ok: boolean; value?: unknown }

interface IsolatedWorld {
  electronHostSend(text: string): void
  electronHostDeliver(text: string): void
}

type MakeBridge = (token: string, mine: string, theirs: string) => BridgeEnd
type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void

/** The page's own world: nothing but the receiving end of the bridge. Sent as text. */
export function mainWorld(token: string, makeBridge: MakeBridge): void {
  if (window !== window.top) return
  const freeze = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
    Object.values(Object.freeze(value)).forEach(freeze)
    return value
  }
  makeBridge(token, 'page', 'preload').onExpose((key, value) =>
    Object.defineProperty(window, key, {
      value: freeze(value),
      enumerable: true,
      writable: false,
      configurable: false,
    }),
  )
}

/** The preload script's world: `require('electron')` and the preload script itself. Sent as text. */
export function isolatedWorld(
  token: string,
  makeBridge: MakeBridge,
  makeCodec: () => Codec,
  headed: boolean,
  preload: Preload,
): void {
  if (window !== window.top) return
  type Handler = (event: object, ...args: unknown[]) => void
  const world = globalThis as unknown as IsolatedWorld
  const codec = makeCodec()
  // Taken now, so that nothing can put itself between.
  const out = world.electronHostSend
  const bridge = makeBridge(token, 'preload', 'page')
  const handlers = new Map<string, Handler[]>()
  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  const exposed = new Set<string>()
  let lastId = 0

  const send = (message: FromPage) => out(codec.encode(message))
  const strict = <T extends object>(name: string, object: T): T =>
    new Proxy(object, {
      get: (target, key): unknown => {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key)
        throw new Error(`electron-host: ${name}.${key} is not implemented; cover it on real Electron`)
      },
    })

  const ipcRenderer = strict('ipcRenderer', {
    on(channel: string, handler: Handler) {
      handlers.set(channel, [...(handlers.get(channel) ?? []), handler])
      return ipcRenderer
    },
    removeListener(channel: string, handler: Handler) {
      const all = handlers.get(channel) ?? []
      const at = all.lastIndexOf(handler)
      if (at >= 0) handlers.set(channel, all.toSpliced(at, 1))
      return ipcRenderer
    },
    off: (channel: string, handler: Handler): object => ipcRenderer.removeListener(channel, handler),
    send: (channel: string, ...args: unknown[]) => send({ type: 'send', channel, args }),
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++lastId
      const answer = Promise.withResolvers<unknown>()
      send({ type: 'invoke', id, channel, args })
      pending.set(id, answer)
      return answer.promise
    },
  })

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, value: object) {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(key)
      bridge.expose(key, value)
    },
  })

  world.electronHostDeliver = (text) => {
    const message = codec.decode(text) as ToPage
    if (message.type === 'event') {
      for (const handler of handlers.get(message.channel) ?? [])
        handler({ sender: ipcRenderer }, ...message.args)
      return
    }
    const answer = pending.get(message.id)
    pending.delete(message.id)
    if (message.ok) answer?.resolve(message.value)
    else answer?.reject(new Error(String(message.value)))
  }

  // A window manager would activate the window that is clicked or typed in.
  for (const type of ['pointerdown', 'keydown']) {
    const activate = (event: globalThis.Event) => event.isTrusted && send({ type: 'activated' })
    addEventListener(type, activate, { capture: true, passive: true })
  }
  if (headed) {
    addEventListener('focus', () => send({ type: 'activated' }))
    addEventListener('blur', () => send({ type: 'left' }))
    addEventListener('resize', () =>
      send({ type: 'moved', x: screenX, y: screenY, width: outerWidth, height: outerHeight }),
    )
  }

  const electron = strict('electron (in a preload script)', { ipcRenderer, contextBridge })
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports)
  } catch (error) {
    console.error('Unable to load preload script', error)
    send({ type: 'preload-failed', message: String(error) })
  }
}
