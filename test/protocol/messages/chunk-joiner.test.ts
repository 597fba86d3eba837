import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../messenger/fake-clock.ts'
import { ChunkJoiner } from '../../../main/protocol/messages/chunk-joiner.ts'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { bytesOf } from '../wire/read-all.ts'

type Chunk = Extract<Message, { kind: 'chunk' }>

function chunk(payload: string): Chunk {
  const message = parseMessage(bytesOf(payload))
  if (message.kind !== 'chunk') throw new Error(`not a piece: ${message.kind}`)
  return message
}
const first = (id: string, total: number, body: string, type = 'text/plain') =>
  chunk(
    `MIME-Version: 1.0\r\nContent-Type: ${type}\r\nMessage-ID: {${id}}\r\nChunks: ${total}\r\n\r\n${body}`,
  )
const later = (id: string, index: number, body: string) =>
  chunk(`Message-ID: {${id}}\r\nChunk: ${index}\r\n\r\n${body}`)

const bob = 'bob@example.com'

describe('the pieces of a message', () => {
  it('recorded from a real server are one text', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    const one = chunk(
      'MIME-Version: 1.0\r\nMessage-ID: {6F8E1B5C-0000-4000-8000-000000000001}\r\nChunks: 2\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Arial; EF=; CO=0; CS=0; PF=22\r\n\r\nfirst chunk ',
    )
    expect(joiner.add(bob, one)).toBeNull()
    expect(
      joiner.add(
        bob,
        chunk('Message-ID: {6F8E1B5C-0000-4000-8000-000000000001}\r\nChunk: 1\r\n\r\nsecond chunk'),
      ),
    ).toMatchObject({
      kind: 'text',
      text: 'first chunk second chunk',
      format: { font: 'Arial', pitchFamily: 0x22 },
    })
  })

  it('are joined as bytes, in any order but for the first, each once', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(pieces, fc.infiniteStream(fc.nat()), (bodies, random) => {
        const literal = bodies.map((body) => String.fromCharCode(...body))
        const rest = literal.slice(1).map((body, at) => later('a', at + 1, body))
        const order = rest.flatMap((piece) => [piece, piece]).sort(() => (random.next().value % 3) - 1)
        const joiner = new ChunkJoiner(new FakeClock())
        const start = first('a', literal.length, literal[0]!, 'application/x-ms-ink')
        const answers = [start, start, ...order].map((piece) => joiner.add(bob, piece))
        const whole = answers.filter((answer) => answer !== null)
        expect(whole).toEqual([{ kind: 'ink', encoding: 'isf', data: bytesOf(literal.join('')) }])
      }),
    )
  })

  it('may cut a letter in two', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    joiner.add(bob, first('a', 2, 'caf\xc3'))
    expect(joiner.add(bob, later('a', 1, '\xa9'))).toMatchObject({ text: 'café' })
  })

  it('are told apart by sender and by message, whatever the letter case', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    joiner.add(bob, first('a', 2, 'bob '))
    joiner.add(bob, first('b', 2, 'more '))
    expect(joiner.add('eve@example.com', later('a', 1, 'eve'))).toBeNull()
    expect(joiner.add('Bob@Example.com;{1}', later('B', 1, 'again'))).toMatchObject({ text: 'more again' })
    expect(joiner.add(bob, later('A', 1, 'bob'))).toMatchObject({ text: 'bob bob' })
  })

  it('that come again after the end make no second message', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    joiner.add(bob, first('a', 2, '1'))
    expect(joiner.add(bob, later('a', 1, '2'))).not.toBeNull()
    expect(joiner.add(bob, later('a', 1, '2'))).toBeNull()
  })

  it('without a first one, or beyond the number that it told, are dropped', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    expect(joiner.add(bob, later('a', 1, 'x'))).toBeNull()
    joiner.add(bob, first('a', 2, '1'))
    expect(joiner.add(bob, later('a', 2, 'x'))).toBeNull()
    expect(joiner.add(bob, later('a', 1, '2'))).toMatchObject({ text: '12' })
  })

  it('are forgotten after a minute, and when their sender leaves', () => {
    const clock = new FakeClock()
    const joiner = new ChunkJoiner(clock)
    joiner.add(bob, first('a', 2, '1'))
    clock.advance(60_000)
    expect(joiner.add(bob, later('a', 1, '2'))).toBeNull()
    joiner.add(bob, first('b', 2, '1'))
    joiner.forget('BOB@example.com')
    expect(joiner.add(bob, later('b', 1, '2'))).toBeNull()
    joiner.add(bob, first('c', 2, '1'))
    clock.advance(59_999)
    expect(joiner.add(bob, later('c', 1, '2'))).toMatchObject({ text: '12' })
  })

  it('are forgotten in time also when nothing more comes, each by its own time', () => {
    const clock = new FakeClock()
    const joiner = new ChunkJoiner(clock)
    joiner.add(bob, first('a', 2, 'x'.repeat(1000)))
    clock.advance(30_000)
    joiner.add('carol@example.com', first('b', 2, 'y'))
    const both = joiner.bytes
    clock.advance(30_000)
    expect(joiner.bytes).toBeGreaterThan(0)
    expect(joiner.bytes).toBeLessThan(both - 1000)
    clock.advance(30_000)
    expect(joiner.bytes).toBe(0)
    joiner.add(bob, first('c', 2, 'z'))
    joiner.close()
    expect(joiner.bytes).toBe(0)
  })

  it('of many senders take two megabytes at most, and whoever has most loses them', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    const piece = 'x'.repeat(60_000)
    joiner.add('carol@example.com', first('c', 2, 'carol '))
    for (let sender = 0; sender < 100; sender++) {
      const address = `mallory${sender}@example.com`
      joiner.add(address, first('a', 10, piece))
      for (let index = 1; index < 4; index++) joiner.add(address, later('a', index, piece))
      expect(joiner.bytes).toBeLessThanOrEqual(2 * 1024 * 1024)
    }
    expect(joiner.add('carol@example.com', later('c', 1, 'is there'))).toMatchObject({
      text: 'carol is there',
    })
  })

  it('without anything in them are not free', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    for (let sender = 0; sender < 1000; sender++) {
      const address = `mallory${sender}@example.com`
      for (let id = 0; id < 4; id++) {
        joiner.add(address, first(`${id}`, 1024, ''))
        for (let index = 1; index < 20; index++) joiner.add(address, later(`${id}`, index, ''))
      }
    }
    expect(joiner.bytes).toBeGreaterThan(1024 * 1024)
    expect(joiner.bytes).toBeLessThanOrEqual(2 * 1024 * 1024)
  })

  it('of more than a quarter of a megabyte are dropped, and another sender does not notice', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    const big = 'x'.repeat(60_000)
    joiner.add('carol@example.com', first('c', 2, 'carol '))
    joiner.add(bob, first('a', 10, big))
    for (let index = 1; index < 10; index++) expect(joiner.add(bob, later('a', index, big))).toBeNull()
    expect(joiner.add('carol@example.com', later('c', 1, 'is there'))).toMatchObject({
      text: 'carol is there',
    })
    joiner.add(bob, first('b', 2, '1'))
    expect(joiner.add(bob, later('b', 1, '2'))).toMatchObject({ text: '12' })
  })

  it('of more than sixteen messages at once are dropped', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    for (let id = 0; id < 20; id++) joiner.add(bob, first(`${id}`, 2, '1'))
    const done = Array.from({ length: 20 }, (_, id) => joiner.add(bob, later(`${id}`, 1, '2')))
    expect(done.filter((message) => message !== null)).toHaveLength(16)
  })

  it('that pretend to be pieces again when joined are taken for what they are', () => {
    const joiner = new ChunkJoiner(new FakeClock())
    joiner.add(bob, first('a', 2, 'Message-ID: {b}\r\nChunks: 2\r\n\r\n'))
    expect(joiner.add(bob, later('a', 1, 'x'))).toMatchObject({
      kind: 'text',
      text: 'Message-ID: {b}\nChunks: 2\n\nx',
    })
  })
})
