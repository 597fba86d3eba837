import type { Page } from '@playwright/test'
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
  write,
} from '../support/deeds.ts'
import { alice, bob, test } from '../support/everyday.ts'
import { startLink } from '../support/links.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import { ServerProcess } from '../support/server-process.ts'

const networkId = 'custom-ours'
const offline = 'You are offline at the moment.'
const lost = 'The connection was lost and comes back by itself.'
/** Far more than the first delays, which are of some seconds. */
const inTime = { timeout: 45_000 }

const banner = (list: Page) => list.getByText(offline)

/** The log is scrolled to somewhere between its ends. */
async function scrollBack(conversation: Page): Promise<number> {
  const log = logOf(conversation)
  await log.evaluate((element) => (element.scrollTop = Math.round(element.scrollHeight / 3)))
  return log.evaluate((element) => element.scrollTop)
}

test('a server is killed and started again: windows stay as they are, and everything goes on', async ({
  directory,
  launch,
}, info) => {
  const server = await ServerProcess.start(directory.file)
  const network = networkHere(networkId, 'Ours', server)
  const programs = await Promise.all([launch(), launch()])
  const [list, bobList] = await Promise.all([
    signInOn(programs[0], network, alice),
    signInOn(programs[1], network, bob),
  ])
  await setStatus(list, 'On the phone')
  await change(list, 'Share a quick message', 'Personal message', 'back on Monday')
  const conversation = await talkTo({ program: programs[0], list }, bob)
  await write(conversation, Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n'))
  const bobTalk = await programs[1].window('conversation', { with: alice })
  await expect(bobTalk.getByText('line 59')).toBeVisible()
  await composerOf(conversation).fill('half a sent')
  const place = await scrollBack(conversation)
  expect(place).toBeGreaterThan(100)

  await server.kill()
  for (const page of [list, bobList]) {
    await expect(banner(page)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Your status: Offline' })).toBeVisible()
  }
  for (const page of [conversation, bobTalk]) await expect(page.getByText(lost)).toBeVisible()
  await expect(list.getByText(/^Next try in \d+ s$/)).toBeVisible()
  await expect(conversation.getByText(/^Next try in \d+ s$/)).toBeVisible()
  await composerOf(conversation).press('End')
  await conversation.keyboard.type('ence')
  await expect(composerOf(conversation)).toHaveValue('half a sentence')
  await list.screenshot({ path: info.outputPath('list.png') })
  await conversation.screenshot({ path: info.outputPath('conversation.png') })
  expect(await programs[0].hasWindow('sign-in')).toBe(false)

  await server.startAgain()
  for (const page of [list, bobList]) await expect(banner(page)).toBeHidden(inTime)
  await expect(conversation.getByText(lost)).toBeHidden()
  await expect(list.getByRole('button', { name: 'Your status: On the phone' })).toBeVisible()
  const line = bobList.getByRole('treeitem', { name: `${alice}, On the phone, back on Monday`, exact: true })
  await expect(line).toBeVisible()
  await expect(contactIn(list, bob, 'Available')).toBeVisible()
  expect(await logOf(conversation).evaluate((element) => element.scrollTop)).toBe(place)
  await expect(composerOf(conversation)).toHaveValue('half a sentence')

  await composerOf(conversation).press('Enter')
  await expect(said(bobTalk, 'half a sentence')).toBeVisible()
  await write(bobTalk, 'there you are')
  await expect(said(conversation, 'there you are')).toBeVisible()
  await expect(logOf(conversation).getByText('This was not delivered.')).toHaveCount(0)
  await server.kill()
})

test('a link that went dead while the computer slept is noticed and comes back, and so does one that breaks', async ({
  network: { port, httpPort },
  launch,
}) => {
  const link = await startLink({ port })
  const program = await launch()
  const network = networkHere(networkId, 'Ours', { port: link.port, httpPort })
  const list = await signInOn(program, network, alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  const conversation = await talkTo({ program, list }, 'Echo')
  await composerOf(conversation).fill('still here')
  await expect.poll(() => link.count).toBe(1)

  await test.step('frozen: nothing passes, and nobody is told', async () => {
    link.freeze()
    await program.wakeUp()
    await expect(banner(list)).toBeVisible(inTime)
    await expect(list.getByText('The connection was lost.')).toBeVisible()
    await expect(conversation.getByText(lost)).toBeVisible()
    link.thaw()
    await expect(banner(list)).toBeHidden(inTime)
  })

  await test.step('cut', async () => {
    link.cut()
    await expect(banner(list)).toBeVisible()
    await expect(banner(list)).toBeHidden(inTime)
  })

  await composerOf(conversation).press('Enter')
  await expect(said(conversation, 'still here')).toHaveCount(2)
  expect(await connectionOf(list, `${networkId}/${alice}`)).toEqual({ state: 'signed-in', dialect: 'MSNP18' })
  await link.close()
})
