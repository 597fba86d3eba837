import { randomUUID } from 'node:crypto'
import { parseMime } from '../../protocol/wire/mime.ts'
import type { Account } from '../directory/account.ts'
import { admits } from '../directory/account.ts'
import type { Handler, NotificationSession, Request } from '../notification-session.ts'
import { Rate } from '../rate.ts'
import { encodeName, encodeText } from './offline-message.ts'
import type { LeavingRefusal } from './offline-store.ts'

/** UUM, a message to somebody without a switchboard, from MSNP14 on. */
export const directMessageCommands: readonly [string, Handler][] = [['UUM', write]]

/** What a session has sent in this way. */
interface Sent {
  readonly rate: Rate
  /** All that it leaves is one run, so that its order shows. */
  readonly runId: string
  left: number
}

const sessions = new WeakMap<NotificationSession, Sent>()

/** The only network there is here: that of this messenger. */
const ourNetwork = '1'

/** 1 text, 2 typing, 3 nudge, 4 anything else. */
const types = /^[1-4]$/
const textType = '1'

/**
 * C: UUM trid address network type length, then the message; no answer, or a refusal. S: UBM to who is online and reads
 * that; for anybody else a text becomes an offline message. Who does not admit the sender gets nothing, and that is not told.
 */
function write(session: NotificationSession, { trid, words, payload }: Request): void {
  const [to = '', network, type = ''] = words
  const { server, account, forms } = session
  if (forms.directMessageWords === null) return session.refuse(trid, 502)
  const isGood = payload !== null && payload.length <= server.limits.maxMessageBytes && types.test(type)
  if (!isGood) return session.refuse(trid, 201)
  if (network !== ourNetwork) return session.refuse(trid, 204)
  const sent = sentBy(session)
  if (!sent.rate.allows()) return session.refuse(trid, 800)
  const other = server.network.directory.find(to.replace(/^1:/, ''))
  if (other === undefined) return session.refuse(trid, 208)
  if (!admits(other, account) || reaches(session, other, type, payload)) return
  if (type === textType) leave(session, trid, other, payload, sent)
}

/** Whether the message went to a place of that person. */
function reaches(
  { server, account, id }: NotificationSession,
  other: Account,
  type: string,
  payload: Uint8Array,
): boolean {
  const places = server.network.person(other.address)?.endpoints ?? []
  const others = places.filter((place) => other !== account || place.id !== id)
  return others.map((place) => place.wrote(account.address, type, payload)).includes(true)
}

function leave(
  session: NotificationSession,
  trid: string,
  other: Account,
  payload: Uint8Array,
  sent: Sent,
): void {
  const { server, account } = session
  const leaving = server.offlineMessages.leave(account, other.address, {
    name: encodeName(account.friendlyName),
    runId: sent.runId,
    sequence: ++sent.left,
    contentType: 'text/plain; charset=UTF-8',
    body: encodeText(parseMime(payload).body),
  })
  if (leaving.kind === 'refused') return refuse(session, trid, leaving.why)
  void leaving.saved.then((isSaved) => {
    if (!isSaved) refuse(session, trid, 'not-saved')
  })
}

function refuse(session: NotificationSession, trid: string, why: LeavingRefusal): void {
  const number = errorNumber(why)
  if (number !== null) session.refuse(trid, number)
}

/** Null for what is not told. */
function errorNumber(why: LeavingRefusal): number | null {
  switch (why) {
    case 'too-fast':
    case 'too-many':
      return 800
    case 'too-large':
      return 201
    case 'full':
      return 210
    case 'not-saved':
      return 500
    case 'nobody':
    case 'blocked':
      return null
  }
}

function sentBy(session: NotificationSession): Sent {
  const { clock, limits } = session.server
  const sent = sessions.get(session) ?? {
    rate: new Rate(clock, limits.relaysPerTenSeconds, 10_000),
    runId: `{${randomUUID().toUpperCase()}}`,
    left: 0,
  }
  sessions.set(session, sent)
  return sent
}
