import type { AccountId } from '../../../app/account.ts'
import { conversationIdOf } from '../../../app/conversation.ts'
import type { HistoryScope } from '../../../app/history.ts'
import type { Delivery } from '../../../app/message.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { DraftsStorage } from '../../storage/drafts.ts'
import type { NewLine } from '../../storage/history/history.ts'
import type { KeptLine, OutboxStorage } from '../../storage/outbox.ts'
import { durations } from '../limits.ts'
import type { Store } from '../store.ts'
import { onDisk } from './on-disk.ts'
import { isDone, type LineLedger } from './line-ledger.ts'
import type { TalkList } from './talk-list.ts'
import type { Talk } from './talk.ts'

/** What bringing lines back needs. */
export interface KeptLinesOptions {
  readonly outbox: OutboxStorage
  readonly drafts: DraftsStorage
  readonly store: Store
  readonly ledger: LineLedger
  readonly talks: TalkList
  readonly clock: Clock
  /** Opens a conversation for lines that were written in it. */
  open(line: KeptLine): Talk
  /** Keeps lines in the history that may not be in it. */
  remember(lines: readonly NewLine[]): void
  log(message: string, error: unknown): void
}

/**
 * What is known of a line that nobody is sending any more. One that never went out is sent by itself while that is still
 * what its writer expects: soon, as far as the clock can be trusted, and to the one person that it was for.
 */
export function fateOf({ entry, group, handedOver, firstPiece }: KeptLine, now: number): Delivery {
  if (entry.delivery.state !== 'sending') return entry.delivery
  const isSoon = Math.abs(now - entry.at) < durations.unsentLines
  if (!handedOver && isSoon && !group) return entry.delivery
  return { state: handedOver || firstPiece > 0 ? 'uncertain' : 'waiting', reason: 'interrupted' }
}

/** Brings back the lines that an earlier run of the program, or a conversation that was closed, left on disk. */
export class KeptLines {
  readonly #options: KeptLinesOptions

  constructor(options: KeptLinesOptions) {
    this.#options = options
  }

  /**
   * Opens the conversations of an account in which lines are left. What was done and not yet taken from the disk is told again: a
   * line can arrive, and the program end, before the history has it.
   */
  restore(accountId: AccountId): void {
    const { ledger, talks } = this.#options
    const lines = this.#lines(accountId)
    const done = lines.filter(({ entry }) => isDone(entry))
    this.#options.remember(done)
    for (const { historyId, entry, handedOver, firstPiece } of done) {
      const { id: entryId, delivery } = entry
      ledger.settle(conversationIdOf(accountId, historyId), { entryId, delivery, handedOver, firstPiece })
    }
    for (const line of this.#missing(accountId)) {
      const talk = talks.withHistory(accountId, line.historyId)
      if (talk === null) this.#options.open(line)
      else if (!talk.outbox.has(line.entry.id)) this.restoreInto(talk)
    }
  }

  /** Brings back those of one conversation. */
  restoreInto(talk: Talk): void {
    const lines = this.#missing(talk.accountId).filter(({ historyId }) => historyId === talk.historyId)
    talk.lines.restore(lines, this.#options.clock.now())
  }

  /** Forgets everything of an account, drafts among it. @throws Refusal when the disk cannot be written */
  forget(accountId: AccountId): void {
    const { outbox, drafts } = this.#options
    onDisk(
      (message, error) => this.#options.log(message, error),
      () => {
        outbox.forget(accountId)
        drafts.forget(accountId)
      },
    )
  }

  /**
   * Takes a part of what was said out of the conversations and, but for what is on its way, out of the outbox.
   * @throws Refusal when the disk cannot be written
   */
  forgetLines(scope: HistoryScope): void {
    const { ledger, store, talks } = this.#options
    ledger.clean()
    for (const talk of talks.all.filter((one) => isPartOf(one, scope))) {
      const { entries } = store.state.conversations[talk.id] ?? { entries: [] }
      const gone = entries
        .map(({ id }) => id)
        .filter((id) => isNamed(id, scope) && !talk.outbox.isSending(id))
      talk.lines.forget(scope.kind === 'lines' ? scope.entryIds : null)
      if (gone.length > 0) store.publish({ type: 'entries-removed', conversationId: talk.id, entryIds: gone })
    }
    const closed = this.#inNoConversation(scope.kind === 'all' ? null : scope.accountId)
    const wanted = closed.filter((line) => isPartOf(line, scope) && isNamed(line.entry.id, scope))
    ledger.remove(wanted.map(({ entry }) => entry.id))
  }

  /** Those that are to be brought back. */
  #missing(accountId: AccountId): readonly KeptLine[] {
    return this.#inNoConversation(accountId).filter(({ entry }) => !isDone(entry))
  }

  /** Those that nobody sends or shows now, because they are done among other reasons. */
  #inNoConversation(accountId: AccountId | null): readonly KeptLine[] {
    const open = this.#options.talks.all
    return this.#lines(accountId).filter(({ entry }) => !open.some(({ outbox }) => outbox.has(entry.id)))
  }

  #lines(accountId: AccountId | null): readonly KeptLine[] {
    try {
      return this.#options.outbox.lines(accountId)
    } catch (error) {
      this.#options.log('the outbox could not be read', error)
      return []
    }
  }
}

/** Lines are named by ids that are used once, and may stand in a conversation that has another name by now. */
const isPartOf = (
  { accountId, historyId }: Pick<Talk, 'accountId' | 'historyId'>,
  scope: HistoryScope,
): boolean => {
  switch (scope.kind) {
    case 'all':
      return true
    case 'account':
    case 'lines':
      return accountId === scope.accountId
    case 'conversation':
      return accountId === scope.accountId && historyId === scope.historyId
  }
}

const isNamed = (entryId: string, scope: HistoryScope): boolean =>
  scope.kind !== 'lines' || scope.entryIds.includes(entryId)
