import { describe, test } from 'vitest'
import { startNetwork } from './test-network.ts'

describe('a switchboard is not given', () => {
  test('before CHG and while hidden: 913', async () => {
    const network = await startNetwork()
    const alice = await network.signIn('alice', 'MSNP8')
    alice.send('XFR 6 SB')
    alice.send('CHG 7 HDN 0')
    alice.send('XFR 8 SB')
    await alice.expect('913 6', 'CHG 7 HDN 0', 'CHL 0 <challenge>', '913 8')
  })

  test('too often: 800', async () => {
    const network = await startNetwork({ limits: { switchboardsPerTenSeconds: 1 } })
    const alice = await network.online('alice', 'MSNP8')
    alice.send('XFR 6 SB')
    alice.send('XFR 7 SB')
    await alice.expect('XFR 6 SB <host> CKI <cookie>', '800 7')
  })
})

describe('a cookie is refused with 911 and the end', () => {
  test.each([
    ['when it was never given out', 'USR 1 alice@example.com 0123'],
    ['with another address', 'USR 1 bob@example.com <cookie>'],
    ['when it was given for opening and is used for answering', 'ANS 1 alice@example.com <cookie> 1'],
    ['when it is missing', 'USR 1 alice@example.com'],
  ])('%s', async (_, line) => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    alice.send('XFR 6 SB')
    await alice.expect('XFR 6 SB <host> CKI <cookie>')
    const room = await network.open()
    room.send(line)
    await room.expect('911 1')
    await room.expectClosed()
  })

  test('the second time', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    alice.send('XFR 6 SB')
    await alice.expect('XFR 6 SB <host> CKI <cookie>')
    const [first, second] = [await network.open(), await network.open()]
    first.send('USR 1 alice@example.com <cookie>')
    await first.expect('USR 1 OK alice@example.com Alice')
    first.send('OUT')
    await first.expectClosed()
    second.send('USR 1 alice@example.com <cookie>')
    await second.expect('911 1')
    await second.expectClosed()
  })

  test('after two minutes', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    alice.send('PNG')
    alice.send('XFR 6 SB')
    await alice.expect('QNG', 'XFR 6 SB <host> CKI <cookie>')
    network.clock.advance(30_000)
    network.clock.advance(90_001)
    const room = await network.open()
    room.send('USR 1 alice@example.com <cookie>')
    await room.expect('911 1')
    await room.expectClosed()
  })

  test('with the wrong session', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    const bob = await network.online('bob', 'MSNP8')
    await alice.expect('NLN NLN bob@example.com Bob 0')
    alice.send('XFR 6 SB')
    await alice.expect('XFR 6 SB <host> CKI <cookie>')
    const room = await network.open()
    room.send('USR 1 alice@example.com <cookie>')
    await room.expect('USR 1 OK alice@example.com Alice')
    room.send('CAL 2 bob@example.com')
    await bob.expect('RNG <session> <host> CKI <invitation> alice@example.com Alice')
    const wrong = await network.open()
    wrong.send('ANS 1 bob@example.com <invitation> 1')
    await wrong.expect('911 1')
    await wrong.expectClosed()
  })
})
