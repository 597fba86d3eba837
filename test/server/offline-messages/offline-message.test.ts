import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  encodeName,
  encodeText,
  fileTime,
  formatMail,
  isEncodedName,
  parseContent,
  type OfflineMessage,
} from '../../../main/server/offline-messages/offline-message.ts'
import { content, runId } from './soap.ts'

const message: OfflineMessage = {
  id: '0CE7EC08-A23A-4231-A720-D8542AB66025',
  from: 'alice@example.com',
  at: Date.UTC(2026, 10, 23, 3, 8, 34),
  isRead: false,
  name: '=?utf-8?B?QWxpY2Ugw6k=?=',
  runId,
  sequence: 1,
  contentType: 'text/plain; charset=UTF-8',
  body: 'aGVsbG8gb2ZmbGluZSDDqQpsaW5lIDI=',
}

test('a text that was left is in the mail as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 2 ** 31 }), (text, sequence) => {
      const written = parseContent(content(text, sequence))!
      expect(written.sequence).toBe(sequence)
      const mail = formatMail({ ...message, ...written }, 'dave@example.com')
      const body = mail.slice(mail.indexOf('\r\n\r\n') + 4)
      expect(Buffer.from(body, 'base64').toString('utf8')).toBe(text.toWellFormed())
    }),
  )
})

test('any bytes become base64 in lines of at most 76 characters, which are read again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeText(bytes)
      expect(text.split('\r\n').every(({ length }) => length <= 76)).toBe(true)
      const read = parseContent(content('').replace(/$/, text))
      expect(Buffer.from(read!.body, 'base64')).toEqual(Buffer.from(bytes))
    }),
  )
})

test('any name becomes a word, which no other text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
      expect(isEncodedName(encodeName(name))).toBe(true)
      expect(isEncodedName(name)).toBe(false)
      expect(isEncodedName(`${encodeName(name)}${name}`)).toBe(name === '')
    }),
  )
})

test('line ends of any kind, and letters of any case in the names of headers, are read', () => {
  const written = content('hello', 3)
  const read = parseContent(written)
  expect(read).toEqual({ runId, sequence: 3, contentType: 'text/plain; charset=UTF-8', body: 'aGVsbG8=' })
  expect(parseContent(written.replaceAll('\r\n', '\n'))).toEqual(read)
  expect(
    parseContent(written.replace('X-OIM-Run-Id', 'x-oim-run-id').replace(': base64', ':BASE64')),
  ).toEqual(read)
  expect(parseContent(written.replace('aGVsbG8=', 'aGVs\r\nbG8=\r\n'))?.body).toBe('aGVs\r\nbG8=')
})

test('any text is content or none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...content('x').split(/(?=\r\n)/)), fc.string()), { maxLength: 12 }),
      (pieces) => {
        const read = parseContent(pieces.join(''))
        const mail = read === null ? '' : formatMail({ ...message, ...read }, 'dave@example.com')
        expect(mail.match(/^From: /gm)?.length ?? 1).toBe(1)
      },
    ),
  )
})

// As a real server wrote them.
test.each([
  [Date.UTC(2026, 10, 23, 3, 8, 34), 'ECD6E500:01DD7AF7'],
  [Date.UTC(1970, 0, 1), 'D53E8000:019DB1DE'],
])('the moment %i is written as Windows does', (at, written) => {
  expect(fileTime(at)).toBe(written)
})

test('a mail says when it was taken, to the millisecond', () => {
  const mail = formatMail({ ...message, at: Date.UTC(2027, 0, 5, 23, 7, 9, 45) }, 'dave@example.com')
  expect(mail).toContain('\r\nDate: 5 Jan 2027 23:07:09 +0000\r\n')
  expect(mail).toContain('\r\nX-OriginalArrivalTime: 5 Jan 2027 23:07:09.0450 (UTC) FILETIME=[')
})
