import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  TimeoutError,
  UnacknowledgedError,
} from '../../main/protocol/errors.ts'
import { caught, settle, switchboardStage } from './session.ts'

describe('a text', () => {
  const wire = (id: number, letter: string, words: string) => {
    const payload = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=; CO=0; CS=0; PF=22\r\n\r\n${words}`
    return `MSG ${id} ${letter} ${Buffer.byteLength(payload)}\n${payload}`
  }

  test('is acknowledged', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('Hé!', defaultFormat))
    expect(stage.sent()).toEqual([wire(2, 'A', 'Hé!')])
    await stage.say('ACK 2')
    await expect(sent).resolves.toBe('acknowledged')
  })

  test('is refused by the server', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    await stage.say('NAK 2')
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
  })

  test('to nobody is refused and not sent', async () => {
    const stage = await switchboardStage([])
    await expect(stage.session.sendText('hi', defaultFormat)).rejects.toBeInstanceOf(NotDeliveredError)
    await expect(stage.session.sendNudge()).rejects.toBeInstanceOf(NotDeliveredError)
    stage.session.sendTyping()
    expect(stage.sent()).toEqual([])
  })

  test('without an answer in 30 seconds may have arrived or not', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    stage.clock.advance(30_000)
    await expect(sent).rejects.toBeInstanceOf(UnacknowledgedError)
  })

  test('is told of when its acknowledgement comes after the time-out, once every part has one', async () => {
    const stage = await switchboardStage()
    const arrived = lateAcknowledgement(stage.session.sendText('x'.repeat(2_000), defaultFormat))
    stage.clock.advance(30_000)
    await settle()
    await stage.say('ACK 3')
    expect(arrived.yet).toBe(false)
    await stage.say('ACK 2')
    expect(arrived.yet).toBe(true)
  })

  test.each([
    ['it is refused', ['NAK 2']],
    ['it comes after everybody left', ['BYE bob@example.com', 'ACK 2']],
    ['it is of another message', ['ACK 9']],
  ])('is not told of a late acknowledgement when %s', async (_when, lines) => {
    const stage = await switchboardStage()
    const arrived = lateAcknowledgement(stage.session.sendText('hi', defaultFormat))
    stage.clock.advance(30_000)
    await settle()
    await stage.say(...lines)
    expect(arrived.yet).toBe(false)
  })

  test('whose acknowledgement comes after everybody left did not arrive', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    await stage.say('BYE bob@example.com', 'ACK 2')
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
  })

  test('on a connection that breaks may have arrived or not', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    stage.session.connectionClosed()
    await expect(sent).rejects.toBeInstanceOf(ClosedError)
  })

  test('goes as N where the network does not acknowledge, and silence means that it went', async () => {
    const stage = await switchboardStage(['bob@example.com Bob'], false)
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    expect(stage.sent()).toEqual([wire(2, 'N', 'hi')])
    stage.clock.advance(2_000)
    await expect(sent).resolves.toBe('unconfirmed')
    const refused = caught(stage.session.sendText('again', defaultFormat))
    await stage.say('NAK 3')
    await expect(refused).rejects.toBeInstanceOf(NotDeliveredError)
  })

  test('as N is not lost when the last one leaves: the server would have refused it', async () => {
    const stage = await switchboardStage(['bob@example.com Bob'], false)
    const sent = caught(stage.session.sendText('hi', defaultFormat))
    await stage.say('BYE bob@example.com')
    stage.clock.advance(2_000)
    await expect(sent).resolves.toBe('unconfirmed')
  })

  test('that is too long goes in several messages, none above 1664 bytes', async () => {
    const stage = await switchboardStage()
    const long = 'é'.repeat(2_000)
    const sent = caught(stage.session.sendText(long, defaultFormat))
    const payloads = stage.sent().map((line) => line.slice(line.indexOf('\n') + 1))
    expect(payloads.length).toBe(3)
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(1664)
    expect(payloads.map((payload) => payload.split('\r\n\r\n')[1]).join('')).toBe(long)
    await stage.say('ACK 4', 'ACK 2', 'ACK 3')
    await expect(sent).resolves.toBe('acknowledged')
  })

  test('of which a part was refused arrived in part', async () => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText('x'.repeat(2_000), defaultFormat))
    await stage.say('ACK 2', 'NAK 3')
    await expect(sent).rejects.toBeInstanceOf(PartlyDeliveredError)
    const lost = caught(stage.session.sendText('x'.repeat(2_000), defaultFormat))
    await stage.say('NAK 4', 'NAK 5')
    await expect(lost).rejects.toBeInstanceOf(NotDeliveredError)
    const unknown = caught(stage.session.sendText('x'.repeat(2_000), defaultFormat))
    await stage.say('NAK 6')
    stage.clock.advance(30_000)
    await expect(unknown).rejects.toBeInstanceOf(TimeoutError)
    await expect(unknown).rejects.not.toBeInstanceOf(UnacknowledgedError)
  })
})

/** Whether the acknowledgement of something came after its time-out. */
function lateAcknowledgement(sent: Promise<unknown>): { yet: boolean } {
  const arrived = { yet: false }
  sent.catch((error: unknown) => {
    if (error instanceof UnacknowledgedError) void error.late.then(() => (arrived.yet = true))
  })
  return arrived
}
