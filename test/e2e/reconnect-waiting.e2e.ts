import { startLocalServer } from '../../main/server/local-server.ts'
import { call } from '../support/bridge-calls.ts'
import { connectionOf, contactIn, expect, said, talkTo, write } from '../support/deeds.ts'
import { alice, test } from '../support/everyday.ts'
import { startLinks, connectTo } from '../support/links.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import { startSocksProxy } from '../support/proxies.ts'
import { RawPerson } from '../support/raw-client.ts'

const networkId = 'custom-ours'
const accountId = `${networkId}/${alice}`
const wrongPassword =
  'The address or the password is wrong. Check both and try again; passwords tell upper from lower case.'

test('a password that is not right any more is asked for, and not tried again', async ({
  network,
  launch,
}) => {
  let tries = 0
  const tokens = await startLinks(async (client) => {
    const service = await connectTo('127.0.0.1', network.httpPort)
    client.on('data', (bytes: Buffer) => {
      tries += bytes.toString('latin1').match(/^POST \/RST2?\.srf /gm)?.length ?? 0
    })
    return service
  })
  const program = await launch()
  const local = networkHere(networkId, 'Ours', network)
  const tokenUrl = `http://127.0.0.1:${tokens.port}/RST.srf`
  const list = await signInOn(program, { ...local, signIn: { ...local.signIn, tokenUrl } }, alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(tries).toBe(1)

  const { port, httpPort } = network
  await network.close()
  await expect(list.getByText('You are offline at the moment.')).toBeVisible()
  await expect(list.getByText('The server is shutting down.')).toBeVisible()
  const again = await startLocalServer({ host: '127.0.0.1', port, httpPort, directoryFile: null })
  await (await RawPerson.signIn(again, alice, 'another one')).signOut()
  const page = await program.window('sign-in')
  await expect(page.getByRole('alert')).toHaveText(wrongPassword)
  expect(await program.hasWindow('contact-list')).toBe(false)
  expect(tries).toBe(2)
  await program.wakeUp()
  expect(await connectionOf(page, accountId)).toMatchObject({ state: 'signed-out', reason: 'wrong-password' })

  await page.getByLabel('Password', { exact: true }).fill('another one')
  await page.keyboard.press('Enter')
  const back = await program.window('contact-list', { account: alice })
  await expect(contactIn(back, 'Echo', 'Available')).toBeVisible()
  expect(tries).toBe(3)
  await Promise.all([tokens.close(), again.close()])
})

test('without a network nothing is tried; with one the link comes back at once, through the proxy', async ({
  launch,
}) => {
  const host = 'chat.example.com'
  const network = await startLocalServer({
    host: '127.0.0.1',
    port: 0,
    httpPort: 0,
    directoryFile: null,
    announcedHost: host,
  })
  const proxy = await startSocksProxy({ names: { [host]: '127.0.0.1' } })
  const program = await launch()
  const signIn = await program.window('sign-in')
  const socks5 = { kind: 'socks5', host: '127.0.0.1', port: proxy.port, username: '' } as const
  await call(signIn, 'changeSettings', { proxy: socks5 })
  const record = {
    ...networkHere(networkId, 'Ours', network),
    notificationServer: { host, port: network.port },
  }
  const list = await signInOn(program, record, alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(proxy.asked).toEqual([`${host}:${network.port}`])

  await program.setComputer({ online: false })
  await program.wakeUp()
  proxy.cut()
  const nextAttempt = async () => {
    const connection = await connectionOf(list, accountId)
    return connection?.state === 'reconnecting' ? connection : null
  }
  await expect.poll(async () => (await nextAttempt())?.nextAttemptAt ?? 0).toBeGreaterThan(0)
  const first = await nextAttempt()
  // The time came and nothing was tried: there is a next time.
  await expect
    .poll(async () => (await nextAttempt())?.nextAttemptAt ?? 0)
    .toBeGreaterThan(first?.nextAttemptAt ?? 0)
  expect(await nextAttempt()).toMatchObject({ attempt: 1 })
  expect(proxy.asked).toHaveLength(1)

  await program.setComputer({ online: true })
  await program.wakeUp()
  await expect.poll(() => proxy.asked.length).toBe(2)
  await expect(list.getByText('You are offline at the moment.')).toBeHidden()
  const conversation = await talkTo({ program, list }, 'Echo')
  await write(conversation, 'through the proxy')
  await expect(said(conversation, 'through the proxy')).toHaveCount(2)
  await Promise.all([proxy.close(), network.close()])
})
