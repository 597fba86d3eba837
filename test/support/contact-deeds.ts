import type { Locator, Page } from '@playwright/test'
import { expect } from './deeds.ts'

/** One entry of a menu, or one of a part of it: `{ part: 'Move to', item: 'Friends' }`. */
export type MenuStep = string | { readonly part: string; readonly item: string }

/** A contact's or a group's line, whatever it says after the name; the first one of somebody in several groups. */
export const lineOf = (list: Page, name: string): Locator =>
  list.getByRole('treeitem', { name: new RegExp(`^${literal(name)}, `) }).first()

/** The lines of the list from top to bottom, as they are read aloud; those too far down are not among them. */
export const linesOf = (list: Page): Promise<readonly string[]> =>
  list.getByRole('treeitem').evaluateAll((lines) =>
    lines
      .map((line) => ({
        label: line.getAttribute('aria-label') ?? '',
        top: line.getBoundingClientRect().top,
      }))
      .sort((one, other) => one.top - other.top)
      .map(({ label }) => label),
  )

/** Waits until the list has these lines and no others. */
export const expectLines = (list: Page, ...lines: readonly string[]): Promise<void> =>
  expect.poll(() => linesOf(list)).toEqual(lines)

/** Opens the menu of a line with the right mouse button, and chooses step by step. */
export async function chooseOf(list: Page, name: string, ...steps: readonly MenuStep[]): Promise<void> {
  await lineOf(list, name).click({ button: 'right' })
  await take(list, steps)
}

/** Chooses from the menu of the window. */
export async function chooseInMenu(list: Page, ...steps: readonly MenuStep[]): Promise<void> {
  await list.getByRole('button', { name: 'Menu', exact: true }).click()
  await take(list, steps)
}

async function take(list: Page, steps: readonly MenuStep[]): Promise<void> {
  for (const step of steps) await entryOf(list.getByRole('menu').last(), step).click()
  await expect(list.getByRole('menu')).toHaveCount(0)
}

function entryOf(menu: Locator, step: MenuStep): Locator {
  const [place, name] =
    typeof step === 'string' ? [menu, step] : [menu.getByRole('group', { name: step.part }), step.item]
  return (['menuitem', 'menuitemradio', 'menuitemcheckbox'] as const)
    .map((role) => place.getByRole(role, { name, exact: true }))
    .reduce((one, other) => one.or(other))
}

/** Goes to a line of the tree by keys alone, and opens its menu there. */
export async function menuByKeys(list: Page, name: string): Promise<void> {
  await goByKeys(list, name)
  await list.keyboard.press('Shift+F10')
  await expect(list.getByRole('menu')).toBeVisible()
}

/** Goes to a line of the tree by keys alone. */
export async function goByKeys(list: Page, name: string): Promise<void> {
  await list.getByRole('tree').focus()
  await list.keyboard.press('Home')
  const at = (await linesOf(list)).findIndex((line) => line.startsWith(`${name}, `))
  for (let step = 0; step < at; step++) await list.keyboard.press('ArrowDown')
  await expect(lineOf(list, name)).toHaveAttribute('aria-selected', 'true')
}

/** Goes to an entry of the open menu by the arrow keys and takes it. */
export async function takeByKeys(list: Page, entry: string): Promise<void> {
  const focused = list.locator('.menu-item:focus .menu-label')
  for (let step = 0; step < 30; step++) {
    if ((await focused.textContent()) === entry) return list.keyboard.press('Enter')
    await list.keyboard.press('ArrowDown')
  }
  throw new Error(`the keys do not reach ${entry}`)
}

/** The dialog that is open, by its title. */
export const dialogOf = (list: Page, title: string): Locator => list.getByRole('dialog', { name: title })

/** What is asked when somebody is added. */
interface Addition {
  readonly group?: string
  readonly message?: string
}

/** Adds a contact by the button beside the search; answers with the dialog, which is gone when that worked. */
export async function addContact(
  list: Page,
  address: string,
  { group, message }: Addition = {},
): Promise<Locator> {
  await list.getByRole('search').getByRole('button', { name: 'Add a contact…' }).click()
  const dialog = dialogOf(list, 'Add a contact')
  await dialog.getByLabel('Address').fill(address)
  if (group !== undefined) await dialog.getByLabel('Group').selectOption(group)
  if (message !== undefined) await dialog.getByLabel('Message').fill(message)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  return dialog
}

/** Deletes a contact as thoroughly as the words of a choice say. */
export async function deleteContact(list: Page, name: string, how: string): Promise<void> {
  await chooseOf(list, name, 'Delete contact…')
  const dialog = dialogOf(list, 'Delete this contact?')
  await dialog.getByRole('radio', { name: how }).check()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toHaveCount(0)
}

/** Signs out, and waits until the window is gone. */
export async function signOut(list: Page): Promise<void> {
  await Promise.all([list.waitForEvent('close'), chooseInMenu(list, 'Sign out').catch(() => undefined)])
}

/** The question whether to accept somebody. */
export const question = (list: Page): Locator => list.getByRole('heading', { name: /added you$/ })

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
