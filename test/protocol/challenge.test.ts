import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerChallengeByHash, answerChallengeByWords } from '../../main/protocol/challenge.ts'
import { dialects } from '../../main/protocol/dialects.ts'

interface Case {
  readonly challenge: string
  readonly product_id: string
  readonly product_key: string
  readonly response: string
}

const shared = new URL('../../../shared/protocol/vectors.json', import.meta.url)
const sharedCases = (name: string): readonly Case[] =>
  existsSync(shared)
    ? (JSON.parse(readFileSync(shared, 'utf8')) as Record<string, { cases: Case[] }>)[name]!.cases
    : []

const byHash: readonly Case[] = [
  // Published with the first descriptions of the command.
  ['15570131571988941333', 'msmsgs@msnmsgr.com', 'Q1P7W2E4J9R8U3S5', '8f2f5a91b72102cd28355e9fc9000d6e'],
  ['15570131571988941333', 'PROD0038W!61ZTF9', 'VT6PX?UQTM4WM%YR', 'ca90e6a7c94a14aae7b3ae0f6018433e'],
].map(asCase)

const byWords: readonly Case[] = [
  ['15570131571988941333', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', 'd8d8cb2c2043a603d8286a3343143ee1'],
  ['15570131571988941333', 'PROD0101{0RM?UBW', 'CFHUR$52U_{VIX5T', 'a2bcaf5dec2e7407282d443a8e38abd8'],
  // 28 digits: the text's length is a multiple of eight without 16 more characters, too.
  [
    '1663122458434562624782678054',
    'PROD0120PW!CCV9@',
    'C1BX{V4W}Q3*10SM',
    'f379e91748f9722568da550eccefec47',
  ],
  // The largest words.
  ['99999999999999999999', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', 'eb3c46090c80af5959aa61cc3eb5d4bc'],
].map(asCase)

function asCase([challenge, product_id, product_key, response]: string[]): Case {
  return { challenge: challenge!, product_id: product_id!, product_key: product_key!, response: response! }
}

describe('the challenge of dialects 6 to 10', () => {
  test.each([...byHash, ...sharedCases('challenge_msnp6_10')])('$challenge for $product_id', (given) => {
    const product = { id: given.product_id, key: given.product_key }
    expect(answerChallengeByHash(given.challenge, product)).toBe(given.response)
  })
})

describe('the challenge of dialects 11 and later', () => {
  test.each([...byWords, ...sharedCases('challenge_msnp11')])('$challenge for $product_id', (given) => {
    const product = { id: given.product_id, key: given.product_key }
    expect(answerChallengeByWords(given.challenge, product)).toBe(given.response)
  })
})

test('each dialect answers with its own algorithm and product', () => {
  const answers = dialects.map(({ name, product, answerChallenge }) => [
    name,
    answerChallenge('15570131571988941333', product),
  ])
  expect(Object.fromEntries(answers)).toEqual({
    MSNP8: '8f2f5a91b72102cd28355e9fc9000d6e',
    MSNP9: 'ca90e6a7c94a14aae7b3ae0f6018433e',
    MSNP10: '769dfe2c4292159189b71837ce37b74e',
    MSNP11: 'd8d8cb2c2043a603d8286a3343143ee1',
    MSNP12: 'a2bcaf5dec2e7407282d443a8e38abd8',
    MSNP13: '1d5fd67d532cb419094072a2e4e6e645',
    MSNP14: 'ae79936594a1918def84ea4997163d6c',
    MSNP15: '521fdf1c2586c53b01b2b2653dc9085f',
    MSNP16: '9cb1df88322e338f23c67780a2ff14e1',
    MSNP17: '9cb1df88322e338f23c67780a2ff14e1',
    MSNP18: '9cb1df88322e338f23c67780a2ff14e1',
  })
})
