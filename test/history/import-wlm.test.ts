import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogFile } from '../../main/history/import/logged-line.ts'
import { parseWlmLog } from '../../main/history/import/wlm-log.ts'
import { withFiles } from './import-files.ts'
import { berlin, HistoryInMemory, told } from './import-support.ts'

const file = (text: string): LogFile => ({ name: 'bob@example.com.xml', folders: [], changedAt: 0, text })
const read = (text: string) => parseWlmLog(file(text), berlin, () => Promise.resolve())
const texts = async (text: string) => (await read(text)).lines.map((line) => line.text)

const head = `<?xml version="1.0"?>\n<?xml-stylesheet type='text/xsl' href='MessageLog.xsl'?>\n<Log FirstSessionID="1" LastSessionID="1">`
const message = (text: string, attributes = 'DateTime="2009-03-12T13:05:33.383Z" SessionID="1"') =>
  `<Message ${attributes}><From><User FriendlyName="Bob"/></From><To><User FriendlyName="Me"/></To><Text Style="">${text}</Text></Message>`

describe('a log that is damaged', () => {
  test('loses only the line in which it is', async () => {
    const log = await read(`${head}${message('one')}${message('<b>two')}${message('three')}</Log>`)
    expect(log.lines.map(({ text }) => text)).toEqual(['one', 'three'])
    expect(log.damaged).toBe(true)
  })

  test('is read up to where it was cut off, wherever that is', async () => {
    const whole = `${head}${message('one')}${message('two')}</Log>`
    const complete = whole.length - '</Log>'.length
    for (let end = head.length; end < whole.length; end += 1) {
      const { lines, damaged } = await read(whole.slice(0, end))
      const expected = end >= complete ? 2 : end >= head.length + message('one').length ? 1 : 0
      expect([end, lines.length, damaged]).toEqual([end, expected, true])
    }
  })

  test('in a thousand places is not read on, and takes no time', async () => {
    const { lines, damaged } = await read(`${head}${'<Message '.repeat(200_000)}${message('late')}</Log>`)
    expect([lines.length, damaged]).toEqual([0, true])
  })

  test.each([
    ['a document type', `<!DOCTYPE Log [<!ENTITY a "aaaaaaaaaa">]>${head}${message('&a;')}</Log>`, ['&a;']],
    ['an entity in a line', `${head}<!ENTITY a "x">${message('one')}</Log>`, ['one']],
    ['CDATA', `${head}${message('<![CDATA[one]]>')}${message('two')}</Log>`, ['two']],
    ['a comment', `${head}${message('<!-- a -->one')}${message('two')}</Log>`, ['two']],
    ['a stylesheet from elsewhere', `${head}${message('two')}<?include x?></Log>`, ['two']],
  ])('gives nothing to %s', async (_, text, expected) => {
    expect(await texts(text)).toEqual(expected)
  })

  test('has whole characters of which the halves were written as references, and no halves alone', async () => {
    const log = `${head}${message('&#xD83D;&#xDE00; &#55357;&#56832; &#xD83D; &#x1F600;')}</Log>`
    expect(await texts(log)).toEqual(['😀 😀 \ufffd 😀'])
  })

  test('has references once decoded and never more', async () => {
    expect(await texts(`${head}${message('&amp;lt; &#x41;&#66; &#0; &#x110000; &nope;')}</Log>`)).toEqual([
      '&lt; AB   &nope;',
    ])
  })
})

test.each([
  [
    'the exact one in UTC',
    'Date="3/12/2009" Time="9:00:00 AM" DateTime="2009-03-12T13:05:33.383Z"',
    '2009-03-12T13:05:33.383Z',
  ],
  ['with fewer digits', 'DateTime="2009-03-12T13:05:33.5Z"', '2009-03-12T13:05:33.500Z'],
  [
    'local, with halves of the day: month first',
    'Date="3/4/2009" Time="12:05:33 AM"',
    '2009-03-03T23:05:33.000Z',
  ],
  ['local, with whole days: day first', 'Date="3/4/2009" Time="13:05:33"', '2009-04-03T11:05:33.000Z'],
  ['local, year first', 'Date="2009-04-03" Time="13:05"', '2009-04-03T11:05:00.000Z'],
  ['local, with points', 'Date="03.04.09" Time="13:05:33"', '2009-04-03T11:05:33.000Z'],
  ['local, in China', 'Date="2009年4月3日" Time="13:05:33"', '2009-04-03T11:05:33.000Z'],
])('a time is %s', async (_, attributes, expected) => {
  const { lines } = await read(`${head}${message('x', `${attributes} SessionID="1"`)}</Log>`)
  expect(new Date(lines[0]!.at).toISOString()).toBe(expected)
})

test('a line without a time is no line', async () => {
  const log = await read(
    `${head}${message('x', 'DateTime="2009-02-31T25:00:00Z" SessionID="1"')}${message('y', '')}</Log>`,
  )
  expect(log).toMatchObject({ lines: [], damaged: true })
})

const escaped = (text: string): string =>
  text.replace(/[&<>"'\r\n\t]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`)

/** What XML can hold, with line ends of one kind, as a program wrote it. */
const written = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, ' '))

const row = fc.record({
  text: written.filter((text) => text.trim() !== ''),
  own: fc.boolean(),
  at: fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2012, 0) }),
  session: fc.integer({ min: 1, max: 3 }),
})

test('whatever people wrote arrives once, however often it is imported and however files overlap', async () => {
  const rows = fc.array(row, { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(rows, fc.nat(30), fc.nat(30), async (all, one, other) => {
      const log = (some: typeof all) =>
        `${head}${some
          .map(
            ({ text, own, at, session }) =>
              `<Message DateTime="${new Date(at).toISOString()}" SessionID="${session}"><From><User FriendlyName="${own ? 'Alice' : 'Bob'}"/></From><To><User FriendlyName="${own ? 'Bob' : 'Alice'}"/></To><Text>${escaped(text)}</Text></Message>`,
          )
          .join('\r\n')}</Log>`
      const files = {
        'a/bob@example.com.xml': log(all.slice(0, one)),
        'b/bob@example.com.xml': log(all.slice(Math.min(one, other))),
        'c/bob@example.com.xml': log(all),
      }
      await withFiles(files, async (folder) => {
        const history = new HistoryInMemory()
        const first = await history.import([folder])
        expect(first).toMatchObject({ added: all.length, refused: [] })
        const once = history.entries('bob@example.com')
        const expected = all.map(({ text, own, at }) => [at, own, text])
        expect(
          once.map((entry) => entry.kind === 'text' && [entry.at, entry.mine, entry.text]).sort(),
        ).toEqual(expected.sort())
        expect(await history.import([`${folder}/b`, folder])).toMatchObject({ added: 0 })
        expect(history.entries('bob@example.com')).toEqual(once)
      })
    }),
    { numRuns: 40 },
  )
})

test('what this program kept itself is not added again', async () => {
  const history = new HistoryInMemory()
  const text = { kind: 'text', text: 'hi :)', mine: false, delivery: { state: 'received' } } as const
  const format = {
    font: 'Arial',
    bold: true,
    italic: false,
    underline: false,
    strikethrough: false,
    color: null,
    charset: 0,
    pitchFamily: 0,
    rightToLeft: false,
  }
  const author = { address: 'bob@example.com', name: 'Bob' }
  const entry = { ...text, author, format, id: 'own', at: Date.parse('2009-03-12T13:05:33.383Z') }
  history.write({
    accountId: 'local/alice@live.com',
    historyId: 'bob@example.com',
    group: false,
    people: [author],
    entry,
  })
  await withFiles(
    { 'bob@example.com.xml': `${head}${message('hi :)')}${message('new')}</Log>` },
    async (folder) => {
      expect(await history.import([folder])).toMatchObject({ added: 1, alreadyThere: 1 })
    },
  )
  expect(history.entries('bob@example.com').map(told)).toHaveLength(2)
})
