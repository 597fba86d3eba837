import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDate, parseFileTime, readTime } from '../../../main/protocol/offline-messages/mail-date.ts'
import { parseMail } from '../../../main/protocol/offline-messages/mail.ts'

/** Written by the mail library of another language. */
const written = JSON.parse(
  readFileSync(new URL('../../fixtures/offline-messages/mails.json', import.meta.url), 'utf8'),
) as readonly { readonly name: string; readonly mail: string; readonly text: string }[]

const never = Number.POSITIVE_INFINITY
const sentAt = Date.UTC(2026, 10, 23, 3, 8, 34)

const read = (mail: string) => parseMail(mail, never)
const withText = (headers: string, body = 'aGk=') =>
  read(`Content-Transfer-Encoding: base64\r\n${headers}\r\n\r\n${body}`)

describe('a mail', () => {
  test.each(written)('of another program is read: $name', ({ mail, text }) => {
    const parsed = read(mail)
    expect(parsed?.text.replace(/\n$/, '')).toBe(text)
    expect(parsed).toMatchObject({
      from: { address: 'alice@example.com', name: 'Alice é' },
      sentAt,
      runId: '{3a3be82c-684d-4f4f-8005-cbe8d4f82bad}',
      sequence: 7,
    })
  })

  test('may fold its headers, and mix its line breaks', () => {
    const mail =
      'From: =?utf-8?Q?Bob_?=\n\t=?utf-8?Q?B=C3=B6?=\r\n <bob@example.com>\nX-OIM-Sequence-Num:  3 \r\n\nhello\r\nthere'
    expect(read(mail)).toMatchObject({
      from: { address: 'bob@example.com', name: 'Bob Bö' },
      sequence: 3,
      text: 'hello\nthere',
    })
  })

  test.each([
    ['Bob <bob@example.com>', 'bob@example.com', 'Bob'],
    ['"Bob, B." <Bob@Example.com>', 'bob@example.com', 'Bob, B.'],
    ['bob@example.com', 'bob@example.com', ''],
    ['<bob@example.com>', 'bob@example.com', ''],
    ['=?utf-8?Q?a_<x>?= <bob@example.com>', 'bob@example.com', 'a <x>'],
  ])('says who wrote it: %s', (from, address, name) => {
    expect(withText(`From: ${from}`)?.from).toEqual({ address, name })
  })

  test('without numbers is the beginning of no run', () => {
    expect(withText('X-OIM-Sequence-Num: many')).toMatchObject({ runId: '', sequence: 0, sentAt: null })
  })

  test('of nothing but headers has no words', () => {
    expect(read('From: bob@example.com')?.text).toBe('')
  })

  test.each([
    ['only html', 'Content-Type: text/html'],
    ['a picture', 'Content-Type: image/png'],
    ['parts without a border', 'Content-Type: multipart/mixed'],
    ['parts that never come', 'Content-Type: multipart/mixed; boundary=x'],
  ])('with %s cannot be read', (_, type) => {
    expect(read(`${type}\r\n\r\nhello`)).toBeNull()
  })

  test('with parts in parts without end is not followed', () => {
    const border = (depth: number) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`
    const nested = Array.from({ length: 50 }, (_, depth) => border(depth)).join('')
    expect(read(`${nested}\n\nhello`)).toBeNull()
  })

  test('that is not encoded is text already, and control characters are not let through', () => {
    expect(read('Content-Type: text/plain; charset=iso-8859-1\n\ncaf\u00e9\u0007\u001b[1m')?.text).toBe(
      'café[1m',
    )
  })

  test('never throws, whatever it is', () => {
    const parts = fc.constantFrom(
      ...['\r\n', '\n', '\r\n\r\n', 'Content-Type: multipart/mixed; boundary=b', '--b', '--b--', 'From: <'],
      ...['Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', '=', '=?b?q?'],
      ...[
        'Date: 1 Jan 99999 00:00',
        'X-OriginalArrivalTime: FILETIME=[FFFFFFFF:FFFFFFFF]',
        ': ',
        'charset=x',
      ],
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ unit: 'binary' })), { maxLength: 40 }), (all) => {
        const mail = read(all.join(''))
        if (mail?.sentAt !== null && mail !== null) expect(Number.isSafeInteger(mail.sentAt)).toBe(true)
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        read(new TextDecoder().decode(bytes))
      }),
    )
  })

  test('of a quarter of a million blanks is read at once', () => {
    const mail = `Content-Transfer-Encoding: quoted-printable\n\n${' '.repeat(250_000)}x`
    expect(read(mail)?.text).toHaveLength(250_001)
  })
})

describe('the time of a mail', () => {
  test.each([
    ['23 Nov 2026 03:08:34.0000 (UTC)', sentAt],
    ['Sun, 22 Nov 2026 19:08:34 -0800', sentAt],
    ['22 Nov 2026 19:08:34 PST', sentAt],
    ['Mon, 23 Nov 2026 03:08:34 GMT', sentAt],
    ['Mon, 23 Nov 26 08:38:34 +0530', sentAt],
    ['23 nov 2026 03:08', sentAt - 34_000],
    ['1 Jan 99 00:00:00', Date.UTC(1999, 0, 1)],
    ['yesterday', null],
    ['23 Foo 2026 03:08:34', null],
    ['', null],
  ])('is read: %s', (text, time) => {
    expect(parseDate(text)).toBe(time)
  })

  // The number of tenths of microseconds from 1601 to then, computed by hand: 13439876914 seconds.
  test('is read as Windows counts it', () => {
    expect(parseFileTime('x FILETIME=[ECD6E500:01DD7AF7]')).toBe(sentAt)
    expect(0x01dd7af7ecd6e500n).toBe(13_439_876_914n * 10_000_000n)
    expect(parseFileTime('FILETIME=[0:1]')).toBeNull()
  })

  const headers = (arrival: string, date: string) =>
    new Map([
      ['x-originalarrivaltime', arrival],
      ['date', date],
    ])

  test('is when it arrived, else the date that it bears', () => {
    const date = '1 Jan 2020 00:00:00 +0000'
    expect(readTime(headers('23 Nov 2026 03:08:34.0000 (UTC) FILETIME=[ECD6E500:01DD7AF7]', date))).toBe(
      sentAt,
    )
    expect(readTime(headers('23 Nov 2026 03:08:34.0000 (UTC)', date))).toBe(sentAt)
    expect(readTime(headers('soon', date))).toBe(Date.UTC(2020, 0, 1))
    expect(readTime(new Map())).toBeNull()
  })

  test('is none when it cannot be: before there was such a thing, or later than now', () => {
    expect(readTime(headers('', '1 Jan 1970 00:00:00 +0000'))).toBeNull()
    expect(readTime(headers('', '1 Jan 2400 00:00:00 +0000'), sentAt)).toBeNull()
    expect(readTime(headers('1 Jan 2400 00:00:00 +0000', '1 Jan 2020 00:00:00 +0000'), sentAt)).toBe(
      Date.UTC(2020, 0, 1),
    )
  })
})
