import { command, payloadCommand, type Command } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import type { Account } from './directory/account.ts'
import type { DialectForms } from './dialects/dialect-forms.ts'
import { groupCommands } from './lists/group-commands.ts'
import { listCommands } from './lists/list-commands.ts'
import { membershipCommands } from './lists/membership-commands.ts'
import { directMessageCommands } from './offline-messages/direct-messages.ts'
import { otherCommands } from './other-commands.ts'
import type { Person, Place, PlaceDetails, Presence } from './person.ts'
import { presenceCommands } from './presence-commands.ts'
import { relayCommands } from './relay-commands.ts'
import type { Room } from './room.ts'
import type { Client, ServerContext, Session, Token } from './server-context.ts'
import { settingsCommands } from './settings-commands.ts'

/** One command of a signed-in client. */
export interface Request {
  /** The transaction's number, as it came. */
  readonly trid: string
  readonly words: readonly string[]
  readonly payload: Uint8Array | null
}

/** Answers one kind of command. */
export type Handler = (session: NotificationSession, request: Request) => void

/** Verbs that are known and not offered: refused instead of left without an answer. */
const notOffered = ['FND', 'PAG', 'PGD', 'PUT', 'DEL', 'SDG', 'VAS', 'INF']

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...notOffered.map((verb): [string, Handler] => [verb, (session, { trid }) => session.refuse(trid, 502)]),
  ...listCommands,
  ...membershipCommands,
  ...groupCommands,
  ...settingsCommands,
  ...presenceCommands,
  ...relayCommands,
  ...directMessageCommands,
  ...otherCommands,
])

/** One signed-in client, as the notification server sees it. */
export class NotificationSession implements Session, Place {
  readonly server: ServerContext
  readonly account: Account
  readonly token: Token
  readonly forms: DialectForms
  readonly id: string | null
  presence: Presence | null = null
  details: PlaceDetails = { name: null, idle: null, clientType: null, state: null }
  /** Whether the client allows that others call it. */
  mayBeCalled = true
  hasLists = false
  /** The challenge that waits for its answer. */
  challenge: string | null = null
  stopWaitingForAnswer: () => void = () => undefined
  readonly client: Client
  /** Contacts that the client was told are online. */
  readonly #seen = new Set<string>()

  /** `place`: the machine GUID, in dialects that have several places. */
  constructor(options: {
    server: ServerContext
    client: Client
    token: Token
    forms: DialectForms
    place: string | null
  }) {
    this.id = options.place
    this.server = options.server
    this.client = options.client
    this.token = options.token
    this.account = options.token.account
    this.forms = options.forms
  }

  receive({ verb, params, payload }: Command): void {
    if (verb === 'OUT') return this.client.close()
    if (verb === 'PNG') return this.send(command('QNG', ...this.forms.pingWords))
    const handle = handlers.get(verb)
    if (handle === undefined) return
    const [trid, ...words] = params
    if (trid === undefined || !/^\d{1,10}$/.test(trid)) return this.client.close()
    handle(this, { trid, words, payload })
  }

  closed(): void {
    this.stopWaitingForAnswer()
    this.server.network.signOut(this)
    this.server.log(`${this.account.address} signed out`)
  }

  send(message: Command): void {
    this.client.send(message)
  }

  /** Answers a command. */
  answer(verb: string, trid: string, ...words: (string | number)[]): void {
    this.send(command(verb, trid, ...words))
  }

  refuse(trid: string, number: number): void {
    this.send(command(String(number), trid))
  }

  sees(address: string): boolean {
    return this.#seen.has(address)
  }

  forget(address: string): void {
    this.#seen.delete(address)
  }

  /** S: NLN status address friendlyName …, or FLN address … */
  contactChanged(contact: Account, person: Person | null): void {
    const { address } = contact
    if (person === null) {
      if (this.#seen.delete(address))
        this.send(command('FLN', ...this.forms.addressWords(address), ...this.forms.offlineWords))
      return
    }
    const isNew = !this.sees(address)
    this.#seen.add(address)
    this.send(command('NLN', ...this.#presenceWords(person)))
    if (isNew || this.forms.severalPlaces) this.personalMessageChanged(person)
  }

  /** S: ILN trid status address friendlyName …, the answer to CHG and to a new contact. */
  showInitially(trid: string, person: Person): void {
    this.#seen.add(person.account.address)
    this.send(command(...this.forms.initialWords(trid), ...this.#presenceWords(person)))
    this.personalMessageChanged(person)
  }

  personalMessageChanged(person: Person): void {
    this.#sendPersonalMessage(person, false)
  }

  /** S: NLN and UBX about oneself, from MSNP16 on. */
  selfChanged(person: Person): void {
    if (!this.forms.severalPlaces) return
    this.send(command('NLN', ...this.#presenceWords(person)))
    this.#sendPersonalMessage(person, true)
  }

  /** S: BPR {version} address key {value} */
  propertyChanged(contact: Account, key: string): void {
    const value = contact.properties.get(key)
    const words = value === undefined ? [] : [encodePercent(value)]
    this.send(command('BPR', ...this.forms.versionWords(this.account), contact.address, key, ...words))
  }

  listedBy(other: Account): void {
    this.send(this.forms.addedYou(this.account, other))
    this.listsChanged()
  }

  unlistedBy(other: Account): void {
    this.send(this.forms.removedYou(this.account, other))
    this.listsChanged()
  }

  listsChanged(): void {
    for (const line of this.forms.listsChanged(this.account, this.server.clock.now())) this.send(line)
  }

  /** S: RNG session host:port CKI cookie address friendlyName … */
  invited(room: Room, caller: Account): void {
    const { account, forms, id } = this
    const cookie = this.server.cookies.issue({ account, forms, place: id, room, called: true })
    const name = encodePercent(caller.friendlyName)
    const words = ['CKI', cookie, caller.address, name, ...forms.switchboardWords]
    this.send(command('RNG', room.id, this.client.serverAddress, ...words))
  }

  /** S: UBN from type length, then what the other client wrote; from MSNP13 on. */
  relayed(from: string, type: string, payload: Uint8Array): void {
    if (this.forms.addressBook) this.send(payloadCommand('UBN', [from, type], payload))
  }

  mailNotice(notice: Uint8Array): void {
    if (this.forms.personalMessages) this.send(payloadCommand('MSG', ['Hotmail', 'Hotmail'], notice))
  }

  wrote(from: string, type: string, payload: Uint8Array): boolean {
    const words = this.forms.directMessageWords?.(from, this.account.address)
    if (words !== undefined) this.send(payloadCommand('UBM', [...words, type], payload))
    return words !== undefined
  }

  signedInElsewhere(): void {
    this.send(command('OUT', 'OTH'))
    this.client.close()
  }

  /** S: MSG Hotmail Hotmail length, a system message of type 1. */
  stopAnnounced(minutes: number): void {
    const text = `MIME-Version: 1.0\r\nContent-Type: application/x-msmsgssystemmessage\r\n\r\nType: 1\r\nArg1: ${minutes}\r\n`
    this.send(payloadCommand('MSG', ['Hotmail', 'Hotmail'], Buffer.from(text)))
  }

  serverStops(): void {
    this.send(command('OUT', 'SSD'))
    this.client.close()
  }

  /** S: UBX address … length, then XML. */
  #sendPersonalMessage(person: Person, isSelf: boolean): void {
    if (!this.forms.personalMessages) return
    const words = this.forms.addressWords(person.account.address)
    this.send(payloadCommand('UBX', words, Buffer.from(this.forms.personalMessage(person, isSelf))))
  }

  #presenceWords({ account, presence }: Person): readonly string[] {
    if (presence === null) throw new TypeError('a contact without a status is not shown')
    return [
      presence.status,
      ...this.forms.addressWords(account.address),
      encodePercent(account.friendlyName),
      ...this.forms.presenceWords(presence),
    ]
  }
}
