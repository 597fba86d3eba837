import { withoutAddOnCodes, writtenText } from '../../../app/clean-text.ts'
import type { HistoryLine, HistoryTalk } from '../../../app/history.ts'
import type { Author } from '../../../app/message.ts'
import type { Dates } from './dates.ts'
import type { Sentences } from './sentences.ts'

/** Writes one conversation as text of some kind; its parts are asked for in this order. */
export interface TalkWriter {
  begin(): string
  lines(lines: readonly HistoryLine[]): string
  end(): string
}

/** What the text depends on, beside the lines. */
export interface TalkContext {
  readonly talk: HistoryTalk
  readonly dates: Dates
  readonly sentences: Sentences
}

/** The address of the account that had a conversation. */
export const ownAddress = ({ accountId }: HistoryTalk): string => accountId.slice(accountId.indexOf('/') + 1)

/** A person's name on one line, without codes of add-ons and what cannot be seen; the address where nothing is left of it. */
export const shownName = ({ name, address }: Author): string => oneLine(name) || oneLine(address)

const oneLine = (text: string): string => writtenText(withoutAddOnCodes(text)).replace(/\s+/g, ' ').trim()

/** Whom a conversation is with. */
export function nameOfTalk({ people, historyId, group }: HistoryTalk): string {
  const names = people.map(shownName)
  if (!group) return names[0] ?? historyId
  return names.length > 0 ? names.join(', ') : historyId
}
