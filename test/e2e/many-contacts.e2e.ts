import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import { chooseOf } from '../support/contact-deeds.ts'
import { composerOf, contactIn } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawPerson, rawText } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const count = 10_000

/** `friend00042@example.com`, who is called `Friend 00042`. */
const number = (at: number): string => String(at).padStart(5, '0')
const addressOf = (at: number): string => `friend${number(at)}@example.com`

/** A network where Alice has ten thousand contacts, and each of them has her. */
const everybody = Array.from({ length: count }, (_, at) => addressOf(at))
const people = {
  ...Object.fromEntries(
    everybody.map((address, at) => [
      address,
      { name: `Friend ${number(at)}`, contacts: { [alice]: friend } },
    ]),
  ),
  [alice]: { name: 'Alice', contacts: Object.fromEntries(everybody.map((address) => [address, friend])) },
}

inBothFamilies(people, () => {
  test.use({ limits: {} })

  test('ten thousand contacts: the list scrolls, one is found and written to', async ({
    launch,
    signIn,
    network,
  }, info) => {
    const program = await launch()
    const list = await signIn(program, alice)
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

    const person = await RawPerson.signIn(network, addressOf(4711))
    await list.keyboard.press('Home')
    await expect(contactIn(list, 'Friend 04711', 'Available')).toBeVisible()
    await chooseOf(list, 'Friend 04711', 'Block')
    await expect(contactIn(list, 'Friend 04711', 'Available, Blocked')).toBeVisible()
    await person.server.expect(new RegExp(`FLN ${alice}`))
    await chooseOf(list, 'Friend 04711', 'Unblock')
    await person.server.expect(new RegExp(`NLN ${alice} `))
    await list.getByRole('searchbox', { name: 'Search contacts' }).fill('friend 0471')
    // 00471, and 04710 to 04719.
    await expect(list.getByRole('status').filter({ hasText: '11 found' })).toHaveCount(1)
    await expect(contactIn(list, 'Friend 04719', 'Offline')).toBeVisible()
    await list.keyboard.press('Enter')
    const conversation = await program.window('conversation', { with: addressOf(4711) })
    const answered = person.answer()
    await composerOf(conversation).fill('found you')
    await composerOf(conversation).press('Enter')
    const room = await answered
    await room.expect(/\r\n\r\nfound you/)
    room.sendPayload('MSG 1 A', rawText('indeed'))
    await expect(conversation.getByText('indeed', { exact: true })).toBeVisible()
  })
})
