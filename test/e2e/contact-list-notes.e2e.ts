import type { Page } from '@playwright/test'
import { expect, inBothFamilies, rememberMe, spokenOn, test } from '../support/both-dialects.ts'
import { chooseOf, dialogOf, expectLines, goByKeys, lineOf, signOut } from '../support/contact-deeds.ts'
import { friend } from '../support/directory.ts'
import { signInOn } from '../support/networks.ts'
import { RawPerson } from '../support/raw-client.ts'
import { tapWire } from '../support/wire-tap.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const dora = 'dora@example.com'

const people = {
  [alice]: {
    name: 'Alice',
    groups: ['Choir', 'Work'],
    contacts: { [bob]: friend, [dora]: { lists: 'forward allow' } },
  },
  [bob]: { name: 'Bob', contacts: { [alice]: friend } },
  [dora]: { name: 'Dora' },
}

/** Words that stand nowhere else, so that they can be looked for in everything that is sent. */
const alias = 'Müller, the tenor'
const note = 'Owes me 5 €.\nBirthday: 3 May'
const secrets = [alias, 'Müller', 'tenor', 'Owes me', 'Birthday', 'avourite']

inBothFamilies(people, (dialect) => {
  test('an alias, notes and favourites are kept here, and never sent', async ({
    launch,
    network,
    directory,
  }) => {
    const tap = await tapWire(network)
    const record = tap.record(dialect)
    const first = await launch()
    await rememberMe(first)
    const list = await signInOn(first, record, alice)
    expect(await spokenOn(list)).toBe(dialect)
    await expectLines(list, 'Choir, 0 of 0 online', 'Work, 0 of 0 online', ...others)

    await goByKeys(list, 'Bob')
    await list.keyboard.press('F2')
    await list.keyboard.type(alias)
    await list.keyboard.press('Enter')
    await expect(lineOf(list, alias)).toHaveAttribute('title', new RegExp(`goes by Bob\n${bob}`))
    await goByKeys(list, alias)
    await list.keyboard.press('Alt+Enter')
    const card = dialogOf(list, 'Contact card')
    await card.getByLabel('Notes').fill(note)
    await card.getByRole('checkbox', { name: 'Favourite' }).check()
    await card.getByRole('button', { name: 'Save' }).click()
    await expectNoted(list)

    await chooseOf(list, 'Dora', 'Favourite')
    await expect(list.getByRole('treeitem', { name: 'Favourites, 0 of 2 online' })).toBeVisible()
    await chooseOf(list, 'Dora', 'Favourite')
    await expectNoted(list)
    // Something that must be sent, and comes after everything else: what the tap hears is whole.
    await chooseOf(list, alias, 'Block')
    await expect.poll(() => directory.lists(alice, bob)).toBe('forward block reverse')
    await signOut(list)
    await first.close()

    const second = await launch({ userData: first.userData })
    const again = await signInOn(second, record, alice)
    await expectNoted(again, 'Blocked, ')
    await goByKeys(again, alias)
    await again.keyboard.press('Alt+Enter')
    await expect(dialogOf(again, 'Contact card').getByLabel('Notes')).toHaveValue(note)
    await second.close()

    const sent = tap.text()
    expect(sent).toContain(bob)
    for (const secret of secrets) expect(sent).not.toContain(secret)
    await tap.close()
  })

  test('the contact card shows who somebody is, and changes the groups', async ({
    launch,
    signIn,
    directory,
    network,
  }) => {
    const [program, bobs] = await Promise.all([launch(), RawPerson.signIn(network, bob)])
    await bobs.ask('PRP # MFN Bob%20%E2%9C%A8')
    await bobs.describe(
      '<Data><PSM>in the &lt;garden&gt;</PSM><CurrentMedia>\\0Music\\01\\0{0} - {1}\\0Aria\\0Anna\\0</CurrentMedia></Data>',
    )
    const list = await signIn(program, alice)
    await chooseOf(list, 'Bob ✨', 'Contact card…')
    const card = dialogOf(list, 'Contact card')
    for (const text of ['Bob ✨', 'Available', bob, 'Local network', 'in the <garden>', 'Aria - Anna'])
      await expect(card.getByText(text, { exact: true }).first()).toBeVisible()
    for (const text of ['Can see you and write to you.', 'Has you in the contact list.'])
      await expect(card.getByText(text)).toBeVisible()
    await card.getByRole('checkbox', { name: 'Choir' }).check()
    await card.getByRole('checkbox', { name: 'Work' }).check()
    await card.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => directory.known(alice, bob)?.groups).toEqual(['Choir', 'Work'])
    for (const group of ['Choir', 'Work'])
      await expect(list.getByRole('treeitem', { name: `${group}, 1 of 1 online` })).toBeVisible()

    await chooseOf(list, 'Dora', 'Contact card…')
    await expect(card.getByText('Does not have you in the contact list.')).toBeVisible()
    await list.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    await chooseOf(list, 'Bob ✨', 'Contact card…')
    await card.getByRole('checkbox', { name: 'Choir' }).uncheck()
    await card.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => directory.known(alice, bob)?.groups).toEqual(['Work'])
  })
})

const others = ['Other contacts, 0 of 2 online', 'Offline, 2', 'Bob, Offline', 'Dora, Offline'] as const

/** Bob is a favourite and has the alias. */
const expectNoted = (list: Page, more = ''): Promise<void> =>
  expectLines(
    list,
    'Favourites, 0 of 1 online',
    'Choir, 0 of 0 online',
    'Work, 0 of 0 online',
    'Other contacts, 0 of 1 online',
    'Offline, 2',
    'Dora, Offline',
    `${alias}, Offline, ${more}Favourite`,
  )
