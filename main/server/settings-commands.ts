import { payloadCommand } from '../protocol/wire/command.ts'
import { decodePercent, encodePercent } from '../protocol/wire/percent.ts'
import { ListNotices } from './lists/list-notices.ts'
import type { Handler, NotificationSession, Request } from './notification-session.ts'
import type { Person } from './person.ts'
import { parseSaid, type SaidByClient } from './personal-message.ts'

/** Longest friendly name in percent-encoded bytes. */
const maxNameBytes = 387

/** Longest phone number in percent-encoded bytes. */
const maxPropertyBytes = 95

const phones = ['PHH', 'PHW', 'PHM']
const flags = ['MOB', 'MBE', 'WWE', 'HSB']

/** What contacts are told about. */
export const sharedProperties: readonly string[] = [...phones, 'MOB', 'HSB']

/** GTC, BLP, PRP, REA and UUX: what an account says about itself. */
export const settingsCommands: readonly [string, Handler][] = [
  ['GTC', askWhenAdded],
  ['BLP', admitUnlisted],
  ['PRP', setProperty],
  ['REA', rename],
  ['UUX', setPersonalMessage],
]

/** C: GTC trid A|N; S: GTC trid {version} A|N. The value it already has is fine: some clients give up on a 218. */
function askWhenAdded(session: NotificationSession, { trid, words }: Request): void {
  const [value] = words
  if (value !== 'A' && value !== 'N') return session.refuse(trid, 201)
  const isNew = session.account.asksWhenAdded !== (value === 'A')
  session.account.asksWhenAdded = value === 'A'
  session.server.network.directory.changed(session.account)
  session.answer('GTC', trid, ...session.forms.versionWords(session.account), value)
  if (isNew) session.server.network.listsChanged(session.account, session)
}

/** C: BLP trid AL|BL; S: BLP trid {version} AL|BL */
function admitUnlisted(session: NotificationSession, { trid, words }: Request): void {
  const [value] = words
  if (value !== 'AL' && value !== 'BL') return session.refuse(trid, 201)
  const isNew = session.account.admitsUnlisted !== (value === 'AL')
  session.account.admitsUnlisted = value === 'AL'
  session.server.network.directory.changed(session.account)
  session.answer('BLP', trid, ...session.forms.versionWords(session.account), value)
  if (!isNew) return
  const notices = new ListNotices(session.server.network, session.account)
  notices.privacy()
  notices.send(session)
}

/** C: PRP trid key {value}; S: PRP trid {version} key {value} */
function setProperty(session: NotificationSession, { trid, words }: Request): void {
  const [key = '', value] = words
  if (key === 'MFN' && session.forms.usesIds)
    return setFriendlyName(session, trid, value, (name) => ['PRP', 'MFN', name])
  if (!phones.includes(key) && !flags.includes(key)) return session.refuse(trid, 715)
  const text = decodePercent(value ?? '')
  if (encodePercent(text).length > maxPropertyBytes) return session.refuse(trid, 232)
  const { account, server } = session
  if (text === '') account.properties.delete(key)
  else account.properties.set(key, text)
  server.network.directory.changed(account)
  session.answer(
    'PRP',
    trid,
    ...session.forms.versionWords(account),
    key,
    ...(text === '' ? [] : [encodePercent(text)]),
  )
  if (sharedProperties.includes(key)) server.network.propertyChanged(account, key)
}

/** C: REA trid address friendlyName; S: REA trid version address friendlyName. Oneself or a contact; up to MSNP9. */
function rename(session: NotificationSession, { trid, words }: Request): void {
  const [word = '', value = ''] = words
  const { account, server } = session
  const address = word.toLowerCase()
  if (session.forms.usesIds) return session.refuse(trid, 502)
  if (address === account.address) {
    return setFriendlyName(session, trid, value, (name) => [
      'REA',
      ...session.forms.versionWords(account),
      address,
      name,
    ])
  }
  const contact = account.contacts.get(address)
  const name = decodePercent(value)
  if (contact === undefined) return session.refuse(trid, 216)
  if (name === '' || encodePercent(name).length > maxNameBytes) return session.refuse(trid, 209)
  contact.storedName = name
  server.network.directory.changed(account)
  session.answer('REA', trid, ...session.forms.versionWords(account), address, encodePercent(name))
}

function setFriendlyName(
  session: NotificationSession,
  trid: string,
  value: string | undefined,
  words: (name: string) => [verb: string, ...rest: string[]],
): void {
  const name = decodePercent(value ?? '')
  if (name === '' || encodePercent(name).length > maxNameBytes) return session.refuse(trid, 209)
  const { account, server } = session
  account.friendlyName = name
  server.network.directory.changed(account)
  const [verb, ...rest] = words(encodePercent(name))
  session.answer(verb, trid, ...rest)
  server.network.presenceChanged(account)
}

/** C: UUX trid length, then XML; S: UUX trid 0 */
function setPersonalMessage(session: NotificationSession, { trid, payload }: Request): void {
  if (!session.forms.personalMessages) return session.refuse(trid, 502)
  const said = parseSaid(payload ?? new Uint8Array(0))
  if (said === null || (said.kind !== 'person' && !session.forms.severalPlaces))
    return session.refuse(trid, 201)
  session.send(payloadCommand('UUX', [trid], new Uint8Array(0)))
  const { network } = session.server
  const person = network.person(session.account.address)
  if (person === null) return
  keepSaid(session, person, said)
  network.personalMessageChanged(person)
}

function keepSaid(session: NotificationSession, person: Person, said: SaidByClient): void {
  const { account, server } = session
  switch (said.kind) {
    case 'person':
      person.said = { ...person.said, ...said.said }
      if (said.text === null || said.text === account.personalMessage) return
      account.personalMessage = said.text
      return server.network.directory.changed(account)
    case 'place':
      if (said.capabilities !== null && session.presence !== null)
        session.presence = { ...session.presence, capabilities: said.capabilities }
      return
    case 'details':
      session.details = { ...session.details, ...said.details }
      return
  }
}
