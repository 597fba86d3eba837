import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExportFormat, HistoryScope } from '../../app/history.ts'
import type { Author, Delivery, Entry, Notice } from '../../app/message.ts'
import { exportHistory } from '../../main/history/export/export-history.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { anyText, textFormat } from '../support/arbitraries.ts'
import { withFiles } from './import-files.ts'
import { alice, HistoryInMemory, unending } from './import-support.ts'

const wellFormed = anyText.map((text) => text.toWellFormed().replaceAll('\0', ''))
const author: fc.Arbitrary<Author> = fc.record({
  address: fc.constantFrom('bob@example.com', 'carol99@hotmail.com', 'alice@live.com'),
  name: wellFormed,
})
const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.constantFrom<Delivery>({ state: 'received' }, { state: 'delivered' }, { state: 'stored' }),
  fc.constantFrom<Delivery>(
    { state: 'failed', reason: 'not-delivered' },
    { state: 'uncertain', reason: 'interrupted' },
    { state: 'waiting', reason: 'contact-offline' },
  ),
)
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({ kind: fc.constantFrom('joined' as const, 'left' as const, 'invited' as const), who: author }),
  fc.record({
    kind: fc.constant('cannot-show' as const),
    who: author,
    what: fc.constantFrom('wink' as const, 'ink' as const),
  }),
  fc.constant<Notice>({ kind: 'connection-lost' }),
)
const base = { id: fc.uuid(), at: fc.integer({ min: 1, max: Date.UTC(2100, 0) }) }
const said = { ...base, author, mine: fc.boolean(), delivery }
const format = fc
  .record({ format: textFormat, color: fc.option(fc.constant('#123456')) })
  .map(({ format, color }) => ({ ...format, color }))
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ ...said, kind: fc.constant('text' as const), text: wellFormed, format }),
  fc.record({
    ...said,
    kind: fc.constant('text' as const),
    text: wellFormed,
    format,
    offline: fc.constant(true as const),
  }),
  fc.record({ ...said, kind: fc.constant('nudge' as const) }),
  fc.record({ ...said, kind: fc.constant('action' as const), text: wellFormed }),
  fc.record({ ...base, kind: fc.constant('notice' as const), notice }),
)
const place = fc.constantFrom(
  { accountId: 'local/alice@live.com', historyId: 'bob@example.com', group: false },
  { accountId: 'local/alice@live.com', historyId: 'group:one', group: true },
  { accountId: 'other/alice2@live.com', historyId: 'bob@example.com', group: false },
)
const line: fc.Arbitrary<NewLine> = fc
  .record({ place, people: fc.array(author, { minLength: 1, maxLength: 3 }), entry })
  .map(({ place, ...rest }) => ({ ...place, ...rest }))

const one: HistoryScope = { kind: 'conversation', accountId: alice.accountId, historyId: 'bob@example.com' }

const exported = (history: HistoryInMemory, scope: HistoryScope, format: ExportFormat, path: string) =>
  exportHistory(history.reader, { scope, format, path, locale: 'en-GB' }, unending)

test('a history that is exported and imported on another computer is equal, and stays so when it is imported again', async () => {
  const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 30, selector: ({ entry }) => entry.id })
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      await withFiles({}, async (folder) => {
        const [here, there] = [new HistoryInMemory(), new HistoryInMemory()]
        here.write(...all)
        expect(await exported(here, { kind: 'all' }, 'json', join(folder, 'history'))).toBe(all.length)
        expect(await there.import([join(folder, 'history')])).toMatchObject({
          added: all.length,
          refused: [],
        })
        expect(there.all()).toEqual(here.all())
        expect(await there.import([folder])).toMatchObject({ added: 0, alreadyThere: all.length })
        expect(await here.import([folder])).toMatchObject({ added: 0, alreadyThere: all.length })
      })
    }),
    { numRuns: 60 },
  )
})

const bob: Author = { address: 'bob@example.com', name: 'Bob' }

const text = (id: string, words: string, delivery: Delivery = { state: 'received' }): NewLine => ({
  accountId: alice.accountId,
  historyId: 'bob@example.com',
  group: false,
  people: [bob],
  entry: {
    id,
    at: 1_700_000_000_000,
    kind: 'action',
    author: bob,
    mine: delivery.state !== 'received',
    text: words,
    delivery,
  },
})

describe('a file of our own', () => {
  test('is JSON as a whole, with its form as the documentation says', async () => {
    await withFiles({}, async (folder) => {
      const history = new HistoryInMemory()
      history.write(text('a', 'hello'), text('b', 'you'))
      await exported(history, one, 'json', join(folder, 'bob.json'))
      const written = await readFile(join(folder, 'bob.json'), 'utf8')
      expect(JSON.parse(written)).toEqual({
        format: 'papilio-history',
        version: 1,
        account: 'local/alice@live.com',
        conversation: 'bob@example.com',
        group: false,
        people: [bob],
        lines: [text('a', 'hello').entry, text('b', 'you').entry],
      })
      expect(written.split('\n')).toHaveLength(5)
    })
  })

  test('that has no lines is one, too', async () => {
    await withFiles({}, async (folder) => {
      const history = new HistoryInMemory()
      expect(await exported(history, one, 'json', join(folder, 'bob.json'))).toBe(0)
      expect(JSON.parse(await readFile(join(folder, 'bob.json'), 'utf8'))).toMatchObject({ lines: [] })
      expect(await history.import([folder])).toMatchObject({ added: 0, refused: [] })
    })
  })

  test('of the same address on another network goes to the account that is imported for', async () => {
    await withFiles({}, async (folder) => {
      const [here, there] = [new HistoryInMemory(), new HistoryInMemory()]
      here.write(text('a', 'hello'))
      await exported(here, one, 'json', join(folder, 'bob.json'))
      await there.import([folder], { accountId: 'elsewhere/alice@live.com' })
      expect(there.entries('bob@example.com', 'elsewhere/alice@live.com')).toHaveLength(1)
    })
  })

  test('does not begin to send what was being sent when it was written', async () => {
    await withFiles({}, async (folder) => {
      const [here, there] = [new HistoryInMemory(), new HistoryInMemory()]
      here.write(text('a', 'hello', { state: 'sending' }))
      await exported(here, one, 'json', join(folder, 'bob.json'))
      await there.import([folder])
      expect(there.entries('bob@example.com')).toMatchObject([
        { delivery: { state: 'uncertain', reason: 'interrupted' } },
      ])
    })
  })

  const head =
    '{"format":"papilio-history","version":1,"account":"local/alice@live.com","conversation":"bob@example.com","group":false,"people":[],"lines":[\n'
  const good = JSON.stringify(text('a', 'hello').entry)

  test.each([
    ['cut off in a line', `${head}${good},\n${good.slice(0, 40)}`, 1],
    ['with a line of another kind', `${head}${good},\n{"kind":"spell","id":"x"}\n]}\n`, 1],
    [
      'with a line without an id',
      `${head}{"kind":"notice","id":"","at":1,"notice":{"kind":"connection-lost"}}\n]}\n`,
      0,
    ],
    ['with a time that is none', `${head}${good.replace('1700000000000', '-5')}\n]}\n`, 0],
    ['of a later version', `${head.replace('"version":1', '"version":2')}${good}\n]}\n`, 0],
    [
      'of a conversation that cannot be',
      `${head.replace('bob@example.com', '../bob')}${good}\n]}\n`.replace('../bob', '\\u0000'),
      0,
    ],
    ['that is only named so', '{"format":"papilio-history"', 0],
  ])('%s is told of, with what could be read added', async (_, content, added) => {
    await withFiles({ 'bob.json': content }, async (folder) => {
      expect(await new HistoryInMemory().import([folder])).toMatchObject({
        added,
        refused: [{ file: 'bob.json', reason: 'file-unreadable' }],
      })
    })
  })

  test('may be written in other lines', async () => {
    const pretty = JSON.stringify(JSON.parse(`${head}${good}\n]}`), null, 2)
    await withFiles({ 'bob.json': pretty }, async (folder) => {
      expect(await new HistoryInMemory().import([folder])).toMatchObject({ added: 1, refused: [] })
    })
  })

  test('may be moved and called anything', async () => {
    await withFiles({ 'bob.json': `${head}${good}\n]}\n` }, async (folder) => {
      await rename(join(folder, 'bob.json'), join(folder, 'backup'))
      expect(await new HistoryInMemory().import([folder])).toMatchObject({ added: 1, refused: [] })
    })
  })

  test('is read in pieces, and no line may be endless', async () => {
    const long = text('a', 'x'.repeat(100_000))
    await withFiles({ 'bob.json': `${head}${JSON.stringify(long.entry)}\n]}\n` }, async (folder) => {
      expect(await new HistoryInMemory().import([folder])).toMatchObject({ added: 1 })
    })
    await withFiles({ 'bob.json': `${head}"${'x'.repeat(5 * 1024 * 1024)}"\n]}\n` }, async (folder) => {
      expect(await new HistoryInMemory().import([folder])).toMatchObject({
        added: 0,
        refused: [{ file: 'bob.json' }],
      })
    })
  })
})
