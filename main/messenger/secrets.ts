/** Where remembered passwords are, by account (and that of the proxy): encrypted by the system, outside of the program's database. */
export interface Secrets {
  /** The password, or null when none is kept or it cannot be decrypted any more. */
  load(key: string): Promise<string | null>
  /** False when the system offers no encryption: nothing was kept then. */
  save(key: string, password: string): Promise<boolean>
  forget(key: string): Promise<void>
}

/** Remembers nothing: for scripts. */
export const noSecrets: Secrets = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(false),
  forget: () => Promise.resolve(),
}
