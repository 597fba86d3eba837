import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { app } from './app.ts'
import { strict } from './strict.ts'

// No key store can be reached from here, and none is claimed; a test may stand one in by naming its secret.
const keyring = process.env.ELECTRON_HOST_KEYRING
const key = createHash('sha256')
  .update(keyring ?? '')
  .digest()

/** `safeStorage`: honest about having no key store. */
export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend(): string {
    if (!app.isReady()) return 'unknown'
    return keyring === undefined ? 'basic_text' : 'gnome_libsecret'
  },
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(true),
  encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const prefix = Buffer.from(keyring === undefined ? 'v10' : 'v11')
    return Promise.resolve(
      Buffer.concat([prefix, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]),
    )
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    await Promise.resolve()
    const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15))
    decipher.setAuthTag(encrypted.subarray(-16))
    const result = Buffer.concat([decipher.update(encrypted.subarray(15, -16)), decipher.final()]).toString(
      'utf8',
    )
    return { result, shouldReEncrypt: false }
  },
})
