import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMailData, parseMailNotification } from '../../../main/protocol/offline-messages/mail-data.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { bytesOf } from '../wire/read-all.ts'

const entry = (more: string) => `<MD><M>${more}</M></MD>`
const bobs = '<T>11</T><E>bob@example.com</E><I>58902C49</I><F>.!!OIM</F><N>=?utf-8?B?Qm9i?=</N>'
const bob = { id: '58902C49', from: { address: 'bob@example.com', name: 'Bob' } }

const initial = 'text/x-msmsgsinitialmdatanotification'
const notice = (type: string, data: string, end = '\r\n') =>
  parseMailNotification(
    bytesOf(`MIME-Version: 1.0\r\nContent-Type: ${type}; charset=UTF-8\r\n\r\n${data}${end}`),
  )

describe('what waits', () => {
  test('is the offline messages among the mails', () => {
    const mail = '<M><T>4</T><E>bob@example.com</E><I>1</I></M>'
    const second = bobs.replace('58902C49', '2')
    const data = `<MD><E><I>3</I><IU>3</IU></E><Q/>${mail}<M>${bobs}</M>${mail}<M>${second}</M><SU> </SU></MD>`
    expect(parseMailData(data)).toEqual([bob, { ...bob, id: '2' }])
  })

  test('is each message once, however often it is named', () => {
    expect(parseMailData(`<MD>${`<M>${bobs}</M>`.repeat(3)}</MD>`)).toEqual([bob])
  })

  test('is in the name of somebody, by his address where he has none', () => {
    const nameless = entry('<T>11</T><E>Bob@Example.COM</E><I>1</I>')
    expect(parseMailData(nameless)).toEqual([
      { id: '1', from: { address: 'bob@example.com', name: 'bob@example.com' } },
    ])
    const plain = entry('<T>11</T><E>bob@example.com</E><I>1</I><N> Bob &amp; Co. \u0007</N>')
    expect(parseMailData(plain)[0]!.from.name).toBe('Bob & Co.')
    const endless = entry(`<T>11</T><E>bob@example.com</E><I>1</I><N>${'x'.repeat(5000)}</N>`)
    expect(parseMailData(endless)[0]!.from.name).toHaveLength(400)
  })

  test.each([
    ['no id', '<T>11</T><E>bob@example.com</E>'],
    ['an id with blanks', '<T>11</T><E>bob@example.com</E><I>1 2</I>'],
    ['an id without end', `<T>11</T><E>bob@example.com</E><I>${'1'.repeat(201)}</I>`],
    ['no sender', '<T>11</T><I>1</I>'],
    ['somebody who is no person', '<T>11</T><E>Hotmail</E><I>1</I>'],
    ['no type', '<E>bob@example.com</E><I>1</I>'],
  ])('is nothing with %s', (_, xml) => {
    expect(parseMailData(entry(xml))).toEqual([])
  })

  test('is at most a thousand', () => {
    const many = Array.from({ length: 1500 }, (_, at) => `<M>${bobs.replace('58902C49', String(at))}</M>`)
    expect(parseMailData(`<MD>${many.join('')}</MD>`)).toHaveLength(1000)
  })

  test('cannot be read when it is no document', () => {
    expect(() => parseMailData('<MD><M></MD>')).toThrow(ProtocolError)
    expect(() => parseMailData('<!DOCTYPE x><MD/>')).toThrow(ProtocolError)
    expect(() => parseMailData(`<MD>${' '.repeat(600_000)}</MD>`)).toThrow(ProtocolError)
  })
})

describe('what a server says about mail', () => {
  test.each([initial, 'text/x-msmsgsoimnotification'])('is what waits: %s', (type) => {
    expect(notice(type, `Mail-Data: ${entry(bobs)}`)).toEqual([bob])
    expect(notice(type, `Mail-Data: ${entry(bobs)}`, '\r\n\r\n')).toEqual([bob])
    expect(notice(type, `Mail-Data:${entry(bobs)}`, '')).toEqual([bob])
  })

  test('may say it where the headers are', () => {
    const payload = bytesOf(`Content-Type: ${initial}\r\nMail-Data: ${entry(bobs)}\r\n`)
    expect(parseMailNotification(payload)).toEqual([bob])
  })

  test('is that it has to be asked for, when it is too much or cannot be read', () => {
    expect(notice(initial, 'Mail-Data: too-large')).toBeNull()
    expect(notice(initial, 'Mail-Data: Too-Large')).toBeNull()
    expect(notice(initial, 'Mail-Data: <MD><M>')).toBeNull()
  })

  test.each([
    ['nothing waits', initial, 'Mail-Data: <MD><E><I>0</I></E></MD>'],
    ['nothing is said', initial, 'Mail-Data:'],
    ['no word of it', initial, ''],
    ['mail was moved', 'text/x-msmsgsactivemailnotification', `Mail-Data: ${entry(bobs)}`],
    ['mail came', 'text/x-msmsgsemailnotification', `Mail-Data: ${entry(bobs)}`],
    ['a profile', 'text/x-msmsgsprofile', `Mail-Data: ${entry(bobs)}`],
  ])('is nothing when %s', (_, type, data) => {
    expect(notice(type, data)).toEqual([])
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, labelled) => {
        const head = labelled ? `Content-Type: ${initial}\r\n\r\nMail-Data: ` : ''
        const waiting = parseMailNotification(Buffer.concat([bytesOf(head), bytes]))
        expect(waiting === null || Array.isArray(waiting)).toBe(true)
      }),
    )
  })
})
