import type { Delivery, Entry } from '../../app/message.ts'
import { defaultFormat } from '../../app/message.ts'
import type { Network } from '../../app/networks.ts'
import { systemClock } from '../../main/net/clock.ts'
import type { FakeClock } from '../messenger/fake-clock.ts'
import { Program } from '../messenger/program.ts'

/** A line that somebody else wrote to Alice. */
export interface WrittenByOther {
  readonly text: string
  readonly group: boolean
  /** By the monotonic clock, in milliseconds. */
  readonly writtenAt: number
  settledAt: number
  delivery: Delivery
}

/** A line that somebody else got from Alice. */
export interface HeardByOther {
  readonly text: string
  readonly offline: boolean
}

/** Somebody who talks with Alice, in a program that is never killed. */
export class OtherPerson {
  readonly program: Program
  readonly written = new Map<string, WrittenByOther>()
  readonly heard: HeardByOther[] = []
  nudges = 0
  readonly #name: string
  readonly #alice: string
  #numbers = 0

  constructor(network: Network, name: string, alice: string) {
    this.#name = name
    this.#alice = alice
    const clock = systemClock as unknown as FakeClock
    this.program = new Program(network, `${name}@example.com`, { clock, presets: [network] })
    this.program.store.subscribe((event) => {
      if (event.type === 'entry-added') this.#hear(event.entry)
      if (event.type === 'conversation-opened')
        for (const entry of event.conversation.entries) this.#hear(entry)
      if (event.type === 'delivery-changed') this.#settle(event.entryId, event.delivery)
    })
  }

  get address(): string {
    return this.program.address
  }

  /** Signs in; Alice is a contact. */
  async come(): Promise<void> {
    const result = await this.program.signIn()
    if (!result.ok) throw new Error(`${this.address}: ${result.reason}`)
    if (this.program.account.contacts[this.#alice] === undefined)
      await this.program.messenger.addContact(this.program.accountId, this.#alice, {})
  }

  async go(): Promise<void> {
    await this.program.messenger.signOut(this.program.accountId)
  }

  /** Whether somebody can be seen. */
  sees(address: string): boolean {
    const presence = this.program.account.contacts[address]?.presence
    return presence !== undefined && presence !== 'offline'
  }

  /** Writes to Alice, or into the conversation of this id. */
  async write(group: string | null = null): Promise<void> {
    const id = group ?? (await this.program.open(this.#alice))
    const text = `${this.#name} ${++this.#numbers}`
    const line = { text, group: group !== null, writtenAt: performance.now() }
    const result = await this.program.messenger.sendMessage(id, text, defaultFormat)
    if (result.ok) {
      const entry = this.program.store.state.conversations[id]?.entries.find((one) => one.id === result.value)
      const delivery: Delivery =
        entry !== undefined && 'delivery' in entry ? entry.delivery : { state: 'sending' }
      this.written.set(result.value, {
        ...{ ...line, delivery },
        settledAt: delivery.state === 'sending' ? Infinity : performance.now(),
      })
    }
  }

  async nudge(): Promise<void> {
    await this.program.messenger.sendNudge(await this.program.open(this.#alice))
  }

  #hear(entry: Entry): void {
    if (entry.kind === 'nudge' && !entry.mine) this.nudges++
    if (entry.kind !== 'text' || entry.mine) return
    this.heard.push({ text: entry.text, offline: entry.offline === true })
  }

  #settle(entryId: string, delivery: Delivery): void {
    const line = this.written.get(entryId)
    if (line === undefined) return
    line.delivery = delivery
    if (delivery.state !== 'sending') line.settledAt = performance.now()
  }
}
