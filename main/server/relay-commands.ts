import type { Handler, NotificationSession, Request } from './notification-session.ts'
import { Rate } from './rate.ts'

/** UUN, by which one client tells another something that the server does not read. */
export const relayCommands: readonly [string, Handler][] = [['UUN', relay]]

const rates = new WeakMap<NotificationSession, Rate>()

/** The type by which a client tells another place of the same person to sign out. */
const signOutType = '4'

/**
 * C: UUN trid address{;guid} type length, then anything; S: UUN trid OK, and UBN to the other side. To oneself it goes
 * to one's other places. Nobody can sign somebody else out.
 */
function relay(session: NotificationSession, { trid, words, payload }: Request): void {
  const [to = '', type = ''] = words
  if (!session.forms.addressBook) return session.refuse(trid, 502)
  const [address = '', guid = null] = to.toLowerCase().replace(/^1:/, '').split(';')
  if (payload === null || !/^\d{1,2}$/.test(type)) return session.refuse(trid, 201)
  if (!rateOf(session).allows()) return session.refuse(trid, 800)
  const isSelf = address === session.account.address
  if (type === signOutType && !isSelf) return session.refuse(trid, 216)
  const { network } = session.server
  const account = network.directory.find(address)
  const person =
    account === undefined
      ? null
      : isSelf
        ? network.person(address)
        : network.visible(account, session.account)
  const places = person?.places.filter((place) => place !== session && (guid === null || place.id === guid))
  if (places === undefined || (places.length === 0 && !(isSelf && guid === null)))
    return session.refuse(trid, 217)
  for (const place of places) place.relayed(session.account.address, type, payload)
  session.answer('UUN', trid, 'OK')
}

function rateOf(session: NotificationSession): Rate {
  const { clock, limits } = session.server
  const rate = rates.get(session) ?? new Rate(clock, limits.relaysPerTenSeconds, 10_000)
  rates.set(session, rate)
  return rate
}
