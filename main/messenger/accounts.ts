import { accountIdOf, type AccountId, type Me } from '../../app/account.ts'
import type { SignInRequest } from '../../app/ipc.ts'
import { localNetwork, localNetworkPorts, publicNetworks, type Network } from '../../app/networks.ts'
import type { Reason, Result } from '../../app/reasons.ts'
import type { Invitation } from '../protocol/events.ts'
import { AccountSession } from './account-session.ts'
import type { MessengerOptions } from './options.ts'
import { Refusal } from './reasons.ts'

/** What accounts need beside the messenger's surroundings. */
export interface AccountsOptions {
  readonly messenger: MessengerOptions
  /** A sign-in begins: what is left of an earlier session is over. */
  onOpening(accountId: AccountId): void
  onInvited(accountId: AccountId, invitation: Invitation): void
  /** A session that was signed in is over; null when the user wanted it so. */
  onEnded(accountId: AccountId, reason: Reason | null): void
}

/** What every installation offers when nothing else is said. */
const defaultPresets: readonly Network[] = [
  localNetwork('127.0.0.1', localNetworkPorts.msnp, localNetworkPorts.http),
  ...publicNetworks,
]

/** The accounts in use, and what is remembered of them. */
export class Accounts {
  readonly #options: AccountsOptions
  readonly #sessions = new Map<AccountId, AccountSession>()

  /** Publishes what is remembered. */
  constructor(options: AccountsOptions) {
    this.#options = options
    const { store } = options.messenger
    this.#publishNetworks()
    this.#publishRemembered()
    store.subscribe((event) => {
      if (event.type === 'me-changed')
        void this.#keeping('a profile', () => this.#saveProfile(event.accountId))
    })
  }

  /** The session of an account that is signed in, or null. */
  signedIn(accountId: AccountId): AccountSession | null {
    const session = this.#sessions.get(accountId)
    return session?.signedIn === true ? session : null
  }

  get all(): readonly AccountId[] {
    return [...this.#sessions.keys()]
  }

  async signIn(request: SignInRequest): Promise<Result<AccountId>> {
    const accountId = accountIdOf(request.network.id, request.address)
    if (this.#sessions.has(accountId)) throw new Refusal('already-signed-in')
    const session = this.#open(accountId, request)
    this.#sessions.set(accountId, session)
    const result = await session.signIn()
    if (result.ok) await this.#keeping('an account', () => this.#remember(accountId, request))
    else if (this.#sessions.get(accountId) === session) this.#sessions.delete(accountId)
    return result
  }

  cancelSignIn(accountId: AccountId): void {
    this.#sessions.get(accountId)?.cancel()
  }

  signOut(accountId: AccountId): void {
    const session = this.#sessions.get(accountId)
    if (session === undefined) throw new Refusal('not-signed-in')
    session.signOut()
  }

  async forget(accountId: AccountId): Promise<void> {
    const { settings, secrets } = this.#options.messenger
    settings.forgetAccount(accountId)
    this.#publishRemembered()
    await secrets.forget(accountId)
  }

  #open(accountId: AccountId, request: SignInRequest): AccountSession {
    const options = this.#options
    const { messenger } = options
    const { address } = request
    const me = this.#meAtFirst(accountId, request)
    options.onOpening(accountId)
    messenger.store.publish({
      type: 'account-opened',
      accountId,
      address,
      networkId: request.network.id,
      me,
    })
    const session: AccountSession = new AccountSession({
      messenger,
      accountId,
      address,
      me,
      network: this.#networkOf(request),
      password: () => this.#passwordOf(accountId, request),
      onInvited: (invitation) => options.onInvited(accountId, invitation),
      onEnded: (reason) => {
        if (this.#sessions.get(accountId) === session) this.#sessions.delete(accountId)
        options.onEnded(accountId, reason)
      },
    })
    return session
  }

  /** A remembered password goes to the network as the program knows it, whatever the request says. */
  #networkOf({ network, password }: SignInRequest): Network {
    if (password !== undefined) return network
    return this.#options.messenger.store.state.networks.find(({ id }) => id === network.id) ?? network
  }

  async #passwordOf(accountId: AccountId, { password, network }: SignInRequest): Promise<string> {
    if (password !== undefined) return password
    const { secrets, store } = this.#options.messenger
    const known = store.state.networks.some(({ id }) => id === network.id)
    const remembered = known ? await secrets.load(accountId) : null
    if (remembered === null) throw new Refusal('wrong-password')
    return remembered
  }

  /** What is known of the account before its server says more. */
  #meAtFirst(accountId: AccountId, { address, presence }: SignInRequest): Me {
    const { store, settings } = this.#options.messenger
    const profile = settings.profile(accountId)
    const remembered = {
      name: profile?.name || address,
      personalMessage: profile?.personalMessage ?? '',
      currentMedia: null,
    }
    return { ...remembered, ...store.state.accounts[accountId]?.me, presence }
  }

  /** Ticking a lower box of the sign-in window implies those above it; nothing ticked forgets. */
  async #remember(accountId: AccountId, request: SignInRequest): Promise<void> {
    const { settings, secrets } = this.#options.messenger
    const { network, address, password, presence, signInAutomatically } = request
    if (this.#isOwn(network)) this.#saveNetwork(network)
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
    this.#publishRemembered()
  }

  /** A disk that is full, or a database that is locked, costs what should be kept and nothing else. */
  async #keeping(what: string, keep: () => Promise<void> | void): Promise<void> {
    try {
      await keep()
    } catch (error) {
      this.#options.messenger.log?.(`${what} could not be kept`, error)
    }
  }

  async #forgetIfRemembered(accountId: AccountId): Promise<void> {
    const { rememberedAccounts } = this.#options.messenger.store.state
    if (rememberedAccounts.some(({ id }) => id === accountId)) await this.forget(accountId)
  }

  #saveProfile(accountId: AccountId): void {
    const { store, settings } = this.#options.messenger
    const me = store.state.accounts[accountId]?.me
    if (me !== undefined) settings.saveProfile(accountId, me)
  }

  get #presets(): readonly Network[] {
    return this.#options.messenger.presets ?? defaultPresets
  }

  /** Whether the user entered the network. */
  #isOwn(network: Network): boolean {
    return !this.#presets.some(({ id }) => id === network.id)
  }

  #saveNetwork(network: Network): void {
    this.#options.messenger.settings.saveNetwork(network)
    this.#publishNetworks()
  }

  #publishNetworks(): void {
    const { store, settings } = this.#options.messenger
    const own = settings.networks().filter((network) => this.#isOwn(network))
    store.publish({ type: 'networks-changed', networks: [...this.#presets, ...own] })
  }

  #publishRemembered(): void {
    const { store, settings } = this.#options.messenger
    store.publish({ type: 'remembered-accounts-changed', accounts: settings.rememberedAccounts() })
  }
}
