import { randomBytes } from 'node:crypto'
import { command, payloadCommand, type Command } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import { parseAddress, type Account } from './account.ts'
import { dialectForms, type DialectForms } from './dialect-forms.ts'
import { NotificationSession } from './notification-session.ts'
import type { Client, ServerContext, Session } from './server-context.ts'

/** A connection to the notification server: VER, CVR and USR, and then the session of whoever signed in. */
export class SignIn implements Session {
  readonly #server: ServerContext
  readonly #client: Client
  readonly #stopWaiting: () => void
  #forms: DialectForms | null = null
  /** Whom USR … I has named. */
  #address: string | null = null
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
    this.#forms = dialectForms.find(({ dialect }) => known.has(dialect)) ?? null
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

  /** C: USR trid TWN I address, then USR trid TWN S ticket */
  #identify(trid: string, words: readonly string[], forms: DialectForms): void {
    const [scheme, step, value = ''] = words
    if (scheme !== 'TWN') return this.#giveUp('911', trid)
    if (step === 'I') {
      this.#address = parseAddress(value)
      if (this.#address === null) return this.#giveUp('911', trid)
      return this.#client.send(command('USR', trid, 'TWN', 'S', policy(this.#server.clock.now())))
    }
    const account = this.#server.tickets.find(/^(?:t=)?([0-9a-f]+)(?:&p=.*)?$/.exec(value)?.[1] ?? '')
    if (step !== 'S' || account === null || account.address !== this.#address)
      return this.#giveUp('911', trid)
    this.#welcome(trid, account, forms)
  }

  #welcome(trid: string, account: Account, forms: DialectForms): void {
    this.#stopWaiting()
    this.#client.send(command('USR', trid, 'OK', ...forms.signedInWords(account)))
    if (forms.personalMessages) this.#client.send(command('SBS', 0, 'null'))
    this.#client.send(payloadCommand('MSG', ['Hotmail', 'Hotmail'], this.#profile()))
    this.#session = new NotificationSession({ server: this.#server, client: this.#client, account, forms })
    this.#server.network.signIn(this.#session)
    this.#server.log(`${account.address} signed in with ${forms.dialect} from ${this.#client.remoteAddress}`)
  }

  #profile(): Uint8Array {
    return Buffer.from(
      [
        'MIME-Version: 1.0',
        'Content-Type: text/x-msmsgsprofile; charset=UTF-8',
        `LoginTime: ${Math.floor(this.#server.clock.now() / 1000)}`,
        'EmailEnabled: 0',
        'MemberIdHigh: 0',
        'MemberIdLow: 0',
        'lang_preference: 1033',
        'preferredEmail:',
        'country:',
        'PostalCode:',
        'Gender:',
        'Kid: 0',
        'Age:',
        'BDayPre:',
        'Birthday:',
        'Wallet:',
        'Flags: 0',
        'sid: 507',
        `MSPAuth: ${randomBytes(16).toString('hex')}`,
        `ClientIP: ${this.#client.remoteAddress}`,
        `ClientPort: ${this.#client.remotePort}`,
        'ABCHMigrated: 1',
        'MPOPEnabled: 0',
        '',
        '',
      ].join('\r\n'),
    )
  }

  #giveUp(number: string, trid: string): void {
    this.#client.send(command(number, trid))
    this.#client.close()
  }
}

/** The log-in policy. Nothing in it matters to our log-in page; old clients copy these keys one by one. */
const policy = (now: number): string =>
  `lc=1033,id=507,tw=40,fs=1,ru=${encodePercent('http://messenger.msn.com').replaceAll('.', '%2E')},ct=${Math.floor(now / 1000)},kpp=1,kv=7,ver=2.1.6000.1,rn=1,tpf=${randomBytes(8).toString('hex')}`
