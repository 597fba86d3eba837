import type { AccountId, Me } from '../../../app/account.ts'
import type { SignInRequest } from '../../../app/ipc.ts'
import type { Network } from '../../../app/networks.ts'
import type { NetworkList } from '../networks/network-list.ts'
import type { MessengerOptions } from '../options.ts'
import { Refusal } from '../reasons.ts'
import { sendsSecretsOn } from '../secret-places.ts'

/** What is remembered of accounts over runs of the program: the choices of the sign-in, name, password, notes. */
export class AccountMemory {
  readonly #messenger: MessengerOptions
  readonly #networks: NetworkList

  /** Publishes what is remembered. */
  constructor(messenger: MessengerOptions, networks: NetworkList) {
    this.#messenger = messenger
    this.#networks = networks
    this.#publish()
    messenger.store.subscribe((event) => {
      if (event.type === 'me-changed')
        void this.#keeping('a profile', () => this.#saveProfile(event.accountId))
    })
  }

  /** A remembered password goes to the network as the program knows it, whatever the request says. */
  networkFor({ network, password }: SignInRequest): Network {
    const known = password === undefined ? this.#networks.known(network.id) : null
    return this.#networks.checked(known ?? network)
  }

  /** The password of the request, or the one that is remembered. @throws Refusal when none is known */
  async passwordFor(accountId: AccountId, { password, network }: SignInRequest): Promise<string> {
    if (password !== undefined) return password
    const known = this.#networks.known(network.id) !== null
    const remembered = known ? await this.#messenger.secrets.load(accountId) : null
    if (remembered === null) throw new Refusal('wrong-password')
    return remembered
  }

  /** What is known of the account before its server says more. */
  meAtFirst(accountId: AccountId, { address, presence }: SignInRequest): Me {
    const { store, settings } = this.#messenger
    const profile = settings.profile(accountId)
    const remembered = {
      name: profile?.name || address,
      personalMessage: profile?.personalMessage ?? '',
      currentMedia: null,
    }
    return { ...remembered, ...store.state.accounts[accountId]?.me, presence }
  }

  /** After a sign-in that succeeded: keeps what the user wants kept, as far as it can be. */
  remember(accountId: AccountId, request: SignInRequest): Promise<void> {
    return this.#keeping('an account', () => this.#remember(accountId, request))
  }

  async forget(accountId: AccountId): Promise<void> {
    this.#messenger.settings.forgetAccount(accountId)
    this.#publish()
    await this.#messenger.secrets.forget(accountId)
  }

  /** Keeps a record of a network; passwords that it would send somewhere else than before are forgotten first. */
  async saveNetwork(network: Network): Promise<void> {
    await this.#beforeChange(network.id, this.#networks.checked(network))
    this.#networks.save(network)
  }

  /** Forgets what the user entered of a network, in the same way. */
  async removeNetwork(id: string): Promise<void> {
    await this.#beforeChange(id, this.#networks.preset(id))
    this.#networks.remove(id)
  }

  async #beforeChange(networkId: string, after: Network | null): Promise<void> {
    if (sendsSecretsOn(this.#networks.known(networkId), after)) return
    const { settings, secrets } = this.#messenger
    const accounts = settings.rememberedAccounts().filter((account) => account.networkId === networkId)
    for (const { id } of accounts) {
      await secrets.forget(id)
      settings.forgetPassword(id)
    }
    this.#publish()
  }

  /** Ticking a lower box of the sign-in window implies those above it; nothing ticked forgets. */
  async #remember(accountId: AccountId, request: SignInRequest): Promise<void> {
    const { settings, secrets } = this.#messenger
    const { network, address, password, presence, signInAutomatically } = request
    if (password !== undefined && this.#networks.isOwn(network.id)) await this.saveNetwork(network)
    const wantsPassword = request.rememberPassword || signInAutomatically
    if (!wantsPassword && !request.rememberAccount) return this.#forgetIfRemembered(accountId)
    if (!wantsPassword) await secrets.forget(accountId)
    const passwordRemembered =
      wantsPassword && (password === undefined || (await secrets.save(accountId, password)))
    settings.rememberAccount({
      id: accountId,
      address,
      networkId: network.id,
      presence,
      passwordRemembered,
      signInAutomatically: signInAutomatically && passwordRemembered,
    })
    this.#saveProfile(accountId)
    this.#saveNotes(accountId)
    this.#publish()
  }

  async #forgetIfRemembered(accountId: AccountId): Promise<void> {
    const { rememberedAccounts } = this.#messenger.store.state
    if (rememberedAccounts.some(({ id }) => id === accountId)) await this.forget(accountId)
  }

  #saveProfile(accountId: AccountId): void {
    const { store, settings } = this.#messenger
    const me = store.state.accounts[accountId]?.me
    if (me !== undefined) settings.saveProfile(accountId, me)
  }

  /** What was noted before the account was remembered. */
  #saveNotes(accountId: AccountId): void {
    const { store, notes } = this.#messenger
    notes.save(accountId, store.state.accounts[accountId]?.contactNotes ?? {})
  }

  /** A disk that is full, or a database that is locked, costs what should be kept and nothing else. */
  async #keeping(what: string, keep: () => Promise<void> | void): Promise<void> {
    try {
      await keep()
    } catch (error) {
      this.#messenger.log?.(`${what} could not be kept`, error)
    }
  }

  #publish(): void {
    const { store, settings } = this.#messenger
    store.publish({ type: 'remembered-accounts-changed', accounts: settings.rememberedAccounts() })
  }
}
