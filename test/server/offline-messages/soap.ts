import { fetchToken } from '../sso.ts'
import { catchUp, fetchTicket, password, type TestNetwork } from '../test-network.ts'
import type { WireClient } from '../wire-client.ts'
import { lockKey, product } from './lock-key.ts'

/** What a service answered. */
export interface Answer {
  readonly status: number
  readonly text: string
}

const soap =
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">'
const oim = 'xmlns="http://messenger.msn.com/ws/2004/09/oim/"'
const rsi = 'http://www.hotmail.msn.com/ws/2004/09/oim/rsi'

/** The namespaces of Store2, and of Store up to MSNP14. */
export const newNamespace = 'http://messenger.live.com/ws/2006/09/oim/'
export const oldNamespace = 'http://messenger.msn.com/ws/2004/09/oim/'

/** What a request to leave a message says; everything as it stands on the wire. */
export interface Leaving {
  readonly from: string
  readonly to: string
  readonly ticket: string
  readonly lockKey?: string
  readonly appId?: string
  readonly name?: string
  readonly number?: string
  readonly content?: string
}

export const runId = '{3A3BE82C-684D-4F4F-8005-CBE8D4F82BAD}'

/** A text as clients wrap it. */
export const content = (text: string, sequence: number | string = 1, run = runId): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\nX-OIM-Message-Type: OfflineMessage\r\nX-OIM-Run-Id: ${run}\r\nX-OIM-Sequence-Num: ${sequence}\r\n\r\n${Buffer.from(text).toString('base64')}`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** The whole request of Store2, as recorded. */
export const storeRequest = (leaving: Leaving): string => {
  const { from, to, ticket, number = '1', content: written = content('hello') } = leaving
  return (
    `<?xml version="1.0" encoding="utf-8"?>${soap}<soap:Header><From memberName="${from}" friendlyName="${leaving.name ?? '=?utf-8?B?QWxpY2Ugw6k=?='}" xml:lang="en-US" proxy="MSNMSGR" ${oim} msnpVer="MSNP15" buildVer="8.5.1302"/>` +
    `<To memberName="${to}" ${oim}/><Ticket passport="${escaped(ticket)}" appid="${escaped(leaving.appId ?? product.id)}" lockkey="${leaving.lockKey ?? ''}" ${oim}/>` +
    `<Sequence xmlns="http://schemas.xmlsoap.org/ws/2003/03/rm"><Identifier xmlns="http://schemas.xmlsoap.org/ws/2002/07/utility">http://messenger.msn.com</Identifier><MessageNumber>${number}</MessageNumber></Sequence></soap:Header>` +
    `<soap:Body><MessageType ${oim}>text</MessageType><Content ${oim}>${written}</Content></soap:Body></soap:Envelope>`
  )
}

/** Sends a request as it is. */
export async function post(
  network: TestNetwork,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${network.httpPort}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
    body,
  })
  return { status: response.status, text: await response.text() }
}

export const store = (network: TestNetwork, leaving: Leaving, namespace = newNamespace): Promise<Answer> =>
  post(network, '/OimWS/oim.asmx', storeRequest(leaving), {
    soapaction: `"${namespace}${namespace === newNamespace ? 'Store2' : 'Store'}"`,
  })

/** A request for one's own messages; `ticket` is the half in front of `&p=`. */
export const readRequest = (ticket: string, action: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>${soap}<soap:Header><PassportCookie xmlns="${rsi}"><t>${ticket}</t><p></p></PassportCookie></soap:Header><soap:Body>${action}</soap:Body></soap:Envelope>`

export const getMetadata = `<GetMetadata xmlns="${rsi}" />`
export const getMessage = (id: string, markRead = false): string =>
  `<GetMessage xmlns="${rsi}"><messageId>${id}</messageId><alsoMarkAsRead>${markRead}</alsoMarkAsRead></GetMessage>`
export const deleteMessages = (...ids: readonly string[]): string =>
  `<DeleteMessages xmlns="${rsi}"><messageIds>${ids.map((id) => `<messageId>${id}</messageId>`).join('')}</messageIds></DeleteMessages>`

/** Somebody with a ticket, who leaves messages and reads their own. */
export class Correspondent {
  readonly network: TestNetwork
  readonly address: string
  readonly ticket: string
  readonly client: WireClient
  #key = ''

  constructor(network: TestNetwork, address: string, ticket: string, client: WireClient) {
    this.network = network
    this.address = address
    this.ticket = ticket
    this.client = client
  }

  /** Works out the lock key where it is asked for, as clients do. */
  async leave(to: string, leaving: Partial<Leaving> = {}, namespace = newNamespace): Promise<Answer> {
    const request = { from: this.address, to, ticket: this.ticket, lockKey: this.#key, ...leaving }
    const answer = await store(this.network, request, namespace)
    const challenge = /<LockKeyChallenge xmlns="[^"]+">(\d+)</.exec(answer.text)?.[1]
    if (challenge === undefined || leaving.lockKey !== undefined) return answer
    this.#key = lockKey(challenge)
    return store(this.network, { ...request, lockKey: this.#key }, namespace)
  }

  /** Leaves a text, which must be taken. */
  async leaves(to: string, text: string, sequence = 1): Promise<void> {
    const answer = await this.leave(to, { content: content(text, sequence), number: String(sequence) })
    if (answer.status !== 200) throw new Error(answer.text)
  }

  ask(action: string): Promise<Answer> {
    const [half = ''] = this.ticket.replace(/^t=/, '').split('&')
    return post(this.network, '/rsi/rsi.asmx', readRequest(half, action))
  }

  /** The ids of what waits, in the order that GetMetadata tells. */
  async ids(): Promise<readonly string[]> {
    return idsIn((await this.ask(getMetadata)).text)
  }

  /** The text of a message. */
  async text(id: string): Promise<string> {
    const { text } = await this.ask(getMessage(id))
    const body = /\r?\n\r?\n([\w+/=\s]*)<\/GetMessageResult>/.exec(text)?.[1]
    if (body === undefined) throw new Error(text)
    return Buffer.from(body, 'base64').toString('utf8')
  }

  async texts(): Promise<readonly string[]> {
    return Promise.all((await this.ids()).map((id) => this.text(id)))
  }
}

/** The ids of messages in Mail-Data, as it stands or escaped. */
export const idsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/(?:&lt;|<)I(?:&gt;|>)([\w-]{36})/g), ([, id]) => id!)

/** What a fault is called, after the HTTP status. */
export const faultOf = ({ status, text }: Answer): string =>
  `${status} ${/<faultcode xmlns:q0="[^"]+">q0:(\w+)</.exec(text)?.[1] ?? text}`

/** Signs somebody in, without a status yet. Up to MSNP12 the ticket of the log-in page serves for everything. */
export async function correspondent(
  network: TestNetwork,
  name: string,
  dialect = 'MSNP15',
): Promise<Correspondent> {
  const address = `${name}@example.com`
  if (Number(dialect.slice(4)) >= 13) {
    const client = await network.signIn(name, dialect)
    const { ticket } = await fetchToken(network.httpPort, address, password)
    return new Correspondent(network, address, ticket, client)
  }
  const ticket = await fetchTicket(network.httpPort, address)
  const client = await network.open()
  client.send(`VER 1 ${dialect}`)
  client.send(`USR 2 TWN I ${address}`)
  client.send(`USR 3 TWN S ${ticket}`)
  await catchUp(client)
  return new Correspondent(network, address, ticket, client)
}
