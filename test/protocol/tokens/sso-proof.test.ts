import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deriveKey, proveSecret } from '../../../main/protocol/tokens/sso-proof.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'

interface Case {
  readonly binary_secret: string
  readonly nonce: string
  readonly iv: string
  readonly hash_key: string
  readonly encryption_key: string
  readonly blob: string
}

const shared = new URL('../../../../shared/protocol/vectors.json', import.meta.url)
const sharedCases: readonly Case[] = existsSync(shared)
  ? (JSON.parse(readFileSync(shared, 'utf8')) as { sso_proof: { cases: Case[] } }).sso_proof.cases
  : []

// Computed with another program: Python's hmac, and openssl for the cipher.
const own: Case = {
  binary_secret: '//jx6uPc1c7HwLmyq6Sdlo+IgXpzbGVe',
  nonce: 'BSRDYoGgv979HDtaeZi31vUUM1JxkK/O7QwrSmmIp8blBCNCYYCfvt38GzpZeJe2',
  iv: 'f00dfacecafe0001',
  hash_key: '6356967f2ff591c9c481f44dd47579a03ef6eef29867c16d',
  encryption_key: 'bbbe91645183d89a4d6f4063b7725959dd7e5d03d9b83c3b',
  blob:
    'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAPAN+s7K/gABmifypthtogqRcvd9dJhG5WFR2lTJUoylpfdu/PIPExbVeLeEJatIcJTnnOm9' +
    '2x66LMgYjs7Dt1VXXU1IZqdVjCWkepTijk4RmYmeruqSrwARizkkPNnijPFuq6g=',
}

describe.each([own, ...sharedCases])('the secret $binary_secret', (known) => {
  const key = Buffer.from(known.binary_secret, 'base64')

  test('gives both keys', () => {
    expect(deriveKey(key, 'WS-SecureConversationSESSION KEY HASH').toString('hex')).toBe(known.hash_key)
    expect(deriveKey(key, 'WS-SecureConversationSESSION KEY ENCRYPTION').toString('hex')).toBe(
      known.encryption_key,
    )
  })

  test('is proved byte by byte', () => {
    const proof = proveSecret({
      secret: known.binary_secret,
      nonce: known.nonce,
      iv: Buffer.from(known.iv, 'hex'),
    })
    expect(proof).toBe(known.blob)
    expect(proof).toHaveLength(172)
  })
})

test.each(['', 'AAAA', `${own.binary_secret}AAAA`])('a secret of another length is none: %j', (secret) => {
  expect(() => proveSecret({ secret, nonce: own.nonce, iv: new Uint8Array(8) })).toThrow(ProtocolError)
})
