import type { NotificationEvent } from '../../main/protocol/events.ts'
import type { NotificationServer } from '../../main/protocol/notification-server.ts'
import type { Services, SoapRequest } from '../../main/protocol/services.ts'
import type { Command } from '../../main/protocol/wire/command.ts'
import { notificationStage, settle, type Stage } from './session.ts'

/** Somebody in the address book, `groups` by id. */
export interface BookPerson {
  readonly address: string
  readonly id: string
  readonly name?: string
  readonly groups?: readonly string[]
  /** In the address book, but no contact. */
  readonly isNoContact?: boolean
  readonly deleted?: boolean
}

/** What the services of a test hold. */
export interface BookContents {
  readonly groups?: readonly (readonly [id: string, name: string])[]
  readonly people?: readonly BookPerson[]
  /** Addresses by role; somebody who is `Pending` may come with a message after a blank. */
  readonly members?: Readonly<Record<string, readonly string[]>>
  readonly settings?: Readonly<Record<string, string>>
  readonly ownName?: string
}

const nonce = 'BSRDYoGgv979HDtaeZi31vUUM1JxkK/O7QwrSmmIp8blBCNCYYCfvt38GzpZeJe2'
const secret = '//jx6uPc1c7HwLmyq6Sdlo+IgXpzbGVe'

/** A server and its services, which answer everything with success unless they are told otherwise. */
export class BookServer {
  contents: BookContents
  /** What was called and sent since the sign-in, in one order; see `brief`. */
  readonly log: string[] = []
  /** What is answered instead: faults by method, each once. */
  readonly faults: [method: string, code: string][] = []
  /** Errors by verb, each once. */
  readonly refusals: [verb: string, code: number][] = []
  /** Networks by address, for `FQY`. */
  readonly networks = new Map<string, number>()
  readonly tickets: string[] = []
  /** Every answer of the services, once it is known, waits for that. */
  hold: Promise<void> = Promise.resolve()
  /** The ids that are given to what is made. */
  readonly ids = ['new-1', 'new-2', 'new-3']
  readonly stage: Stage<NotificationServer, NotificationEvent>
  readonly #dialect: string

  private constructor(dialect: string, contents: BookContents) {
    this.#dialect = dialect
    this.contents = contents
    const services: Services = {
      fetchTicket: () => Promise.resolve('t=1&p='),
      fetchToken: (_address, options) => {
        this.tickets.push(options?.fresh === true ? 'fresh' : 'known')
        return Promise.resolve({ ticket: options?.fresh === true ? 't=fresh&p=' : 't=old&p=', secret })
      },
      callSoap: (request) => this.#call(request),
      has: () => true,
    }
    this.stage = notificationStage([dialect], undefined, services, {
      send: (command) => void Promise.resolve().then(() => this.#answer(command)),
    })
  }

  /** Signs Alice in; what that said is kept in `signInLog`, what it brought is forgotten. */
  static async signIn(dialect: string, contents: BookContents = {}, before?: (server: BookServer) => void) {
    const server = new BookServer(dialect, contents)
    before?.(server)
    const result = await server.stage.session.signIn({ onStep: () => undefined })
    if (result.kind !== 'signed-in') throw new Error('not signed in')
    const signInLog = server.log.splice(0)
    return { server, signInLog, signInEvents: server.stage.heard(), contacts: server.stage.session.contacts }
  }

  /** What was called and sent since the last time. */
  said(): string[] {
    return this.log.splice(0)
  }

  /** The server says these lines; see Stage. */
  say = (...lines: readonly string[]): Promise<void> => this.stage.say(...lines)

  async #call({ body, service, action }: SoapRequest): Promise<string> {
    await settle()
    const method = /<soap:Body><(\w+)/.exec(body)![1]!
    if (!action.endsWith(`/${method}`)) throw new Error('another action than the body')
    if ((service === 'membership') !== /Member/.test(method)) throw new Error('the wrong service')
    this.log.push(brief(body))
    const answer = this.#answerTo(method, body)
    await this.hold
    return answer
  }

  #answerTo(method: string, body: string): string {
    const fault = this.faults.findIndex(([name]) => name === method)
    if (fault >= 0) return faultXml(this.faults.splice(fault, 1)[0]![1])
    return answerXml(method, this.#resultOf(method, body))
  }

  #resultOf(method: string, body: string): string {
    const isDelta = /<(?:d|D)eltasOnly>true/.test(body)
    if (method === 'FindMembership') return membershipsXml(this.contents, isDelta)
    if (/Find/.test(method)) return bookXml(this.contents)
    return /^AB(?:Contact|Group)Add$/.test(method) ? `<guid>${this.ids.shift()}</guid>` : ''
  }

  async #answer({ verb, params, payload }: Command): Promise<void> {
    const [id = ''] = params
    const text = payload === null ? '' : Buffer.from(payload).toString('utf8')
    if (!/^(?:VER|CVR|USR|OUT|PNG|UUX|CHG)$/.test(verb)) {
      this.log.push([verb, ...params.slice(1), text].filter((word) => word !== '').join(' '))
    }
    const refusal = this.refusals.findIndex(([refused]) => refused === verb)
    const line =
      refusal >= 0
        ? `${this.refusals.splice(refusal, 1)[0]![1]} ${id}`
        : this.#reply(verb, id, params.slice(1), text)
    if (line !== '') await this.stage.say(line)
  }

  #reply(verb: string, id: string, words: readonly string[], text: string): string {
    const [scheme, step] = words
    switch (verb) {
      case 'VER':
        return `VER ${id} ${this.#dialect}`
      case 'CVR':
        return `CVR ${id} 1 1 1 u u`
      case 'USR':
        if (step !== 'I') return `USR ${id} OK alice@example.com 1 0`
        return scheme === 'TWN' ? `USR ${id} TWN S policy` : `USR ${id} SSO S MBI_KEY_OLD ${nonce}`
      case 'ADL':
      case 'RML':
        return `${verb} ${id} OK`
      case 'FQY':
        return withPayload(`FQY ${id}`, this.#networkOf(text))
      case 'BLP':
      case 'PRP':
        return [verb, id, ...words].join(' ')
      default:
        return ''
    }
  }

  #networkOf(question: string): string {
    const [, domain, name] = /<d n="([^"]*)"><c n="([^"]*)"/.exec(question) ?? []
    const network = this.networks.get(`${name}@${domain}`) ?? 1
    return `<ml><d n="${domain}"><c n="${name}" t="${network}" /></d></ml>`
  }
}

/** A line with a payload, as `say` takes it. */
export const withPayload = (line: string, payload: string): string =>
  `${line} ${Buffer.byteLength(payload)}\n${payload}`

/** The command and the words in it that matter, such as `AddMember Allow bob@example.com`. */
function brief(body: string): string {
  const [, method = '', xml = ''] = /<soap:Body><(\w+)[^>]*>(.*)<\/\1><\/soap:Body>/s.exec(body) ?? []
  const words = [
    ...xml.matchAll(
      /<(MemberRole|MembershipId|PassportName|Email|passportName|email|contactId|guid|groupId|name|displayName|isMessengerUser|Value|DisplayName|lastChange|LastChanged)>([^<]*)</g,
    ),
  ].filter(([, name, value]) => !/^l?L?astChange/.test(name!) || !value!.startsWith('0001'))
  return [method, ...words.map(([, , value]) => value)].join(' ')
}

const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>
   <ServiceHeader><CacheKey>cache</CacheKey><PreferredHostName>127.0.0.1:1</PreferredHostName></ServiceHeader></soap:Header>
   <soap:Body>${body}</soap:Body></soap:Envelope>`

const answerXml = (method: string, result: string): string =>
  envelope(`<${method}Response><${method}Result>${result}</${method}Result></${method}Response>`)

const faultXml = (code: string): string =>
  envelope(`<soap:Fault><detail><errorcode>${code}</errorcode></detail></soap:Fault>`)

const lastChange = '2026-11-23T03:04:11Z'

function membershipsXml({ members = {} }: BookContents, isDelta: boolean): string {
  const lists = Object.entries(members).map(
    ([role, people]) =>
      `<Membership><MemberRole>${role}</MemberRole><Members>${people.map((who) => memberXml(role, who, isDelta)).join('')}</Members></Membership>`,
  )
  return `<Services><Service><Memberships>${lists.join('')}</Memberships><Info><Handle><Type>Messenger</Type></Handle></Info><LastChange>${lastChange}</LastChange></Service></Services>`
}

/** Among changes, who begins with a minus is gone. */
function memberXml(role: string, who: string, isDelta: boolean): string {
  const [address = '', ...message] = who.replace(/^-/, '').split(' ')
  return (
    `<Member><MembershipId>${role}/${address}</MembershipId><PassportName>${address}</PassportName>` +
    `<Deleted>${isDelta && who.startsWith('-')}</Deleted><Annotations><Annotation><Name>MSN.IM.InviteMessage</Name>` +
    `<Value>${message.join(' ')}</Value></Annotation></Annotations></Member>`
  )
}

function bookXml({ groups = [], people = [], settings = {}, ownName = 'Alice' }: BookContents): string {
  const annotations = Object.entries(settings).map(
    ([name, value]) => `<Annotation><Name>${name}</Name><Value>${value}</Value></Annotation>`,
  )
  return (
    `<groups>${groups.map(([id, name]) => `<Group><groupId>${id}</groupId><groupInfo><name>${name}</name></groupInfo></Group>`).join('')}</groups>` +
    `<contacts>${people.map(personXml).join('')}<Contact><contactId>me</contactId><contactInfo>` +
    `<annotations>${annotations.join('')}</annotations><contactType>Me</contactType><displayName>${ownName}</displayName>` +
    `</contactInfo></Contact></contacts><ab><lastChange>${lastChange}</lastChange></ab>`
  )
}

const personXml = ({
  address,
  id,
  name = '',
  groups = [],
  isNoContact = false,
  deleted = false,
}: BookPerson): string =>
  `<Contact><contactId>${id}</contactId><contactInfo><passportName>${address}</passportName><displayName>${name}</displayName>` +
  `<groupIds>${groups.map((group) => `<guid>${group}</guid>`).join('')}</groupIds>` +
  `<isMessengerUser>${!isNoContact}</isMessengerUser></contactInfo><fDeleted>${deleted}</fDeleted></Contact>`
