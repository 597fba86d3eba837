import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import * as v from 'valibot'
import {
  callSchemas,
  channels,
  type CallHandlers,
  type CallName,
  type MessengerCalls,
  type Effect,
  type Update,
} from '../app/ipc.ts'
import { failure, type Result } from '../app/reasons.ts'

/** A window as the updates see it. */
interface Receiver {
  send(update: Update, answerTo: number | null): void
}

/** What the windows' calls and subscriptions lead to. */
export interface IpcOptions {
  /** The origin of the program's own pages; frames of any other are refused. */
  readonly origin: string
  /** The calls that a script could make, too, and those about windows. */
  readonly calls: MessengerCalls
  readonly windowCalls: Omit<CallHandlers, keyof MessengerCalls>
  readonly updates: {
    subscribe(receiver: Receiver, subscription: number): void
    unsubscribe(receiver: Receiver): void
    listens(receiver: Receiver): boolean
    effect(receiver: Receiver, effect: Effect): void
  }
  /** For faults of the program; the text names no argument. */
  readonly log: (message: string, error: unknown) => void
}

/** Main's way to single windows. */
export interface Ipc {
  /** Sends an effect to one window; one that is still loading gets it when it subscribes. */
  sendEffect(window: WebContents, effect: Effect): void
  /** Whether the window has subscribed. */
  listens(window: WebContents): boolean
}

/** Opens the one gate between the windows and the program: every sender and every argument is checked here. */
export function openIpc({ origin, calls, windowCalls, updates, log }: IpcOptions): Ipc {
  const receivers = new WeakMap<WebContents, Receiver>()

  ipcMain.handle(channels.call, async (event, name: unknown, ...args: unknown[]) => {
    if (!isOurs(event, origin)) return failure('invalid-arguments')
    if (!isCallName(name)) return failure('invalid-arguments')
    return checkedCall(name in windowCalls ? windowCalls : calls, name, args, log)
  })

  ipcMain.on(channels.subscribe, (event, subscription: unknown) => {
    if (!isOurs(event, origin) || typeof subscription !== 'number') return
    updates.subscribe(receiverOf(event.sender), subscription)
  })

  function receiverOf(window: WebContents): Receiver {
    const known = receivers.get(window)
    if (known) return known
    const receiver: Receiver = {
      send: (update, answerTo) => {
        if (!window.isDestroyed()) window.send(channels.update, update, answerTo)
      },
    }
    receivers.set(window, receiver)
    window.once('destroyed', () => updates.unsubscribe(receiver))
    return receiver
  }

  return {
    sendEffect: (window, effect) => updates.effect(receiverOf(window), effect),
    listens: (window) => updates.listens(receiverOf(window)),
  }
}

/**
 * Whether a page of the program sent it, and not a frame inside. The origin is compared as text: `new URL` gives
 * `null` as the origin of every scheme of one's own.
 */
function isOurs({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent, origin: string): boolean {
  return senderFrame !== null && senderFrame.origin === origin && senderFrame.parent === null
}

async function checkedCall(
  handlers: object,
  name: CallName,
  args: unknown[],
  log: IpcOptions['log'],
): Promise<Result<unknown>> {
  const checked = v.safeParse(callSchemas[name], args)
  if (!checked.success) return failure('invalid-arguments')
  try {
    return await (handlers as Record<CallName, Handler>)[name](...checked.output)
  } catch (error) {
    log(`the call ${name} failed`, error)
    return failure('unexpected')
  }
}

type Handler = (...args: readonly unknown[]) => Promise<Result<unknown>>

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(callSchemas, name)
