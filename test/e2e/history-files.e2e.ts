import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { HistoryScope } from '../../app/history.ts'
import { defaultFormat } from '../../app/message.ts'
import { call } from '../support/bridge-calls.ts'
import { expect, test } from '../support/launch.ts'

const alice = 'alice@example.com'
const echo = 'echo@papilio.example'
const accountId = `local/${alice}`
const talk = `${accountId}>${echo}`
const everywhere = { accountId: null, historyId: null, from: null, to: null, before: null, count: 10 }

test('what was said is there when the program was killed, is searched, goes into files and comes back', async ({
  launch,
}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-history-'))
  const first = await launch()
  const list = await first.signIn(alice)
  expect(await call(list, 'openConversation', accountId, echo)).toMatchObject({ ok: true, value: talk })
  await call(list, 'sendMessage', talk, 'Zitronenfalter', defaultFormat)
  const conversation = await first.window('conversation')
  await expect(conversation.getByRole('log').getByText('Zitronenfalter', { exact: true })).toHaveCount(2)
  const { userData } = first
  const gone = new Promise((resolve) => first.electron.process().once('exit', resolve))
  first.electron.process().kill('SIGKILL')
  await gone

  const second = await launch({ userData })
  const page = await second.signIn(alice)
  const found = await call(page, 'searchHistory', { ...everywhere, text: 'zitronen' })
  expect(found).toMatchObject({ ok: true, value: { hits: [{ marks: [[0, 8]] }, { marks: [[0, 8]] }] } })

  const scope = { kind: 'conversation', accountId, historyId: echo } as const satisfies HistoryScope
  expect(await call(page, 'exportHistory', scope, 'json')).toEqual({ ok: true, value: false })
  const file = path.join(folder, 'echo.json')
  await second.answerFileDialog(file)
  expect(await call(page, 'exportHistory', scope, 'json')).toEqual({ ok: true, value: true })
  expect(readFileSync(file, 'utf8')).toContain('Zitronenfalter')
  await second.answerFileDialog(folder)
  expect(await call(page, 'exportHistory', { kind: 'all' }, 'html')).toEqual({ ok: true, value: true })
  const [made] = readdirSync(folder).filter((name) => name.startsWith('Papilio '))
  expect(readdirSync(path.join(folder, made!)).length).toBeGreaterThan(0)

  expect(await call(page, 'deleteHistory', { kind: 'all' })).toMatchObject({ ok: true })
  expect(await call(page, 'searchHistory', { ...everywhere, text: 'zitronen' })).toMatchObject({
    value: { hits: [] },
  })
  expect(await call(page, 'importHistory', accountId, 'files')).toEqual({ ok: true, value: null })
  await second.answerFileDialog(file)
  const summary = await call(page, 'importHistory', accountId, 'files')
  expect(summary).toMatchObject({ ok: true, value: { refused: [], cancelled: false } })
  expect(await call(page, 'searchHistory', { ...everywhere, text: 'zitronen' })).toMatchObject({
    value: { hits: [{}, {}] },
  })
  rmSync(folder, { recursive: true })
})

test('a damaged history does not keep the program from starting, and is said', async ({ launch }) => {
  const userData = mkdtempSync(path.join(os.tmpdir(), 'papilio-damaged-'))
  writeFileSync(
    path.join(userData, 'history.db'),
    'no database at all, but long enough to be taken for one '.repeat(100),
  )
  const program = await launch({ userData })
  const page = await program.signIn(alice)
  expect(await call(page, 'listHistory')).toEqual({ ok: true, value: [] })
  expect(existsSync(path.join(userData, 'history.db.damaged-1'))).toBe(true)
  expect(await call(page, 'dismissHistoryProblem')).toEqual({ ok: true, value: null })
})
