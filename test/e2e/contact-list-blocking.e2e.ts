import type { Page } from '@playwright/test'
import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import {
  chooseOf,
  deleteContact,
  dialogOf,
  goByKeys,
  lineOf,
  menuByKeys,
  question,
  takeByKeys,
} from '../support/contact-deeds.ts'
import { contactIn } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const [bob, dora, emil] = ['bob@example.com', 'dora@example.com', 'emil@example.com'] as const
const knows = (...others: readonly string[]) => Object.fromEntries(others.map((each) => [each, friend]))

const people = {
  [alice]: { name: 'Alice', contacts: knows(bob, dora, emil) },
  [bob]: { name: 'Bob', contacts: knows(alice) },
  [dora]: { name: 'Dora', contacts: knows(alice) },
  [emil]: { name: 'Emil', contacts: knows(alice) },
}

inBothFamilies(people, () => {
  test('somebody is blocked and unblocked, by mouse and by keys, and sees one go and come', async ({
    launch,
    signIn,
    directory,
  }) => {
    const [one, two] = await Promise.all([launch(), launch()])
    const [list, bobs] = await Promise.all([signIn(one, alice), signIn(two, bob)])
    await expect(contactIn(bobs, 'Alice', 'Available')).toBeVisible()
    const blocks = async (act: () => Promise<void>) => {
      await act()
      await expect(contactIn(list, 'Bob', 'Available, Blocked')).toBeVisible()
      await expect(lineOf(list, 'Bob').getByText('Blocked')).toBeVisible()
      await expect(contactIn(bobs, 'Alice', 'Offline')).toBeVisible()
      await expect.poll(() => directory.lists(alice, bob)).toBe('forward block reverse')
    }
    const unblocks = async (act: () => Promise<void>) => {
      await act()
      await expect(contactIn(bobs, 'Alice', 'Available')).toBeVisible()
      await expect(list.getByRole('treeitem', { name: /Blocked/ })).toHaveCount(0)
      await expect.poll(() => directory.lists(alice, bob)).toBe('forward allow reverse')
    }
    await blocks(() => chooseOf(list, 'Bob', 'Block'))
    await unblocks(() => chooseOf(list, 'Bob', 'Unblock'))
    await blocks(() => byKeys(list, 'Bob', 'Block'))
    await expect(list.getByRole('tree')).toBeFocused()
    await unblocks(() => byKeys(list, 'Bob', 'Unblock'))
  })

  test('contacts are deleted only, forgotten, and blocked as well', async ({
    launch,
    signIn,
    directory,
    network,
  }) => {
    const [program, doras, emils] = await Promise.all([
      launch(),
      RawPerson.signIn(network, dora),
      RawPerson.signIn(network, emil),
    ])
    const list = await signIn(program, alice)
    for (const each of [doras, emils]) await each.server.expect(new RegExp(`NLN ${alice} `))
    await expect(contactIn(list, 'Emil', 'Available')).toBeVisible()

    await deleteContact(list, 'Bob', 'Only take off my list')
    await expect(lineOf(list, 'Bob')).toHaveCount(0)
    await expect.poll(() => directory.lists(alice, bob)).toBe('allow reverse')

    await deleteContact(list, 'Emil', 'Delete and block')
    await expect(lineOf(list, 'Emil')).toHaveCount(0)
    await emils.server.expect(new RegExp(`FLN ${alice}`))
    await expect.poll(() => directory.lists(alice, emil)).toBe('block reverse')

    await goByKeys(list, 'Dora')
    await list.keyboard.press('Delete')
    await expect(dialogOf(list, 'Delete this contact?').getByRole('radio').first()).toBeVisible()
    await list.getByRole('radio', { name: 'Only take off my list' }).focus()
    await list.keyboard.press('ArrowDown')
    await expect(list.getByRole('radio', { name: 'Forget completely' })).toBeChecked()
    await list.keyboard.press('Enter')
    await expect(lineOf(list, 'Dora')).toHaveCount(0)
    await expect.poll(() => directory.lists(alice, dora)).toBe('reverse')
    // She has Alice in the list as before, which is no request.
    expect(directory.lists(dora, alice)).toBe('forward allow')
    await expect(question(list)).toHaveCount(0)
    await expect(list.getByText('Nobody is here yet.')).toBeVisible()
  })
})

async function byKeys(list: Page, name: string, entry: string): Promise<void> {
  await menuByKeys(list, name)
  await takeByKeys(list, entry)
}
