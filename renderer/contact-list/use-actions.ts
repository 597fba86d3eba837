import { useState } from 'react'
import type { Account, Privacy } from '../../app/account.ts'
import type { Contact, ContactNote } from '../../app/contact.ts'
import { historyIdOf } from '../../app/history.ts'
import type { CallArgs, CallName, CallValue, ContactImportSummary } from '../../app/ipc.ts'
import type { OwnPresence } from '../../app/presence.ts'
import type { Reason, Result } from '../../app/reasons.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { copyText } from '../ui/copy-text.ts'

/** How thoroughly somebody is deleted: from the list, from all lists, or from the list and blocked. */
export type Deletion = 'only' | 'forget' | 'block'

/** Some of what the user notes about a person. */
export type NoteChange = Partial<Pick<ContactNote, 'alias' | 'note' | 'favourite'>>

/** Out of one group (null: of none) and into another (null: into none). */
export type Move = readonly [from: string | null, to: string | null]

/** Everything that the window does for its account. What fails is shown at the top of the list. */
export interface Actions {
  readonly failure: { readonly reason: Reason; readonly detail?: string | undefined } | null
  /** A sentence about something that worked and does not show. */
  readonly notice: string | null
  /** What the last import did, until it is put away. */
  readonly imported: ContactImportSummary | null
  readonly clear: () => void
  readonly open: (contact: Contact) => void
  /** Resolves with the answer, which the dialog shows itself. */
  readonly add: (address: string, more: { groupId?: string; message?: string }) => Promise<Result<null>>
  readonly remove: (contact: Contact, how: Deletion) => void
  readonly setBlocked: (contact: Contact, blocked: boolean) => void
  readonly accept: (contact: Contact, alsoAdd: boolean) => void
  readonly decline: (contact: Contact) => void
  readonly note: (contact: Contact, change: NoteChange) => void
  /** What the contact card changed: the note, if not null, and groups as pairs of from and to. */
  readonly saveCard: (contact: Contact, change: NoteChange | null, moves: readonly Move[]) => void
  readonly copyAddress: (contact: Contact) => void
  readonly writeMail: (contact: Contact) => void
  /** Everything that was said with somebody; null: with anybody, in this account. */
  readonly showHistory: (contact: Contact | null) => void
  /** Makes a group and, given somebody, moves him there. Resolves with the answer, which the dialog shows itself. */
  readonly createGroup: (name: string, first: Contact | null, from: string | null) => Promise<Result<string>>
  readonly renameGroup: (groupId: string, name: string) => void
  readonly removeGroup: (groupId: string) => void
  /** Out of one group (null: of none) and into another (null: into none). */
  readonly move: (contact: Contact, from: string | null, to: string | null) => void
  readonly setPrivacy: (change: Partial<Privacy>) => void
  readonly signOutPlace: (placeId: string | null) => void
  readonly exportContacts: () => void
  readonly importContacts: () => void
  readonly cancelImport: () => void
  readonly setName: (name: string) => void
  readonly setPersonalMessage: (text: string) => void
  readonly setPresence: (presence: OwnPresence) => void
  readonly reconnect: () => void
  readonly signOut: () => void
  readonly changeSettings: (patch: Partial<Settings>) => void
}

/** The actions for one account. */
export function useActions({ id }: Account): Actions {
  const [failure, setFailure] = useState<Actions['failure']>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const [imported, setImported] = useState<ContactImportSummary | null>(null)

  const clear = () => {
    setFailure(null)
    setNotice(null)
    setImported(null)
  }
  /** Makes some calls, one after the other, as long as they succeed. */
  const attempt = (...steps: readonly (() => Promise<Result<unknown>>)[]): void => {
    clear()
    void (async () => {
      for (const step of steps) {
        const result = await step()
        if (!result.ok) return setFailure(result)
      }
    })()
  }
  const ask = <K extends CallName>(name: K, ...args: CallArgs<K>): void => attempt(() => call(name, ...args))
  const then = async <K extends CallName>(
    onValue: (value: CallValue<K>) => void,
    name: K,
    ...args: CallArgs<K>
  ): Promise<Result<CallValue<K>>> => {
    const result = await call(name, ...args)
    if (result.ok) onValue(result.value)
    return result
  }
  return {
    failure,
    notice,
    imported,
    clear,
    open: ({ address }) => {
      let conversation = ''
      attempt(
        () => then((value) => (conversation = value), 'openConversation', id, address),
        () => call('showConversation', conversation),
      )
    },
    add: (address, more) => call('addContact', id, address, more),
    remove: ({ address, lists }, how) => {
      const remove = () => call('removeContact', id, address, how === 'only' ? {} : { [how]: true })
      // Who has us in the list and is forgotten would seem to have just added us.
      const decline = () => call('declineContact', id, address)
      attempt(...(how === 'forget' && (lists.reverse || lists.pending) ? [decline, remove] : [remove]))
    },
    setBlocked: ({ address }, blocked) => ask(blocked ? 'blockContact' : 'allowContact', id, address),
    accept: ({ address }, alsoAdd) => {
      const allow = () => call('allowContact', id, address)
      attempt(...(alsoAdd ? [allow, () => call('addContact', id, address, {})] : [allow]))
    },
    decline: ({ address }) => ask('declineContact', id, address),
    note: ({ address }, change) => ask('noteContact', id, address, change),
    saveCard: ({ address }, change, moves) =>
      attempt(
        ...(change === null ? [] : [() => call('noteContact', id, address, change)]),
        ...moves.map(
          ([from, to]) =>
            () =>
              call('moveContact', id, address, from, to),
        ),
      ),
    copyAddress: ({ address }) => {
      clear()
      copyText(address)
      setNotice(t('contact.address-copied'))
    },
    writeMail: ({ address }) => ask('openLink', `mailto:${encodeURIComponent(address).replace('%40', '@')}`),
    showHistory: (contact) =>
      ask('showHistory', {
        accountId: id,
        ...(contact === null ? {} : { historyId: historyIdOf(contact.address) }),
      }),
    createGroup: async (name, first, from) => {
      const group = await call('createGroup', id, name)
      if (group.ok && first !== null) ask('moveContact', id, first.address, from, group.value)
      return group
    },
    renameGroup: (groupId, name) => ask('renameGroup', id, groupId, name),
    removeGroup: (groupId) => ask('removeGroup', id, groupId),
    move: ({ address }, from, to) => ask('moveContact', id, address, from, to),
    setPrivacy: (change) => ask('setPrivacy', id, change),
    signOutPlace: (placeId) => ask('signOutPlace', id, placeId),
    exportContacts: () =>
      attempt(() => then((saved) => saved && setNotice(t('transfer.exported')), 'exportContacts', id)),
    importContacts: () => attempt(() => then(setImported, 'importContacts', id)),
    cancelImport: () => ask('cancelContactImport', id),
    setName: (name) => ask('setFriendlyName', id, name),
    setPersonalMessage: (text) => ask('setPersonalMessage', id, text),
    setPresence: (presence) => ask('setPresence', id, presence),
    reconnect: () => ask('reconnect', id),
    signOut: () => ask('signOut', id),
    changeSettings: (patch) => ask('changeSettings', patch),
  }
}
