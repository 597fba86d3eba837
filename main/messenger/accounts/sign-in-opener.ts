import type { Network } from '../../../app/networks.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import type { Route } from '../../net/route.ts'
import { AccountSession, type AccountSessionOptions } from './account-session.ts'
import { DialectChoice, type DialectChoiceOptions } from './dialect-choice.ts'
import type { MessengerOptions } from '../options.ts'
import { routeTo } from './routes.ts'
import { SignInAttempts, type Gateways } from './sign-in-attempts.ts'

/** What opens the sessions of one account. */
export interface SignInOpenerOptions {
  readonly messenger: MessengerOptions
  readonly address: string
  readonly network: Network
  /** @throws (as a rejection) Refusal when none is known. */
  password(): Promise<string>
  readonly findProxy: Route['findProxy']
  readonly gateways: Gateways
}

/** One sign-in, as its account wants it. */
export interface SignInWishes extends Pick<
  AccountSessionOptions,
  'signal' | 'onStep' | 'onEvent' | 'onLost'
> {
  /** Whether a link was lost before. */
  readonly again: boolean
  /** As others shall see the account. */
  presence(): OwnPresence
  /** The session that is tried now. */
  onOpened(session: AccountSession): void
}

/** Opens the sessions of one account. It alone knows the password, as long as the account is in use. */
export class SignInOpener {
  readonly #options: SignInOpenerOptions
  #password: string | null = null

  constructor(options: SignInOpenerOptions) {
    this.#options = options
  }

  /** Resolves with a session that is signed in. @throws (as a rejection) what was in the way */
  async open(wishes: SignInWishes): Promise<AccountSession> {
    const { messenger, gateways } = this.#options
    const password = (this.#password ??= await this.#options.password())
    const network = await messenger.prepareNetwork(this.#options.network)
    const choice = new DialectChoice({ network, memory: this.#memory(), now: messenger.clock.now() })
    const attempts = new SignInAttempts({
      gatewayUrl: network.gatewayUrl,
      address: this.#options.address,
      choice,
      gateways,
      again: wishes.again,
      signal: wishes.signal,
      open: (dialects, gateway, address) =>
        this.#session(wishes, { network, address, password, dialects, gateway }),
      signIn: (session) => session.signIn(() => wishes.presence()),
    })
    return attempts.run()
  }

  /** The account is not in use any more. */
  forget(): void {
    this.#password = null
  }

  /** What cannot be written is tried again next time, and no reason to fail. */
  #memory(): DialectChoiceOptions['memory'] {
    const { messenger } = this.#options
    const { dialectMemory } = messenger
    return {
      recall: (network, now) => dialectMemory.recall(network, now),
      remember: (...noted) => {
        try {
          dialectMemory.remember(...noted)
        } catch (error) {
          messenger.log?.('what works for a network could not be kept', error)
        }
      },
    }
  }

  #session(
    wishes: SignInWishes,
    given: Pick<AccountSessionOptions, 'network' | 'address' | 'dialects' | 'gateway'> & {
      readonly password: string
    },
  ): AccountSession {
    const { messenger, findProxy } = this.#options
    const { password, ...chosen } = given
    const { network, address } = chosen
    const { signal } = wishes
    const route = routeTo(network, findProxy)
    const { clock } = messenger
    const session = new AccountSession({
      ...chosen,
      messenger,
      route,
      services: messenger.createServices({ network, address, password, route, signal, clock }),
      signal,
      onStep: (step) => wishes.onStep(step),
      onEvent: (event) => wishes.onEvent(event),
      onLost: (loss) => wishes.onLost(loss),
    })
    wishes.onOpened(session)
    return session
  }
}
