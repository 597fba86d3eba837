import type { Clock } from '../../protocol/clock.ts'
import { durations } from '../limits.ts'

/** Who is writing: each notice counts for some seconds, each person on their own. */
export class TypingWatch {
  readonly #clock: Clock
  readonly #onChange: (address: string, typing: boolean) => void
  readonly #cancels = new Map<string, () => void>()

  constructor(clock: Clock, onChange: (address: string, typing: boolean) => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  /** A notice came. */
  noticed(address: string): void {
    const cancel = this.#cancels.get(address)
    cancel?.()
    this.#cancels.set(
      address,
      this.#clock.after(durations.typingShown, () => this.stopped(address)),
    )
    if (cancel === undefined) this.#onChange(address, true)
  }

  /** The person sent the text, left, or gave no sign any more. */
  stopped(address: string): void {
    const cancel = this.#cancels.get(address)
    if (cancel === undefined) return
    cancel()
    this.#cancels.delete(address)
    this.#onChange(address, false)
  }

  clear(): void {
    for (const address of [...this.#cancels.keys()]) this.stopped(address)
  }
}
