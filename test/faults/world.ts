import { localNetwork, type Network } from '../../app/networks.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { openConnection } from '../../main/net/connection.ts'
import {
  startLocalServer,
  type LocalServer,
  type LocalServerOptions,
} from '../../main/server/local-server.ts'
import { FakeClock } from '../messenger/fake-clock.ts'
import { Program } from '../messenger/program.ts'
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts'
import type { Side } from './chat.ts'
import { Quiet } from './quiet.ts'

/** A kind of connection, each with a proxy of its own for each person. */
export type ConnectionKind = 'notification-server' | 'switchboard'

const host = '127.0.0.1'
const kinds = ['notification-server', 'switchboard'] as const

type Proxies = Readonly<Record<ConnectionKind, FaultProxy>>

let people = 0

/** Alice and Bob, two programs with their databases, on one network with one clock; all their connections can be broken. */
export class FaultWorld {
  readonly clock: FakeClock
  readonly quiet: Quiet
  readonly proxies: Readonly<Record<Side, Proxies>>
  readonly #server: LocalServer
  readonly #network: Network
  #alice: Program
  #bob: Program

  private constructor(
    clock: FakeClock,
    quiet: Quiet,
    server: LocalServer,
    proxies: Readonly<Record<Side, Proxies>>,
    dialect: string,
  ) {
    this.clock = clock
    this.quiet = quiet
    this.proxies = proxies
    this.#server = server
    this.#network = { ...localNetwork(host, server.port, server.httpPort), dialects: [dialect] }
    this.#alice = this.#program('alice')
    this.#bob = this.#program('bob')
  }

  /** Nobody is signed in. */
  static async start(dialect: string, options: Partial<LocalServerOptions> = {}): Promise<FaultWorld> {
    const clock = new FakeClock()
    const quiet = new Quiet()
    const server = await startLocalServer({
      ...{ host, port: 0, httpPort: 0, directoryFile: null, contactsWhoAnswer: false, clock },
      ...options,
    })
    const proxiesOf = async (): Promise<Proxies> => {
      const [first, second] = await Promise.all(kinds.map(() => startFaultProxy(server, quiet.stir)))
      return { 'notification-server': first!, switchboard: second! }
    }
    const proxies = { alice: await proxiesOf(), bob: await proxiesOf() }
    return new FaultWorld(clock, quiet, server, proxies, dialect)
  }

  program(side: Side): Program {
    return side === 'alice' ? this.#alice : this.#bob
  }

  address(side: Side): string {
    return this.program(side).address
  }

  /** Both sign in, again where it fails, as people do. */
  async signIn(): Promise<void> {
    for (const side of (['alice', 'bob'] as const).filter((one) => !this.isSignedIn(one))) {
      const program = this.program(side)
      await this.#insist(`${side} cannot sign in`, () => program.signIn())
    }
    await this.until(() => this.isSignedIn('alice') && this.isSignedIn('bob'))
  }

  async signOut(side: Side): Promise<void> {
    const { messenger, accountId } = this.program(side)
    await messenger.signOut(accountId)
    await this.quiet.settled()
  }

  /** They add each other, and their servers tell them who is online. */
  async befriend(): Promise<void> {
    for (const [side, address] of [
      ['alice', this.#bob.address],
      ['bob', this.#alice.address],
    ] as const) {
      const program = this.program(side)
      await this.#insist(`${side} cannot add anybody`, async () => {
        await this.until(() => this.isSignedIn(side))
        const result = await program.messenger.addContact(program.accountId, address, {})
        return program.account.contacts[address]?.lists.forward === true ? { ok: true } : result
      })
    }
    await this.quiet.settled()
    this.pass(10_000)
    await this.quiet.settled()
  }

  isSignedIn(side: Side): boolean {
    const { store, accountId } = this.program(side)
    return store.state.accounts[accountId]?.connection.state === 'signed-in'
  }

  /** Two new people with new databases. */
  async replace(): Promise<void> {
    await this.#endPrograms()
    this.#alice = this.#program('alice')
    this.#bob = this.#program('bob')
  }

  pass(milliseconds: number): void {
    this.clock.advance(milliseconds)
  }

  /** Lets time go on, from one moment where something is due to the next, until it is so; false after so much time. */
  async until(isSo: () => boolean, atMostMs = 15 * 60_000): Promise<boolean> {
    const end = this.clock.now() + atMostMs
    for (;;) {
      await this.quiet.settled()
      if (isSo()) return true
      if (this.clock.now() >= end) return false
      this.pass(this.clock.nextIn ?? 1_000)
    }
  }

  /** Forgets the switchboards that were, and all but the last connections with the notification server. */
  forgetLinks(): void {
    for (const proxies of Object.values(this.proxies)) {
      for (const kind of kinds) {
        const { links } = proxies[kind]
        proxies[kind].onLink = () => undefined
        links.splice(0, kind === 'switchboard' ? links.length : links.length - 1)
      }
    }
  }

  async close(): Promise<void> {
    await this.#endPrograms()
    await this.#server.close()
    for (const proxies of Object.values(this.proxies)) for (const kind of kinds) await proxies[kind].close()
  }

  async #insist(complaint: string, attempt: () => Promise<{ readonly ok: boolean }>): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      let result: { readonly ok: boolean } | null = null
      void attempt().then((answer) => (result = answer))
      await this.until(() => result !== null)
      if (result !== null && (result as { readonly ok: boolean }).ok) return
    }
    throw new Error(complaint)
  }

  async #endPrograms(): Promise<void> {
    const closing = [this.#alice, this.#bob].map(({ messenger }) => messenger.close())
    await this.until(() => true)
    this.pass(5_000)
    await Promise.all(closing)
    await this.quiet.settled()
  }

  #program(side: Side): Program {
    const { quiet } = this
    const options: Partial<MessengerOptions> = {
      clock: this.clock,
      presets: [this.#network],
      openConnection: (given) => quiet.during(openConnection({ ...given, port: this.#portOf(side, given) })),
      createServices: (given) => watched(new NetworkServices(given), quiet),
    }
    const program = new Program(this.#network, `${side}${++people}@example.com`, options)
    program.store.subscribe(() => quiet.stir())
    return program
  }

  #portOf(side: Side, { kind = 'notification-server' }: { readonly kind?: ConnectionKind }): number {
    return this.proxies[side][kind].port
  }
}

/** The same services; it is known when one of them is being used. */
const watched = (services: NetworkServices, quiet: Quiet): NetworkServices =>
  new Proxy(services, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args)
        return result instanceof Promise ? quiet.during(result) : result
      }
    },
  })
