import { describe, expect, test } from 'vitest'
import type { SwitchboardEvent } from '../../main/protocol/events.ts'
import { Switchboard, type SwitchboardForms } from '../../main/protocol/switchboard.ts'
import { fromSwitchboard } from '../../main/protocol/wire/command.ts'
import { caught, Stage, switchboardStage, textOf } from './session.ts'

const place = '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}'
const bobsPlace = '{bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb}'
const forms: SwitchboardForms = { capabilitiesInJoin: true, place, callsOwnPlaces: false }

const stageOf = (people: readonly string[] = [], more: Partial<SwitchboardForms> = {}) =>
  switchboardStage(people, true, { ...forms, ...more })

describe('a place', () => {
  test('names itself when it enters', async () => {
    const stage = await stageOf()
    void caught(stage.session.join('123.456'))
    void caught(stage.session.answer('849102291.520491113', '11752013'))
    expect(stage.sent()).toEqual([
      `USR 2 alice@example.com;${place} 123.456`,
      `ANS 3 alice@example.com;${place} 849102291.520491113 11752013`,
    ])
  })

  test('says who is typing without naming the place', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'])
    stage.session.sendTyping()
    expect(stage.sent()[0]).toContain('TypingUser: alice@example.com\r\n')
  })
})

describe('somebody at several places', () => {
  test('is one person', async () => {
    const stage = await stageOf()
    await stage.say(
      `JOI bob@example.com;${bobsPlace} Bob 2788999228:48`,
      'JOI bob@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a} Bob 2788999228:48',
      'JOI bob@example.com Bob 2788999228:48',
    )
    expect(stage.heard()).toEqual([
      { type: 'joined', who: { address: 'bob@example.com', name: 'Bob' }, capabilities: 2788999228 },
    ])
    expect(stage.session.participants).toHaveLength(1)
  })

  test('is one person among those who were there before', async () => {
    const stage = await stageOf()
    const answered = stage.session.answer('1.2', '3')
    await stage.say(
      `IRO 2 1 3 bob@example.com;${bobsPlace} Bob 2788999228:48`,
      'IRO 2 2 3 bob@example.com Bob 2788999228:48',
      'IRO 2 3 3 alice@example.com Alice 2788999228:48',
      'ANS 2 OK',
      `JOI alice@example.com;${place} Alice 2788999228:48`,
    )
    await answered
    expect(stage.heard().map(({ type }) => type)).toEqual(['joined'])
  })

  test('leaves with the last of them', async () => {
    const stage = await stageOf([`bob@example.com;${bobsPlace} Bob 0:0`, 'bob@example.com Bob 0:0'])
    await stage.say(`BYE bob@example.com;${bobsPlace}`)
    expect(stage.heard()).toEqual([])
    await stage.say('BYE bob@example.com')
    expect(stage.heard()).toEqual([{ type: 'left', address: 'bob@example.com', idle: false }])
  })

  test('speaks as one person', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'])
    await stage.say(
      `MSG bob@example.com;${bobsPlace} Bob 47\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n`,
    )
    expect(stage.heard()).toMatchObject([{ type: 'message-received', from: { address: 'bob@example.com' } }])
  })

  test('is there as soon as one place joined', async () => {
    const stage = await stageOf()
    const invited = stage.session.invite('bob@example.com')
    await stage.say('CAL 2 RINGING 1', `JOI bob@example.com;${bobsPlace} Bob 0:0`)
    await expect(invited).resolves.toBeUndefined()
  })
})

describe('our own other places', () => {
  const line = 'MSG alice@example.com Alice 47\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n'

  test('say what we say, and are nobody who is there', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'], { callsOwnPlaces: true })
    await stage.say(line)
    expect(stage.heard()).toMatchObject([{ type: 'own-message', message: { kind: 'text', text: '' } }])
    expect(stage.session.participants.map(({ address }) => address)).toEqual(['bob@example.com'])
  })

  test('do not exist where an account has only one place', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'], { callsOwnPlaces: false })
    await stage.say(line)
    expect(stage.heard()).toEqual([])
  })

  test('are called in once somebody is there, one time', async () => {
    const stage = await stageOf([], { callsOwnPlaces: true })
    const invited = stage.session.invite('bob@example.com')
    expect(stage.sent()).toEqual(['CAL 2 bob@example.com'])
    await stage.say(
      'CAL 2 RINGING 1',
      `JOI bob@example.com;${bobsPlace} Bob 0:0`,
      'JOI bob@example.com Bob 0:0',
    )
    await invited
    expect(stage.sent()).toEqual(['CAL 3 alice@example.com'])
    await stage.say('CAL 3 RINGING 1', 'JOI alice@example.com Alice 0:0', 'JOI carol@example.com Carol 0:0')
    expect(stage.sent()).toEqual([])
    expect(stage.heard().map((event) => event.type === 'joined' && event.who.address)).toEqual([
      'bob@example.com',
      'carol@example.com',
    ])
  })

  test('do not matter when they cannot be called', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'], { callsOwnPlaces: true })
    await stage.say('217 2')
    const sent = stage.session.sendText('hello', textOf())
    await stage.say('ACK 3')
    await expect(sent).resolves.toBe('acknowledged')
  })

  test('are not called where somebody called us: they were, too', async () => {
    const stage = new Stage<Switchboard, SwitchboardEvent>(
      fromSwitchboard,
      (parts) =>
        new Switchboard({
          ...parts,
          address: 'alice@example.com',
          acknowledges: true,
          forms: { ...forms, callsOwnPlaces: true },
        }),
    )
    const answered = stage.session.answer('1.2', '3')
    await stage.say('IRO 1 1 1 bob@example.com Bob 0:0', 'ANS 1 OK')
    await answered
    expect(stage.sent()).toEqual([`ANS 1 alice@example.com;${place} 1.2 3`])
  })

  test('say nothing here that others did not say', async () => {
    const stage = await stageOf(['bob@example.com Bob 0:0'])
    await stage.say(
      'JOI alice@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a} Alice 0:0',
      'MSG alice@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a} Alice 47\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n',
      'BYE alice@example.com;{66a7eb37-8e3b-4c4a-9f38-5dd1ad6e3b0a}',
      'BYE alice@example.com',
    )
    expect(stage.heard()).toEqual([])
  })
})

describe('a name', () => {
  test.each([
    ['bob@example.com Bob 2788999228:48', 'Bob', 2788999228],
    ['bob@example.com  2788999228:48', 'bob@example.com', 2788999228],
    ['bob@example.com Bob', 'Bob', 0],
    ['bob@example.com Bob junk', 'Bob', 0],
    ['bob@example.com Bob 0:0 more words', 'Bob', 0],
  ])('in %s', async (line, name, capabilities) => {
    const stage = await stageOf()
    await stage.say(`JOI ${line}`)
    expect(stage.heard()).toEqual([
      { type: 'joined', who: { address: 'bob@example.com', name }, capabilities },
    ])
  })
})
