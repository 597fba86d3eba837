import type { Account, Group } from './account.ts'

/** Why a change of the groups was refused. */
export type GroupRefusal = 'no-such-group' | 'name-taken' | 'name-too-long' | 'too-many-groups'

/** What the answer to a change says. */
export type GroupResult =
  { readonly kind: 'done'; readonly group: Group } | { readonly kind: 'refused'; readonly why: GroupRefusal }

const maxGroups = 30

/** Longest name of a group in percent-encoded bytes. */
const maxNameBytes = 61

/** Adds a group; the account's groups are numbered from 1 on and a number is not used twice while others exist. */
export function addGroup(account: Account, name: string, id: string): GroupResult {
  const why = nameRefusal(account, name)
  if (why !== null) return { kind: 'refused', why }
  if (account.groups.length >= maxGroups) return { kind: 'refused', why: 'too-many-groups' }
  const group = { id, number: Math.max(0, ...account.groups.map(({ number }) => number)) + 1, name }
  account.groups = [...account.groups, group]
  return { kind: 'done', group }
}

/** Gives a group another name. */
export function renameGroup(account: Account, id: string, name: string): GroupResult {
  const group = account.groups.find((each) => each.id === id)
  if (group === undefined) return { kind: 'refused', why: 'no-such-group' }
  const why = group.name === name ? null : nameRefusal(account, name)
  if (why !== null) return { kind: 'refused', why }
  group.name = name
  return { kind: 'done', group }
}

/** Removes a group; its contacts stay on the forward list. */
export function removeGroup(account: Account, id: string): GroupResult {
  const group = account.groups.find((each) => each.id === id)
  if (group === undefined) return { kind: 'refused', why: 'no-such-group' }
  account.groups = account.groups.filter((each) => each !== group)
  for (const contact of account.contacts.values()) {
    contact.groups = contact.groups.filter((each) => each !== id)
  }
  return { kind: 'done', group }
}

function nameRefusal(account: Account, name: string): GroupRefusal | null {
  if (name === '' || encodeURIComponent(name.toWellFormed()).length > maxNameBytes) return 'name-too-long'
  return account.groups.some((group) => group.name === name) ? 'name-taken' : null
}
