import { describe, expect, test } from 'vitest'
import { startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

const guide = 'guide@papilio.example'
const echo = 'echo@papilio.example'

const text = (words: string, format = 'FN=Arial; EF=I; CO=ff; CS=0; PF=22'): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: ${format}\r\n\r\n${words}`
const nudge = 'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n\r\n'
const typing = (address: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: ${address}\r\n\r\n\r\n`

const withRobots = (): Promise<TestNetwork> => startNetwork({ accounts: [], contactsWhoAnswer: true })

/** Opens a conversation and calls these addresses into it; all of them come. */
async function converse(
  network: TestNetwork,
  session: WireClient,
  name: string,
  ...called: string[]
): Promise<WireClient> {
  session.send('XFR 12 SB')
  const cookie = (await session.line()).split(' ').at(-1)
  const room = await network.open()
  room.send(`USR 1 ${name}@example.com ${cookie}`)
  await room.expect(`USR 1 OK ${name}@example.com ${name}%40example.com`)
  for (const address of called) {
    room.send(`CAL 2 ${address}`)
    await room.expect('CAL 2 RINGING <session>')
    network.clock.advance(1_000)
    expect(await room.line()).toMatch(new RegExp(`^JOI ${address} \\S+ 1342308352$`))
  }
  return room
}

/** Says something and waits until the server has passed it on. */
async function say(room: WireClient, payload: string): Promise<void> {
  room.send(`MSG 3 A ${Buffer.byteLength(payload)}`, payload)
  await room.expect('ACK 3')
}

/** The next message: of whom, and its payload. */
async function heard(room: WireClient): Promise<{ from: string; payload: string }> {
  const [verb, from = '', , length] = (await room.line()).split(' ')
  expect(verb).toBe('MSG')
  return { from, payload: (await room.read(Number(length))).toString('utf8') }
}

/** Lets time pass until the next text, reads typing and that text. */
async function answered(network: TestNetwork, room: WireClient, from: string): Promise<string> {
  network.clock.advance(200)
  expect(await heard(room)).toEqual({ from, payload: typing(from) })
  network.clock.advance(1_800)
  const message = await heard(room)
  expect(message.from).toBe(from)
  return message.payload
}

/** That nobody has said anything: what we say to the room is acknowledged before anything else comes. */
async function expectSilence(network: TestNetwork, room: WireClient): Promise<void> {
  network.clock.advance(20_000)
  await say(room, typing('x@example.com'))
}

test('a new account finds both robots among its contacts and online; an old one keeps its list', async () => {
  const network = await withRobots()
  const eve = await network.signIn('eve', 'MSNP12')
  eve.send('SYN 5 0 0')
  await eve.expect('SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 2 0', 'GTC A', 'BLP AL')
  await eve.expect('PRP MFN eve%40example.com')
  await eve.expect(
    `LST N=${guide} F=Papilio%20Guide C=<guideId> 11 1`,
    `LST N=${echo} F=Echo C=<echoId> 11 1`,
  )
  eve.send('CHG 6 NLN 0')
  await eve.expect('CHG 6 NLN 0', `ILN 6 NLN ${guide} Papilio%20Guide 1342308352`)
  await eve.expectPayload(
    'UBX guide@papilio.example 83',
    '<Data><PSM>Ask me what Papilio can do (*)</PSM><CurrentMedia></CurrentMedia></Data>',
  )
  await eve.expect(`ILN 6 NLN ${echo} Echo 1342308352`)
  const old = await startNetwork({ contactsWhoAnswer: true })
  const dave = await old.signIn('dave', 'MSNP8')
  dave.send('SYN 5 0')
  await dave.expect('SYN 5 1 0 1')
})

test('who removes a robot is rid of it, and may add it again', async () => {
  const network = await withRobots()
  const eve = await network.online('eve', 'MSNP8')
  eve.send(`REM 7 FL ${echo}`)
  await eve.expect(`REM 7 FL 3 ${echo}`)
  const again = await network.signIn('eve', 'MSNP8')
  again.send('SYN 8 0')
  await again.expect('SYN 8 3 2 1', 'GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0')
  await again.expect(`LST ${guide} Papilio%20Guide 11 0`, `LST ${echo} Echo 10`)
  again.send(`ADD 9 FL ${echo} Echo`)
  await again.expect(`ADD 9 FL 4 ${echo} Echo`)
})

describe('Echo', () => {
  test('types, then says back what it heard, in the same format', async () => {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo)
    await say(room, text('hello é😀\r\nsecond line'))
    expect(await answered(network, room, echo)).toBe(text('hello é😀\r\nsecond line'))
    await say(room, text('again', 'FN=Courier%20New; EF=BIU; CO=0000ff; PF=0; RL=0'))
    expect(await answered(network, room, echo)).toBe(
      text('again', 'FN=Courier%20New; EF=BIU; CO=0000ff; PF=0; RL=0'),
    )
  })

  test('nudges back', async () => {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo)
    await say(room, nudge)
    network.clock.advance(200)
    expect(await heard(room)).toEqual({ from: echo, payload: nudge })
  })

  test.each([
    ['typing', typing('eve@example.com')],
    ["a client's name", 'MIME-Version: 1.0\r\nContent-Type: text/x-clientcaps\r\n\r\nClient-Name: X\r\n'],
    ['a later piece of a long message', 'Message-ID: {A}\r\nChunk: 1\r\n\r\nsecond chunk'],
    ['white space', text(' \r\n ')],
    ['a wink', 'MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 2\r\nData: x\r\n\r\n'],
    ['nothing at all', ''],
  ])('says nothing to %s', async (_, payload) => {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo)
    await say(room, payload)
    await expectSilence(network, room)
  })

  test('shortens what would not fit into a message, between characters', async () => {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo)
    const bare = `Content-Type: text/plain\r\n\r\n${'€'.repeat(540)}`
    await say(room, bare)
    const back = await answered(network, room, echo)
    expect(Buffer.byteLength(back)).toBeLessThanOrEqual(1664)
    expect(Buffer.byteLength(back)).toBeGreaterThan(1660)
    expect(back).toMatch(/\r\n\r\n€+$/)
  })

  test('forgets what it is told faster than it can answer', async () => {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo)
    for (let at = 0; at < 30; at++) room.send(`MSG ${at} U ${text(`line ${at}`).length}`, text(`line ${at}`))
    await say(room, text('the last line'))
    for (let at = 0; at < 12; at++) expect(await answered(network, room, echo)).toBe(text(`line ${at}`))
    await expectSilence(network, room)
  })

  test('leaves with the last person: who answers later finds nobody', async () => {
    const network = await withRobots()
    const bob = await network.online('bob', 'MSNP8')
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', echo, guide)
    await say(room, text('something'))
    room.send('CAL 9 bob@example.com')
    await room.expect('CAL 9 RINGING <session>')
    await bob.expect('RNG <session> <host> CKI <invitation> eve@example.com eve%40example.com')
    room.send('OUT')
    await room.expectClosed()
    const bobRoom = await network.open()
    bobRoom.send('ANS 1 bob@example.com <invitation> <session>')
    await bobRoom.expect('ANS 1 OK')
  })
})

describe('Papilio Guide', () => {
  async function withGuide() {
    const network = await withRobots()
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', guide)
    const ask = async (words: string): Promise<string> => {
      await say(room, text(words))
      return (await answered(network, room, guide)).split('\r\n\r\n').slice(1).join()
    }
    return { network, eve, room, ask }
  }

  test('greets by name and says what it understands', async () => {
    const { network, room, ask } = await withGuide()
    expect(await ask('good morning')).toContain('Hello eve@example.com!')
    expect(await answered(network, room, guide)).toContain(
      'format, colors, emoticons, link, nudge, away, group',
    )
    expect(await ask('blah')).toContain('I did not understand that.')
    expect(await ask('Help!')).toContain('format, colors')
  })

  test("shows formats and colours, each in the message's own format", async () => {
    const { network, room } = await withGuide()
    const formats: string[] = []
    for (const word of ['format', 'colors']) {
      await say(room, text(word))
      for (let at = 0; at < 4; at++) {
        const payload = await answered(network, room, guide)
        formats.push(/X-MMS-IM-Format: (.*)\r\n/.exec(payload)?.[1] ?? '')
      }
    }
    expect(formats).toEqual([
      'FN=Georgia; EF=B; CO=0; CS=0; PF=12',
      'FN=Verdana; EF=I; CO=0; CS=0; PF=22',
      'FN=Courier%20New; EF=U; CO=0; CS=0; PF=31',
      'FN=Comic%20Sans%20MS; EF=S; CO=0; CS=0; PF=42',
      'FN=Segoe%20UI; EF=B; CO=ff; CS=0; PF=22',
      'FN=Segoe%20UI; EF=B; CO=8000; CS=0; PF=22',
      'FN=Segoe%20UI; EF=B; CO=ff0000; CS=0; PF=22',
      'FN=Segoe%20UI; EF=B; CO=800080; CS=0; PF=22',
    ])
  })

  test('shows emoticons and a link', async () => {
    const { ask } = await withGuide()
    expect(await ask('emoticons')).toContain(':)')
    expect(await ask('LINK')).toContain('https://example.org/papilio')
  })

  test('nudges when asked, and back', async () => {
    const { network, room } = await withGuide()
    for (const payload of [text('nudge'), nudge]) {
      await say(room, payload)
      network.clock.advance(200)
      expect(await heard(room)).toEqual({ from: guide, payload: nudge })
    }
  })

  test('goes away for everybody, and comes back', async () => {
    const { network, eve, ask } = await withGuide()
    expect(await ask('away')).toContain('I am away for fifteen seconds')
    await eve.expect(`NLN AWY ${guide} Papilio%20Guide 1342308352`)
    network.clock.advance(15_000)
    await eve.expect(`NLN NLN ${guide} Papilio%20Guide 1342308352`)
    await eve.expectNothing()
  })

  test('calls Echo into the conversation; then Echo repeats, the Guide answers its words, and neither the other', async () => {
    const { network, room } = await withGuide()
    await say(room, text('group'))
    network.clock.advance(150)
    expect(await room.line()).toBe(`JOI ${echo} Echo 1342308352`)
    network.clock.advance(50)
    expect(await heard(room)).toEqual({ from: guide, payload: typing(guide) })
    network.clock.advance(2_000)
    expect((await heard(room)).payload).toContain('I have called Echo')
    await say(room, text('is anybody here?'))
    expect(await answered(network, room, echo)).toBe(text('is anybody here?'))
    await expectSilence(network, room)
    await say(room, text('group'))
    network.clock.advance(200)
    const both = [await heard(room), await heard(room)].map(({ from }) => from)
    expect(both.sort()).toEqual([echo, guide])
    network.clock.advance(1_800)
    const said = [await heard(room), await heard(room)]
    expect(said.find(({ from }) => from === guide)?.payload).toContain('Echo is here already.')
    expect(said.find(({ from }) => from === echo)?.payload).toBe(text('group'))
    await expectSilence(network, room)
  })

  test('among several people is only spoken to by name', async () => {
    const network = await withRobots()
    const bob = await network.online('bob', 'MSNP8')
    const eve = await network.online('eve', 'MSNP12')
    const room = await converse(network, eve, 'eve', guide)
    room.send('CAL 9 bob@example.com')
    await room.expect('CAL 9 RINGING <session>')
    const [, , , , invitation] = (await bob.line()).split(' ')
    const bobRoom = await network.open()
    bobRoom.send(`ANS 1 bob@example.com ${invitation} <session>`)
    await room.expect('JOI bob@example.com bob%40example.com 0')
    await say(room, text('help'))
    await say(room, nudge)
    await expectSilence(network, room)
    await say(room, text('Guide: help'))
    expect(await answered(network, room, guide)).toContain('format, colors')
  })
})
