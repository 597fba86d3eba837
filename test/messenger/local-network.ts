import { afterAll, beforeAll } from 'vitest'
import { localNetwork, type Network } from '../../app/networks.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { Program } from './program.ts'

const host = '127.0.0.1'

/** A network of one's own on free ports, kept in memory. */
export const hostNetwork = (): Promise<LocalServer> =>
  startLocalServer({ host, port: 0, httpPort: 0, directoryFile: null, contactsWhoAnswer: false })

/** The record of a hosted network. */
export const networkOf = (server: LocalServer): Network => localNetwork(host, server.port, server.httpPort)

/** Hosts one network for a test file, in every dialect or in one; each program that was made is closed at the end. */
export function useLocalNetwork(dialect?: string, offlineMessages: Partial<Network['offlineMessages']> = {}) {
  const programs: Program[] = []
  let server: LocalServer
  let people = 0

  beforeAll(async () => {
    server = await hostNetwork()
  })
  afterAll(async () => {
    for (const { messenger } of programs) void messenger.close()
    await server.close()
  })

  const program = (address: string, options?: Partial<MessengerOptions>): Program => {
    const hosted = networkOf(server)
    const network = {
      ...hosted,
      ...(dialect !== undefined && { dialects: [dialect] }),
      offlineMessages: { ...hosted.offlineMessages, ...offlineMessages },
    }
    const made = new Program(network, address, { presets: [network], ...options })
    programs.push(made)
    return made
  }
  return {
    program,
    /** An address that no other test uses. */
    newAddress: (name: string): string => `${name}${++people}@example.com`,
    /** Somebody who is signed in. */
    async signedIn(address: string, options?: Partial<MessengerOptions>): Promise<Program> {
      const made = program(address, options)
      const result = await made.signIn()
      if (!result.ok) throw new Error(`${address}: ${result.reason} ${result.detail ?? ''}`)
      return made
    },
  }
}
