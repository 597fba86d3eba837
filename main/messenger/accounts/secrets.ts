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

/** Secrets of which those that cannot be remembered are at hand until the program ends: nobody is asked for them again. */
export class SecretsOfThisRun implements Secrets {
  readonly #remembered: Secrets
  readonly #run = new Map<string, string>()

  constructor(remembered: Secrets) {
    this.#remembered = remembered
  }

  async load(key: string): Promise<string | null> {
    return this.#run.get(key) ?? this.#remembered.load(key)
  }

  async save(key: string, password: string): Promise<boolean> {
    this.#run.delete(key)
    if (await this.#remembered.save(key, password)) return true
    await this.#remembered.forget(key)
    this.#run.set(key, password)
    return false
  }

  forget(key: string): Promise<void> {
    this.#run.delete(key)
    return this.#remembered.forget(key)
  }
}
