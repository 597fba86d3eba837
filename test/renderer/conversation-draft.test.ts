import { describe, expect, test } from 'vitest'
import { failure, success, type Result } from '../../app/reasons.ts'
import { createDraftKeeper } from '../../renderer/conversation/draft-keeper.ts'
import {
  argsOf,
  conversationId,
  conversationWindows,
  type ConversationOptions,
} from '../support/conversation-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'

const show = conversationWindows()

/** A window whose drafts are kept as the main process keeps them, for as long as the test runs. */
async function write(options: ConversationOptions = {}, before = '') {
  const disk = { draft: before }
  const window = await show({
    ...options,
    answers: {
      readDraft: () => success(disk.draft),
      keepDraft: (_id, text) => {
        disk.draft = text
        return success(null)
      },
      ...options.answers,
    },
  })
  const { page } = window
  return {
    window,
    page,
    disk,
    box: page.getByRole('textbox', { name: 'Write to Bob' }),
    keyboard: page.keyboard,
  }
}

const texts = (window: PageWithBridge) => argsOf(window, 'sendMessage').map(([, text]) => text)

describe('what is written', () => {
  test('is there again when the window is opened again, until it is sent', async () => {
    const { window, page, disk, box, keyboard } = await write()
    await keyboard.type('half a sen')
    await expect.poll(() => disk.draft).toBe('half a sen')
    await page.reload()
    await expect.poll(() => box.inputValue()).toBe('half a sen')
    await box.press('End')
    await keyboard.type('tence')
    await keyboard.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['half a sentence'])
    await expect.poll(() => disk.draft).toBe('')
    await page.reload()
    await box.waitFor()
    expect(await box.inputValue()).toBe('')
  })

  test('is written down in pauses, not with every key', async () => {
    const { window, disk, keyboard } = await write()
    await keyboard.type('forty keys are pressed without any pause')
    await expect.poll(() => disk.draft).toBe('forty keys are pressed without any pause')
    expect(argsOf(window, 'keepDraft').length).toBeLessThan(40)
    expect(argsOf(window, 'keepDraft').every(([id]) => id === conversationId)).toBe(true)
  })

  test('is written down at once when the field is left', async () => {
    const { window, page, disk, box } = await write()
    await page.clock.install()
    await box.fill('now')
    expect(argsOf(window, 'keepDraft')).toEqual([])
    await page.getByRole('button', { name: 'Bold' }).focus()
    await expect.poll(() => disk.draft).toBe('now')
  })

  test('stays on disk until the main process has it', async () => {
    const answer = Promise.withResolvers<Result<string>>()
    const { window, disk, box, keyboard } = await write({ answers: { sendMessage: () => answer.promise } })
    await keyboard.type('on its way')
    await expect.poll(() => disk.draft).toBe('on its way')
    await keyboard.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['on its way'])
    await keyboard.type('the next')
    await expect.poll(() => disk.draft).toBe('on its way\nthe next')
    answer.resolve(success('id'))
    await expect.poll(() => disk.draft).toBe('the next')
    expect(await box.inputValue()).toBe('the next')
  })

  test('comes back with the sentence when the disk is full, before what was written since', async () => {
    const answer = Promise.withResolvers<Result<string>>()
    const { page, box, keyboard } = await write({ answers: { sendMessage: () => answer.promise } })
    await keyboard.type('one')
    await keyboard.press('Enter')
    await keyboard.type('two')
    await keyboard.press('Enter')
    await keyboard.type('three')
    answer.resolve(failure('disk-failed'))
    await page.getByRole('status').getByText('This could not be written to the disk.').waitFor()
    expect(await box.inputValue()).toBe('one\ntwo\nthree')
  })

  test('while the kept text is still being read, is not lost and overwrites nothing', async () => {
    const before = Promise.withResolvers<Result<string>>()
    const { window, disk, box, keyboard } = await write(
      { answers: { readDraft: () => before.promise } },
      'from yesterday',
    )
    await keyboard.type('today')
    await keyboard.press('Tab')
    expect(argsOf(window, 'keepDraft')).toEqual([])
    before.resolve(success('from yesterday'))
    await expect.poll(() => box.inputValue()).toBe('from yesterday\ntoday')
    await expect.poll(() => disk.draft).toBe('from yesterday\ntoday')
  })

  test('that cannot be read is not written over by nothing', async () => {
    const { window, page, box, keyboard } = await write({
      answers: { readDraft: () => failure('disk-failed') },
    })
    await expect.poll(() => argsOf(window, 'readDraft').length).toBeGreaterThan(0)
    await page.evaluate(() => dispatchEvent(new Event('blur')))
    await keyboard.type('new')
    await expect.poll(() => argsOf(window, 'keepDraft').at(-1)).toEqual([conversationId, 'new'])
    expect(argsOf(window, 'keepDraft').map(([, text]) => text)).not.toContain('')
    expect(await box.inputValue()).toBe('new')
  })

  test('by an earlier version of the program is taken over, once', async () => {
    const { page, disk, box } = await write()
    await page.evaluate((id) => localStorage.setItem(`draft ${id}`, 'from the last version'), conversationId)
    await page.reload()
    await expect.poll(() => box.inputValue()).toBe('from the last version')
    await expect.poll(() => disk.draft).toBe('from the last version')
    await box.fill('')
    await expect.poll(() => disk.draft).toBe('')
    await page.reload()
    await box.waitFor()
    expect(await box.inputValue()).toBe('')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  test('can be written where nothing can be kept', async () => {
    const { window, box, keyboard } = await write({
      answers: { readDraft: () => failure('disk-failed'), keepDraft: () => failure('disk-failed') },
    })
    await keyboard.type('hello')
    await expect.poll(() => argsOf(window, 'keepDraft').length).toBeGreaterThan(0)
    expect(await box.inputValue()).toBe('hello')
    await keyboard.press('Enter')
    await expect.poll(() => texts(window)).toEqual(['hello'])
  })
})

describe('the keeper of a draft', () => {
  const keeping = (works = true) => {
    const kept: string[] = []
    const keeper = createDraftKeeper({
      keep: (text) => {
        kept.push(text)
        return Promise.resolve(works)
      },
    })
    return { kept, keeper }
  }

  test('writes down nothing that is written down already', () => {
    const { kept, keeper } = keeping()
    keeper.began('there')
    keeper.change('there')
    keeper.flush()
    keeper.change('new')
    keeper.flush()
    keeper.flush()
    expect(kept).toEqual(['new'])
  })

  test('writes down again what the disk did not take', async () => {
    const { kept, keeper } = keeping(false)
    keeper.change('a')
    keeper.flush()
    await Promise.resolve()
    keeper.flush()
    expect(kept).toEqual(['a', 'a'])
  })
})
