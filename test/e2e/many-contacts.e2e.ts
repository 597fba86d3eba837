import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startLocalServer } from '../../main/server/local-server.ts'
import { hashPassword } from '../../main/server/passwords.ts'
import { composerOf, contactIn, expect, test as base } from '../support/deeds.ts'
import { RawPerson, rawText } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const count = 10_000

/** `friend00042@example.com`, who is called `Friend 00042`. */
const number = (at: number): string => String(at).padStart(5, '0')
const friend = (at: number): string => `friend${number(at)}@example.com`

/** The forward, allow and reverse lists. */
const everyList = 1 + 2 + 8

const idOf = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

const account = (
  at: number,
  address: string,
  name: string,
  password: string | null,
  contacts: unknown[],
) => ({
  address,
  id: idOf(at),
  password,
  friendlyName: name,
  personalMessage: '',
  admitsUnlisted: true,
  asksWhenAdded: true,
  properties: {},
  groups: [],
  version: 1,
  contacts,
})

/** A network where Alice has ten thousand contacts, and each of them has her. */
async function crowdedDirectory(): Promise<string> {
  const password = await hashPassword('secret')
  const contact = (address: string) => ({ address, lists: everyList, storedName: null, groups: [] })
  const friends = Array.from({ length: count }, (_, at) => friend(at))
  return JSON.stringify({
    papilio: 'directory',
    version: 1,
    accounts: [
      account(count, alice, 'Alice', password, friends.map(contact)),
      ...friends.map((address, at) =>
        account(at, address, `Friend ${number(at)}`, at === 4711 ? password : null, [contact(alice)]),
      ),
    ],
  })
}

const test = base.extend({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  network: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-network-'))
    const directoryFile = path.join(folder, 'directory.json')
    writeFileSync(directoryFile, await crowdedDirectory())
    const network = await startLocalServer({ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile })
    await use(network)
    await network.close()
    rmSync(folder, { recursive: true, force: true })
  },
})

test('ten thousand contacts: the list scrolls, one is found and written to', async ({
  launch,
  network,
}, info) => {
  const program = await launch()
  const list = await program.signIn(alice)
  await expect(list.getByRole('treeitem', { name: `Offline, ${count}` })).toBeVisible()
  const rows = list.getByRole('treeitem')
  await expect(contactIn(list, 'Friend 00000', 'Offline')).toBeVisible()
  expect(await rows.count()).toBeLessThan(100)

  await list.getByRole('tree').hover()
  await list.mouse.wheel(0, 3000)
  await expect(contactIn(list, 'Friend 00000', 'Offline')).toHaveCount(0)
  await expect(list.getByRole('treeitem', { name: /^Friend 001\d\d, Offline$/ }).first()).toBeVisible()
  await list.getByRole('tree').focus()
  await list.keyboard.press('End')
  await expect(contactIn(list, `Friend 0${count - 1}`, 'Offline')).toBeVisible()
  await list.screenshot({ path: info.outputPath('end.png') })

  const person = await RawPerson.signIn(network, friend(4711))
  await list.keyboard.press('Home')
  await expect(contactIn(list, 'Friend 04711', 'Available')).toBeVisible()
  await list.getByRole('searchbox', { name: 'Search contacts' }).fill('friend 0471')
  // 00471, and 04710 to 04719.
  await expect(list.getByRole('status').filter({ hasText: '11 found' })).toHaveCount(1)
  await expect(contactIn(list, 'Friend 04719', 'Offline')).toBeVisible()
  await list.keyboard.press('Enter')
  const conversation = await program.window('conversation', { with: friend(4711) })
  const answered = person.answer()
  await composerOf(conversation).fill('found you')
  await composerOf(conversation).press('Enter')
  const room = await answered
  await room.expect(/\r\n\r\nfound you/)
  room.sendPayload('MSG 1 A', rawText('indeed'))
  await expect(conversation.getByText('indeed', { exact: true })).toBeVisible()
})
