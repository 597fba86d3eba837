import { decodePercent, encodePercent } from '../../protocol/wire/percent.ts'
import { admits, isOn, parseAddress, type Account } from '../directory/account.ts'
import type { ListResult } from '../directory/directory.ts'
import { ListNotices } from './list-notices.ts'
import type { Handler, NotificationSession, Request } from '../notification-session.ts'
import { sendLists } from './list-sync.ts'
import { errorNumber } from '../refusals.ts'
import { sharedProperties } from '../settings-commands.ts'

const listNames = { FL: 'forward', AL: 'allow', BL: 'block' } as const
type ListCode = keyof typeof listNames
const isListCode = (word: string | undefined): word is ListCode =>
  word !== undefined && Object.hasOwn(listNames, word)

/** ADD, ADC, REM and SBP: changes of the lists, and SYN. */
export const listCommands: readonly [string, Handler][] = [
  ['SYN', sendLists],
  ['ADD', add],
  ['ADC', addById],
  ['REM', remove],
  ['SBP', storeProperty],
]

/** C: ADD trid list address name {group}; S: ADD trid list version address name {group}. Up to MSNP9. */
function add(session: NotificationSession, { trid, words }: Request): void {
  const [list, word = '', , groupWord] = words
  if (session.forms.usesIds || list === 'RL') return session.client.close()
  const address = parseAddress(word)
  if (!isListCode(list) || address === null) return session.refuse(trid, 201)
  const group = groupWord === undefined || groupWord === '0' ? null : groupId(session, groupWord)
  const result = session.server.network.directory.list(session.account, listNames[list], address, group)
  // Without a list of those who wait, deciding about somebody is all the answer that there is.
  session.server.network.directory.settle(session.account, address)
  if (result.kind === 'refused') return session.refuse(trid, errorNumber(result.why, session.forms))
  const other = found(session, address)
  const rest = groupWord === undefined ? [] : [groupWord]
  session.answer(
    'ADD',
    trid,
    list,
    ...session.forms.versionWords(session.account),
    address,
    encodePercent(other.friendlyName),
    ...rest,
  )
  if (result.isNew) tellAdded(session, trid, list, other)
}

/** C: ADC trid list N=address {F=name} {C=guid} {group}; S: ADC trid list N=address … From MSNP10. */
function addById(session: NotificationSession, { trid, words }: Request): void {
  const [list, ...fields] = words
  if (!session.forms.usesIds) return session.client.close()
  const other = named(session, fields)
  if (list === 'RL') return acceptPending(session, trid, other?.address ?? '')
  if (!isListCode(list)) return session.refuse(trid, 201)
  const given = field(fields, 'N=')
  if (given !== null && parseAddress(given) === null) return session.refuse(trid, 201)
  if (other === undefined) return session.refuse(trid, session.forms.noSuchAccount)
  const groupWord = fields.find((word) => !/^[A-Z]=/.test(word))
  const group = groupWord === undefined ? null : groupId(session, groupWord)
  const result = session.server.network.directory.list(session.account, listNames[list], other.address, group)
  if (result.kind === 'refused') return session.refuse(trid, errorNumber(result.why, session.forms))
  session.answer(
    'ADC',
    trid,
    list,
    ...addedWords(list, other, given !== null),
    ...(group === null ? [] : [group]),
  )
  if (result.isNew) tellAdded(session, trid, list, other)
  else session.server.network.listsChanged(session.account, session)
}

/** A new contact comes with the name and id; putting a contact into a group names the id alone. */
function addedWords(list: ListCode, other: Account, byAddress: boolean): readonly string[] {
  if (!byAddress) return [`C=${other.id}`]
  if (list !== 'FL') return [`N=${other.address}`]
  return [`N=${other.address}`, `F=${encodePercent(other.friendlyName)}`, `C=${other.id}`]
}

/** After FL the new contact's numbers and status follow; after AL and BL others may see more or less of us. */
function tellAdded(session: NotificationSession, trid: string, list: ListCode, other: Account): void {
  const { network } = session.server
  const notices = new ListNotices(network, session.account)
  if (list === 'FL') notices.listed(other.address, true)
  else notices.privacy()
  notices.send(session)
  if (list !== 'FL') return
  if (admits(other, session.account)) {
    for (const key of sharedProperties) if (other.properties.has(key)) session.propertyChanged(other, key)
  }
  const person = session.presence === null ? null : network.visible(other, session.account)
  if (person !== null) session.showInitially(trid, person)
}

/** C: ADC trid RL N=address: the answer to somebody who waits. Any other change of that list ends the session. */
function acceptPending(session: NotificationSession, trid: string, address: string): void {
  const contact = session.account.contacts.get(address)
  if (!isOn(contact, 'pending')) return session.client.close()
  session.server.network.directory.settle(session.account, address)
  session.answer('ADC', trid, 'RL', `N=${address}`)
  session.server.network.listsChanged(session.account, session)
}

/** C: REM trid list address|guid {group}; S: REM trid list {version} address|guid {group} */
function remove(session: NotificationSession, { trid, words }: Request): void {
  const [list, key = '', groupWord] = words
  if (list === 'RL') return session.client.close()
  const byId = list === 'FL' && session.forms.usesIds
  if (byId && key.includes('@')) return session.refuse(trid, 403)
  const address = byId ? (session.server.network.directory.findById(key)?.address ?? '') : key.toLowerCase()
  const result =
    list === 'PL'
      ? session.server.network.directory.settle(session.account, address)
      : take(session, list, address, groupWord)
  if (result === null) return session.refuse(trid, 201)
  if (result.kind === 'refused') return session.refuse(trid, errorNumber(result.why, session.forms))
  const echoed = byId ? key.toLowerCase() : address
  const rest = groupWord === undefined ? [] : [groupWord.toLowerCase()]
  session.answer('REM', trid, list ?? '', ...session.forms.versionWords(session.account), echoed, ...rest)
  const notices = new ListNotices(session.server.network, session.account)
  if (list === 'AL' || list === 'BL') notices.privacy()
  else if (list === 'FL' && groupWord === undefined) notices.listed(address, false)
  else notices.changed()
  notices.send(session)
}

/** Null for a list that does not exist. */
function take(
  session: NotificationSession,
  list: string | undefined,
  address: string,
  groupWord: string | undefined,
): ListResult | null {
  if (!isListCode(list)) return null
  const { directory } = session.server.network
  const contact = session.account.contacts.get(address)
  if (groupWord === '0' && isOn(contact, 'forward')) return { kind: 'done', contact: contact!, isNew: false }
  const group = groupWord === undefined ? null : groupId(session, groupWord)
  return directory.unlist(session.account, listNames[list], address, group)
}

/** C: SBP trid guid key value; S: the same. Only MFN, the name that a contact is stored under, means something. */
function storeProperty(session: NotificationSession, { trid, words }: Request): void {
  const [id = '', key = '', value = ''] = words
  const { directory } = session.server.network
  const other = directory.findById(id)
  const contact = other === undefined ? undefined : session.account.contacts.get(other.address)
  if (contact === undefined) return session.refuse(trid, session.forms.noSuchAccount)
  const text = decodePercent(value)
  if (!/^[A-Z]{3}$/.test(key) || encodePercent(text).length > 387) return session.refuse(trid, 201)
  if (key === 'MFN') {
    contact.storedName = text === '' ? null : text
    directory.changed(session.account)
    session.server.network.listsChanged(session.account, session)
  }
  session.answer('SBP', trid, id.toLowerCase(), key, ...(text === '' ? [] : [encodePercent(text)]))
}

/** The id of a group, or a word that names none and so is refused. */
const groupId = (session: NotificationSession, word: string): string =>
  session.forms.findGroup(session.account, word)?.id ?? 'none'

const field = (fields: readonly string[], prefix: string): string | null =>
  fields.find((word) => word.startsWith(prefix))?.slice(prefix.length) ?? null

function named(session: NotificationSession, fields: readonly string[]): Account | undefined {
  const { directory } = session.server.network
  const address = field(fields, 'N=')
  return address === null ? directory.findById(field(fields, 'C=') ?? '') : directory.find(address)
}

function found(session: NotificationSession, address: string): Account {
  const account = session.server.network.directory.find(address)
  if (account === undefined) throw new TypeError('a listed contact without an account')
  return account
}
