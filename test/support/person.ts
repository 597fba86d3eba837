import { localNetwork, type Network } from '../../app/networks.ts'
import type { OwnPresence } from '../../app/presence.ts'
import { systemClock } from '../../main/net/clock.ts'
import { openConnection, type Connection } from '../../main/net/connection.ts'
import { directRoute } from '../../main/net/route.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import type { Invitation, NotificationEvent, SwitchboardEvent } from '../../main/protocol/events.ts'
import { NotificationServer } from '../../main/protocol/notification-server.ts'
import type { SwitchboardAddress } from '../../main/protocol/switchboard-requests.ts'
import { Switchboard } from '../../main/protocol/switchboard.ts'
import {
  fromNotificationServer,
  fromSwitchboard,
  type Command,
  type Grammar,
} from '../../main/protocol/wire/command.ts'
import { aPlace } from '../protocol/session.ts'
import type { LocalServer } from '../../main/server/local-server.ts'

/** Collects events, and lets one wait for the next that fits; each event is found once. */
export class Ear<E> {
  readonly #events: E[] = []
  #wake: () => void = () => undefined

  hear = (event: E): void => {
    this.#events.push(event)
    this.#wake()
  }

  /** Resolves with the first event that fits, heard already or later; it and those before it are forgotten. */
  async next(fits: (event: E) => boolean): Promise<E> {
    for (;;) {
      const at = this.#events.findIndex(fits)
      if (at >= 0) return this.#events.splice(0, at + 1).at(-1)!
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}

/** A session on a TCP connection of its own. */
interface Linked<S, E> {
  readonly session: S
  readonly ear: Ear<E>
  readonly closed: Promise<Error | null>
  close(): void
}

async function link<S extends { receive(command: Command): void; connectionClosed(): void }, E>(
  { host, port }: { readonly host: string; readonly port: number },
  grammar: Grammar,
  create: (parts: { send(command: Command): void; onEvent(event: E): void }) => S,
): Promise<Linked<S, E>> {
  const ear = new Ear<E>()
  const closed = Promise.withResolvers<Error | null>()
  let connection: Connection | null = null
  const session = create({ send: (command) => connection?.send(command), onEvent: ear.hear })
  connection = await openConnection({
    host,
    port,
    grammar,
    route: directRoute,
    onCommands: (commands) => commands.forEach((command) => session.receive(command)),
    onClose: (error) => {
      session.connectionClosed()
      closed.resolve(error)
    },
  })
  return { session, ear, closed: closed.promise, close: () => connection.close() }
}

/** What the account gets over HTTP, really. */
const servicesOf = (
  { host, port, httpPort }: LocalServer,
  address: string,
  changed: Partial<Network> = {},
): NetworkServices =>
  new NetworkServices({
    network: { ...localNetwork(host, port, httpPort), ...changed },
    address,
    password: 'secret',
    route: directRoute,
    signal: new AbortController().signal,
    clock: systemClock,
  })

/** Somebody who uses the client's half of the protocol against a real server, over real TCP. */
export class Person {
  readonly address: string
  readonly notification: Linked<NotificationServer, NotificationEvent>

  private constructor(address: string, notification: Linked<NotificationServer, NotificationEvent>) {
    this.address = address
    this.notification = notification
  }

  /** Signs in in one dialect and becomes visible. `network`: how the record of it differs. */
  static async signIn(
    server: LocalServer,
    address: string,
    dialect: string,
    presence: OwnPresence = 'online',
    place: { readonly machineId: string; readonly placeName: string } = aPlace,
    network: Partial<Network> = {},
  ): Promise<Person> {
    const notification = await link<NotificationServer, NotificationEvent>(
      server,
      fromNotificationServer,
      (parts) =>
        new NotificationServer({
          ...parts,
          ...aPlace,
          ...place,
          address,
          dialects: [dialect],
          clock: systemClock,
          services: servicesOf(server, address, network),
        }),
    )
    const result = await notification.session.signIn({ onStep: () => undefined })
    if (result.kind !== 'signed-in') throw new Error('redirected')
    await notification.session.setPresence(presence)
    return new Person(address, notification)
  }

  get session(): NotificationServer {
    return this.notification.session
  }

  /** Waits until something of a contact is as it should be. */
  async sees(address: string, expected: Readonly<Record<string, unknown>>): Promise<void> {
    const fits = Object.entries(expected)
    await this.notification.ear.next(
      (event) =>
        event.type === 'contacts-changed' &&
        event.changes.some(
          (change) =>
            change.address === address &&
            fits.every(
              ([key, value]) => JSON.stringify(change[key as keyof typeof change]) === JSON.stringify(value),
            ),
        ),
    )
  }

  /** Waits for a call. */
  async called(): Promise<Invitation> {
    const event = await this.notification.ear.next(({ type }) => type === 'invited')
    if (event.type !== 'invited') throw new Error('never')
    return event.invitation
  }

  /** Opens a switchboard of one's own. */
  async openSwitchboard(): Promise<Linked<Switchboard, SwitchboardEvent>> {
    const address = await this.session.requestSwitchboard()
    const linked = await this.#connect(address)
    await linked.session.join(address.cookie)
    return linked
  }

  /** Goes where one was called to. */
  async answer(invitation: Invitation): Promise<Linked<Switchboard, SwitchboardEvent>> {
    const linked = await this.#connect(invitation)
    await linked.session.answer(invitation.cookie, invitation.sessionId)
    return linked
  }

  #connect(address: SwitchboardAddress): Promise<Linked<Switchboard, SwitchboardEvent>> {
    return link<Switchboard, SwitchboardEvent>(
      address,
      fromSwitchboard,
      (parts) =>
        new Switchboard({
          ...parts,
          address: this.address,
          acknowledges: true,
          forms: this.session.switchboardForms,
          clock: systemClock,
        }),
    )
  }

  signOut(): void {
    this.session.signOut()
    this.notification.close()
  }
}
