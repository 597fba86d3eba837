import type { Page } from 'playwright'
import type { HistoryPlace } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import { success } from '../../app/reasons.ts'
import { bob, conversationId, type ConversationOptions } from './conversation-page.ts'
import { KeptLines, minute } from './history-page.ts'
import type { PageWithBridge } from './page-with-bridge.ts'

/** Six in the evening of the third of November 2025, local time. */
export const evening = new Date(2025, 10, 3, 18, 0).getTime()

/** So many lines of an evening, a minute from each to the next; every fifth is long. */
export const earlier = (count: number): KeptLines =>
  new KeptLines().addMany(
    bob,
    count,
    (index) => (index % 5 === 0 ? `past ${index} ${'and so on '.repeat(30)}` : `past ${index}`),
    evening - count * minute,
  )

/** A window whose main process keeps these lines; live lines are kept, too, as they are said. */
export async function openOn(
  show: (options: ConversationOptions) => Promise<PageWithBridge>,
  kept: KeptLines,
  options: ConversationOptions = {},
) {
  for (const entry of options.entries ?? []) kept.add(bob.address, entry)
  const window = await show({
    ...options,
    answers: {
      readHistory: (account, historyId, place, count) =>
        success(kept.read(account, historyId, place as HistoryPlace, count)),
      deleteHistory: (scope) => {
        if (scope.kind === 'lines') kept.remove(scope.entryIds)
        return success(1)
      },
      ...options.answers,
    },
  })
  const say = (entry: Entry) => {
    kept.add(bob.address, entry)
    return window.publish({ type: 'entry-added', conversationId, entry })
  }
  return { window, say, page: window.page, log: window.page.getByRole('log') }
}

/** The numbers of the past lines that are shown, in order. */
export const pastNumbers = (page: Page) =>
  page
    .locator('.past .line-text')
    .evaluateAll((all) => all.map((text) => Number(/^past (\d+)/.exec(text.textContent)?.[1])))

/** The whole numbers from one to another. */
export const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** The ids of all lines that are shown, in order. */
export const idsShown = (page: Page) =>
  page
    .locator('[data-entry]')
    .evaluateAll((all) => all.map((element) => (element as HTMLElement).dataset['entry']))

/** The window gets the focus. */
export const lookAt = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))
