import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ClosedError, ServerError, TimeoutError } from '../../main/protocol/errors.ts'
import { fromSwitchboard } from '../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { Switchboard } from '../../main/protocol/switchboard.ts'
import type { SwitchboardEvent } from '../../main/protocol/events.ts'
import { Stage, caught, settle, switchboardStage } from './session.ts'

const fresh = () =>
  new Stage<Switchboard, SwitchboardEvent>(
    fromSwitchboard,
    (parts) => new Switchboard({ ...parts, address: 'alice@example.com', acknowledges: true }),
  )
const typing = (address: string) =>
  `MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: ${address}\r\n\r\n\r\n`
const text = (words: string) => `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${words}`
const message = (from: string, payload: string) => `MSG ${from} ${Buffer.byteLength(payload)}\n${payload}`

describe('entering', () => {
  test('a switchboard that we asked for', async () => {
    const stage = fresh()
    const joined = caught(stage.session.join('17262740.1050826919.32308'))
    expect(stage.sent()).toEqual(['USR 1 alice@example.com 17262740.1050826919.32308'])
    await stage.say('USR 1 OK alice@example.com Alice')
    await joined
    expect(stage.session.participants).toEqual([])
  })

  test('one that we were invited to reports who is there before it is done', async () => {
    const stage = fresh()
    let heardFirst = 0
    const answered = stage.session
      .answer('849102291.520491113', '11752013')
      .then(() => (heardFirst = stage.events.length))
    expect(stage.sent()).toEqual(['ANS 1 alice@example.com 849102291.520491113 11752013'])
    await stage.say(
      'IRO 1 1 2 Bob@example.com Jos%C3%A9',
      'IRO 1 2 2 carol@example.com Carol 1073791084',
      'ANS 1 OK',
    )
    await answered
    expect(heardFirst).toBe(2)
    expect(stage.events).toEqual([
      { type: 'joined', who: { address: 'bob@example.com', name: 'José' }, capabilities: 0 },
      { type: 'joined', who: { address: 'carol@example.com', name: 'Carol' }, capabilities: 1073791084 },
    ])
  })

  test('with a cookie that is no good rejects', async () => {
    const stage = fresh()
    const joined = caught(stage.session.join('used.before'))
    await stage.say('911 1')
    await expect(joined).rejects.toEqual(new ServerError(911, 'USR'))
  })
})

describe('inviting', () => {
  test('is done when the person joined, not when it rings', async () => {
    const stage = await switchboardStage([])
    let done = false
    const invited = caught(stage.session.invite('Bob@example.com').then(() => (done = true)))
    expect(stage.sent()).toEqual(['CAL 2 Bob@example.com'])
    await stage.say('CAL 2 RINGING 11752013', 'JOI carol@example.com Carol')
    expect(done).toBe(false)
    await stage.say('JOI bob@example.com Bob')
    await invited
    expect(stage.session.participants.map(({ address }) => address)).toEqual([
      'carol@example.com',
      'bob@example.com',
    ])
  })

  test('is done when the person joins before the answer to CAL', async () => {
    const stage = await switchboardStage([])
    const invited = caught(stage.session.invite('bob@example.com'))
    await stage.say('JOI bob@example.com Bob')
    await invited
  })

  test('ends after 30 seconds when nobody answers', async () => {
    const stage = await switchboardStage([])
    const invited = caught(stage.session.invite('bob@example.com'))
    await stage.say('CAL 2 RINGING 1')
    stage.clock.advance(30_000)
    await expect(invited).rejects.toBeInstanceOf(TimeoutError)
    // He may still come, and is welcome.
    await stage.say('JOI bob@example.com Bob')
    expect(stage.session.participants).toHaveLength(1)
  })

  test.each([217, 216, 208, 713])('is refused with %d', async (code) => {
    const stage = await switchboardStage([])
    const invited = caught(stage.session.invite('bob@example.com'))
    await stage.say(`${code} 2`)
    await expect(invited).rejects.toEqual(new ServerError(code, 'CAL'))
    const again = caught(stage.session.invite('bob@example.com'))
    expect(stage.sent()).toEqual(['CAL 2 bob@example.com', 'CAL 3 bob@example.com'])
    await stage.say('JOI bob@example.com Bob')
    await again
  })

  test('the same person twice at once asks once; who is here already is not asked', async () => {
    const stage = await switchboardStage()
    await stage.session.invite('BOB@example.com')
    const both = [stage.session.invite('carol@example.com'), stage.session.invite('carol@example.com')]
    expect(stage.sent()).toEqual(['CAL 2 carol@example.com'])
    await stage.say('JOI carol@example.com Carol')
    await Promise.all(both)
  })
})

describe('coming and going', () => {
  test('nobody is counted twice, and we are not counted', async () => {
    const stage = await switchboardStage([])
    await stage.say(
      'JOI bob@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a} Bob 2788999228:48',
      'JOI bob@example.com Bob 2788999228:48',
      'JOI ALICE@example.com Alice',
    )
    expect(stage.events).toEqual([
      { type: 'joined', who: { address: 'bob@example.com', name: 'Bob' }, capabilities: 2788999228 },
    ])
    await stage.say('BYE bob@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a}')
    expect(stage.session.participants).toHaveLength(1)
    await stage.say('BYE bob@example.com', 'BYE bob@example.com', 'BYE nobody@example.com')
    expect(stage.events.slice(1)).toEqual([{ type: 'left', address: 'bob@example.com', idle: false }])
  })

  test('without a name, a capability number is not taken for one where the dialect has such numbers', async () => {
    const stage = await switchboardStage([], true, { capabilitiesInJoin: true })
    await stage.say(
      'JOI bob@example.com  1073791084',
      'IRO 1 1 1 carol@example.com  1073791084:48',
      'JOI dave@example.com 42 1073791084',
      'JOI erin@example.com Erin',
      'JOI frank@example.com',
    )
    expect(stage.heard()).toEqual([
      {
        type: 'joined',
        who: { address: 'bob@example.com', name: 'bob@example.com' },
        capabilities: 1073791084,
      },
      {
        type: 'joined',
        who: { address: 'carol@example.com', name: 'carol@example.com' },
        capabilities: 1073791084,
      },
      { type: 'joined', who: { address: 'dave@example.com', name: '42' }, capabilities: 1073791084 },
      { type: 'joined', who: { address: 'erin@example.com', name: 'Erin' }, capabilities: 0 },
      { type: 'joined', who: { address: 'frank@example.com', name: 'frank@example.com' }, capabilities: 0 },
    ])
    const older = await switchboardStage([])
    await older.say('JOI bob@example.com 42')
    expect(older.session.participants).toEqual([{ address: 'bob@example.com', name: '42' }])
  })

  test('who has no address of a person is not let in', async () => {
    const stage = await switchboardStage([])
    await stage.say('JOI __proto__ Nobody', 'JOI constructor Nobody', 'JOI Hotmail Hotmail')
    expect(stage.events).toEqual([])
    expect(stage.session.participants).toEqual([])
  })

  test('who was silent for too long is told from who left', async () => {
    const stage = await switchboardStage(['bob@example.com Bob', 'carol@example.com Carol'])
    await stage.say('BYE bob@example.com 1', 'BYE carol@example.com')
    expect(stage.heard()).toEqual([
      { type: 'left', address: 'bob@example.com', idle: true },
      { type: 'left', address: 'carol@example.com', idle: false },
    ])
  })

  test.each(['JOI', 'IRO 1 1 1', 'BYE'])(
    'a line without an address breaks the protocol: %s',
    async (line) => {
      const stage = await switchboardStage()
      await expect(stage.say(line)).rejects.toBeInstanceOf(ProtocolError)
    },
  )

  test('a room that never stops filling breaks the protocol', async () => {
    const stage = await switchboardStage([])
    const crowd = Array.from({ length: 1001 }, (_, at) => `JOI guest${at}@example.com Guest`)
    await expect(stage.say(...crowd)).rejects.toBeInstanceOf(ProtocolError)
    expect(stage.session.participants).toHaveLength(1000)
  })
})

describe('what others say', () => {
  test('is heard with the name that stands on the line', async () => {
    const stage = await switchboardStage()
    await stage.say(message('Bob@example.com Bob%20B', text('Hello\r\nyou')))
    expect(stage.heard()).toEqual([
      {
        type: 'message-received',
        from: { address: 'bob@example.com', name: 'Bob B' },
        message: expect.objectContaining({ kind: 'text', text: 'Hello\nyou' }),
      },
    ])
  })

  test('by somebody whom nobody announced is heard after that person joined', async () => {
    const stage = await switchboardStage()
    await stage.say(message('carol@example.com Carol', text('surprise')))
    expect(stage.heard()).toMatchObject([
      { type: 'joined', who: { address: 'carol@example.com', name: 'Carol' }, capabilities: 0 },
      { type: 'message-received', from: { address: 'carol@example.com' } },
    ])
    expect(stage.session.participants).toHaveLength(2)
  })

  test('typing is believed only of the sender', async () => {
    const stage = await switchboardStage()
    await stage.say(message('bob@example.com Bob', typing('carol@example.com')))
    expect(stage.heard()).toEqual([])
    await stage.say(message('bob@example.com Bob', typing('Bob@Example.com')))
    expect(stage.heard()).toMatchObject([
      { from: { address: 'bob@example.com' }, message: { kind: 'typing' } },
    ])
  })

  test('what claims to come from the service, or from ourselves, is not let in', async () => {
    const stage = await switchboardStage()
    await stage.say(
      message('Hotmail Hotmail', text('Your account will be closed')),
      message('alice@example.com Alice', text('me?')),
    )
    expect(stage.heard()).toEqual([])
  })

  test('in pieces is heard when the last piece came, in whatever order the pieces after the first', async () => {
    const stage = await switchboardStage()
    const id = 'Message-ID: {2B073406-65D8-4B4E-A2F4-1B3B3E0B5A10}\r\n'
    const first = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n${id}Chunks: 3\r\n\r\none `
    await stage.say(
      message('bob@example.com Bob', first),
      message('bob@example.com Bob', `${id}Chunk: 2\r\n\r\nthree`),
    )
    expect(stage.heard()).toEqual([])
    await stage.say(message('bob@example.com Bob', `${id}Chunk: 1\r\n\r\ntwo `))
    expect(stage.heard()).toMatchObject([{ message: { kind: 'text', text: 'one two three' } }])
  })

  test('that is no message breaks the protocol', async () => {
    const stage = await switchboardStage()
    await expect(stage.say('MSG bob@example.com Bob')).rejects.toBeInstanceOf(ProtocolError)
  })
})

test('typing, a nudge and good-bye', async () => {
  const stage = await switchboardStage()
  stage.session.sendTyping()
  const nudged = caught(stage.session.sendNudge())
  stage.session.leave()
  expect(stage.sent()).toEqual([
    `MSG 2 U 90\n${typing('alice@example.com')}`,
    'MSG 3 A 69\nMIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n',
    'OUT',
  ])
  await stage.say('ACK 3')
  await expect(nudged).resolves.toBe('acknowledged')
})

test('what waits ends with the connection', async () => {
  const stage = await switchboardStage()
  const waiting = [caught(stage.session.invite('carol@example.com')), caught(stage.session.sendNudge())]
  await settle()
  stage.session.connectionClosed()
  for (const one of waiting) await expect(one).rejects.toBeInstanceOf(ClosedError)
  await expect(stage.session.invite('dave@example.com')).rejects.toBeInstanceOf(ClosedError)
})

const shared = new URL('../../../shared/protocol/vectors.json', import.meta.url)
test.runIf(existsSync(shared))('every shared line of a switchboard is understood', async () => {
  const { switchboard_lines } = JSON.parse(readFileSync(shared, 'utf8'))
  let tried = 0
  for (const { line, expect: expected } of switchboard_lines.cases) {
    const stage = await switchboardStage(expected.kind === 'BYE' ? ['bob@example.com Bob'] : [])
    if (expected.kind === 'JOI' || expected.kind === 'IRO') {
      await stage.say(line)
      expect(stage.heard()).toMatchObject([
        { type: 'joined', who: { address: expected.email, name: expected.name } },
      ])
    } else if (expected.kind === 'BYE') {
      await stage.say(line)
      expect(stage.heard()).toEqual(
        expected.place === null ? [{ type: 'left', address: expected.email, idle: expected.idle }] : [],
      )
    } else continue
    tried++
  }
  expect(tried).toBeGreaterThan(5)
})
