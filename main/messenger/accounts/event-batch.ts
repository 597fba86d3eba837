import type { AccountId, Me, Place } from '../../../app/account.ts'
import type { Contact, CurrentMedia, Group } from '../../../app/contact.ts'
import type { ContactChange, Event } from '../../../app/events.ts'
import type { MailEvent, NotificationEvent } from '../../protocol/events.ts'
import { cutText, limits } from '../limits.ts'

/** What a notification server says about the account and its list. */
export type ListEvent = Exclude<NotificationEvent, MailEvent | { type: 'invited' | 'signed-out' }>

/**
 * Turns what a notification server tells into the program's events. The changes of contacts that one piece of the
 * stream brought become one event, so that ten thousand contacts who come online cost a few.
 */
export class EventBatch {
  readonly #accountId: AccountId
  readonly #publish: (event: Event) => void
  #changes: ContactChange[] = []
  #scheduled = false

  constructor(accountId: AccountId, publish: (event: Event) => void) {
    this.#accountId = accountId
    this.#publish = publish
  }

  /** Changes of contacts wait for the end of the piece, or for an event of another kind: the order stays. */
  add(event: ListEvent): void {
    if (event.type === 'contacts-changed') {
      for (const change of event.changes) if (hasAddress(change)) this.#changes.push(cutContact(change))
      this.#schedule()
    } else {
      this.flush()
      this.#publish(this.#eventOf(event))
    }
  }

  /** Publishes what was gathered. */
  flush(): void {
    if (this.#changes.length === 0) return
    const changes = this.#changes
    this.#changes = []
    this.#publish({ type: 'contacts-changed', accountId: this.#accountId, changes })
  }

  /** A connection hands out a piece of the stream in one go; then comes this. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  #eventOf(event: Exclude<ListEvent, { type: 'contacts-changed' }>): Event {
    const accountId = this.#accountId
    switch (event.type) {
      case 'contact-list-received': {
        const groups = event.groups.map(cutGroup)
        return {
          type: event.type,
          accountId,
          groups,
          contacts: event.contacts.filter(hasAddress).map(cutContact),
        }
      }
      case 'groups-changed':
        return { type: event.type, accountId, groups: event.groups.map(cutGroup) }
      case 'contact-removed':
        return { type: event.type, accountId, address: event.address }
      case 'me-changed':
        return { type: event.type, accountId, change: cutMe(event.change) }
      case 'privacy-changed':
        return { type: event.type, accountId, change: event.change }
      case 'places-changed':
        return { type: event.type, accountId, places: event.places.slice(0, limits.places).map(cutPlace) }
    }
  }
}

/** Addresses become keys of the state; what is none, such as `__proto__`, must not. */
const hasAddress = ({ address }: { readonly address: string }): boolean => address.includes('@')

const cutMedia = (media: CurrentMedia | null): CurrentMedia | null =>
  media && { ...media, text: cutText(media.text) }

const cutPlace = (place: Place): Place => ({ ...place, id: cutText(place.id, 64), name: cutText(place.name) })

const cutGroup = (group: Group): Group => ({ ...group, name: cutText(group.name) })

function cutContact<C extends Partial<Contact>>(contact: C): C {
  const { name, personalMessage, currentMedia, inviteMessage } = contact
  return {
    ...contact,
    ...(name !== undefined && { name: cutText(name) }),
    ...(personalMessage !== undefined && { personalMessage: cutText(personalMessage) }),
    ...(currentMedia !== undefined && { currentMedia: cutMedia(currentMedia) }),
    ...(inviteMessage !== undefined && { inviteMessage: cutText(inviteMessage) }),
  }
}

function cutMe(me: Partial<Me>): Partial<Me> {
  const { name, personalMessage } = me
  return {
    ...me,
    ...(name !== undefined && { name: cutText(name) }),
    ...(personalMessage !== undefined && { personalMessage: cutText(personalMessage) }),
  }
}
