import type { Privacy } from '../../../app/account.ts'

/**
 * What can be done with an account's lists, whatever the dialect does for it. Every change is reported as an event
 * before its promise resolves. Requests reject with ServerError, SoapFaultError, TimeoutError or ClosedError. What
 * already is as it should be is a success and is not asked for again.
 */
export interface ContactEditor {
  /**
   * Puts somebody on the forward list and, unless blocked, on the allow list; who waited for an answer is accepted.
   * `message`: nothing is sent of it where the dialect has none.
   */
  add(address: string, options: { readonly groupId: string | null; readonly message: string }): Promise<void>
  /** Takes somebody off the forward list; `forget`: off the allow and block lists, too. */
  remove(address: string, options: { readonly forget: boolean }): Promise<void>
  /** Off the block list, onto the allow list; who waited for an answer is accepted. */
  allow(address: string): Promise<void>
  block(address: string): Promise<void>
  /** Whoever waited for an answer does not any more; nothing is allowed. */
  decline(address: string): Promise<void>
  /** Resolves with the group's id. */
  createGroup(name: string): Promise<string>
  renameGroup(id: string, name: string): Promise<void>
  /** The contacts in it stay on the forward list. */
  removeGroup(id: string): Promise<void>
  addToGroup(address: string, groupId: string): Promise<void>
  removeFromGroup(address: string, groupId: string): Promise<void>
  setPrivacy(change: Partial<Privacy>): Promise<void>
}
