import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { localNetwork } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { LocalNetwork } from '../../main/local-network.ts'
import { startLocalServer } from '../../main/server/local-server.ts'

const local = localNetwork('127.0.0.1', 1863, 1864)
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const start = (ports: { port: number; httpPort: number }) =>
  startLocalServer({ host: '127.0.0.1', ...ports, directoryFile: null })

function program(ports: { msnp: number; http: number }) {
  const network = new LocalNetwork(ports, start)
  closing.push(() => network.close())
  return network
}

/** Somebody else's web server. */
async function stranger(answer: string): Promise<number> {
  const server: Server = createServer((_request, response) => response.end(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

/** Two ports that were free a moment ago. */
async function freePorts() {
  const server = await start({ port: 0, httpPort: 0 })
  await server.close()
  return { msnp: server.port, http: server.httpPort }
}

describe('local network', () => {
  it('is started once, where it is said to be', async () => {
    const ports = await freePorts()
    const network = program(ports)
    const [first, second] = await Promise.all([network.prepare(local), network.prepare(local)])
    expect(first).toEqual(localNetwork('127.0.0.1', ports.msnp, ports.http))
    expect(second).toEqual(first)
    expect(await network.prepare(local)).toEqual(first)
  })

  it('is found by a second program, and started by it once the first one is gone', async () => {
    const ports = await freePorts()
    const first = program(ports)
    const second = program(ports)
    const hosted = await first.prepare(local)
    expect(await second.prepare(local)).toEqual(hosted)
    await first.close()
    expect(await second.prepare(local)).toEqual(hosted)
    expect(await program(ports).prepare(local)).toEqual(hosted)
  })

  it.each(['', '{}', '{"papilio":1,"msnp":0}', '{"papilio":2,"msnp":1863}', '<html>'])(
    'takes free ports where somebody else answers %j',
    async (answer) => {
      const http = await stranger(answer)
      const network = await program({ msnp: 0, http }).prepare(local)
      expect(network.signIn.nexusUrl).not.toContain(`:${http}/`)
      const { port } = network.notificationServer
      expect(network).toEqual(localNetwork('127.0.0.1', port, Number(new URL(network.signIn.nexusUrl).port)))
    },
  )

  it('keeps the dialects that the record names, and nothing else of it', async () => {
    const given = { ...local, dialects: ['MSNP9'], notificationServer: { host: 'example.org', port: 1 } }
    const network = await program({ msnp: 0, http: 0 }).prepare(given)
    expect(network).toMatchObject({ dialects: ['MSNP9'], notificationServer: { host: '127.0.0.1' } })
  })

  it('leaves other networks alone', async () => {
    const network = new LocalNetwork({ msnp: 0, http: 0 }, () => Promise.reject(new Error('started')))
    for (const other of publicNetworks) expect(await network.prepare(other)).toBe(other)
  })

  it('can be tried again after it could not be started', async () => {
    let tries = 0
    const network = new LocalNetwork({ msnp: 0, http: 0 }, (ports) => {
      if (tries++ === 0) return Promise.reject(new Error('no disk'))
      return start(ports)
    })
    closing.push(() => network.close())
    await expect(network.prepare(local)).rejects.toThrow('no disk')
    await expect(network.prepare(local)).resolves.toMatchObject({ id: 'local' })
  })
})
