import type { Group } from '../../../app/contact.ts'
import {
  encodeName,
  decodeName,
  formatList,
  parseCount,
  parseGroupIds,
  parseList,
  parseListBits,
  parseNetwork,
  required,
  type ContactKey,
  type ListDialect,
} from './list-dialect.ts'

/** Words such as `N=bob@example.com`, in any order, and the words without a name after them. */
interface NamedWords {
  readonly address: string | undefined
  readonly name: string | undefined
  readonly guid: string | undefined
  readonly rest: readonly string[]
}

function parseNamed(params: readonly string[]): NamedWords {
  const find = (name: string): string | undefined => params.find((word) => word.startsWith(name))?.slice(2)
  return {
    address: find('N='),
    name: find('F='),
    guid: find('C='),
    rest: params.filter((word) => !/^[NFC]=/.test(word)),
  }
}

const isGuid = (word: string): boolean => /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(word)

/** A word that is an address or an id: accounts that never moved to ids are named by address everywhere. */
const key = (word: string): ContactKey =>
  word.includes('@') ? { address: word, guid: null } : { address: null, guid: word }

/**
 * Servers differ in the words around a group's id and name. The id is known by its shape; the name stands before it,
 * or after it where the id comes first.
 */
function parseGroupWords(words: readonly string[]): Group {
  const found = words.findIndex(isGuid)
  const at = found < 0 ? 1 : found
  return {
    id: required(words[at], 'the id of a group'),
    name: decodeName(words[at === 0 ? 1 : at - 1]) ?? '',
  }
}

/**
 * Contact lists in dialects 10 to 12: contacts of the forward list and groups have an id.
 * `network`: whether `LST` has the number of a contact's network before the groups.
 */
export const listsByGuid = ({
  network,
  answersPending,
}: {
  network: boolean
  answersPending: boolean
}): ListDialect => ({
  syncParams: ['0', '0'],
  answersPending,

  // S: SYN trid version version contacts groups
  parseCounts: ([, , contacts, groups]) => ({ contacts: parseCount(contacts), groups: parseCount(groups) }),

  // S: LST N=address {F=name} {C=guid} lists {network} {group,group}
  parseContact(params) {
    const { address, name, guid, rest } = parseNamed(params)
    return {
      address: required(address, 'the address of a contact'),
      guid: guid ?? null,
      name: decodeName(name),
      lists: parseListBits(rest[0]),
      groupIds: parseGroupIds(rest[network ? 2 : 1]),
      network: network ? parseNetwork(rest[1]) : 1,
      inviteMessage: '',
    }
  },

  // S: LSG name guid
  parseGroup: ([name, id]) => ({ id: required(id, 'the id of a group'), name: decodeName(name) ?? '' }),

  // S: ADC trid list {N=address} {F=name} {C=guid} {group}
  parseAddition([list, ...words]) {
    const { address, name, guid, rest } = parseNamed(words)
    if (address === undefined) required(guid, 'the address of a contact')
    return {
      list: parseList(list),
      address: address ?? null,
      guid: guid ?? null,
      name: decodeName(name),
      groupId: rest[0] ?? null,
    }
  },

  // S: REM trid list guid|address {group}
  parseRemoval([list, contact, groupId]) {
    return { list: parseList(list), ...key(required(contact, 'a contact')), groupId: groupId ?? null }
  },

  // S: ADG trid name guid {0}
  parseGroupAdded: parseGroupWords,

  // S: REG trid guid name    or    REG trid 1 name guid 0
  parseGroupRenamed: parseGroupWords,

  // S: RMG trid {1} guid
  parseGroupRemoved: (words) => required(words.find(isGuid) ?? words.at(-1), 'the id of a group'),

  // C: ADC trid list N=address {F=name}
  add: (list, address, name) => [
    'ADC',
    formatList(list),
    `N=${address}`,
    ...(list === 'forward' ? [`F=${encodeName(name)}`] : []),
  ],

  // C: REM trid FL guid    or    REM trid list address
  remove: (list, { address, guid }) => [
    'REM',
    formatList(list),
    list === 'forward' ? (guid ?? address) : address,
  ],

  // C: ADC trid FL C=guid group
  addToGroup: ({ address, guid }, groupId) => [
    'ADC',
    'FL',
    guid === null ? `N=${address}` : `C=${guid}`,
    groupId,
  ],

  // C: REM trid FL guid group
  removeFromGroup: ({ address, guid }, groupId) => ['REM', 'FL', guid ?? address, groupId],

  // C: ADG trid name
  createGroup: (name) => ['ADG', name],

  // C: REG trid guid name
  renameGroup: (id, name) => ['REG', id, name],

  // C: RMG trid guid
  removeGroup: (id) => ['RMG', id],

  // C: PRP trid MFN name
  rename: (_address, name) => ['PRP', 'MFN', name],
})
