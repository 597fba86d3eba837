import { describe, expect, test } from 'vitest'
import { catchUp, skipUntil, startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

type Options = Parameters<typeof startNetwork>[0]

async function enter(network: TestNetwork, session: WireClient, name: string): Promise<WireClient> {
  session.send('XFR 12 SB')
  const cookie = / CKI ([0-9a-f]+)/.exec(await skipUntil(session, /^XFR 12 /))![1]!
  const room = await network.open()
  room.send(`USR 1 ${name}@example.com ${cookie}`)
  await skipUntil(room, /^USR 1 OK/)
  return room
}

/** Calls whoever has that session into the room; their half of the connection stays open whatever the server does. */
async function call(
  network: TestNetwork,
  room: WireClient,
  session: WireClient,
  name: string,
): Promise<WireClient> {
  room.send(`CAL 2 ${name}@example.com`)
  const rung = /^RNG (\d+) \S+ CKI ([0-9a-f]+)/.exec(await skipUntil(session, /^RNG /))!
  const other = await network.open(true)
  other.send(`ANS 1 ${name}@example.com ${rung[2]} ${rung[1]}`)
  await skipUntil(other, /^ANS 1 OK/)
  await skipUntil(room, /^JOI /)
  return other
}

/** Alice and Bob in a room, with nothing unread. */
async function talk(options: Options = {}) {
  const network = await startNetwork(options)
  const [alice, bob] = [await network.online('alice', 'MSNP12'), await network.online('bob', 'MSNP12')]
  const aliceRoom = await enter(network, alice, 'alice')
  const bobRoom = await call(network, aliceRoom, bob, 'bob')
  return { network, alice, bob, aliceRoom, bobRoom }
}

describe('what is acknowledged', () => {
  test('before somebody goes has reached them, what comes after it is refused', async () => {
    const { aliceRoom, bobRoom } = await talk()
    aliceRoom.send('MSG 3 A 2', 'hi')
    await aliceRoom.expect('ACK 3')
    bobRoom.send('OUT')
    await bobRoom.expect('MSG alice@example.com Alice 2')
    await bobRoom.read(2)
    await bobRoom.expectClosed()
    await aliceRoom.expect('BYE bob@example.com')
    for (const [at, letter] of ['A', 'D', 'N', 'U'].entries())
      aliceRoom.send(`MSG ${at + 4} ${letter} 2`, 'hi')
    await aliceRoom.expect('NAK 4', 'NAK 5', 'NAK 6')
  })

  test.each([
    ['goes', 'OUT\r\n'],
    ['breaks the protocol', 'MSG 9 A 1665\r\n'.concat('x'.repeat(1665))],
    ['sends a letter that does not exist', 'MSG 9 X 1\r\nx'],
    ['sends no number', 'MSG x A 1\r\nx'],
    ['sends what is no command', 'HELLO\r\n'],
  ])('is nothing more when the other one %s, though their connection is still open', async (_, bytes) => {
    const { bob, aliceRoom, bobRoom } = await talk()
    bobRoom.write(bytes)
    // Round trips of another connection: by then the bytes have been read.
    for (let at = 0; at < 3; at++) await catchUp(bob)
    aliceRoom.send('MSG 3 A 2', 'hi')
    await aliceRoom.expect('BYE bob@example.com', 'NAK 3')
  })

  test('was only taken for a connection that is half dead, until that is given up', async () => {
    const { aliceRoom, bobRoom } = await talk({ limits: { maxMessageBytes: 16_000 } })
    bobRoom.stopReading()
    const message = 'x'.repeat(16_000)
    // More than the system's buffers and the 4 MiB that may be left unread.
    for (let at = 3; at < 1_203; at++) aliceRoom.write(`MSG ${at} A 16000\r\n${message}`)
    const lines: string[] = []
    while (lines.at(-1) !== 'NAK 1202') lines.push(await aliceRoom.line())
    const gone = lines.indexOf('BYE bob@example.com')
    expect(gone).toBeGreaterThan(250)
    expect(lines.slice(0, gone)).toEqual(Array.from({ length: gone }, (_, at) => `ACK ${at + 3}`))
    expect(lines.slice(gone + 1).every((line) => line.startsWith('NAK'))).toBe(true)
  })
})

describe('one’s own other places', () => {
  const office = '{a0a0a0a0-9999-4999-8999-a0a0a0a0a0a0}'

  const withPlaces = async () => {
    const network = await startNetwork()
    const home = await network.online('alice', 'MSNP18')
    const work = await network.online('alice', 'MSNP18', '0', office)
    for (const client of [home, work]) await catchUp(client)
    return { network, home, work, room: await enter(network, home, 'alice') }
  }

  test('are nobody in a room that everybody else has left', async () => {
    const { network, work, room } = await withPlaces()
    const bob = await network.online('bob', 'MSNP18')
    await catchUp(bob)
    const bobRoom = await call(network, room, bob, 'bob')
    await skipUntil(room, /^JOI bob@example.com Bob/)
    await joinSelf(network, room, work)
    room.send('MSG 5 A 2', 'hi')
    await room.expect('ACK 5')
    bobRoom.send('OUT')
    await skipUntil(room, /^BYE bob@example.com$/)
    room.send('MSG 6 A 2', 'hi')
    await room.expect('NAK 6')
  })

  test('are somebody to talk to where nobody else ever was', async () => {
    const { network, work, room } = await withPlaces()
    const other = await joinSelf(network, room, work)
    room.send('MSG 5 A 2', 'hi')
    await room.expect('ACK 5')
    await other.expectPayload('MSG alice@example.com Alice 2', 'hi')
  })

  /** Alice calls herself; her other place comes. */
  async function joinSelf(network: TestNetwork, room: WireClient, session: WireClient): Promise<WireClient> {
    room.send('CAL 3 alice@example.com')
    const rung = /^RNG (\d+) \S+ CKI ([0-9a-f]+)/.exec(await skipUntil(session, /^RNG /))!
    const other = await network.open()
    other.send(`ANS 1 alice@example.com;${office} ${rung[2]} ${rung[1]}`)
    await skipUntil(other, /^JOI alice@example.com Alice/)
    await skipUntil(room, /^JOI alice@example.com;\{a0/)
    return other
  }
})

describe('for tests', () => {
  test('a network may acknowledge what nobody hears', async () => {
    const { aliceRoom, bobRoom } = await talk({ acknowledgesEmptyRooms: true })
    bobRoom.send('OUT')
    await aliceRoom.expect('BYE bob@example.com')
    for (const [at, letter] of ['A', 'D', 'N', 'U', 'S'].entries())
      aliceRoom.send(`MSG ${at + 4} ${letter} 2`, 'hi')
    await aliceRoom.expect('ACK 4', 'ACK 5', 'ACK 8')
  })

  test('a network may refuse messages that hold a text, and passes on the others', async () => {
    const { aliceRoom, bobRoom } = await talk({ refusedTexts: ['refuse me', '€'] })
    for (const [at, text] of ['hello', 'please refuse me', 'REFUSE ME', '5 €'].entries())
      aliceRoom.send(`MSG ${at + 4} A ${Buffer.byteLength(text)}`, text)
    await aliceRoom.expect('ACK 4', 'NAK 5', 'ACK 6', 'NAK 7')
    aliceRoom.send('MSG 8 N 9', 'refuse me')
    aliceRoom.send('MSG 9 U 9', 'refuse me')
    aliceRoom.send('MSG 10 A 3', 'end')
    await aliceRoom.expect('NAK 8', 'ACK 10')
    for (const text of ['hello', 'REFUSE ME', 'end'])
      await bobRoom.expectPayload(`MSG alice@example.com Alice ${text.length}`, text)
  })

  test('a network may drop switchboards after a short silence', async () => {
    const { network, aliceRoom, bobRoom } = await talk({ limits: { switchboardIdleMs: 1_000 } })
    network.clock.advance(999)
    aliceRoom.send('MSG 3 A 2', 'hi')
    await aliceRoom.expect('ACK 3')
    network.clock.advance(1_000)
    await aliceRoom.expectClosed()
    await bobRoom.expectPayload('MSG alice@example.com Alice 2', 'hi')
    await bobRoom.expect('BYE alice@example.com 1')
    await bobRoom.expectClosed()
  })
})
