import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { CallArgs, CallName } from '../../app/ipc.ts'
import type { OwnPresence } from '../../app/presence.ts'
import type { Reason, Result } from '../../app/reasons.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'

/** Everything that the window does for its account. What fails is shown at the top of the list. */
export interface Actions {
  readonly failure: { readonly reason: Reason; readonly detail?: string | undefined } | null
  readonly clearFailure: () => void
  readonly open: (contact: Contact) => void
  /** Resolves with the answer, which the dialog shows itself. */
  readonly add: (address: string) => Promise<Result<null>>
  readonly remove: (contact: Contact) => void
  readonly setBlocked: (contact: Contact, blocked: boolean) => void
  readonly accept: (contact: Contact, alsoAdd: boolean) => void
  readonly setName: (name: string) => void
  readonly setPersonalMessage: (text: string) => void
  readonly setPresence: (presence: OwnPresence) => void
  readonly signOut: () => void
  readonly fold: (group: string, fold: boolean, folded: readonly string[]) => void
  readonly changeSettings: (patch: Partial<Settings>) => void
}

/** The actions for one account. */
export function useActions({ id }: Account): Actions {
  const [failure, setFailure] = useState<Actions['failure']>(null)

  const tried = async <K extends CallName>(name: K, ...args: CallArgs<K>) => {
    const result = await call(name, ...args)
    if (!result.ok) setFailure(result)
    return result
  }
  const attempt = <K extends CallName>(name: K, ...args: CallArgs<K>): void => {
    setFailure(null)
    void tried(name, ...args)
  }
  const open = async ({ address }: Contact): Promise<void> => {
    setFailure(null)
    const conversation = await tried('openConversation', id, address)
    if (conversation.ok) await tried('showConversation', conversation.value)
  }
  const accept = async ({ address }: Contact, alsoAdd: boolean): Promise<void> => {
    setFailure(null)
    const allowed = await tried('allowContact', id, address)
    if (allowed.ok && alsoAdd) await tried('addContact', id, address)
  }
  return {
    failure,
    clearFailure: () => setFailure(null),
    open: (contact) => void open(contact),
    add: (address) => call('addContact', id, address),
    remove: ({ address }) => attempt('removeContact', id, address),
    setBlocked: ({ address }, blocked) => attempt(blocked ? 'blockContact' : 'allowContact', id, address),
    accept: (contact, alsoAdd) => void accept(contact, alsoAdd),
    setName: (name) => attempt('setFriendlyName', id, name),
    setPersonalMessage: (text) => attempt('setPersonalMessage', id, text),
    setPresence: (presence) => attempt('setPresence', id, presence),
    signOut: () => attempt('signOut', id),
    fold: (group, fold, folded) => {
      const others = folded.filter((each) => each !== group)
      attempt('changeSettings', { foldedGroups: fold ? [...others, group].slice(-200) : others })
    },
    changeSettings: (patch) => attempt('changeSettings', patch),
  }
}
