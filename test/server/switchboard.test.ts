import { describe, expect, test } from 'vitest'
import { startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

const formatted = (text: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=ff0000; CS=0; PF=22\r\n\r\n${text}`

/** Asks for a switchboard on the notification session and opens it. */
async function openRoom(
  network: TestNetwork,
  session: WireClient,
  name: string,
  trid: number,
): Promise<WireClient> {
  session.send(`XFR ${trid} SB`)
  const line = await session.line()
  const cookie = /^XFR \d+ SB 127\.0\.0\.1:(\d+) CKI ([0-9a-f]+)$/.exec(line)
  expect(cookie?.[1]).toBe(String(network.port))
  const room = await network.open()
  room.send(`USR 1 ${name.toLowerCase()}@example.com ${cookie?.[2]}`)
  await room.expect(`USR 1 OK ${name.toLowerCase()}@example.com ${name}`)
  return room
}

/** Comes into a room that the notification session was called into. */
async function answer(
  network: TestNetwork,
  session: WireClient,
  name: string,
  caller: string,
): Promise<WireClient> {
  const rung = /^RNG (\d+) 127\.0\.0\.1:\d+ CKI ([0-9a-f]+) (\S+) (\S+)$/.exec(await session.line())
  expect(rung?.[3]).toBe(caller)
  const room = await network.open()
  room.send(`ANS 1 ${name.toLowerCase()}@example.com ${rung?.[2]} ${rung?.[1]}`)
  return room
}

/** Alice and Bob are online in MSNP8, Carol in MSNP12, and nobody has unread lines. */
async function threeOnline() {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP8')
  const bob = await network.online('bob', 'MSNP8')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  const carol = await network.online('carol', 'MSNP12', '1342177316')
  await alice.expect('NLN NLN carol@example.com Carol 1342177316')
  await bob.expect('NLN NLN carol@example.com Carol 1342177316')
  return { network, alice, bob, carol }
}

/** A room in which Alice and Bob are. */
async function twoInRoom() {
  const people = await threeOnline()
  const { network, alice, bob } = people
  const aliceRoom = await openRoom(network, alice, 'Alice', 12)
  aliceRoom.send('CAL 2 bob@example.com')
  await aliceRoom.expect('CAL 2 RINGING <session>')
  const bobRoom = await answer(network, bob, 'Bob', 'alice@example.com')
  await bobRoom.expect('IRO 1 1 1 alice@example.com Alice', 'ANS 1 OK')
  await aliceRoom.expect('JOI bob@example.com Bob')
  return { ...people, aliceRoom, bobRoom }
}

test('two people chat', async () => {
  const { aliceRoom, bobRoom } = await twoInRoom()
  const hello = formatted('hello N é€😀\r\nsecond line')
  aliceRoom.send('MSG 3 N 154', hello)
  await bobRoom.expectPayload('MSG alice@example.com Alice 154', hello)
  aliceRoom.send('MSG 4 U 131', formatted('hello U'))
  await bobRoom.expectPayload('MSG alice@example.com Alice 131', formatted('hello U'))
  aliceRoom.send('MSG 5 A 131', formatted('hello A'))
  await aliceRoom.expect('ACK 5')
  await bobRoom.expectPayload('MSG alice@example.com Alice 131', formatted('hello A'))
  const typing =
    'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: bob@example.com\r\n\r\n\r\n'
  bobRoom.send('MSG 2 U 88', typing)
  await aliceRoom.expectPayload('MSG bob@example.com Bob 88', typing)
  bobRoom.send('MSG 3 N 138', formatted('reply from bob'))
  await aliceRoom.expectPayload('MSG bob@example.com Bob 138', formatted('reply from bob'))
  bobRoom.send('OUT')
  await aliceRoom.expect('BYE bob@example.com')
  await bobRoom.expectClosed()
})

test('any bytes pass unchanged, with a D acknowledged', async () => {
  const { aliceRoom, bobRoom } = await twoInRoom()
  const body = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
  const head =
    'MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\nP2P-Dest: bob@example.com\r\n\r\n'
  aliceRoom.write(
    Buffer.concat([
      Buffer.from(`MSG 11 D ${head.length + 256}\r\n${head}`),
      body,
      Buffer.from('MSG 12 U 0\r\n'),
    ]),
  )
  await aliceRoom.expect('ACK 11')
  await bobRoom.expect(`MSG alice@example.com Alice ${head.length + 256}`)
  expect(await bobRoom.read(head.length + 256)).toEqual(Buffer.concat([Buffer.from(head), body]))
  await bobRoom.expect('MSG alice@example.com Alice 0')
})

test('a third person joins, hears everything, and one after the other goes', async () => {
  const { network, carol, aliceRoom, bobRoom } = await twoInRoom()
  aliceRoom.send('CAL 20 carol@example.com')
  await aliceRoom.expect('CAL 20 RINGING <session>')
  const carolRoom = await answer(network, carol, 'Carol', 'alice@example.com')
  await carolRoom.expect('IRO 1 1 2 alice@example.com Alice 0', 'IRO 1 2 2 bob@example.com Bob 0', 'ANS 1 OK')
  await aliceRoom.expect('JOI carol@example.com Carol')
  await bobRoom.expect('JOI carol@example.com Carol')
  carolRoom.send('MSG 2 A 147', formatted('hello group, from carol'))
  await carolRoom.expect('ACK 2')
  await aliceRoom.expectPayload('MSG carol@example.com Carol 147', formatted('hello group, from carol'))
  await bobRoom.expectPayload('MSG carol@example.com Carol 147', formatted('hello group, from carol'))
  carolRoom.send('OUT')
  await aliceRoom.expect('BYE carol@example.com')
  await bobRoom.expect('BYE carol@example.com')
  bobRoom.hangUp()
  await aliceRoom.expect('BYE bob@example.com')
  aliceRoom.send('MSG 21 A 140', formatted('to an empty room'))
  await aliceRoom.expect('NAK 21')
  aliceRoom.send('OUT')
  await aliceRoom.expectClosed()
})

test('from MSNP12 on those who join come with their capabilities', async () => {
  const { network, alice, carol } = await threeOnline()
  const room = await openRoom(network, carol, 'Carol', 12)
  room.send('CAL 2 alice@example.com')
  await room.expect('CAL 2 RINGING <session>')
  const aliceRoom = await answer(network, alice, 'Alice', 'carol@example.com')
  await aliceRoom.expect('IRO 1 1 1 carol@example.com Carol', 'ANS 1 OK')
  await room.expect('JOI alice@example.com Alice 0')
})

test('who answers when the caller has gone finds nobody, and may call', async () => {
  const { network, alice, bob } = await threeOnline()
  const room = await openRoom(network, alice, 'Alice', 12)
  room.send('CAL 2 bob@example.com')
  await room.expect('CAL 2 RINGING <session>')
  room.send('OUT')
  await room.expectClosed()
  const bobRoom = await answer(network, bob, 'Bob', 'alice@example.com')
  await bobRoom.expect('ANS 1 OK')
  bobRoom.send('CAL 2 alice@example.com')
  await bobRoom.expect('CAL 2 RINGING <session>')
})

test('in an empty room the letter decides: A, D and N are refused, U and S say nothing', async () => {
  const { network, alice } = await threeOnline()
  const room = await openRoom(network, alice, 'Alice', 12)
  for (const [at, letter] of ['U', 'S', 'A', 'N', 'D'].entries()) room.send(`MSG ${at + 1} ${letter} 2`, 'hi')
  await room.expect('NAK 3', 'NAK 4', 'NAK 5')
})

describe('calling is refused', () => {
  test('for who is there, offline, hidden, unknown, oneself or no address', async () => {
    const { carol, aliceRoom } = await twoInRoom()
    carol.send('CHG 7 HDN 0')
    await carol.expect('CHG 7 HDN 0')
    const steps = [
      ['CAL 16 nobody@example.com', '217 16'],
      ['CAL 17 dave@example.com', '217 17'],
      ['CAL 18 bob@example.com', '215 18'],
      ['CAL 19 noatsign', '208 19'],
      ['CAL 20 alice@example.com', '215 20'],
      ['CAL 21 carol@example.com', '217 21'],
    ] as const
    for (const [sent, refusal] of steps) {
      aliceRoom.send(sent)
      await aliceRoom.expect(refusal)
    }
  })

  test('for who blocks the caller, or admits only people on the allow list', async () => {
    const { network, alice, bob, carol } = await threeOnline()
    bob.send('ADD 7 BL alice@example.com Alice')
    await bob.expect('ADD 7 BL 2 alice@example.com Alice')
    await alice.expect('FLN bob@example.com')
    carol.send('REM 8 AL alice@example.com')
    carol.send('BLP 9 BL')
    await carol.expect('REM 8 AL alice@example.com', 'BLP 9 BL')
    await alice.expect('FLN carol@example.com')
    const room = await openRoom(network, alice, 'Alice', 12)
    room.send('CAL 2 bob@example.com')
    room.send('CAL 3 carol@example.com')
    await room.expect('216 2', '216 3')
  })

  test('for who does not want to be called', async () => {
    const { network, alice, bob } = await threeOnline()
    bob.send('IMS 7 OFF')
    await bob.expect('IMS 7 0 OFF')
    const room = await openRoom(network, alice, 'Alice', 12)
    room.send('CAL 2 bob@example.com')
    await room.expect('217 2')
  })

  test('when it is done too often', async () => {
    const network = await startNetwork({ limits: { callsPerTenSeconds: 2 } })
    const alice = await network.online('alice', 'MSNP8')
    const room = await openRoom(network, alice, 'Alice', 12)
    for (const trid of [2, 3, 4]) room.send(`CAL ${trid} bob@example.com`)
    await room.expect('217 2', '217 3', '713 4')
    network.clock.advance(10_001)
    room.send('CAL 5 bob@example.com')
    await room.expect('217 5')
  })
})

test('a message of 1664 bytes passes, a longer one ends the connection', async () => {
  const { aliceRoom, bobRoom } = await twoInRoom()
  const longest = formatted('x'.repeat(1664 - formatted('').length))
  aliceRoom.send('MSG 13 A 1664', longest)
  await aliceRoom.expect('ACK 13')
  await bobRoom.expectPayload('MSG alice@example.com Alice 1664', longest)
  aliceRoom.send('MSG 14 A 1665', `${longest}x`)
  await aliceRoom.expectClosed()
  await bobRoom.expect('BYE alice@example.com')
})

test.each(['MSG 3 X 2', 'MSG 3 u 2', 'MSG 3 2'])('%s ends the connection', async (line) => {
  const { aliceRoom } = await twoInRoom()
  aliceRoom.send(line, 'hi')
  await aliceRoom.expectClosed()
})

test('after five minutes of silence the connections close, with BYE … 1 for who is left', async () => {
  const { network, aliceRoom, bobRoom } = await twoInRoom()
  network.clock.advance(299_000)
  aliceRoom.send('MSG 3 A 2', 'hi')
  await aliceRoom.expect('ACK 3')
  await bobRoom.expectPayload('MSG alice@example.com Alice 2', 'hi')
  network.clock.advance(299_999)
  bobRoom.send('PNG')
  network.clock.advance(1)
  await aliceRoom.expectClosed()
  await bobRoom.expect('BYE alice@example.com 1')
  await bobRoom.expectClosed()
})

test('a switchboard connection that shows no cookie within a minute is closed', async () => {
  const network = await startNetwork()
  const client = await network.open()
  network.clock.advance(60_000)
  await client.expectClosed()
})

test('a PNG that keeps the connection alive gets no answer and ends nothing', async () => {
  const { aliceRoom, bobRoom } = await twoInRoom()
  aliceRoom.send('PNG')
  aliceRoom.send('MSG 3 A 131', formatted('hello A'))
  await aliceRoom.expect('ACK 3')
  await bobRoom.expectPayload('MSG alice@example.com Alice 131', formatted('hello A'))
})

test('a conversation goes on when its people sign out, and commands that nobody knows change nothing', async () => {
  const { alice, bob, aliceRoom, bobRoom } = await twoInRoom()
  alice.send('OUT')
  await alice.expectClosed()
  await bob.expect('FLN alice@example.com')
  aliceRoom.send('ZZZ 3')
  aliceRoom.send('USR 4 alice@example.com x')
  aliceRoom.send('MSG 5 A 2', 'hi')
  await aliceRoom.expect('715 4', 'ACK 5')
  await bobRoom.expectPayload('MSG alice@example.com Alice 2', 'hi')
})
