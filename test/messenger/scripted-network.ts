import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { localNetwork, type Network } from '../../app/networks.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { noServices } from '../protocol/session.ts'
import { Program } from './program.ts'

/** A command as it came: the words of its line, and the payload of a MSG. */
export interface Heard {
  readonly line: string
  readonly words: readonly string[]
  readonly payload: string
}

/** One connection of the client, as a test plays the server: it waits for lines and writes bytes by hand. */
export class ScriptedPeer {
  readonly heard: Heard[] = []
  /** The client closed its side. */
  readonly ended: Promise<void>
  readonly #socket: Socket
  readonly #waiting: (() => void)[] = []
  #bytes = ''

  constructor(socket: Socket) {
    this.#socket = socket
    this.ended = new Promise((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.setEncoding('latin1').on('data', (piece: string) => {
      this.#bytes += piece
      this.#read()
      for (const check of this.#waiting.splice(0)) check()
    })
  }

  /** Writes lines; each gets its CR LF. */
  write(...lines: string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''), 'utf8')
  }

  /** Writes a message of somebody else. */
  message(from: string, headers: string[], body: string): void {
    const payload = Buffer.from([...headers, '', body].join('\r\n'))
    this.#socket.write(`MSG ${from} Name ${payload.length}\r\n`)
    this.#socket.write(payload)
  }

  /** Somebody says something. */
  says(from: string, text: string): void {
    this.message(from, ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=UTF-8'], text)
  }

  /** Somebody is typing. */
  types(from: string): void {
    const headers = ['MIME-Version: 1.0', 'Content-Type: text/x-msmsgscontrol', `TypingUser: ${from}`]
    this.message(from, headers, '\r\n')
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Closes in good order. */
  end(): void {
    this.#socket.end()
  }

  /** Takes the next command with that verb; what came before it is dropped. */
  async next(verb: string): Promise<Heard> {
    for (;;) {
      for (let first = this.heard.shift(); first !== undefined; first = this.heard.shift()) {
        if (first.words[0] === verb) return first
      }
      await this.more()
    }
  }

  /** Resolves when something more came. */
  more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Takes the next text that the client sends. */
  async nextText(): Promise<{ readonly trid: string; readonly letter: string; readonly text: string }> {
    for (;;) {
      const { words, payload } = await this.next('MSG')
      const [head = '', ...body] = payload.split('\r\n\r\n')
      if (!/^Content-Type: text\/plain/im.test(head)) continue
      return { trid: words[1] ?? '', letter: words[2] ?? '', text: body.join('\r\n\r\n') }
    }
  }

  #read(): void {
    for (let end = this.#bytes.indexOf('\r\n'); end >= 0; end = this.#bytes.indexOf('\r\n')) {
      const line = this.#bytes.slice(0, end)
      const words = line.split(' ')
      const length = words[0] === 'MSG' || words[0] === 'UUX' ? Number(words.at(-1)) : 0
      if (this.#bytes.length < end + 2 + length) return
      this.heard.push({ line, words, payload: this.#bytes.slice(end + 2, end + 2 + length) })
      this.#bytes = this.#bytes.slice(end + 2 + length)
    }
  }
}

const usualAnswer = 'XFR {trid} SB {server} CKI 17262740.1050826919.32308'

/** A server whose switchboards a test plays by hand; its notification server signs everybody in (MSNP12). */
export class ScriptedNetwork {
  readonly network: Network
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #switchboards: ScriptedPeer[] = []
  readonly #waiting: (() => void)[] = []
  /** The notification connection of the last sign-in. */
  notification: ScriptedPeer | null = null
  /** What answers `XFR SB`; `{trid}` and `{server}` are filled in. */
  switchboardAnswer = usualAnswer

  /** What answers a verb instead of the usual; `{trid}` and `{server}` are filled in. */
  readonly answers = new Map<string, readonly string[]>()

  /** The dialects that the server knows. */
  speaks: readonly string[] = ['MSNP12']
  /** So many connections said `VER`. */
  signIns = 0
  /** Everything that came on notification connections. */
  readonly said: Heard[] = []
  readonly #listening: (() => void)[] = []

  /** The only address, in the only letter case, whose tickets the server takes; null for any. */
  knows: string | null = null
  #asked = ''

  /** So often a sign-in is sent on to another server: this one. */
  redirections = 0
  /** The lines of the contact list. */
  contactList: readonly string[] = []
  /** So many switchboards were asked for. */
  requests = 0

  private constructor(server: Server) {
    this.#server = server
    this.network = localNetwork('127.0.0.1', (server.address() as AddressInfo).port, 1)
    server.on('connection', (socket) => this.#accept(socket))
  }

  static async start(): Promise<ScriptedNetwork> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new ScriptedNetwork(server)
  }

  /** Connections to switchboards that nobody took. */
  get switchboardsWaiting(): number {
    return this.#switchboards.length
  }

  /** The words of a server's address. */
  get address(): string {
    return `127.0.0.1:${this.network.notificationServer.port}`
  }

  /** Takes the next connection to a switchboard, which said `USR` or `ANS` and was answered, unless `present` is null. */
  async nextSwitchboard(present: readonly string[] | null = []): Promise<ScriptedPeer> {
    while (this.#switchboards.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const peer = this.#switchboards.shift()!
    if (present === null) return peer
    const [hello] = peer.heard.splice(0, 1)
    const [verb, trid] = hello!.words
    if (verb === 'USR') peer.write(`USR ${trid} OK alice@example.com Alice`)
    else {
      present.forEach((who, at) => peer.write(`IRO ${trid} ${at + 1} ${present.length} ${who} Name 0`))
      peer.write(`ANS ${trid} OK`)
    }
    return peer
  }

  /** Answers the client's call: the person comes in. */
  async comesIn(peer: ScriptedPeer, who = 'bob@example.com'): Promise<void> {
    const { words } = await peer.next('CAL')
    peer.write(`CAL ${words[1]} RINGING 11752013`, `JOI ${who} Name 0`)
  }

  /** Somebody calls Alice. */
  ring(from: string): void {
    this.notification?.write(`RNG 11752013 ${this.address} CKI 849102291.520491113 ${from} Name`)
  }

  /** Between two tests. */
  forget(): void {
    this.requests = 0
    this.signIns = 0
    this.said.length = 0
    this.speaks = ['MSNP12']
    this.redirections = 0
    this.knows = null
    this.contactList = []
    this.answers.clear()
    this.switchboardAnswer = usualAnswer
    for (const peer of this.#switchboards.splice(0)) peer.close()
  }

  /** Takes the next command with that verb that came to the notification server; those before it are dropped. */
  async hears(verb: string): Promise<Heard> {
    for (;;) {
      for (let first = this.said.shift(); first !== undefined; first = this.said.shift()) {
        if (first.words[0] === verb) return first
      }
      await new Promise<void>((resolve) => this.#listening.push(resolve))
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    const peer = new ScriptedPeer(socket)
    socket.once('data', (piece: string) => {
      if (piece.startsWith('VER')) void this.#serveNotification(peer)
      else {
        this.#switchboards.push(peer)
        for (const wake of this.#waiting.splice(0)) wake()
      }
    })
  }

  async #serveNotification(peer: ScriptedPeer): Promise<void> {
    this.notification = peer
    this.signIns++
    for (;;) {
      const heard = await anyOf(peer)
      const { words } = heard
      this.said.push(heard)
      for (const wake of this.#listening.splice(0)) wake()
      const answer = this.#answers(words)
      if (answer.length > 0) peer.write(...answer)
    }
  }

  #answers([verb = '', trid = '', ...rest]: readonly string[]): string[] {
    const fill = (line: string): string => line.replace('{trid}', trid).replace('{server}', this.address)
    const own = this.answers.get(verb)
    if (own !== undefined) return own.map(fill)
    if (verb === 'XFR') {
      this.requests++
      return [fill(this.switchboardAnswer)]
    }
    if (verb === 'USR' && rest[1] === 'I' && this.redirections-- > 0) {
      return [`XFR ${trid} NS ${this.address} 0 ${this.address}`]
    }
    if (verb === 'USR' && rest[1] === 'I') this.#asked = rest[2] ?? ''
    else if (verb === 'USR' && this.knows !== null && this.#asked !== this.knows) return [`911 ${trid}`]
    if (verb === 'SYN') {
      const version = '2004-01-01T00:00:00.0-00:00'
      return [`SYN ${trid} ${version} ${version} ${this.contactList.length} 0`, ...this.contactList]
    }
    const answers: Readonly<Record<string, string>> = {
      VER: `VER ${trid} ${rest.find((dialect) => this.speaks.includes(dialect)) ?? '0'}`,
      CVR: `CVR ${trid} 7.5 7.5 1.0 http://example.com http://example.com`,
      USR:
        rest[0] === 'SSO'
          ? `USR ${trid} SSO S MBI_KEY_OLD bm9uY2U=`
          : rest[1] === 'I'
            ? `USR ${trid} TWN S policy`
            : `USR ${trid} OK alice@example.com 1 0`,
      CHG: `CHG ${trid} ${rest.join(' ')}`,
      UUX: `UUX ${trid} 0`,
      PNG: 'QNG 45',
    }
    const answer = answers[verb]
    return answer === undefined ? [] : [answer]
  }
}

async function anyOf(peer: ScriptedPeer): Promise<Heard> {
  for (;;) {
    const first = peer.heard.shift()
    if (first !== undefined) return first
    await peer.more()
  }
}

/** Signs out without waiting for lines that nobody answers. */
async function endOf({ messenger, clock }: Program): Promise<void> {
  const closed = messenger.close()
  clock.advance(3_000)
  await closed
}

/** A scripted network for a test file, and Alice, who is signed in there. */
export function useScriptedNetwork() {
  let scripted: ScriptedNetwork
  const programs: Program[] = []
  beforeAll(async () => {
    scripted = await ScriptedNetwork.start()
  })
  afterAll(() => scripted.close())

  return {
    get scripted(): ScriptedNetwork {
      return scripted
    },
    /** Alice signs in; the Alice of the test before is gone. */
    async alice(options: Partial<MessengerOptions> = {}): Promise<Program> {
      scripted.forget()
      const program = await this.stranger(options)
      const result = await program.signIn()
      if (!result.ok) throw new Error(result.reason)
      return program
    },
    /** Alice before she signs in. */
    async stranger(options: Partial<MessengerOptions> = {}): Promise<Program> {
      for (const program of programs.splice(0)) await endOf(program)
      const program = new Program(scripted.network, 'alice@example.com', {
        createServices: () => ({ ...noServices, fetchTicket: () => Promise.resolve('t=ticket&p=') }),
        ...options,
      })
      programs.push(program)
      return program
    },
  }
}

/** Lets Alice write to Bob: answers the line's id, and the switchboard that it came to, where Bob is. */
export async function sendOverScript(
  scripted: ScriptedNetwork,
  alice: Program,
  id: string,
  text: string,
): Promise<{ line: string; peer: ScriptedPeer; trid: string }> {
  const line = await alice.say(id, text)
  const peer = await scripted.nextSwitchboard()
  await scripted.comesIn(peer)
  return { line, peer, trid: (await peer.nextText()).trid }
}
