import { createHash } from 'node:crypto'

/** The program that the tests say they are. */
export const product = { id: 'PROD0119GSJUC$18', key: 'ILTXC!4IXB5FB*PX' }

/**
 * The answer to a challenge, written down from the specification a second time. Everything is a whole number that is cut to
 * its remainder by hand.
 */
export function lockKey(challenge: string, { id, key } = product): string {
  const digest = createHash('md5').update(`${challenge}${key}`).digest()
  const word = (bytes: Buffer, at: number): bigint => BigInt(bytes.readUInt32LE(at))
  const [k0, k1, k2, k3] = [0, 4, 8, 12].map((at) => word(digest, at) % 2n ** 31n) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  let text = `${challenge}${id}`
  while (text.length % 8 !== 0) text += '0'
  const bytes = Buffer.from(text, 'ascii')
  const p = 2n ** 31n - 1n
  let [high, low] = [0n, 0n]
  for (let at = 0; at < bytes.length; at += 8) {
    let t = ((242_854_337n * word(bytes, at)) % p) + high
    t = (k0 * t + k1) % p
    high = (word(bytes, at + 4) + t) % p
    high = (k2 * high + k3) % p
    low += high + t
  }
  high = (high + k1) % p
  low = (low + k3) % p
  const answer = Buffer.alloc(16)
  for (const [index, other] of [high, low, high, low].entries())
    answer.writeUInt32LE(Number(word(digest, index * 4) ^ other), index * 4)
  return answer.toString('hex')
}
