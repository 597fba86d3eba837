import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FakeClock } from '../messenger/fake-clock.ts'
import { ChunkAssembly, type Chunk } from '../../main/protocol/chunk-assembly.ts'

const piece = (index: number, total: number | null, text: string, id = '{a}'): Chunk => ({
  kind: 'chunk',
  id,
  index,
  total,
  payload: Buffer.from(text),
})
const read = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString())

test('a message is whole again in whatever order its pieces come, and however often', () => {
  const texts = fc.array(fc.string({ maxLength: 20 }), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(texts, fc.infiniteStream(fc.nat()), (parts, random) => {
      const assembly = new ChunkAssembly(new FakeClock())
      const pieces = parts.map((text, at) => piece(at, at === 0 ? parts.length : null, text))
      const shuffled = [...pieces].sort(() => (random.next().value % 3) - 1)
      const results = shuffled.flatMap((one) => [assembly.add('bob@example.com', one)])
      expect(results.slice(0, -1).every((result) => result === null)).toBe(true)
      expect(read(results.at(-1)!)).toBe(parts.join(''))
    }),
  )
})

test('pieces of different senders and of different messages do not mix', () => {
  const assembly = new ChunkAssembly(new FakeClock())
  assembly.add('bob@example.com', piece(0, 2, 'bob '))
  assembly.add('carol@example.com', piece(0, 2, 'carol '))
  assembly.add('bob@example.com', piece(0, 2, 'other ', '{b}'))
  expect(read(assembly.add('carol@example.com', piece(1, null, 'c')))).toBe('carol c')
  expect(read(assembly.add('bob@example.com', piece(1, null, 'b')))).toBe('bob b')
})

test('a piece that comes twice counts once', () => {
  const assembly = new ChunkAssembly(new FakeClock())
  assembly.add('bob@example.com', piece(0, 3, 'a'))
  assembly.add('bob@example.com', piece(1, null, 'b'))
  expect(assembly.add('bob@example.com', piece(1, null, 'X'))).toBeNull()
  expect(read(assembly.add('bob@example.com', piece(2, null, 'c')))).toBe('abc')
})

test('what is not complete after a minute, or when its sender left, is forgotten', () => {
  const clock = new FakeClock()
  const assembly = new ChunkAssembly(clock)
  assembly.add('bob@example.com', piece(0, 2, 'a'))
  clock.advance(60_000)
  expect(assembly.add('bob@example.com', piece(1, null, 'b'))).toBeNull()
  assembly.add('carol@example.com', piece(0, 2, 'a'))
  assembly.forget('carol@example.com')
  expect(assembly.add('carol@example.com', piece(1, null, 'b'))).toBeNull()
})

test('an index that cannot be ends the message without an error', () => {
  const assembly = new ChunkAssembly(new FakeClock())
  assembly.add('bob@example.com', piece(0, 2, 'a'))
  expect(assembly.add('bob@example.com', piece(7, null, 'b'))).toBeNull()
})

test('unfinished messages never take more than 256 KiB together', () => {
  const assembly = new ChunkAssembly(new FakeClock())
  const large = 'x'.repeat(100 * 1024)
  for (let at = 0; at < 50; at++)
    expect(assembly.add('bob@example.com', piece(0, 2, large, `{${at}}`))).toBeNull()
  assembly.forget('bob@example.com')
  assembly.add('bob@example.com', piece(0, 2, large))
  expect(assembly.add('bob@example.com', piece(1, null, 'end'))).not.toBeNull()
})

test('of one sender sixteen unfinished messages are kept, the newest', () => {
  const assembly = new ChunkAssembly(new FakeClock())
  assembly.add('carol@example.com', piece(0, 2, 'a'))
  for (let at = 0; at < 17; at++) assembly.add('bob@example.com', piece(0, 2, '', `{${at}}`))
  expect(assembly.add('bob@example.com', piece(1, null, 'b', '{0}'))).toBeNull()
  expect(assembly.add('bob@example.com', piece(1, null, 'b', '{16}'))).not.toBeNull()
  expect(assembly.add('carol@example.com', piece(1, null, 'b'))).not.toBeNull()
})
