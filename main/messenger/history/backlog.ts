import type { HistoryScope } from '../../../app/history.ts'
import type { NewLine, Settlement } from '../../storage/history/history.ts'
import type { Keepable } from './kept-lines.ts'

/** What is held in memory at most while the disk is full: about a long day of many groups. */
const maxLines = 20_000
const maxCharacters = 16 * 1024 * 1024

/** Lines and outcomes that are not yet written, in order. It is bounded: above that the oldest lines are given up. */
export class Backlog {
  readonly #lines = new Map<string, NewLine>()
  readonly #settlements = new Map<string, Settlement>()
  readonly #onGivenUp: () => void
  #characters = 0

  constructor(onGivenUp: () => void) {
    this.#onGivenUp = onGivenUp
  }

  get empty(): boolean {
    return this.#lines.size === 0 && this.#settlements.size === 0
  }

  get lines(): readonly NewLine[] {
    return [...this.#lines.values()]
  }

  get settlements(): readonly Settlement[] {
    return [...this.#settlements.values()]
  }

  add({ lines, settlements }: Keepable): void {
    for (const line of lines) this.#add(line)
    for (const { entryId, delivery } of settlements) this.#settlements.set(entryId, { entryId, delivery })
    for (const [entryId] of this.#settlements) {
      if (this.#settlements.size <= maxLines) return
      this.#settlements.delete(entryId)
    }
  }

  /** Everything was written. */
  clear(): void {
    this.#lines.clear()
    this.#settlements.clear()
    this.#characters = 0
  }

  /** The user deletes this part of the history. */
  forget(scope: HistoryScope): void {
    for (const line of this.lines) if (isIn(line, scope)) this.#remove(line)
  }

  #add(line: NewLine): void {
    if (this.#lines.has(line.entry.id)) return
    this.#lines.set(line.entry.id, line)
    this.#characters += sizeOf(line)
    while (this.#lines.size > maxLines || this.#characters > maxCharacters) {
      const [oldest] = this.#lines.values()
      if (oldest === undefined) return
      this.#remove(oldest)
      this.#onGivenUp()
    }
  }

  #remove(line: NewLine): void {
    this.#lines.delete(line.entry.id)
    this.#settlements.delete(line.entry.id)
    this.#characters -= sizeOf(line)
  }
}

const sizeOf = ({ entry }: NewLine): number => ('text' in entry ? entry.text.length : 0)

/** Whether a line belongs to a part of the history. */
function isIn({ accountId, historyId, entry }: NewLine, scope: HistoryScope): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'account':
      return accountId === scope.accountId
    case 'conversation':
      return accountId === scope.accountId && historyId === scope.historyId
    case 'lines':
      return (
        accountId === scope.accountId && historyId === scope.historyId && scope.entryIds.includes(entry.id)
      )
  }
}
