import { describe, expect, it } from 'vitest'
import type { TextFormat } from '../../../app/message.ts'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { fromSwitchboard } from '../../../main/protocol/wire/command.ts'
import { bytesOf, readAll } from '../wire/read-all.ts'
import { inPieces } from '../../support/arbitraries.ts'

const format = (change: Partial<TextFormat>): TextFormat => ({
  font: '',
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  color: '#000000',
  charset: 0,
  pitchFamily: 0,
  rightToLeft: false,
  ...change,
})
const text = (text: string, change: Partial<TextFormat>, claimedName: string | null = null): Message => ({
  kind: 'text',
  text,
  format: format(change),
  claimedName,
})
const blueBold = { font: 'Segoe UI', bold: true, color: '#0000ff', pitchFamily: 0x22 }

/**
 * What came out of a switchboard of Escargot in 2026-11, to the byte, and in the same form what other people's
 * clients are known to send: the line, its payload, and what they mean.
 */
const recorded: readonly (readonly [name: string, line: string, payload: string, message: Message])[] = [
  [
    'bold blue text of two lines',
    'MSG alice@example.com Alice 154',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=ff0000; CS=0; PF=22\r\n\r\nhello N \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\r\nsecond line',
    text('hello N é€😀\nsecond line', blueBold),
  ],
  [
    'an answer',
    'MSG bob@example.com Bob%20\xc3\xa9\xe2\x82\xac%20%25 138',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=ff0000; CS=0; PF=22\r\n\r\nreply from bob',
    text('reply from bob', blueBold),
  ],
  [
    'text without charset and format',
    'MSG bob@example.com Bob 58',
    'MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nstill alive',
    text('still alive', { color: null }),
  ],
  [
    'text that is not the UTF-8 it says',
    'MSG alice@example.com Alice 65',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n\xff\xfe\xe9',
    text('\ufffd\ufffd\ufffd', { color: null }),
  ],
  [
    'text from libpurple: another header, fields left out, RL=0',
    'MSG bob@example.com Bob 157',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nUser-Agent: pidgin/2.11.0\r\nX-MMS-IM-Format: FN=Courier%20New; EF=BIU; CO=0000ff; PF=0; RL=0\r\n\r\nhi',
    text('hi', { font: 'Courier New', bold: true, italic: true, underline: true, color: '#ff0000' }),
  ],
  [
    'text from an old libpurple: the tail of another name in its font',
    'MSG bob@example.com Bob 126',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Courier%20Newerif; EF=; CO=0; PF=0; RL=0\r\n\r\nhi',
    text('hi', { font: 'Courier Newerif' }),
  ],
  [
    'text from a Java library: no spaces, no font, a short colour',
    'MSG bob@example.com Bob 103',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=;EF=BI;CO=ff;RL=0\r\n\r\nhi',
    text('hi', { bold: true, italic: true, color: '#ff0000' }),
  ],
  [
    'text from aMSN: six digits of colour and a claimed name',
    'MSG bob@example.com Bob 147',
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nP4-Context: Work name\r\nX-MMS-IM-Format: FN=Helvetica; EF=; CO=000000; CS=0; PF=22\r\n\r\nhi',
    text('hi', { font: 'Helvetica', pitchFamily: 0x22 }, 'Work name'),
  ],
  [
    'typing',
    'MSG alice@example.com Alice 90',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: alice@example.com\r\n\r\n\r\n',
    { kind: 'typing', account: 'alice@example.com' },
  ],
  [
    'a nudge',
    'MSG alice@example.com Alice 69',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n',
    { kind: 'nudge' },
  ],
  [
    'a nudge from libpurple, a line break shorter',
    'MSG alice@example.com Alice 67',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n',
    { kind: 'nudge' },
  ],
  [
    'a nudge from aMSN, a line break longer',
    'MSG alice@example.com Alice 71',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n\r\n',
    { kind: 'nudge' },
  ],
  [
    'an action',
    'MSG alice@example.com Alice 91',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 4\r\nData: action message\r\n\r\n',
    { kind: 'action', text: 'action message' },
  ],
  [
    'a datacast that says nothing',
    'MSG alice@example.com Alice 53',
    'Content-Type: text/x-msnmsgr-datacast\r\n\r\nnothing here',
    { kind: 'unknown', contentType: 'text/x-msnmsgr-datacast' },
  ],
  [
    'a custom emoticon',
    'MSG alice@example.com Alice 165',
    'MIME-Version: 1.0\r\nContent-Type: text/x-mms-emoticon\r\n\r\n:)x\t<msnobj Creator="alice@example.com" Size="1" Type="2" Location="a" Friendly="AAA=" SHA1D="x" SHA1C="y"/>\t',
    {
      kind: 'emoticons',
      definitions: [
        {
          code: ':)x',
          object:
            '<msnobj Creator="alice@example.com" Size="1" Type="2" Location="a" Friendly="AAA=" SHA1D="x" SHA1C="y"/>',
        },
      ],
    },
  ],
  [
    'an invitation of the old kind',
    'MSG alice@example.com Alice 286',
    'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsinvite; charset=UTF-8\r\n\r\nApplication-Name: File Transfer\r\nApplication-GUID: {5D3E02AB-6190-11d3-BBBB-00C04F795683}\r\nInvitation-Command: INVITE\r\nInvitation-Cookie: 33267\r\nApplication-File: a.txt\r\nApplication-FileSize: 10\r\nConnectivity: N\r\n\r\n',
    {
      kind: 'invitation',
      command: 'INVITE',
      cookie: '33267',
      fields: new Map([
        ['application-name', 'File Transfer'],
        ['application-guid', '{5D3E02AB-6190-11d3-BBBB-00C04F795683}'],
        ['invitation-command', 'INVITE'],
        ['invitation-cookie', '33267'],
        ['application-file', 'a.txt'],
        ['application-filesize', '10'],
        ['connectivity', 'N'],
      ]),
    },
  ],
  [
    'what client it is',
    'MSG bob@example.com Bob 99',
    'MIME-Version: 1.0\r\nContent-Type: text/x-clientcaps\r\n\r\nClient-Name: Purple/2.11.0\r\nChat-Logging: Y\r\n',
    {
      kind: 'client-capabilities',
      fields: new Map([
        ['client-name', 'Purple/2.11.0'],
        ['chat-logging', 'Y'],
      ]),
    },
  ],
  [
    'the first piece of two',
    'MSG alice@example.com Alice 188',
    'MIME-Version: 1.0\r\nMessage-ID: {6F8E1B5C-0000-4000-8000-000000000001}\r\nChunks: 2\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Arial; EF=; CO=0; CS=0; PF=22\r\n\r\nfirst chunk ',
    {
      kind: 'chunk',
      id: '{6f8e1b5c-0000-4000-8000-000000000001}',
      index: 0,
      total: 2,
      payload: bytesOf(
        'MIME-Version: 1.0\r\nMessage-ID: {6F8E1B5C-0000-4000-8000-000000000001}\r\nChunks: 2\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Arial; EF=; CO=0; CS=0; PF=22\r\n\r\nfirst chunk ',
      ),
    },
  ],
  [
    'the second piece of two',
    'MSG alice@example.com Alice 76',
    'Message-ID: {6F8E1B5C-0000-4000-8000-000000000001}\r\nChunk: 1\r\n\r\nsecond chunk',
    {
      kind: 'chunk',
      id: '{6f8e1b5c-0000-4000-8000-000000000001}',
      index: 1,
      total: null,
      payload: bytesOf('second chunk'),
    },
  ],
  [
    'a packet between two programs',
    'MSG alice@example.com Alice 158',
    'MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\nP2P-Dest: bob@example.com\r\n\r\n\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./\x00\xff\xfe binary body \r\n\x00\x00\x00\x00',
    {
      kind: 'peer-to-peer',
      destination: 'bob@example.com',
      body: bytesOf(
        '\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./\x00\xff\xfe binary body \r\n\x00\x00\x00\x00',
      ),
    },
  ],
]

describe.each(recorded)('%s', (_name, line, payload, message) => {
  const stream = bytesOf(`${line}\r\n${payload}BYE bob@example.com\r\n`)
  const [, address, name] = line.split(' ')

  it.each([
    ['whole', [stream.length]],
    ['byte by byte', [1]],
    ['in sevens', [7]],
  ])('is understood %s', (_cut, sizes) => {
    const { commands, left } = readAll(fromSwitchboard, inPieces(stream, sizes))
    expect(commands).toEqual([
      { verb: 'MSG', params: [address, Buffer.from(name!, 'latin1').toString()], payload: bytesOf(payload) },
      { verb: 'BYE', params: ['bob@example.com'], payload: null },
    ])
    expect(left).toBe(0)
    expect(parseMessage(commands[0]!.payload!)).toEqual(message)
  })
})
