import { expect, test } from 'vitest'
import type { Network } from '../../app/networks.ts'
import { startDispatchChain } from '../support/dispatch-server.ts'
import { hostNetwork, networkOf } from './local-network.ts'
import { Program } from './program.ts'

test.each([
  ['MSNP18', 3],
  ['MSNP15', 2],
  ['MSNP13', 1],
  ['MSNP8', 3],
])('in %s a client follows %i dispatch servers to the notification server', async (dialect, length) => {
  const server = await hostNetwork()
  const chain = await startDispatchChain(server, length)
  const network: Network = {
    ...networkOf(server),
    notificationServer: { host: '127.0.0.1', port: chain.port },
    dialects: [dialect],
  }
  const alice = new Program(network, 'alice@example.com', { presets: [network] })
  const result = await alice.signIn()
  const { connection } = alice.account
  await alice.messenger.close()
  await chain.close()
  await server.close()
  expect(result.ok).toBe(true)
  expect(connection).toEqual({ state: 'signed-in', dialect })
  expect(chain.heard).toHaveLength(length)
  for (const lines of chain.heard) {
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['VER', 'CVR', 'USR'])
    expect(lines.at(-1)).toMatch(/ I alice@example\.com$/)
  }
})
