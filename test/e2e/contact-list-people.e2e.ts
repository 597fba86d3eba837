import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import { addContact, lineOf, question, signOut } from '../support/contact-deeds.ts'
import { contactIn } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const waiting = { lists: 'pending', inviteMessage: 'from the choir' } as const
const asks = (address: string) => ({ [address]: { lists: 'forward allow' } })

const people = {
  [alice]: { name: 'Alice', groups: ['Friends', 'Work'] },
  [bob]: { name: 'Bob' },
}

inBothFamilies(people, (dialect) => {
  test('somebody is added into a group, is asked, and accepts and adds', async ({
    launch,
    signIn,
    directory,
  }) => {
    const [one, two] = await Promise.all([launch(), launch()])
    const [list, bobs] = await Promise.all([signIn(one, alice), signIn(two, bob)])
    const hasMessages = dialect === 'MSNP18'
    const message = hasMessages ? 'It is me, <b>Alice</b>' : ''
    const dialog = await addContact(list, bob, { group: 'Friends', ...(hasMessages && { message }) })
    await expect(dialog).toHaveCount(0)
    await expect(list.getByRole('treeitem', { name: 'Friends, 1 of 1 online' })).toBeVisible()
    await expect(contactIn(list, 'Bob', 'Available')).toBeVisible()
    await expect
      .poll(() => directory.known(alice, bob))
      .toMatchObject({ lists: 'forward allow', groups: ['Friends'] })
    expect(directory.known(bob, alice)).toMatchObject({ lists: 'pending', inviteMessage: message })

    await expect(question(bobs)).toHaveText('Alice added you')
    await expect(bobs.getByRole('blockquote')).toHaveText(hasMessages ? [message] : [])
    await bobs.getByRole('button', { name: 'Accept and add' }).click()
    await expect(contactIn(bobs, 'Alice', 'Available')).toBeVisible()
    await expect(question(bobs)).toHaveCount(0)
    // Up to MSNP12 nobody says that who comes while one is there is pending; with the allow list that is settled.
    await expect.poll(() => directory.lists(bob, alice)).toMatch(/^forward allow (reverse|pending)$/)
    await expect.poll(() => directory.lists(alice, bob)).toBe('forward allow reverse')
    await expect(question(list)).toHaveCount(0)

    await signOut(bobs)
    await expect(contactIn(list, 'Bob', 'Offline')).toBeVisible()
    const again = await signIn(two, bob)
    await expect(contactIn(again, 'Alice', 'Available')).toBeVisible()
    await expect(contactIn(list, 'Bob', 'Available')).toBeVisible()
    await expect(question(again)).toHaveCount(0)
  })
})

const [dora, emil, frida] = ['dora@example.com', 'emil@example.com', 'frida@example.com'] as const
const asked = {
  [alice]: { contacts: { [dora]: waiting, [emil]: waiting, [frida]: waiting, [bob]: friend } },
  [bob]: { name: 'Bob', contacts: { [alice]: friend } },
  [dora]: { name: 'Dora', contacts: asks(alice) },
  [emil]: { name: 'Emil', contacts: asks(alice) },
  [frida]: { name: 'Frida', contacts: asks(alice) },
}

inBothFamilies(asked, (dialect) => {
  test('who asked while nobody was there is accepted, declined or blocked, and never asked about again', async ({
    launch,
    signIn,
    directory,
    network,
  }) => {
    const [program, fridas] = await Promise.all([launch(), RawPerson.signIn(network, frida)])
    const list = await signIn(program, alice)
    await fridas.server.expect(new RegExp(`NLN ${alice} `))
    const prompt = list.getByRole('status').filter({ has: question(list) })
    const answer = async (name: string, button: string) => {
      await expect(question(list)).toHaveText(`${name} added you`)
      if (dialect === 'MSNP18') await expect(prompt).toContainText('from the choir')
      await prompt.getByRole('button', { name: button, exact: true }).click()
    }
    await answer('Dora', 'Accept')
    await answer('Emil', 'Decline')
    await answer('Frida', 'Block')
    await expect(question(list)).toHaveCount(0)
    await fridas.server.expect(new RegExp(`FLN ${alice}`))
    await expect.poll(() => directory.lists(alice, frida)).toBe('block reverse')
    expect(directory.lists(alice, dora)).toBe('allow reverse')
    expect(directory.lists(alice, emil)).toBe('reverse')
    for (const name of ['Dora', 'Emil', 'Frida']) await expect(lineOf(list, name)).toHaveCount(0)

    await signOut(list)
    const again = await signIn(program, alice)
    await expect(contactIn(again, 'Bob', 'Offline')).toBeVisible()
    await expect(question(again)).toHaveCount(0)
    await expect(again.getByRole('button', { name: /Waiting for your answer/ })).toHaveCount(0)
  })
})
