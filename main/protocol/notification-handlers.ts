import { addressKey, isAddress, type Contact } from '../../app/contact.ts'
import type { Me } from '../../app/account.ts'
import type { Reason } from '../../app/reasons.ts'
import type { ContactList } from './contacts/contact-list.ts'
import type { Dialect } from './dialects.ts'
import type { NotificationEvent } from './events.ts'
import type { KeepAlive } from './keep-alive.ts'
import { decodeName, withoutVersion } from './contacts/list-dialect.ts'
import { onRelayed, onServerMessage } from './offline-messages/mail-handlers.ts'
import type { OfflineMessages } from './offline-messages/offline-messages.ts'
import { signOutType, type OwnPlaces } from './presence/own-places.ts'
import { parsePersonalMessage } from './presence/personal-message.ts'
import { parseOwnPresence } from './presence/presence-codes.ts'
import { parseOfflineLine, parsePresenceLine } from './presence/presence-lines.ts'
import { parseServerAddress } from './server-address.ts'
import type { Transactions } from './transactions.ts'
import type { Command } from './wire/command.ts'
import { ProtocolError } from './wire/errors.ts'
import { decodePercent } from './wire/percent.ts'

/** What the handlers work on. */
export interface NotificationContext {
  /** One's own address. */
  readonly address: string
  readonly dialect: Dialect
  readonly contacts: ContactList
  readonly keepAlive: KeepAlive
  readonly transactions: Transactions
  readonly places: OwnPlaces
  /** What the server was told of oneself, and said so: from then on what it says is newer than what we know. */
  readonly settled: { readonly presence: boolean; readonly message: boolean }
  /** Null where there are none. */
  readonly offlineMessages: OfflineMessages | null
  readonly emit: (event: NotificationEvent) => void
}

type Handler = (context: NotificationContext, command: Command) => void

/**
 * What to do with each verb, be it unasked or the answer to a request: the answers to changes of the name and of
 * the status are news like those that come unasked. Verbs of the contact list are its keeper's (contact-keeping.ts);
 * those that are neither here nor there are of no use to us.
 */
export const notificationHandlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['PRP', onProperty],
  ['REA', onRename],
  ['CHG', onOwnPresence],
  // S: ILN trid status person name capabilities {object} {icon-url}
  ['ILN', (context, { params }) => onPresence(context, params.slice(1))],
  // S: NLN status person name capabilities {object} {icon-url}
  ['NLN', (context, { params }) => onPresence(context, params)],
  ['FLN', onOffline],
  ['UBX', onPersonalMessage],
  ['UBN', onNotice],
  ['MSG', onServerMessage],
  ['UBM', onRelayed],
  ['CHL', onChallenge],
  ['QNG', onPong],
  ['RNG', onRing],
])

/** S: PRP {trid} {version} key {value}. The friendly name is the only property that we show. */
function onProperty({ emit }: NotificationContext, { params }: Command): void {
  const [key, value] = withoutVersion(withoutVersion(params))
  const name = decodeName(value)
  if (key?.toUpperCase() === 'MFN' && name !== null) emit({ type: 'me-changed', change: { name } })
}

/** S: REA trid {version} address name */
function onRename({ address: own, contacts, emit }: NotificationContext, { params }: Command): void {
  const [address = '', word] = withoutVersion(params.slice(1))
  const name = decodeName(word)
  if (name === null) return
  if (addressKey(address) === addressKey(own)) emit({ type: 'me-changed', change: { name } })
  else if (contacts.find(address) !== undefined) changeContact(emit, address, { name })
}

/** S: CHG trid status capabilities {object} */
function onOwnPresence({ emit }: NotificationContext, { params }: Command): void {
  const presence = parseOwnPresence(params[1] ?? '')
  if (presence !== null) emit({ type: 'me-changed', change: { presence } satisfies Partial<Me> })
}

/** People who are on none of our lists are of no interest; servers mention them at times. */
function onPresence(context: NotificationContext, params: readonly string[]): void {
  const { contacts, dialect, emit } = context
  const { address, name, ...rest } = parsePresenceLine(params, dialect.addressForm)
  if (dialect.places && isOneself(context, address)) onOwnPresenceElsewhere(context, params[0]!, name)
  if (contacts.find(address) === undefined) return
  changeContact(emit, address, name === null ? rest : { name, ...rest })
}

/** Where an account may be at several places, status and name change at all of them; only idleness is of one place. */
function onOwnPresenceElsewhere(
  { settled, emit }: NotificationContext,
  code: string,
  name: string | null,
): void {
  const presence = parseOwnPresence(code)
  if (!settled.presence || presence === null || presence === 'idle') return
  emit({ type: 'me-changed', change: name === null ? { presence } : { presence, name } })
}

/** S: FLN person {capabilities} */
function onOffline({ contacts, dialect, emit }: NotificationContext, { params }: Command): void {
  const address = parseOfflineLine(params, dialect.addressForm)
  if (contacts.find(address) === undefined) return
  changeContact(emit, address, { presence: 'offline', currentMedia: null })
}

/** S: UBX person length */
function onPersonalMessage(context: NotificationContext, { params, payload }: Command): void {
  const { contacts, dialect, emit } = context
  if (payload === null) return
  const { address } = dialect.addressForm(params)
  if (dialect.places && isOneself(context, address)) onOwnMessage(context, payload)
  if (contacts.find(address) === undefined) return
  const { text, media } = parsePersonalMessage(payload)
  changeContact(emit, address, { personalMessage: text, currentMedia: media })
}

function onOwnMessage({ places, settled, emit }: NotificationContext, payload: Uint8Array): void {
  places.learn(payload)
  if (!settled.message || payload.length === 0) return
  const { text, media } = parsePersonalMessage(payload)
  emit({ type: 'me-changed', change: { personalMessage: text, currentMedia: media } })
}

/** S: UBN person type length. Of the notices between programs only "go away" of one's own other places is obeyed. */
function onNotice(context: NotificationContext, { params }: Command): void {
  const { address } = context.dialect.addressForm(params)
  if (params[1] === signOutType && isOneself(context, address)) {
    context.emit({ type: 'signed-out', reason: 'signed-out-elsewhere' })
  }
}

const isOneself = ({ address: own }: NotificationContext, address: string): boolean =>
  addressKey(address) === addressKey(own)

/** S: CHL 0 challenge. Some servers never answer the `QRY`, so nobody waits for that. */
function onChallenge({ dialect, transactions }: NotificationContext, { params }: Command): void {
  const challenge = params.at(-1)
  if (challenge === undefined) throw new ProtocolError('CHL without a challenge')
  const answer = dialect.answerChallenge(challenge, dialect.product)
  transactions.send('QRY', [dialect.product.id], new TextEncoder().encode(answer))
}

/** S: QNG {seconds} */
function onPong({ keepAlive }: NotificationContext, { params: [seconds] }: Command): void {
  keepAlive.answered(seconds !== undefined && /^\d{1,5}$/.test(seconds) ? Number(seconds) : null)
}

/** S: RNG session host:port CKI cookie address name … Whoever is no person does not call. */
function onRing({ emit }: NotificationContext, { params }: Command): void {
  const [sessionId, server, , cookie, address, name] = params
  if (sessionId === undefined || server === undefined || cookie === undefined || address === undefined) {
    throw new ProtocolError('RNG with too few words')
  }
  if (!isAddress(addressKey(address))) return
  const from = { address: addressKey(address), name: decodePercent(name ?? '') || address }
  emit({ type: 'invited', invitation: { sessionId, ...parseServerAddress(server), cookie, from } })
}

/** What `OUT` says; after a reason that is not here, or none, one may come back as after a shutdown. */
const outReasons: Readonly<Record<string, Reason>> = {
  OTH: 'signed-in-elsewhere',
  TOU: 'server-closed',
}

/** A server that says to come back later than that is not believed. */
const maxReturnMinutes = 60

/** S: OUT {reason} {minutes}. Also before a dialect was agreed on. */
export function onOut(emit: NotificationContext['emit'], { params }: Command): void {
  const code = (params[0] ?? '').toUpperCase()
  const reason = Object.hasOwn(outReasons, code) ? outReasons[code]! : 'server-shutting-down'
  const minutes = code === 'RCT' && /^\d{1,4}$/.test(params[1] ?? '') ? Number(params[1]) : null
  const back = minutes === null ? {} : { returnAfterMs: Math.min(minutes, maxReturnMinutes) * 60_000 }
  emit({ type: 'signed-out', reason, ...back })
}

function changeContact(emit: NotificationContext['emit'], address: string, change: Partial<Contact>): void {
  emit({ type: 'contacts-changed', changes: [{ ...change, address: addressKey(address) }] })
}
