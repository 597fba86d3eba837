import { defaultFormat } from '../../app/message.ts'
import { call } from '../support/bridge-calls.ts'
import { expect, test } from '../support/launch.ts'

const alice = 'alice@example.com'
const echo = 'echo@papilio.example'
const accountId = `local/${alice}`
const talk = `${accountId}>${echo}`

test('the history follows what is said, finds it, and forgets a line for good', async ({ launch }) => {
  const program = await launch()
  const list = await program.signIn(alice)
  await call(list, 'showHistory', {})
  const history = await program.window('history')
  await expect(history.getByText('Nothing has been kept yet.')).toBeVisible()
  await call(list, 'openConversation', accountId, echo)
  for (const text of ['Zitronenfalter', 'Admiral', 'Schwalbenschwanz'])
    expect(await call(list, 'sendMessage', talk, text, defaultFormat)).toMatchObject({ ok: true })

  const lines = history.getByRole('feed').getByRole('article')
  await call(list, 'showHistory', { accountId, historyId: echo })
  await expect(lines).toHaveCount(6)
  await call(list, 'sendMessage', talk, 'Kleiner Fuchs', defaultFormat)
  await expect(lines.filter({ hasText: 'Kleiner Fuchs' })).toHaveCount(2)
  await expect(history.getByRole('option').filter({ hasText: '8 lines' })).toHaveCount(1)

  await history.getByRole('searchbox').fill('SCHWALBEN')
  await expect(history.locator('.side-hit')).toHaveCount(2)
  await history.getByRole('searchbox').press('Enter')
  await expect(history.locator('.history-log [aria-current] mark')).toHaveText('Schwalben')

  await history.keyboard.press('Delete')
  await history.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(lines.filter({ hasText: 'Schwalbenschwanz' })).toHaveCount(1)
  await expect(history.locator('.side-hit')).toHaveCount(1)
  const conversation = await program.window('conversation')
  await expect(conversation.getByRole('log').getByText('Schwalbenschwanz', { exact: true })).toHaveCount(1)

  await history.getByRole('searchbox').press('Escape')
  await history.getByRole('button', { name: 'Menu', exact: true }).click()
  await history.getByRole('menuitem', { name: 'Delete everything…' }).click()
  await history.getByRole('button', { name: 'Delete for good' }).click()
  await expect(history.getByText('Nothing has been kept yet.')).toBeVisible()
})
