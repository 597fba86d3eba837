import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  startFaultProxy,
  type Cut,
  type FaultLink,
  type FaultProxy,
  type Pace,
} from '../support/fault-proxy.ts'
import { connectTo } from '../support/links.ts'

let server: Server
let proxy: FaultProxy

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startFaultProxy({ port: (server.address() as AddressInfo).port })
})
afterEach(async () => {
  await proxy.close()
  server.close()
})

/** One end of a connection, and what it was sent. */
class End {
  readonly socket: Socket
  readonly #pieces: Buffer[] = []
  /** `end` after a good-bye, `reset` after a break. */
  readonly over: Promise<Cut>

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (piece) => this.#pieces.push(piece))
    this.over = new Promise((resolve) => {
      socket.on('end', () => resolve('end')).on('error', () => resolve('reset'))
    })
  }

  get got(): string {
    return Buffer.concat(this.#pieces).toString('latin1')
  }

  async gets(length: number): Promise<string> {
    while (this.got.length < length) await once(this.socket, 'data')
    return this.got
  }
}

/** Both ends of a new connection through the proxy. */
async function connection(prepare: (link: FaultLink) => void = () => undefined) {
  const linked = new Promise<FaultLink>((resolve) => {
    proxy.onLink = (link) => {
      prepare(link)
      resolve(link)
    }
  })
  const accepted = new Promise<End>((resolve) => {
    server.once('connection', (socket: Socket) => resolve(new End(socket)))
  })
  const client = new End(await connectTo('127.0.0.1', proxy.port))
  return { client, far: await accepted, link: await linked }
}

const words = fc.array(fc.stringMatching(/^[ -~]{1,40}$/), { minLength: 1, maxLength: 8 })
const cuts = fc.constantFrom<Cut>('reset', 'end')
const paces = fc.constantFrom<Pace>('as-it-comes', 'single-bytes', { turns: 3 })

describe('the fault proxy', () => {
  test('passes on what comes, in both directions, at whatever pace', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, paces, async (there, back, pace) => {
        const { client, far } = await connection(({ up, down }) => {
          up.pace = pace
          down.pace = pace
        })
        for (const word of there) client.socket.write(word)
        for (const word of back) far.socket.write(word)
        client.socket.end()
        expect(await far.gets(there.join('').length)).toBe(there.join(''))
        expect(await client.gets(back.join('').length)).toBe(back.join(''))
        expect(await far.over).toBe('end')
        far.socket.end()
        expect(await client.over).toBe('end')
      }),
      { numRuns: 40 },
    )
  })

  test('passes exactly so many bytes before a cut, and tells both sides in its way', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(60), cuts, paces, async (said, most, cut, pace) => {
        const text = said.join('')
        const at = Math.min(most, text.length)
        const { client, far, link } = await connection(({ up }) => {
          up.pace = pace
          up.cutAfter(at, cut)
        })
        for (const word of said) client.socket.write(word)
        expect(await far.over).toBe(cut)
        expect(far.got).toBe(text.slice(0, at))
        expect(link.up.passed.toString('latin1')).toBe(far.got)
        expect(link.up.isCut).toBe(true)
        if (cut === 'reset') expect(await client.over).toBe('reset')
        else {
          far.socket.end('last words')
          expect(await client.over).toBe('end')
          expect(client.got).toBe('last words')
        }
      }),
      { numRuns: 80 },
    )
  })

  test('lets nothing through while it is frozen, tells nobody, and goes on where it was', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(60), async (said, most) => {
        const text = said.join('')
        const at = Math.min(most, text.length)
        const { client, far, link } = await connection(({ up }) => up.freezeAfter(at))
        for (const word of said) client.socket.write(word)
        client.socket.end()
        far.socket.write('the other way is open')
        await client.gets(21)
        expect(await far.gets(at)).toBe(text.slice(0, at))
        expect(far.socket.readableEnded).toBe(false)
        link.up.thaw()
        expect(await far.over).toBe('end')
        expect(far.got).toBe(text)
        far.socket.end()
      }),
      { numRuns: 40 },
    )
  })

  test('passes a break on', async () => {
    const { client, far } = await connection()
    client.socket.write('hello')
    await far.gets(5)
    client.socket.resetAndDestroy()
    expect(await far.over).toBe('reset')
  })
})
