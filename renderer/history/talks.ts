import type { Account, AccountId } from '../../app/account.ts'
import { addressKey, shownName } from '../../app/contact.ts'
import type { HistoryTalk } from '../../app/history.ts'
import type { Author } from '../../app/message.ts'
import type { TalkId } from './reading.ts'

export type Accounts = Readonly<Record<AccountId, Account>>

/** A conversation of the history under the name that the user knows it by. */
export interface NamedTalk extends HistoryTalk {
  readonly name: string
}

/** What an author is called: the user's own name for somebody, what the contact list says, or what the lines say. */
export function nameOf(account: Account | undefined, { address, name }: Author): string {
  const key = addressKey(address)
  return shownName(account?.contacts[key]?.name || name || address, account?.contactNotes[key])
}

/** The name of a conversation; a group that everybody left is called by its own word. */
export const talkName = (account: Account | undefined, people: readonly Author[], nobody: string): string =>
  people.map((each) => nameOf(account, each)).join(', ') || nobody

/** Conversations with their names, the one used last first. */
export const namedTalks = (
  talks: readonly HistoryTalk[],
  accounts: Accounts,
  nobody: string,
): readonly NamedTalk[] =>
  talks
    .map((talk) => ({ ...talk, name: talkName(accounts[talk.accountId], talk.people, nobody) }))
    .sort((one, other) => other.lastAt - one.lastAt)

export const keyOf = ({ accountId, historyId }: TalkId): string => `${accountId}>${historyId}`

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** Conversations in whose names or addresses every word of the text begins a word; letter case and accents do not count. */
export function talksFor(talks: readonly NamedTalk[], text: string): readonly NamedTalk[] {
  const words = folded(text).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return talks
  return talks.filter(({ name, people }) => {
    const all = folded([name, ...people.flatMap((each) => [each.name, each.address])].join(' '))
    return words.every((word) => beginsWord(all, word))
  })
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
  return false
}

/** The accounts that the conversations belong to, in their order. */
export const accountsOf = (talks: readonly HistoryTalk[]): readonly AccountId[] => [
  ...new Set(talks.map(({ accountId }) => accountId)),
]
