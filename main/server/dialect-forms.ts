import { command, type Command } from '../protocol/wire/command.ts'
import { encodePercent } from '../protocol/wire/percent.ts'
import { isOn, listBits, type Account, type Contact, type Group } from './account.ts'
import { answerByMd5, answerByWords } from './challenge.ts'
import type { Presence } from './network.ts'

/** How one dialect writes what all dialects say. */
export interface DialectForms {
  readonly dialect: string
  /** Whether contacts and groups go by GUIDs (from MSNP10) instead of addresses and numbers. */
  readonly usesIds: boolean
  /** Whether there are personal messages, and with them the other additions of MSNP11. */
  readonly personalMessages: boolean
  /** Seconds until the next PNG that QNG announces; nothing before MSNP9. */
  readonly pingWords: readonly string[]
  /** Extra words of JOI and IRO. */
  participantWords(capabilities: number): readonly string[]
  /** The words after the name in CHG's relatives ILN and NLN. */
  presenceWords(presence: Presence): readonly string[]
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
  /** S: ADD 0 RL version address friendlyName, or S: ADC 0 RL N=address F=friendlyName */
  addedYou(account: Account, by: Account): Command
  groupWord(group: Group): string
  findGroup(account: Account, word: string): Group | undefined
  /** The number that refuses an account that does not exist. */
  readonly noSuchAccount: 205 | 208
  challengeAnswer(challenge: string, productId: string, productKey: string): string
}

const listVersion = '2000-01-01T00:00:00.0-00:00'

const shownName = (contact: Contact, other: Account): string =>
  encodePercent(contact.storedName ?? other.friendlyName)

/** Contacts by address, groups by number, a version in every answer: MSNP8 and 9. */
const byNumber: Omit<DialectForms, 'dialect' | 'pingWords' | 'presenceWords'> = {
  usesIds: false,
  personalMessages: false,
  noSuchAccount: 205,
  participantWords: () => [],
  versionWords: (account) => [String(account.version)],
  signedInWords: (account) => [account.address, encodePercent(account.friendlyName), '1', '0'],
  listHeaderWords: ({ version, contacts, groups }) => [version, contacts.size, groups.length + 1].map(String),
  nameLines: () => [],
  groupLines: ({ groups }) => [
    command('LSG', 0, 'Other%20Contacts', 0),
    ...groups.map((group) => command('LSG', group.number, encodePercent(group.name), 0)),
  ],
  contactLine: (account, contact, other) =>
    command(
      'LST',
      contact.address,
      shownName(contact, other),
      listsWithoutPending(contact),
      ...numbers(account, contact),
    ),
  addedYou: (account, by) =>
    command('ADD', 0, 'RL', account.version, by.address, encodePercent(by.friendlyName)),
  groupWord: ({ number }) => String(number),
  findGroup: ({ groups }, word) => groups.find(({ number }) => String(number) === word),
  challengeAnswer: answerByMd5,
}

/** Contacts and groups by GUID, no versions: MSNP10 to 12. */
const byId: Omit<DialectForms, 'dialect' | 'personalMessages' | 'challengeAnswer'> = {
  usesIds: true,
  pingWords: ['60'],
  noSuchAccount: 208,
  participantWords: () => [],
  presenceWords: ({ capabilities, picture }) => [
    String(capabilities),
    ...(picture === '' ? [] : [encodePercent(picture)]),
  ],
  versionWords: () => [],
  signedInWords: ({ address }) => [address, '1', '0'],
  listHeaderWords: ({ contacts, groups }) => [
    listVersion,
    listVersion,
    String(contacts.size),
    String(groups.length),
  ],
  nameLines: ({ friendlyName }) => [command('PRP', 'MFN', encodePercent(friendlyName))],
  groupLines: ({ groups }) => groups.map(({ id, name }) => command('LSG', encodePercent(name), id)),
  contactLine: (_account, contact, other) => command('LST', ...contactWords(contact, other), ...ids(contact)),
  addedYou: (_account, by) =>
    command('ADC', 0, 'RL', `N=${by.address}`, `F=${encodePercent(by.friendlyName)}`),
  groupWord: ({ id }) => id,
  findGroup: ({ groups }, word) => groups.find(({ id }) => id === word.toLowerCase()),
}

const msnp9: DialectForms = {
  ...byNumber,
  dialect: 'MSNP9',
  pingWords: byId.pingWords,
  presenceWords: byId.presenceWords,
}
const msnp10: DialectForms = {
  ...byId,
  dialect: 'MSNP10',
  personalMessages: false,
  challengeAnswer: answerByMd5,
}
const msnp11: DialectForms = {
  ...msnp10,
  dialect: 'MSNP11',
  personalMessages: true,
  challengeAnswer: answerByWords,
}

/** Every dialect that the server speaks, best first. */
export const dialectForms: readonly DialectForms[] = [
  {
    ...msnp11,
    dialect: 'MSNP12',
    participantWords: (capabilities) => [String(capabilities)],
    contactLine: (_account, contact, other) =>
      command('LST', ...contactWords(contact, other), 1, ...ids(contact)),
  },
  msnp11,
  msnp10,
  msnp9,
  {
    ...byNumber,
    dialect: 'MSNP8',
    pingWords: [],
    presenceWords: ({ capabilities }) => [String(capabilities)],
  },
]

/** N=address F=friendlyName {C=guid} lists */
const contactWords = (contact: Contact, other: Account): readonly (string | number)[] => [
  `N=${contact.address}`,
  `F=${shownName(contact, other)}`,
  ...(isOn(contact, 'forward') ? [`C=${other.id}`] : []),
  contact.lists,
]

const ids = ({ groups }: Contact): readonly string[] => (groups.length === 0 ? [] : [groups.join(',')])

/** Dialects without a pending list show who waits for an answer as on the reverse list. */
function listsWithoutPending({ lists }: Contact): number {
  return (lists & listBits.pending) === 0 ? lists : (lists & ~listBits.pending) | listBits.reverse
}

function numbers(account: Account, contact: Contact): readonly string[] {
  if (!isOn(contact, 'forward')) return []
  const mine = account.groups.filter(({ id }) => contact.groups.includes(id))
  return [mine.map(({ number }) => number).join(',') || '0']
}
