import type { Page } from '@playwright/test'
import { contactIn, expect, logOf, said, signOut, talkTo, write } from '../support/deeds.ts'
import { alice, bob, test as base } from '../support/everyday.ts'
import type { Program } from '../support/launch.ts'
import { KeptDirectory, networkHere, signInOn } from '../support/networks.ts'
import { fatesOf, linesOf, noteOf, offerOf } from '../support/own-lines.ts'

const carol = 'carol@example.com'
const networkId = 'custom-ours'
const left = `Left for ${bob}; arrives when ${bob} signs in.`

const test = base.extend<{ directory: KeptDirectory }>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  directory: async ({}, use) => {
    const directory = await KeptDirectory.ofFriends(alice, bob, carol)
    await use(directory)
    await directory.remove()
  },
})

/** Writes lines to somebody who is offline, and waits until the network has them. */
async function leave(someone: { program: Program; list: Page }, lines: readonly string[]): Promise<Page> {
  await expect(contactIn(someone.list, bob, 'Offline')).toBeVisible()
  const talk = await talkTo(someone, bob)
  for (const line of lines) await write(talk, line)
  await expect.poll(() => fatesOf(talk)).toEqual(lines.map((line) => `${line}: stored`))
  return talk
}

/** What stands in a log of somebody else's lines, in order. */
const heard = async (conversation: Page): Promise<readonly string[]> =>
  (await linesOf(conversation)).map(({ text, offline }) => `${text}${offline ? ', offline' : ''}`)

for (const dialect of ['MSNP12', 'MSNP15', 'MSNP18']) {
  test(`${dialect}: what two people leave for somebody who is offline is there when he comes, in order, once`, async ({
    directory,
    launch,
  }, info) => {
    const network = networkHere(networkId, 'Ours', await directory.startCopy({ dialects: [dialect] }))
    const [first, second, third] = await Promise.all([launch(), launch(), launch()])
    const aliceList = await signInOn(first, network, alice)
    const carolList = await signInOn(third, network, carol)
    const before = Date.now()
    const aliceTalk = await leave({ program: first, list: aliceList }, [
      'where are you?',
      'Grüße, 世界',
      'I go now',
    ])
    await leave({ program: third, list: carolList }, ['from Carol'])
    const after = Date.now()
    await expect(noteOf(aliceTalk, left)).toHaveCount(1)
    await expect(noteOf(aliceTalk, 'This was not delivered.')).toHaveCount(0)
    await aliceTalk.screenshot({ path: info.outputPath('left.png') })

    const list = await signInOn(second, network, bob)
    const talk = await second.window('conversation', { with: alice })
    const other = await second.window('conversation', { with: carol })
    const expected = ['where are you?, offline', 'Grüße, 世界, offline', 'I go now, offline']
    await expect.poll(() => heard(talk)).toEqual(expected)
    await expect.poll(() => heard(other)).toEqual(['from Carol, offline'])
    for (const text of ['where are you?', 'Grüße, 世界', 'I go now'])
      await expect(said(talk, text)).toBeVisible()
    await expect(noteOf(talk, /^Sent while you were offline, at \d\d:\d\d/)).toHaveCount(1)
    for (const { at } of await linesOf(talk)) {
      // Mails say whole seconds.
      expect(at).toBeGreaterThanOrEqual(before - 1000)
      expect(at).toBeLessThanOrEqual(after)
    }
    await talk.screenshot({ path: info.outputPath('read.png') })

    await test.step('after the next sign-in they are not there once more', async () => {
      await signOut(list)
      await signInOn(second, network, bob)
      await expect(contactIn(aliceList, bob, 'Available')).toBeVisible()
      await write(aliceTalk, 'there you are')
      const again = await second.window('conversation', { with: alice })
      await expect(said(again, 'there you are')).toBeVisible()
      for (const text of ['where are you?', 'Grüße, 世界', 'I go now'])
        await expect(said(again, text)).toHaveCount(1)
    })
  })
}

for (const dialect of ['MSNP8', 'MSNP10']) {
  test(`${dialect}: a line to somebody who is offline waits, and is sent or taken back as its writer likes`, async ({
    directory,
    launch,
  }, info) => {
    const network = networkHere(networkId, 'Ours', await directory.startCopy({ dialects: [dialect] }))
    const [first, second] = await Promise.all([launch(), launch()])
    const list = await signInOn(first, network, alice)
    await expect(contactIn(list, bob, 'Offline')).toBeVisible()
    const talk = await talkTo({ program: first, list }, bob)
    for (const line of ['are you there?', 'never mind']) await write(talk, line)
    await expect.poll(() => fatesOf(talk)).toEqual(['are you there?: waiting', 'never mind: waiting'])
    await expect(noteOf(talk, `${bob} is offline. This line waits here.`)).toHaveCount(2)
    await talk.screenshot({ path: info.outputPath('waiting.png') })

    await offerOf(talk, 'Take back', 'never mind').click()
    await expect(said(talk, 'never mind')).toHaveCount(0)
    await expect(talk.getByRole('textbox', { name: /^Write to/ })).toHaveValue('never mind')

    const bobList = await signInOn(second, network, bob)
    await expect(contactIn(list, bob, 'Available')).toBeVisible()
    await expect(contactIn(bobList, alice, 'Available')).toBeVisible()
    await expect(noteOf(talk, `${bob} is back. This line still waits here.`)).toHaveCount(1)
    expect(await fatesOf(talk)).toEqual(['are you there?: waiting'])
    expect(await second.hasWindow('conversation')).toBe(false)
    await talk.screenshot({ path: info.outputPath('back.png') })
    await offerOf(talk, 'Send now', 'are you there?').click()
    const bobTalk = await second.window('conversation', { with: alice })
    await expect(said(bobTalk, 'are you there?')).toHaveCount(1)
    await expect.poll(() => fatesOf(talk)).toEqual(['are you there?: delivered'])
    await expect(logOf(bobTalk).getByText('never mind')).toHaveCount(0)
  })
}
