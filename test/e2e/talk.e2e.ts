import type { Locator, Page } from '@playwright/test'
import { composerOf, expect, logOf, said, talkTo, test, write, type Someone } from '../support/deeds.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

/** How a line of the log looks to its reader; of the fonts only the first, the others stand in for it. */
const look = (line: Locator) =>
  line.evaluate((element) => {
    const style = getComputedStyle(element)
    const font = style.fontFamily.split(',')[0]!.replaceAll('"', '')
    return [font, style.fontWeight, style.fontStyle, style.textDecorationLine, style.color]
  })

/** Chooses a font by typing its name. */
async function chooseFont(conversation: Page, name: string): Promise<void> {
  await conversation.getByRole('button', { name: 'Font', exact: true }).click()
  await conversation.getByRole('combobox', { name: 'Font' }).fill(name)
  await conversation.keyboard.press('Enter')
}

async function chooseColor(conversation: Page, name: string): Promise<void> {
  await conversation.getByRole('button', { name: 'Colour', exact: true }).click()
  await conversation.getByRole('radio', { name, exact: true }).click()
}

/** Both windows of a conversation in which something was said. */
async function bothWindows(one: Someone, other: Someone): Promise<readonly [Page, Page]> {
  const page = await talkTo(one, other.address)
  await write(page, 'hello')
  const otherPage = await other.program.window('conversation', { with: one.address })
  await expect(said(otherPage, 'hello')).toBeVisible()
  return [page, otherPage]
}

/** Notes from now on each time that a nudge moves or lights the window. */
const watchNudges = (conversation: Page): Promise<void> =>
  conversation.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seenNudges: seen })
    const main = document.querySelector('main')!
    new MutationObserver(() => {
      const nudged = main.getAttribute('data-nudged')
      if (nudged === null) return
      const moving = [...main.children].filter((each) => getComputedStyle(each).animationName !== 'none')
      seen.push(`${nudged}, ${moving.length > 0 ? 'moving' : 'still'}`)
    }).observe(main, { attributeFilter: ['data-nudged'] })
  })

const nudgesOf = (conversation: Page): Promise<readonly string[]> =>
  conversation.evaluate(() => (window as unknown as { seenNudges: string[] }).seenNudges)

/** The nudge is over. */
const calm = (conversation: Page): Promise<void> =>
  expect(conversation.locator('main')).not.toHaveAttribute('data-nudged')

const nudge = (conversation: Page): Promise<void> =>
  conversation.getByRole('button', { name: 'Send a nudge' }).click()

test('fonts, effects and colours look the same at both ends, and each side keeps its own', async ({
  meet,
}) => {
  const [one, other] = await meet(alice, bob)
  const [aliceTalk, bobTalk] = await bothWindows(one, other)

  await chooseFont(aliceTalk, 'Georgia')
  await composerOf(aliceTalk).focus()
  await aliceTalk.keyboard.press('Control+b')
  await aliceTalk.keyboard.press('Control+u')
  await chooseColor(aliceTalk, 'Maroon')
  await write(aliceTalk, 'Grüße aus Georgia')

  await chooseFont(bobTalk, 'Courier New')
  await composerOf(bobTalk).focus()
  await bobTalk.keyboard.press('Control+i')
  await bobTalk.keyboard.press('Control+Shift+x')
  await chooseColor(bobTalk, 'Navy')
  await write(bobTalk, 'שלום, monospace')

  for (const page of [aliceTalk, bobTalk]) {
    await expect(said(page, 'Grüße aus Georgia')).toBeVisible()
    await expect(said(page, 'שלום, monospace')).toBeVisible()
    expect(await look(said(page, 'Grüße aus Georgia'))).toEqual([
      'Georgia',
      '700',
      'normal',
      'underline',
      'rgb(128, 0, 0)',
    ])
    expect(await look(said(page, 'שלום, monospace'))).toEqual([
      'Courier New',
      '400',
      'italic',
      'line-through',
      'rgb(0, 0, 128)',
    ])
    expect((await look(said(page, 'hello')))[1]).toBe('400')
  }
})

test('the other one sees that somebody is writing until the line is there or the writer goes', async ({
  meet,
}) => {
  const [one, other] = await meet(alice, bob)
  const [aliceTalk, bobTalk] = await bothWindows(one, other)
  const writing = bobTalk.getByText(`${alice} is writing…`)
  await composerOf(aliceTalk).pressSequentially('I am')
  await expect(writing).toBeVisible()
  await write(aliceTalk, 'I am here')
  await expect(said(bobTalk, 'I am here')).toBeVisible()
  await expect(writing).toBeHidden()
  await expect(bobTalk.getByText(/^Last message received at/)).toBeVisible()

  await composerOf(aliceTalk).pressSequentially('and now')
  await expect(writing).toBeVisible()
  await one.program.browserWindow(aliceTalk, (window) => setTimeout(() => window.close()) && undefined)
  await expect(writing).toBeHidden({ timeout: 5000 })
})

test('a nudge shakes both windows once, is limited, and moves nothing where motion is unwelcome', async ({
  meet,
}) => {
  const [one, other] = await meet(alice, bob)
  const [aliceTalk, bobTalk] = await bothWindows(one, other)
  await bobTalk.emulateMedia({ reducedMotion: 'reduce' })
  await Promise.all([watchNudges(aliceTalk), watchNudges(bobTalk)])

  await nudge(aliceTalk)
  await expect(logOf(bobTalk).getByText(`${alice} has just sent you a nudge.`)).toBeVisible()
  await expect(logOf(aliceTalk).getByText('You have just sent a nudge.')).toBeVisible()
  await expect.poll(() => nudgesOf(aliceTalk)).toEqual(['shake, moving'])
  await expect.poll(() => nudgesOf(bobTalk)).toEqual(['flash, still'])

  const again = aliceTalk.getByRole('button', { name: 'Send a nudge' })
  await expect(again).toBeDisabled()
  await again.press('Enter')
  await expect(aliceTalk.getByText('You may not send a nudge that often. Wait a few seconds.')).toBeVisible()
  await Promise.all([calm(aliceTalk), calm(bobTalk)])

  await bobTalk.emulateMedia({ reducedMotion: 'no-preference' })
  await nudge(bobTalk)
  await expect(logOf(aliceTalk).getByText(`${bob} has just sent you a nudge.`)).toBeVisible()
  await expect.poll(() => nudgesOf(bobTalk)).toEqual(['flash, still', 'shake, moving'])
  await expect.poll(() => nudgesOf(aliceTalk)).toEqual(['shake, moving', 'shake, moving'])
  await Promise.all([calm(aliceTalk), calm(bobTalk)])
  await expect(logOf(bobTalk).getByText('nudge')).toHaveCount(2)
})

test('a message and a nudge sound, but not for somebody who is busy', async ({ meet }) => {
  const [one, other] = await meet(alice, bob)
  const sounds = await listenTo(one.list)
  const bobTalk = await talkTo(other, alice)
  await write(bobTalk, 'do you hear me?')
  await expect.poll(sounds).toEqual(['message'])
  await nudge(bobTalk)
  await expect.poll(sounds).toEqual(['message', 'nudge'])

  await one.list.getByRole('button', { name: /^Your status/ }).click()
  await one.list.getByRole('menuitemradio', { name: 'Busy' }).click()
  await expect(one.list.getByRole('button', { name: 'Your status: Busy' })).toBeVisible()
  await write(bobTalk, 'and now?')
  const aliceTalk = await one.program.window('conversation', { with: bob })
  await expect(said(aliceTalk, 'and now?')).toBeVisible()
  await one.list.getByRole('button', { name: /^Your status/ }).click()
  await one.list.getByRole('menuitemradio', { name: 'Available' }).click()
  await expect(one.list.getByRole('button', { name: 'Your status: Available' })).toBeVisible()
  await write(bobTalk, 'and again?')
  await expect.poll(sounds).toEqual(['message', 'nudge', 'message'])
})

/** The names of the sound files that a window plays from now on. */
async function listenTo(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const played: string[] = []
    Object.assign(window, { played })
    HTMLMediaElement.prototype.play = function () {
      played.push(new URL(this.src).pathname.replace(/^.*\/(.+)-.{8}\.wav$/, '$1'))
      return Promise.resolve()
    }
  })
  return () => page.evaluate(() => (window as unknown as { played: string[] }).played)
}
