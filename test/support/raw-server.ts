import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { RawConnection } from './raw-client.ts'

/** A server that says exactly what a test says: its connections are handed out, and its log-in page admits everybody. */
export class RawServer {
  readonly #server: net.Server
  readonly #logIn: http.Server
  readonly #waiting: RawConnection[] = []
  readonly #opened: RawConnection[] = []
  #wanted: ((connection: RawConnection) => void)[] = []

  private constructor() {
    this.#server = net.createServer((socket) => this.#opens(new RawConnection(socket)))
    this.#logIn = http.createServer((_request, response) => {
      response.setHeader(
        'Authentication-Info',
        "Passport1.4 da-status=success,tname=MSPAuth,from-PP='t=ticket&p=',ru=http://localhost/",
      )
      response.end()
    })
  }

  static async start(): Promise<RawServer> {
    const server = new RawServer()
    await Promise.all([server.#server, server.#logIn].map(listen))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get httpPort(): number {
    return (this.#logIn.address() as AddressInfo).port
  }

  /** The next connection that nobody has asked for yet. */
  next(): Promise<RawConnection> {
    const waiting = this.#waiting.shift()
    return waiting === undefined
      ? new Promise((resolve) => this.#wanted.push(resolve))
      : Promise.resolve(waiting)
  }

  /** Lets somebody sign in, in MSNP8, with these lines as the contact list: `LST address name lists groups`. */
  async signIn(lists: readonly string[]): Promise<RawConnection> {
    const connection = await this.next()
    await this.#answer(connection, /VER (\d+) .*\r\n/, (number) => `VER ${number} MSNP8`)
    await this.#answer(
      connection,
      /CVR (\d+) .*\r\n/,
      (number) => `CVR ${number} 7.0.0813 7.0.0813 6.2.0205 http://localhost/ http://localhost/`,
    )
    await this.#answer(connection, /USR (\d+) TWN I .*\r\n/, (number) => `USR ${number} TWN S lc=1033,id=507`)
    await this.#answer(
      connection,
      /USR (\d+) TWN S t=ticket&p=\r\n/,
      (number) => `USR ${number} OK alice@example.com Alice 1 0`,
    )
    const [, syn] = await connection.expect(/SYN (\d+) .*\r\n/)
    connection.sendLine(`SYN ${syn} 1 ${lists.length} 1`)
    for (const line of ['GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0', ...lists]) connection.sendLine(line)
    await this.#answer(connection, /CHG (\d+) NLN .*\r\n/, (number) => `CHG ${number} NLN 0`)
    return connection
  }

  async close(): Promise<void> {
    for (const connection of this.#opened) connection.close()
    this.#logIn.closeAllConnections()
    await Promise.all(
      [this.#server, this.#logIn].map((server) => new Promise((resolve) => server.close(resolve))),
    )
  }

  async #answer(
    connection: RawConnection,
    question: RegExp,
    answer: (number: string) => string,
  ): Promise<void> {
    const [, number] = await connection.expect(question)
    connection.sendLine(answer(number!))
  }

  #opens(connection: RawConnection): void {
    this.#opened.push(connection)
    const wanted = this.#wanted.shift()
    if (wanted === undefined) this.#waiting.push(connection)
    else wanted(connection)
  }
}

const listen = (server: net.Server | http.Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
