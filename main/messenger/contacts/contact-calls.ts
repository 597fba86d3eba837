import type { AccountId } from '../../../app/account.ts'
import type { MessengerCalls } from '../../../app/ipc.ts'
import type { ContactEditor } from '../../protocol/contacts/contact-editor.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { CallRunner } from '../calls.ts'
import type { ContactImports } from './contact-imports.ts'
import type { ContactNotes } from './contact-notes.ts'
import { Refusal } from '../reasons.ts'

/** The calls about the people of an account, and their groups. */
export type ContactCalls = Pick<
  MessengerCalls,
  | 'addContact'
  | 'removeContact'
  | 'allowContact'
  | 'blockContact'
  | 'declineContact'
  | 'noteContact'
  | 'createGroup'
  | 'renameGroup'
  | 'removeGroup'
  | 'moveContact'
  | 'cancelContactImport'
>

/** What these calls need. */
export interface ContactCallsOptions {
  readonly calls: CallRunner
  readonly accounts: Accounts
  readonly notes: ContactNotes
  readonly imports: ContactImports
}

/** Changes of the contact list, each with the server's consent. */
export function contactCalls({ calls, accounts, notes, imports }: ContactCallsOptions): ContactCalls {
  const contacts = (accountId: AccountId): ContactEditor => accounts.session(accountId).server.contacts
  return {
    addContact: (accountId, address, { groupId = null, message = '' }) =>
      calls.do(async () => {
        await contacts(accountId).add(address, { groupId, message })
        notes.declined(accountId, address, false)
      }),
    removeContact: (accountId, address, { forget = false, block = false }) =>
      calls.do(async () => {
        if (block) await contacts(accountId).block(address)
        await contacts(accountId).remove(address, { forget: forget && !block })
      }),
    allowContact: (accountId, address) =>
      calls.do(async () => {
        await contacts(accountId).allow(address)
        notes.declined(accountId, address, false)
      }),
    blockContact: (accountId, address) => calls.do(() => contacts(accountId).block(address)),
    declineContact: (accountId, address) =>
      calls.do(async () => {
        await contacts(accountId).decline(address)
        notes.declined(accountId, address, true)
      }),
    noteContact: (accountId, address, change) =>
      calls.do(() => {
        if (!notes.change(accountId, address, change)) throw new Refusal('not-signed-in')
      }),
    createGroup: (accountId, name) => calls.attempt(() => contacts(accountId).createGroup(name)),
    renameGroup: (accountId, groupId, name) => calls.do(() => contacts(accountId).renameGroup(groupId, name)),
    removeGroup: (accountId, groupId) => calls.do(() => contacts(accountId).removeGroup(groupId)),
    moveContact: (accountId, address, from, to) =>
      calls.do(async () => {
        if (to !== null && to !== from) await contacts(accountId).addToGroup(address, to)
        if (from !== null && to !== from) await contacts(accountId).removeFromGroup(address, from)
      }),
    cancelContactImport: (accountId) => calls.do(() => imports.cancel(accountId)),
  }
}
