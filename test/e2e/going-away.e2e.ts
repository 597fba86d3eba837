import { contactIn, expect, said, talkTo, test as base, write } from '../support/deeds.ts'
import { enterNetwork, KeptDirectory } from '../support/networks.ts'
import { noteOf } from '../support/own-lines.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

/** Here the network keeps its accounts in a file, goes away and comes back. */
const test = base.extend<{ directory: KeptDirectory }>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  directory: async ({}, use) => {
    const directory = new KeptDirectory()
    await use(directory)
    await directory.remove()
  },
  network: async ({ directory }, use) => use(await directory.start()),
})

test('nobody answers where the network was: the sign-in says so, and works once it is back', async ({
  launch,
  network,
  directory,
}) => {
  const program = await launch()
  const page = await program.window('sign-in')
  await enterNetwork(page, 'Our network', network)
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByLabel('Address', { exact: true }).fill(alice)
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await network.close()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveText(
    'The server does not answer. Check your internet connection, and the host and port of the network.',
  )
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('secret')
  await directory.start({ port: network.port, httpPort: network.httpPort })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
})

test('a line to somebody who went offline in the middle of the talk is left, and read when that person is back', async ({
  meet,
  launch,
}) => {
  const [one, other] = await meet(alice, bob)
  const aliceTalk = await talkTo(one, bob)
  await write(aliceTalk, 'see you')
  await expect(said(await other.program.window('conversation'), 'see you')).toBeVisible()
  await other.program.close()
  await expect(
    aliceTalk.getByText(`${bob} is offline. What you write is delivered when ${bob} signs in.`),
  ).toBeVisible()

  await write(aliceTalk, 'are you there?')
  const note = noteOf(aliceTalk, `Left for ${bob}; arrives when ${bob} signs in.`)
  await expect(note).toBeVisible()
  await expect(noteOf(aliceTalk, 'This was not delivered.')).toHaveCount(0)

  const back = await launch({ userData: other.program.userData })
  await back.signIn(bob)
  const bobTalk = await back.window('conversation', { with: alice })
  await expect(said(bobTalk, 'are you there?')).toHaveCount(1)
  await expect(noteOf(bobTalk, /^Sent while you were offline, at /)).toBeVisible()
  await expect(contactIn(one.list, bob, 'Available')).toBeVisible()
  await write(bobTalk, 'now I am')
  await expect(said(aliceTalk, 'now I am')).toBeVisible()
  await expect(said(aliceTalk, 'are you there?')).toHaveCount(1)
})
