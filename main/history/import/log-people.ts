import { createHash } from 'node:crypto'
import { isAddress } from '../../../app/contact.ts'
import { withoutAddOnCodes } from '../../../app/clean-text.ts'
import type { Author } from '../../../app/message.ts'
import type { ImportOptions } from '../../storage/history/history.ts'
import type { Likelihood } from './sides.ts'
import { addressOfWlmName } from './wlm-address.ts'

/** No address can ever end with this (RFC 2606). */
const nowhere = 'unknown.invalid'

/**
 * Stands for the address of somebody of whom a log has only a name, or the name of the file: always the same for the same name, in
 * a domain that cannot exist.
 */
export function unknownAddress(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const whole = plain !== '' && plain === name && plain.length <= 40
  const tail = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${whole ? plain : `${plain.slice(0, 30)}-${tail}`.replace(/^-/, '')}@${nowhere}`
}

/** The people of an import: who somebody is whom a log calls something. */
export class LogPeople {
  readonly #options: ImportOptions
  readonly #byAddress: ReadonlyMap<string, Author>
  readonly #byName: ReadonlyMap<string, Author | null>
  /** In the logs of how many people a name occurs. */
  readonly #logs: ReadonlyMap<string, number>
  readonly #own = new Set<string>()

  constructor(options: ImportOptions, logs: ReadonlyMap<string, number>) {
    this.#options = options
    this.#logs = logs
    this.#byAddress = new Map(options.people.map((each) => [each.address.toLowerCase(), each]))
    const byName = new Map<string, Author | null>()
    for (const each of options.people) byName.set(key(each.name), byName.has(key(each.name)) ? null : each)
    this.#byName = byName
  }

  /** The address of the other person in a log that is called like this. */
  contactNamed(name: string): string {
    const lower = name.trim().toLowerCase()
    const known = [this.#options.address, ...this.#options.people.map(({ address }) => address)]
    return addressOfWlmName(lower, known) ?? unknownAddress(lower)
  }

  /** Somebody in a conversation of several: an address, or a name that only one known person has. */
  member(name: string): Author {
    const address = name.trim().toLowerCase()
    if (isAddress(address)) return { address, name: this.#byAddress.get(address)?.name ?? address }
    return { address: this.#byName.get(key(name))?.address ?? unknownAddress(name), name }
  }

  /** The name of a person as it is today; undefined for strangers. */
  currentName(address: string): string | undefined {
    return this.#byAddress.get(address)?.name
  }

  /** How likely a name is the owner's, in the log of this person. */
  ownerLikelihood(contact: string): Likelihood {
    const { address, name } = this.#options
    const other = this.currentName(contact)
    return (shown) => {
      const own = likeness(shown, address, name)
      const theirs = likeness(shown, contact, other)
      const others = own < exactly && this.#byName.has(key(shown)) ? exactly : 0
      const elsewhere = Math.min((this.#logs.get(shown) ?? 1) - 1, 4)
      return own - Math.max(theirs, others) + 10 * elsewhere
    }
  }

  /** Whether a name in a conversation of several is the owner's: a sure one, or one that is in the logs of many people. */
  isOwner(shown: string): boolean {
    return this.#own.has(shown) || this.ownerLikelihood('')(shown) >= 20
  }

  /** Notes names that a log of two people showed to be the owner's. */
  learn(own: ReadonlySet<string>): void {
    for (const name of own) this.#own.add(name)
  }
}

const key = (name: string): string => withoutAddOnCodes(name).trim().toLowerCase()

/** How much a name is like somebody's that is it. */
const exactly = 100

/** How much a name looks like that of somebody: their name or address, or only like the first part of one. */
function likeness(shown: string, address: string, name: string | undefined): number {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  const lower = key(shown)
  if ([address.toLowerCase(), local, ...(name === undefined ? [] : [key(name)])].includes(lower))
    return exactly
  const words = [local, name === undefined ? '' : (key(name).split(/[^\p{L}\p{N}]+/u)[0] ?? '')]
  return words.some((word) => word.length >= 3 && lower.includes(word)) ? 3 : 0
}
