import type { Page } from '@playwright/test'
import { choose, connectionOf, contactIn, expect, said, setStatus, talkTo, write } from '../support/deeds.ts'
import { alice, bob, test } from '../support/everyday.ts'
import { startLink } from '../support/links.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import { RawPerson, rawText } from '../support/raw-client.ts'

const networkId = 'custom-ours'
const accountId = `${networkId}/${alice}`

const places = (list: Page) => list.getByRole('dialog', { name: 'Where you are signed in' })

async function openPlaces(list: Page) {
  await choose(list, 'Menu', 'Where you are signed in…')
  return places(list)
}

test('MSNP12: signed in elsewhere, the first place says so and does not fight for the account', async ({
  network: { port, httpPort },
  launch,
}) => {
  const link = await startLink({ port })
  const record = (to: number) =>
    networkHere(networkId, 'Ours', { port: to, httpPort }, { dialects: ['MSNP12'] })
  const [first, second] = await Promise.all([launch(), launch()])
  const list = await signInOn(first, record(link.port), alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(link.count).toBe(1)
  const conversation = await talkTo({ program: first, list }, 'Echo')

  const elsewhere = await signInOn(second, record(port), alice)
  const page = await first.window('sign-in')
  const sentence =
    'You signed in somewhere else with this account, which ended the connection here. Sign in again to come back.'
  await expect(page.getByRole('alert')).toHaveText(sentence)
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(alice)
  await expect(conversation.getByText('You are signed out.')).toContainText(sentence)
  expect(await first.hasWindow('contact-list')).toBe(false)
  await first.wakeUp()
  expect(await connectionOf(page, accountId)).toMatchObject({
    state: 'signed-out',
    reason: 'signed-in-elsewhere',
  })
  expect(link.count).toBe(0)

  const talk = await talkTo({ program: second, list: elsewhere }, 'Echo')
  await write(talk, 'nobody disturbs me')
  await expect(said(talk, 'nobody disturbs me')).toHaveCount(2)
  expect(link.count).toBe(0)
  await link.close()
})

test('MSNP18: an account at two places, which see each other; one signs the other out', async ({
  directory,
  launch,
}, info) => {
  const ports = await directory.start()
  const network = networkHere(networkId, 'Ours', ports)
  const [first, second] = await Promise.all([launch(), launch()])
  const list = await signInOn(first, network, alice)
  const dialog = await openPlaces(list)
  await expect(dialog.getByText('Only here.')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveCount(1)

  const elsewhere = await signInOn(second, network, alice)
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  const other = await openPlaces(elsewhere)
  await expect(other.getByRole('listitem')).toHaveCount(2)
  await expect(other.getByRole('listitem').filter({ hasText: '(here)' })).toHaveCount(1)
  await elsewhere.screenshot({ path: info.outputPath('places.png') })
  await other.getByRole('button', { name: 'Close' }).click()

  await test.step('a message arrives at both', async () => {
    const friend = await RawPerson.signIn(ports, bob)
    await expect(contactIn(elsewhere, bob, 'Available')).toBeVisible()
    const room = await friend.call(alice)
    let knocks = 0
    const say = (words: string) => room.sendPayload(`MSG ${++knocks} A`, rawText(words))
    // To somebody who knows no places it does not show when the second one has come.
    await expect(async () => {
      say(`knock ${knocks}`)
      for (const program of [first, second])
        expect(await program.hasWindow('conversation', { with: bob })).toBe(true)
    }).toPass({ intervals: [100, 200] })
    say('where are you?')
    const talks = await Promise.all(
      [first, second].map((program) => program.window('conversation', { with: bob })),
    )
    for (const talk of talks) await expect(said(talk, 'where are you?')).toBeVisible()
    await write(talks[1]!, 'here, at the second one')
    await room.expect(/\r\n\r\nhere, at the second one/)
    await expect(said(talks[0]!, 'here, at the second one')).toBeVisible()
    await Promise.all([...talks.map((talk) => talk.close()), friend.signOut()])
  })

  await test.step('what changes at one place is seen at the other', async () => {
    await setStatus(elsewhere, 'Busy')
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Busy' })).not.toHaveCount(0)
  })

  await dialog.getByRole('button', { name: /^Sign out at / }).click()
  const page = await second.window('sign-in')
  await expect(page.getByRole('alert')).toHaveText(
    'You signed this place out from another one. Sign in again whenever you like.',
  )
  await expect(dialog.getByText('Only here.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await second.wakeUp()
  expect(await connectionOf(page, accountId)).toMatchObject({
    state: 'signed-out',
    reason: 'signed-out-elsewhere',
  })
  const conversation = await talkTo({ program: first, list }, 'Echo')
  await write(conversation, 'alone again')
  await expect(said(conversation, 'alone again')).toHaveCount(2)
})
