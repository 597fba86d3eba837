import type { Page } from '@playwright/test'
import type { Bridge, CallArgs, CallName, CallValue, Update } from '../../app/ipc.ts'
import type { Result } from '../../app/reasons.ts'
import { initialState, reduce, type State } from '../../app/state.ts'

type WithBridge = typeof globalThis & { messenger: Bridge; updates: Update[][]; ends: (() => void)[] }

/** A call as a window's own code makes it. */
export function call<K extends CallName>(
  page: Page,
  name: K,
  ...args: CallArgs<K>
): Promise<Result<CallValue<K>>> {
  return anyCall(page, name, ...args) as Promise<Result<CallValue<K>>>
}

/** A call with any name and arguments. */
export function anyCall(page: Page, name: unknown, ...args: unknown[]): Promise<Result<unknown>> {
  return page.evaluate(
    (request) => {
      const { messenger } = globalThis as WithBridge
      return (messenger.call as (...all: unknown[]) => Promise<Result<unknown>>)(...request)
    },
    [name, ...args],
  )
}

/** A subscription of a page, as its own code would have one. */
export class Subscription {
  readonly #page: Page
  readonly #number: number

  private constructor(page: Page, number: number) {
    this.#page = page
    this.#number = number
  }

  /** Subscribes, and waits for the snapshot unless the page cannot expect one. */
  static async open(page: Page, { waits = true } = {}): Promise<Subscription> {
    const number = await page.evaluate(async (waits) => {
      const window = globalThis as WithBridge
      const updates: Update[] = []
      const first = Promise.withResolvers<void>()
      const end = window.messenger.subscribe((update) => {
        updates.push(update)
        first.resolve()
      })
      window.updates = [...(window.updates ?? []), updates]
      window.ends = [...(window.ends ?? []), end]
      const number = window.updates.length - 1
      if (waits) await first.promise
      return number
    }, waits)
    return new Subscription(page, number)
  }

  /** Everything that it heard so far. */
  updates(): Promise<Update[]> {
    return this.#page.evaluate((number) => (globalThis as WithBridge).updates[number]!, this.#number)
  }

  /** The replica that follows from it. */
  async state(): Promise<State> {
    const updates = await this.updates()
    return updates
      .flatMap((update) => (update.kind === 'events' ? update.events : []))
      .reduce(reduce, initialState)
  }

  end(): Promise<void> {
    return this.#page.evaluate((number) => (globalThis as WithBridge).ends[number]!(), this.#number)
  }
}
