import type { Locator, Page } from '@playwright/test'

/** Leaves a picture of a window, or of a part of it, once its letters and pictures are there. */
export async function draw(what: Page | Locator, file: string): Promise<void> {
  const page = 'page' in what ? what.page() : what
  await page.mouse.move(0, 0)
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
  })
  await what.screenshot({ path: file, animations: 'disabled' })
}
