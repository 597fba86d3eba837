import { command, payloadCommand, type Command } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import type { Account } from './account.ts'
import type { DialectForms } from './dialect-forms.ts'
import { groupCommands } from './group-commands.ts'
import { listCommands } from './list-commands.ts'
import type { Online, Presence } from './network.ts'
import { otherCommands } from './other-commands.ts'
import { personalMessagePayload } from './personal-message.ts'
import { presenceCommands } from './presence-commands.ts'
import type { Room } from './room.ts'
import type { Client, ServerContext, Session } from './server-context.ts'
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
const notOffered = ['FND', 'PAG', 'PGD', 'ADL', 'RML', 'FQY', 'UUM', 'UUN', 'PUT', 'DEL', 'SDG', 'VAS', 'INF']

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...notOffered.map((verb): [string, Handler] => [verb, (session, { trid }) => session.refuse(trid, 502)]),
  ...listCommands,
  ...groupCommands,
  ...settingsCommands,
  ...presenceCommands,
  ...otherCommands,
])

/** One signed-in client, as the notification server sees it. */
export class NotificationSession implements Session, Online {
  readonly server: ServerContext
  readonly account: Account
  readonly forms: DialectForms
  presence: Presence | null = null
  currentMedia = ''
  /** Whether the client allows that others call it. */
  mayBeCalled = true
  hasLists = false
  /** The challenge that waits for its answer. */
  challenge: string | null = null
  stopWaitingForAnswer: () => void = () => undefined
  readonly client: Client
  /** Contacts that the client was told are online. */
  readonly #seen = new Set<string>()

  constructor(options: { server: ServerContext; client: Client; account: Account; forms: DialectForms }) {
    this.server = options.server
    this.client = options.client
    this.account = options.account
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

  /** Answers a command that changed lists or settings: with the version where the dialect has one. */
  answer(verb: string, trid: string, ...words: (string | number)[]): void {
    this.send(command(verb, trid, ...words))
  }

  refuse(trid: string, number: number): void {
    this.send(command(String(number), trid))
  }

  sees(address: string): boolean {
    return this.#seen.has(address)
  }

  /** The contact has left the list: what it does is no longer told, and not that it went. */
  forget(address: string): void {
    this.#seen.delete(address)
  }

  contactChanged(contact: Account, online: Online | null): void {
    if (online === null) {
      if (this.#seen.delete(contact.address)) this.send(command('FLN', contact.address))
      return
    }
    const isNew = !this.sees(contact.address)
    this.#seen.add(contact.address)
    this.send(command('NLN', ...this.#presenceWords(online)))
    if (isNew) this.personalMessageChanged(online)
  }

  /** S: ILN trid status address friendlyName …, the answer to CHG and to a new contact. */
  showInitially(trid: string, online: Online): void {
    this.#seen.add(online.account.address)
    this.send(command('ILN', trid, ...this.#presenceWords(online)))
    this.personalMessageChanged(online)
  }

  personalMessageChanged(contact: Online): void {
    if (!this.forms.personalMessages) return
    const payload = personalMessagePayload(contact.account.personalMessage, contact.currentMedia)
    this.send(payloadCommand('UBX', [contact.account.address], payload))
  }

  /** S: BPR {version} address key {value} */
  propertyChanged(contact: Account, key: string): void {
    const value = contact.properties.get(key)
    const words = value === undefined ? [] : [encodePercent(value)]
    this.send(command('BPR', ...this.forms.versionWords(this.account), contact.address, key, ...words))
  }

  listedBy(other: Account): void {
    this.send(this.forms.addedYou(this.account, other))
  }

  /** S: REM 0 RL {version} address */
  unlistedBy(other: Account): void {
    this.send(command('REM', 0, 'RL', ...this.forms.versionWords(this.account), other.address))
  }

  /** S: RNG session host:port CKI cookie address friendlyName */
  invited(room: Room, caller: Account): void {
    const cookie = this.server.cookies.issue({ account: this.account, forms: this.forms, room, called: true })
    const name = encodePercent(caller.friendlyName)
    this.send(command('RNG', room.id, this.client.serverAddress, 'CKI', cookie, caller.address, name))
  }

  signedInElsewhere(): void {
    this.send(command('OUT', 'OTH'))
    this.client.close()
  }

  serverStops(): void {
    this.send(command('OUT', 'SSD'))
    this.client.close()
  }

  #presenceWords({ account, presence }: Online): readonly string[] {
    if (presence === null) throw new TypeError('a contact without a status is not shown')
    return [
      presence.status,
      account.address,
      encodePercent(account.friendlyName),
      ...this.forms.presenceWords(presence),
    ]
  }
}
