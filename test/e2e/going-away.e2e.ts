import { contactIn, expect, logOf, said, talkTo, test as base, write } from '../support/deeds.ts'
import { enterNetwork, KeptDirectory } from '../support/networks.ts'
import { RawPerson } from '../support/raw-client.ts'

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
