import {
  connectionTestSteps,
  type Certificate,
  type ConnectionTest,
  type ConnectionTestResult,
  type ConnectionTestStep,
} from '../../../app/connection-test.ts'
import type { Network } from '../../../app/networks.ts'
import { httpRequest, type HttpRequest } from '../../net/http-request.ts'
import type { Lookup } from '../../net/private-addresses.ts'
import type { Route } from '../../net/route.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Dialect } from '../../protocol/dialects.ts'
import { connect, greet, resolveName, type ServerTrial } from './connection-test-server.ts'
import { askAddressBook, askSignInService, isOnThisComputer, readTls } from './connection-test-services.ts'
import { explain } from '../reasons.ts'
import type { OpenConnection } from '../session-link.ts'

/** What a test needs. */
export interface ConnectionTestOptions {
  readonly network: Network
  readonly route: Route
  readonly openConnection: OpenConnection
  /** Makes HTTP requests; the real ones unless a test says otherwise. */
  readonly httpRequest?: HttpRequest
  /** Resolves names; the system's unless a test says otherwise. */
  readonly lookup?: Lookup | undefined
  readonly clock: Clock
  /** Ends the test: the step under way fails as cancelled, those after it are skipped. */
  readonly signal: AbortSignal
  /** Hears of every change, the first and the last included. */
  onChange(test: ConnectionTest): void
}

/** Tries one after the other what a sign-in at a network would need, without a password; see `connectionTestSteps`. */
export const testConnection = (options: ConnectionTestOptions): Promise<ConnectionTest> =>
  new Tester(options).run()

const skipped = (why: 'earlier-failure' | 'not-needed'): ConnectionTestResult => ({ state: 'skipped', why })

class Tester {
  readonly #options: ConnectionTestOptions
  #test: ConnectionTest

  constructor(options: ConnectionTestOptions) {
    this.#options = options
    this.#test = {
      networkId: options.network.id,
      running: true,
      steps: Object.fromEntries(
        connectionTestSteps.map((step) => [step, { state: 'waiting' }]),
      ) as unknown as ConnectionTest['steps'],
      untrusted: null,
    }
  }

  async run(): Promise<ConnectionTest> {
    this.#options.onChange(this.#test)
    const dialect = await this.#tryServer()
    await this.#trySignInService(dialect)
    await this.#tryAddressBook(dialect)
    return this.#change({ running: false })
  }

  async #tryServer(): Promise<Dialect | null> {
    const { network, route } = this.#options
    const { host, port } = network.notificationServer
    const proxy = await route.findProxy({ scheme: 'msnp', host, port }).catch(() => null)
    const named = await this.#try('name', () => resolveName(host, proxy, this.#options))
    const trial =
      named === null ? this.#skip('tcp') : await this.#try('tcp', () => connect(this.#options, proxy))
    return trial === null ? this.#skip('dialect') : await this.#greet(trial)
  }

  async #greet(trial: ServerTrial): Promise<Dialect | null> {
    try {
      return await this.#try('dialect', () => greet(trial, this.#options))
    } finally {
      trial.close()
    }
  }

  /** Its certificate goes before: nobody should believe an answer of somebody unknown. */
  async #trySignInService(dialect: Dialect | null): Promise<void> {
    const { network } = this.#options
    const page = pageOf(network, dialect)
    const tls = await this.#try('tls', () => (page.url === '' ? notNeeded : this.#readTls(page.url)))
    if (tls === null) this.#skip('sign-in-service')
    else await this.#try('sign-in-service', () => askSignInService(page, this.#web))
  }

  async #tryAddressBook(dialect: Dialect | null): Promise<void> {
    if (dialect === null) return void this.#skip('address-book')
    const { addressBook } = this.#options.network
    const ask = () => (dialect.addressBook ? askAddressBook(addressBook, this.#web) : notNeeded)
    await this.#try('address-book', ask)
  }

  async #readTls(url: string): Promise<Finding<object>> {
    if (isOnThisComputer(url)) return notNeeded
    return readTls(url, this.#options, (untrusted: Certificate) => this.#change({ untrusted }))
  }

  get #web() {
    const { route, signal } = this.#options
    return { route, signal, request: this.#options.httpRequest ?? httpRequest }
  }

  /** Runs a step and answers with what it found; null when it failed. */
  async #try<T extends object>(
    step: ConnectionTestStep,
    run: () => Finding<T> | Promise<Finding<T>>,
  ): Promise<T | null> {
    const { clock, signal } = this.#options
    if (signal.aborted) return this.#skip(step)
    const startedAt = clock.now()
    this.#set(step, { state: 'running' })
    try {
      const found = await run()
      const milliseconds = clock.now() - startedAt
      const { detail } = found
      this.#set(step, detail === null ? skipped('not-needed') : { state: 'passed', milliseconds, detail })
      return found.value
    } catch (error) {
      const { reason, detail = '' } = signal.aborted ? { reason: 'cancelled' as const } : explain(error)
      this.#set(step, { state: 'failed', milliseconds: clock.now() - startedAt, reason, detail })
      return null
    }
  }

  #skip(step: ConnectionTestStep): null {
    this.#set(step, skipped('earlier-failure'))
    return null
  }

  #set(step: ConnectionTestStep, result: ConnectionTestResult): void {
    this.#change({ steps: { ...this.#test.steps, [step]: result } })
  }

  #change(change: Partial<ConnectionTest>): ConnectionTest {
    this.#test = { ...this.#test, ...change }
    this.#options.onChange(this.#test)
    return this.#test
  }
}

/** What a step found: something for later steps, and what to show of it; null when there was nothing to do. */
export interface Finding<T extends object> {
  readonly value: T
  readonly detail: string | null
}

const notNeeded: Finding<object> = { value: {}, detail: null }

/** The page that the dialect asks for what proves who one is. Unknown: that of the newest dialects, where there is one. */
function pageOf(
  { signIn }: Network,
  dialect: Dialect | null,
): { readonly url: string; readonly kind: PageKind } {
  const { tokenUrl, loginUrl, nexusUrl } = signIn
  const older = loginUrl === '' ? nexusUrl : loginUrl
  if (older !== '' && (dialect?.authentication.service === 'pages' || tokenUrl === ''))
    return { url: older, kind: loginUrl === '' ? 'nexus' : 'log-in' }
  return { url: tokenUrl, kind: 'token' }
}

/** Which of the services of signing in a page is. */
export type PageKind = 'token' | 'nexus' | 'log-in'
