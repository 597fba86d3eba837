import type { Locator, Page } from '@playwright/test'
import { dialectFamilies } from '../../main/protocol/dialects.ts'
import {
  change,
  composerOf,
  connectionOf,
  contactIn,
  expect,
  logOf,
  said,
  setStatus,
  signOut,
  talkTo,
  test as base,
  write,
} from '../support/deeds.ts'
import type { Program } from '../support/launch.ts'
import { KeptDirectory, networkHere, signInOn } from '../support/networks.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

/** Dialects without `UUX`, in which nobody has a personal message. */
const withoutMessages = ['MSNP8', 'MSNP9', 'MSNP10']

/** Here Alice and Bob know each other on every network that is started. */
const test = base.extend<{ directory: KeptDirectory }>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  directory: async ({}, use) => {
    const directory = await KeptDirectory.ofFriends(alice, bob)
    await use(directory)
    await directory.remove()
  },
})

/** The one who is signed in at a program, on the network of a dialect. */
interface Side {
  readonly program: Program
  readonly dialect: string
  readonly list: Page
}

const idOf = (dialect: string): string => `custom-${dialect.toLowerCase()}`

async function look(line: Locator) {
  await expect(line).toBeVisible()
  return line.evaluate((element) => {
    const { fontWeight, fontStyle } = getComputedStyle(element)
    return [fontWeight, fontStyle]
  })
}

/** Both see each other in the dialect's list. */
async function meet({ program, dialect, list }: Side, me: string, other: string): Promise<void> {
  const connection = await connectionOf(list, `${idOf(dialect)}/${me}`)
  expect(connection, `${me} at ${program.userData}`).toEqual({ state: 'signed-in', dialect })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  await expect(contactIn(list, other, 'Available')).toBeVisible()
}

async function seeStatusAndMessage(one: Side, other: Side): Promise<void> {
  await setStatus(one.list, 'Busy')
  await setStatus(other.list, 'Be right back')
  await expect(contactIn(other.list, alice, 'Busy')).toBeVisible()
  await expect(contactIn(one.list, bob, 'Be right back')).toBeVisible()
  await setStatus(other.list, 'Available')
  if (withoutMessages.includes(one.dialect)) return
  await change(one.list, 'Share a quick message', 'Personal message', `<b>${one.dialect}</b> & tea`)
  const line = other.list.getByRole('treeitem', {
    name: `${alice}, Busy, <b>${one.dialect}</b> & tea`,
    exact: true,
  })
  await expect(line).toBeVisible()
}

async function talk(one: Side, other: Side): Promise<void> {
  const aliceTalk = await talkTo(one, bob)
  await aliceTalk.getByRole('button', { name: 'Bold', exact: false }).click()
  await write(aliceTalk, 'Grüße, 世界')
  const bobTalk = await other.program.window('conversation', { network: idOf(other.dialect) })
  expect(await look(said(bobTalk, 'Grüße, 世界'))).toEqual(['700', 'normal'])
  await aliceTalk.getByRole('button', { name: 'Bold', exact: false }).click()
  await bobTalk.getByRole('button', { name: 'Italic', exact: false }).click()
  await write(bobTalk, 'there & <i>back</i>')
  expect(await look(said(aliceTalk, 'there & <i>back</i>'))).toEqual(['400', 'italic'])
  await bobTalk.getByRole('button', { name: 'Italic', exact: false }).click()
  await bobTalk.getByRole('button', { name: 'Send a nudge' }).click()
  await expect(logOf(aliceTalk).getByText(`${bob} has just sent you a nudge.`)).toBeVisible()
  await composerOf(bobTalk).pressSequentially('I')
  await expect(aliceTalk.getByText(`${bob} is writing…`)).toBeVisible()
  await expect(logOf(aliceTalk).getByText('This was not delivered.')).toHaveCount(0)
  await Promise.all([aliceTalk.close(), bobTalk.close()])
}

for (const family of dialectFamilies) {
  test(`two programs in ${family.join(', ')}: signing in, list, statuses, messages, text and nudges`, async ({
    directory,
    launch,
  }) => {
    const programs = await Promise.all([launch(), launch()])
    for (const dialect of family) {
      await test.step(dialect, async () => {
        const network = networkHere(
          idOf(dialect),
          dialect,
          await directory.startCopy({ dialects: [dialect] }),
        )
        const [aliceList, bobList] = await Promise.all([
          signInOn(programs[0], network, alice),
          signInOn(programs[1], network, bob),
        ])
        const one: Side = { program: programs[0], dialect, list: aliceList }
        const other: Side = { program: programs[1], dialect, list: bobList }
        await Promise.all([meet(one, alice, bob), meet(other, bob, alice)])
        await seeStatusAndMessage(one, other)
        await talk(one, other)
        await Promise.all([signOut(aliceList), signOut(bobList)])
      })
    }
  })
}
