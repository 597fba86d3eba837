import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { axeViolations } from '../support/axe.ts'
import { Subscription } from '../support/bridge-calls.ts'
import { expect } from '../support/deeds.ts'
import { startDispatchChain } from '../support/dispatch-server.ts'
import { chats, far, farRecord, test, trySignIn } from '../support/far-network.ts'
import { freePort } from '../support/free-port.ts'
import type { Program } from '../support/launch.ts'
import { networkHere } from '../support/networks.ts'
import type { TestProxy } from '../support/proxies.ts'
import { startSecureFront } from '../support/secure-front.ts'

const proxyPassword = 'open, sesame'
const saved = 'The proxy was saved. New connections use it.'
const thisRun =
  'The proxy was saved, but this computer has no safe place for its password: it is used until Papilio ends.'

/** Enters a proxy in the window of settings. */
async function setProxy(
  program: Program,
  kind: 'SOCKS5' | 'HTTP (CONNECT)',
  { port }: Pick<TestProxy, 'port'>,
  password: string,
): Promise<Page> {
  if (!(await program.hasWindow('settings')))
    await (await program.window('sign-in')).getByRole('button', { name: 'Settings' }).click()
  const settings = await program.window('settings')
  const proxy = settings.getByRole('region', { name: 'Proxy' })
  await proxy.getByLabel('How to connect').selectOption({ label: kind })
  await proxy.getByLabel('Host', { exact: true }).fill('127.0.0.1')
  await proxy.getByLabel('Port', { exact: true }).fill(`${port}`)
  await proxy.getByLabel('User name').fill('ali')
  await proxy.getByLabel('Password', { exact: true }).fill(password)
  await proxy.getByRole('button', { name: 'Save' }).click()
  await expect(proxy.getByText(/^The proxy was saved/)).toBeVisible()
  return settings
}

/** Everything that is kept of a profile. */
const filesOf = (folder: string): Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))

for (const [kind, name, keyring] of [
  ['socks5', 'SOCKS5', 'a key store'],
  ['http', 'HTTP (CONNECT)', ''],
] as const)
  test(`one signs in and chats through a proxy with a password: ${name}, ${keyring || 'without a key store'}`, async ({
    launch,
    away,
    startProxy,
  }) => {
    const proxy = await startProxy(kind, { username: 'ali', password: proxyPassword })
    const program = await launch({ env: keyring === '' ? {} : { ELECTRON_HOST_KEYRING: keyring } })
    await setProxy(program, name, proxy, 'not this one')
    const page = await program.window('sign-in')
    await trySignIn(page, away.record)
    await expect(page.getByRole('alert')).toContainText(
      'The proxy refused the connection. Check its user name and password in the settings, page “Connection”.',
    )
    const settings = await setProxy(program, name, proxy, proxyPassword)
    await expect(settings.getByText(keyring === '' ? thisRun : saved, { exact: true })).toBeVisible()
    expect(await axeViolations(settings, { onePage: true })).toEqual([])
    const subscription = await Subscription.open(settings)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await chats(program)
    const talk = `${far}:${away.server.port}`
    expect(proxy.asked.filter((asked) => asked === talk).length).toBeGreaterThan(1)
    expect(proxy.asked).toContain(`${far}:${away.front.port}`)

    const state = JSON.stringify(await subscription.state())
    expect(state).toContain('"username":"ali"')
    expect(state).not.toContain(proxyPassword)
    const files = filesOf(program.userData)
    expect(files.some((file) => file.includes('"proxy":"'))).toBe(keyring !== '')
    expect(files.filter((file) => file.includes(proxyPassword))).toEqual([])
  })

test('one signs in and chats through the proxy that the system names', async ({
  launch,
  away,
  startProxy,
}) => {
  const proxy = await startProxy('http')
  const program = await launch()
  await program.setComputer({ proxies: `HTTPS other.invalid:1; PROXY 127.0.0.1:${proxy.port}; DIRECT` })
  await trySignIn(await program.window('sign-in'), away.record)
  await chats(program)
  expect(proxy.asked).toContain(`${far}:${away.server.port}`)
  expect(proxy.asked).toContain(`${far}:${away.front.port}`)
})

test('where the port is closed, one signs in and chats through the HTTP gateway', async ({
  launch,
  network,
}) => {
  const front = await startSecureFront(network)
  const program = await launch()
  await trySignIn(
    await program.window('sign-in'),
    networkHere(
      'custom',
      'Behind a wall',
      { ...network, port: await freePort() },
      {
        gatewayUrl: `${front.origin}/gateway/gateway.dll`,
        pinnedCertificate: front.fingerprint,
      },
    ),
  )
  await chats(program)
  expect(front.asked.filter((asked) => asked.includes('Action=open&Server=NS'))).toHaveLength(1)
  expect(front.asked.filter((asked) => asked.includes('Action=open&Server=SB'))).toHaveLength(1)
  await front.close()
})

test('a network on the internet cannot send the program to this computer or into a private network', async ({
  launch,
  away,
  startProxy,
}) => {
  const proxy = await startProxy('socks5')
  const program = await launch()
  await program.setComputer({ proxies: `SOCKS5 127.0.0.1:${proxy.port}` })
  const page = await program.window('sign-in')
  for (const host of ['127.0.0.1', '10.0.0.1', '[::1]']) {
    await test.step(host, async () => {
      const dispatch = await startDispatchChain({ host, port: away.server.port })
      await trySignIn(page, farRecord(dispatch.port, away.front))
      await expect.poll(() => dispatch.heard.length).toBe(1)
      await expect(page.getByRole('alert')).toContainText(
        'The network pointed to an address inside your own network, so Papilio did not go there. Ask the people who run the network.',
      )
      await dispatch.close()
    })
  }
  expect(new Set(proxy.asked.map((asked) => asked.replace(/:\d+$/, '')))).toEqual(new Set([far]))
  const onward = await startDispatchChain({ host: far, port: away.server.port })
  await trySignIn(page, farRecord(onward.port, away.front))
  await chats(program)
  await onward.close()
})
