import { command } from '../../protocol/wire/command.ts'
import { encodePercent } from '../../protocol/wire/percent.ts'
import { isOn, type Account, type Contact } from '../directory/account.ts'
import { answerByMd5, answerByWords } from '../signing-in/challenge.ts'
import type { DialectForms } from './dialect-forms.ts'
import { msnp9 } from './forms-by-number.ts'
import { personalMessage } from '../personal-message.ts'

const listVersion = '2000-01-01T00:00:00.0-00:00'

/** Contacts and groups by GUID, no versions: MSNP10. */
export const msnp10: DialectForms = {
  ...msnp9,
  dialect: 'MSNP10',
  usesIds: true,
  noSuchAccount: 208,
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
  removedYou: (_account, by) => command('REM', 0, 'RL', by.address),
  groupWord: ({ id }) => id,
  findGroup: ({ groups }, word) => groups.find(({ id }) => id === word.toLowerCase()),
  challengeAnswer: answerByMd5,
}

/** As MSNP10, with personal messages. */
export const msnp11: DialectForms = {
  ...msnp10,
  dialect: 'MSNP11',
  personalMessages: true,
  personalMessage,
  challengeAnswer: answerByWords,
}

/** As MSNP11, with networks in the lists and capabilities in rooms. */
export const msnp12: DialectForms = {
  ...msnp11,
  dialect: 'MSNP12',
  participantWords: ({ first }) => [String(first)],
  contactLine: (_account, contact, other) =>
    command('LST', ...contactWords(contact, other), 1, ...ids(contact)),
}

/** N=address F=friendlyName {C=guid} lists */
const contactWords = (contact: Contact, other: Account): readonly (string | number)[] => [
  `N=${contact.address}`,
  `F=${encodePercent(contact.storedName ?? other.friendlyName)}`,
  ...(isOn(contact, 'forward') ? [`C=${other.id}`] : []),
  contact.lists,
]

const ids = ({ groups }: Contact): readonly string[] => (groups.length === 0 ? [] : [groups.join(',')])
