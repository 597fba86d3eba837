import { createHash } from 'node:crypto'

/** What a client of a certain version identifies itself with when a server asks (`CHL`). */
export interface Product {
  readonly id: string
  readonly key: string
}

/** Dialects 6 to 10: MD5 of the challenge followed by the key. 32 hexadecimal digits. */
export const answerChallengeByHash = (challenge: string, { key }: Product): string =>
  md5(challenge + key).toString('hex')

const modulus = 0x7fffffffn
const factor = 0x0e79a9c1n

/**
 * Dialects 11 and later; see docs/protocol.md#challenge. The words' products need more than 53 bits.
 * 32 hexadecimal digits.
 */
export function answerChallengeByWords(challenge: string, { id, key }: Product): string {
  const hash = words(md5(challenge + key))
  const [k0, k1, k2, k3] = hash.map((word) => word & modulus) as [bigint, bigint, bigint, bigint]
  const text = challenge + id
  const parts = words(Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8, '0'), 'latin1'))
  let high = 0n
  let low = 0n
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const first = (k0 * (((factor * parts[at]!) % modulus) + high) + k1) % modulus
    high = (k2 * ((parts[at + 1]! + first) % modulus) + k3) % modulus
    low += high + first
  }
  high = (high + k1) % modulus
  low = (low + k3) % modulus
  const answer = Buffer.alloc(16)
  hash.forEach((word, at) => answer.writeUInt32LE(Number(word ^ (at % 2 === 0 ? high : low)), at * 4))
  return answer.toString('hex')
}

const md5 = (text: string): Buffer => createHash('md5').update(text).digest()

const words = (bytes: Buffer): bigint[] =>
  Array.from({ length: bytes.length / 4 }, (_, at) => BigInt(bytes.readUInt32LE(at * 4)))
