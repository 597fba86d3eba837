import { describe, expect, it } from 'vitest'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { encodeTyping } from '../../../main/protocol/messages/typing.ts'
import { bytesOf } from '../wire/read-all.ts'
import { read, typed, unknown } from './read.ts'

describe('typing', () => {
  it.each([
    ['example@hotmail.com', 92],
    ['alice@example.com', 90],
    ['bob@example.com', 88],
  ])('of %s is %i bytes', (address, length) => {
    const payload = encodeTyping(address)
    expect(payload).toHaveLength(length)
    expect(payload).toEqual(
      bytesOf(
        `MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: ${address}\r\n\r\n\r\n`,
      ),
    )
  })

  it('cannot carry another header', () => {
    expect(() => encodeTyping('a@b.c\r\nX: y')).toThrow(TypeError)
  })

  it.each<[string, string, Message]>([
    [
      'strict',
      typed('text/x-msmsgscontrol', '\r\n', 'TypingUser: bob@example.com\r\n'),
      { kind: 'typing', account: 'bob@example.com' },
    ],
    [
      'without the body line',
      typed('text/x-msmsgscontrol', '', 'TypingUser: bob@example.com\r\n'),
      { kind: 'typing', account: 'bob@example.com' },
    ],
    [
      'without any empty line',
      'Content-Type: text/x-msmsgscontrol\r\nTypingUser: bob@example.com\r\n',
      { kind: 'typing', account: 'bob@example.com' },
    ],
    [
      'in the body',
      typed('text/x-msmsgscontrol', 'typinguser:Bob@Example.com\r\n'),
      { kind: 'typing', account: 'bob@example.com' },
    ],
    [
      'of one place of several',
      typed('text/x-msmsgscontrol', '\r\n', 'TypingUser: Bob@example.com;{66a7eb37}\r\n'),
      { kind: 'typing', account: 'bob@example.com' },
    ],
    [
      'recording',
      typed('text/x-msmsgscontrol', '\r\n', 'RecordingUser: bob@example.com\r\n'),
      { kind: 'recording', account: 'bob@example.com' },
    ],
    ['of nobody', typed('text/x-msmsgscontrol', '\r\n'), unknown('text/x-msmsgscontrol')],
  ])('is read: %s', (_name, payload, message) => {
    expect(read(payload)).toEqual(message)
  })
})
