import type { AccountId } from '../../../app/account.ts'
import type { Contact } from '../../../app/contact.ts'
import type { ExportFormat, HistoryImportSummary, HistoryScope } from '../../../app/history.ts'
import type { Author } from '../../../app/message.ts'
import type { SettingsStorage } from '../../storage/settings.ts'
import { Refusal } from '../reasons.ts'
import type { Store } from '../store.ts'
import { asRefusal } from './history-failures.ts'
import type { HistoryKeeper } from './history-keeper.ts'
import type { HistoryTasks } from './history-tasks.ts'

/** What the transfer needs. */
export interface HistoryTransferOptions {
  readonly store: Store
  readonly settings: SettingsStorage
  readonly keeper: HistoryKeeper
  readonly tasks: HistoryTasks
  /** The user's language, such as `en-US`. */
  readonly locale: string
}

/** The history as files. */
export class HistoryTransfer {
  readonly #options: HistoryTransferOptions

  constructor(options: HistoryTransferOptions) {
    this.#options = options
  }

  /** Answers how many lines. @throws Refusal (as a rejection) */
  export(scope: HistoryScope, format: ExportFormat, path: string): Promise<number> {
    const { keeper, tasks, locale } = this.#options
    return asRefusal(
      tasks.run('export', (work) =>
        keeper.ask((archive) => archive.export({ scope, format, path, locale }, work)),
      ),
    )
  }

  /** Adds what logs have and the history lacks. @throws Refusal (as a rejection) */
  import(accountId: AccountId, paths: readonly string[]): Promise<HistoryImportSummary> {
    const { keeper, tasks } = this.#options
    const owner = this.#ownerOf(accountId)
    return asRefusal(
      tasks.run('import', (work) =>
        keeper.ask((archive) => archive.import({ accountId, ...owner, paths }, work)),
      ),
      'file-unreadable',
    )
  }

  /** Whose logs they are. @throws Refusal when nobody knows the account */
  #ownerOf(accountId: AccountId) {
    const { store, settings } = this.#options
    const { accounts, rememberedAccounts } = store.state
    const account = accounts[accountId]
    const address = account?.address ?? rememberedAccounts.find(({ id }) => id === accountId)?.address
    if (address === undefined) throw new Refusal('account-unknown')
    const name = (account?.me.name ?? settings.profile(accountId)?.name) || address
    return { address, name, people: Object.values(account?.contacts ?? {}).map(personOf) }
  }
}

const personOf = ({ address, name }: Contact): Author => ({ address, name })
