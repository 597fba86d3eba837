import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { composerOf, contactIn, expect, logOf, said, talkTo, test as base, write } from '../support/deeds.ts'
import { RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

interface Fixtures {
  /** Where the network keeps its accounts. */
  directoryFile: string
  /** Starts the network again where it was. */
  comeBack: () => Promise<void>
}

/** Here the network keeps its accounts in a file, goes away and comes back. */
const test = base.extend<Fixtures>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  directoryFile: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-network-'))
    await use(path.join(folder, 'directory.json'))
    rmSync(folder, { recursive: true, force: true })
  },
  network: async ({ directoryFile }, use) => {
    const network = await startLocalServer({ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile })
    await use(network)
    await network.close()
  },
  comeBack: async ({ network: { host, port, httpPort }, directoryFile }, use) => {
    const started: LocalServer[] = []
    await use(async () => {
      started.push(await startLocalServer({ host, port, httpPort, directoryFile }))
    })
    for (const network of started) await network.close()
  },
})

test('the network goes away: windows say so and keep what was written; it comes back and all goes on', async ({
  meet,
  network,
  comeBack,
}, info) => {
  const [one, other] = await meet(alice, bob)
  const aliceTalk = await talkTo(one, bob)
  await write(aliceTalk, 'before the end')
  const bobTalk = await other.program.window('conversation', { with: alice })
  await expect(said(bobTalk, 'before the end')).toBeVisible()
  await composerOf(aliceTalk).fill('not sent yet')

  await network.close()
  const sentence = 'The server is shutting down. Try again in a few minutes.'
  await expect(aliceTalk.getByText('You are signed out.')).toContainText(sentence)
  await expect(bobTalk.getByText('You are signed out.')).toContainText(sentence)
  const signIns = await Promise.all([one, other].map(({ program }) => program.window('sign-in')))
  for (const page of signIns) await expect(page.getByRole('alert')).toHaveText(sentence)
  await expect(signIns[0]!.getByLabel('Address', { exact: true })).toHaveValue(alice)
  await expect(signIns[1]!.getByLabel('Address', { exact: true })).toHaveValue(bob)
  await composerOf(aliceTalk).press('Enter')
  await expect(composerOf(aliceTalk)).toHaveValue('not sent yet')
  await aliceTalk.screenshot({ path: info.outputPath('away.png') })
  await signIns[0]!.screenshot({ path: info.outputPath('sign-in.png') })

  await comeBack()
  await Promise.all([one.program.signIn(alice), other.program.signIn(bob)])
  await expect(aliceTalk.getByText('You are signed out.')).toHaveCount(0)
  await expect(aliceTalk.getByText('Available')).toBeVisible()
  await composerOf(aliceTalk).press('Enter')
  await expect(said(bobTalk, 'not sent yet')).toBeVisible()
  await write(bobTalk, 'there you are')
  await expect(said(aliceTalk, 'there you are')).toBeVisible()
  for (const page of [aliceTalk, bobTalk]) {
    await expect(said(page, 'before the end')).toHaveCount(1)
    await expect(logOf(page).getByText('This was not delivered.')).toHaveCount(0)
  }
})

test('nobody answers where the network was: the sign-in says so, and works once it is back', async ({
  launch,
  network,
  comeBack,
}) => {
  const program = await launch()
  const page = await program.window('sign-in')
  const { port, httpPort } = network
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Custom network…' })
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1')
  await page.getByLabel('Port', { exact: true }).fill(String(port))
  await page.getByLabel('Log-in address').fill(`http://127.0.0.1:${httpPort}/login`)
  await page.getByLabel('Address', { exact: true }).fill(alice)
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await network.close()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveText(
    'The server does not answer. Check your internet connection, and the host and port of the network.',
  )
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('secret')
  await comeBack()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
})

test('a line to somebody who went offline is shown as failed, and sent again it arrives', async ({
  meet,
  network,
}, info) => {
  const [one, other] = await meet(alice, bob)
  const aliceTalk = await talkTo(one, bob)
  await write(aliceTalk, 'see you')
  await expect(said(await other.program.window('conversation'), 'see you')).toBeVisible()
  await other.program.close()
  await expect(aliceTalk.getByText(`${bob} appears to be offline and may not reply.`)).toBeVisible()

  await write(aliceTalk, 'are you there?')
  const note = logOf(aliceTalk).getByText('This was not delivered.')
  await expect(note).toBeVisible()
  await expect(logOf(aliceTalk)).toContainText('This contact is offline. Try again when the contact is back.')
  const again = aliceTalk.getByRole('button', { name: 'Send again: are you there?' })
  await aliceTalk.screenshot({ path: info.outputPath('failed.png') })

  const back = await RawPerson.signIn(network, bob)
  await expect(contactIn(one.list, bob, 'Available')).toBeVisible()
  const answered = back.answer()
  await again.click()
  await (await answered).expect(/\r\n\r\nare you there\?/)
  await expect(note).toHaveCount(0)
  await expect(again).toHaveCount(0)
  await expect(said(aliceTalk, 'are you there?')).toHaveCount(1)
})
