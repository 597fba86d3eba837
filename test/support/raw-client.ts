import http from 'node:http'
import net from 'node:net'

/** Where the client connects: a local network, or anything with these ports. */
export interface RawPorts {
  readonly port: number
  readonly httpPort: number
}

const patienceMs = 15_000

/** A TCP connection that sends exactly the bytes it is told and remembers what came back. Nothing of our codec is in it. */
export class RawConnection {
  readonly #socket: net.Socket
  #received = ''
  /** What `expect` has read so far. */
  #read = 0
  #waiting: (() => void)[] = []
  #closed = false

  constructor(socket: net.Socket) {
    this.#socket = socket
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      this.#received += text
      this.#wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#closed = true
      this.#wake()
    })
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = net.connect({ host: '127.0.0.1', port })
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new RawConnection(socket)
  }

  send(bytes: string | Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** `line` without its CRLF. */
  sendLine(line: string): void {
    this.send(`${line}\r\n`)
  }

  /** A line whose last word is the payload's length, and the payload. */
  sendPayload(words: string, payload: string | Uint8Array): void {
    const bytes = Buffer.from(payload)
    this.send(Buffer.concat([Buffer.from(`${words} ${bytes.length}\r\n`), bytes]))
  }

  /**
   * Waits for the first match behind what was read before, and reads to its end; a command may follow a payload without
   * a new line. Rejects after a while, or when the peer closes.
   */
  async expect(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = Date.now() + patienceMs
    for (;;) {
      const match = pattern.exec(this.#received.slice(this.#read))
      if (match !== null) {
        this.#read += match.index + match[0].length
        return match
      }
      if (this.#closed || Date.now() > deadline) {
        throw new Error(`waited for ${pattern} in ${JSON.stringify(this.#received.slice(this.#read))}`)
      }
      await this.#change(deadline - Date.now())
    }
  }

  /** Resolves when the connection is closed, by whomever. */
  async closed(): Promise<void> {
    while (!this.#closed) await this.#change(patienceMs)
  }

  /** Sends what is left, and then nothing more. */
  end(): void {
    this.#socket.end()
  }

  close(): void {
    this.#socket.destroy()
  }

  #change(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(timeoutMs, 0))
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume()
  }
}

/** Asks the log-in page for a ticket, as an official client of 2005 does. */
export async function rawTicket({ httpPort }: RawPorts, address: string, password: string): Promise<string> {
  const authorization = `Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=${address.replace('@', '%40')},pwd=${password},lc=1033`
  const info = await new Promise<string>((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: httpPort, path: '/login', headers: { authorization } }, (answer) => {
        answer.resume()
        resolve(String(answer.headers['authentication-info']))
      })
      .on('error', reject)
  })
  const ticket = /from-PP='([^']+)'/.exec(info)?.[1]
  if (ticket === undefined) throw new Error(`no ticket in ${info}`)
  return ticket
}

/** One person who is signed in by hand, in MSNP12. The challenge stays unanswered: there is a minute's time. */
export class RawPerson {
  readonly address: string
  readonly server: RawConnection
  #number = 10

  private constructor(address: string, server: RawConnection) {
    this.address = address
    this.server = server
  }

  /** Signs in and shows itself as available. */
  static async signIn(ports: RawPorts, address: string, password = 'secret'): Promise<RawPerson> {
    const server = await RawConnection.open(ports.port)
    server.sendLine('VER 1 MSNP12 CVR0')
    await server.expect(/VER 1 MSNP12\r\n/)
    server.sendLine(`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS ${address}`)
    await server.expect(/CVR 2 .*\r\n/)
    server.sendLine(`USR 3 TWN I ${address}`)
    await server.expect(/USR 3 TWN S .*\r\n/)
    server.sendLine(`USR 4 TWN S ${await rawTicket(ports, address, password)}`)
    await server.expect(/USR 4 OK .*\r\n/)
    server.sendLine('SYN 5 0 0')
    await server.expect(/SYN 5 .*\r\n/)
    server.sendLine('CHG 6 NLN 0')
    await server.expect(/CHG 6 NLN.*\r\n/)
    return new RawPerson(address, server)
  }

  /** Sends a command, with `#` for its number, and waits for the answer of the same verb. */
  async ask(command: string): Promise<void> {
    const number = ++this.#number
    const line = command.replace('#', String(number))
    this.server.sendLine(line)
    await this.server.expect(new RegExp(`${line.slice(0, 3)} ${number}( .*)?\r\n`))
  }

  /** Sends a personal message; `xml` is the whole payload. */
  async describe(xml: string): Promise<void> {
    const number = ++this.#number
    this.server.sendPayload(`UUX ${number}`, xml)
    await this.server.expect(new RegExp(`UUX ${number} 0\r\n`))
  }

  /** Opens a conversation with somebody and waits until that person is there. */
  async call(address: string): Promise<RawConnection> {
    const number = ++this.#number
    this.server.sendLine(`XFR ${number} SB`)
    const [, port, cookie] = await this.server.expect(
      new RegExp(`XFR ${number} SB [^ ]+:(\\d+) CKI ([^ \r]+)`),
    )
    const room = await RawConnection.open(Number(port))
    room.sendLine(`USR 1 ${this.address} ${cookie}`)
    await room.expect(/USR 1 OK .*\r\n/)
    room.sendLine(`CAL 2 ${address}`)
    await room.expect(new RegExp(`JOI ${address} .*\r\n`))
    return room
  }

  /** Waits for a call and follows it. */
  async answer(): Promise<RawConnection> {
    const [, session, port, cookie] = await this.server.expect(/RNG (\d+) [^ ]+:(\d+) CKI ([^ ]+) .*\r\n/)
    const room = await RawConnection.open(Number(port))
    room.sendLine(`ANS 1 ${this.address} ${cookie} ${session}`)
    await room.expect(/ANS 1 OK\r\n/)
    return room
  }

  /** Signs out, and waits until the server has seen it. */
  async signOut(): Promise<void> {
    this.server.sendLine('OUT')
    await this.server.closed()
  }
}

/** The bytes of a text message; `format` is the whole value of its format line. */
export const rawText = (text: string, format = 'FN=Arial; EF=; CO=0; CS=0; PF=22'): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: ${format}\r\n\r\n${text}`

/** Makes these people contacts of each other, all with the password `secret`. */
export async function makeFriends(ports: RawPorts, ...addresses: readonly string[]): Promise<void> {
  const people = await Promise.all(addresses.map((address) => RawPerson.signIn(ports, address)))
  const others = (person: RawPerson) => addresses.filter((address) => address !== person.address)
  for (const list of ['AL', 'FL']) {
    for (const person of people)
      for (const other of others(person)) await person.ask(`ADC # ${list} N=${other} F=${other}`)
  }
  await Promise.all(people.map((person) => person.signOut()))
}
