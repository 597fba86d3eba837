import type { Page } from '@playwright/test'
import { composerOf, contactIn, expect, said, setStatus, signOut, write } from '../support/deeds.ts'
import { alice, bob, test } from '../support/everyday.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import { RawPerson, rawText, type RawConnection } from '../support/raw-client.ts'

const red = { id: 'custom-red', name: 'Red network' }
const blue = { id: 'custom-blue', name: 'Blue network' }
const carol = 'carol@example.com'

const mark = (page: Page, { name }: typeof red) =>
  page.getByRole('img', { name: `${alice} on ${name}`, exact: true })

const text = (room: RawConnection, words: string): void => room.sendPayload('MSG 9 A', rawText(words))

test('the same address on two networks at once: each with its own contacts, conversations and mark', async ({
  directory,
  network,
  launch,
}, info) => {
  const redPorts = await directory.start()
  const program = await launch()
  const redList = await signInOn(program, networkHere(red.id, red.name, redPorts), alice)
  await expect(contactIn(redList, bob, 'Offline')).toBeVisible()
  await expect(mark(redList, red)).toHaveCount(0)

  await redList.getByRole('button', { name: /^This account/ }).click()
  await redList.getByRole('menuitem', { name: 'Sign in with another account…' }).click()
  const blueList = await signInOn(
    program,
    networkHere(blue.id, blue.name, network),
    alice,
    'another password',
  )
  await expect(contactIn(blueList, 'Echo', 'Available')).toBeVisible()
  await expect(contactIn(blueList, bob, 'Offline')).toHaveCount(0)
  await expect(mark(redList, red)).toBeVisible()
  await expect(mark(blueList, blue)).toBeVisible()
  const [redMark, blueMark] = await Promise.all(
    [mark(redList, red), mark(blueList, blue)].map((each) =>
      each.evaluate((element) => getComputedStyle(element).backgroundColor),
    ),
  )
  expect(redMark).not.toBe(blueMark)

  const [redBob, blueCarol] = await Promise.all([
    RawPerson.signIn(redPorts, bob),
    RawPerson.signIn(network, carol),
  ])
  await blueCarol.ask(`ADC # FL N=${alice} F=${alice}`)
  await blueList.getByRole('button', { name: 'Accept and add' }).click()
  await expect(contactIn(blueList, carol, 'Available')).toBeVisible()
  await expect(contactIn(redList, carol, 'Available')).toHaveCount(0)
  await expect(redList.getByText(/added you/)).toHaveCount(0)

  await test.step('both talk at the same time', async () => {
    const [redRoom, blueRoom] = await Promise.all([redBob.call(alice), blueCarol.call(alice)])
    text(redRoom, 'hello from the red side')
    text(blueRoom, 'hello from the blue side')
    const redTalk = await program.window('conversation', { network: red.id, with: bob })
    const blueTalk = await program.window('conversation', { network: blue.id, with: carol })
    await expect(said(redTalk, 'hello from the red side')).toBeVisible()
    await expect(said(blueTalk, 'hello from the blue side')).toBeVisible()
    await expect(said(redTalk, 'hello from the blue side')).toHaveCount(0)
    await expect(mark(redTalk, red)).toBeVisible()
    await expect(mark(blueTalk, blue)).toBeVisible()
    await expect(redTalk).toHaveTitle(`${bob} – Conversation – ${alice} on ${red.name}`)
    await Promise.all([
      composerOf(redTalk).fill('to the red one'),
      composerOf(blueTalk).fill('to the blue one'),
    ])
    await Promise.all([redTalk.keyboard.press('Enter'), blueTalk.keyboard.press('Enter')])
    await redRoom.expect(/\r\n\r\nto the red one/)
    await blueRoom.expect(/\r\n\r\nto the blue one/)
    await redTalk.screenshot({ path: info.outputPath('conversation.png') })
    await write(redTalk, 'and another line')
    await redRoom.expect(/\r\n\r\nand another line/)
  })

  await setStatus(redList, 'Busy')
  await redBob.server.expect(new RegExp(`NLN BSY ${alice} `))
  await expect(blueList.getByRole('button', { name: 'Your status: Available' })).toBeVisible()
  await blueList.screenshot({ path: info.outputPath('list.png') })

  await signOut(redList)
  await redBob.server.expect(new RegExp(`FLN ${alice}`))
  expect(await program.hasWindow('contact-list', { network: blue.id, account: alice })).toBe(true)
  await expect(contactIn(blueList, carol, 'Available')).toBeVisible()
  await expect(mark(blueList, blue)).toHaveCount(0)
})
