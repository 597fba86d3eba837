import { call } from '../support/bridge-calls.ts'
import { composerOf, contactIn, expect, said, talkTo, write } from '../support/deeds.ts'
import { alice, bob, test } from '../support/everyday.ts'
import { fatesOf, kill, noteOf, offerOf } from '../support/own-lines.ts'
import { signInBoth, startProxied } from '../support/proxied.ts'

const lost = 'The connection was lost and comes back by itself.'
/** Far more than the first delays between attempts, which are of some seconds. */
const inTime = { timeout: 45_000 }

test('a line was under way when the program was killed: it is said that it may not have arrived, and Send again delivers it', async ({
  directory,
  launch,
}, info) => {
  const network = await startProxied(directory)
  const first = await launch()
  const second = await launch()
  const [list] = await signInBoth(network, [first, second])
  const talk = await talkTo({ program: first, list }, bob)
  await write(talk, 'before')
  const bobTalk = await second.window('conversation', { with: alice })
  await expect(said(bobTalk, 'before')).toBeVisible()
  await expect.poll(() => fatesOf(talk)).toEqual(['before: delivered'])

  network.proxy.freeze()
  await write(talk, 'under way')
  await expect(said(talk, 'under way')).toBeVisible()
  expect(await fatesOf(talk)).toEqual(['before: delivered', 'under way: sending'])
  await kill(first)
  // What stands in the frozen link never arrives.
  network.proxy.cut()
  network.proxy.thaw()

  const again = await launch({ userData: first.userData })
  const newList = await network.signInAlice(again)
  const newTalk = await again.window('conversation', { with: bob })
  await expect.poll(() => fatesOf(newTalk)).toEqual(['under way: uncertain'])
  await expect(noteOf(newTalk, 'This may not have arrived.')).toHaveCount(1)
  await expect(noteOf(newTalk, 'Papilio ended before the server confirmed it.')).toHaveCount(1)
  await expect(said(newTalk, 'under way')).toHaveCount(1)
  await newTalk.screenshot({ path: info.outputPath('may-not-have-arrived.png') })
  await expect(contactIn(newList, bob, 'Available')).toBeVisible()
  await expect(said(bobTalk, 'under way')).toHaveCount(0)

  await offerOf(newTalk, 'Send again', 'under way').click()
  await expect(said(bobTalk, 'under way')).toHaveCount(1)
  await expect.poll(() => fatesOf(newTalk)).toEqual(['under way: delivered'])
  await expect(noteOf(newTalk, 'This may not have arrived.')).toHaveCount(0)
  await write(newTalk, 'after')
  await expect(said(bobTalk, 'after')).toHaveCount(1)
  await expect(said(bobTalk, 'under way')).toHaveCount(1)
  await network.close()
})

test('what was written while the link was lost goes out by itself when the program runs again, once, in order', async ({
  directory,
  launch,
}) => {
  const network = await startProxied(directory)
  const first = await launch()
  const second = await launch()
  const [list] = await signInBoth(network, [first, second])
  const talk = await talkTo({ program: first, list }, bob)
  network.proxy.freeze()
  network.proxy.cut()
  await expect(talk.getByText(lost)).toBeVisible()
  const lines = ['one', 'two', 'three']
  for (const line of lines) await write(talk, line)
  await expect.poll(() => fatesOf(talk)).toEqual(lines.map((line) => `${line}: sending`))
  await composerOf(talk).fill('not yet said')
  const id = new URL(talk.url()).searchParams.get('id')!
  await expect.poll(() => call(talk, 'readDraft', id)).toEqual({ ok: true, value: 'not yet said' })
  await kill(first)
  network.proxy.cut()
  network.proxy.thaw()
  await expect.poll(() => second.hasWindow('conversation')).toBe(false)

  const again = await launch({ userData: first.userData })
  const newList = await network.signInAlice(again)
  const bobTalk = await second.window('conversation', { with: alice })
  await expect.poll(() => fatesOf(bobTalk), inTime).toEqual(lines.map((line) => `${line}: received`))
  await expect(contactIn(newList, bob, 'Available')).toBeVisible()
  const newTalk = await talkTo({ program: again, list: newList }, bob)
  await expect(composerOf(newTalk)).toHaveValue('not yet said')
  await expect.poll(() => fatesOf(newTalk)).toEqual(lines.map((line) => `${line}: delivered`))

  await test.step('and not once more after the next kill', async () => {
    await kill(again)
    const third = await launch({ userData: first.userData })
    const lastList = await network.signInAlice(third)
    await expect(contactIn(lastList, bob, 'Available')).toBeVisible()
    const lastTalk = await talkTo({ program: third, list: lastList }, bob)
    await expect(composerOf(lastTalk)).toHaveValue('not yet said')
    await composerOf(lastTalk).press('Enter')
    await expect(said(bobTalk, 'not yet said')).toBeVisible()
    expect(await fatesOf(bobTalk)).toEqual([...lines, 'not yet said'].map((line) => `${line}: received`))
  })
  await network.close()
})
