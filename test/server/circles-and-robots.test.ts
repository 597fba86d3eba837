import { expect, test } from 'vitest'
import { catchUp, startNetwork } from './test-network.ts'

const [home, office] = ['{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}', '{aaaaaaaa-2222-4222-8222-aaaaaaaaaaaa}']
const help = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhelp'

test('a contact of the network answers somebody who is alone with it, at two places', async () => {
  const network = await startNetwork({ accounts: [], contactsWhoAnswer: true })
  const first = await network.online('alice', 'MSNP18', '0', home)
  const second = await network.online('alice', 'MSNP18', '0', office)
  for (const client of [first, second]) await catchUp(client)
  first.send('XFR 12 SB')
  await first.expect('XFR 12 SB <host> CKI <cookie> U messenger.msn.com 1')
  const room = await network.open()
  room.send(`USR 1 alice@example.com;${home} <cookie>`)
  await room.expect(`USR 1 OK alice@example.com;${home} alice%40example.com`)
  room.send('CAL 2 alice@example.com')
  await room.expect('CAL 2 RINGING <session>', 'JOI alice@example.com alice%40example.com 0:0')
  await second.expect(
    'RNG <session> <host> CKI <other> alice@example.com alice%40example.com U messenger.msn.com 1',
  )
  const elsewhere = await network.open()
  elsewhere.send(`ANS 1 alice@example.com;${office} <other> <session>`)
  await room.expect(`JOI alice@example.com;${office} alice%40example.com 0:0`)
  room.send('CAL 3 guide@papilio.example')
  await room.expect('CAL 3 RINGING <session>')
  network.clock.advance(1_000)
  await room.expect('JOI guide@papilio.example Papilio%20Guide 1342308352:0')
  room.send(`MSG 4 A ${help.length}`, help)
  await room.expect('ACK 4')
  network.clock.advance(200)
  await room.expect('MSG guide@papilio.example Papilio%20Guide <length>')
  expect((await room.read(Number(room.variable('length')))).toString('utf8')).toContain('TypingUser')
})

test('who asks for circles is told that all is well, and only in dialects that have them near', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP18')
  alice.send('USR 9 SHA A eA==')
  await alice.expect('USR 9 OK alice@example.com 0 0')
  alice.send('USR 10 SSO I alice@example.com')
  await alice.expect('207 10')
  const bob = await network.online('bob', 'MSNP15')
  bob.send('USR 9 SHA A eA==')
  await bob.expect('207 9')
})
