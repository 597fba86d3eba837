import type { MenuItemConstructorOptions } from 'electron'
import type { Account, AccountId } from '../../app/account.ts'
import { ownPresences, type OwnPresence } from '../../app/presence.ts'
import type { State } from '../../app/state.ts'
import { accountName } from './account-name.ts'
import { hasContactList } from './front.ts'
import type { Strings } from './strings.ts'

/** What the tray's menu can do. */
export interface TrayActions {
  open(): void
  showContactList(accountId: AccountId): void
  showHistory(): void
  showSettings(): void
  setPresence(accountId: AccountId, presence: OwnPresence): void
  reconnect(accountId: AccountId): void
  signOut(accountId: AccountId): void
  quit(): void
}

/** Statuses that a person chooses; `idle` the program sets. */
const choices = ownPresences.filter((presence) => presence !== 'idle')

/** The tray's menu: open, what each account in use can do, the history and the settings, quit. */
export function trayMenu(state: State, actions: TrayActions, strings: Strings): MenuItemConstructorOptions[] {
  const accounts = Object.values(state.accounts).filter(hasContactList)
  // Where several are in use the network is named, too: the same address may exist on two.
  const name = (account: Account) =>
    accounts.length > 1 ? accountName(state, account, strings) : account.address
  return [
    { id: 'open', label: strings.open, click: () => actions.open() },
    { type: 'separator' },
    ...(accounts.length === 0
      ? [{ label: strings.notSignedIn, enabled: false }]
      : accounts.flatMap((account) => accountItems(account, name(account), actions, strings))),
    { type: 'separator' },
    { id: 'history', label: strings.history, click: () => actions.showHistory() },
    { id: 'settings', label: strings.settings, click: () => actions.showSettings() },
    { id: 'quit', label: strings.quit, click: () => actions.quit() },
  ]
}

function accountItems(
  account: Account,
  name: string,
  actions: TrayActions,
  strings: Strings,
): MenuItemConstructorOptions[] {
  const { id, connection } = account
  return [
    {
      id,
      label: connection.state === 'reconnecting' ? strings.reconnecting(name) : name,
      submenu: [
        { id: `${id} open`, label: strings.openContacts, click: () => actions.showContactList(id) },
        { type: 'separator' },
        ...(connection.state === 'reconnecting'
          ? [{ id: `${id} reconnect`, label: strings.tryNow, click: () => actions.reconnect(id) }]
          : statuses(account, actions, strings)),
      ],
    },
    { id: `${id} sign-out`, label: strings.signOut(name), click: () => actions.signOut(id) },
  ]
}

const statuses = (
  { id, me }: Account,
  actions: TrayActions,
  strings: Strings,
): MenuItemConstructorOptions[] =>
  choices.map((presence) => ({
    id: `${id} ${presence}`,
    label: strings.presences[presence],
    type: 'radio',
    checked: me.presence === presence,
    click: () => actions.setPresence(id, presence),
  }))
