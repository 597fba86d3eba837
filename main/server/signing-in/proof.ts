import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/** The seven little-endian words in front of a proof: header length, CBC, 3DES, SHA-1, and the lengths of what follows. */
const head = Buffer.from('1c000000010000000366000004800000080000001400000048000000', 'hex')
const ivBytes = 8
const hashBytes = 20
const cipherBytes = 72

/**
 * Whether an SSO proof (base64 of head, IV, HMAC and cipher text) was made with this secret for this nonce. The nonce's
 * text is what is hashed and encrypted, not the bytes that it stands for. See docs/protocol.md#sign-in.
 */
export function isProof(proof: string, secret: Uint8Array, nonce: string): boolean {
  const bytes = /^[\w+/]+=$/.test(proof) ? Buffer.from(proof, 'base64') : Buffer.alloc(0)
  if (bytes.length !== head.length + ivBytes + hashBytes + cipherBytes) return false
  if (!bytes.subarray(0, head.length).equals(head)) return false
  const iv = bytes.subarray(head.length, head.length + ivBytes)
  const hash = bytes.subarray(head.length + ivBytes, head.length + ivBytes + hashBytes)
  const cipherText = bytes.subarray(-cipherBytes)
  const expected = hmac(derive(secret, 'SESSION KEY HASH'), Buffer.from(nonce, 'latin1'))
  return (
    timingSafeEqual(hash, expected) &&
    decrypt(cipherText, derive(secret, 'SESSION KEY ENCRYPTION'), iv) === nonce
  )
}

const hmac = (key: Uint8Array, ...pieces: Uint8Array[]): Buffer =>
  createHmac('sha1', key).update(Buffer.concat(pieces)).digest()

/** A key of 24 bytes for one purpose. */
function derive(secret: Uint8Array, purpose: string): Buffer {
  const label = Buffer.from(`WS-SecureConversation${purpose}`, 'latin1')
  const first = hmac(secret, label)
  const second = hmac(secret, first)
  return Buffer.concat([hmac(secret, first, label), hmac(secret, second, label)]).subarray(0, 24)
}

/** Null when the padding is wrong. */
function decrypt(cipherText: Uint8Array, key: Uint8Array, iv: Uint8Array): string | null {
  const decipher = createDecipheriv('des-ede3-cbc', key, iv)
  try {
    return Buffer.concat([decipher.update(cipherText), decipher.final()]).toString('latin1')
  } catch {
    return null
  }
}
