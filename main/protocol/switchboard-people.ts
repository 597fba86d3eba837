import type { Author } from '../../app/message.ts'
import { ProtocolError } from './wire/errors.ts'

/** The most people that are let into our memory; servers allow about 20. See docs/protocol.md#limits. */
const maxPeople = 1000

interface Present {
  readonly who: Author
  /** Null where nobody said them. */
  readonly capabilities: number | null
}

/** Who else is on a switchboard, and what their programs can do. */
export class SwitchboardPeople {
  /** By address in lower case, without a place (`;{guid}`). */
  readonly #present = new Map<string, Present>()

  get all(): readonly Author[] {
    return [...this.#present.values()].map(({ who }) => who)
  }

  get count(): number {
    return this.#present.size
  }

  has(address: string): boolean {
    return this.#present.has(address)
  }

  /**
   * Somebody is here, or somebody who is comes from one more place. Whether he was not here before.
   * @throws ProtocolError when there are too many.
   */
  enter(who: Author, capabilities: number | null): boolean {
    const before = this.#present.get(who.address)
    if (before === undefined && this.#present.size >= maxPeople)
      throw new ProtocolError('too many participants')
    this.#present.set(who.address, {
      who,
      capabilities: before === undefined ? capabilities : common(before.capabilities, capabilities),
    })
    return before === undefined
  }

  /** Whether he was here. */
  leave(address: string): boolean {
    return this.#present.delete(address)
  }

  /** Whether somebody is here, and the program of everybody is known to have this capability. */
  allHave(capability: number): boolean {
    const present = [...this.#present.values()]
    return present.length > 0 && present.every(({ capabilities }) => has(capabilities, capability))
  }
}

const has = (capabilities: number | null, capability: number): boolean =>
  capabilities !== null && (capabilities & capability) !== 0

/** What can be done at all places of one person. */
const common = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : (one & other) >>> 0
