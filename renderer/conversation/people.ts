import type { Account } from '../../app/account.ts'
import { addressKey, shownName, unknownContact, type Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { Author } from '../../app/message.ts'

/**
 * What is known of somebody: the contact, or only the address and the name they gave themselves; under the name that
 * the user gave them, if there is one.
 */
export function personOf(account: Account | undefined, { address, name }: Author): Contact {
  const key = addressKey(address)
  return named(account, account?.contacts[key] ?? { ...unknownContact(address), name: name || address })
}

function named(account: Account | undefined, contact: Contact): Contact {
  const name = shownName(contact.name, account?.contactNotes[addressKey(contact.address)])
  return name === contact.name ? contact : { ...contact, name }
}

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
    .map((contact) => named(account, contact))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** The names of those in the conversation: `Bob, Carol`. */
export const namesOf = (people: readonly Contact[]): string => people.map(({ name }) => name).join(', ')
