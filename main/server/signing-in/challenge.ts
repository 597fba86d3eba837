import { createHash } from 'node:crypto'

/** The keys that go with the product ids of official clients. */
export const productKeys: ReadonlyMap<string, string> = new Map([
  ['msmsgs@msnmsgr.com', 'Q1P7W2E4J9R8U3S5'],
  ['PROD0038W!61ZTF9', 'VT6PX?UQTM4WM%YR'],
  ['PROD0058#7IL2{QD', 'QHDCY@7R1TB6W?5B'],
  ['PROD0061VRRZH@4F', 'JXQ6J@TUOGYV@N0M'],
  ['PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL'],
  ['PROD0101{0RM?UBW', 'CFHUR$52U_{VIX5T'],
  ['PROD01065C%ZFN6F', 'O4BG@C7BWLYQX?5G'],
  ['PROD0112J1LW7%NB', 'RH96F{PHI8PPX_TJ'],
  ['PROD0114ES4Z%Q5W', 'PK}_A_0N_K%O?A9S'],
  ['PROD0119GSJUC$18', 'ILTXC!4IXB5FB*PX'],
  ['PROD0120PW!CCV9@', 'C1BX{V4W}Q3*10SM'],
])

const md5 = (text: string): Buffer => createHash('md5').update(text, 'latin1').digest()

/** The answer up to MSNP10: the MD5 of challenge and key. */
export const answerByMd5 = (challenge: string, _productId: string, key: string): string =>
  md5(challenge + key).toString('hex')

const prime = 0x7fff_ffffn
const factor = 0x0e79_a9c1n

/**
 * The answer from MSNP11 on: the MD5's two halves, each XORed with one 64-bit number that is worked out from
 * the challenge and the product id. All words are little-endian and the sums go beyond 53 bits.
 */
export function answerByWords(challenge: string, productId: string, key: string): string {
  const digest = md5(challenge + key)
  const keys = words(digest).map((word) => word & prime)
  const [high, low] = hash(words(Buffer.from(padded(challenge + productId), 'latin1')), keys)
  const answer = Buffer.alloc(16)
  for (const [at, word] of words(digest).entries()) {
    answer.writeUInt32LE(Number(word ^ (at % 2 === 0 ? high : low)), at * 4)
  }
  return answer.toString('hex')
}

function hash(text: readonly bigint[], keys: readonly bigint[]): readonly [high: bigint, low: bigint] {
  const [k0, k1, k2, k3] = keys as [bigint, bigint, bigint, bigint]
  let high = 0n
  let low = 0n
  for (let at = 0; at + 1 < text.length; at += 2) {
    const mixed = (k0 * (((factor * text[at]!) % prime) + high) + k1) % prime
    high = (k2 * ((text[at + 1]! + mixed) % prime) + k3) % prime
    low += high + mixed
  }
  return [(high + k1) % prime, (low + k3) % prime]
}

const padded = (text: string): string => text.padEnd(Math.ceil(text.length / 8) * 8, '0')

const words = (bytes: Buffer): readonly bigint[] =>
  Array.from({ length: bytes.length / 4 }, (_, at) => BigInt(bytes.readUInt32LE(at * 4)))
