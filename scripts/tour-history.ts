import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect as playwrightExpect, type Page } from '@playwright/test'
import { accountIdOf } from '../app/account.ts'
import { startLocalServer } from '../main/server/local-server.ts'
import { call } from '../test/support/bridge-calls.ts'
import { logOf, said, signOut, write } from '../test/support/deeds.ts'
import { lineOf } from '../test/support/contact-deeds.ts'
import type { Program } from '../test/support/launch.ts'
import { networkHere } from '../test/support/networks.ts'
import type { RawPorts } from '../test/support/raw-client.ts'
import { offerOf } from '../test/support/own-lines.ts'
import { draw } from './draw.ts'
import type { TourStop } from './tour-lists.ts'
import type { Person } from './tour-person.ts'

const marketId = 'custom-flower-market'

const expect = playwrightExpect.configure({ timeout: 20_000 })

/** What Alice has in the logs of another program, by person and days ago. */
const logs = [
  [
    'bob@example.com',
    16,
    ['The first swallowtail came out today', 'Already? In October?', 'Look at the fennel'],
  ],
  [
    'bob@example.com',
    9,
    ['Bring the field glass on Sunday', 'Gladly. Café or garden?', 'The garden, at four'],
  ],
  ['carol@example.com', 3, ['Are the bulbs in the ground?', 'All two hundred', 'Then the garden can sleep']],
] as const

/** Pictures of lines that did not arrive at once, in light and dark. */
export async function showLines({ program, folder }: TourStop, alice: Person): Promise<void> {
  const list = await program.window('contact-list', { account: alice.address })
  const talk = await open(program, list, 'Carol', 'carol@example.com')
  await write(talk, 'The bulbs came. Shall we plant them on Friday?')
  await expect(logOf(talk).getByText('Left for Carol; arrives when Carol signs in.')).toBeVisible()
  await drawBoth(talk, folder, 'left-for-somebody-offline')
  await talk.close()
  await showFailedLine(list, program, folder)
}

/** A network that refuses one word, until it does not. */
async function showFailedLine(list: Page, program: Program, folder: string): Promise<void> {
  const refusedTexts = ['bulbs']
  const server = await startLocalServer({
    ...{ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null },
    refusedTexts,
  })
  try {
    const market = await signInAtMarket(list, program, server)
    const talk = await open(program, market, 'Echo', 'echo@papilio.example', marketId)
    await write(talk, 'Good morning')
    await expect(said(talk, 'Good morning')).toHaveCount(2)
    const line = 'Do you have tulip bulbs?'
    await write(talk, line)
    await expect(logOf(talk).getByText('This was not delivered.')).toBeVisible()
    await drawBoth(talk, folder, 'failed-line')
    refusedTexts.length = 0
    await offerOf(talk, 'Send again', line).click()
    await expect(said(talk, line)).toHaveCount(2)
    await drawBoth(talk, folder, 'retried-line')
    await signOut(market)
  } finally {
    await server.close()
  }
}

async function signInAtMarket(list: Page, program: Program, ports: RawPorts): Promise<Page> {
  const address = 'alice@market.example'
  await call(list, 'saveNetwork', networkHere(marketId, 'Flower market', ports))
  await call(list, 'showSignIn')
  const page = await program.window('sign-in')
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Flower market' })
  await page.getByLabel('Address', { exact: true }).fill(address)
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const market = await program.window('contact-list', { account: address })
  await expect(lineOf(market, 'Echo')).toBeVisible()
  return market
}

/** Pictures of the past: in a new window of a conversation, and in the window of the history. */
export async function showHistory({ program, folder }: TourStop, alice: Person, bob: Person): Promise<void> {
  const list = await program.window('contact-list', { account: alice.address })
  const accountId = accountIdOf('local', alice.address)
  await program.answerFileDialog(writeLogs(path.join(program.userData, 'logs')))
  const imported = await call(list, 'importHistory', accountId, 'folder')
  if (!imported.ok || imported.value === null) throw new Error('the logs could not be imported')
  const old = await program.window('conversation', { with: bob.address })
  await program.browserWindow(old, (window) => setTimeout(() => window.close()) && undefined)
  await expect.poll(() => program.hasWindow('conversation', { with: bob.address })).toBe(false)
  const talk = await open(program, list, bob.name, bob.address)
  await expect(talk.getByRole('group', { name: 'What was said before' })).toContainText('flower market')
  await program.browserWindow(talk, (window) => window.setBounds({ width: 620, height: 560 }))
  await drawBoth(talk, folder, 'last-talk')

  await call(list, 'showHistory', { accountId, historyId: bob.address })
  const page = await program.window('history')
  await program.browserWindow(page, (window) => window.setBounds({ width: 900, height: 640 }))
  await expect(page.getByRole('feed', { name: 'What was said' })).toContainText('flower market')
  await drawBoth(page, folder, 'history')
  await page.getByRole('searchbox').fill('garden')
  await page
    .getByRole('option', { name: /garden/ })
    .first()
    .click()
  await expect(page.getByRole('feed').locator('mark').first()).toBeVisible()
  await drawBoth(page, folder, 'history-search')
}

/** Opens a conversation beside others. */
async function open(
  program: Program,
  list: Page,
  name: string,
  address: string,
  network = 'local',
): Promise<Page> {
  await lineOf(list, name).dblclick()
  return program.window('conversation', { with: address, network })
}

/** Logs as Pidgin writes them; answers with their folder. */
function writeLogs(folder: string): string {
  for (const [person, daysAgo, lines] of logs) {
    const place = path.join(folder, 'msn/alice@example.com', person)
    const day = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
    const text = lines.map(
      (line, at) => `(10:1${at}:00) ${at % 2 === 0 ? person : 'alice@example.com'}: ${line}\n`,
    )
    mkdirSync(place, { recursive: true })
    writeFileSync(
      path.join(place, `${day}.101000+0000UTC.txt`),
      `Conversation with ${person} at ${day} 10:10:00 on alice@example.com/ (msn)\n${text.join('')}`,
    )
  }
  return folder
}

/** A picture of a window on a system of light, and on one of dark windows. */
async function drawBoth(page: Page, folder: string, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await draw(page, path.join(folder, colorScheme === 'light' ? `${name}.png` : `${name}-dark.png`))
  }
}
