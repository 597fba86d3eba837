import type { Account } from '../../app/account.ts'
import { addressKey, unknownContact, type Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { Author } from '../../app/message.ts'

/** What is known of somebody: the contact, or only the address and the name they gave themselves. */
export const personOf = (account: Account | undefined, { address, name }: Author): Contact =>
  account?.contacts[addressKey(address)] ?? { ...unknownContact(address), name: name || address }

/** The others in a conversation. */
export const peopleOf = (account: Account | undefined, conversation: Conversation): readonly Contact[] =>
  conversation.participants.map((author) => personOf(account, author))

/** Contacts who could be invited: online, and not there yet. */
export const invitable = (account: Account | undefined, conversation: Conversation): readonly Contact[] => {
  const there = new Set(conversation.participants.map(({ address }) => addressKey(address)))
  return Object.values(account?.contacts ?? {})
    .filter(
      ({ address, lists, presence }) =>
        lists.forward && presence !== 'offline' && !there.has(addressKey(address)),
    )
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** The names of those in the conversation: `Bob, Carol`. */
export const namesOf = (people: readonly Contact[]): string => people.map(({ name }) => name).join(', ')
