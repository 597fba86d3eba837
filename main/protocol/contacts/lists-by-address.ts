import type { Group } from '../../../app/contact.ts'
import {
  encodeName,
  decodeName,
  formatList,
  parseCount,
  parseGroupIds,
  parseList,
  parseListBits,
  required,
  withoutVersion,
  type ListDialect,
} from './list-dialect.ts'

/** The group of those who are in no group; every account has it. */
const otherContacts = '0'

const group = (id: string | undefined, name: string | undefined): Group => ({
  id: required(id, 'the id of a group'),
  name: decodeName(name) ?? '',
})

/**
 * Whether a sloppy server left the name of a contact empty. Of two numbers the first is then the lists, with the
 * forward list among them, and the second is groups: it cannot be the lists, because nobody is on none of them and
 * groups would follow the forward list.
 */
const isNameless = ([first = '', second, third]: readonly string[]): boolean =>
  second === undefined || (third === undefined && isOdd(first) && (isOdd(second) || /^0$|,/.test(second)))

const isOdd = (word: string): boolean => /^\d*[13579]$/.test(word)

/** Contact lists in dialects 8 and 9: contacts are named by address, groups by number, answers carry a version. */
export const listsByAddress: ListDialect = {
  syncParams: ['0'],
  answersPending: false,

  // S: SYN trid version contacts groups
  parseCounts: ([, contacts, groups]) => ({ contacts: parseCount(contacts), groups: parseCount(groups) }),

  // S: LST address name lists {group,group}
  parseContact([address, ...words]) {
    const [name, bits, groups] = isNameless(words) ? [undefined, ...words] : words
    return {
      address: required(address, 'the address of a contact'),
      guid: null,
      name: decodeName(name),
      lists: parseListBits(bits),
      groupIds: parseGroupIds(groups).filter((id) => id !== otherContacts),
      network: 1,
      inviteMessage: '',
    }
  },

  // S: LSG id name 0
  parseGroup: ([id, name]) => (id === otherContacts ? null : group(id, name)),

  // S: ADD trid list version address name {group}
  parseAddition([list, ...rest]) {
    const [address, name, groupId] = withoutVersion(rest)
    return {
      list: parseList(list),
      address: required(address, 'the address of a contact'),
      guid: null,
      name: decodeName(name),
      groupId: groupId === undefined || groupId === otherContacts ? null : groupId,
    }
  },

  // S: REM trid list version address {group}
  parseRemoval([list, ...rest]) {
    const [address, groupId] = withoutVersion(rest)
    return {
      list: parseList(list),
      address: required(address, 'the address of a contact'),
      guid: null,
      groupId: groupId ?? null,
    }
  },

  // S: ADG trid version name id 0
  parseGroupAdded: ([, name, id]) => group(id, name),

  // S: REG trid version id name 0
  parseGroupRenamed: ([, id, name]) => group(id, name),

  // S: RMG trid version id
  parseGroupRemoved: ([, id]) => required(id, 'the id of a group'),

  // C: ADD trid list address name
  add: (list, address, name) => ['ADD', formatList(list), address, encodeName(name)],

  // C: REM trid list address
  remove: (list, { address }) => ['REM', formatList(list), address],

  // C: ADD trid FL address name group
  addToGroup: ({ address }, groupId) => ['ADD', 'FL', address, encodeName(address), groupId],

  // C: REM trid FL address group
  removeFromGroup: ({ address }, groupId) => ['REM', 'FL', address, groupId],

  // C: ADG trid name 0
  createGroup: (name) => ['ADG', name, '0'],

  // C: REG trid id name 0
  renameGroup: (id, name) => ['REG', id, name, '0'],

  // C: RMG trid id
  removeGroup: (id) => ['RMG', id],

  // C: REA trid address name
  rename: (address, name) => ['REA', address, name],
}
