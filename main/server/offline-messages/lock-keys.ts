import { randomInt } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Person } from '../person.ts'
import { answerByWords, productKeys } from '../signing-in/challenge.ts'

interface Challenge {
  readonly digits: string
  readonly goodUntil: number
}

/** What clients have to work out before they may leave messages: one challenge for each person who is signed in. */
export class LockKeys {
  readonly #isChecked: boolean
  readonly #clock: Clock
  readonly #lifeMs: number
  readonly #challenges = new WeakMap<Person, Challenge>()

  /** `isChecked`: without it any key will do that is not empty, as with some servers. */
  constructor(isChecked: boolean, clock: Clock, lifeMs: number) {
    this.#isChecked = isChecked
    this.#clock = clock
    this.#lifeMs = lifeMs
  }

  /** Ten digits, the same ones until they are too old or the person signs out. */
  challengeOf(person: Person): string {
    const known = this.#good(person)
    if (known !== null) return known.digits
    const digits = Array.from({ length: 10 }, () => randomInt(10)).join('')
    this.#challenges.set(person, { digits, goodUntil: this.#clock.now() + this.#lifeMs })
    return digits
  }

  /** Whether a client of that product answered the challenge. */
  fits(person: Person, productId: string, key: string): boolean {
    if (!this.#isChecked) return key !== ''
    const challenge = this.#good(person)
    const productKey = productKeys.get(productId)
    if (challenge === null || productKey === undefined) return false
    return key === answerByWords(challenge.digits, productId, productKey)
  }

  #good(person: Person): Challenge | null {
    const challenge = this.#challenges.get(person)
    return challenge === undefined || challenge.goodUntil < this.#clock.now() ? null : challenge
  }
}
