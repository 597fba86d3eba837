import type { Locator, Page } from '@playwright/test'
import {
  change,
  composerOf,
  connectionOf,
  contactIn,
  expect,
  logOf,
  said,
  setStatus,
  talkTo,
  test as base,
  write,
} from './deeds.ts'
import type { Program } from './launch.ts'
import { KeptDirectory } from './networks.ts'

export const alice = 'alice@example.com'
export const bob = 'bob@example.com'

/** Dialects without `UUX`, in which nobody has a personal message. */
const withoutMessages = ['MSNP8', 'MSNP9', 'MSNP10']

/** Playwright's `test` with a directory in which Alice and Bob are contacts of each other. */
export const test = base.extend<{ directory: KeptDirectory }>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  directory: async ({}, use) => {
    const directory = await KeptDirectory.ofFriends(alice, bob)
    await use(directory)
    await directory.remove()
  },
})

/** Somebody who is signed in, and the dialect that should have been agreed on. */
export interface Side {
  readonly program: Program
  readonly networkId: string
  readonly address: string
  readonly dialect: string
  readonly list: Page
}

/** The dialect is the expected one, and the list shows who is there. */
export async function seeList({ networkId, address, dialect, list }: Side, other: string): Promise<void> {
  const connection = await connectionOf(list, `${networkId}/${address}`)
  expect(connection).toEqual({ state: 'signed-in', dialect })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  await expect(contactIn(list, other, 'Available')).toBeVisible()
}

/** Statuses are seen both ways; the personal message of the first one, where both have such. */
export async function seeStatuses(one: Side, other: Side): Promise<void> {
  await Promise.all([setStatus(one.list, 'Busy'), setStatus(other.list, 'Be right back')])
  await expect(contactIn(other.list, one.address, 'Busy')).toBeVisible()
  await expect(contactIn(one.list, other.address, 'Be right back')).toBeVisible()
  const share = one.list.getByRole('button', { name: 'Share a quick message' })
  await expect(share).toHaveCount(withoutMessages.includes(one.dialect) ? 0 : 1)
  if ([one, other].some(({ dialect }) => withoutMessages.includes(dialect))) return
  const message = `<b>${one.dialect}</b> & tea`
  await change(one.list, 'Share a quick message', 'Personal message', message)
  const name = `${one.address}, Busy, ${message}`
  await expect(other.list.getByRole('treeitem', { name, exact: true })).toBeVisible()
}

/** Text goes both ways, each in a format of its own; then a nudge, and a typing notice. */
export async function chat(one: Side, other: Side): Promise<void> {
  const talk = await talkTo(one, other.address)
  await talk.getByRole('button', { name: /^Bold/ }).click()
  await write(talk, 'Grüße, 世界')
  await talk.getByRole('button', { name: /^Bold/ }).click()
  const otherTalk = await other.program.window('conversation', {
    network: other.networkId,
    with: one.address,
  })
  expect(await look(said(otherTalk, 'Grüße, 世界'))).toEqual(['700', 'normal'])
  await otherTalk.getByRole('button', { name: /^Italic/ }).click()
  await write(otherTalk, 'there & <i>back</i>')
  await otherTalk.getByRole('button', { name: /^Italic/ }).click()
  expect(await look(said(talk, 'there & <i>back</i>'))).toEqual(['400', 'italic'])
  await otherTalk.getByRole('button', { name: 'Send a nudge' }).click()
  await expect(logOf(talk).getByText(`${other.address} has just sent you a nudge.`)).toBeVisible()
  await composerOf(otherTalk).pressSequentially('I')
  await expect(talk.getByText(`${other.address} is writing…`)).toBeVisible()
  await expect(logOf(talk).getByText('This was not delivered.')).toHaveCount(0)
  await Promise.all([talk.close(), otherTalk.close()])
}

async function look(line: Locator): Promise<readonly string[]> {
  await expect(line).toBeVisible()
  return line.evaluate((element) => {
    const { fontWeight, fontStyle } = getComputedStyle(element)
    return [fontWeight, fontStyle]
  })
}
