import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmsnLog } from '../../main/history/import/amsn-log.ts'
import { textOfHtml } from '../../main/history/import/html-text.ts'
import { clockIn, daysIn } from '../../main/history/import/local-times.ts'
import type { LogFile, LoggedLine, ParsedLog } from '../../main/history/import/logged-line.ts'
import { parsePidginHtml } from '../../main/history/import/pidgin-html.ts'
import { parsePidginText } from '../../main/history/import/pidgin-text.ts'
import { stylePart } from '../../main/history/import/text-style.ts'
import { berlin } from './import-support.ts'

const noPause = () => Promise.resolve()
const file = (
  name: string,
  text: string,
  folders: readonly string[] = [],
  changedAt = Date.UTC(2005, 5, 1),
): LogFile => ({
  name,
  text,
  folders,
  changedAt,
})
const rows = ({ lines }: ParsedLog) => lines.map((line) => [stamp(line), line.what, line.name, line.text])
const stamp = ({ at }: LoggedLine) => new Date(at).toISOString().slice(0, 19)

describe('times of day', () => {
  test.each([
    ['5:09:36 PM', { hour: 17, minute: 9, second: 36 }],
    ['12:00:01 AM', { hour: 0, minute: 0, second: 1 }],
    ['12:30 p.m.', { hour: 12, minute: 30, second: 0 }],
    ['17:09', { hour: 17, minute: 9, second: 0 }],
    ['[23:59:59]', { hour: 23, minute: 59, second: 59 }],
    ['2010.10.12 08:15:00', { hour: 8, minute: 15, second: 0 }],
    ['25:00', null],
    ['hello', null],
  ])('%s', (text, clock) => {
    expect(clockIn(text)).toEqual(clock)
  })

  test.each([
    ['13/03/2009', ['2009-3-13']],
    ['3/13/2009', ['2009-3-13']],
    ['03/04/2009', ['2009-4-3', '2009-3-4']],
    ['2009.04.03', ['2009-4-3']],
    ['31/02/2009', []],
    ['nothing', []],
  ])('days that %s can be', (text, days) => {
    expect(daysIn(text).map(({ day }) => `${day.year}-${day.month}-${day.day}`)).toEqual(days)
  })
})

describe('a text in HTML', () => {
  test.each([
    ['<b>a</b> b', 'a b', { bold: false }],
    ['<b>a</b> <strong>b</strong>', 'a b', { bold: true }],
    ['<i><u>a</i></u>', 'a', { italic: true, underline: true }],
    ['a<br/>b<br>c<BR />d', 'a\nb\nc\nd', {}],
    ['<font face="Arial" color="#00FF00">a</font>', 'a', { font: 'Arial', color: '#00ff00' }],
    [
      `<span style='font-family: 'Times New Roman'; color: #abc'>a</span></span>`,
      'a',
      { font: 'Times New Roman', color: '#aabbcc' },
    ],
    [
      `<span style='font-family: &amp;apos;Helvetica&amp;apos;;font-size: 12px;'>a</span>`,
      'a',
      { font: 'Helvetica' },
    ],
    ['<img src="x" alt=":)"> &lt;b&gt; &amp;lt;', ':) <b> &lt;', {}],
    ['a < b > c <3 <>', 'a < b > c <3 <>', {}],
    ['<script>alert(1)</script>', 'alert(1)', {}],
    ['<b', '<b', { bold: false }],
  ])('%s', (html, text, format) => {
    const read = textOfHtml(html)
    expect(read.text).toBe(text)
    expect(read.format).toMatchObject(format)
  })

  test('of any kind is read in one go, and a text without signs of HTML is itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void textOfHtml(text)))
    const plain = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[<&]/g, ''))
    fc.assert(fc.property(plain, (text) => void expect(textOfHtml(text).text).toBe(text)))
  })

  test.each(['<', '<b ', '<b>', '</b>', `<b style='`, '&', '<span style="'])(
    'made of %s again and again takes no time',
    (piece) => {
      expect(textOfHtml(piece.repeat(50_000)).text.length).toBeLessThanOrEqual(piece.length * 50_000)
    },
  )

  test('has only the styles that a text can have', () => {
    expect(
      stylePart('position:fixed; color:url(x); background:#fff; constructor:x; __proto__:y; color:#123456'),
    ).toEqual({
      color: '#123456',
    })
  })
})

describe('logs of aMSN', () => {
  const read = (text: string, name = 'bob@example.com.log', folders: readonly string[] = []) =>
    parseAmsnLog(file(name, text, folders), berlin, noPause)

  test('of the oldest versions have no year: it is that of the folder, or the last one before the file was changed', async () => {
    const text = `|"LRED[Conversation started on 24 Dec 18:00:00]\n|"LGRA[18:00:05] |"LITABob :|"LNOR hi\n`
    expect(rows(await read(text))).toEqual([['2004-12-24T17:00:05', 'text', 'Bob', 'hi']])
    expect(rows(await read(text, 'bob@example.com.log', ['logs', 'December 2003']))[0]?.[0]).toBe(
      '2003-12-24T17:00:05',
    )
  })

  test('with no space behind the time are read, too', async () => {
    expect(rows(await read(`|"LGRA[|"LTIME1133386777] |"LITABob :|"LC000000 hi`))).toEqual([
      ['2005-11-30T21:39:37', 'text', 'Bob', 'hi'],
    ])
  })

  test('tell nothing before they tell a time', async () => {
    expect(await read(`|"LGRA[12:00:00] |"LITABob :|"LNOR hi`)).toMatchObject({ lines: [], damaged: true })
  })

  test('can hold anything', async () => {
    const piece = fc.constantFrom(
      '|"L',
      'RED',
      'GRA',
      'ITA',
      'TIME',
      '1133386777',
      '[',
      ']',
      ' :',
      '\n',
      '\r',
      'C00ff00',
      'a@b.c',
      ', ',
      'x',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece).map((pieces) => pieces.join('')),
        async (text) => void (await read(text)),
      ),
    )
  })
})

describe('logs of Pidgin', () => {
  const text = (lines: string, name = '2010-10-12.231815+0200CEST.txt') =>
    parsePidginText(
      file(name, `Conversation with bob@example.com at x on alice@live.com (msn)\n${lines}`),
      berlin,
      noPause,
    )

  test('may have any form of time and date', async () => {
    const log = await text(
      '(23:18:16) Bob: a\n(11:18:17 PM) Bob: b\n(2010.10.11 08:15:00) Bob: c\n(12/10/2010 10:00:00) Bob: d\n',
    )
    expect(rows(log).map(([time]) => time)).toEqual([
      '2010-10-12T21:18:16',
      '2010-10-12T21:18:17',
      '2010-10-11T06:15:00',
      '2010-10-12T08:00:00',
    ])
  })

  test('whose name tells no time have it from their heading', async () => {
    const english =
      'Conversation with bob@example.com at Mon Feb 18 15:26:44 2013 on alice@live.com (msn)\n(15:27:00) Bob: a'
    const parsed = await parsePidginText(file('copy.txt', english), berlin, noPause)
    expect(rows(parsed)[0]?.[0]).toBe('2013-02-18T14:27:00')
    const numbers = english.replace('Mon Feb 18 15:26:44 2013', '20/03/2017 08:50:25')
    expect(rows(await parsePidginText(file('copy.txt', numbers), berlin, noPause))[0]?.[0]).toBe(
      '2017-03-20T14:27:00',
    )
  })

  test('that tell no time at all are damaged', async () => {
    expect(await text('(10:00:00) Bob: a', 'copy.txt')).toMatchObject({ lines: [], damaged: true })
  })

  test('a first line shortly before midnight of a conversation that begins after it is not a day later', async () => {
    expect(
      rows(await text('(23:59:58) Bob: a\n(00:00:03) Bob: b', '2010-10-13.000001+0200CEST.txt')),
    ).toEqual([
      ['2010-10-12T21:59:58', 'text', 'Bob', 'a'],
      ['2010-10-12T22:00:03', 'text', 'Bob', 'b'],
    ])
  })

  test('answers of the program itself are told from names', async () => {
    expect(
      rows(await text('(23:18:16) Bob <AUTO-REPLY>: away\n(23:18:17) Unable to send message: Too long')),
    ).toEqual([
      ['2010-10-12T21:18:16', 'text', 'Bob', 'away'],
      ['2010-10-12T21:18:17', 'action', '', 'Unable to send message: Too long'],
    ])
  })

  test('pages can hold anything', async () => {
    const piece = fc.constantFrom(
      '<b>',
      ':</b></font>',
      '<font color="#A82F2F">',
      '<font size="2">(10:00:00)</font> ',
      '<br/>',
      '\n',
      '***',
      'x',
      '(',
      ')',
    )
    const heading =
      '<html><head><title>Conversation with b@x.org at x on a@x.org (msn)</title></head><body>\n'
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        const page = file('2010-10-12.231815+0200CEST.html', heading + pieces.join(''))
        const { damaged } = await parsePidginHtml(page, berlin, noPause)
        expect(damaged).toBe(false)
      }),
    )
  })
})
