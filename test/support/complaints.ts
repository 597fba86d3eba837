import type { Page } from '@playwright/test'
import type { Program } from './launch.ts'

/**
 * Everything that the pages of a program complain of from now on: errors in their consoles, violations of the content
 * security policy among them, errors that nothing caught, and dialogs that something opened.
 */
export function complaintsOf(program: Program): readonly string[] {
  const complaints: string[] = []
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('crash', () => complaints.push('crashed'))
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
  }
  program.electron.on('window', watch)
  for (const page of program.electron.windows()) watch(page)
  return complaints
}

/** The elements of a page that can load, run or change something, and attributes that hold scripts, as short text. */
export const activeNodes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const elements = document.querySelectorAll(
      'script, style, link, meta, base, img, iframe, frame, object, embed, video, audio, template, svg script, svg a, form',
    )
    const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
    )
    return [
      ...Array.from(elements, ({ outerHTML }) => outerHTML.slice(0, outerHTML.indexOf('>') + 1)),
      ...handlers,
    ]
  })
