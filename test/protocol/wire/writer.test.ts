import { describe, expect, it } from 'vitest'
import { command, isError, payloadCommand } from '../../../main/protocol/wire/command.ts'
import { encodeCommand } from '../../../main/protocol/wire/writer.ts'
import { bytesOf } from './read-all.ts'

describe('a command', () => {
  it.each([
    [command('VER', 1, 'MSNP12', 'CVR0'), 'VER 1 MSNP12 CVR0\r\n'],
    [command('OUT'), 'OUT\r\n'],
    [command('PRP', 5, 'MFN', 'Mike%20é'), 'PRP 5 MFN Mike%20\xc3\xa9\r\n'],
    [payloadCommand('MSG', [4, 'N'], bytesOf('a\r\n\x00\xff')), 'MSG 4 N 5\r\na\r\n\x00\xff'],
    [payloadCommand('UUX', [8], new Uint8Array(0)), 'UUX 8 0\r\n'],
  ])('%j is written to the byte', (made, bytes) => {
    expect(encodeCommand(made)).toEqual(bytesOf(bytes))
  })

  it.each([
    '',
    ' ',
    'a b',
    'a\r\nOUT',
    'a\n',
    '\0',
    'a\tb',
    '\u007f',
    '\u0085',
    'a\u00a0b',
    '\u2028',
    '\u3000',
  ])('with the word %j is not written: it would be another word or another command', (word) => {
    expect(() => encodeCommand(command('PRP', 5, 'MFN', word))).toThrow(TypeError)
    expect(() => encodeCommand(command(word, 5))).toThrow(TypeError)
  })
})

describe('an error', () => {
  it('is a verb of three digits', () => {
    expect(isError(command('911', 4))).toBe(true)
    expect(isError(command('OUT'))).toBe(false)
  })
})
