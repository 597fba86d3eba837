import type { Locator, Page } from '@playwright/test'
import type { AccountId, Connection } from '../../app/account.ts'
import { Subscription } from './bridge-calls.ts'
import { test as base, expect, type Program } from './launch.ts'
import { makeFriends } from './raw-client.ts'

/** Somebody in front of a program. */
export interface Someone {
  readonly address: string
  readonly program: Program
  readonly list: Page
}

/**
 * Brings people together who are contacts of each other: each is signed in with a program of their own and sees the
 * others.
 */
type Meet = <A extends readonly string[]>(...addresses: A) => Promise<{ [K in keyof A]: Someone }>

/** Playwright's `test` with people who know each other. */
export const test = base.extend<{ meet: Meet }>({
  meet: async ({ network, launch }, use) => {
    const meet = async (...addresses: readonly string[]): Promise<readonly Someone[]> => {
      const [programs] = await Promise.all([
        Promise.all(addresses.map(() => launch())),
        makeFriends(network, ...addresses),
      ])
      const people = await Promise.all(
        addresses.map(async (address, at) => {
          const program = programs[at]!
          return { address, program, list: await program.signIn(address) }
        }),
      )
      for (const { list, address } of people) {
        for (const other of addresses.filter((each) => each !== address))
          await expect(contactIn(list, other, 'Available')).toBeVisible()
      }
      return people
    }
    await use(meet as Meet)
  },
})

/** A contact's line in a contact list, whatever else it says. */
export const contactIn = (list: Page, name: string, presence: string): Locator =>
  list.getByRole('treeitem', { name: new RegExp(`^${literal(name)}, ${presence}(,|$)`) })

/** Opens the conversation with a contact of this name as a person does; a name that is no address must be the first. */
export async function talkTo(
  { program, list }: Pick<Someone, 'program' | 'list'>,
  contact: string,
): Promise<Page> {
  await list.getByRole('treeitem', { name: new RegExp(`^${literal(contact)},`) }).dblclick()
  const page = await program.window('conversation', contact.includes('@') ? { with: contact } : {})
  await expect(composerOf(page)).toBeVisible()
  return page
}

/** Where one writes. */
export const composerOf = (conversation: Page): Locator =>
  conversation.getByRole('textbox', { name: /^Write to/ })

/** Writes a line and sends it. */
export async function write(conversation: Page, text: string): Promise<void> {
  await composerOf(conversation).fill(text)
  await composerOf(conversation).press('Enter')
}

/** What is written in the log of a conversation. */
export const logOf = (conversation: Page): Locator => conversation.getByRole('log', { name: 'What was said' })

/** A line of the log with exactly this text. */
export const said = (conversation: Page, text: string): Locator =>
  logOf(conversation).getByText(text, { exact: true })

/** Chooses from the menu that a button opens. */
export async function choose(
  page: Page,
  button: string | RegExp,
  item: string | RegExp,
  role: 'menuitem' | 'menuitemradio' = 'menuitem',
): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('menu').getByRole(role, { name: item }).click()
}

/** Chooses a status of one's own. */
export async function setStatus(list: Page, status: string): Promise<void> {
  await list.getByRole('button', { name: /^Your status/ }).click()
  await list.getByRole('menuitemradio', { name: status, exact: true }).click()
}

/** Presses the text that is changed in place, and writes another one. */
export async function change(
  list: Page,
  button: string | RegExp,
  field: string,
  text: string,
): Promise<void> {
  await list.getByRole('button', { name: button }).click()
  await list.getByRole('textbox', { name: field }).fill(text)
  await list.keyboard.press('Enter')
}

/** Signs out by the contact list's menu; its window closes. */
export async function signOut(list: Page): Promise<void> {
  const closed = list.waitForEvent('close')
  await choose(list, 'Menu', 'Sign out').catch((error: unknown) => {
    // The window may close before the click that closes it was reported done.
    if (!list.isClosed()) throw error
  })
  await closed
}

/** What the window of an account knows of its connection. */
export async function connectionOf(page: Page, accountId: AccountId): Promise<Connection | undefined> {
  const subscription = await Subscription.open(page)
  const { accounts } = await subscription.state()
  await subscription.end()
  return accounts[accountId]?.connection
}

export { expect }

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
