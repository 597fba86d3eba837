import type { Page } from '@playwright/test'
import { composerOf, contactIn, expect, said, signOut, talkTo, write } from '../support/deeds.ts'
import { alice, bob, test } from '../support/everyday.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import { fatesOf, linesOf, noteOf, offerOf } from '../support/own-lines.ts'
import { signInBoth, startProxied } from '../support/proxied.ts'
import { ServerProcess } from '../support/server-process.ts'

const networkId = 'custom-ours'
const failed = 'This was not delivered.'
const uncertain = 'This may not have arrived.'
/** Far more than the first delays between attempts, which are of some seconds. */
const inTime = { timeout: 45_000 }

const textsOf = async (conversation: Page): Promise<readonly string[]> =>
  (await linesOf(conversation)).map(({ text }) => text)

test('a line that the server refuses is failed, stays so when its window is closed, and can be sent again', async ({
  directory,
  launch,
}, info) => {
  const refusedTexts = ['contraband']
  const server = await directory.start({ refusedTexts })
  const network = networkHere(networkId, 'Ours', server)
  const [first, second] = await Promise.all([launch(), launch()])
  const list = await signInOn(first, network, alice)
  await signInOn(second, network, bob)
  await expect(contactIn(list, bob, 'Available')).toBeVisible()
  const talk = await talkTo({ program: first, list }, bob)
  await write(talk, 'contraband')
  await expect(noteOf(talk, failed)).toHaveCount(1)
  await write(talk, 'hello')
  const bobTalk = await second.window('conversation', { with: alice })
  await expect(said(bobTalk, 'hello')).toBeVisible()
  await expect.poll(() => fatesOf(talk)).toEqual(['contraband: failed', 'hello: delivered'])
  await talk.screenshot({ path: info.outputPath('failed.png') })

  await test.step('the window closes and opens again', async () => {
    await first.browserWindow(talk, (window) => setTimeout(() => window.close()) && undefined)
    await expect.poll(() => first.hasWindow('conversation')).toBe(false)
    const again = await talkTo({ program: first, list }, bob)
    await expect(noteOf(again, failed)).toHaveCount(1)
    await expect(said(again, 'contraband')).toHaveCount(1)
    await offerOf(again, 'Send again', 'contraband').click()
    await expect.poll(() => fatesOf(again)).toContain('contraband: failed')
    expect(await textsOf(bobTalk)).toEqual(['hello'])
  })

  await test.step('the server takes it', async () => {
    refusedTexts.length = 0
    const again = await first.window('conversation')
    await offerOf(again, 'Send again', 'contraband').click()
    await expect(said(bobTalk, 'contraband')).toBeVisible()
    await expect(noteOf(again, failed)).toHaveCount(0)
    await expect.poll(() => fatesOf(again)).toContain('contraband: delivered')
    expect(await textsOf(bobTalk)).toEqual(['hello', 'contraband'])
    await again.screenshot({ path: info.outputPath('retried.png') })
  })
})

test('a failed line is taken back into the field, changed, and sent', async ({ directory, launch }) => {
  const network = networkHere(networkId, 'Ours', await directory.start({ refusedTexts: ['contraband'] }))
  const [first, second] = await Promise.all([launch(), launch()])
  const list = await signInOn(first, network, alice)
  await signInOn(second, network, bob)
  await expect(contactIn(list, bob, 'Available')).toBeVisible()
  const talk = await talkTo({ program: first, list }, bob)
  await write(talk, 'no contraband here')
  await offerOf(talk, 'Take back', 'no contraband here').click()
  await expect(said(talk, 'no contraband here')).toHaveCount(0)
  await expect(composerOf(talk)).toHaveValue('no contraband here')
  await write(talk, 'nothing here')
  const bobTalk = await second.window('conversation', { with: alice })
  await expect(said(bobTalk, 'nothing here')).toBeVisible()
  expect(await textsOf(bobTalk)).toEqual(['nothing here'])
})

test('the server is killed under a stream of lines: each arrives once or is shown not to have, in order', async ({
  directory,
  launch,
}) => {
  const server = await ServerProcess.start(directory.file)
  const network = networkHere(networkId, 'Ours', server)
  const [first, second] = await Promise.all([launch(), launch()])
  const list = await signInOn(first, network, alice)
  await signInOn(second, network, bob)
  await expect(contactIn(list, bob, 'Available')).toBeVisible()
  const talk = await talkTo({ program: first, list }, bob)
  await write(talk, 'line 0')
  const bobTalk = await second.window('conversation', { with: alice })
  await expect(said(bobTalk, 'line 0')).toBeVisible()

  const lines = Array.from({ length: 24 }, (_, at) => `line ${at}`)
  for (const line of lines.slice(1, 12)) await write(talk, line)
  const killed = server.kill()
  for (const line of lines.slice(12)) await write(talk, line)
  await killed
  await server.startAgain()
  await expect
    .poll(async () => (await fatesOf(talk)).some((fate) => fate.endsWith('sending')), inTime)
    .toBe(false)

  const own = await linesOf(talk)
  expect(own.map(({ text }) => text)).toEqual(lines)
  const arrived = own.filter(({ delivery }) => ['delivered', 'stored'].includes(delivery.state))
  expect(arrived.map(({ text }) => text)).toContain('line 23')
  await expect.poll(() => textsOf(bobTalk)).toEqual(expect.arrayContaining(arrived.map(({ text }) => text)))
  const heard = await textsOf(bobTalk)
  expect(heard).toEqual([...new Set(heard)])
  const doubtful = own.filter(({ delivery }) => delivery.state === 'uncertain').map(({ text }) => text)
  const certain = arrived.map(({ text }) => text)
  expect(heard.filter((text) => !doubtful.includes(text))).toEqual(certain)
  await expect(noteOf(talk, uncertain)).toHaveCount(doubtful.length)
  await server.kill()
})

test('signing out with a line under way says that it may not have arrived, and it can be sent after signing in', async ({
  directory,
  launch,
}) => {
  const network = await startProxied(directory)
  const first = await launch()
  const second = await launch()
  const [list] = await signInBoth(network, [first, second])
  const talk = await talkTo({ program: first, list }, bob)
  await write(talk, 'before')
  const bobTalk = await second.window('conversation', { with: alice })
  await expect(said(bobTalk, 'before')).toBeVisible()
  network.proxy.freeze()
  await write(talk, 'under way')
  await signOut(list)
  await expect.poll(() => fatesOf(talk)).toEqual(['before: delivered', 'under way: uncertain'])
  await expect(noteOf(talk, uncertain)).toHaveCount(1)
  network.proxy.cut()
  network.proxy.thaw()

  const again = await network.signInAlice(first)
  await expect(contactIn(again, bob, 'Available')).toBeVisible()
  await offerOf(talk, 'Send again', 'under way').click()
  await expect(said(bobTalk, 'under way')).toBeVisible()
  await expect.poll(() => fatesOf(talk)).toEqual(['before: delivered', 'under way: delivered'])
  expect(await textsOf(bobTalk)).toEqual(['before', 'under way'])
  await network.close()
})

const sentence = 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. 世界 🦋 '
const long = Array.from({ length: 80 }, (_, at) => `${at}. ${sentence}`).join('')

for (const [dialect, pieces] of [
  ['MSNP18', 'one line'],
  ['MSNP8', 'several'],
] as const) {
  test(`${dialect}: a long text is one line for its writer, and ${pieces} for its reader, whole`, async ({
    directory,
    launch,
  }) => {
    const network = networkHere(networkId, 'Ours', await directory.startCopy({ dialects: [dialect] }))
    const [first, second] = await Promise.all([launch(), launch()])
    const list = await signInOn(first, network, alice)
    await signInOn(second, network, bob)
    await expect(contactIn(list, bob, 'Available')).toBeVisible()
    const talk = await talkTo({ program: first, list }, bob)
    const text = long.trim()
    await write(talk, text)
    await write(talk, 'that was long')
    const bobTalk = await second.window('conversation', { with: alice })
    await expect(said(bobTalk, 'that was long')).toBeVisible()
    await expect.poll(() => fatesOf(talk)).toEqual([`${text}: delivered`, 'that was long: delivered'])
    const heard = (await textsOf(bobTalk)).slice(0, -1)
    expect(heard.join('')).toBe(text)
    if (pieces === 'one line') expect(heard).toHaveLength(1)
    else expect(heard.length).toBeGreaterThan(3)
  })
}
