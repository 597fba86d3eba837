import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProof } from '../../main/server/signing-in/proof.ts'
import { prove } from './sso.ts'

/** Worked out by another implementation. */
const secret = Buffer.from('AAECAwQFBgcICQoLDA0ODxAREhMUFRYX', 'base64')
const nonce = 'AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1dzj6vH4/wYNFBsiKTA3PkVM'
const proof =
  'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAECAwQFBgcI3tgraw3YxMHZspIhyeW4vDb/EQtFuPfyX8a2YLaSVlpbyUvwxeqLl7JcatKMP9iL7s+qAeWhMFKiTtkNAV/c2GqzNdv8WyOfsopAf2R7BXsFJfzZ0Ga1GUt5ums='

test('a known proof is believed, and the tests make the same', () => {
  expect(isProof(proof, secret, nonce)).toBe(true)
  expect(prove(secret, nonce)).toBe(proof)
})

test('a proof is for one secret and one nonce, whatever its first bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 24, maxLength: 24 }),
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (key, iv) => {
        const made = prove(Buffer.from(key), nonce, Buffer.from(iv))
        expect(isProof(made, key, nonce)).toBe(true)
        expect(
          isProof(
            made,
            key.map((byte) => byte ^ 1),
            nonce,
          ),
        ).toBe(false)
        expect(isProof(made, key, nonce.replace('AwoR', 'RowA'))).toBe(false)
      },
    ),
  )
})

test('one wrong byte anywhere is enough', () => {
  const bytes = Buffer.from(proof, 'base64')
  for (let at = 0; at < bytes.length; at += 1) {
    const wrong = Buffer.from(bytes)
    wrong[at]! ^= 0x10
    expect(isProof(wrong.toString('base64'), secret, nonce), `byte ${at}`).toBe(false)
  }
})

test.each(['', 'x', '====', proof.slice(0, -4), `${proof}AAAA`, 'A'.repeat(172)])('%j is none', (word) => {
  expect(isProof(word, secret, nonce)).toBe(false)
})
