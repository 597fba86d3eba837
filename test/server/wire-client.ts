import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect } from 'vitest'

/** How long an answer may take before the test gives up. */
const patienceMs = 5_000

/** A client that knows nothing of the protocol: the test writes its bytes and says which ones must come back. */
export class WireClient {
  readonly #socket: Socket
  readonly #variables: Map<string, string>
  #bytes = Buffer.alloc(0)
  #isClosed = false
  #wake: () => void = () => undefined

  private constructor(socket: Socket, variables: Map<string, string>) {
    this.#socket = socket
    this.#variables = variables
    socket.on('data', (piece) => {
      this.#bytes = Buffer.concat([this.#bytes, piece])
      this.#wake()
    })
    socket.on('error', () => undefined)
    for (const end of socket.allowHalfOpen ? ['end', 'close'] : ['close'])
      socket.on(end, () => {
        this.#isClosed = true
        this.#wake()
      })
  }

  /** `keepsOpen`: its half of the connection stays open when the server has ended the other one. */
  static async open(
    port: number,
    variables = new Map<string, string>(),
    keepsOpen = false,
  ): Promise<WireClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: keepsOpen })
    await once(socket, 'connect')
    return new WireClient(socket, variables)
  }

  /** Sends a line; `<name>` in it stands for what an earlier expectation found. */
  send(line: string, payload = ''): void {
    this.#socket.write(`${line.replace(/<(\w+)>/g, (_, name: string) => this.variable(name))}\r\n${payload}`)
  }

  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** Ends our side without a word. */
  hangUp(): void {
    this.#socket.destroy()
  }

  /** Stops taking bytes off the network, as a client does that hangs. */
  stopReading(): void {
    this.#socket.pause()
  }

  /** The next lines must be these; `<name>` stands for any word, the same one wherever the name comes again. */
  async expect(...lines: string[]): Promise<void> {
    for (const line of lines) expect(await this.#nextLine(line)).toBe(this.#filled(line))
  }

  /** The next line must be this one, and then a payload of the length in its last word. */
  async expectPayload(line: string, payload: string): Promise<void> {
    const got = await this.#nextLine(line)
    expect(got).toBe(this.#filled(line))
    expect((await this.read(Number(got.split(' ').at(-1)))).toString('utf8')).toBe(payload)
  }

  async read(length: number): Promise<Buffer> {
    await this.#until(() => this.#bytes.length >= length, `${length} bytes`)
    const read = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return read
  }

  async line(): Promise<string> {
    await this.#until(() => this.#bytes.includes('\r\n'), 'a line')
    const end = this.#bytes.indexOf('\r\n')
    const line = this.#bytes.subarray(0, end).toString('utf8')
    this.#bytes = this.#bytes.subarray(end + 2)
    return line
  }

  /** The server must close the connection, and say nothing before. */
  async expectClosed(): Promise<void> {
    await this.#until(() => this.#isClosed, 'the end of the connection')
    expect(this.#bytes.toString('utf8')).toBe('')
  }

  /** Nothing must have come: what the server answers to a PNG comes next. Only for notification sessions. */
  async expectNothing(): Promise<void> {
    this.send('PNG')
    expect(await this.line()).toMatch(/^QNG( 60)?$/)
  }

  variable(name: string): string {
    const value = this.#variables.get(name)
    if (value === undefined) throw new Error(`nothing was found for <${name}>`)
    return value
  }

  #filled(line: string): string {
    return line.replace(/<(\w+)>/g, (_, name: string) => this.variable(name))
  }

  /** Reads a line, and learns from it what the names in the pattern stand for. */
  async #nextLine(pattern: string): Promise<string> {
    const line = await this.line()
    const words = line.split(' ')
    for (const [at, word] of pattern.split(' ').entries()) {
      const name = /<(\w+)>/.exec(word)?.[1]
      if (name === undefined || this.#variables.has(name)) continue
      const [before = '', after = ''] = word.split(`<${name}>`)
      const got = words[at] ?? ''
      if (got.startsWith(before) && got.endsWith(after)) {
        this.#variables.set(name, got.slice(before.length, got.length - after.length))
      }
    }
    return line
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + patienceMs
    while (!isSo()) {
      if (this.#isClosed)
        throw new Error(`the connection ended before ${what} came: ${this.#bytes.toString('utf8')}`)
      if (Date.now() > deadline)
        throw new Error(`no ${what} came; there was: ${this.#bytes.toString('utf8')}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
}
