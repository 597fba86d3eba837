import type { CallValue } from '../../app/ipc.ts'
import type { TextFormat } from '../../app/message.ts'
import type { Result } from '../../app/reasons.ts'

interface Options {
  readonly send: (text: string, format: TextFormat) => Promise<Result<CallValue<'sendMessage'>>>
  /** The main process has this text now. */
  readonly onTaken?: () => void
  /** These texts were not taken, in the order in which they were written; nobody else has them now. */
  readonly onRefused: (texts: readonly string[], result: Extract<Result<never>, { ok: false }>) => void
}

/**
 * The way of written texts into the main process: one after the other, in the order in which they were written. When
 * one is refused it comes back together with those behind it, so that nothing is lost and nothing overtakes.
 */
export function createOutgoing({ send, onTaken, onRefused }: Options) {
  let waiting: { readonly text: string; readonly format: TextFormat }[] = []
  let busy = false

  async function work(): Promise<void> {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const result = await send(next.text, next.format)
      if (result.ok) {
        waiting.shift()
        onTaken?.()
        continue
      }
      const texts = waiting.map(({ text }) => text)
      waiting = []
      onRefused(texts, result)
    }
  }

  return {
    /** Those that were not taken yet. */
    texts: (): readonly string[] => waiting.map(({ text }) => text),
    push(text: string, format: TextFormat): void {
      waiting.push({ text, format })
      if (busy) return
      busy = true
      void work().finally(() => (busy = false))
    },
  }
}
