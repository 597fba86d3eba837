import type { Bridge, CallArgs, CallName, CallValue } from '../app/ipc.ts'
import { failure, type Result } from '../app/reasons.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly messenger: Bridge
  }
}

/** Asks the main process for something; never rejects: what goes wrong on the way is the reason `unexpected`. */
export async function call<K extends CallName>(name: K, ...args: CallArgs<K>): Promise<Result<CallValue<K>>> {
  try {
    return await window.messenger.call(name, ...args)
  } catch {
    return failure('unexpected')
  }
}
