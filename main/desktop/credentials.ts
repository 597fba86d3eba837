import { safeStorage } from 'electron'
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AccountId } from '../../app/account.ts'

/** Encrypted passwords by account, in base64. */
type Vault = Record<AccountId, string>

/**
 * Passwords, encrypted by the system's own key store, in a file that only the user may read. Where the system has
 * no key store, nothing is kept and `save` says so.
 */
export class Credentials {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** The password; null when none is kept or it cannot be decrypted any more. */
  async load(accountId: AccountId): Promise<string | null> {
    const encrypted = this.#read()[accountId]
    if (encrypted === undefined || !(await protects())) return null
    try {
      return (await safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64'))).result
    } catch {
      return null
    }
  }

  async save(accountId: AccountId, password: string): Promise<boolean> {
    if (!(await protects())) return false
    const encrypted = await safeStorage.encryptStringAsync(password)
    if (isPlain(encrypted)) return false
    this.#write({ ...this.#read(), [accountId]: encrypted.toString('base64') })
    return true
  }

  forget(accountId: AccountId): Promise<void> {
    const { [accountId]: forgotten, ...rest } = this.#read()
    if (forgotten !== undefined) this.#write(rest)
    return Promise.resolve()
  }

  #read(): Vault {
    try {
      const vault: unknown = JSON.parse(readFileSync(this.#file, 'utf8'))
      if (typeof vault !== 'object' || vault === null) return {}
      return Object.fromEntries(Object.entries(vault).filter(([, value]) => typeof value === 'string'))
    } catch {
      return {}
    }
  }

  /** Written beside and then renamed, so that a crash leaves the old file or the new one. */
  #write(vault: Vault): void {
    const beside = `${this.#file}.new`
    writeFileSync(beside, JSON.stringify(vault), { mode: 0o600 })
    chmodSync(beside, 0o600)
    renameSync(beside, this.#file)
  }
}

/** Whether a key store of the system holds the key; on Linux Electron can also "encrypt" with a key that all know. */
async function protects(): Promise<boolean> {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend()
    if (backend === 'basic_text' || backend === 'unknown') return false
  }
  return safeStorage.isAsyncEncryptionAvailable()
}

/** On Linux the prefix `v10` marks what was encrypted with Chromium's fixed key. */
const isPlain = (encrypted: Buffer): boolean =>
  process.platform === 'linux' && encrypted.subarray(0, 3).toString('latin1') === 'v10'
