import type { Entry } from '../../app/message.ts'

/** Where one is in the texts that one sent: `index` counts back from the newest; -1 is what one is writing. */
export interface HistoryPlace {
  readonly index: number
  /** What was being written when one began to look back. */
  readonly draft: string
}

/** Not looking back. */
export const atDraft: HistoryPlace = { index: -1, draft: '' }

/** The texts that the user sent, newest first, repetitions in a row once. */
export function sentTexts(entries: readonly Entry[]): readonly string[] {
  const texts = entries.flatMap((entry) => (entry.kind === 'text' && entry.mine ? [entry.text] : []))
  return texts.filter((text, index) => text !== texts[index + 1]).reverse()
}

/** One step back (1) or forth (-1) in the history: the new place and the text to show, or null at either end. */
export function stepInHistory(
  texts: readonly string[],
  place: HistoryPlace,
  current: string,
  step: 1 | -1,
): { readonly place: HistoryPlace; readonly text: string } | null {
  const index = place.index + step
  const draft = place.index === -1 ? current : place.draft
  if (index === -1) return { place: atDraft, text: draft }
  const text = texts[index]
  return text === undefined ? null : { place: { index, draft }, text }
}
