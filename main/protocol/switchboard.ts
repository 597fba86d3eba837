import { addressKey, isAddress } from '../../app/contact.ts'
import type { Author, TextFormat } from '../../app/message.ts'
import { isCapabilities, parseCapabilities } from './presence/capabilities.ts'
import type { Clock } from './clock.ts'
import type { Sent } from './delivery.ts'
import { NotDeliveredError } from './errors.ts'
import type { SwitchboardEvent } from './events.ts'
import { IncomingMessages } from './messages/incoming.ts'
import { SwitchboardCalls } from './switchboard-calls.ts'
import { SwitchboardPeople } from './switchboard-people.ts'
import { SwitchboardSending } from './switchboard-sending.ts'
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
  /** A GUID with braces; by chance unless a test says otherwise. */
  readonly chooseId?: (() => string) | undefined
  send(command: Command): void
  onEvent(event: SwitchboardEvent): void
}

/**
 * Our half of a connection with a switchboard: one conversation. It is given commands, and a function to send
 * commands with. Requests reject with ServerError (the server's number), TimeoutError or ClosedError.
 */
export class Switchboard {
  readonly #options: SwitchboardOptions
  readonly #forms: SwitchboardForms
  readonly #transactions: Transactions
  readonly #incoming: IncomingMessages
  readonly #people = new SwitchboardPeople()
  readonly #calls: SwitchboardCalls
  readonly #sending: SwitchboardSending
  /** Whether the own other places have to be called in, once somebody is here. */
  #ownPlacesWanted = false

  constructor(options: SwitchboardOptions) {
    this.#options = options
    this.#forms = options.forms ?? oldForms
    const { clock, acknowledges, chooseId } = options
    this.#transactions = new Transactions({ clock, send: (sent) => options.send(sent) })
    this.#incoming = new IncomingMessages(clock)
    this.#calls = new SwitchboardCalls(clock)
    const parts = { transactions: this.#transactions, people: this.#people }
    this.#sending = new SwitchboardSending({ ...parts, acknowledges, chooseId })
  }

  /** Everybody else who is here. */
  get participants(): readonly Author[] {
    return this.#people.all
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
    this.#calls.close()
    this.#incoming.close()
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
    if (this.#people.has(key)) return
    await this.#calls.ring(key, () => this.#transactions.request('CAL', [address]))
  }

  /**
   * Sends a text; one that does not fit into a message in pieces that everybody here puts together, or else as several
   * messages, of which the first `from` are left out.
   * @throws NotDeliveredError when it certainly did not arrive, PartlyDeliveredError when some messages of it did,
   * UnacknowledgedError or ClosedError when nobody knows; as a rejection.
   */
  sendText(text: string, format: TextFormat, from = 0): Promise<Sent> {
    return this.#sending.text(text, format, from)
  }

  /** Rejects as `sendText` does. */
  sendNudge(): Promise<Sent> {
    return this.#sending.nudge()
  }

  /** Says that the user is writing; to nobody it is not said. */
  sendTyping(): void {
    this.#sending.typing(this.#options.address)
  }

  /** Says good-bye; the connection has to be closed afterwards. */
  leave(): void {
    this.#options.send(command('OUT'))
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
    const isTold = this.#forms.capabilitiesInJoin && isCapabilities(capabilities)
    this.#enter(author(address, name), capabilities, isTold)
  }

  /** Ourselves, and what is no person, are not counted. */
  #enter(who: Author, word?: string, isTold = false): void {
    if (!this.#isPerson(who)) return
    const capabilities = parseCapabilities(word)
    const isNew = this.#people.enter(who, isTold ? capabilities : null)
    if (isNew) this.#options.onEvent({ type: 'joined', who, capabilities })
    this.#calls.came(who.address)
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
    if (address.includes(';') || !this.#people.leave(key)) return
    this.#incoming.forget(key)
    if (this.#people.count === 0) this.#onEmptied()
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
    if (!this.#people.has(from.address)) this.#enter(from) // whoever speaks is there
    const message = this.#incoming.read(from, payload)
    if (message !== null) this.#options.onEvent({ type: 'message-received', from, message })
  }

  #onOwnMessage(from: Author, payload: Uint8Array): void {
    const message = this.#incoming.read(from, payload)
    if (message !== null) this.#options.onEvent({ type: 'own-message', from, message })
  }

  #isUs({ address }: Author): boolean {
    return address === addressKey(this.#options.address)
  }

  #isPerson(who: Author): boolean {
    return isAddress(who.address) && !this.#isUs(who)
  }
}

const author = (address: string, name: string | undefined): Author => ({
  address: addressKey(address),
  name: decodePercent(name ?? '') || addressKey(address),
})
