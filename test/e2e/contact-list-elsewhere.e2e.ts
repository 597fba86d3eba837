import type { Page } from '@playwright/test'
import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import {
  addContact,
  chooseInMenu,
  chooseOf,
  deleteContact,
  dialogOf,
  expectLines,
  question,
} from '../support/contact-deeds.ts'
import { contactIn } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const [bob, dora, emil] = ['bob@example.com', 'dora@example.com', 'emil@example.com'] as const

const people = {
  [alice]: { name: 'Alice', groups: ['Work'], contacts: { [bob]: friend, [dora]: friend } },
  [bob]: { name: 'Bob', contacts: { [alice]: friend } },
  [dora]: { name: 'Dora', contacts: { [alice]: friend } },
  [emil]: {},
}

inBothFamilies(people, () => {
  test('what another person changes shows at once', async ({ launch, signIn, network, directory }) => {
    const [program, bobs] = await Promise.all([launch(), RawPerson.signIn(network, bob)])
    const list = await signIn(program, alice)
    await expect(contactIn(list, 'Bob', 'Available')).toBeVisible()
    await bobs.ask('PRP # MFN Robert')
    await expect(contactIn(list, 'Robert', 'Available')).toBeVisible()
    await bobs.ask(`REM # AL ${alice}`)
    await bobs.ask(`ADC # BL N=${alice}`)
    await expect(contactIn(list, 'Robert', 'Offline')).toBeVisible()
    await bobs.ask(`REM # BL ${alice}`)
    await expect(contactIn(list, 'Robert', 'Available')).toBeVisible()

    await chooseOf(list, 'Robert', 'Contact card…')
    const card = dialogOf(list, 'Contact card')
    await expect(card.getByText('Has you in the contact list.')).toBeVisible()
    await bobs.ask(`REM # FL ${directory.idOf(alice)}`)
    await expect(card.getByText('Does not have you in the contact list.')).toBeVisible()
    await bobs.ask(`ADC # FL N=${alice} F=${alice}`)
    await expect(card.getByText('Has you in the contact list.')).toBeVisible()
    await expect(question(list)).toHaveCount(0)
  })
})

test.describe('MSNP18', () => {
  test.use({ people, dialect: 'MSNP18' })

  test('what one changes at another place shows at once', async ({ launch, signIn }) => {
    const [one, two] = await Promise.all([launch(), launch()])
    const here = await signIn(one, alice)
    const there = await signIn(two, alice)
    for (const list of [here, there]) await chooseInMenu(list, 'Who is offline', 'Among the others')
    const start = ['Work, 0 of 0 online', 'Other contacts, 0 of 2 online', 'Bob, Offline', 'Dora, Offline']
    for (const list of [here, there]) await expectLines(list, ...start)

    await addContact(here, emil, { group: 'Work' })
    await chooseOf(here, 'Bob', 'Block')
    await chooseInMenu(here, 'New group…')
    await dialogOf(here, 'New group').getByLabel('Name of the group').fill('Choir')
    await here.keyboard.press('Enter')
    await chooseOf(here, emil, 'Groups', { part: 'Also put into', item: 'Choir' })
    const changed = [
      'Choir, 0 of 1 online',
      `${emil}, Offline`,
      'Work, 0 of 1 online',
      `${emil}, Offline`,
      'Other contacts, 0 of 2 online',
      'Bob, Offline, Blocked',
      'Dora, Offline',
    ]
    for (const list of [there, here]) await expectLines(list, ...changed)

    await chooseOf(there, 'Bob', 'Unblock')
    await deleteContact(there, 'Dora', 'Only take off my list')
    await chooseOf(there, 'Choir', 'Delete group…')
    await there.getByRole('button', { name: 'Delete', exact: true }).click()
    await chooseOf(there, 'Work', 'Rename')
    await there.getByRole('textbox', { name: 'Name of the group' }).fill('Office')
    await there.keyboard.press('Enter')
    for (const list of [here, there]) await chooseInMenu(list, 'Privacy…')
    const onlyAllowed = (list: Page) =>
      dialogOf(list, 'Privacy').getByRole('radio', { name: 'Only those whom you allow' })
    await onlyAllowed(there).click()
    await expect(onlyAllowed(here)).toBeChecked()
    const end = ['Office, 0 of 1 online', `${emil}, Offline`, 'Other contacts, 0 of 1 online', 'Bob, Offline']
    for (const list of [here, there]) await expectLines(list, ...end)
  })
})
