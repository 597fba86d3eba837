import * as fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultFormat, type Delivery } from '../../app/message.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { OutboxStorage, type KeptLine } from '../../main/storage/outbox.ts'

const alice = 'local/alice@example.com'
const zoe = 'custom/zoe@example.com'
const author = { address: 'alice@example.com', name: 'Alice' }

let database: DatabaseSync
let outbox: OutboxStorage

beforeEach(() => {
  database = openDatabase(':memory:').database
  outbox = new OutboxStorage(database)
})

const anyDelivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.record({ state: fc.constantFrom('sending' as const, 'delivered' as const, 'stored' as const) }),
  fc.record({
    state: fc.constantFrom('waiting' as const, 'uncertain' as const, 'failed' as const),
    reason: fc.constantFrom('contact-offline' as const, 'not-delivered' as const),
  }),
)
const anyText = fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => text.isWellFormed())
const anyLine: fc.Arbitrary<
  Omit<KeptLine, 'entry'> & { text: string | null; delivery: Delivery; at: number }
> = fc.record({
  accountId: fc.constantFrom(alice, zoe),
  historyId: fc.constantFrom('bob@example.com', 'group:1'),
  group: fc.boolean(),
  people: fc.array(fc.record({ address: fc.emailAddress(), name: anyText }), { maxLength: 3 }),
  handedOver: fc.boolean(),
  firstPiece: fc.nat(20),
  text: fc.option(anyText),
  delivery: anyDelivery,
  at: fc.maxSafeNat(),
})

/** Lines with ids of their own; without a text a nudge. */
const anyLines: fc.Arbitrary<readonly KeptLine[]> = fc.array(anyLine, { maxLength: 12 }).map((lines) =>
  lines.map(({ text, delivery, at, ...line }, number) => {
    const head = { id: `id-${number}`, at, author, mine: true, delivery }
    const entry =
      text === null
        ? ({ ...head, kind: 'nudge' } as const)
        : ({ ...head, kind: 'text', text, format: { ...defaultFormat, font: text } } as const)
    return { ...line, entry }
  }),
)

const line = (id: string, accountId = alice): KeptLine => ({
  ...{ accountId, historyId: 'bob@example.com', group: false, people: [], handedOver: false, firstPiece: 0 },
  entry: { id, at: 1, author, mine: true, kind: 'nudge', delivery: { state: 'sending' } },
})

describe('the outbox', () => {
  test('gives back what was put in, in its order, by account', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        database.exec('DELETE FROM outbox')
        for (const one of lines) outbox.add(one)
        expect(outbox.lines(null)).toEqual(lines)
        expect(outbox.lines(alice)).toEqual(lines.filter(({ accountId }) => accountId === alice))
      }),
    )
  })

  test('is what a list would be, whatever is changed and removed', () => {
    const anyChange = fc.record({
      entryId: fc.nat(12).map((number) => `id-${number}`),
      delivery: anyDelivery,
      handedOver: fc.boolean(),
      firstPiece: fc.nat(9),
    })
    const anySteps = fc.array(fc.oneof(fc.array(anyChange), fc.array(fc.nat(12).map((n) => `id-${n}`))))
    fc.assert(
      fc.property(anyLines, anySteps, (lines, steps) => {
        database.exec('DELETE FROM outbox')
        for (const one of lines) outbox.add(one)
        let model = [...lines]
        for (const step of steps) {
          const changes = step.filter((one) => typeof one !== 'string')
          const ids = step.filter((one) => typeof one === 'string')
          outbox.change(changes)
          outbox.remove(ids)
          for (const { entryId, delivery, ...progress } of changes) {
            model = model.map((kept) =>
              kept.entry.id === entryId ? { ...kept, ...progress, entry: { ...kept.entry, delivery } } : kept,
            )
          }
          model = model.filter(({ entry }) => !ids.includes(entry.id))
        }
        expect(outbox.lines(null)).toEqual(model)
      }),
    )
  })

  test('has every line once', () => {
    outbox.add(line('one'))
    expect(() => outbox.add(line('one'))).toThrow(/UNIQUE/)
  })

  test('changes all of several lines or none', () => {
    outbox.add(line('one'))
    outbox.add(line('two'))
    database.exec(
      `CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN new.entry_id = 'two' BEGIN SELECT raise(ABORT, 'full'); END`,
    )
    const delivered = { delivery: { state: 'delivered' }, handedOver: true, firstPiece: 0 } as const
    const changes = ['one', 'two'].map((entryId) => ({ entryId, ...delivered }))
    expect(() => outbox.change(changes)).toThrow('full')
    expect(outbox.lines(null)).toEqual([line('one'), line('two')])
  })

  test('forgets one account and not the other', () => {
    outbox.add(line('one'))
    outbox.add(line('two', zoe))
    outbox.forget(alice)
    expect(outbox.lines(null)).toEqual([line('two', zoe)])
  })

  test('is said to have forgotten what it forgot, also where that cannot be wiped out yet', () => {
    outbox.add(line('one'))
    const exec = database.exec.bind(database)
    database.exec = (sql) => {
      if (sql.includes('checkpoint')) throw new Error('database or disk is full')
      exec(sql)
    }
    outbox.remove(['one'])
    expect(outbox.lines(null)).toEqual([])
  })

  test('leaves out what cannot be read', () => {
    for (const id of ['one', 'two', 'three', 'four']) outbox.add(line(id))
    database.exec(`UPDATE outbox SET entry = 'nothing' WHERE entry_id = 'one';
      UPDATE outbox SET delivery = '7' WHERE entry_id = 'two';
      UPDATE outbox SET people = '[{}]' WHERE entry_id = 'three'`)
    expect(outbox.lines(null)).toEqual([line('four')])
  })
})

describe('on disk', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'papilio-outbox-'))
    database = openDatabase(path.join(folder, 'papilio.db')).database
    outbox = new OutboxStorage(database)
  })
  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })

  const secret = (id: string): KeptLine => {
    const kept = line(id)
    return {
      ...kept,
      entry: { ...kept.entry, kind: 'text', text: 'a word for nobody', format: defaultFormat },
    }
  }
  const bytes = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), 'latin1'))
      .join()

  test('each call waits for the disk', () => {
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  })

  test('another connection sees a line as soon as it was added', () => {
    outbox.add(secret('one'))
    const other = openDatabase(path.join(folder, 'papilio.db')).database
    expect(new OutboxStorage(other).lines(null)).toEqual([secret('one')])
    other.close()
  })

  test.each([
    ['removed', () => outbox.remove(['one'])],
    ['of an account that is forgotten', () => outbox.forget(alice)],
  ])('nothing is left in any file of a line that is %s', (_how, forget) => {
    outbox.add(secret('one'))
    expect(bytes()).toContain('a word for nobody')
    outbox.change([{ entryId: 'one', delivery: { state: 'sending' }, handedOver: true, firstPiece: 0 }])
    forget()
    expect(bytes()).not.toContain('a word for nobody')
  })
})
