import { describe, expect, test } from 'vitest'
import { accountRecord, fourPeople, startNetwork } from './test-network.ts'

const aliceId = '000000a0-0000-4000-8000-000000001000'
const bobId = '000000a1-0000-4000-8000-000000001001'
const daveId = '000000a3-0000-4000-8000-000000001003'
const nothingSaid = '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'

test('MSNP8: adding, blocking, removing and what is refused', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP8')
  const dave = await network.online('dave', 'MSNP8')
  const steps = [
    [
      'ADD 14 FL dave@example.com Dave',
      'ADD 14 FL 2 dave@example.com Dave',
      'ILN 14 NLN dave@example.com Dave 0',
    ],
    ['ADD 15 AL dave@example.com Dave', 'ADD 15 AL 3 dave@example.com Dave'],
    ['ADD 16 BL Dave@Example.com Dave', 'ADD 16 BL 4 dave@example.com Dave'],
    ['REM 17 BL dave@example.com', 'REM 17 BL 5 dave@example.com'],
    ['ADD 18 FL dave@example.com Dave', '215 18'],
    ['ADD 19 FL nobody@example.com x', '205 19'],
    ['ADD 20 FL noatsign x', '201 20'],
    ['ADD 21 XX dave@example.com x', '201 21'],
    ['REM 22 BL dave@example.com', '216 22'],
    ['REM 23 FL dave@example.com', 'REM 23 FL 6 dave@example.com'],
    ['REM 24 AL dave@example.com', 'REM 24 AL 7 dave@example.com'],
    ['REM 25 AL dave@example.com', '205 25'],
    ['REM 26 FL nobody@example.com', '205 26'],
    ['REM 27 XX bob@example.com', '201 27'],
  ] as const
  for (const [sent, ...answers] of steps) {
    alice.send(sent)
    await alice.expect(...answers)
  }
  await dave.expect('ADD 0 RL 2 alice@example.com Alice', 'REM 0 RL 3 alice@example.com')
  await dave.expectNothing()
})

test('MSNP12: adding, blocking, removing and what is refused', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const dave = await network.online('dave', 'MSNP12', '1073741824')
  alice.send('ADC 15 FL N=dave@example.com F=Dave')
  await alice.expect(`ADC 15 FL N=dave@example.com F=Dave C=${daveId}`)
  await alice.expect('ILN 15 NLN dave@example.com Dave 1073741824')
  await alice.expectPayload('UBX dave@example.com 53', nothingSaid)
  const steps = [
    ['ADC 16 AL N=dave@example.com', 'ADC 16 AL N=dave@example.com'],
    ['ADC 17 BL N=dave@example.com', 'ADC 17 BL N=dave@example.com'],
    ['REM 18 BL dave@example.com', 'REM 18 BL dave@example.com'],
    ['ADC 19 FL N=dave@example.com F=Dave', '215 19'],
    ['ADC 20 FL N=nobody@example.com F=x', '208 20'],
    ['ADC 21 FL N=noatsign F=x', '201 21'],
    [`SBP 22 ${daveId} MFN Dave2`, `SBP 22 ${daveId} MFN Dave2`],
    [`REM 23 FL ${daveId}`, `REM 23 FL ${daveId}`],
    ['REM 24 AL dave@example.com', 'REM 24 AL dave@example.com'],
    ['REM 25 AL dave@example.com', '208 25'],
    ['REM 26 FL dave@example.com', '403 26'],
    [`REM 27 FL ${daveId}`, '208 27'],
    [`SBP 28 ${daveId} MFN x`, '208 28'],
  ] as const
  for (const [sent, ...answers] of steps) {
    alice.send(sent)
    await alice.expect(...answers)
  }
  await dave.expect('ADC 0 RL N=alice@example.com F=Alice', 'REM 0 RL alice@example.com')
  await dave.expectNothing()
})

test('somebody who was added decides: pending, then accepted, then both see each other', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  alice.send('ADC 7 FL N=dave@example.com F=Dave')
  alice.send('ADC 8 AL N=dave@example.com')
  await alice.expect(`ADC 7 FL N=dave@example.com F=Dave C=${daveId}`, 'ADC 8 AL N=dave@example.com')
  const dave = await network.signIn('dave', 'MSNP12')
  dave.send('SYN 5 0 0')
  await dave.expect(
    'SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 1 0',
    'GTC A',
    'BLP AL',
    'PRP MFN Dave',
    'LST N=alice@example.com F=Alice 16 1',
  )
  dave.send('ADC 7 RL N=alice@example.com')
  await dave.expect('ADC 7 RL N=alice@example.com')
  dave.send('REM 8 PL alice@example.com')
  await dave.expect('REM 8 PL alice@example.com')
  dave.send('ADC 9 AL N=alice@example.com')
  await dave.expect('ADC 9 AL N=alice@example.com')
  dave.send('ADC 10 FL N=alice@example.com F=Alice')
  await dave.expect(`ADC 10 FL N=alice@example.com F=Alice C=${aliceId}`)
  await alice.expect('ADC 0 RL N=dave@example.com F=Dave')
  dave.send('SYN 11 0 0')
  await dave.expect('SYN 11 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 1 0', 'GTC A', 'BLP AL')
  await dave.expect('PRP MFN Dave', `LST N=alice@example.com F=Alice C=${aliceId} 11 1`)
})

test('MSNP8 shows who waits as on the reverse list; allowing them settles it', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  alice.send('ADC 7 FL N=dave@example.com F=Dave')
  await alice.expect(`ADC 7 FL N=dave@example.com F=Dave C=${daveId}`)
  const dave = await network.signIn('dave', 'MSNP8')
  dave.send('SYN 5 0')
  await dave.expect(
    'SYN 5 2 1 1',
    'GTC A',
    'BLP AL',
    'LSG 0 Other%20Contacts 0',
    'LST alice@example.com Alice 8',
  )
  dave.send('ADD 6 AL alice@example.com Alice')
  await dave.expect('ADD 6 AL 4 alice@example.com Alice')
  const again = await network.signIn('dave', 'MSNP12')
  again.send('SYN 7 0 0')
  await again.expect('SYN 7 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 1 0', 'GTC A', 'BLP AL')
  await again.expect('PRP MFN Dave', 'LST N=alice@example.com F=Alice 10 1')
})

test('dismissing who waits without a word keeps them on the reverse list, as long as they keep the contact', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const dave = await network.online('dave', 'MSNP12')
  alice.send('ADC 7 FL N=dave@example.com')
  await dave.expect('ADC 0 RL N=alice@example.com F=Alice')
  dave.send('REM 8 PL alice@example.com')
  await dave.expect('REM 8 PL alice@example.com')
  alice.send(`REM 9 FL ${daveId}`)
  await dave.expect('REM 0 RL alice@example.com')
  dave.send('REM 10 PL alice@example.com')
  await dave.expect('208 10')
})

describe("the reverse list is the server's: to change it", () => {
  test.each([
    ['MSNP12', 'ADC 7 RL N=bob@example.com'],
    ['MSNP12', 'ADC 7 RL N=dave@example.com'],
    ['MSNP12', 'REM 7 RL bob@example.com'],
    ['MSNP8', 'ADD 7 RL dave@example.com Dave'],
    ['MSNP12', 'ADD 7 FL dave@example.com Dave'],
    ['MSNP8', 'ADC 7 FL N=dave@example.com'],
  ])('in %s by %s ends the session', async (dialect, line) => {
    const alice = await (await startNetwork()).online('alice', dialect)
    alice.send(line)
    await alice.expectClosed()
  })
})

test('who is blocked sees the other offline, and online again after', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const bob = await network.online('bob', 'MSNP8')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
  alice.send('REM 37 AL bob@example.com')
  alice.send('ADC 38 BL N=bob@example.com')
  await alice.expect('REM 37 AL bob@example.com', 'ADC 38 BL N=bob@example.com')
  await bob.expect('FLN alice@example.com')
  alice.send('CHG 39 AWY 0')
  await alice.expect('CHG 39 AWY 0')
  await bob.expectNothing()
  alice.send('REM 40 BL bob@example.com')
  alice.send('ADC 41 AL N=bob@example.com')
  await alice.expect('REM 40 BL bob@example.com', 'ADC 41 AL N=bob@example.com')
  await bob.expect('NLN AWY alice@example.com Alice 0')
  await bob.expectNothing()
})

test('a contact that was removed is no longer announced', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const bob = await network.online('bob', 'MSNP12')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
  alice.send(`REM 7 FL ${bobId}`)
  await alice.expect(`REM 7 FL ${bobId}`)
  await bob.expect('REM 0 RL alice@example.com')
  bob.send('CHG 8 BSY 0')
  bob.send('OUT')
  await bob.expect('CHG 8 BSY 0')
  await bob.expectClosed()
  await alice.expectNothing()
  alice.send('ADC 9 FL N=bob@example.com')
  await alice.expect(`ADC 9 FL N=bob@example.com F=Bob C=${bobId}`)
  await network.online('bob', 'MSNP12')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
})

test('a name that a contact is stored under comes back with the lists', async () => {
  const network = await startNetwork()
  const old = await network.online('bob', 'MSNP8')
  old.send('REA 7 alice@example.com Alice%20from%20work')
  await old.expect('REA 7 2 alice@example.com Alice%20from%20work')
  old.send('REA 8 dave@example.com x')
  await old.expect('216 8')
  old.send('SYN 9 0')
  await old.expect('SYN 9 2 2 1', 'GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0')
  await old.expect('LST alice@example.com Alice%20from%20work 11 0', 'LST carol@example.com Carol 11 0')
})

test('ten thousand contacts come with the lists, every one of them', async () => {
  const crowd = Array.from({ length: 10_000 }, (_, at) => `person${at}@example.com`)
  const people = crowd.map((address, at) => ({
    ...accountRecord('X', 0, [{ address: 'dave@example.com', lists: 2 }]),
    address,
    id: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
    friendlyName: `Person ${at}`,
  }))
  const dave = accountRecord(
    'Dave',
    3,
    crowd.map((address) => ({ address, lists: 3 })),
  )
  const network = await startNetwork({ accounts: [...fourPeople.slice(0, 3), dave, ...people] })
  const client = await network.signIn('dave', 'MSNP12')
  client.send('SYN 5 0 0')
  await client.expect(
    'SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 10000 0',
    'GTC A',
    'BLP AL',
    'PRP MFN Dave',
  )
  for (const at of crowd.keys()) {
    const line = await client.line()
    if (
      line !==
      `LST N=person${at}@example.com F=Person%20${at} C=00000000-0000-4000-9000-${String(at).padStart(12, '0')} 3 1`
    ) {
      expect(line).toBe(`the line of person ${at}`)
    }
  }
  await client.expectNothing()
})
