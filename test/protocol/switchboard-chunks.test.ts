import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  UnacknowledgedError,
} from '../../main/protocol/errors.ts'
import { Switchboard } from '../../main/protocol/switchboard.ts'
import { caught, settle, switchboardStage, textOf } from './session.ts'

/** With the bit of those who read pieces, without it, and without any capabilities. */
const reader = 'bob@example.com Bob 1342177316'
const plain = 'carol@example.com Carol 1342177284'
const unknown = 'dave@example.com Dave'

const told = { capabilitiesInJoin: true }
const long = 'x'.repeat(4000)

/** The numbers of the pieces among what was sent, and `text` for whole messages. */
const kinds = (sent: readonly string[]): readonly string[] =>
  sent.map((line) => /\r?\n(Chunks?: \d+)\r\n/.exec(line)?.[1] ?? 'text')

describe('a text that is too long for one message', () => {
  test('goes in pieces when everybody reads them', async () => {
    const stage = await switchboardStage([reader], true, told)
    const sent = caught(stage.session.sendText(long, defaultFormat))
    const lines = stage.sent()
    expect(kinds(lines)).toEqual(['Chunks: 3', 'Chunk: 1', 'Chunk: 2'])
    const ids = lines.map((line) => /Message-ID: (\{[0-9A-F-]{36}\})/.exec(line)![1])
    expect(new Set(ids).size).toBe(1)
    for (const line of lines) expect(line).toMatch(/^MSG \d A \d+\n/)
    await stage.say('ACK 3', 'ACK 2', 'ACK 4')
    await expect(sent).resolves.toBe('acknowledged')
  })

  test.each([
    ['somebody does not read them', [reader, plain], told],
    ['somebody did not say what he can', [reader, unknown], told],
    ['the dialect says nothing about it', [reader], {}],
    ['somebody is only known because he spoke', [], told],
  ])('goes in messages when %s', async (_, people, forms) => {
    const stage = await switchboardStage(people, true, forms)
    if (people.length === 0) {
      const payload = 'MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhi'
      await stage.say(`MSG bob@example.com Bob ${payload.length}\n${payload}`)
    }
    caught(stage.session.sendText(long, defaultFormat)).catch(() => undefined)
    expect(kinds(stage.sent())).toEqual(['text', 'text', 'text'])
  })

  test('goes in messages when one place of somebody does not read pieces', async () => {
    const places = [
      'bob@example.com;{a} Bob 1342177316:0',
      'bob@example.com;{b} Bob 1342177284:0',
      'bob@example.com Bob 1342177316:0',
    ]
    const stage = await switchboardStage(places, true, told)
    caught(stage.session.sendText(long, defaultFormat)).catch(() => undefined)
    expect(kinds(stage.sent())).toEqual(['text', 'text', 'text'])
  })

  test('goes in pieces again when who cannot read them left', async () => {
    const stage = await switchboardStage([reader, plain], true, told)
    await stage.say('BYE carol@example.com')
    caught(stage.session.sendText(long, defaultFormat)).catch(() => undefined)
    expect(kinds(stage.sent())).toEqual(['Chunks: 3', 'Chunk: 1', 'Chunk: 2'])
  })

  test('is shown by another program as one line', async () => {
    const his = await switchboardStage(['alice@example.com Alice'])
    const hers = await switchboardStage([reader], true, told)
    const text = 'Ein langer Satz, 字 und 👩‍👩‍👧‍👦.\n'.repeat(100)
    caught(hers.session.sendText(text, textOf({ bold: true }))).catch(() => undefined)
    for (const line of hers.sent()) {
      const payload = line.slice(line.indexOf('\n') + 1)
      await his.say(`MSG carol@example.com Carol ${Buffer.byteLength(payload)}\n${payload}`)
    }
    expect(his.heard().filter(({ type }) => type === 'message-received')).toEqual([
      {
        type: 'message-received',
        from: { address: 'carol@example.com', name: 'Carol' },
        message: { kind: 'text', text, format: textOf({ bold: true, color: '#000000' }), claimedName: null },
      },
    ])
  })
})

describe('a text in pieces', () => {
  const sendLong = async () => {
    const stage = await switchboardStage([reader], true, told)
    return { stage, sent: caught(stage.session.sendText(long, defaultFormat)) }
  }

  test('of which one was refused did not arrive, whatever became of the others', async () => {
    const { stage, sent } = await sendLong()
    await stage.say('ACK 2', 'NAK 3')
    stage.clock.advance(30_000)
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
  })

  test('of which one was not acknowledged may have arrived, and has when that comes late', async () => {
    const { stage, sent } = await sendLong()
    await stage.say('ACK 2', 'ACK 3')
    stage.clock.advance(30_000)
    const error: unknown = await sent.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UnacknowledgedError)
    let arrived = false
    void (error as UnacknowledgedError).late.then(() => (arrived = true))
    await stage.say('ACK 4')
    expect(arrived).toBe(true)
  })

  test('may have arrived when the connection closes before every piece was acknowledged', async () => {
    const { stage, sent } = await sendLong()
    await stage.say('ACK 2', 'ACK 3')
    stage.session.connectionClosed()
    await expect(sent).rejects.toBeInstanceOf(ClosedError)
  })

  test('did not arrive when everybody left before', async () => {
    const { stage, sent } = await sendLong()
    await stage.say('ACK 2', 'BYE bob@example.com')
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
  })

  test('is sent anew with another id', async () => {
    const { stage, sent } = await sendLong()
    const idOf = (lines: readonly string[]) => /Message-ID: (\S+)/.exec(lines[0]!)![1]
    const before = idOf(stage.sent())
    await stage.say('NAK 2', 'NAK 3', 'NAK 4')
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
    caught(stage.session.sendText(long, defaultFormat)).catch(() => undefined)
    expect(idOf(stage.sent())).not.toBe(before)
  })
})

describe('a text in messages', () => {
  const outcomeOf = async (answers: readonly string[], from = 0) => {
    const stage = await switchboardStage()
    const sent = caught(stage.session.sendText(long, defaultFormat, from))
    const bodies = stage.sent().map((line) => line.split('\r\n\r\n')[1]!.length)
    await stage.say(...answers)
    await settle()
    return { bodies, outcome: await sent.catch((error: unknown) => error) }
  }

  test.each<[string, readonly string[], number, number | null]>([
    ['begin', ['ACK 2', 'NAK 3', 'NAK 4'], 0, 1],
    ['first two', ['ACK 2', 'ACK 3', 'NAK 4'], 0, 2],
    ['end', ['NAK 2', 'ACK 3', 'ACK 4'], 0, null],
    ['both ends', ['ACK 2', 'NAK 3', 'ACK 4'], 0, null],
    ['begin, which was there before', ['NAK 2', 'NAK 3'], 1, 1],
    ['second, behind the first', ['ACK 2', 'NAK 3'], 1, 2],
  ])('of which only the %s arrived says where to go on', async (_, answers, from, resumeAt) => {
    const { outcome } = await outcomeOf(answers, from)
    expect(outcome).toBeInstanceOf(PartlyDeliveredError)
    expect((outcome as PartlyDeliveredError).resumeAt).toBe(resumeAt)
  })

  test('is continued behind what arrived, with the very same pieces', async () => {
    const whole = await outcomeOf(['ACK 2', 'ACK 3', 'ACK 4'])
    const rest = await outcomeOf(['ACK 2', 'ACK 3'], 1)
    expect(rest.bodies).toEqual(whole.bodies.slice(1))
    expect(rest.outcome).toBe('acknowledged')
    expect(await outcomeOf([], 3)).toEqual({ bodies: [], outcome: 'acknowledged' })
  })

  test('is continued in messages although everybody reads pieces', async () => {
    const stage = await switchboardStage([reader], true, told)
    caught(stage.session.sendText(long, defaultFormat, 1)).catch(() => undefined)
    expect(kinds(stage.sent())).toEqual(['text', 'text'])
  })

  test('to nobody did not arrive at all, or not beyond what arrived before', async () => {
    const stage = await switchboardStage([])
    await expect(stage.session.sendText(long, defaultFormat)).rejects.toBeInstanceOf(NotDeliveredError)
    await expect(stage.session.sendText(long, defaultFormat, 2)).rejects.toMatchObject({ resumeAt: 2 })
  })
})

test('ids are given by whoever makes the switchboard', async () => {
  const sent: string[] = []
  const session = new Switchboard({
    address: 'alice@example.com',
    acknowledges: true,
    forms: { capabilitiesInJoin: true, place: null, callsOwnPlaces: false },
    clock: { now: () => 0, after: () => () => undefined },
    chooseId: () => '{1}',
    send: ({ payload }) => sent.push(new TextDecoder().decode(payload ?? new Uint8Array())),
    onEvent: () => undefined,
  })
  session.receive({ verb: 'JOI', params: ['bob@example.com', 'Bob', '32'], payload: null })
  session.sendText(long, defaultFormat).catch(() => undefined)
  await settle()
  expect(sent[1]).toMatch(/^Message-ID: \{1\}\r\nChunk: 1\r\n\r\nx+$/)
})
