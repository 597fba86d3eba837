import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { conversationIdOf } from '../../../app/conversation.ts'
import { defaultFormat } from '../../../app/message.ts'
import { deleteHistory } from '../../../main/messenger/history/history-calls.ts'
import type { HistoryHome } from '../../../main/messenger/history/history-home.ts'
import { HistoryError } from '../../../main/storage/history/history.ts'
import { KeeperRun, linesIn } from './keeper-run.ts'

const accountId = 'local/alice@example.com'
const bob = { address: 'bob@example.com', name: 'Bob' }
const conversationId = conversationIdOf(accountId, bob.address)
const early = Date.UTC(2026, 0, 1)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-rescue-'))
  file = path.join(folder, 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function start(change?: (home: HistoryHome) => HistoryHome): KeeperRun {
  const run = new KeeperRun(file, change)
  const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
  run.publish(
    { type: 'account-opened', accountId, address: 'alice@example.com', networkId: 'local', me },
    {
      type: 'conversation-opened',
      conversation: {
        ...{ id: conversationId, accountId, historyId: bob.address, group: false, entries: [], typing: [] },
        ...{ participants: [bob], lastReceivedAt: null, unread: 0 },
      },
    },
  )
  return run
}

function say(run: KeeperRun, number: number): void {
  const head = { id: `line-${number}`, at: early + number, author: bob, mine: false } as const
  const text = `number ${number} ${'and so on '.repeat(20)}`
  const entry = {
    ...head,
    kind: 'text',
    text,
    format: defaultFormat,
    delivery: { state: 'received' },
  } as const
  run.publish({ type: 'entry-added', conversationId, entry })
}

/** A history of so many lines, closed. */
async function written(lines: number): Promise<void> {
  const run = start()
  for (let number = 0; number < lines; number++) say(run, number)
  run.endTurn()
  await run.close()
}

/** Overwrites the begin of the file and one page in the middle, as a failing disk does. */
function damage(): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 100, 4096)
  const middle = Math.floor(bytes.length / 4096 / 2) * 4096
  bytes.fill(0xa5, middle, middle + 4096)
  writeFileSync(file, bytes)
}

const told = (run: KeeperRun): Promise<number> =>
  new Promise((resolve) => {
    const look = (): void => {
      const problem = run.store.state.historyProblem
      if (problem?.kind === 'damaged' && problem.rescued !== null) resolve(problem.rescued)
    }
    look()
    run.store.subscribe(look)
  })

const numbersIn = (): ReadonlySet<number> =>
  new Set(linesIn(file).map(({ entry }) => Number(entry.id.replace('line-', ''))))

describe('a history that was damaged', () => {
  test('is read as far as it can be, while what is said is kept; and the user is told how much', async () => {
    await written(600)
    damage()
    const run = start()
    expect(run.store.state.historyProblem).toEqual({
      kind: 'damaged',
      keptAs: 'history.db.damaged-1',
      rescued: null,
    })
    say(run, 1_000)
    run.endTurn()
    const rescued = await told(run)
    await run.close()
    const numbers = numbersIn()
    expect(numbers.has(1_000)).toBe(true)
    expect(numbers.size).toBe(rescued + 1)
    expect(rescued).toBeGreaterThan(400)
    expect(readdirSync(folder).toSorted()).toEqual([
      ...['history.db', 'history.db.damaged-1', 'history.db.damaged-1.read'],
    ])
  })

  test('is read at the next start when the program ended before', async () => {
    await written(600)
    damage()
    const run = start()
    await run.close()
    expect(existsSync(path.join(folder, 'history.db.damaged-1.read'))).toBe(false)
    const again = start()
    const rescued = await told(again)
    await again.close()
    expect(numbersIn().size).toBeGreaterThan(400)
    expect(rescued).toBeGreaterThan(0)
    expect(existsSync(path.join(folder, 'history.db.damaged-1.read'))).toBe(true)
    const third = start()
    expect(third.store.state.historyProblem).toBeNull()
    await third.close()
  })

  test('is read at the next start when there was no room for what is in it', async () => {
    await written(600)
    damage()
    const full = start((home) => {
      const rescue = () => Promise.reject(new HistoryError('not-written', new Error('full')))
      return new Proxy(home, {
        get: (target, name) => {
          if (name === 'archive') return { rescue, close: () => target.archive.close() }
          const value: unknown = Reflect.get(target, name, target)
          return typeof value === 'function' ? (value.bind(target) as unknown) : value
        },
      })
    })
    expect(await told(full)).toBe(0)
    await full.close()
    const again = start()
    expect(await told(again)).toBeGreaterThan(400)
    await again.close()
  })

  test('is read at the next start when the program ended before its turn came', async () => {
    await written(600)
    damage()
    copyFileSync(file, path.join(folder, 'history.db.damaged-1'))
    const run = start()
    expect(run.home.unrescued).toHaveLength(2)
    await run.close()
    const again = start()
    expect(again.home.unrescued).toHaveLength(2)
    await again.close()
  })

  test('goes with what is deleted, and none of it comes back, also when somebody ended the reading of it', async () => {
    await written(600)
    damage()
    const run = start()
    run.tasks.cancel()
    expect(await told(run)).toBe(0)
    const scope = { kind: 'lines', accountId, historyId: bob.address, entryIds: ['line-7'] } as const
    const forgetLines = (): void => undefined
    const deleted = await deleteHistory({ ...run, conversations: { forgetLines } }, scope)
    expect(deleted).toBe(1)
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
    expect(run.store.state.historyProblem).toBeNull()
    await run.close()
    const again = start()
    expect(again.home.unrescued).toEqual([])
    await again.close()
    expect(numbersIn().size).toBeGreaterThan(400)
    expect(numbersIn().has(7)).toBe(false)
    expect(readFileSync(file).includes('number 7 and')).toBe(false)
  })

  test('leaves nothing behind when the whole history is deleted', async () => {
    await written(20)
    copyFileSync(file, path.join(folder, 'history.db.damaged-1'))
    const run = start()
    run.home.deleteAside('all')
    await run.close()
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  test('is not told again to somebody who has read of it', async () => {
    await written(600)
    damage()
    const run = start()
    run.publish({ type: 'history-problem-changed', problem: null })
    await new Promise<void>((resolve) => {
      run.store.subscribe((event) => {
        if (event.type === 'history-task-changed' && event.task === null) resolve()
      })
    })
    await run.close()
    expect(run.store.state.historyProblem).toBeNull()
  })
})
