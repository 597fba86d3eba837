import { command, payloadCommand } from '../protocol/wire/command.ts'
import type { Handler, NotificationSession, Request } from './notification-session.ts'
import { Rate } from './rate.ts'

/** XFR and the small commands of the notification server. */
export const otherCommands: readonly [string, Handler][] = [
  ['XFR', openSwitchboard],
  ['USR', identifyForCircles],
  ['VER', leaveAs(715)],
  ['CVR', (session, { trid }) => session.refuse(trid, 731)],
  ['URL', (session, { trid }) => session.answer('URL', trid, '/unused1', '/unused2', 1)],
  ['GCF', sendPolicy],
  ['IMS', refuseSwitchboards],
  ['SND', (session, { trid }) => session.answer('SND', trid, 'OK')],
  ['SDC', (session, { trid }) => session.answer('SDC', trid, 'OK')],
]

const rates = new WeakMap<NotificationSession, Rate>()

/** C: XFR trid SB; S: XFR trid SB host:port CKI cookie …. Before MSNP13 nobody who is hidden may open a room. */
function openSwitchboard(session: NotificationSession, { trid, words }: Request): void {
  const { server, account, forms, presence } = session
  if (words[0] !== 'SB') return session.refuse(trid, 201)
  const isHidden = presence?.status === 'HDN' && !forms.addressBook
  if (presence === null || isHidden) return session.refuse(trid, 913)
  if (!rateOf(session).allows()) return session.refuse(trid, 800)
  const room = server.openRoom()
  const cookie = server.cookies.issue({ account, forms, place: session.id, room, called: false })
  session.answer('XFR', trid, 'SB', session.client.serverAddress, 'CKI', cookie, ...forms.switchboardWords)
}

function rateOf(session: NotificationSession): Rate {
  const rate =
    rates.get(session) ??
    new Rate(session.server.clock, session.server.limits.switchboardsPerTenSeconds, 10_000)
  rates.set(session, rate)
  return rate
}

/** C: GCF trid Shields.xml; S: GCF trid Shields.xml length, then XML. In MSNP11 and 12 only after the lists. */
function sendPolicy(session: NotificationSession, { trid }: Request): void {
  if (!session.forms.personalMessages) return session.refuse(trid, 502)
  if (!session.hasLists && !session.forms.addressBook) return session.refuse(trid, 715)
  session.send(payloadCommand('GCF', [trid, 'Shields.xml'], policy))
}

/** Blocks no client and no word. */
const policy = Buffer.from(
  '<?xml version="1.0" encoding="utf-8" ?><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" " /></shield><block></block></config>',
)

/** C: IMS trid ON|OFF; S: IMS trid 0 ON|OFF. OFF: nobody may call this client. */
function refuseSwitchboards(session: NotificationSession, { trid, words }: Request): void {
  const [value] = words
  if (value !== 'ON' && value !== 'OFF') return session.refuse(trid, 715)
  session.mayBeCalled = value === 'ON'
  session.answer('IMS', trid, 0, value)
}

/** C: USR trid SHA A ticket; S: USR trid OK address 0 0. Asked by clients of MSNP18 for circles, which nobody has here. */
function identifyForCircles(session: NotificationSession, { trid, words }: Request): void {
  if (!session.forms.severalPlaces || words[0] !== 'SHA') return session.refuse(trid, 207)
  session.answer('USR', trid, 'OK', session.account.address, 0, 0)
}

/** Refuses and closes. */
function leaveAs(number: number): Handler {
  return (session, { trid }) => {
    session.send(command(String(number), trid))
    session.client.close()
  }
}
