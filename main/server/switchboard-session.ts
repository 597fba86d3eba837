import { command, payloadCommand, type Command } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import type { Account } from './account.ts'
import { Rate } from './rate.ts'
import { errorNumber } from './refusals.ts'
import type { Participant, Room } from './room.ts'
import type { Admission, Client, ServerContext, Session } from './server-context.ts'

/** A connection to a switchboard: USR or ANS, and then one participant of a room. */
export class SwitchboardSession implements Session {
  readonly #server: ServerContext
  readonly #client: Client
  readonly #stopWaiting: () => void
  #participant: ClientInRoom | null = null

  constructor(server: ServerContext, client: Client) {
    this.#server = server
    this.#client = client
    this.#stopWaiting = server.clock.after(server.limits.signInMs, () => client.close())
  }

  receive({ verb, params, payload }: Command): void {
    if (verb === 'OUT') return this.#goOut()
    // Some clients keep switchboards alive with a PNG, which has no number and gets no answer here.
    if (!['USR', 'ANS', 'CAL', 'MSG'].includes(verb)) return
    const [trid, ...words] = params
    if (trid === undefined || !/^\d{1,10}$/.test(trid)) return this.#client.close()
    if (this.#participant === null) return this.#comeIn(verb, trid, words)
    if (verb === 'CAL') this.#participant.call(trid, words[0] ?? '')
    else if (verb === 'MSG') this.#participant.send(trid, words[0] ?? '', payload)
    else this.#client.send(command('715', trid))
  }

  closed(): void {
    this.#stopWaiting()
    this.#participant?.leave()
  }

  /** C: OUT. The room is left at once: what is said while the connection closes would be lost. */
  #goOut(): void {
    this.closed()
    this.#client.close()
  }

  /** C: USR trid address cookie, or ANS trid address cookie session; wrong or used cookie: 911 and the end. */
  #comeIn(verb: string, trid: string, words: readonly string[]): void {
    const [address = '', cookie = '', session] = words
    const admission = this.#server.cookies.take(cookie)
    const fits =
      admission !== null &&
      admission.account.address === address.toLowerCase() &&
      admission.called === (verb === 'ANS') &&
      (verb === 'USR' || session === admission.room.id) &&
      !admission.room.has(admission.account.address)
    if (!fits) {
      this.#client.send(command('911', trid))
      return this.#client.close()
    }
    this.#stopWaiting()
    this.#participant = new ClientInRoom(this.#server, this.#client, admission)
    if (verb === 'USR') this.#participant.open(trid)
    else this.#participant.answer(trid)
  }
}

/** One client in a room. */
class ClientInRoom implements Participant {
  readonly account: Account
  readonly #server: ServerContext
  readonly #client: Client
  readonly #admission: Admission
  readonly #room: Room
  readonly #calls: Rate

  constructor(server: ServerContext, client: Client, admission: Admission) {
    this.account = admission.account
    this.#server = server
    this.#client = client
    this.#admission = admission
    this.#room = admission.room
    this.#calls = new Rate(server.clock, server.limits.callsPerTenSeconds, 10_000)
  }

  /** S: USR trid OK address friendlyName */
  open(trid: string): void {
    this.#room.join(this)
    this.#client.send(
      command('USR', trid, 'OK', this.account.address, encodePercent(this.account.friendlyName)),
    )
  }

  /** S: IRO trid index total address friendlyName {capabilities} for each who is there, then ANS trid OK */
  answer(trid: string): void {
    const others = this.#room.join(this)
    for (const [at, other] of others.entries()) {
      this.#client.send(command('IRO', trid, at + 1, others.length, ...this.#words(other)))
    }
    this.#client.send(command('ANS', trid, 'OK'))
  }

  /** C: CAL trid address; S: CAL trid RINGING session */
  call(trid: string, word: string): void {
    if (!word.includes('@')) return this.#refuse(trid, 208)
    if (!this.#calls.allows()) return this.#refuse(trid, 713)
    const why = this.#server.network.call(this.#room, this.account, word.toLowerCase())
    if (why !== null) return this.#refuse(trid, errorNumber(why, this.#admission.forms))
    this.#client.send(command('CAL', trid, 'RINGING', this.#room.id))
  }

  /** C: MSG trid U|N|A|D|S length, then the message; S: ACK trid or NAK trid as the letter asks. */
  send(trid: string, letter: string, payload: Uint8Array | null): void {
    const isGood =
      payload !== null && payload.length <= this.#server.limits.maxMessageBytes && /^[UNADS]$/.test(letter)
    if (!isGood) return this.#client.close()
    const reached = this.#room.send(this, payload) > 0
    if (reached && /[ADS]/.test(letter)) this.#client.send(command('ACK', trid))
    if (!reached && /[AND]/.test(letter)) this.#client.send(command('NAK', trid))
  }

  leave(): void {
    this.#room.leave(this)
  }

  /** S: JOI address friendlyName {capabilities} */
  joined(other: Participant): void {
    this.#client.send(command('JOI', ...this.#words(other)))
  }

  /** S: BYE address {1} */
  left(other: Participant, idle: boolean): void {
    this.#client.send(command('BYE', other.account.address, ...(idle ? [1] : [])))
  }

  /** S: MSG address friendlyName length, then the message as it was sent. */
  received(from: Participant, payload: Uint8Array): void {
    const { address, friendlyName } = from.account
    this.#client.send(payloadCommand('MSG', [address, encodePercent(friendlyName)], payload))
  }

  dropped(): void {
    this.#client.close()
  }

  #words({ account }: Participant): readonly string[] {
    const capabilities = this.#server.network.online(account.address)?.presence?.capabilities ?? 0
    return [
      account.address,
      encodePercent(account.friendlyName),
      ...this.#admission.forms.participantWords(capabilities),
    ]
  }

  #refuse(trid: string, number: number): void {
    this.#client.send(command(String(number), trid))
  }
}
