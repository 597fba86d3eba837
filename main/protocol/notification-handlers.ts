import { addressKey, isAddress, type Contact } from '../../app/contact.ts'
import type { Me } from '../../app/account.ts'
import type { Reason } from '../../app/reasons.ts'
import type { ContactList } from './contact-list.ts'
import type { Dialect } from './dialects.ts'
import type { NotificationEvent } from './events.ts'
import type { KeepAlive } from './keep-alive.ts'
import { decodeName, withoutVersion } from './list-dialect.ts'
import { parsePersonalMessage } from './personal-message.ts'
import { parseOwnPresence } from './presence-codes.ts'
import { parseOfflineLine, parsePresenceLine } from './presence-lines.ts'
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
  // S: ILN trid status address name capabilities {object}
  ['ILN', (context, { params }) => onPresence(context, params.slice(1))],
  // S: NLN status address name capabilities {object}
  ['NLN', (context, { params }) => onPresence(context, params)],
  ['FLN', onOffline],
  ['UBX', onPersonalMessage],
  ['CHL', onChallenge],
  ['QNG', onPong],
  ['RNG', onRing],
  ['OUT', onOut],
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
function onPresence({ contacts, emit }: NotificationContext, params: readonly string[]): void {
  const { address, name, ...rest } = parsePresenceLine(params)
  if (contacts.find(address) === undefined) return
  changeContact(emit, address, name === null ? rest : { name, ...rest })
}

/** S: FLN address */
function onOffline({ contacts, emit }: NotificationContext, { params }: Command): void {
  const address = parseOfflineLine(params)
  if (contacts.find(address) === undefined) return
  changeContact(emit, address, { presence: 'offline', currentMedia: null })
}

/** S: UBX address length */
function onPersonalMessage({ contacts, emit }: NotificationContext, { params, payload }: Command): void {
  const [address = ''] = params
  if (payload === null || contacts.find(address) === undefined) return
  const { text, media } = parsePersonalMessage(payload)
  changeContact(emit, address, { personalMessage: text, currentMedia: media })
}

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

/** S: OUT {reason} {minutes} */
function onOut({ emit }: NotificationContext, { params }: Command): void {
  const code = (params[0] ?? '').toUpperCase()
  const reason = Object.hasOwn(outReasons, code) ? outReasons[code]! : 'server-shutting-down'
  emit({ type: 'signed-out', reason })
}

function changeContact(emit: NotificationContext['emit'], address: string, change: Partial<Contact>): void {
  emit({ type: 'contacts-changed', changes: [{ ...change, address: addressKey(address) }] })
}
