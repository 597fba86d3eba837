import type { Command } from '../../protocol/wire/command.ts'
import type { Account, Contact, Group } from '../directory/account.ts'
import type { Capabilities, Person, Presence } from '../person.ts'

/** How one dialect writes what all dialects say, and what it has at all. */
export interface DialectForms {
  readonly dialect: string
  /** Whether contacts and groups go by GUIDs (from MSNP10) instead of addresses and numbers. */
  readonly usesIds: boolean
  /** Whether there are personal messages, and with them the other additions of MSNP11. */
  readonly personalMessages: boolean
  /** Whether the lists come by SOAP and ADL (from MSNP13) instead of SYN; policies then come unasked. */
  readonly addressBook: boolean
  /** Whether FQY asks what networks an address is on (from MSNP14). */
  readonly asksForNetworks: boolean
  /** Whether one signs in with a ticket and a proof (SSO, from MSNP15) instead of a ticket alone (TWN). */
  readonly proves: boolean
  /** Whether a person may be at several places, each with its machine GUID (from MSNP16). */
  readonly severalPlaces: boolean
  /** Seconds until the next PNG that QNG announces; nothing before MSNP9. */
  readonly pingWords: readonly string[]
  /** What follows the cookie in XFR and the name in RNG. */
  readonly switchboardWords: readonly string[]
  /** How a contact is named in ILN, NLN, FLN and UBX. */
  addressWords(address: string): readonly string[]
  capabilityWord(capabilities: Capabilities): string
  /** Extra words of JOI and IRO. */
  participantWords(capabilities: Capabilities): readonly string[]
  /** S: UBM from … type length: the words in front of the type; null before MSNP14, which has no such messages. */
  readonly directMessageWords: ((from: string, to: string) => readonly string[]) | null
  /** The words after the name in ILN and NLN. */
  presenceWords(presence: Presence): readonly string[]
  /** How ILN begins, the answer to CHG and to a new contact. */
  initialWords(trid: string): readonly [verb: string, ...words: string[]]
  /** The words after the address in FLN. */
  readonly offlineWords: readonly string[]
  /** UBX's payload; `isSelf`: for the person's own places, which are told what others are not. */
  personalMessage(person: Person, isSelf: boolean): string
  /** The version of the lists, as MSNP8 and 9 put it into every answer about them. */
  versionWords(account: Account): readonly string[]
  /** S: USR trid OK address {friendlyName} verified restricted */
  signedInWords(account: Account): readonly string[]
  /** S: SYN trid version {settings-version} contacts groups */
  listHeaderWords(account: Account): readonly string[]
  /** S: PRP MFN friendlyName, where the name is not part of USR OK. */
  nameLines(account: Account): readonly Command[]
  groupLines(account: Account): readonly Command[]
  contactLine(account: Account, contact: Contact, other: Account): Command
  /** Tells somebody who was put on a forward list: ADD or ADC 0 RL, or ADL 0. */
  addedYou(account: Account, by: Account): Command
  /** Tells somebody who was taken off it: REM 0 RL, or RML 0. */
  removedYou(account: Account, by: Account): Command
  /** S: NOT, which says that the address book is to be fetched again; none before MSNP13. */
  listsChanged(account: Account, at: number): readonly Command[]
  groupWord(group: Group): string
  findGroup(account: Account, word: string): Group | undefined
  /** The number that refuses an account that does not exist. */
  readonly noSuchAccount: 205 | 208
  challengeAnswer(challenge: string, productId: string, productKey: string): string
}
