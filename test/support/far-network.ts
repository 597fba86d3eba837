import type { Page } from '@playwright/test'
import type { Network } from '../../app/networks.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { call } from './bridge-calls.ts'
import { composerOf, contactIn, expect, said, talkTo, test as base, write } from './deeds.ts'
import type { Program } from './launch.ts'
import { networkHere } from './networks.ts'
import { startHttpProxy, startSocksProxy, type ProxyOptions, type TestProxy } from './proxies.ts'
import { startSecureFront, type SecureFront } from './secure-front.ts'

const alice = 'alice@example.com'

/** A name that only the proxies of these tests know: to the program it is somewhere on the internet. */
export const far = 'messenger.papilio.invalid'

/** A network that is reached by its name alone, and TLS in front of its pages. */
export interface FarNetwork {
  readonly server: LocalServer
  readonly front: SecureFront
  readonly record: Network
}

/** Playwright's `test` with a network that counts as one on the internet, and proxies that lead to it. */
export const test = base.extend<{
  away: FarNetwork
  startProxy: (kind: 'socks5' | 'http', options?: ProxyOptions) => Promise<TestProxy>
}>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  away: async ({}, use) => {
    const server = await startLocalServer({
      ...{ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null },
      announcedHost: far,
    })
    const front = await startSecureFront(server)
    await use({ server, front, record: farRecord(server.port, front) })
    await front.close()
    await server.close()
  },
  // eslint-disable-next-line no-empty-pattern
  startProxy: async ({}, use) => {
    const proxies: TestProxy[] = []
    await use(async (kind, options) => {
      const startIt = kind === 'socks5' ? startSocksProxy : startHttpProxy
      const proxy = await startIt({ names: { [far]: '127.0.0.1' }, ...options })
      proxies.push(proxy)
      return proxy
    })
    for (const proxy of proxies) await proxy.close()
  },
})

/** The record of a network of which the notification server has this port. */
export function farRecord(port: number, front: SecureFront): Network {
  const origin = `https://${far}:${front.port}`
  return {
    ...networkHere('custom', 'Far away', { port, httpPort: 1 }),
    notificationServer: { host: far, port },
    signIn: { nexusUrl: '', loginUrl: '', tokenUrl: `${origin}/RST.srf` },
    addressBook: {
      contactsUrl: `${origin}/abservice/abservice.asmx`,
      membershipUrl: `${origin}/abservice/SharingService.asmx`,
    },
    pinnedCertificate: front.fingerprint,
  }
}

/** Enters Alice's address and password for a network and sends them, however that ends. */
export async function trySignIn(page: Page, network: Network): Promise<void> {
  await call(page, 'saveNetwork', network)
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: network.name })
  await page.getByLabel('Address', { exact: true }).fill(alice)
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Alice, signed in, talks with the contact who answers: on a switchboard. */
export async function chats(program: Program): Promise<void> {
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  const conversation = await talkTo({ program, list }, 'Echo')
  await expect(composerOf(conversation)).toBeVisible()
  await write(conversation, 'is anybody there?')
  await expect(said(conversation, 'is anybody there?')).toHaveCount(2)
}
