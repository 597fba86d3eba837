import type { Group, Lists } from '../../../app/contact.ts'
import { ProtocolError } from '../wire/errors.ts'
import { decodePercent, encodePercent } from '../wire/percent.ts'

/** One of the five lists. */
export type ListName = keyof Lists

/** What names a contact: the address, the id that some dialects give to contacts of the forward list, or both. */
export interface ContactKey {
  readonly address: string | null
  readonly guid: string | null
}

/** A contact whose address is known, and perhaps its id. */
export type NamedContact = ContactKey & { readonly address: string }

/** A contact as an `LST` line has it. */
export interface ListedContact extends NamedContact {
  /** Null where the line has none. */
  readonly name: string | null
  readonly lists: Lists
  readonly groupIds: readonly string[]
  /** 1 is this network. */
  readonly network: number
  /** What somebody wrote when adding us; empty for nothing. */
  readonly inviteMessage: string
}

/** A contact comes onto a list, or into a group (then the list is `forward`). */
export interface ListAddition extends ContactKey {
  readonly list: ListName
  readonly name: string | null
  readonly groupId: string | null
  /** Where it is told; otherwise it stays as it was, and is 1 at first. */
  readonly network?: number
}

/** A contact goes off a list or, with a group, only out of that group. */
export interface ListRemoval extends ContactKey {
  readonly list: ListName
  readonly groupId: string | null
}

/** A verb and its words, without the transaction id. */
export type Words = readonly [verb: string, ...params: string[]]

/** How a family of dialects writes the contact list. What follows a verb is given without the transaction id. */
export interface ListDialect {
  /** What `SYN` asks with: always for everything. */
  readonly syncParams: readonly string[]
  /** Whether somebody who waits for an answer is taken off the pending list by the client. */
  readonly answersPending: boolean
  /** What follows `SYN` in the answer: how many contacts and groups come next. */
  parseCounts(params: readonly string[]): { readonly contacts: number; readonly groups: number }
  /** What follows `LST`. */
  parseContact(params: readonly string[]): ListedContact
  /** What follows `LSG`; null for the group of those who are in none. */
  parseGroup(params: readonly string[]): Group | null
  /** What follows `ADD` or `ADC`. */
  parseAddition(params: readonly string[]): ListAddition
  /** What follows `REM`. */
  parseRemoval(params: readonly string[]): ListRemoval
  /** What follows `ADG` and `REG`: the group as it is now. */
  parseGroupAdded(params: readonly string[]): Group
  parseGroupRenamed(params: readonly string[]): Group
  /** What follows `RMG`: the group's id. */
  parseGroupRemoved(params: readonly string[]): string
  /** `name`: what the contact is called by whoever is not told otherwise. */
  add(list: ListName, address: string, name: string): Words
  remove(list: ListName, contact: NamedContact): Words
  /** The contact is on the forward list already. */
  addToGroup(contact: NamedContact, groupId: string): Words
  removeFromGroup(contact: NamedContact, groupId: string): Words
  /** Names of groups are encoded already. */
  createGroup(name: string): Words
  renameGroup(id: string, name: string): Words
  removeGroup(id: string): Words
  /** Changes one's own friendly name; the name is encoded already. */
  rename(address: string, name: string): Words
}

const codes = { forward: 'FL', allow: 'AL', block: 'BL', reverse: 'RL', pending: 'PL' } as const
const names = new Map<string, ListName>(Object.entries(codes).map(([name, code]) => [code, name as ListName]))

/** The code of a list, such as `FL`. */
export const formatList = (list: ListName): string => codes[list]

/** @throws ProtocolError for a code that is no list. */
export const parseList = (code: string | undefined): ListName =>
  names.get(code?.toUpperCase() ?? '') ?? malformed('a list that does not exist')

/** Reads the sum of the lists' bits: forward 1, allow 2, block 4, reverse 8, pending 16. */
export function parseListBits(word: string | undefined): Lists {
  if (word === undefined || !/^\d{1,9}$/.test(word)) return malformed('lists that are no number')
  const bits = Number(word)
  return {
    forward: (bits & 1) !== 0,
    allow: (bits & 2) !== 0,
    block: (bits & 4) !== 0,
    reverse: (bits & 8) !== 0,
    pending: (bits & 16) !== 0,
  }
}

/** The sum of the lists' bits. */
export const formatListBits = ({ forward, allow, block, reverse, pending }: Lists): number =>
  Number(forward) + 2 * Number(allow) + 4 * Number(block) + 8 * Number(reverse) + 16 * Number(pending)

/** A network's number; what is none means this network. */
export const parseNetwork = (word: string | undefined): number =>
  /^[1-9]\d?$/.test(word ?? '') ? Number(word) : 1

/** Reads ids joined by commas. */
export const parseGroupIds = (word: string | undefined): string[] =>
  (word ?? '').split(',').filter((id) => id !== '')

/** Drops the version of a list, which older dialects put before a word that cannot be a number. */
export const withoutVersion = (params: readonly string[]): readonly string[] =>
  params.length > 1 && /^\d+$/.test(params[0]!) ? params.slice(1) : params

/** A name as one word, or null where it is missing or empty. */
export const decodeName = (word: string | undefined): string | null => decodePercent(word ?? '') || null

/** A name as one word; an address in its place keeps the `@`, since servers were written for that. */
export const encodeName = (name: string): string => encodePercent(name).replaceAll('%40', '@')

/** @throws ProtocolError when the word is missing. */
export const required = (word: string | undefined, what: string): string =>
  word ?? malformed(`${what} is missing`)

/** The most groups that are read. Servers allow 30; see docs/protocol.md#limits. */
export const maxGroups = 1000

/** A count in `SYN`; more than anybody's list has is an attack on our memory. */
export function parseCount(word: string | undefined): number {
  if (word === undefined) return 0 // nothing changed since the version that was asked with
  const count = /^\d{1,6}$/.test(word) ? Number(word) : NaN
  return count <= maxContacts ? count : malformed('a contact list that is too long')
}

/** The most contacts that are read. Servers allow 1000 on the forward list; see docs/protocol.md#limits. */
export const maxContacts = 20_000

function malformed(what: string): never {
  throw new ProtocolError(what)
}
