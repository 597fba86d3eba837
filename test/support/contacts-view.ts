import type { Privacy } from '../../app/account.ts'
import { unknownContact, type Contact, type Group } from '../../app/contact.ts'
import type { NotificationEvent } from '../../main/protocol/events.ts'

/** A contact list as events make it. */
export interface ContactsView {
  readonly groups: readonly Group[]
  readonly contacts: ReadonlyMap<string, Contact>
  readonly privacy: Partial<Privacy>
}

/** The list after an event; what does not concern it leaves it as it is. */
export function reduceContacts(view: ContactsView, event: NotificationEvent): ContactsView {
  if (event.type === 'contact-list-received') {
    return {
      ...view,
      groups: event.groups,
      contacts: new Map(event.contacts.map((each) => [each.address, each])),
    }
  }
  if (event.type === 'groups-changed') return { ...view, groups: event.groups }
  if (event.type === 'privacy-changed') return { ...view, privacy: { ...view.privacy, ...event.change } }
  const contacts = new Map(view.contacts)
  if (event.type === 'contact-removed') contacts.delete(event.address)
  if (event.type === 'contacts-changed') {
    for (const change of event.changes) {
      const before = contacts.get(change.address) ?? unknownContact(change.address)
      contacts.set(change.address, { ...before, ...change })
    }
  }
  return { ...view, contacts }
}
