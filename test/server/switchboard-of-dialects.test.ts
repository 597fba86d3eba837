import { describe, expect, test } from 'vitest'
import { catchUp, placeOf, startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

const [atAlices, atBobs] = [placeOf('alice', 'MSNP18'), placeOf('bob', 'MSNP18')]
const bobsOffice = '{b0b0b0b0-9999-4999-8999-b0b0b0b0b0b0}'

/** Everybody online in a dialect, with nothing unread. */
async function people(dialects: Readonly<Record<string, string>>) {
  const network = await startNetwork()
  const clients: Record<string, WireClient> = {}
  for (const [at, [name, dialect]] of Object.entries(dialects).entries()) {
    clients[name] = await network.online(name, dialect, String(at + 1))
  }
  for (const client of Object.values(clients)) await catchUp(client)
  return { network, client: (name: string): WireClient => clients[name]! }
}

/** Asks for a room; `tail`: what must follow the cookie. */
async function open(
  network: TestNetwork,
  session: WireClient,
  as: string,
  tail: string,
): Promise<WireClient> {
  session.send('XFR 15 SB')
  await session.expect(`XFR 15 SB <host> CKI <cookie_${++rooms}>${tail}`)
  const room = await network.open()
  room.send(`USR 1 ${as} <cookie_${rooms}>`)
  return room
}
let rooms = 0

/** Answers a call; `tail`: what must follow the caller's name. */
async function answer(
  network: TestNetwork,
  session: WireClient,
  as: string,
  caller: string,
  tail: string,
): Promise<WireClient> {
  await session.expect(`RNG <session> <host> CKI <cookie_${++rooms}> ${caller}${tail}`)
  const room = await network.open()
  room.send(`ANS 1 ${as} <cookie_${rooms}> <session>`)
  return room
}

describe('XFR and RNG end as the dialect has it', () => {
  test.each([
    ['MSNP12', ''],
    ['MSNP13', ' U messenger.msn.com'],
    ['MSNP14', ' U messenger.msn.com 1'],
    ['MSNP15', ' U messenger.msn.com 1'],
    ['MSNP18', ' U messenger.msn.com 1'],
  ])('in %s', async (dialect, tail) => {
    const { network, client } = await people({ alice: dialect, bob: dialect })
    const room = await open(network, client('alice'), 'alice@example.com', tail)
    await room.expect('USR 1 OK alice@example.com Alice')
    room.send('CAL 2 bob@example.com')
    await answer(network, client('bob'), 'bob@example.com', 'alice@example.com Alice', tail)
  })
})

test.each(['MSNP13', 'MSNP15'])('in %s two people chat, and capabilities are one number', async (dialect) => {
  const { network, client } = await people({ alice: dialect, bob: dialect })
  const tail = dialect === 'MSNP13' ? ' U messenger.msn.com' : ' U messenger.msn.com 1'
  const alice = await open(network, client('alice'), 'alice@example.com', tail)
  await alice.expect('USR 1 OK alice@example.com Alice')
  alice.send('CAL 2 bob@example.com')
  await alice.expect('CAL 2 RINGING <session>')
  const bob = await answer(network, client('bob'), 'bob@example.com', 'alice@example.com Alice', tail)
  await bob.expect('IRO 1 1 1 alice@example.com Alice 1', 'ANS 1 OK')
  await alice.expect('JOI bob@example.com Bob 2')
  alice.send('CAL 3 alice@example.com')
  await alice.expect('215 3')
  bob.send('OUT')
  await alice.expect('BYE bob@example.com')
})

test('in MSNP18 everybody is named by place and as a person, oneself included', async () => {
  const { network, client } = await people({ alice: 'MSNP18', bob: 'MSNP18', carol: 'MSNP16' })
  const alice = await open(
    network,
    client('alice'),
    `alice@example.com;${atAlices}`,
    ' U messenger.msn.com 1',
  )
  await alice.expect(`USR 1 OK alice@example.com;${atAlices} Alice`)
  alice.send('CAL 2 alice@example.com')
  await alice.expect('CAL 2 RINGING <session>', 'JOI alice@example.com Alice 1:0')
  alice.send('CAL 3 bob@example.com')
  await alice.expect('CAL 3 RINGING <session>')
  const bob = await answer(
    network,
    client('bob'),
    `bob@example.com;${atBobs}`,
    'alice@example.com Alice',
    ' U messenger.msn.com 1',
  )
  await bob.expect(
    `IRO 1 1 2 alice@example.com;${atAlices} Alice 1:0`,
    'IRO 1 2 2 alice@example.com Alice 1:0',
    'ANS 1 OK',
    'JOI bob@example.com Bob 2:0',
  )
  await alice.expect(`JOI bob@example.com;${atBobs} Bob 2:0`, 'JOI bob@example.com Bob 2:0')
  alice.send('CAL 4 bob@example.com')
  await alice.expect('215 4')
  alice.send('CAL 5 carol@example.com')
  await alice.expect('CAL 5 RINGING <session>')
  const carol = await answer(
    network,
    client('carol'),
    `carol@example.com;${placeOf('carol', 'MSNP16')}`,
    'alice@example.com Alice',
    ' U messenger.msn.com 1',
  )
  await carol.expect(
    `IRO 1 1 4 alice@example.com;${atAlices} Alice 1:0`,
    'IRO 1 2 4 alice@example.com Alice 1:0',
    `IRO 1 3 4 bob@example.com;${atBobs} Bob 2:0`,
    'IRO 1 4 4 bob@example.com Bob 2:0',
    'ANS 1 OK',
    'JOI carol@example.com Carol 3:0',
  )
  await bob.expect(
    `JOI carol@example.com;${placeOf('carol', 'MSNP16')} Carol 3:0`,
    'JOI carol@example.com Carol 3:0',
  )
  bob.send('MSG 2 A 5', '\r\n\r\nx')
  await bob.expect('ACK 2')
  await carol.expectPayload('MSG bob@example.com Bob 5', '\r\n\r\nx')
  bob.hangUp()
  await carol.expect(`BYE bob@example.com;${atBobs}`, 'BYE bob@example.com')
})

test('old and new dialects in one room each read their own forms', async () => {
  const { network, client } = await people({ alice: 'MSNP18', bob: 'MSNP8', carol: 'MSNP15', dave: 'MSNP12' })
  const bob = await open(network, client('bob'), 'bob@example.com', '')
  await bob.expect('USR 1 OK bob@example.com Bob')
  bob.send('CAL 2 alice@example.com')
  await bob.expect('CAL 2 RINGING <session>')
  const alice = await answer(
    network,
    client('alice'),
    `alice@example.com;${atAlices}`,
    'bob@example.com Bob',
    ' U messenger.msn.com 1',
  )
  await alice.expect('IRO 1 1 1 bob@example.com Bob 2:0', 'ANS 1 OK', 'JOI alice@example.com Alice 1:0')
  await bob.expect('JOI alice@example.com Alice')
  bob.send('CAL 3 carol@example.com')
  await bob.expect('CAL 3 RINGING <session>')
  const carol = await answer(
    network,
    client('carol'),
    'carol@example.com',
    'bob@example.com Bob',
    ' U messenger.msn.com 1',
  )
  await carol.expect('IRO 1 1 2 bob@example.com Bob 2', 'IRO 1 2 2 alice@example.com Alice 1', 'ANS 1 OK')
  await bob.expect('JOI carol@example.com Carol')
  await alice.expect('JOI carol@example.com Carol 3:0')
  bob.send('CAL 4 dave@example.com')
  const dave = await answer(network, client('dave'), 'dave@example.com', 'bob@example.com Bob', '')
  await dave.expect(
    'IRO 1 1 3 bob@example.com Bob 2',
    'IRO 1 2 3 alice@example.com Alice 1',
    'IRO 1 3 3 carol@example.com Carol 3',
    'ANS 1 OK',
  )
  alice.send('OUT')
  await bob.expect('CAL 4 RINGING <session>', 'JOI dave@example.com Dave', 'BYE alice@example.com')
  await carol.expect('JOI dave@example.com Dave 4', 'BYE alice@example.com')
})

describe('somebody at two places', () => {
  const atTwo = async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP15', '1')
    const home = await network.online('bob', 'MSNP18', '2', atBobs)
    const office = await network.online('bob', 'MSNP16', '3', bobsOffice)
    for (const client of [alice, home, office]) await catchUp(client)
    return { network, alice, home, office }
  }
  const tail = ' U messenger.msn.com 1'

  test('is rung at both, answers at both, and is one person to others', async () => {
    const { network, alice, home, office } = await atTwo()
    const caller = await open(network, alice, 'alice@example.com', tail)
    await caller.expect('USR 1 OK alice@example.com Alice')
    caller.send('CAL 2 bob@example.com')
    await caller.expect('CAL 2 RINGING <session>')
    const first = await answer(network, home, `bob@example.com;${atBobs}`, 'alice@example.com Alice', tail)
    await first.expect('IRO 1 1 1 alice@example.com Alice 1:0', 'ANS 1 OK', 'JOI bob@example.com Bob 3:0')
    await caller.expect('JOI bob@example.com Bob 3')
    const second = await answer(
      network,
      office,
      `bob@example.com;${bobsOffice}`,
      'alice@example.com Alice',
      tail,
    )
    await second.expect(
      'IRO 1 1 2 alice@example.com Alice 1:0',
      `IRO 1 2 2 bob@example.com;${atBobs} Bob 2:0`,
      'ANS 1 OK',
      'JOI bob@example.com Bob 3:0',
    )
    await first.expect(`JOI bob@example.com;${bobsOffice} Bob 3:0`)
    second.send('MSG 2 A 5', '\r\n\r\nx')
    await caller.expectPayload('MSG bob@example.com Bob 5', '\r\n\r\nx')
    await first.expectPayload('MSG bob@example.com Bob 5', '\r\n\r\nx')
    second.send('OUT')
    await first.expect(`BYE bob@example.com;${bobsOffice}`)
    first.send('OUT')
    await caller.expect('BYE bob@example.com')
  })

  test('calls the other place by the own address', async () => {
    const { network, home, office } = await atTwo()
    const first = await open(network, home, `bob@example.com;${atBobs}`, tail)
    await first.expect(`USR 1 OK bob@example.com;${atBobs} Bob`)
    first.send('CAL 2 Bob@example.com')
    await first.expect('CAL 2 RINGING <session>', 'JOI bob@example.com Bob 3:0')
    const second = await answer(network, office, `bob@example.com;${bobsOffice}`, 'bob@example.com Bob', tail)
    await second.expect(
      `IRO 1 1 1 bob@example.com;${atBobs} Bob 2:0`,
      'ANS 1 OK',
      'JOI bob@example.com Bob 3:0',
    )
    await first.expect(`JOI bob@example.com;${bobsOffice} Bob 3:0`)
    await home.expectNothing()
  })

  test('is not rung where calls were refused', async () => {
    const { network, alice, home, office } = await atTwo()
    office.send('IMS 7 OFF')
    await office.expect('IMS 7 0 OFF')
    const caller = await open(network, alice, 'alice@example.com', tail)
    caller.send('CAL 2 bob@example.com')
    await home.expect(`RNG <session> <host> CKI <cookie> alice@example.com Alice${tail}`)
    await office.expectNothing()
  })

  test.each([
    ['the place of somebody else', `bob@example.com;${atAlices}`],
    ['another place of the person', `bob@example.com;${bobsOffice}`],
    ['no GUID', 'bob@example.com;x'],
  ])('cannot come in as %s', async (_who, name) => {
    const { network, home } = await atTwo()
    const room = await open(network, home, name, tail)
    await room.expect('911 1')
    await room.expectClosed()
  })
})

test('who is hidden may open a room from MSNP13 on', async () => {
  for (const [dialect, line] of [
    ['MSNP12', /^913 15$/],
    ['MSNP13', /^XFR 15 SB /],
    ['MSNP18', /^XFR 15 SB /],
  ] as const) {
    const { network, client } = await people({ alice: dialect })
    client('alice').send('CHG 6 HDN 0')
    await catchUp(client('alice'))
    client('alice').send('XFR 15 SB')
    expect(await client('alice').line()).toMatch(line)
    await network.close()
  }
})
