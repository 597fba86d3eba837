import { defaultFormat } from '../../app/message.ts'
import { call } from '../support/bridge-calls.ts'
import { expect, test } from '../support/launch.ts'

const alice = 'alice@example.com'
const echo = 'echo@papilio.example'
const accountId = `local/${alice}`
const talk = `${accountId}>${echo}`

test('a conversation opens with what was said last time, pages back to its beginning, and leads to the history', async ({
  launch,
}) => {
  const program = await launch()
  const list = await program.signIn(alice)
  await call(list, 'openConversation', accountId, echo)
  await call(list, 'showConversation', talk)
  const first = await program.window('conversation')
  for (let index = 0; index < 15; index++) {
    await call(list, 'sendMessage', talk, `butterfly ${index}`, defaultFormat)
    await expect(first.locator('.line')).toHaveCount(2 * index + 2)
  }
  expect(await call(list, 'closeConversation', talk)).toMatchObject({ ok: true })
  await expect.poll(() => program.hasWindow('conversation')).toBe(false)

  await call(list, 'openConversation', accountId, echo)
  await call(list, 'showConversation', talk)
  const window = await program.window('conversation')
  const past = window.locator('.past .line')
  await expect(past).toHaveCount(20)
  await expect(window.getByText(/^Earlier today, until/)).toBeVisible()

  await window.getByRole('textbox').fill('one more')
  await window.getByRole('textbox').press('Enter')
  await expect(window.locator('.line')).toHaveCount(22)
  await expect(past).toHaveCount(20)

  await window.getByRole('log').press('Home')
  await expect(past).toHaveCount(30)
  await expect(window.getByText('This is where your conversation begins.')).toHaveCount(1)
  const own = window.locator('.past .lines-mine .line')
  expect(await own.allInnerTexts()).toEqual(Array.from({ length: 15 }, (_, index) => `butterfly ${index}`))

  await window.getByRole('textbox').press('Control+h')
  const history = await program.window('history')
  await expect(history.getByRole('feed').getByText('one more').first()).toBeVisible()
})
