import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import { chooseInMenu, dialogOf, question, signOut } from '../support/contact-deeds.ts'
import { contactIn } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawConnection, RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const [bob, mallory, dora] = ['bob@example.com', 'mallory@example.com', 'dora@example.com'] as const

const people = {
  [alice]: { name: 'Alice', contacts: { [bob]: friend, [mallory]: { lists: 'reverse' } } },
  [bob]: { name: 'Bob', contacts: { [alice]: friend } },
  [mallory]: { name: 'Mallory', contacts: { [alice]: { lists: 'forward allow' } } },
  [dora]: { name: 'Dora' },
}

/** What the server says to somebody who wants to talk. */
async function callFails(person: RawPerson, address: string): Promise<void> {
  person.server.sendLine('XFR 90 SB')
  const [, port, cookie] = await person.server.expect(/XFR 90 SB [^ ]+:(\d+) CKI ([^ \r]+)/)
  const room = await RawConnection.open(Number(port))
  room.sendLine(`USR 1 ${person.address} ${cookie}`)
  room.sendLine(`CAL 2 ${address}`)
  await room.expect(/(216|217) 2\r\n/)
  room.close()
}

inBothFamilies(people, () => {
  test('only those who are allowed see one and reach one, when one wants it so', async ({
    launch,
    signIn,
    directory,
    network,
  }) => {
    const [program, stranger, bobs] = await Promise.all([
      launch(),
      RawPerson.signIn(network, mallory),
      RawPerson.signIn(network, bob),
    ])
    const list = await signIn(program, alice)
    await stranger.server.expect(new RegExp(`NLN ${alice} `))
    await bobs.server.expect(new RegExp(`NLN ${alice} `))
    await list.getByRole('button', { name: 'Later' }).click()

    await chooseInMenu(list, 'Privacy…')
    const privacy = dialogOf(list, 'Privacy')
    await privacy.getByRole('radio', { name: 'Only those whom you allow' }).click()
    await stranger.server.expect(new RegExp(`FLN ${alice}`))
    await expect.poll(() => directory.privacy(alice).admitsUnlisted).toBe(false)
    await callFails(stranger, alice)
    const room = await bobs.call(alice)
    room.close()

    await privacy.getByRole('radio', { name: 'Neither (1)' }).check()
    await privacy.getByRole('button', { name: 'Allow Mallory' }).click()
    await stranger.server.expect(new RegExp(`NLN ${alice} `))
    await expect(privacy.getByText('You have decided about everybody.')).toBeVisible()
    await privacy.getByRole('radio', { name: 'Allowed (2)' }).check()
    await privacy.getByRole('button', { name: 'Block Mallory' }).click()
    await stranger.server.expect(new RegExp(`FLN ${alice}`))
    await expect.poll(() => directory.lists(alice, mallory)).toBe('block reverse')
    await privacy.getByRole('radio', { name: 'Blocked (1)' }).check()
    await privacy.getByRole('button', { name: /^Forget mallory/i }).click()
    await expect.poll(() => directory.lists(alice, mallory)).toBe('reverse')
    await expect(question(list)).toHaveCount(0)
    await privacy.getByRole('radio', { name: 'Everybody except those whom you block' }).press(' ')
    await stranger.server.expect(new RegExp(`NLN ${alice} `))
    await expect.poll(() => directory.privacy(alice).admitsUnlisted).toBe(true)
  })

  test('who does not want to be asked is not, also after signing in anew, and is asked later', async ({
    launch,
    signIn,
    directory,
    network,
  }) => {
    const [program, doras] = await Promise.all([launch(), RawPerson.signIn(network, dora)])
    const list = await signIn(program, alice)
    await expect(question(list)).toHaveText(/^(Mallory|mallory@example.com) added you$/)
    await chooseInMenu(list, 'Privacy…')
    const privacy = dialogOf(list, 'Privacy')
    await privacy.getByRole('checkbox', { name: 'Ask me when somebody adds me' }).click()
    await expect.poll(() => directory.privacy(alice).asksWhenAdded).toBe(false)
    await privacy.getByRole('button', { name: 'Close' }).click()
    await expect(question(list)).toHaveCount(0)
    await doras.ask(`ADC # FL N=${alice} F=${alice}`)
    await expect.poll(() => directory.lists(alice, dora)).toBe('pending')
    await signOut(list)

    const again = await signIn(program, alice)
    await expect(contactIn(again, 'Bob', 'Offline')).toBeVisible()
    await expect(question(again)).toHaveCount(0)
    await chooseInMenu(again, 'Privacy…')
    await expect(privacyOf(again)).not.toBeChecked()
    await privacyOf(again).click()
    await expect.poll(() => directory.privacy(alice).asksWhenAdded).toBe(true)
    await expect(question(again)).toBeAttached()
  })
})

const privacyOf = (list: Parameters<typeof dialogOf>[0]) =>
  dialogOf(list, 'Privacy').getByRole('checkbox', { name: 'Ask me when somebody adds me' })
