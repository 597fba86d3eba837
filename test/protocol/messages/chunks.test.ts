import { describe, expect, it } from 'vitest'
import { bytesOf } from '../wire/read-all.ts'
import { read, unknown } from './read.ts'

describe('a piece of a message', () => {
  const id = '{2b073406-65d8-4b4e-a2f4-1b3b3e0b5a10}'
  const first = `Content-Type: image/gif\r\nMessage-ID: ${id.toUpperCase()}\r\nChunks: 3\r\n\r\nbase64:R0`

  it('keeps its headers when it is the first', () => {
    expect(read(first)).toEqual({ kind: 'chunk', id, index: 0, total: 3, payload: bytesOf(first) })
  })

  it('is its body otherwise', () => {
    const expected = { kind: 'chunk', id, index: 2, total: null, payload: bytesOf('lGOD') }
    expect(read(`Message-ID: ${id}\r\nChunk: 2\r\n\r\nlGOD`)).toEqual(expected)
  })

  it('is a whole message when it is the only one', () => {
    expect(read(`Message-ID: ${id}\r\nChunks: 1\r\n\r\nhi`)).toEqual(unknown(''))
    expect(read(`Content-Type: text/plain\r\nMessage-ID: ${id}\r\nChunks: 1\r\n\r\nhi`)).toMatchObject({
      text: 'hi',
    })
    expect(read(`Content-Type: text/plain\r\nMessage-ID: ${id}\r\n\r\nhi`)).toMatchObject({ text: 'hi' })
  })

  it.each([
    'Chunk: 0',
    'Chunk: 1024',
    'Chunk: -1',
    'Chunk: 1.5',
    'Chunk:',
    'Chunks: 1025',
    'Chunks: 0',
    'Chunks: many',
  ])('with %s is none', (header) => {
    expect(read(`Message-ID: ${id}\r\n${header}\r\n\r\nhi`)).toEqual(unknown(''))
  })

  it('without the name of its message is none, and no text', () => {
    expect(read('Chunk: 1\r\n\r\nhi')).toEqual(unknown(''))
  })
})
