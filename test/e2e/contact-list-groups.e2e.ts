import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import {
  chooseInMenu,
  chooseOf,
  dialogOf,
  expectLines,
  goByKeys,
  lineOf,
  menuByKeys,
  takeByKeys,
} from '../support/contact-deeds.ts'
import { friend } from '../support/directory.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const dora = 'dora@example.com'

const people = {
  [alice]: { name: 'Alice', groups: ['Work'], contacts: { [bob]: friend, [dora]: friend } },
  [bob]: { name: 'Bob' },
  [dora]: { name: 'Dora' },
}

inBothFamilies(people, () => {
  test('groups are made, filled by menu and by mouse, renamed and deleted; their contacts stay', async ({
    launch,
    signIn,
    directory,
  }) => {
    const list = await signIn(await launch(), alice)
    const groupsOf = (address: string) => expect.poll(() => directory.known(alice, address)?.groups)
    await chooseInMenu(list, 'Who is offline', 'Among the others')
    await chooseInMenu(list, 'New group…')
    const dialog = dialogOf(list, 'New group')
    await dialog.getByLabel('Name of the group').fill('Choir <b>100 %</b>')
    await list.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect.poll(() => directory.groups(alice)).toEqual(['Work', 'Choir <b>100 %</b>'])
    const choir = 'Choir <b>100 %</b>'

    await chooseOf(list, 'Bob', 'Groups', { part: 'Move to', item: choir })
    await groupsOf(bob).toEqual([choir])
    await chooseOf(list, 'Bob', 'Groups', { part: 'Also put into', item: 'Work' })
    await groupsOf(bob).toEqual(['Work', choir])
    await expectLines(
      list,
      `${choir}, 0 of 1 online`,
      'Bob, Offline',
      'Work, 0 of 1 online',
      'Bob, Offline',
      'Other contacts, 0 of 1 online',
      'Dora, Offline',
    )
    await chooseOf(list, 'Bob', 'Groups', { part: 'Take out of', item: choir })
    await groupsOf(bob).toEqual(['Work'])
    await lineOf(list, 'Dora').dragTo(lineOf(list, choir))
    await groupsOf(dora).toEqual([choir])
    await lineOf(list, 'Bob').dragTo(lineOf(list, choir))
    await groupsOf(bob).toEqual([choir])
    await chooseOf(list, 'Bob', 'Groups', { part: 'Move to', item: 'A new group…' })
    await dialog.getByLabel('Name of the group').fill('Tenors')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await groupsOf(bob).toEqual(['Tenors'])

    await goByKeys(list, choir)
    await list.keyboard.press('F2')
    await list.keyboard.type('Singers')
    await list.keyboard.press('Enter')
    await expect.poll(() => directory.groups(alice)).toEqual(['Work', 'Singers', 'Tenors'])
    await goByKeys(list, 'Singers')
    await list.keyboard.press('Delete')
    await expect(list.getByText('The group Singers disappears. Its contacts stay')).toBeVisible()
    await list.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
    await expect.poll(() => directory.groups(alice)).toEqual(['Work', 'Tenors'])
    expect(directory.known(alice, dora)).toMatchObject({ lists: 'forward allow reverse', groups: [] })
    await expectLines(
      list,
      'Tenors, 0 of 1 online',
      'Bob, Offline',
      'Work, 0 of 0 online',
      'Other contacts, 0 of 1 online',
      'Dora, Offline',
    )
  })

  test('folded groups stay folded after a restart, and a name is taken once', async ({
    launch,
    signIn,
    directory,
  }) => {
    const program = await launch()
    const list = await signIn(program, alice)
    await menuByKeys(list, 'Bob')
    await takeByKeys(list, 'Groups')
    await takeByKeys(list, 'Work')
    await expect.poll(() => directory.known(alice, bob)?.groups).toEqual(['Work'])
    await chooseInMenu(list, 'Who is offline', 'Among the others')
    await expectLines(
      list,
      'Work, 0 of 1 online',
      'Bob, Offline',
      'Other contacts, 0 of 1 online',
      'Dora, Offline',
    )
    await lineOf(list, 'Work').click()
    await expectLines(list, 'Work, 0 of 1 online', 'Other contacts, 0 of 1 online', 'Dora, Offline')
    await goByKeys(list, 'Other contacts')
    await list.keyboard.press('ArrowLeft')
    await expectLines(list, 'Work, 0 of 1 online', 'Other contacts, 0 of 1 online')

    await chooseOf(list, 'Work', 'New group…')
    const dialog = dialogOf(list, 'New group')
    await dialog.getByLabel('Name of the group').fill('Work')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(
      dialog.getByText('There is a group with this name already. Choose another name.'),
    ).toBeVisible()
    await dialog.getByLabel('Name of the group').fill('Tenors')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(lineOf(list, 'Tenors')).toBeVisible()
    await chooseOf(list, 'Tenors', 'Rename')
    await list.getByRole('textbox', { name: 'Name of the group' }).fill('Work')
    await list.keyboard.press('Enter')
    await expect(list.getByText('There is a group of this name already. Choose another name.')).toBeVisible()
    await list.getByRole('button', { name: 'Close' }).click()
    expect(directory.groups(alice)).toEqual(['Work', 'Tenors'])
    await program.close()

    const again = await signIn(await launch({ userData: program.userData }), alice)
    await expectLines(again, 'Tenors, 0 of 0 online', 'Work, 0 of 1 online', 'Other contacts, 0 of 1 online')
    await expect(lineOf(again, 'Work')).toHaveAttribute('aria-expanded', 'false')
    await lineOf(again, 'Work').click()
    await expect(lineOf(again, 'Bob')).toBeVisible()
  })
})
