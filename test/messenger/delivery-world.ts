import type { DatabaseSync } from 'node:sqlite'
import { defaultFormat, type Entry } from '../../app/message.ts'
import type { Event } from '../../app/events.ts'
import type { State } from '../../app/state.ts'
import { unknownContact, noLists } from '../../app/contact.ts'
import { Conversations } from '../../main/messenger/conversations/conversations.ts'
import { Lines } from '../../main/messenger/conversations/lines.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { Refusal } from '../../main/messenger/reasons.ts'
import { Store } from '../../main/messenger/store.ts'
import { ConnectionError } from '../../main/net/errors.ts'
import type { OpenConnection } from '../../main/messenger/session-link.ts'
import { command, type Command } from '../../main/protocol/wire/command.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { settle } from '../protocol/session.ts'
import { FakeClock } from './fake-clock.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const accountId = `local/${alice}`

/** What the server does with a message that reached it. */
export type Fate =
  /** Bob gets it, and Alice hears of that. */
  | 'ack'
  /** Nobody gets it, and Alice hears of that. */
  | 'nak'
  /** Bob gets it; the answer is lost. */
  | 'unanswered'
  /** It is lost, and nobody says so. */
  | 'lost'

interface Sent {
  readonly trid: string
  readonly text: string
}

type Options = Parameters<OpenConnection>[0]

/** A switchboard as the server has it, with one connection, Alice's. */
class Room {
  open = true
  bobIsIn = false
  /** Messages that the server has not looked at yet. */
  readonly pending: Sent[] = []
  /** Messages that Bob got, whose answer may still come. */
  readonly unanswered: string[] = []
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  say(...words: string[]): void {
    const [verb = '', ...params] = words
    if (this.open) this.#options.onCommands([command(verb, ...params)])
  }

  close(error: Error | null = null): void {
    if (!this.open) return
    this.open = false
    this.#options.onClose(error)
  }
}

/**
 * Alice's conversations on a network that the test plays, where she talks to Bob alone. Messages wait at the server until
 * the test decides what becomes of them; the database outlives the program.
 */
export class DeliveryWorld {
  /** Each run of the program has its own; time goes on. */
  clock = new FakeClock()
  readonly database: DatabaseSync = openDatabase(':memory:').database
  /** Every text that Bob got, in the order in which he got it. */
  readonly received: string[] = []
  /** Every text that the network keeps for Bob. */
  readonly stored: string[] = []
  bobIsThere = true
  /** Whether requests for switchboards are granted. */
  grants = true
  /** What becomes of texts that are left for Bob; null where the network keeps none. */
  leaving: 'stored' | 'refused' | 'unanswered' | null = null
  events: Event[] = []
  readonly faults: unknown[] = []
  #rooms: Room[] = []
  #signedIn = false
  #ids = 0
  #store!: Store
  #conversations!: Conversations
  #lines!: Lines

  constructor() {
    this.start()
  }

  /** The program starts, and Alice signs in. */
  start(): void {
    this.#store = new Store()
    this.events = []
    this.#store.subscribe((event) => this.events.push(event))
    const messenger = this.#messenger()
    this.#conversations = new Conversations({
      messenger,
      account: () => (this.#signedIn ? this.#account : null),
      offline: {
        has: () => this.leaving !== null,
        leave: (_accountId, _to, text) => this.#leave(text),
      },
      history: { flush: () => true, remember: () => undefined },
    })
    this.#lines = new Lines(messenger)
    const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
    this.#store.publish({ type: 'account-opened', accountId, address: alice, networkId: 'local', me })
    this.signedIn()
  }

  /** The program is killed: its connections break, and what was under way to the server may arrive. */
  kill(arriving: number): void {
    for (const room of this.#rooms) {
      this.#handle(room, arriving, 'unanswered')
      room.open = false
    }
    this.#rooms = []
    this.#signedIn = false
    const now = this.clock.now()
    this.clock = new FakeClock()
    this.clock.advance(now - this.clock.now())
  }

  signedIn(): void {
    this.#signedIn = true
    this.#connection({ state: 'signed-in', dialect: 'MSNP12' })
    this.shown()
  }

  /** The link with the notification server is lost. */
  loseLink(): void {
    this.#signedIn = false
    const reconnecting = { state: 'reconnecting', reason: 'connection-lost' } as const
    this.#connection({ ...reconnecting, attempt: 1, nextAttemptAt: null })
  }

  get isLinked(): boolean {
    return this.#signedIn
  }

  /** The contact list tells where Bob is. */
  shown(): void {
    const contact = { ...unknownContact(bob), lists: { ...noLists, forward: true } }
    const presence = this.bobIsThere ? 'online' : 'offline'
    this.#store.publish({ type: 'contacts-changed', accountId, changes: [{ ...contact, presence }] })
  }

  write(text: string): void {
    this.#lines.sendText(this.#talk, text, defaultFormat)
  }

  retry(entryId: string): void {
    this.#talk.sendAgain(entryId)
  }

  discard(entryId: string): void {
    this.#talk.lines.discard(entryId)
  }

  /** Opens the conversation; lines of before are there. */
  open(): void {
    void this.#talk
  }

  /** Alice closes the window, which stays as long as something is on its way or did not arrive. */
  shut(): void {
    this.#conversations.close(this.#talk).catch(() => undefined)
  }

  get conversations(): Conversations {
    return this.#conversations
  }

  get state(): State {
    return this.#store.state
  }

  publish(event: Event): void {
    this.#store.publish(event)
  }

  /** Alice's lines, as she sees them. */
  get log(): readonly Extract<Entry, { kind: 'text' }>[] {
    const entries = this.#store.state.conversations[`${accountId}>${bob}`]?.entries ?? []
    return entries.flatMap((entry) => (entry.kind === 'text' ? [entry] : []))
  }

  /** The rooms that are open. */
  get rooms(): number {
    return this.#rooms.length
  }

  /** The server looks at so many messages of a room. */
  handle(roomNumber: number, count: number, fate: Fate): void {
    const room = this.#room(roomNumber)
    if (room !== undefined) this.#handle(room, count, fate)
  }

  /** The answers that were overdue come after all. */
  answerLate(roomNumber: number): void {
    const room = this.#room(roomNumber)
    for (const trid of room?.unanswered.splice(0) ?? []) room?.say('ACK', trid)
  }

  /**
   * Bob leaves a room. What he got was acknowledged before, since a server answers in its order; what he did not get yet is
   * refused, or acknowledged as some servers do.
   */
  bobLeaves(roomNumber: number, acknowledges: boolean): void {
    const room = this.#room(roomNumber)
    if (room?.bobIsIn !== true) return
    this.answerLate(roomNumber)
    room.bobIsIn = false
    room.say('BYE', bob)
    for (const { trid } of room.pending.splice(0)) room.say(acknowledges ? 'ACK' : 'NAK', trid)
  }

  /** A room ends; so many of its messages reached Bob before. */
  close(roomNumber: number, arriving: number): void {
    const room = this.#room(roomNumber)
    if (room === undefined) return
    this.#handle(room, arriving, 'unanswered')
    this.#rooms = this.#rooms.filter((one) => one !== room)
    room.close()
  }

  /** Lets everything happen that waits for nothing but promises. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await settle()
  }

  get #talk() {
    return this.#conversations.open(accountId, bob)
  }

  get #account() {
    return {
      address: alice,
      acknowledges: true,
      forms: { capabilitiesInJoin: false, place: null, callsOwnPlaces: false },
      route: {} as never,
      gatewayUrl: undefined,
      requestSwitchboard: () =>
        this.grants
          ? Promise.resolve({ host: 'switchboard', port: 1, cookie: 'cookie' })
          : Promise.reject(new ConnectionError('server-unreachable', 'nobody there')),
    }
  }

  #messenger(): MessengerOptions {
    const only: Partial<MessengerOptions> = {
      ...storageOf(this.database, () => '6f2c7a10-0000-4000-8000-00000000beef'),
      store: this.#store,
      clock: this.clock,
      randomId: () => `id-${++this.#ids}`,
      openConnection: (options) => Promise.resolve(this.#connect(options)),
      log: (message, error) => this.faults.push([message, error]),
    }
    return only as MessengerOptions
  }

  #connect(options: Options) {
    const room = new Room(options)
    this.#rooms.push(room)
    return {
      remoteAddress: '192.0.2.1',
      send: (sent: Command) => {
        if (room.open) this.#hear(room, sent)
      },
      close: () => {
        room.open = false
        this.#rooms = this.#rooms.filter((one) => one !== room)
        queueMicrotask(() => options.onClose(null))
      },
    }
  }

  /** The server answers in its own time, never while the client is still sending. */
  #hear(room: Room, { verb, params, payload }: Command): void {
    const [trid = '', first = ''] = params
    if (verb === 'USR') queueMicrotask(() => room.say('USR', trid, 'OK', alice, 'Alice'))
    if (verb === 'CAL') queueMicrotask(() => this.#call(room, trid))
    if (verb === 'OUT') queueMicrotask(() => this.#end(room))
    if (verb === 'MSG' && first === 'A') room.pending.push({ trid, text: textOf(payload) })
  }

  #call(room: Room, trid: string): void {
    if (!this.bobIsThere) return room.say('217', trid)
    room.say('CAL', trid, 'RINGING', '1')
    room.bobIsIn = true
    room.say('JOI', bob, 'Bob')
  }

  #end(room: Room): void {
    this.#handle(room, room.pending.length, 'ack')
    this.#rooms = this.#rooms.filter((one) => one !== room)
    room.close()
  }

  #handle(room: Room, count: number, fate: Fate): void {
    for (const { trid, text } of room.pending.splice(0, count)) {
      const arrives = (fate === 'ack' || fate === 'unanswered') && room.bobIsIn
      if (arrives) this.received.push(text)
      if (fate === 'ack' && room.bobIsIn) room.say('ACK', trid)
      else if (fate === 'nak' || fate === 'ack') room.say('NAK', trid)
      else if (arrives) room.unanswered.push(trid)
    }
  }

  async #leave(text: string): Promise<void> {
    await Promise.resolve()
    if (this.leaving === 'refused' || this.leaving === null) throw new Refusal('offline-messages-failed')
    this.stored.push(text)
    if (this.leaving === 'unanswered') throw new ConnectionError('connection-lost', 'lost')
  }

  #room(number: number): Room | undefined {
    return this.#rooms[number % Math.max(1, this.#rooms.length)]
  }

  #connection(connection: Extract<Event, { type: 'connection-changed' }>['connection']): void {
    this.#store.publish({ type: 'connection-changed', accountId, connection })
  }
}

function textOf(payload: Uint8Array | null): string {
  const [, ...body] = Buffer.from(payload ?? new Uint8Array())
    .toString('utf8')
    .split('\r\n\r\n')
  return body.join('\r\n\r\n')
}
