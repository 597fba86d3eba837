import type { AccountId } from '../../app/account.ts'

/** Where remembered passwords are: encrypted by the system, outside of the program's database. */
export interface Secrets {
  /** The password, or null when none is kept or it cannot be decrypted any more. */
  load(accountId: AccountId): Promise<string | null>
  /** False when the system offers no encryption: nothing was kept then. */
  save(accountId: AccountId, password: string): Promise<boolean>
  forget(accountId: AccountId): Promise<void>
}

/** Remembers nothing: for scripts. */
export const noSecrets: Secrets = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(false),
  forget: () => Promise.resolve(),
}
