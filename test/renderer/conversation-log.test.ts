import type { Locator } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { Entry, TextFormat } from '../../app/message.ts'
import { contrast } from '../../app/contrast.ts'
import { papers } from '../../renderer/ui/papers.ts'
import {
  alice,
  argsOf,
  bob,
  conversationId,
  conversationWindows,
  line,
  morning,
  nudge,
  sent,
} from '../support/conversation-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'
import { contact } from '../support/sample-state.ts'

const show = conversationWindows()

const add = (window: PageWithBridge, entry: Entry) =>
  window.publish({ type: 'entry-added', conversationId, entry })

const styleOf = (locator: Locator) =>
  locator.evaluate((element) => {
    const { fontFamily, fontWeight, fontStyle, textDecorationLine, color, direction } =
      getComputedStyle(element)
    return { fontFamily, fontWeight, fontStyle, textDecorationLine, color, direction }
  })

const toHex = (color: string) =>
  `#${(color.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`

describe('what was said', () => {
  test('stands in blocks by author, with the time, in the window named after the contact', async () => {
    const { page } = await show({
      entries: [
        line(bob, 'hello'),
        line(bob, 'are you there?'),
        line(alice, 'yes', { at: morning + 60_000 }),
      ],
      conversation: { lastReceivedAt: morning },
    })
    expect(await page.title()).toBe('Bob – Conversation')
    expect(await page.getByRole('log').innerText()).toMatch(
      /Bob says \(10:30\)\s+hello\s+are you there\?\s+Alice says \(10:31\)\s+yes$/,
    )
    await page.getByText('Last message received at 10:30 on 23/11/2025.').waitFor()
  })

  test('looks as its sender wrote it', async () => {
    const format: Partial<TextFormat> = {
      font: 'Courier New',
      pitchFamily: 0x31,
      bold: true,
      italic: true,
      underline: true,
      strikethrough: true,
      color: '#800080',
    }
    const { page } = await show({ entries: [line(bob, 'formatted', { format }), line(bob, 'plain')] })
    expect(await styleOf(page.getByText('formatted', { exact: true }))).toEqual({
      fontFamily: '"Courier New", "Liberation Mono", Courier, monospace',
      fontWeight: '700',
      fontStyle: 'italic',
      textDecorationLine: 'underline line-through',
      color: 'rgb(128, 0, 128)',
      direction: 'ltr',
    })
    expect(await styleOf(page.getByText('plain', { exact: true }))).toMatchObject({
      fontWeight: '400',
      fontStyle: 'normal',
      textDecorationLine: 'none',
      color: 'rgb(0, 0, 0)',
    })
  })

  test.each(['light', 'dark'] as const)(
    'can be read in every colour on the %s paper',
    async (colorScheme) => {
      const colors = ['#000000', '#ffffff', '#ffff00', '#0000ff', '#808080', '#00ff00']
      const { page } = await show({
        entries: colors.map((color) => line(bob, `in ${color}`, { format: { color } })),
        browser: { colorScheme },
      })
      const paper = await page.locator('.log-card').evaluate((card) => getComputedStyle(card).backgroundColor)
      expect(toHex(paper)).toBe(papers[colorScheme])
      for (const color of colors) {
        const shown = toHex((await styleOf(page.getByText(`in ${color}`))).color)
        expect(contrast(shown, toHex(paper)), color).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  test('runs from right to left where its sender says so, and other lines stay in order', async () => {
    const { page } = await show({
      entries: [line(bob, 'שלום abc', { format: { rightToLeft: true } }), line(bob, 'hello')],
    })
    expect((await styleOf(page.getByText('שלום'))).direction).toBe('rtl')
    expect((await styleOf(page.getByText('hello'))).direction).toBe('ltr')
  })

  test('is text, never markup or style, in names, texts and fonts', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>x</b>'
    const font = '"; } body { display: none } x { color: "red'
    const who = { address: 'bob@example.com', name: `${evil}"><i>` }
    const { page } = await show({
      contacts: [contact(bob.address, { name: evil, personalMessage: evil, presence: 'busy' })],
      conversation: { participants: [who], typing: [bob.address] },
      entries: [
        line(who, evil, { format: { font, color: '#00ff00' } }),
        line(who, 'javascript:alert(1) data:text/html,x file:///etc/passwd', { format: { font } }),
        nudge(who, morning),
        { kind: 'notice', id: 'joined', at: morning, notice: { kind: 'joined', who } },
        {
          kind: 'action',
          id: 'action',
          at: morning,
          author: who,
          mine: false,
          text: evil,
          delivery: { state: 'received' },
        },
      ],
    })
    expect(await page.locator('main :is(img, script, b, i, iframe, style, link)').count()).toBe(0)
    expect(await page.locator('main a').count()).toBe(0)
    expect(await page.locator('body').isVisible()).toBe(true)
    const style = await page
      .locator('.line-text')
      .first()
      .evaluate((element) => [...(element as HTMLElement).style])
    expect(style.sort()).toEqual([
      'color',
      'font-family',
      'font-style',
      'font-weight',
      'text-decoration-line',
    ])
    expect(await page.locator('.line-text').first().innerText()).toBe(evil)
  })

  test('links to the web open outside, by their own address', async () => {
    const window = await show({ entries: [line(bob, 'see https://example.com/a?b=c, or www.example.org!')] })
    const links = window.page.getByRole('link')
    expect(await links.allInnerTexts()).toEqual(['https://example.com/a?b=c', 'www.example.org'])
    await links.first().click()
    await links.last().click({ button: 'middle' })
    await links.last().press('Enter')
    await expect
      .poll(() => argsOf(window, 'openLink'))
      .toEqual([['https://example.com/a?b=c'], ['http://www.example.org']])
    expect(window.page.url()).toContain('papilio.test')
  })

  test('shows emoticons as pictures named by their codes; copied, they are their codes', async () => {
    const { page } = await show({
      entries: [line(bob, 'hi :) and (L)')],
      browser: { permissions: ['clipboard-read', 'clipboard-write'] },
    })
    const smile = page.getByRole('img', { name: ':)', exact: true })
    expect(await smile.evaluate((element) => getComputedStyle(element).backgroundImage)).toMatch(/\.svg"\)$/)
    expect(await smile.getAttribute('title')).toBe('smile')
    const copied = await page.locator('.line-text').evaluate((element) => {
      getSelection()!.selectAllChildren(element)
      const data = new DataTransfer()
      const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
      return [data.getData('text/plain'), data.types.join()]
    })
    expect(copied).toEqual(['hi :) and (L)', 'text/plain'])
  })

  test('keeps emoticons as codes when the user prefers them', async () => {
    const { page } = await show({ entries: [line(bob, 'hi :)')], settings: { emoticons: false } })
    expect(await page.locator('.line-text').innerText()).toBe('hi :)')
    expect(await page.locator('.emoticon').count()).toBe(0)
  })

  test('says what did not arrive, and sends it again', async () => {
    const window = await show({
      entries: [
        sent('fine', { state: 'delivered' }),
        sent('perhaps', { state: 'uncertain', reason: 'not-acknowledged' }),
        sent('lost', { state: 'failed', reason: 'contact-offline' }),
      ],
    })
    const { page } = window
    expect(await page.locator('.delivery-note').count()).toBe(2)
    await page.getByText('This may not have arrived.').waitFor()
    await page.getByText('This was not delivered.').waitFor()
    await page.getByRole('button', { name: 'Send again: lost' }).click()
    await expect.poll(() => argsOf(window, 'retryMessage').length).toBe(1)
    expect(argsOf(window, 'retryMessage')[0]![0]).toBe(conversationId)
    const [, entryId] = argsOf(window, 'retryMessage')[0] as [string, string]
    await window.publish({
      type: 'delivery-changed',
      conversationId,
      entryId,
      delivery: { state: 'delivered' },
    })
    await page.getByText('This was not delivered.').waitFor({ state: 'detached' })
  })
})

describe('the end of the log', () => {
  const many = Array.from({ length: 60 }, (_, index) => line(bob, `line ${index}`))
  const fromEnd = (log: Locator) => log.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)

  test('is followed, until the user scrolls up; then a button tells of new messages', async () => {
    const window = await show({ entries: many })
    const log = window.page.getByRole('log')
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)
    await add(window, line(bob, 'newest'))
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)

    await log.hover()
    await window.page.mouse.wheel(0, -400)
    await window.page.getByRole('button', { name: 'To the newest message' }).waitFor()
    const top = await log.evaluate((box) => box.scrollTop)
    await add(window, line(bob, 'unseen'))
    await add(window, line(bob, 'unseen, too'))
    const button = window.page.getByRole('button', { name: '2 new messages' })
    await button.waitFor()
    expect(await log.evaluate((box) => box.scrollTop)).toBe(top)

    await button.click()
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)
    await button.waitFor({ state: 'detached' })
  })

  test('comes back when the user writes', async () => {
    const window = await show({ entries: many })
    const log = window.page.getByRole('log')
    await log.hover()
    await window.page.mouse.wheel(0, -400)
    await window.page.getByRole('button', { name: 'To the newest message' }).waitFor()
    await add(window, sent('mine', { state: 'sending' }))
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)
  })

  test('of a thousand lines costs no more than that of ten: only the new line is drawn, only what is seen is laid out', async () => {
    const entries = Array.from({ length: 1000 }, (_, index) =>
      line(index % 3 === 0 ? alice : bob, `line ${index} :)`, { at: morning + index * 1000 }),
    )
    const window = await show({ entries })
    const log = window.page.getByRole('log')
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)
    const laidOut = () =>
      log.evaluate((box) => {
        const heads = [...box.querySelectorAll('.lines-head')]
        return [
          heads.length,
          heads.filter((head) => head.checkVisibility({ contentVisibilityAuto: true })).length,
        ]
      })
    await expect.poll(async () => (await laidOut())[1]).toBeLessThan(100)
    expect((await laidOut())[0]).toBeGreaterThan(600)

    await log.evaluate((box) => {
      const counter = new MutationObserver((changes) => {
        box.dataset['changes'] = String(Number(box.dataset['changes'] ?? 0) + changes.length)
        const added = changes.flatMap(({ addedNodes }) => Array.from(addedNodes, (node) => node.textContent))
        box.dataset['added'] = (box.dataset['added'] ?? '') + added.join('|')
      })
      counter.observe(box.firstElementChild!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    })
    // The log is full, so the oldest lines go when these come: one that is a block, and the first one of a block.
    await add(window, line(bob, 'the newest'))
    await window.page.getByText('the newest').waitFor()
    expect(Number(await log.getAttribute('data-changes'))).toBeLessThan(6)
    await add(window, line(bob, 'one more'))
    await window.page.getByText('one more').waitFor()
    expect(await log.getAttribute('data-added')).toMatch(/the newest.*one more/)
    expect(await log.getAttribute('data-added')).not.toContain('line')
    await expect.poll(() => fromEnd(log)).toBeLessThan(2)
  })
})
