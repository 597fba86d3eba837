import { readFileSync } from 'node:fs'
import { FakeClock } from '../messenger/fake-clock.ts'
import type { NotificationEvent, SwitchboardEvent } from '../../main/protocol/events.ts'
import { NotificationServer } from '../../main/protocol/notification-server.ts'
import type { Services } from '../../main/protocol/services.ts'
import { Switchboard, type SwitchboardForms } from '../../main/protocol/switchboard.ts'
import {
  fromNotificationServer,
  fromSwitchboard,
  type Command,
  type Grammar,
} from '../../main/protocol/wire/command.ts'
import { CommandReader } from '../../main/protocol/wire/reader.ts'
import { encodeCommand } from '../../main/protocol/wire/writer.ts'
import { aPlace } from '../protocol/session.ts'
import { notificationPlan, switchboardPlan, type Deed, type Plan } from './replay-plans.ts'
import { recordedClient } from './replay-services.ts'
import { isOurOwn, sameButForDifferences } from './replay-differences.ts'
import { byConnection, parseTranscript, type Exchange, type Step } from './transcript.ts'

/** Reads a transcript of test/fixtures/transcripts and cuts it by connection. */
export function readTranscript(name: string): ReadonlyMap<string, readonly Step[]> {
  const file = new URL(`../fixtures/transcripts/${name}.txt`, import.meta.url)
  return byConnection(parseTranscript(readFileSync(file, 'utf8')))
}

/** What came of a replay. */
export interface Replayed<E> {
  readonly events: readonly E[]
  /** What became of each request: its recorded verb and id, and `ok`, a value, or the error's name and number. */
  readonly outcomes: readonly string[]
}

/** How our client's deeds differ from the recorded client's, by the recorded transaction id. */
export type Deeds<S> = Readonly<Record<string, Deed<S>>>

interface Half {
  receive(command: Command): void
  connectionClosed(): void
}

/** Ids that our client never gives, for replies to what it did not ask. */
const strangeIds = 1_000_000

/**
 * Plays a recorded notification connection to a real NotificationServer. `secret`: what proved the sign-in, where it was
 * recorded; without it the proof is not compared.
 */
export function replayNotification(
  steps: readonly Step[],
  address: string,
  deeds: Deeds<NotificationServer> = {},
  secret: string | null = null,
  services: Partial<Services> = {},
): Promise<Replayed<NotificationEvent>> {
  const clock = new FakeClock()
  const recorded = recordedClient(commands(steps, 'client'), commands(steps, 'server'), secret)
  return replay<NotificationServer, NotificationEvent>(
    steps,
    fromNotificationServer,
    (send, onEvent) =>
      new NotificationServer({
        ...aPlace,
        ...recorded,
        services: { ...recorded.services, ...services },
        address,
        clock,
        send,
        onEvent,
      }),
    notificationPlan(clock),
    deeds,
    secret,
  )
}

/** Plays a recorded switchboard to a real Switchboard. */
export function replaySwitchboard(
  steps: readonly Step[],
  address: string,
  deeds: Deeds<Switchboard> = {},
  forms: Partial<SwitchboardForms> = {},
): Promise<Replayed<SwitchboardEvent>> {
  return replay<Switchboard, SwitchboardEvent>(
    steps,
    fromSwitchboard,
    (send, onEvent) =>
      new Switchboard({
        address,
        acknowledges: true,
        forms: { capabilitiesInJoin: true, place: null, callsOwnPlaces: false, ...forms },
        clock: new FakeClock(),
        send,
        onEvent,
      }),
    switchboardPlan,
    deeds,
  )
}

const commands = (steps: readonly Step[], side: 'client' | 'server') =>
  steps.filter((step) => step.kind === 'command').filter((step) => step.side === side)

/** Lets everything happen that only waits for promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function replay<S extends Half, E>(
  steps: readonly Step[],
  grammar: Grammar,
  create: (send: (command: Command) => void, onEvent: (event: E) => void) => S,
  plan: Plan<S>,
  deeds: Deeds<S>,
  secret: string | null = null,
): Promise<Replayed<E>> {
  const events: E[] = []
  const outcomes: string[] = []
  const sent: Command[] = []
  const ids = new Map<string, string>()
  /** What the recorded client said before it had to; ours waits for an answer first. */
  const late: Exchange[] = []
  const half = create(
    (command) => sent.push(command),
    (event) => events.push(event),
  )
  const reader = new CommandReader(grammar)

  async function clientDid(exchange: Exchange): Promise<void> {
    const [verb = '', id = ''] = exchange.words
    const deed = deeds[id] ?? plan(exchange)
    if (deed === 'other') return void ids.set(id, String(strangeIds + Number(id)))
    if (typeof deed === 'object' || typeof deed === 'function') {
      const run = typeof deed === 'object' ? deed.refused : deed
      void outcomeOf(run(half)).then((outcome) => outcomes.push(`${verb} ${id}: ${outcome}`))
      await settle()
      if (typeof deed === 'object') return
    }
    if (!compareNext(exchange)) late.push(exchange)
  }

  /** Compares what our client sent next; false when it sent nothing yet. */
  function compareNext(exchange: Exchange): boolean {
    while (sent[0] !== undefined && isOurOwn(sent[0])) sent.shift()
    const ours = sent.shift()
    if (ours === undefined) return false
    const [, id = ''] = exchange.words
    ids.set(id, ours.params[0] ?? '')
    sameButForDifferences(exchange, encodeCommand(ours), { id: ids.get(id)!, secret })
    return true
  }

  async function serverSaid(exchange: Exchange): Promise<void> {
    reader.push(withOurId(exchange, ids))
    for (let next = reader.next(); next !== null; next = reader.next()) half.receive(next)
    await settle()
    while (late[0] !== undefined && compareNext(late[0])) late.shift()
  }

  for (const step of steps) {
    if (step.kind === 'closed') half.connectionClosed()
    if (step.kind === 'command') await (step.side === 'client' ? clientDid(step) : serverSaid(step))
  }
  half.connectionClosed()
  await settle()
  const more = sent.filter((command) => !isOurOwn(command))
  if (more.length > 0) throw new Error(`our client sent more: ${more.map(({ verb }) => verb).join(' ')}`)
  if (late[0] !== undefined) throw new Error(`our client did not send ${late[0].words.join(' ')}`)
  if (reader.bufferedBytes > 0) throw new Error('bytes are left over')
  return { events, outcomes }
}

const answersWithId =
  /^(?:VER|CVR|USR|XFR|SYN|ADL|RML|FQY|UUN|CHG|ILN|GCF|URL|BLP|GTC|ADD|ADC|REM|ADG|REG|RMG|PRP|REA|SBP|UUX|QRY|ANS|IRO|CAL|ACK|NAK|\d{3})$/

/** The server's bytes, with our client's transaction id in the place of the recorded client's. */
function withOurId({ words, bytes }: Exchange, ids: ReadonlyMap<string, string>): Uint8Array {
  const [verb = '', id = ''] = words
  const ours = ids.get(id)
  if (!answersWithId.test(verb) || ours === undefined || id === '0') return bytes
  return Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/^(\w+) \d+/, `$1 ${ours}`),
    'latin1',
  )
}

async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  try {
    const value = await promise
    return value === undefined ? 'ok' : typeof value === 'string' ? value : JSON.stringify(value)
  } catch (error) {
    const { name, code } = error as Error & { code?: number }
    return code === undefined ? name : `${name} ${code}`
  }
}
