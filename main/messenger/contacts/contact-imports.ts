import type { AccountId } from '../../../app/account.ts'
import { addressKey, noLists, noNote, type Lists } from '../../../app/contact.ts'
import type { ContactImportSummary } from '../../../app/ipc.ts'
import type { Reason } from '../../../app/reasons.ts'
import type { ContactEditor } from '../../protocol/contacts/contact-editor.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { FiledContact } from './contact-list-file.ts'
import type { ContactNotes } from './contact-notes.ts'
import type { MessengerOptions } from '../options.ts'
import { explain, Refusal } from '../reasons.ts'
import { untilSignedIn } from '../signed-in.ts'

/** What imports need. */
export interface ContactImportsOptions {
  readonly messenger: Pick<MessengerOptions, 'store' | 'clock' | 'log'>
  readonly accounts: Pick<Accounts, 'session'>
  readonly notes: ContactNotes
}

/** Between two contacts that are added, in milliseconds: servers drop who asks for much at once. */
export const importPaceMs = 200

/** After a server said "too fast" or "busy"; so often for one contact. */
const restMs = 10_000
const maxRests = 3

/** Adds the contacts of a file to an account, one after the other; what is there already stays as it is. */
export class ContactImports {
  readonly #options: ContactImportsOptions
  readonly #running = new Map<AccountId, AbortController>()

  constructor(options: ContactImportsOptions) {
    this.#options = options
  }

  /** Progress is in the state. What could not be added is named with its reason. @throws Refusal while another runs */
  async run(accountId: AccountId, contacts: readonly FiledContact[]): Promise<ContactImportSummary> {
    this.#options.accounts.session(accountId)
    if (this.#running.has(accountId)) throw new Refusal('not-available')
    const abort = new AbortController()
    this.#running.set(accountId, abort)
    try {
      return await this.#addAll(accountId, contacts, abort.signal)
    } finally {
      this.#running.delete(accountId)
      this.#publish(accountId, null)
    }
  }

  /** Ends an import after the contact that it is at. */
  cancel(accountId: AccountId): void {
    this.#running.get(accountId)?.abort()
  }

  async #addAll(
    accountId: AccountId,
    contacts: readonly FiledContact[],
    signal: AbortSignal,
  ): Promise<ContactImportSummary> {
    const refused: { address: string; reason: Reason }[] = []
    let added = 0
    let alreadyThere = 0
    for (const [at, contact] of contacts.entries()) {
      if (signal.aborted) break
      this.#publish(accountId, { done: at, total: contacts.length })
      try {
        if (await this.#addPatiently(accountId, contact, signal)) added++
        else alreadyThere++
      } catch (error) {
        refused.push({ address: contact.address, reason: this.#reasonOf(error) })
      }
    }
    return { added, alreadyThere, refused }
  }

  /** Also over links that are lost and come back. */
  async #addPatiently(accountId: AccountId, contact: FiledContact, signal: AbortSignal): Promise<boolean> {
    for (let rests = 0; ; rests++) {
      try {
        return await this.#add(accountId, contact)
      } catch (error) {
        if (await this.#cameBack(accountId, signal)) continue
        const { reason } = explain(error)
        if (rests === maxRests || (reason !== 'too-fast' && reason !== 'server-busy')) throw error
        await this.#pause(restMs)
      }
    }
  }

  /** Whether a link was lost that is there again now; false as well when the user does not wait for it. */
  async #cameBack(accountId: AccountId, signal: AbortSignal): Promise<boolean> {
    if (this.#account(accountId).connection.state !== 'reconnecting') return false
    const cancelled = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    )
    if (!signal.aborted)
      await Promise.race([untilSignedIn(this.#options.messenger.store, accountId), cancelled])
    return !signal.aborted
  }

  /** Whether anything was missing. */
  async #add(accountId: AccountId, contact: FiledContact): Promise<boolean> {
    const address = addressKey(contact.address)
    if (address === addressKey(this.#account(accountId).address)) return false
    const lists = this.#listsOf(accountId, address)
    const wants = (list: 'forward' | 'allow' | 'block'): boolean =>
      contact.lists.includes(list) && !lists[list]
    const changed = wants('forward') || wants('block') || (wants('allow') && !lists.block)
    const editor = (): ContactEditor => this.#options.accounts.session(accountId).server.contacts
    if (wants('block')) await editor().block(address)
    else if (wants('allow') && !lists.block && !wants('forward')) await editor().allow(address)
    if (wants('forward')) await this.#addToList(accountId, editor(), contact)
    this.#note(accountId, contact)
    if (changed) await this.#pause(importPaceMs)
    return changed
  }

  async #addToList(accountId: AccountId, editor: ContactEditor, contact: FiledContact): Promise<void> {
    const groupIds: string[] = []
    for (const name of contact.groups) groupIds.push(await this.#groupOf(accountId, editor, name))
    const [groupId = null, ...others] = groupIds
    await editor.add(contact.address, { groupId, message: '' })
    for (const other of others) await editor.addToGroup(contact.address, other)
  }

  /** The id of the group with this name, which is made when there is none. */
  async #groupOf(accountId: AccountId, editor: ContactEditor, name: string): Promise<string> {
    const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase()
    const known = this.#account(accountId).groups.find((group) => same(group.name))
    return known?.id ?? editor.createGroup(name)
  }

  /** What the user noted here counts more than what a file says. */
  #note(accountId: AccountId, { address, alias, note, favourite }: FiledContact): void {
    const known = this.#account(accountId).contactNotes[addressKey(address)] ?? noNote
    const change = {
      alias: known.alias || alias,
      note: known.note || note,
      favourite: known.favourite || favourite,
    }
    const news = change.alias !== known.alias || change.note !== known.note
    if (news || change.favourite !== known.favourite) this.#options.notes.change(accountId, address, change)
  }

  #listsOf(accountId: AccountId, address: string): Lists {
    return this.#account(accountId).contacts[address]?.lists ?? noLists
  }

  #account(accountId: AccountId) {
    const account = this.#options.messenger.store.state.accounts[accountId]
    if (account === undefined) throw new Refusal('not-signed-in')
    return account
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#options.messenger.clock.after(milliseconds, resolve))
  }

  #reasonOf(error: unknown): Reason {
    const { reason } = explain(error)
    if (reason === 'unexpected') this.#options.messenger.log?.('a contact could not be imported', error)
    return reason
  }

  #publish(accountId: AccountId, progress: { readonly done: number; readonly total: number } | null): void {
    this.#options.messenger.store.publish({ type: 'contact-import-changed', accountId, progress })
  }
}
