import type { Account } from '../directory/account.ts'
import type { Character } from './character.ts'
import type { Clock } from '../clock.ts'
import type { Network } from '../network.ts'
import type { Place, PlaceDetails, Presence, Status } from '../person.ts'
import { RobotInRoom } from './robot-in-room.ts'
import type { Room } from '../room.ts'

/** Client of 2005 (7.5) that says it is a robot. */
const capabilities = { first: 0x5002_0000, second: 0 }

/** How long a robot takes to come when it is called. */
const answerMs = 150

/** One contact of the network's own: signed in and in rooms like any other, without a connection. */
export class Robot implements Place {
  readonly account: Account
  readonly character: Character
  readonly network: Network
  readonly clock: Clock
  readonly id = null
  readonly token = null
  readonly details: PlaceDetails = { name: null, idle: null, clientType: null, state: null }
  readonly mayBeCalled = true
  presence: Presence | null = { status: 'NLN', capabilities, picture: '' }
  readonly #rooms = new Set<RobotInRoom>()
  readonly #robots: ReadonlySet<string>
  #stopped = false
  #cancelReturn: (() => void) | null = null

  /** `robots`: addresses of all robots, none of which is ever answered. */
  constructor(options: {
    network: Network
    account: Account
    character: Character
    clock: Clock
    robots: ReadonlySet<string>
  }) {
    this.network = options.network
    this.account = options.account
    this.character = options.character
    this.clock = options.clock
    this.#robots = options.robots
  }

  isRobot(account: Account): boolean {
    return this.#robots.has(account.address)
  }

  invited(room: Room): void {
    this.clock.after(answerMs, () => {
      const isWanted = room.participants.some(({ account }) => !this.isRobot(account))
      if (this.#stopped || !isWanted || room.has(this.account.address)) return
      const here = new RobotInRoom(this, room, () => this.#rooms.delete(here))
      this.#rooms.add(here)
      room.join(here)
    })
  }

  goAway(forMs: number): void {
    this.#cancelReturn?.()
    this.#show('AWY')
    this.#cancelReturn = this.clock.after(forMs, () => {
      this.#cancelReturn = null
      this.#show('NLN')
    })
  }

  serverStops(): void {
    this.#stopped = true
    this.#cancelReturn?.()
    for (const room of this.#rooms) room.stop()
  }

  /** Robots look at nobody's presence and admit everybody. */
  sees(): boolean {
    return false
  }

  contactChanged(): void {}
  personalMessageChanged(): void {}
  forget(): void {}
  propertyChanged(): void {}
  listedBy(): void {}
  unlistedBy(): void {}
  selfChanged(): void {}
  listsChanged(): void {}
  relayed(): void {}
  mailNotice(): void {}
  wrote(): boolean {
    return false
  }
  stopAnnounced(): void {}
  signedInElsewhere(): void {}

  #show(status: Status): void {
    if (this.#stopped) return
    this.presence = { status, capabilities, picture: '' }
    this.network.statusChanged(this)
  }
}
