import { parseAddress, type Account } from '../directory/account.ts'
import { ownDomain } from '../robots/contacts-who-answer.ts'
import { checkPassword, hashPassword, maxPasswordLength } from '../directory/passwords.ts'
import { Rate } from '../rate.ts'
import type { ServerContext } from '../server-context.ts'

/** What became of an attempt to log in. */
export type LogIn =
  | { readonly kind: 'admitted'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-often' }

/** Checks passwords. An address that nobody has used yet belongs to whoever comes first. */
export class LogInDesk {
  readonly #server: ServerContext
  readonly #attempts = new Map<string, Rate>()
  /** Passwords being set for new accounts, so that two first visitors cannot both win. */
  readonly #claims = new Map<string, Promise<unknown>>()

  constructor(server: ServerContext) {
    this.#server = server
  }

  /** `from`: the visitor's network address, whose attempts are counted. */
  async logIn(word: string, password: string, from: string): Promise<LogIn> {
    if (!this.#attemptsOf(from).allows()) return { kind: 'too-often' }
    const address = parseAddress(word)
    if (address === null || password === '' || password.length > maxPasswordLength) return { kind: 'wrong' }
    while (this.#claims.has(address)) await this.#claims.get(address)
    const account = this.#server.network.directory.find(address)
    const admitted =
      account === undefined ? await this.#claim(address, password) : await this.#check(account, password)
    if (admitted === null) return { kind: 'wrong' }
    return { kind: 'admitted', account: admitted }
  }

  async #check(account: Account, password: string): Promise<Account | null> {
    return account.password !== null && (await checkPassword(password, account.password)) ? account : null
  }

  async #claim(address: string, password: string): Promise<Account | null> {
    if (address.endsWith(ownDomain)) return null
    const hashing = hashPassword(password)
    this.#claims.set(address, hashing)
    try {
      const hashed = await hashing
      const account = this.#server.network.directory.create(address)
      if (account === null) return null
      account.password = hashed
      this.#server.log(`${address} is new here`)
      return account
    } finally {
      this.#claims.delete(address)
    }
  }

  #attemptsOf(from: string): Rate {
    for (const [other, rate] of this.#attempts) if (rate.isIdle) this.#attempts.delete(other)
    const rate =
      this.#attempts.get(from) ?? new Rate(this.#server.clock, this.#server.limits.logInsPerMinute, 60_000)
    this.#attempts.set(from, rate)
    return rate
  }
}
