import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { bytesOf } from '../wire/read-all.ts'
import { read, typed, unknown } from './read.ts'

const types = [
  'text/plain',
  'text/x-msmsgscontrol',
  'text/x-msnmsgr-datacast',
  'text/x-mms-emoticon',
  'text/x-clientcaps',
  'text/x-keepalive',
  'text/x-msmsgsinvite',
  'text/search-query',
  'image/gif',
  'application/x-ms-ink',
  'application/x-msnmsgrp2p',
  'text/x-msmsgsprofile',
]

describe('a payload', () => {
  it('of any bytes means something, and never throws', () => {
    const fields = [
      'ID: 1',
      'Data:',
      'TypingUser',
      'Message-ID: {1}',
      'Chunk: 1',
      'Chunks: 2',
      'charset=',
      'base64:',
      'GIF89a',
      '\t<msnobj/>\t',
      'P2P-Dest: a',
    ]
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('\r\n', '\r\n\r\n', ': ', ';', ...fields).map(bytesOf),
    )
    const head = fc.option(
      fc.constantFrom(...types).map((type) => bytesOf(`Content-Type: ${type}\r\n`)),
      { nil: bytesOf('') },
    )
    fc.assert(
      fc.property(head, fc.array(piece), (start, pieces) => {
        const payload = Uint8Array.from([start, ...pieces].flatMap((bytes) => [...bytes]))
        expect(parseMessage(payload).kind).toBeTypeOf('string')
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, string, Message]>([
    ['a type in any case and with parameters', typed('Text/X-KeepAlive; a=b'), { kind: 'keep-alive' }],
    ['a type that nobody knows', typed('text/html', '<b>'), unknown('text/html')],
    [
      'a profile, which only a notification server may send',
      typed('text/x-msmsgsprofile', 'sid: 507'),
      unknown('text/x-msmsgsprofile'),
    ],
    [
      'a system message from a peer',
      typed('application/x-msmsgssystemmessage', 'Type: 1\r\n'),
      unknown('application/x-msmsgssystemmessage'),
    ],
    ['mail from a peer', typed('text/x-msmsgsemailnotification'), unknown('text/x-msmsgsemailnotification')],
    [
      'offline mail from a peer',
      typed('text/x-msmsgsoimnotification'),
      unknown('text/x-msmsgsoimnotification'),
    ],
    ['a type with control characters', typed('text/\x07x'), unknown('text/x')],
    ['a type without end', typed('x'.repeat(500)), unknown('x'.repeat(100))],
  ])('of %s is never trusted with more', (_name, payload, message) => {
    expect(read(payload)).toEqual(message)
  })
})

describe('other messages', () => {
  it('tell what client the other one has', () => {
    const message = read(typed('text/x-clientcaps', 'Client-Name: Example/1.0\r\nChat-Logging: Y\r\n'))
    expect(message).toEqual({
      kind: 'client-capabilities',
      fields: new Map([
        ['client-name', 'Example/1.0'],
        ['chat-logging', 'Y'],
      ]),
    })
  })

  it('invite', () => {
    const body =
      'Application-Name: File Transfer\r\nInvitation-Command: invite\r\nInvitation-Cookie: 33267\r\n\r\n'
    expect(read(typed('text/x-msmsgsinvite; charset=UTF-8', body))).toEqual({
      kind: 'invitation',
      command: 'INVITE',
      cookie: '33267',
      fields: new Map([
        ['application-name', 'File Transfer'],
        ['invitation-command', 'invite'],
        ['invitation-cookie', '33267'],
      ]),
    })
  })

  it.each([
    'Invitation-Command: INVITE\r\n',
    'Invitation-Cookie: 1\r\n',
    'Invitation-Command:\r\nInvitation-Cookie: 1\r\n',
  ])('do not invite with %j alone', (body) => {
    expect(read(typed('text/x-msmsgsinvite', body))).toEqual(unknown('text/x-msmsgsinvite'))
  })

  it('share a search', () => {
    expect(read(typed('text/search-query', ' butterflies \r\n'))).toEqual({
      kind: 'search',
      words: 'butterflies',
    })
  })

  it.each<[string, string, string, Message]>([
    [
      'a picture',
      'image/gif',
      'base64:R0lGODlhAQ==',
      { kind: 'ink', encoding: 'gif', data: bytesOf('GIF89a\x01') },
    ],
    [
      'a picture as it is',
      'image/gif',
      'GIF87a\xff',
      { kind: 'ink', encoding: 'gif', data: bytesOf('GIF87a\xff') },
    ],
    ['another picture under that name', 'image/gif', 'base64:iVBORw0KGgo=', unknown('image/gif')],
    ['no picture', 'image/gif', 'base64:', unknown('image/gif')],
    [
      'strokes',
      'application/x-ms-ink',
      'base64:AAEC',
      { kind: 'ink', encoding: 'isf', data: bytesOf('\0\x01\x02') },
    ],
    ['no strokes', 'application/x-ms-ink', '', unknown('application/x-ms-ink')],
  ])('are handwriting: %s', (_name, type, body, message) => {
    expect(read(typed(type, body))).toEqual(message)
  })

  it('carry packets between two', () => {
    const packet = '\0\x01\r\n\r\n\xff'
    expect(read(typed('application/x-msnmsgrp2p', packet, 'P2P-Dest: Bob@example.com;{1}\r\n'))).toEqual({
      kind: 'peer-to-peer',
      destination: 'bob@example.com',
      body: bytesOf(packet),
    })
    expect(read(typed('application/x-msnmsgrp2p', packet))).toEqual(unknown('application/x-msnmsgrp2p'))
  })
})
