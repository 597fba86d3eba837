import { describe, expect, it } from 'vitest'
import { encodeNudge } from '../../../main/protocol/messages/datacast.ts'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { bytesOf } from '../wire/read-all.ts'
import { read, typed, unknown } from './read.ts'

describe('a datacast', () => {
  it('that nudges is 69 bytes', () => {
    expect(encodeNudge()).toEqual(
      bytesOf('MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n'),
    )
    expect(encodeNudge()).toHaveLength(69)
  })

  it.each<[string, Message]>([
    ['ID: 1\r\n\r\n', { kind: 'nudge' }],
    ['ID: 1\r\n', { kind: 'nudge' }],
    ['ID:1', { kind: 'nudge' }],
    ['\r\nid : 1\r\n\r\n\r\n', { kind: 'nudge' }],
    ['ID: 2\r\nData: <msnobj Type="8"/>\r\n\r\n', { kind: 'wink', object: '<msnobj Type="8"/>' }],
    ['ID: 3\r\nData: <msnobj Type="11"/>\r\n', { kind: 'voice-clip', object: '<msnobj Type="11"/>' }],
    ['ID: 4\r\nData: dances: \xc3\xa9\x1b\r\n', { kind: 'action', text: 'dances: é' }],
    ['ID: 4\r\nData:\r\n', unknown('text/x-msnmsgr-datacast')],
    ['ID: 2\r\n', unknown('text/x-msnmsgr-datacast')],
    ['ID: 9\r\nData: x\r\n', unknown('text/x-msnmsgr-datacast')],
    ['ID: x\r\n', unknown('text/x-msnmsgr-datacast')],
    ['', unknown('text/x-msnmsgr-datacast')],
  ])('of %j is read', (body, message) => {
    expect(read(typed('text/x-msnmsgr-datacast', body))).toEqual(message)
  })
})
