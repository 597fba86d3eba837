import { contextBridge, ipcRenderer } from 'electron'
import {
  callSchemas,
  channels,
  type Bridge,
  type CallArgs,
  type CallName,
  type CallValue,
  type Update,
} from '../app/ipc.ts'
import { failure, type Result } from '../app/reasons.ts'

const names: ReadonlySet<string> = new Set(Object.keys(callSchemas))
let lastSubscription = 0

/** Everything that a page can reach: calls by known names, and the updates. Neither Electron nor its event objects. */
const bridge: Bridge = {
  call<K extends CallName>(name: K, ...args: CallArgs<K>) {
    if (!names.has(name)) return Promise.resolve(failure('invalid-arguments'))
    return ipcRenderer.invoke(channels.call, name, ...args) as Promise<Result<CallValue<K>>>
  },

  /** Each subscription is answered by a snapshot of its own; what came before that is not for it. */
  subscribe(listener) {
    const subscription = ++lastSubscription
    let live = false
    const receive = (_event: unknown, update: Update, answerTo: number | null) => {
      if (answerTo === null ? !live : answerTo !== subscription) return
      live = true
      listener(update)
    }
    ipcRenderer.on(channels.update, receive)
    ipcRenderer.send(channels.subscribe, subscription)
    return () => {
      ipcRenderer.removeListener(channels.update, receive)
    }
  },
}

contextBridge.exposeInMainWorld('messenger', bridge)
