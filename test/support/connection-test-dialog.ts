import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog of a connection test that came to its end. */
export async function endedTest(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: /^Connection to / })
  await dialog.getByRole('button', { name: 'Test again' }).waitFor()
  return dialog
}

/** The line of a step in the dialog of a connection test. */
export const stepIn = (test: Locator, step: string): Locator =>
  test.getByRole('listitem').filter({ has: test.page().getByText(step, { exact: true }) })

/** Closes the dialog of a connection test. */
export async function closeTest(test: Locator): Promise<void> {
  await test.getByRole('button', { name: 'Close', exact: true }).click()
  await test.waitFor({ state: 'hidden' })
}

/** How a step failed: what is wrong, what to do about it, and after what time. */
export async function expectFailure(
  dialog: Locator,
  { step, fault, advice }: { readonly step: string; readonly fault: string; readonly advice: string },
): Promise<void> {
  await expect(dialog.getByText(`There is a problem: ${step}.`)).toBeVisible()
  const line = stepIn(dialog, step)
  await expect(line).toContainText('does not work')
  await expect(line.getByText(fault, { exact: true })).toBeVisible()
  await expect(line.getByText(`What to do: ${advice}`, { exact: true })).toBeVisible()
  await expect(line.getByText(/^\d+ ms$/)).toBeVisible()
}

/** A step passed, after some time. */
export const expectPass = (dialog: Locator, step: string): Promise<void> =>
  expect(stepIn(dialog, step)).toContainText(/ works\d+ ms/)
