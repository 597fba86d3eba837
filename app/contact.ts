import type { Presence } from './presence.ts'

/** What somebody is listening to or playing, already put together for reading. */
export interface CurrentMedia {
  readonly type: 'music' | 'games' | 'office'
  readonly text: string
}

/** The five lists of the protocol that a contact can be on. */
export interface Lists {
  /** In my contact list. */
  readonly forward: boolean
  /** May see my status and write to me. */
  readonly allow: boolean
  /** Blocked. */
  readonly block: boolean
  /** Has me in the contact list. */
  readonly reverse: boolean
  /** Added me and waits for my answer. */
  readonly pending: boolean
}

/** Nobody's lists. */
export const noLists: Lists = { forward: false, allow: false, block: false, reverse: false, pending: false }

/** One person of an account's lists, by address in lower case. */
export interface Contact {
  readonly address: string
  /** The friendly name; the address where none is known. Data from others: any characters. */
  readonly name: string
  readonly lists: Lists
  /** The groups that hold the contact; empty means "other contacts". */
  readonly groupIds: readonly string[]
  readonly presence: Presence
  readonly personalMessage: string
  readonly currentMedia: CurrentMedia | null
  /** Unsigned 32-bit capability number, 0 when unknown. */
  readonly capabilities: number
  /** The number of the network that the person uses: 1 is this one; others (2, 4, 32, …) can be shown, not always reached. */
  readonly network: number
  /** What somebody wrote when adding us; empty for nothing. Data from others: any characters. */
  readonly inviteMessage: string
}

/** What the user noted about a person. It is kept on this computer and never sent. */
export interface ContactNote {
  /** A name of the user's own for the person; empty for none. */
  readonly alias: string
  readonly note: string
  readonly favourite: boolean
  /** The user declined this person's request and does not want to be asked again. */
  readonly declined: boolean
  /** When a line was last exchanged, milliseconds since 1970, or null. */
  readonly lastTalkAt: number | null
}

/** Nothing noted. */
export const noNote: ContactNote = {
  alias: '',
  note: '',
  favourite: false,
  declined: false,
  lastTalkAt: null,
}

/** The name to show for a person: the user's own one, or the friendly name. */
export const shownName = (name: string, note: ContactNote | undefined): string => note?.alias || name

/** A group of the contact list; the id is opaque. */
export interface Group {
  readonly id: string
  readonly name: string
}

/** A contact of whom nothing is known but the address. */
export const unknownContact = (address: string): Contact => ({
  address,
  name: address,
  lists: noLists,
  groupIds: [],
  presence: 'offline',
  personalMessage: '',
  currentMedia: null,
  capabilities: 0,
  network: 1,
  inviteMessage: '',
})

/** Whether the contact added us and nobody has answered yet: allow, block or decline. */
export const awaitsAnswer = ({ lists }: Contact, note?: ContactNote): boolean =>
  (lists.pending || lists.reverse) && !lists.allow && !lists.block && note?.declined !== true

/** The key of an address: lower case, without white space around and without an endpoint (`;{guid}`). */
export function addressKey(address: string): string {
  const end = address.indexOf(';')
  return (end < 0 ? address : address.slice(0, end)).trim().toLowerCase()
}

/** Whether this can be an account's address on the wire: one `@`, printable ASCII without blanks, at most 129 bytes. */
export const isAddress = (text: string): boolean =>
  text.length <= 129 && /^[!-9;-?A-~]+@[!-:<-?A-~]+$/.test(text)
