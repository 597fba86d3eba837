import { describe, expect, test } from 'vitest'
import { answerByMd5, answerByWords, productKeys } from '../../main/server/signing-in/challenge.ts'
import { startNetwork } from './test-network.ts'

test.each([
  ['15570131571988941333', 'msmsgs@msnmsgr.com', '8f2f5a91b72102cd28355e9fc9000d6e'],
  ['15570131571988941333', 'PROD0038W!61ZTF9', 'ca90e6a7c94a14aae7b3ae0f6018433e'],
  ['29409134351025259292', 'PROD0061VRRZH@4F', 'e713b299d972368a01227dfbc0c7c7c7'],
])('up to MSNP10 the challenge %s is answered by %s with %s', (challenge, id, answer) => {
  expect(answerByMd5(challenge, id, productKeys.get(id)!)).toBe(answer)
})

test.each([
  ['15570131571988941333', 'PROD0090YUAUV{2B', 'd8d8cb2c2043a603d8286a3343143ee1'],
  ['22210219642164014968', 'PROD0090YUAUV{2B', '85ecb0db8f32113df79ce0892b9a102c'],
  ['15570131571988941333', 'PROD0101{0RM?UBW', 'a2bcaf5dec2e7407282d443a8e38abd8'],
  ['15570131571988941333', 'PROD0119GSJUC$18', '521fdf1c2586c53b01b2b2653dc9085f'],
  ['13038318816579321232', 'PROD0120PW!CCV9@', 'b2b292178e786b7cc16971fabeb5a597'],
  ['1663122458434562624782678054', 'PROD0120PW!CCV9@', 'f379e91748f9722568da550eccefec47'],
  ['99999999999999999999', 'PROD0090YUAUV{2B', 'eb3c46090c80af5959aa61cc3eb5d4bc'],
])('from MSNP11 on the challenge %s is answered by %s with %s', (challenge, id, answer) => {
  expect(answerByWords(challenge, id, productKeys.get(id)!)).toBe(answer)
})

/** The challenge differs every time, so the expected answer comes from the functions that the cases above hold. */
async function challenged(dialect: string) {
  const network = await startNetwork()
  const client = await network.signIn('dave', dialect)
  client.send('CHG 6 NLN 0')
  await client.expect('CHG 6 NLN 0')
  if (dialect >= 'MSNP11' && dialect !== 'MSNP8') {
    await client.expect('MSG Hotmail Hotmail 195')
    await client.read(195)
  }
  await client.expect('CHL 0 <challenge>')
  expect(client.variable('challenge')).toMatch(/^\d{20}$/)
  return { network, client, challenge: client.variable('challenge') }
}

describe('QRY', () => {
  test('with the right answer is confirmed', async () => {
    const old = await challenged('MSNP10')
    old.client.send('QRY 7 PROD0061VRRZH@4F 32', answerByMd5(old.challenge, '', 'JXQ6J@TUOGYV@N0M'))
    await old.client.expect('QRY 7')
    const young = await challenged('MSNP12')
    young.client.send(
      'QRY 7 PROD0101{0RM?UBW 32',
      answerByWords(young.challenge, 'PROD0101{0RM?UBW', 'CFHUR$52U_{VIX5T'),
    )
    await young.client.expect('QRY 7')
    young.network.clock.advance(3_600_000)
    await young.client.expectNothing()
  })

  test.each([
    ['a wrong answer', 'PROD0101{0RM?UBW 32', '0123456789abcdef0123456789abcdef'],
    ['a product that does not exist', 'PROD0000 32', '0123456789abcdef0123456789abcdef'],
    ['no answer', 'PROD0101{0RM?UBW 0', ''],
  ])('with %s is refused with 540 and the end', async (_, words, payload) => {
    const { client } = await challenged('MSNP12')
    client.send(`QRY 7 ${words}`, payload)
    await client.expect('540 7')
    await client.expectClosed()
  })

  test("with the other dialects' algorithm is wrong", async () => {
    const { client, challenge } = await challenged('MSNP11')
    client.send('QRY 7 PROD0090YUAUV{2B 32', answerByMd5(challenge, '', 'YMM8C_H7KCQ2S_KL'))
    await client.expect('540 7')
    await client.expectClosed()
  })

  test('that nobody asked for is refused with 715, and the session goes on', async () => {
    const network = await startNetwork()
    const client = await network.signIn('dave', 'MSNP8')
    client.send('QRY 38 PROD0090YUAUV{2B 32', '0123456789abcdef0123456789abcdef')
    await client.expect('715 38')
    await client.expectNothing()
  })

  test('that never comes ends the session', async () => {
    const { network, client } = await challenged('MSNP12')
    network.clock.advance(60_000)
    await client.expectClosed()
  })
})
