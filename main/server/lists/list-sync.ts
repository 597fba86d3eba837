import { command } from '../../protocol/wire/command.ts'
import { encodePercent } from '../../protocol/wire/percent.ts'
import { admits, isOn, type Contact } from '../directory/account.ts'
import type { NotificationSession, Request } from '../notification-session.ts'
import { sharedProperties } from '../settings-commands.ts'

/** C: SYN trid version {settings-version}; S: SYN …, then GTC, BLP, PRP, LSG, LST and BPR lines. Always everything; not from MSNP13 on. */
export function sendLists(session: NotificationSession, { trid }: Request): void {
  const { account, forms } = session
  if (forms.addressBook) return session.refuse(trid, 502)
  session.hasLists = true
  session.answer('SYN', trid, ...forms.listHeaderWords(account))
  session.send(command('GTC', account.asksWhenAdded ? 'A' : 'N'))
  session.send(command('BLP', account.admitsUnlisted ? 'AL' : 'BL'))
  for (const line of forms.nameLines(account)) session.send(line)
  for (const [key, value] of account.properties) session.send(command('PRP', key, encodePercent(value)))
  for (const line of forms.groupLines(account)) session.send(line)
  for (const contact of account.contacts.values()) sendContact(session, contact)
}

/** S: LST …, then S: BPR key value for what the contact has and shows. */
function sendContact(session: NotificationSession, contact: Contact): void {
  const other = session.server.network.directory.find(contact.address)
  if (other === undefined) throw new TypeError('a contact without an account')
  session.send(session.forms.contactLine(session.account, contact, other))
  if (!isOn(contact, 'forward') || !admits(other, session.account)) return
  for (const key of sharedProperties) {
    const value = other.properties.get(key)
    if (value !== undefined) session.send(command('BPR', key, encodePercent(value)))
  }
}
