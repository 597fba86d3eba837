import { createCipheriv, createHmac } from 'node:crypto'
import { ProtocolError } from '../wire/errors.ts'

/** What the proof is made of. */
export interface ProofParts {
  /** The proof key that came with the token: 24 bytes in base64. */
  readonly secret: string
  /** What `USR … SSO S` gave, as it stands: it is not decoded. */
  readonly nonce: string
  /** 8 bytes, chosen by chance. */
  readonly iv: Uint8Array
}

const secretBytes = 24
const hashMode = 0x8004
const cipherMode = 0x6603
const headerBytes = 28

/**
 * Proves that one has the secret without showing it (`MBI`; see docs/protocol.md#sign-in): the nonce, signed and
 * encrypted with keys that are derived from the secret. In base64.
 * @throws ProtocolError when the secret is none.
 */
export function proveSecret({ secret, nonce, iv }: ProofParts): string {
  const key = Buffer.from(secret, 'base64')
  if (key.length !== secretBytes) throw new ProtocolError('a proof key of another length')
  const hash = hmac(deriveKey(key, 'WS-SecureConversationSESSION KEY HASH'), nonce)
  const encryptionKey = deriveKey(key, 'WS-SecureConversationSESSION KEY ENCRYPTION')
  const cipher = createCipheriv('des-ede3-cbc', encryptionKey, iv)
  const encrypted = Buffer.concat([cipher.update(nonce, 'latin1'), cipher.final()])
  const lengths = [headerBytes, 1, cipherMode, hashMode, iv.length, hash.length, encrypted.length]
  return Buffer.concat([littleEndian(lengths), iv, hash, encrypted]).toString('base64')
}

/** 24 bytes. */
export function deriveKey(key: Uint8Array, label: string): Buffer {
  const text = Buffer.from(label, 'latin1')
  const first = hmac(key, text)
  const third = hmac(key, first)
  const head = hmac(key, Buffer.concat([first, text]))
  const tail = hmac(key, Buffer.concat([third, text]))
  return Buffer.concat([head, tail.subarray(0, 4)])
}

const hmac = (key: Uint8Array, data: string | Uint8Array): Buffer =>
  createHmac('sha1', key).update(data).digest()

function littleEndian(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, at) => bytes.writeUInt32LE(number, at * 4))
  return bytes
}
