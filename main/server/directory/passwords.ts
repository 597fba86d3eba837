import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

const cost: ScryptOptions = { N: 16_384, r: 8, p: 1 }
const hashBytes = 32

/** Longest password that is hashed; a longer one is refused before it costs anything. */
export const maxPasswordLength = 256

/** A salted hash of the password, as `scrypt$salt$hash` in hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('hex')}$${(await derive(password, salt)).toString('hex')}`
}

/** Whether the password is the one that was hashed. */
export async function checkPassword(password: string, hashed: string): Promise<boolean> {
  const [kind, salt, hash] = hashed.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash?.length !== hashBytes * 2) return false
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'))
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, hashBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
