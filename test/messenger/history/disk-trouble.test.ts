import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { conversationIdOf } from '../../../app/conversation.ts'
import { defaultFormat } from '../../../app/message.ts'
import type { HistoryHome } from '../../../main/messenger/history/history-home.ts'
import { HistoryError } from '../../../main/storage/history/history.ts'
import { KeeperRun, linesIn } from './keeper-run.ts'

const accountId = 'local/alice@example.com'
const bob = 'bob@example.com'
const conversationId = conversationIdOf(accountId, bob)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-disk-'))
  file = path.join(folder, 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A disk that is full for as long as the test says so. */
class Disk {
  full = false
  /** The next write finds the file damaged. */
  damaged = false
  writes = 0

  around = (home: HistoryHome): HistoryHome => {
    const write = (...batch: Parameters<HistoryHome['write']>): void => {
      this.writes++
      if (this.full) throw new HistoryError('not-written', new Error('full'))
      if (this.damaged) {
        this.damaged = false
        throw new HistoryError('damaged', new Error('malformed'))
      }
      home.write(...batch)
    }
    return new Proxy(home, {
      get: (target, name) => {
        if (name === 'write') return write
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  }
}

function start(disk?: Disk): KeeperRun {
  const run = new KeeperRun(file, disk?.around)
  const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
  run.publish(
    { type: 'account-opened', accountId, address: 'alice@example.com', networkId: 'local', me },
    {
      type: 'conversation-opened',
      conversation: {
        ...{ id: conversationId, accountId, historyId: bob, group: false, entries: [], typing: [] },
        participants: [{ address: bob, name: 'Bob' }],
        lastReceivedAt: null,
        unread: 0,
      },
    },
  )
  return run
}

let said = 0
function say(run: KeeperRun, text: string): void {
  const author = { address: bob, name: 'Bob' }
  const head = { id: `said-${++said}`, at: Date.UTC(2026, 0, 1) + said }
  run.publish({
    type: 'entry-added',
    conversationId,
    entry: {
      ...head,
      kind: 'text',
      author,
      mine: false,
      text,
      format: defaultFormat,
      delivery: { state: 'received' },
    },
  })
}

const textsIn = (path: string): unknown[] =>
  linesIn(path).map(({ entry }) => (entry.kind === 'text' ? entry.text : entry.kind))

describe('while the disk is full', () => {
  test('what is said is held, the user is told once, and everything is written when there is room', async () => {
    const disk = new Disk()
    const run = start(disk)
    say(run, 'before')
    run.endTurn()
    disk.full = true
    say(run, 'one')
    run.endTurn()
    expect(run.store.state.historyProblem).toEqual({ kind: 'not-written' })
    say(run, 'two')
    run.endTurn()
    expect(run.keeper.flush()).toBe(false)
    expect(textsIn(file)).toEqual(['before'])
    disk.full = false
    run.clock.advance(1_000)
    expect(run.store.state.historyProblem).toBeNull()
    expect(textsIn(file)).toEqual(['before', 'one', 'two'])
    await run.close()
  })

  test('it is tried again with growing pauses, not with every line', async () => {
    const disk = new Disk()
    const run = start(disk)
    disk.full = true
    for (let at = 0; at < 10; at++) {
      say(run, String(at))
      run.endTurn()
    }
    expect(disk.writes).toBe(1)
    run.clock.advance(1_000)
    expect(disk.writes).toBe(2)
    run.clock.advance(4_999)
    expect(disk.writes).toBe(2)
    run.clock.advance(1)
    expect(disk.writes).toBe(3)
    run.clock.advance(30_000 + 60_000 + 60_000)
    expect(disk.writes).toBe(6)
    disk.full = false
    await run.close()
    expect(textsIn(file)).toHaveLength(10)
  })

  test('the problem is not told again to somebody who read of it', async () => {
    const disk = new Disk()
    const run = start(disk)
    disk.full = true
    say(run, 'one')
    run.endTurn()
    run.publish({ type: 'history-problem-changed', problem: null })
    run.clock.advance(10_000)
    expect(run.store.state.historyProblem).toBeNull()
    disk.full = false
    await run.close()
  })

  test('memory is bounded: the oldest lines are given up', async () => {
    const disk = new Disk()
    const run = start(disk)
    disk.full = true
    const long = 'x'.repeat(1024 * 1024)
    for (let at = 0; at < 20; at++) say(run, `${at} ${long}`)
    run.endTurn()
    disk.full = false
    run.clock.advance(1_000)
    const kept = textsIn(file).map((text) => Number(String(text).split(' ')[0]))
    expect(kept.at(-1)).toBe(19)
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.length).toBeLessThanOrEqual(16)
    expect(kept).toEqual(kept.toSorted((one, other) => one - other))
    expect(run.faults).toContain('lines were given up: the history cannot be written')
    await run.close()
  })
})

/** Overwrites the pages of the file beside the first ones, as a failing disk does. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 4096 * 2)
  writeFileSync(path, bytes)
}

describe('a damaged file', () => {
  test('that is found at the start is put aside, and said; what is said from then on is kept', async () => {
    writeFileSync(
      file,
      'this is no database, and never was one; it is long enough to look like a header'.repeat(20),
    )
    const run = start()
    expect(run.store.state.historyProblem).toMatchObject({ kind: 'damaged', keptAs: 'history.db.damaged-1' })
    say(run, 'after')
    run.endTurn()
    await run.close()
    expect(textsIn(file)).toEqual(['after'])
    expect(readFileSync(path.join(folder, 'history.db.damaged-1'), 'utf8')).toContain('this is no database')
  })

  test('that was damaged between two runs costs not a line of what is said from then on', async () => {
    const run = start()
    for (let at = 0; at < 500; at++) say(run, `early ${at}`)
    run.endTurn()
    await run.close()
    damage(file)
    const again = start()
    for (let at = 0; at < 50; at++) {
      say(again, `late ${at}`)
      again.endTurn()
    }
    await again.close()
    expect(again.store.state.historyProblem).toMatchObject({
      kind: 'damaged',
      keptAs: 'history.db.damaged-1',
    })
    expect(textsIn(file).filter((text) => String(text).startsWith('late'))).toHaveLength(50)
  })
})

test('a file that is found damaged while it is written is put aside, and not a line of what is said meanwhile is lost', async () => {
  const disk = new Disk()
  const run = start(disk)
  say(run, 'before')
  run.endTurn()
  disk.damaged = true
  say(run, 'one')
  run.endTurn()
  say(run, 'two')
  run.endTurn()
  await run.close()
  expect(textsIn(file)).toEqual(['one', 'two'])
  expect(textsIn(path.join(folder, 'history.db.damaged-1'))).toEqual(['before'])
  expect(run.store.state.historyProblem).toMatchObject({ kind: 'damaged', keptAs: 'history.db.damaged-1' })
})

test('a file of a later version is left alone, and said', async () => {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 999; CREATE TABLE future (x)')
  database.close()
  const before = readFileSync(file)
  const run = start()
  expect(run.store.state.historyProblem).toEqual({ kind: 'too-new' })
  say(run, 'not kept')
  run.endTurn()
  expect(await run.keeper.ask((archive) => archive.list())).toEqual([])
  await run.close()
  expect(readFileSync(file)).toEqual(before)
})

test('a file that cannot be opened at all does not keep the program from running, and is tried again', async () => {
  const place = path.join(folder, 'not-there', 'history.db')
  writeFileSync(path.join(folder, 'not-there'), 'a file where the folder should be')
  file = place
  const run = start()
  say(run, 'one')
  run.endTurn()
  expect(run.store.state.historyProblem).toEqual({ kind: 'not-written' })
  rmSync(path.join(folder, 'not-there'))
  run.clock.advance(1_000)
  expect(run.store.state.historyProblem).toBeNull()
  await run.close()
  expect(textsIn(place)).toEqual(['one'])
})
