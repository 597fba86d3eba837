import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/**
 * What axe finds wrong with the page as it is now: one line for each rule and element; empty is good. `onePage` keeps it
 * in the page: it would open another one otherwise, which whole programs do not allow.
 */
export async function axeViolations(page: Page, { onePage = false } = {}): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(onePage).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`))
}

/** Whether the page can be scrolled sideways, which no window should need. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
