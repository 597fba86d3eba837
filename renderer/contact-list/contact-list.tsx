import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Account } from '../../app/account.ts'
import { awaitsAnswer, type Contact } from '../../app/contact.ts'
import type { Settings } from '../../app/settings.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { AddContactDialog } from './add-contact-dialog.tsx'
import { AddedYou } from './added-you.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import './contact-list.css'
import { ContactTree } from './contact-tree.tsx'
import { DeleteContactDialog } from './delete-contact-dialog.tsx'
import { EmptyList } from './empty-list.tsx'
import { Header } from './header.tsx'
import { listedByName, rowsOf } from './rows.ts'
import { SearchRow } from './search-row.tsx'
import { useActions } from './use-actions.ts'

interface Props {
  readonly account: Account
  readonly settings: Settings
}

/** The whole contact-list window of an account. */
export function ContactList({ account, settings }: Props) {
  const [query, setQuery] = useState('')
  const [adding, setAdding] = useState(false)
  const [deleting, setDeleting] = useState<Contact | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const toList = useCallback(() => (tree.current ?? search.current)?.focus(), [])
  // The arrow keys and typing work at once when the window opens; that they do shows with the first key.
  useEffect(() => {
    if (document.activeElement === document.body) tree.current?.focus({ focusVisible: false })
  }, [])
  const actions = useActions(account)
  const { showOffline, foldedGroups: folded } = settings
  const listed = useMemo(() => listedByName(account.contacts), [account.contacts])
  const waiting = useMemo(() => Object.values(account.contacts).filter(awaitsAnswer), [account.contacts])
  const rows = useMemo(
    () => rowsOf(account.groups, listed, { showOffline, folded, query }),
    [account.groups, listed, showOffline, folded, query],
  )
  const found = rows.filter(({ kind }) => kind === 'contact').length
  useEffect(() => {
    document.title = t('contact-list.title', { name: oneLine(account.me.name) })
  }, [account.me.name])

  return (
    <main className="list-window">
      <Header account={account} settings={settings} actions={actions} onAdd={() => setAdding(true)} />
      <ConnectionBanner connection={account.connection} />
      {actions.failure !== null && (
        <Alert
          after={
            <IconButton label={t('action.close')} onClick={actions.clearFailure}>
              <Icon name="close" />
            </IconButton>
          }
        >
          {reasonSentence(actions.failure.reason, actions.failure.detail)}
        </Alert>
      )}
      <AddedYou waiting={waiting} actions={actions} onLeave={toList} />
      <SearchRow
        ref={search}
        query={query}
        found={found}
        onChange={setQuery}
        onDown={() => tree.current?.focus()}
        onEnter={() => {
          const first = rows.find((row) => row.kind === 'contact')
          if (query !== '' && first !== undefined) actions.open(first.contact)
        }}
        onAdd={() => setAdding(true)}
      />
      {listed.length === 0 || rows.length === 0 ? (
        <EmptyList searching={listed.length > 0} onAdd={() => setAdding(true)} />
      ) : (
        <ContactTree
          ref={tree}
          rows={rows}
          emoticons={settings.emoticons}
          onOpen={actions.open}
          onFold={(id, fold) => actions.fold(id, fold, folded)}
          onBlock={actions.setBlocked}
          onDelete={setDeleting}
          onType={(text) => {
            setQuery(text)
            search.current?.focus()
          }}
        />
      )}
      {adding && <AddContactDialog account={account} onAdd={actions.add} onClose={() => setAdding(false)} />}
      {deleting !== null && (
        <DeleteContactDialog
          contact={deleting}
          onDelete={() => actions.remove(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </main>
  )
}
