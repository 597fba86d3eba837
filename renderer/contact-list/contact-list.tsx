import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Account, AccountId } from '../../app/account.ts'
import { awaitsAnswer, type Contact } from '../../app/contact.ts'
import type { HistoryProblem } from '../../app/history.ts'
import type { Network } from '../../app/networks.ts'
import type { Settings } from '../../app/settings.ts'
import { HistoryProblemAlert } from '../keeping/history-problem-alert.tsx'
import { t } from '../strings/strings.ts'
import { networkName as nameOfNetwork } from '../ui/account-marks.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { useHistoryKey } from '../ui/use-history-key.ts'
import { AccountBar } from './account-bar.tsx'
import { AddedYou } from './added-you.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import './contact-list.css'
import { ContactTree } from './contact-tree.tsx'
import { Dialogs, type OpenDialog } from './dialogs.tsx'
import { EmptyList } from './empty-list.tsx'
import { Header } from './header.tsx'
import { PeopleInOrder } from './people.ts'
import { rowsOf, type ContactLine, type Row } from './rows.ts'
import { SearchRow } from './search-row.tsx'
import { Strips } from './strips.tsx'
import { treeHandlers } from './tree-handlers.ts'
import { useActions } from './use-actions.ts'

interface Props {
  readonly account: Account
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly networks: readonly Network[]
  readonly settings: Settings
  readonly problem: HistoryProblem | null
}

/** The whole contact-list window of an account. */
export function ContactList({ account, accounts, networks, settings, problem }: Props) {
  const [query, setQuery] = useState('')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const toList = useCallback(() => (tree.current ?? search.current)?.focus(), [])
  // The arrow keys and typing work at once when the window opens; that they do shows with the first key.
  useEffect(() => {
    if (document.activeElement === document.body)
      tree.current?.focus({ focusVisible: false, preventScroll: true })
  }, [])
  const actions = useActions(account)
  useHistoryKey(() => actions.showHistory(null))
  const { people, rows } = useRows(account, settings, query)
  const waiting = useWaiting(account)
  const networkName = nameOfNetwork(networks, account.networkId)
  const several = Object.keys(accounts).length > 1
  useTitle(account.me.name, several ? networkName : null)

  const connected = account.connection.state === 'signed-in'
  const show = (next: OpenDialog) => {
    actions.clear()
    setDialog(next)
  }
  const add = () => show({ kind: 'add', groupId: null })
  return (
    <main className="list-window">
      <AccountBar {...{ account, accounts, networks }} onSignOut={actions.signOut} />
      <Header account={account} settings={settings} actions={actions} onDialog={show} />
      <HistoryProblemAlert problem={problem} />
      <ConnectionBanner connection={account.connection} actions={actions} />
      <Strips {...{ account, networkName, settings, actions }} />
      <AddedYou waiting={waiting} actions={actions} onLeave={toList} />
      <SearchRow
        ref={search}
        query={query}
        found={query === '' ? 0 : numberFound(rows)}
        connected={connected}
        onChange={setQuery}
        onDown={() => tree.current?.focus()}
        onEnter={() => {
          const first = rows.find(isContact)
          if (query !== '' && first !== undefined) actions.open(first.person.contact)
        }}
        onAdd={add}
      />
      {rows.length === 0 || (people.length === 0 && account.groups.length === 0) ? (
        <EmptyList searching={people.length > 0} onAdd={add} />
      ) : (
        <ContactTree
          ref={tree}
          rows={rows}
          emoticons={settings.emoticons}
          connected={connected}
          on={treeHandlers({
            ...{ account, actions, rows },
            folded: settings.foldedGroups,
            onDialog: show,
            onType: (text) => {
              setQuery(text)
              search.current?.focus()
            },
          })}
        />
      )}
      {dialog !== null && (
        <Dialogs open={dialog} {...{ account, networkName, actions }} onClose={() => setDialog(null)} />
      )}
    </main>
  )
}

function useRows(account: Account, settings: Settings, query: string) {
  const [order] = useState(() => new PeopleInOrder())
  const { contactOrder, offlineContacts, foldedGroups: folded } = settings
  const people = order.update(account.contacts, account.contactNotes, contactOrder)
  const rows = useMemo(
    () =>
      rowsOf(account.groups, people, {
        ...{ accountId: account.id, folded, query },
        ...{ order: contactOrder, offline: offlineContacts },
      }),
    [account.id, account.groups, people, contactOrder, offlineContacts, folded, query],
  )
  return { people, rows }
}

/**
 * Who added us and waits for an answer, in the order in which they came, so that nobody takes another one's place
 * under the pointer; nobody where the user does not want to be asked or an answer could not be sent.
 */
function useWaiting({ contacts, contactNotes, privacy, connection }: Account): readonly Contact[] {
  const asks = privacy.askWhenAdded && connection.state === 'signed-in'
  return useMemo(
    () =>
      asks
        ? Object.values(contacts).filter(
            (contact) => awaitsAnswer(contact) && awaitsAnswer(contact, contactNotes[contact.address]),
          )
        : [],
    [contacts, contactNotes, asks],
  )
}

function useTitle(name: string, network: string | null): void {
  useEffect(() => {
    document.title =
      network === null
        ? t('contact-list.title', { name: oneLine(name) })
        : t('accounts.title', { name: oneLine(name), network: oneLine(network) })
  }, [name, network])
}

const isContact = (row: Row): row is ContactLine => row.kind === 'contact'

/** Who stands in several groups counts once. */
const numberFound = (rows: readonly Row[]): number =>
  new Set(rows.filter(isContact).map(({ person }) => person)).size
