import type { Page } from '@playwright/test'
import type { Network } from '../../app/networks.ts'
import type { LocalServerOptions } from '../../main/server/local-server.ts'
import { call } from './bridge-calls.ts'
import { contactIn, expect } from './deeds.ts'
import { alice, bob } from './everyday.ts'
import type { Program } from './launch.ts'
import { networkHere, signInOn, type KeptDirectory } from './networks.ts'
import { startSocksProxy, type TestProxy } from './proxies.ts'

const host = 'chat.example.com'
const id = 'custom-ours'

/** A network to which Alice and Bob come by a proxy each; the pages are reached without. */
export interface ProxiedNetwork {
  /** Everything that Alice says goes through it, on the notification server and on switchboards. */
  readonly proxy: TestProxy
  signInAlice(program: Program): Promise<Page>
  signInBob(program: Program): Promise<Page>
  close(): Promise<void>
}

/** Starts such a network among the people of a directory. */
export async function startProxied(
  directory: KeptDirectory,
  options: Partial<LocalServerOptions> = {},
): Promise<ProxiedNetwork> {
  const server = await directory.start({ announcedHost: host, ...options })
  const names = { [host]: '127.0.0.1' }
  const [proxy, bobsProxy] = [await startSocksProxy({ names }), await startSocksProxy({ names })]
  const network: Network = {
    ...networkHere(id, 'Ours', server),
    notificationServer: { host, port: server.port },
  }
  const signIn = async (program: Program, { port }: TestProxy, address: string): Promise<Page> => {
    const page = await program.window('sign-in')
    await call(page, 'changeSettings', { proxy: { kind: 'socks5', host: '127.0.0.1', port, username: '' } })
    return signInOn(program, network, address)
  }
  return {
    proxy,
    signInAlice: (program) => signIn(program, proxy, alice),
    signInBob: (program) => signIn(program, bobsProxy, bob),
    close: async () => {
      await Promise.all([proxy.close(), bobsProxy.close(), server.close()])
    },
  }
}

/** Signs both in, and waits until they see each other. */
export async function signInBoth(
  network: ProxiedNetwork,
  programs: readonly [Program, Program],
): Promise<readonly [Page, Page]> {
  const lists = await Promise.all([network.signInAlice(programs[0]), network.signInBob(programs[1])])
  await expect(contactIn(lists[0], bob, 'Available')).toBeVisible()
  await expect(contactIn(lists[1], alice, 'Available')).toBeVisible()
  return lists
}
