import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import { addContact, deleteContact, lineOf } from '../support/contact-deeds.ts'
import { friend } from '../support/directory.ts'

const alice = 'alice@example.com'
const [bob, dora, emil] = ['bob@example.com', 'dora@example.com', 'emil@example.com'] as const

const people = {
  [alice]: { name: 'Alice', contacts: { [bob]: friend, [dora]: { lists: 'forward allow' } } },
  [bob]: { name: 'Bob' },
  [dora]: { name: 'Dora' },
  [emil]: {},
}

inBothFamilies(people, () => {
  test.use({ limits: { saveAfterMs: 20, maxContacts: 2 } })

  test('what cannot be added is said in a sentence, and the address can be corrected', async ({
    launch,
    signIn,
    directory,
  }) => {
    const list = await signIn(await launch(), alice)
    const dialog = await addContact(list, 'nobody')
    const address = dialog.getByLabel('Address')
    const refused = async (typed: string, sentence: string) => {
      await address.fill(typed)
      await address.press('Enter')
      await expect(dialog.getByText(sentence)).toBeVisible()
      await expect(address).toBeFocused()
    }
    await expect(dialog.getByText('Enter a whole address, such as alice@example.com.')).toBeVisible()
    await refused('ALICE@example.com ', 'This is your own address. Enter that of somebody else.')
    await refused('Bob@Example.com', 'This contact is in your list already, as Bob.')
    await refused('nobody@nowhere.example', 'The network does not know this address.')
    await refused(emil, 'The list is full. Delete a contact that you no longer need, then try again.')
    await list.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await deleteContact(list, 'Dora', 'Forget completely')
    await expect(lineOf(list, 'Dora')).toHaveCount(0)
    await list.getByRole('searchbox').focus()
    await list.keyboard.press('Tab')
    await list.keyboard.press('Enter')
    await expect(address).toBeFocused()
    await list.keyboard.type(emil)
    await list.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(lineOf(list, emil)).toBeVisible()
    await expect.poll(() => directory.lists(alice, emil)).toBe('forward allow')
    expect(directory.known(alice, dora)).toBeUndefined()
  })
})
