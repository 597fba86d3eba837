import { randomBytes } from 'node:crypto'
import { command, payloadCommand, type Command } from '../../protocol/wire/command.ts'
import { parseAddress } from '../directory/account.ts'
import type { DialectForms } from '../dialects/dialect-forms.ts'
import { NotificationSession } from '../notification-session.ts'
import { policies, profile, ticketPolicy } from './sign-in-texts.ts'
import { isProof } from './proof.ts'
import type { Client, ServerContext, Session, Token } from '../server-context.ts'
import { parseTicket } from './tickets.ts'

/** A connection to the notification server: VER, CVR and USR, and then the session of whoever signed in. */
export class SignIn implements Session {
  readonly #server: ServerContext
  readonly #client: Client
  readonly #stopWaiting: () => void
  #forms: DialectForms | null = null
  /** Whom USR … I has named. */
  #address: string | null = null
  /** What a proof must be made for. */
  #nonce = ''
  #session: NotificationSession | null = null

  constructor(server: ServerContext, client: Client) {
    this.#server = server
    this.#client = client
    this.#stopWaiting = server.clock.after(server.limits.signInMs, () => client.close())
  }

  receive(message: Command): void {
    if (this.#session !== null) return this.#session.receive(message)
    const { verb, params } = message
    if (verb === 'OUT') return this.#client.close()
    const [trid, ...words] = params
    if (trid === undefined || !/^\d{1,10}$/.test(trid)) return this.#client.close()
    if (verb === 'VER') return this.#agree(trid, words)
    if (this.#forms === null) return this.#client.close()
    if (verb === 'CVR') return this.#adviseVersion(trid, words)
    if (verb === 'USR') return this.#identify(trid, words, this.#forms)
    this.#client.send(command('302', trid))
  }

  closed(): void {
    this.#stopWaiting()
    this.#session?.closed()
  }

  /** C: VER trid dialect…; S: VER trid dialect, or VER trid 0 and the end. */
  #agree(trid: string, offered: readonly string[]): void {
    if (this.#forms !== null) return this.#giveUp('715', trid)
    const known = new Set(offered.map((word) => word.toUpperCase()))
    this.#forms = this.#server.dialects.find(({ dialect }) => known.has(dialect)) ?? null
    this.#client.send(command('VER', trid, this.#forms?.dialect ?? '0'))
    if (this.#forms === null) this.#client.close()
  }

  /** C: CVR trid lcid os version cpu client version …; S: CVR trid version version version url url. Any version is fine. */
  #adviseVersion(trid: string, words: readonly string[]): void {
    const version = /^[\w.-]{1,32}$/.test(words[5] ?? '') ? words[5]! : '1.0.0000'
    this.#client.send(
      command('CVR', trid, version, version, version, 'http://localhost/', 'http://localhost/'),
    )
  }

  /** C: USR trid TWN|SSO I address; S: {GCF 0 length, policies} USR trid TWN S policy, or USR trid SSO S MBI_KEY_OLD nonce */
  #identify(trid: string, words: readonly string[], forms: DialectForms): void {
    const [scheme, step, ...rest] = words
    if (scheme !== (forms.proves ? 'SSO' : 'TWN')) return this.#giveUp('911', trid)
    if (step === 'S') return this.#check(trid, rest, forms)
    this.#address = parseAddress(rest[0] ?? '')
    if (step !== 'I' || this.#address === null) return this.#giveUp('911', trid)
    if (forms.addressBook) this.#client.send(payloadCommand('GCF', [0], policies))
    this.#nonce = randomBytes(48).toString('base64')
    const challenge = forms.proves ? ['MBI_KEY_OLD', this.#nonce] : [ticketPolicy(this.#server.clock.now())]
    this.#client.send(command('USR', trid, scheme, 'S', ...challenge))
  }

  /** C: USR trid TWN S ticket, or USR trid SSO S ticket {proof {guid}}; the GUID from MSNP16 on. */
  #check(trid: string, [ticket = '', proof, guid]: readonly string[], forms: DialectForms): void {
    const token = this.#tokenOf(ticket, forms)
    const place = forms.severalPlaces ? parseGuid(guid ?? '') : null
    const isProved =
      token !== null && (!forms.proves || this.#proves(proof, token.secret, forms.severalPlaces))
    if (!isProved || token.account.address !== this.#address || (place === null && forms.severalPlaces))
      return this.#giveUp('911', trid)
    this.#welcome(trid, parseTicket(ticket), { token, forms, place })
  }

  /** Tickets of the log-in page have no secret, so they are no tickets where a proof is asked for. */
  #tokenOf(word: string, forms: DialectForms): Token | null {
    const ticket = parseTicket(word)
    const account = forms.proves ? null : this.#server.tickets.find(ticket)
    return account === null
      ? this.#server.tokens.find(ticket)
      : { account, ticket, secret: new Uint8Array(0) }
  }

  /** Clients of MSNP15 may leave the proof out, as with real servers: the ticket alone counts in older dialects, too. */
  #proves(proof: string | undefined, secret: Uint8Array, isNeeded: boolean): boolean {
    return proof === undefined ? !isNeeded : isProof(proof, secret, this.#nonce)
  }

  #welcome(
    trid: string,
    ticket: string,
    who: { token: Token; forms: DialectForms; place: string | null },
  ): void {
    const { token, forms } = who
    const { account } = token
    this.#stopWaiting()
    this.#client.send(command('USR', trid, 'OK', ...forms.signedInWords(account)))
    if (forms.personalMessages) this.#client.send(command('SBS', 0, 'null'))
    const text = profile(this.#client, forms, ticket, this.#server.clock.now())
    this.#client.send(payloadCommand('MSG', ['Hotmail', 'Hotmail'], text))
    if (forms.severalPlaces)
      this.#client.send(payloadCommand('UBX', forms.addressWords(account.address), new Uint8Array(0)))
    this.#session = new NotificationSession({ server: this.#server, client: this.#client, ...who })
    this.#server.network.signIn(this.#session)
    this.#server.log(`${account.address} signed in with ${forms.dialect} from ${this.#client.remoteAddress}`)
  }

  #giveUp(number: string, trid: string): void {
    this.#client.send(command(number, trid))
    this.#client.close()
  }
}

/** A machine GUID in lower case; null for anything else. */
const parseGuid = (word: string): string | null =>
  /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i.test(word) ? word.toLowerCase() : null
