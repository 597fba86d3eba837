import { describe, test } from 'vitest'
import { skipUntil, startNetwork } from './test-network.ts'

const bobId = '000000a1-0000-4000-8000-000000001001'
const carolId = '000000a2-0000-4000-8000-000000001002'
const nothingSaid = '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'

describe('groups', () => {
  test('in MSNP8 go by number', async () => {
    const alice = await (await startNetwork()).online('alice', 'MSNP8')
    const steps = [
      ['ADG 25 New%20Group%201 0', 'ADG 25 2 New%20Group%201 2 0'],
      ['ADG 26 New%20Group%201 0', '228 26'],
      ['REG 27 2 Renamed%20Group 0', 'REG 27 3 2 Renamed%20Group 0'],
      ['REG 28 2 Friends 0', '228 28'],
      ['ADD 29 FL bob@example.com Bob 2', 'ADD 29 FL 4 bob@example.com Bob 2'],
      ['ADD 30 FL bob@example.com Bob 2', '215 30'],
      ['ADD 31 FL carol@example.com Carol 9', '224 31'],
      ['REM 32 FL bob@example.com 2', 'REM 32 FL 5 bob@example.com 2'],
      ['REM 33 FL bob@example.com 2', '225 33'],
      ['REM 34 FL bob@example.com 0', 'REM 34 FL 5 bob@example.com 0'],
      ['RMG 35 2', 'RMG 35 6 2'],
      ['RMG 36 2', '224 36'],
      ['RMG 37 0', '230 37'],
      [`ADG 38 ${'x'.repeat(62)} 0`, '229 38'],
      ['REG 39 99 x 0', '224 39'],
      ['RMG 40 1', 'RMG 40 7 1'],
      ['SYN 41 0', 'SYN 41 7 2 1', 'GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0'],
    ] as const
    for (const [sent, ...answers] of steps) {
      alice.send(sent)
      await alice.expect(...answers)
    }
    await alice.expect('LST bob@example.com Bob 11 0', 'LST carol@example.com Carol 11 0')
  })

  test('in MSNP10 and later go by GUID', async () => {
    const alice = await (await startNetwork()).online('alice', 'MSNP12')
    const steps = [
      ['ADG 27 New%20Group%201 0', 'ADG 27 New%20Group%201 <group> 0'],
      ['ADG 28 New%20Group%201 0', '228 28'],
      ['REG 29 <group> Renamed%20Group 0', 'REG 29 <group> Renamed%20Group 0'],
      [`ADC 30 FL C=${bobId} <group>`, `ADC 30 FL C=${bobId} <group>`],
      [`ADC 31 FL C=${bobId} <group>`, '215 31'],
      [`ADC 32 FL C=${bobId} 00000000-0000-4000-8000-000000000000`, '224 32'],
      [`REM 33 FL ${bobId} <group>`, `REM 33 FL ${bobId} <group>`],
      [`REM 34 FL ${bobId} <group>`, '225 34'],
      ['RMG 35 <group>', 'RMG 35 <group>'],
      ['RMG 36 0', '224 36'],
      ['RMG 37 99', '224 37'],
      [`ADG 38 ${'x'.repeat(62)} 0`, '229 38'],
    ] as const
    for (const [sent, ...answers] of steps) {
      alice.send(sent)
      await alice.expect(...answers)
    }
    await alice.expectNothing()
  })

  test('are thirty at most', async () => {
    const alice = await (await startNetwork()).online('alice', 'MSNP8')
    for (let at = 2; at <= 30; at++) {
      alice.send(`ADG ${at} G${at}`)
      await alice.expect(`ADG ${at} ${at} G${at} ${at} 0`)
    }
    alice.send('ADG 31 G31')
    await alice.expect('223 31')
  })

  test('end without their contacts leaving the list', async () => {
    const network = await startNetwork()
    const bob = await network.online('bob', 'MSNP12')
    const alice = await network.online('alice', 'MSNP12')
    await bob.expect('NLN NLN alice@example.com Alice 0')
    await bob.expectPayload('UBX alice@example.com 53', nothingSaid)
    alice.send(`REM 7 FL ${bobId} 11111111-0000-4000-8000-000000000001`)
    await alice.expect(`REM 7 FL ${bobId} 11111111-0000-4000-8000-000000000001`)
    await bob.expectNothing()
    bob.send('CHG 8 BSY 0')
    await alice.expect('NLN BSY bob@example.com Bob 0')
  })
})

test('a contact who is put into a group hears nothing of it, seen or hidden', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const bob = await network.online('bob', 'MSNP12')
  const carol = await network.signIn('carol', 'MSNP12')
  carol.send('CHG 5 HDN 0')
  await carol.expect('CHG 5 HDN 0')
  await alice.expect('NLN NLN bob@example.com Bob 0')
  await alice.expectPayload('UBX bob@example.com 53', nothingSaid)
  alice.send('ADG 7 New 0')
  await alice.expect('ADG 7 New <group> 0')
  for (const [trid, id] of [
    [8, bobId],
    [9, carolId],
  ] as const) {
    alice.send(`ADC ${trid} FL C=${id} <group>`)
    await alice.expect(`ADC ${trid} FL C=${id} <group>`)
  }
  await alice.expectNothing()
  await bob.expectNothing()
  carol.send('XFR 10 SB')
  await skipUntil(carol, /^CHL 0 /)
  await carol.expect('913 10')
})
