import type { FakeClock } from '../messenger/fake-clock.ts'
import { parseMessage } from '../../main/protocol/messages/parse-message.ts'
import type { NotificationServer } from '../../main/protocol/notification-server.ts'
import { parsePersonalMessage } from '../../main/protocol/presence/personal-message.ts'
import { parseOwnPresence } from '../../main/protocol/presence/presence-codes.ts'
import type { Switchboard } from '../../main/protocol/switchboard.ts'
import { decodePercent } from '../../main/protocol/wire/percent.ts'
import type { Exchange } from './transcript.ts'

/** What our client does where the recorded client sent something. */
export type Deed<S> =
  /** It does this, and sends the same. */
  | ((session: S) => Promise<unknown>)
  /** It sends the same by itself, as a part of what it began before. */
  | 'by itself'
  /** It never does that. */
  | 'other'
  /** It is asked for this and must send nothing. */
  | { readonly refused: (session: S) => Promise<unknown> }

/** What our client does for a recorded line. */
export type Plan<S> = (exchange: Exchange) => Deed<S>

/** More than the time in which a second change of status would wait. */
const beyondThrottleMs = 2_500

/** The usual deeds on a notification connection. */
export function notificationPlan(clock: FakeClock): Plan<NotificationServer> {
  let signedIn = false
  return ({ words: [verb = '', , ...params], payload }) => {
    switch (verb) {
      case 'VER':
        return (server) => server.signIn({ onStep: () => undefined })
      case 'CVR':
      case 'USR':
      case 'SYN':
        // The old command answers an error in newer dialects.
        return signedIn ? 'other' : 'by itself'
      case 'ADL':
        return signedIn ? 'other' : 'by itself'
      case 'CHG':
        signedIn = true
        clock.advance(beyondThrottleMs)
        return (server) => server.setPresence(parseOwnPresence(params[0]!)!)
      case 'XFR':
        return (server) => server.requestSwitchboard()
      case 'PNG':
        return (server) => server.ping()
      case 'REA':
        return (server) => server.setFriendlyName(decodePercent(params[1]!))
      case 'PRP':
        if (params[0] !== 'MFN') return 'other'
        if (signedIn) return (server) => server.setFriendlyName(decodePercent(params[1]!))
        signedIn = true // the last thing that newer dialects say
        return 'by itself'
      case 'UUX': {
        // Our client says that by itself, but not just then.
        if (/^<(?:Private)?EndpointData>/.test(new TextDecoder().decode(payload!))) return 'other'
        const { text, media } = parsePersonalMessage(payload!)
        return (server) => server.setPersonalMessage(text, media)
      }
      case 'UUM':
        return (server) => leaveText(server, params[0]!, payload!, clock)
      case 'OUT':
        return (server) => Promise.resolve(server.signOut())
      default:
        return 'other'
    }
  }
}

/** A server that takes it says nothing for two seconds, and then answers a `PNG`. */
async function leaveText(server: NotificationServer, to: string, payload: Uint8Array, clock: FakeClock) {
  const message = parseMessage(payload)
  if (message.kind !== 'text') throw new Error('no text')
  const left = server.offlineMessages!.leave(to, message.text, message.format)
  await new Promise((resolve) => setImmediate(resolve))
  clock.advance(2_000)
  await left
}

/** The usual deeds on a switchboard. */
export const switchboardPlan: Plan<Switchboard> = ({ words: [verb = '', , ...params], payload }) => {
  switch (verb) {
    case 'USR':
      return (switchboard) => switchboard.join(params[1]!)
    case 'ANS':
      return (switchboard) => switchboard.answer(params[1]!, params[2]!)
    case 'CAL':
      return (switchboard) => switchboard.invite(params[0]!)
    case 'MSG':
      return messageDeed(params[0]!, payload!)
    case 'OUT':
      return (switchboard) => Promise.resolve(switchboard.leave())
    default:
      return 'other'
  }
}

function messageDeed(type: string, payload: Uint8Array): Deed<Switchboard> {
  const message = parseMessage(payload)
  if (message.kind === 'typing') return (switchboard) => Promise.resolve(switchboard.sendTyping())
  if (type !== 'A' && type !== 'N') return 'other'
  if (message.kind === 'nudge') return (switchboard) => switchboard.sendNudge()
  if (message.kind === 'text') return (switchboard) => switchboard.sendText(message.text, message.format)
  return 'other'
}
