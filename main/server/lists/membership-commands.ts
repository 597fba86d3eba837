import { command, payloadCommand } from '../../protocol/wire/command.ts'
import { listBits, type Account } from '../directory/account.ts'
import { ListNotices } from './list-notices.ts'
import { formatMembership, parseMembership, type Membership } from './membership-xml.ts'
import type { Handler, NotificationSession, Request } from '../notification-session.ts'
import { errorNumber } from '../refusals.ts'

/** ADL, RML and FQY: the lists from MSNP13 on. */
export const membershipCommands: readonly [string, Handler][] = [
  ['ADL', (session, request) => change(session, request, add)],
  ['RML', (session, request) => change(session, request, remove)],
  ['FQY', findNetworks],
]

/** Lists that clients may change, in the order of their bits. */
const changeable = ['forward', 'allow', 'block'] as const

/** Networks that exist elsewhere: Office, telephones, mobile operators, circles and groups, mail, Yahoo. */
const otherNetworks: ReadonlySet<string> = new Set(['2', '4', '8', '9', '10', '11', '13', '14', '16', '32'])

interface Named {
  readonly account: Account
  readonly lists: number
}

/** Answers the number of an error, or null. */
type Change = (session: NotificationSession, notices: ListNotices, entries: readonly Named[]) => number | null

/**
 * C: ADL trid length, or RML, then `<ml>`; S: ADL trid OK. What a client declares when it signs in (l="1") is what it
 * was told by the address book, and changes nothing.
 */
function change(session: NotificationSession, { trid, payload }: Request, make: Change): void {
  const verb = make === add ? 'ADL' : 'RML'
  const { maxListBytes, maxListEntries } = session.server.limits
  if (!session.forms.addressBook) return session.refuse(trid, 502)
  if (payload === null || payload.length > maxListBytes) return giveUp(session, trid, 241)
  const list = parseMembership(payload)
  if (list.kind === 'empty-domain') return giveUp(session, trid, 240)
  if (list.kind === 'malformed' || list.entries.length > maxListEntries || list.entries.some(hasWrongLists))
    return giveUp(session, trid, 241)
  if (list.entries.some(({ network }) => network !== '1' && !otherNetworks.has(network)))
    return giveUp(session, trid, 204)
  const refusal = list.isInitial ? null : makeForAll(session, trid, list.entries, make)
  if (refusal !== null) return session.refuse(trid, refusal)
  session.answer(verb, trid, 'OK')
}

/** Nobody may be allowed and blocked at once, and only the server decides who is on the lists of others. */
const hasWrongLists = ({ lists }: Membership): boolean => lists > 7 || (lists & 6) === 6

/** All of it or nothing; the number of an error, or null. */
function makeForAll(
  session: NotificationSession,
  trid: string,
  entries: readonly Membership[],
  make: Change,
): number | null {
  const { network } = session.server
  const named = entries.flatMap((entry): Named[] => {
    const account = entry.network === '1' ? network.directory.find(entry.address) : undefined
    return account === undefined ? [] : [{ account, lists: entry.lists }]
  })
  if (named.length < entries.length) return session.forms.noSuchAccount
  const notices = new ListNotices(network, session.account)
  const refusal = make(session, notices, named)
  notices.send(session)
  return refusal ?? (make === add ? showAdded(session, trid, named) : null)
}

function add(session: NotificationSession, notices: ListNotices, entries: readonly Named[]): number | null {
  const { directory } = session.server.network
  for (const { account, lists } of entries) {
    for (const list of listsOf(lists)) {
      const result = directory.list(session.account, list, account.address, null)
      if (result.kind === 'refused' && result.why !== 'already-listed')
        return errorNumber(result.why, session.forms)
      if (result.kind === 'done') note(notices, list, account, true)
    }
  }
  return null
}

/** Who is on the forward list, however they came there, is shown now. */
function showAdded(session: NotificationSession, trid: string, entries: readonly Named[]): null {
  if (session.presence === null) return null
  for (const { account, lists } of entries) {
    if ((lists & listBits.forward) === 0) continue
    const person = session.server.network.visible(account, session.account)
    if (person !== null) session.showInitially(trid, person)
  }
  return null
}

/** Somebody who is not on the list is off it, which is what was asked for. */
function remove(session: NotificationSession, notices: ListNotices, entries: readonly Named[]): null {
  const { directory } = session.server.network
  for (const { account, lists } of entries) {
    for (const list of listsOf(lists)) {
      const result = directory.unlist(session.account, list, account.address, null)
      if (result.kind === 'done') note(notices, list, account, false)
    }
  }
  return null
}

function note(
  notices: ListNotices,
  list: (typeof changeable)[number],
  { address }: Account,
  isOn: boolean,
): void {
  if (list === 'forward') notices.listed(address, isOn)
  else notices.privacy()
}

const listsOf = (lists: number): readonly (typeof changeable)[number][] =>
  changeable.filter((list) => (lists & listBits[list]) !== 0)

/** C: FQY trid length, then `<ml>` with addresses; S: FQY trid length, then the same with their networks. From MSNP14. */
function findNetworks(session: NotificationSession, { trid, payload }: Request): void {
  if (!session.forms.asksForNetworks) return session.refuse(trid, 502)
  const list = parseMembership(payload ?? new Uint8Array(0))
  if (list.kind !== 'list' || list.entries.length > session.server.limits.maxListEntries)
    return giveUp(session, trid, 241)
  const known = list.entries.filter(
    ({ address }) => session.server.network.directory.find(address) !== undefined,
  )
  if (known.length === 0) return session.refuse(trid, session.forms.noSuchAccount)
  session.send(
    payloadCommand('FQY', [trid], Buffer.from(formatMembership(known.map(({ address }) => ({ address }))))),
  )
}

/** Refuses, and ends the session as real servers do. */
function giveUp(session: NotificationSession, trid: string, number: number): void {
  session.send(command(String(number), trid))
  session.client.close()
}
