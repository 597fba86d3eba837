import { elementAt, elementsAt, textAt, type Element } from '../xml.ts'
import { demote, isTooLong, noSuchContact, promote, setNickname } from './contact-changes.ts'
import { done, eachOf, fault, type Call, type Fault, type Outcome } from './outcome.ts'
import { annotationOf, findContact } from './people.ts'

/** C: ABContactUpdate: changes what `propertiesChanged` names, of contacts by their id or of the account itself (Me). */
export function updateContacts(call: Call): Outcome {
  const refused = eachOf(elementsAt(call.request, 'contacts', 'Contact'), (contact) => {
    const info = elementAt(contact, 'contactInfo') ?? contact
    const changed = new Set(textAt(contact, 'propertiesChanged').split(/\s+/))
    const id = textAt(contact, 'contactId').toLowerCase()
    const isSelf = textAt(info, 'contactType') === 'Me' || id === call.account.id
    return isSelf ? updateSelf(call, info, changed) : updateContact(call, id, info, changed)
  })
  return refused ?? done()
}

function updateSelf(call: Call, info: Element, changed: ReadonlySet<string>): Fault | null {
  if (changed.has('Annotation')) setPrivacy(call, info)
  return changed.has('DisplayName') ? setFriendlyName(call, textAt(info, 'displayName')) : null
}

function setFriendlyName({ server, account, notices }: Call, name: string): Fault | null {
  if (name === '' || isTooLong(name)) return fault('BadArgumentLength', 'The name is empty or too long')
  if (name === account.friendlyName) return null
  account.friendlyName = name
  server.network.directory.changed(account)
  server.network.presenceChanged(account)
  notices.changed()
  return null
}

/** What is not known is left aside: official clients keep settings of their own there. */
function setPrivacy({ server, account, notices }: Call, info: Element): void {
  const settings = elementAt(info, 'annotations')
  const admits = annotationOf(settings, 'MSN.IM.BLP')
  const asks = annotationOf(settings, 'MSN.IM.GTC')
  if (admits !== null) account.admitsUnlisted = admits === '1'
  if (asks !== null) account.asksWhenAdded = asks === '1'
  if (admits === null && asks === null) return
  server.network.directory.changed(account)
  notices.privacy()
}

/** A contact's display name is its own; only the nickname is its owner's. */
function updateContact(call: Call, id: string, info: Element, changed: ReadonlySet<string>): Fault | null {
  const person = findContact(call, id)
  if (person === undefined && !call.account.acquaintances.has(id)) return noSuchContact()
  const nickname = changed.has('Annotation')
    ? annotationOf(elementAt(info, 'annotations'), 'AB.NickName')
    : null
  const refused = person === undefined || nickname === null ? null : setNickname(call, person, nickname)
  if (refused !== null || !changed.has('IsMessengerUser')) return refused
  const isWanted = textAt(info, 'isMessengerUser') === 'true'
  if (person === undefined) return isWanted ? promote(call, id) : null
  return isWanted ? null : demote(call, person)
}
