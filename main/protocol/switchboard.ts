import { addressKey, isAddress } from '../../app/contact.ts'
import type { Author, TextFormat } from '../../app/message.ts'
import { isCapabilities, parseCapabilities } from './presence/capabilities.ts'
import type { Clock } from './clock.ts'
import { outcomeOf, sendAcknowledged, sendUnlessRefused, type Sent } from './delivery.ts'
import { ClosedError, NotDeliveredError } from './errors.ts'
import type { SwitchboardEvent } from './events.ts'
import { Expectation } from './expectation.ts'
import { ChunkJoiner } from './messages/chunk-joiner.ts'
import { encodeNudge } from './messages/datacast.ts'
import type { Message } from './messages/message.ts'
import { parseMessage } from './messages/parse-message.ts'
import { maxPayloadBytes, splitText } from './messages/split-text.ts'
import { encodeText } from './messages/text.ts'
import { encodeTyping } from './messages/typing.ts'
import { Transactions } from './transactions.ts'
import { command, isError, type Command } from './wire/command.ts'
import { ProtocolError } from './wire/errors.ts'
import { decodePercent } from './wire/percent.ts'

/** What a switchboard has to know of the dialect and the session that it belongs to. */
export interface SwitchboardForms {
  /** Whether somebody's capabilities stand behind the name, where an empty name leaves them alone. */
  readonly capabilitiesInJoin: boolean
  /** The GUID of this place, with braces; null where the dialect has no places. */
  readonly place: string | null
  /** Whether the account is at other places, too, which are called into a conversation that begins here. */
  readonly callsOwnPlaces: boolean
}

const oldForms: SwitchboardForms = { capabilitiesInJoin: false, place: null, callsOwnPlaces: false }

/** What a switchboard needs of its surroundings. */
export interface SwitchboardOptions {
  /** One's own address, in the letter case that the server knows it in. */
  readonly address: string
  /** Whether the network answers `MSG … A` with ACK; otherwise text is sent as `MSG … N`. */
  readonly acknowledges: boolean
  /** Those of the session that asked for it; of the oldest dialects unless given. */
  readonly forms?: SwitchboardForms
  readonly clock: Clock
  send(command: Command): void
  onEvent(event: SwitchboardEvent): void
}

/** So long an invitation rings; there is no message for "did not answer". */
export const ringTimeoutMs = 30_000

/** The most people that are let into our memory; servers allow about 20. See docs/protocol.md#limits. */
const maxParticipants = 1000

/**
 * Our half of a connection with a switchboard: one conversation. It is given commands, and a function to send
 * commands with. Requests reject with ServerError (the server's number), TimeoutError or ClosedError.
 */
export class Switchboard {
  readonly #options: SwitchboardOptions
  readonly #forms: SwitchboardForms
  readonly #transactions: Transactions
  readonly #chunks = new ChunkJoiner()
  /** By address in lower case, without a place (`;{guid}`). */
  readonly #participants = new Map<string, Author>()
  readonly #rung = new Map<string, Expectation<void>>()
  /** Whether the own other places have to be called in, once somebody is here. */
  #ownPlacesWanted = false

  constructor(options: SwitchboardOptions) {
    this.#options = options
    this.#forms = options.forms ?? oldForms
    this.#transactions = new Transactions({ clock: options.clock, send: (sent) => options.send(sent) })
  }

  /** Everybody else who is here. */
  get participants(): readonly Author[] {
    return [...this.#participants.values()]
  }

  /**
   * Takes a command of the server. What belongs to no request and is of no use is ignored.
   * @throws ProtocolError when a command that concerns us cannot be understood.
   */
  receive(received: Command): void {
    if (!isError(received)) this.#handle(received)
    this.#transactions.receive(received)
  }

  /** Rejects what waits with ClosedError and stops every timer. */
  connectionClosed(): void {
    this.#transactions.close()
    for (const ringing of this.#rung.values()) ringing.fail(new ClosedError('CAL: the connection closed'))
  }

  /** Enters a switchboard that we asked for. C: USR trid address{;place} cookie */
  async join(cookie: string): Promise<void> {
    this.#ownPlacesWanted = this.#forms.callsOwnPlaces
    await this.#transactions.request('USR', [this.#self, cookie])
  }

  /**
   * Enters a switchboard that we were invited to; who is there was reported as `joined` when it resolves.
   * C: ANS trid address{;place} cookie session
   */
  async answer(cookie: string, sessionId: string): Promise<void> {
    await this.#transactions.request('ANS', [this.#self, cookie, sessionId])
  }

  /**
   * Asks somebody in; resolves when he joined. The answer `CAL trid RINGING session` only says that the server passed
   * it on. C: CAL trid address
   * @throws TimeoutError when nobody joined within 30 s, as a rejection.
   */
  async invite(address: string): Promise<void> {
    const key = addressKey(address)
    if (this.#participants.has(key)) return
    const ringing = this.#rung.get(key)
    if (ringing !== undefined) return ringing.promise
    const joined = new Expectation<void>(this.#options.clock, ringTimeoutMs, 'CAL')
    this.#rung.set(key, joined)
    this.#transactions.request('CAL', [address]).catch((error: Error) => joined.fail(error))
    try {
      await joined.promise
    } finally {
      this.#rung.delete(key)
    }
  }

  /**
   * Sends a text, in several messages when it does not fit into one; the first `from` of them are left out.
   * @throws NotDeliveredError when it certainly did not arrive, PartlyDeliveredError when a part of it did,
   * UnacknowledgedError or ClosedError when nobody knows; as a rejection.
   */
  async sendText(text: string, format: TextFormat, from = 0): Promise<Sent> {
    const pieces = splitText(text, format, maxPayloadBytes)
      .slice(from)
      .map((piece) => encodeText(piece, format))
    return outcomeOf(await Promise.allSettled(pieces.map((payload) => this.#deliver(payload))))
  }

  /** Rejects as `sendText` does. */
  sendNudge(): Promise<Sent> {
    return this.#deliver(encodeNudge())
  }

  /** Says that the user is writing; to nobody it is not said. */
  sendTyping(): void {
    if (this.#participants.size > 0)
      this.#transactions.send('MSG', ['U'], encodeTyping(this.#options.address))
  }

  /** Says good-bye; the connection has to be closed afterwards. */
  leave(): void {
    this.#options.send(command('OUT'))
  }

  /** Refused before it is sent where nobody would hear it. */
  async #deliver(payload: Uint8Array): Promise<Sent> {
    if (this.#participants.size === 0) throw new NotDeliveredError('nobody is there')
    const send = this.#options.acknowledges ? sendAcknowledged : sendUnlessRefused
    return send(this.#transactions, payload)
  }

  #handle(received: Command): void {
    const { verb, params } = received
    // S: JOI address name {capabilities}
    if (verb === 'JOI') this.#onJoined(params)
    // S: IRO trid index total address name {capabilities}
    else if (verb === 'IRO') this.#onJoined(params.slice(3))
    else if (verb === 'BYE') this.#onLeft(params)
    else if (verb === 'MSG') this.#onMessage(received)
  }

  #onJoined([address, ...words]: readonly string[]): void {
    if (address === undefined) throw new ProtocolError('somebody joined without an address')
    const nameless = this.#forms.capabilitiesInJoin && words.length === 1 && isCapabilities(words[0])
    const [name, capabilities] = nameless ? [undefined, words[0]] : words
    this.#enter(author(address, name), parseCapabilities(capabilities))
  }

  /** Ourselves, and what is no person, are not counted. */
  #enter(who: Author, capabilities: number): void {
    if (!this.#isPerson(who)) return
    const isNew = !this.#participants.has(who.address)
    if (isNew && this.#participants.size >= maxParticipants) throw new ProtocolError('too many participants')
    this.#participants.set(who.address, who)
    if (isNew) this.#options.onEvent({ type: 'joined', who, capabilities })
    this.#rung.get(who.address)?.fulfil()
    this.#callOwnPlaces()
  }

  /** Whoever comes here from another of our places finds somebody to talk to; nothing depends on it. */
  #callOwnPlaces(): void {
    if (!this.#ownPlacesWanted) return
    this.#ownPlacesWanted = false
    this.#transactions.request('CAL', [this.#options.address]).catch(() => undefined)
  }

  /** Ourselves at this place. */
  get #self(): string {
    const { address } = this.#options
    return this.#forms.place === null ? address : `${address};${this.#forms.place}`
  }

  /** S: BYE address {1}. With a place (`;{guid}`) only one of several places left, and a plain one follows. */
  #onLeft([address, idle]: readonly string[]): void {
    if (address === undefined) throw new ProtocolError('BYE without an address')
    const key = addressKey(address)
    if (address.includes(';') || !this.#participants.delete(key)) return
    this.#chunks.forget(key)
    if (this.#participants.size === 0) this.#onEmptied()
    this.#options.onEvent({ type: 'left', address: key, idle: idle === '1' })
  }

  /** An acknowledgement that comes after that proves nothing, but a refusal (`NAK`) would; see docs/protocol.md#messages. */
  #onEmptied(): void {
    if (this.#options.acknowledges) this.#transactions.fail('MSG', new NotDeliveredError('everybody left'))
  }

  /** S: MSG address name length. What does not come from a person, such as `Hotmail`, is not let in here. */
  #onMessage({ params: [address, name], payload }: Command): void {
    if (address === undefined || payload === null)
      throw new ProtocolError('MSG without a sender or a payload')
    const from = author(address, name)
    if (this.#isUs(from) && this.#forms.callsOwnPlaces) return this.#onOwnMessage(from, payload)
    if (!this.#isPerson(from)) return
    if (!this.#participants.has(from.address)) this.#enter(from, 0) // whoever speaks is there
    const message = this.#read(from.address, payload)
    if (message === null || speaksForAnother(message, from)) return
    this.#options.onEvent({ type: 'message-received', from, message })
  }

  #onOwnMessage(from: Author, payload: Uint8Array): void {
    const message = this.#read(from.address, payload)
    if (message !== null) this.#options.onEvent({ type: 'own-message', from, message })
  }

  #isUs({ address }: Author): boolean {
    return address === addressKey(this.#options.address)
  }

  #isPerson(who: Author): boolean {
    return isAddress(who.address) && !this.#isUs(who)
  }

  /** Null for a piece of something that is not complete yet. */
  #read(sender: string, payload: Uint8Array): Message | null {
    const message = parseMessage(payload)
    if (message.kind !== 'chunk') return message
    return this.#chunks.add(sender, message, this.#options.clock.now())
  }
}

const author = (address: string, name: string | undefined): Author => ({
  address: addressKey(address),
  name: decodePercent(name ?? '') || addressKey(address),
})

/** Whether a control message names somebody else than its sender as the one who writes. */
const speaksForAnother = (message: Message, from: Author): boolean =>
  (message.kind === 'typing' || message.kind === 'recording') && message.account !== from.address
