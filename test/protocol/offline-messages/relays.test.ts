import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultFormat, type TextFormat } from '../../../app/message.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  ServerError,
  TimeoutError,
} from '../../../main/protocol/errors.ts'
import { textFormat } from '../../support/arbitraries.ts'
import { caught, settle, textOf } from '../session.ts'
import { signedInWithBook } from '../session-with-book.ts'

/** Alice in the newest dialect, on a network without services for offline messages. */
async function aliceAlone() {
  const stage = await signedInWithBook('MSNP18')
  const leave = (text: string, format: TextFormat = defaultFormat, from?: number) =>
    caught(stage.session.offlineMessages!.leave('bob@example.com', text, format, from))
  /** The server says nothing for two seconds; then it is asked whether it is there, and is. */
  const nothing = async () => {
    await settle()
    stage.clock.advance(2_000)
    await settle()
    await stage.say('QNG 45')
  }
  const said = () => stage.sent().filter((line) => line !== 'PNG')
  return { stage, leave, nothing, said }
}

const payloadIn = (line: string): string => line.slice(line.indexOf('\n') + 1)

describe('a text that is left with the server', () => {
  test('goes as a message to a program, and is taken when nothing is said against it', async () => {
    const { stage, leave, nothing } = await aliceAlone()
    const left = leave('Hé!\nyou')
    await settle()
    const payload =
      'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n' +
      'X-MMS-IM-Format: FN=Segoe%20UI; EF=; CO=0; CS=0; PF=22\r\nDest-Agent: client\r\n\r\nHé!\r\nyou'
    expect(stage.sent()).toEqual([`UUM 7 bob@example.com 1 1 ${Buffer.byteLength(payload)}\n${payload}`])
    let done = false
    void left.then(() => (done = true))
    stage.clock.advance(1_999)
    await settle()
    expect(done).toBe(false)
    await nothing()
    expect(done).toBe(true)
    expect(stage.sent()).toEqual(['PNG'])
  })

  test('may not have been taken when the server does not say that it is there, either', async () => {
    const { stage, leave } = await aliceAlone()
    const left = leave('hi')
    await settle()
    stage.clock.advance(2_000)
    await settle()
    stage.clock.advance(20_000)
    await expect(left).rejects.toBeInstanceOf(TimeoutError)
  })

  test('is taken at once where the server says so', async () => {
    const { stage, leave } = await aliceAlone()
    const left = leave('hi')
    await settle()
    await stage.say('UUM 7 OK')
    await expect(left).resolves.toBeUndefined()
  })

  test.each([208, 217, 285, 800])('is refused with %i', async (code) => {
    const { stage, leave } = await aliceAlone()
    const left = leave('hi')
    await settle()
    await stage.say(`${code} 7`)
    await expect(left).rejects.toBeInstanceOf(NotDeliveredError)
    await expect(left).rejects.toMatchObject({ cause: new ServerError(code, 'UUM') })
  })

  test('may have been taken when the connection closes', async () => {
    const { stage, leave } = await aliceAlone()
    const left = leave('hi')
    await settle()
    stage.session.connectionClosed()
    await expect(left).rejects.toBeInstanceOf(ClosedError)
  })

  test('that is long goes in messages of 573 bytes, one after the other, up to the one that is refused', async () => {
    const { stage, leave, nothing, said } = await aliceAlone()
    const long = 'é'.repeat(600)
    const left = leave(long)
    await nothing()
    await settle()
    const two = said().map(payloadIn)
    expect(two.length).toBe(2)
    for (const payload of two) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(573)
    await stage.say('800 8')
    await expect(left).rejects.toBeInstanceOf(PartlyDeliveredError)
    await expect(left).rejects.toMatchObject({ resumeAt: 1 })
    const rest = leave(long, defaultFormat, 1)
    await nothing()
    await nothing()
    await rest
    const bodies = [two[0]!, ...said().map(payloadIn)].map((payload) => payload.split('\r\n\r\n')[1])
    expect(bodies.join('')).toBe(long)
  })

  test('fits whatever the format is, and loses the name of a font before it loses words', async () => {
    const { stage, leave, nothing, said } = await aliceAlone()
    const longest = { ...defaultFormat, font: '字'.repeat(64), bold: true, rightToLeft: true }
    const formats = fc.oneof(textFormat, fc.constant(longest))
    await fc.assert(
      fc.asyncProperty(
        formats,
        fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }),
        async (format, text) => {
          leave(text, format).catch(() => undefined)
          await settle()
          const [line] = said()
          expect(Buffer.byteLength(payloadIn(line!))).toBeLessThanOrEqual(573)
          for (let more = 0; more < 6; more++) await nothing()
          stage.sent()
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('what comes without a switchboard', () => {
  const text =
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Arial; EF=B; CO=0; CS=0; PF=22\r\n\r\nhello é'
  const nudge = 'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n'
  const typing =
    'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: bob@example.com\r\n\r\n\r\n'
  const ubm = (words: string, payload: string) => `UBM ${words} ${Buffer.byteLength(payload)}\n${payload}`
  const said = {
    kind: 'text',
    text: 'hello é',
    format: textOf({ font: 'Arial', bold: true, color: '#000000' }),
    claimedName: null,
  }
  const bob = { address: 'bob@example.com', name: 'Bob' }

  test.each([
    ['plainly', 'bob@example.com 1 1'],
    ['with one’s own address', 'bob@example.com 1 alice@example.com 1 1'],
    ['with the network before the address', '1:bob@example.com 1 1'],
    ['with a place', 'Bob@Example.com;{f26d1f07-95e2-403c-bc18-d4bfed493428} 1 1'],
    ['without a network', 'bob@example.com 1'],
  ])('is a text of somebody: %s', async (_, words) => {
    const stage = await signedInWithBook('MSNP18')
    await stage.say(ubm(words, text))
    expect(stage.heard()).toEqual([{ type: 'message-relayed', from: bob, message: said }])
  })

  test('is a nudge', async () => {
    const stage = await signedInWithBook('MSNP18')
    await stage.say(ubm('bob@example.com 1 3', nudge))
    expect(stage.heard()).toEqual([{ type: 'message-relayed', from: bob, message: { kind: 'nudge' } }])
  })

  test('is of somebody who is on no list', async () => {
    const stage = await signedInWithBook('MSNP18')
    await stage.say(ubm('dave@example.com 1 1', text))
    expect(stage.heard()).toMatchObject([{ from: { address: 'dave@example.com', name: 'dave@example.com' } }])
  })

  test.each([
    ['that somebody writes', 'bob@example.com 1 2', typing],
    ['a type that nobody knows', 'bob@example.com 1 4', 'Content-Type: text/x-unknown\r\n\r\nx'],
    ['nothing at all', 'bob@example.com 1 1', ''],
    ['of ourselves', 'Alice@example.com 1 1', text],
    ['of nobody', 'Hotmail 1 1', text],
  ])('is nothing when it is %s', async (_, words, payload) => {
    const stage = await signedInWithBook('MSNP18')
    await stage.say(ubm(words, payload))
    expect(stage.heard()).toEqual([])
  })
})
