import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { expect, inBothFamilies, rememberMe, test as base } from '../support/both-dialects.ts'
import { chooseInMenu, chooseOf, dialogOf, expectLines, goByKeys } from '../support/contact-deeds.ts'
import { DirectoryOnDisk, friend, type People } from '../support/directory.ts'
import { networkHere, signInOn } from '../support/networks.ts'

const alice = 'alice@example.com'
const [bob, dora, emil] = ['bob@example.com', 'dora@example.com', 'emil@example.com'] as const
const crowd = Array.from({ length: 60 }, (_, at) => `friend${at}@example.com`)

const people: People = {
  [alice]: {
    name: 'Alice',
    groups: ['Choir', 'Work'],
    contacts: {
      [bob]: { ...friend, groups: ['Choir', 'Work'] },
      [dora]: friend,
      [emil]: { lists: 'forward block' },
    },
  },
  [bob]: { name: 'Bob' },
  [dora]: { name: 'Dora' },
  [emil]: { name: 'Emil' },
}

/** Dora is not on this one, and Alice is there under the same address with a contact of her own. */
const otherPeople: People = {
  [alice]: { name: 'Alice there', groups: ['Work'], contacts: { [crowd[0]!]: friend } },
  [bob]: { name: 'Bob there' },
  [emil]: { name: 'Emil there' },
  ...Object.fromEntries(crowd.map((address) => [address, {}])),
}

interface Other {
  readonly network: LocalServer
  readonly directory: DirectoryOnDisk
}

const test = base.extend<{ other: Other }>({
  other: async ({ dialect }, use) => {
    const directory = new DirectoryOnDisk()
    await directory.write(otherPeople)
    const network = await startLocalServer({
      ...{ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: directory.file, contactsWhoAnswer: false },
      ...{ dialects: [dialect], limits: { saveAfterMs: 20 } },
    })
    await use({ network, directory })
    await network.close()
    directory.remove()
  },
})

inBothFamilies(people, () => {
  test('a contact list is exported and imported into the same address on another network', async ({
    launch,
    signIn,
    other,
  }, info) => {
    const file = info.outputPath('contacts.json')
    const program = await launch()
    const list = await signIn(program, alice)
    await goByKeys(list, 'Bob')
    await list.keyboard.press('F2')
    await list.keyboard.type('The tenor')
    await list.keyboard.press('Enter')
    await chooseOf(list, 'The tenor', 'Favourite')
    await expect(list.getByRole('treeitem', { name: 'Favourites, 0 of 1 online' })).toBeVisible()
    await program.answerFileDialog(file)
    await chooseInMenu(list, 'Export contacts…')
    await expect(list.getByText('Your contact list has been saved.')).toBeVisible()
    expect(readFileSync(file, 'utf8')).toContain('The tenor')

    await chooseInMenu(list, 'Sign in with another account…')
    await rememberMe(program)
    const there = await signInOn(program, networkHere('custom', 'Elsewhere', other.network), alice)
    await program.answerFileDialog(file)
    await chooseInMenu(there, 'Import contacts…')
    const summary = dialogOf(there, 'Contacts imported')
    await expect(summary.getByText('Added: 2')).toBeVisible()
    await expect(summary.getByRole('listitem')).toHaveText([
      `${dora}The network does not know this address. Check it for typing mistakes, or create an account on the network’s web site.`,
    ])
    await summary.getByRole('button', { name: 'OK' }).click()
    await expectLines(
      there,
      'Favourites, 0 of 1 online',
      'Choir, 0 of 1 online',
      'Work, 0 of 1 online',
      'Other contacts, 0 of 2 online',
      'Offline, 3',
      'Emil there, Offline, Blocked',
      `${crowd[0]}, Offline`,
      'The tenor, Offline, Favourite',
    )
    const { directory } = other
    await expect.poll(() => directory.groups(alice)).toEqual(['Work', 'Choir'])
    await expect
      .poll(() => directory.known(alice, bob))
      .toMatchObject({ lists: 'forward allow', groups: ['Work', 'Choir'] })
    expect(directory.lists(alice, emil)).toBe('forward block')
    expect(directory.lists(bob, alice)).toBe('pending')

    await program.answerFileDialog(file)
    await chooseInMenu(there, 'Import contacts…')
    await expect(summary.getByText('Already in your list: 2')).toBeVisible()
  })

  test('a list of an official client is imported, and an import can be ended half way', async ({
    launch,
    other,
  }, info) => {
    const file = info.outputPath('saved.ctt')
    const contacts = crowd.map((address) => `<contact>${address}</contact>`).join('\r\n')
    writeFileSync(
      file,
      `<?xml version="1.0"?>\r\n<messenger>\r\n<service name=".NET Messenger Service">\r\n<contactlist>\r\n${contacts}\r\n</contactlist>\r\n</service>\r\n</messenger>\r\n`,
    )
    const program = await launch()
    const list = await signInOn(program, networkHere('custom', 'Elsewhere', other.network), alice)
    await program.answerFileDialog(path.join(path.dirname(file), 'missing.ctt'))
    await chooseInMenu(list, 'Import contacts…')
    await expect(list.getByText('Papilio cannot read this file')).toBeVisible()
    await program.answerFileDialog(file)
    await chooseInMenu(list, 'Import contacts…')
    await expect(list.getByRole('progressbar', { name: /^Adding contacts: \d+ of 60$/ })).toBeVisible()
    await expect(list.getByRole('treeitem', { name: 'friend3@example.com, Offline' })).toBeVisible()
    await list.getByRole('button', { name: 'Cancel' }).click()
    const summary = dialogOf(list, 'Contacts imported')
    const added = Number(/\d+/.exec((await summary.getByText(/^Added: \d+$/).textContent())!))
    expect(added).toBeGreaterThanOrEqual(3)
    expect(added).toBeLessThan(59)
    await expect(summary.getByText('Already in your list: 1')).toBeVisible()
    await summary.getByRole('button', { name: 'OK' }).click()
    await expect(list.getByRole('progressbar')).toHaveCount(0)
    await expect(list.getByRole('treeitem', { name: `Offline, ${added + 1}` })).toBeVisible()
    const kept = () => crowd.filter((address) => other.directory.lists(alice, address) !== '').length
    await expect.poll(kept).toBe(added + 1)
  })
})
