import { command, payloadCommand } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import type { Account } from './directory/account.ts'
import { Rate } from './rate.ts'
import { errorNumber } from './refusals.ts'
import type { Participant, Room } from './room.ts'
import type { Admission, Client, ServerContext } from './server-context.ts'

/** One client in a room: where it has places (MSNP16), everybody is named by place and once more as a person. */
export class ClientInRoom implements Participant {
  readonly account: Account
  readonly place: string | null
  readonly #server: ServerContext
  readonly #client: Client
  readonly #admission: Admission
  readonly #room: Room
  readonly #calls: Rate

  constructor(server: ServerContext, client: Client, admission: Admission) {
    this.account = admission.account
    this.place = admission.place
    this.#server = server
    this.#client = client
    this.#admission = admission
    this.#room = admission.room
    this.#calls = new Rate(server.clock, server.limits.callsPerTenSeconds, 10_000)
  }

  /** S: USR trid OK name friendlyName; the name as it came. */
  open(trid: string, name: string): void {
    this.#room.join(this)
    this.#client.send(command('USR', trid, 'OK', name, encodePercent(this.account.friendlyName)))
  }

  /** S: IRO trid index total name friendlyName {capabilities} for each who is there, then ANS trid OK */
  answer(trid: string): void {
    const others = this.#room.join(this)
    const people = [...new Set(others.map(({ account }) => account))]
    const lines = people.flatMap((account) => {
      const places = others.filter((other) => other.account === account)
      return places.flatMap((other, at) => this.#names(other, at === places.length - 1))
    })
    for (const [at, words] of lines.entries()) {
      this.#client.send(command('IRO', trid, at + 1, lines.length, ...words))
    }
    this.#client.send(command('ANS', trid, 'OK'))
    if (this.#admission.forms.severalPlaces) this.#joinSelf()
  }

  /** C: CAL trid address; S: CAL trid RINGING session. Who has several places may call the others by their own address. */
  call(trid: string, word: string): void {
    const address = word.toLowerCase()
    const isSelf = address === this.account.address && this.#admission.forms.severalPlaces
    if (!word.includes('@')) return this.#refuse(trid, 208)
    if (!this.#calls.allows()) return this.#refuse(trid, 713)
    const { network } = this.#server
    const why = isSelf
      ? network.callSelf(this.#room, this.account)
      : network.call(this.#room, this.account, address)
    if (why !== null) return this.#refuse(trid, errorNumber(why, this.#admission.forms))
    this.#client.send(command('CAL', trid, 'RINGING', this.#room.id))
    if (isSelf) this.#joinSelf()
  }

  /** C: MSG trid U|N|A|D|S length, then the message; S: ACK trid or NAK trid as the letter asks. */
  send(trid: string, letter: string, payload: Uint8Array | null): void {
    const isGood =
      payload !== null && payload.length <= this.#server.limits.maxMessageBytes && /^[UNADS]$/.test(letter)
    if (!isGood) return this.#breakOff()
    const reached =
      !this.#isRefused(payload) && (this.#room.send(this, payload) || this.#server.acknowledgesEmptyRooms)
    if (reached && /[ADS]/.test(letter)) this.#client.send(command('ACK', trid))
    if (!reached && /[AND]/.test(letter)) this.#client.send(command('NAK', trid))
  }

  leave(): void {
    this.#room.leave(this)
  }

  /** The room is left at once: what is said while the connection closes would be lost, and be acknowledged. */
  #breakOff(): void {
    this.leave()
    this.#client.close()
  }

  #isRefused(payload: Uint8Array): boolean {
    return this.#server.refusedTexts.some((text) => Buffer.from(payload).includes(text))
  }

  /** S: JOI name friendlyName {capabilities} */
  joined(other: Participant, isFirst: boolean): void {
    for (const words of this.#names(other, isFirst)) this.#client.send(command('JOI', ...words))
  }

  /** S: BYE name {1} */
  left(other: Participant, isLast: boolean, idle: boolean): void {
    for (const [name = ''] of this.#names(other, isLast)) {
      this.#client.send(command('BYE', name, ...(idle ? [1] : [])))
    }
  }

  /** S: MSG address friendlyName length, then the message as it was sent. */
  received(from: Participant, payload: Uint8Array): void {
    const { address, friendlyName } = from.account
    this.#client.send(payloadCommand('MSG', [address, encodePercent(friendlyName)], payload))
  }

  dropped(): void {
    this.#client.close()
  }

  /** Says that the person is there who this client is, too: not a place, which knows that. */
  #joinSelf(): void {
    this.#client.send(command('JOI', ...this.#words(this.account, null)))
  }

  /** How others are named: by place where this client knows places, and as a person when that is new or over. */
  #names({ account, place }: Participant, asPerson: boolean): readonly (readonly string[])[] {
    const byPlace = this.#admission.forms.severalPlaces && place !== null
    const isSelf = account === this.account && byPlace
    return [
      ...(byPlace ? [this.#words(account, place)] : []),
      ...(asPerson && !isSelf ? [this.#words(account, null)] : []),
    ]
  }

  #words(account: Account, place: string | null): readonly string[] {
    const person = this.#server.network.person(account.address)
    const at = person?.endpoints.find(({ id }) => id === place && id !== null)
    const capabilities = (at ?? person)?.presence?.capabilities ?? { first: 0, second: 0 }
    return [
      place === null ? account.address : `${account.address};${place}`,
      encodePercent(account.friendlyName),
      ...this.#admission.forms.participantWords(capabilities),
    ]
  }

  #refuse(trid: string, number: number): void {
    this.#client.send(command(String(number), trid))
  }
}
