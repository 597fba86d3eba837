import { accountIdOf, type AccountId } from '../../../app/account.ts'
import type { SignInRequest } from '../../../app/ipc.ts'
import type { Network } from '../../../app/networks.ts'
import type { Result } from '../../../app/reasons.ts'
import type { Route } from '../../net/route.ts'
import { isLoopback } from '../../net/loopback.ts'
import type { Invitation, MailEvent } from '../../protocol/events.ts'
import { AccountKeeper } from './account-keeper.ts'
import type { AccountMemory } from './account-memory.ts'
import type { AccountSession } from './account-session.ts'
import type { MessengerOptions } from '../options.ts'
import { Refusal } from '../reasons.ts'
import { Gateways } from './sign-in-attempts.ts'
import { SignInOpener } from './sign-in-opener.ts'
import type { SwitchboardSource } from '../conversations/switchboard-list.ts'

/** What accounts need beside the messenger's surroundings. */
export interface AccountsOptions {
  readonly messenger: MessengerOptions
  readonly memory: AccountMemory
  readonly findProxy: Route['findProxy']
  /** A sign-in begins: what is left of an earlier one is over. */
  onOpening(accountId: AccountId): void
  onInvited(accountId: AccountId, invitation: Invitation): void
  /** Something reached the account without a switchboard. The sign-in may not be complete yet. */
  onMail(accountId: AccountId, event: MailEvent): void
  /** The way to an account's servers is dead. */
  onSilence(accountId: AccountId): void
  /** An account that was signed in is not in use any more. */
  onEnded(accountId: AccountId): void
}

/** The accounts in use, on any networks, each on its own. */
export class Accounts {
  readonly #options: AccountsOptions
  readonly #keepers = new Map<AccountId, AccountKeeper>()
  readonly #gateways = new Gateways()
  #online = true
  #idle = false

  constructor(options: AccountsOptions) {
    this.#options = options
  }

  /** The session of an account that is signed in, or null. */
  signedIn(accountId: AccountId): AccountSession | null {
    return this.#keepers.get(accountId)?.session ?? null
  }

  /** How the conversations of an account come to switchboards, or null while it is not signed in. */
  switchboardSource(accountId: AccountId): SwitchboardSource | null {
    const session = this.signedIn(accountId)
    if (session === null) return null
    const { address, network, server, redirectedRoute: route, gatewayUrl } = session
    const { acknowledges } = network
    const { switchboardForms: forms } = server
    const requestSwitchboard = () => server.requestSwitchboard()
    return { address, acknowledges, forms, route, gatewayUrl, requestSwitchboard }
  }

  /** The session of an account. @throws Refusal when it is not signed in */
  session(accountId: AccountId): AccountSession {
    const session = this.signedIn(accountId)
    if (session === null) throw new Refusal('not-signed-in')
    return session
  }

  /** An account in use. @throws Refusal when it is not */
  keeper(accountId: AccountId): AccountKeeper {
    const keeper = this.#keepers.get(accountId)
    if (keeper === undefined) throw new Refusal('not-signed-in')
    return keeper
  }

  get all(): readonly AccountId[] {
    return [...this.#keepers.keys()]
  }

  async signIn(request: SignInRequest): Promise<Result<AccountId>> {
    const accountId = accountIdOf(request.network.id, request.address)
    if (this.#keepers.has(accountId)) throw new Refusal('already-signed-in')
    const keeper = this.#open(accountId, request)
    this.#keepers.set(accountId, keeper)
    const result = await keeper.signIn()
    if (!result.ok) return result
    if (this.#idle) keeper.setIdle(true)
    await this.#options.memory.remember(accountId, request)
    return result
  }

  cancelSignIn(accountId: AccountId): void {
    this.#keepers.get(accountId)?.cancel()
  }

  /** Whether the system has a network; when it is there again, lost links are tried at once. */
  networkChanged(online: boolean): void {
    this.#online = online
    if (online) this.systemResumed()
  }

  /** The computer slept: links may be dead without a sign. */
  systemResumed(): void {
    for (const keeper of this.#keepers.values()) keeper.networkCame()
  }

  setIdle(idle: boolean): void {
    this.#idle = idle
    for (const keeper of this.#keepers.values()) keeper.setIdle(idle)
  }

  #open(accountId: AccountId, request: SignInRequest): AccountKeeper {
    const options = this.#options
    const { messenger, memory, findProxy } = options
    const { address } = request
    const network = memory.networkFor(request)
    const me = memory.meAtFirst(accountId, request)
    options.onOpening(accountId)
    messenger.store.publish({
      type: 'account-opened',
      accountId,
      address,
      networkId: request.network.id,
      me,
    })
    const keeper: AccountKeeper = new AccountKeeper({
      messenger,
      accountId,
      me,
      opener: new SignInOpener({
        ...{ messenger, address, network, gateways: this.#gateways, findProxy },
        password: () => memory.passwordFor(accountId, request),
      }),
      online: () => this.#online || isHere(network),
      onInvited: (invitation) => options.onInvited(accountId, invitation),
      onMail: (event) => options.onMail(accountId, event),
      onSilence: () => options.onSilence(accountId),
      onEnded: (wasSignedIn) => {
        if (this.#keepers.get(accountId) === keeper) this.#keepers.delete(accountId)
        if (wasSignedIn) options.onEnded(accountId)
      },
    })
    return keeper
  }
}

/** A network on this computer needs no other. */
const isHere = ({ notificationServer }: Network): boolean => isLoopback(notificationServer.host)
