import { randomInt } from 'node:crypto'
import { command } from '../protocol/wire/command.ts'
import { decodePercent, encodePercent } from '../protocol/wire/percent.ts'
import { isOn } from './directory/account.ts'
import { announcement } from './offline-messages/mail-data.ts'
import { productKeys } from './signing-in/challenge.ts'
import type { Handler, NotificationSession, Request } from './notification-session.ts'
import { isStatus, parseCapabilities } from './dialects/presence-words.ts'

/** Longest MSNObject; real ones stay below 500 characters. */
const maxPictureLength = 1500

/** CHG and the challenge that follows the first one. */
export const presenceCommands: readonly [string, Handler][] = [
  ['CHG', changeStatus],
  ['QRY', checkAnswer],
]

/** C: CHG trid status {capabilities {object}}; S: the same, and the first time what all contacts show. */
function changeStatus(session: NotificationSession, { trid, words }: Request): void {
  const [status = '', word = '0', object] = words
  const picture = object === undefined || object === '0' ? '' : decodePercent(object)
  const capabilities = parseCapabilities(word)
  if (!isStatus(status) || capabilities === null || picture.length > maxPictureLength)
    return session.refuse(trid, 201)
  const isFirst = session.presence === null
  session.presence = { status, capabilities, picture }
  const echoed = [
    ...(words.length > 1 ? [session.forms.capabilityWord(capabilities)] : []),
    ...(object === undefined ? [] : [encodePercent(picture) || '0']),
  ]
  session.answer('CHG', trid, status, ...echoed)
  if (isFirst) welcome(session, trid)
  session.server.network.statusChanged(session)
}

function welcome(session: NotificationSession, trid: string): void {
  const { network } = session.server
  for (const contact of session.account.contacts.values()) {
    const other = network.directory.find(contact.address)
    const person =
      other === undefined || !isOn(contact, 'forward') ? null : network.visible(other, session.account)
    if (person !== null) session.showInitially(trid, person)
  }
  session.mailNotice(announcement(session.account, session.server.offlineMessages.of(session.account)))
  challenge(session)
}

/** S: CHL 0 challenge, twenty digits. */
function challenge(session: NotificationSession): void {
  const digits = Array.from({ length: 20 }, () => randomInt(10)).join('')
  session.challenge = digits
  session.stopWaitingForAnswer = session.server.clock.after(session.server.limits.challengeMs, () =>
    session.client.close(),
  )
  session.send(command('CHL', 0, digits))
}

/** C: QRY trid productId 32, then the answer; S: QRY trid, or 540 and the end. */
function checkAnswer(session: NotificationSession, { trid, words, payload }: Request): void {
  const [productId = ''] = words
  if (session.challenge === null) return session.refuse(trid, 715)
  const key = productKeys.get(productId)
  const expected = key === undefined ? null : session.forms.challengeAnswer(session.challenge, productId, key)
  session.challenge = null
  session.stopWaitingForAnswer()
  if (expected !== null && expected === Buffer.from(payload ?? []).toString('latin1'))
    return session.answer('QRY', trid)
  session.refuse(trid, 540)
  session.client.close()
}
