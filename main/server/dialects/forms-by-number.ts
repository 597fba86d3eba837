import { command } from '../../protocol/wire/command.ts'
import { encodePercent } from '../../protocol/wire/percent.ts'
import { isOn, listBits, type Account, type Contact } from '../directory/account.ts'
import { answerByMd5 } from '../signing-in/challenge.ts'
import type { DialectForms } from './dialect-forms.ts'

/** Contacts by address, groups by number, a version in every answer: MSNP8. */
export const msnp8: DialectForms = {
  dialect: 'MSNP8',
  usesIds: false,
  personalMessages: false,
  addressBook: false,
  asksForNetworks: false,
  proves: false,
  severalPlaces: false,
  pingWords: [],
  switchboardWords: [],
  noSuchAccount: 205,
  addressWords: (address) => [address],
  capabilityWord: ({ first }) => String(first),
  participantWords: () => [],
  directMessageWords: null,
  presenceWords: ({ capabilities }) => [String(capabilities.first)],
  initialWords: (trid) => ['ILN', trid],
  offlineWords: [],
  personalMessage: () => '',
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
      encodePercent(contact.storedName ?? other.friendlyName),
      listsWithoutPending(contact),
      ...numbers(account, contact),
    ),
  addedYou: (account, by) =>
    command('ADD', 0, 'RL', account.version, by.address, encodePercent(by.friendlyName)),
  removedYou: (account, by) => command('REM', 0, 'RL', account.version, by.address),
  listsChanged: () => [],
  groupWord: ({ number }) => String(number),
  findGroup: ({ groups }, word) => groups.find(({ number }) => String(number) === word),
  challengeAnswer: answerByMd5,
}

/** As MSNP8, with display pictures. */
export const msnp9: DialectForms = {
  ...msnp8,
  dialect: 'MSNP9',
  pingWords: ['60'],
  presenceWords: ({ capabilities, picture }) => [
    String(capabilities.first),
    ...(picture === '' ? [] : [encodePercent(picture)]),
  ],
}

/** Dialects without a pending list show who waits for an answer as on the reverse list. */
function listsWithoutPending({ lists }: Contact): number {
  return (lists & listBits.pending) === 0 ? lists : (lists & ~listBits.pending) | listBits.reverse
}

function numbers(account: Account, contact: Contact): readonly string[] {
  if (!isOn(contact, 'forward')) return []
  const mine = account.groups.filter(({ id }) => contact.groups.includes(id))
  return [mine.map(({ number }) => number).join(',') || '0']
}
