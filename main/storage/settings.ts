import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { AccountId, RememberedAccount } from '../../app/account.ts'
import { networkSchema, type Network } from '../../app/networks.ts'
import { ownPresences } from '../../app/presence.ts'
import { defaultSettings, settingsSchema, type Settings } from '../../app/settings.ts'
import { parseJson, rowsOf, run, together, type Row } from './statements.ts'

/** What is remembered of an account beside the choices of the sign-in window. */
export interface Profile {
  readonly name: string
  readonly personalMessage: string
}

const rememberedSchema = v.object({
  id: v.string(),
  address: v.string(),
  network_id: v.string(),
  presence: v.fallback(v.picklist(ownPresences), 'online'),
  password_remembered: v.number(),
  sign_in_automatically: v.number(),
})

/** Settings, networks of the user and changed presets, and the remembered accounts. It holds no secret. */
export class SettingsStorage {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The settings; a field that is absent or cannot be read has its default. */
  load(): Settings {
    const stored = new Map(
      this.#all('SELECT name, value FROM settings').map((row) => [row['name'], row['value']]),
    )
    const fields = Object.entries(settingsSchema.entries).map(([name, schema]) => {
      const field = v.safeParse(schema, parseJson(stored.get(name)))
      return [name, field.success ? field.output : defaultSettings[name as keyof Settings]]
    })
    return Object.fromEntries(fields) as Settings
  }

  save(settings: Settings): void {
    together(this.#database, () => {
      for (const [name, value] of Object.entries(settings)) {
        this.#run('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', name, JSON.stringify(value))
      }
    })
  }

  /** The networks that the user entered or changed, by id. */
  networks(): readonly Network[] {
    return this.#all('SELECT record FROM networks ORDER BY id').flatMap((row) => {
      const network = v.safeParse(networkSchema, parseJson(row['record']))
      return network.success ? [network.output] : []
    })
  }

  saveNetwork(network: Network): void {
    const record = JSON.stringify(network)
    this.#run('INSERT OR REPLACE INTO networks (id, record) VALUES (?, ?)', network.id, record)
  }

  removeNetwork(id: string): void {
    this.#run('DELETE FROM networks WHERE id = ?', id)
  }

  /** The remembered accounts, the one used last first. */
  rememberedAccounts(): readonly RememberedAccount[] {
    return this.#all('SELECT * FROM remembered_accounts ORDER BY used DESC').flatMap((row) => {
      const account = v.safeParse(rememberedSchema, row)
      if (!account.success) return []
      const {
        id,
        address,
        network_id: networkId,
        presence,
        password_remembered,
        sign_in_automatically,
      } = account.output
      const passwordRemembered = password_remembered === 1
      return [
        {
          id,
          address,
          networkId,
          presence,
          passwordRemembered,
          signInAutomatically: sign_in_automatically === 1,
        },
      ]
    })
  }

  /** Writes an account and puts it first; what is known of its name and message stays. */
  rememberAccount(account: RememberedAccount): void {
    this.#run(
      `INSERT INTO remembered_accounts
         (id, address, network_id, presence, password_remembered, sign_in_automatically, used)
       VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(used), 0) + 1 FROM remembered_accounts))
       ON CONFLICT (id) DO UPDATE SET address = excluded.address, network_id = excluded.network_id,
         presence = excluded.presence, password_remembered = excluded.password_remembered,
         sign_in_automatically = excluded.sign_in_automatically, used = excluded.used`,
      account.id,
      account.address,
      account.networkId,
      account.presence,
      Number(account.passwordRemembered),
      Number(account.signInAutomatically),
    )
  }

  /** The account stays, at its place; its user is asked for the password. */
  forgetPassword(id: AccountId): void {
    this.#run(
      'UPDATE remembered_accounts SET password_remembered = 0, sign_in_automatically = 0 WHERE id = ?',
      id,
    )
  }

  /** What was noted about its contacts goes with it. */
  forgetAccount(id: AccountId): void {
    this.#run('DELETE FROM remembered_accounts WHERE id = ?', id)
  }

  /** What a remembered account last showed of itself; null for accounts that are not remembered. */
  profile(id: AccountId): Profile | null {
    const [row] = this.#all('SELECT name, personal_message FROM remembered_accounts WHERE id = ?', id)
    return row === undefined
      ? null
      : { name: String(row['name']), personalMessage: String(row['personal_message']) }
  }

  /** Accounts that are not remembered leave no trace. */
  saveProfile(id: AccountId, { name, personalMessage }: Profile): void {
    this.#run(
      'UPDATE remembered_accounts SET name = ?, personal_message = ? WHERE id = ?',
      name,
      personalMessage,
      id,
    )
  }

  #all(sql: string, ...values: string[]): Row[] {
    return rowsOf(this.#database, sql, ...values)
  }

  #run(sql: string, ...values: (string | number)[]): void {
    run(this.#database, sql, ...values)
  }
}
