import type { MenuItemConstructorOptions } from 'electron'
import type { Account, AccountId } from '../../app/account.ts'
import { ownPresences, type OwnPresence } from '../../app/presence.ts'
import type { State } from '../../app/state.ts'
import type { Strings } from './strings.ts'

/** What the tray's menu can do. */
export interface TrayActions {
  open(): void
  setPresence(accountId: AccountId, presence: OwnPresence): void
  signOut(accountId: AccountId): void
  quit(): void
}

/** Statuses that a person chooses; `idle` the program sets. */
const choices = ownPresences.filter((presence) => presence !== 'idle')

/** The tray's menu: open, the status and signing out of each account in use, quit. */
export function trayMenu(state: State, actions: TrayActions, strings: Strings): MenuItemConstructorOptions[] {
  const accounts = Object.values(state.accounts).filter(({ connection }) => connection.state === 'signed-in')
  return [
    { id: 'open', label: strings.open, click: () => actions.open() },
    { type: 'separator' },
    ...(accounts.length === 0
      ? [{ label: strings.notSignedIn, enabled: false }]
      : accounts.flatMap((account) => accountItems(account, actions, strings))),
    { type: 'separator' },
    { id: 'quit', label: strings.quit, click: () => actions.quit() },
  ]
}

function accountItems(
  { id, address, me }: Account,
  actions: TrayActions,
  strings: Strings,
): MenuItemConstructorOptions[] {
  const statuses = choices.map((presence) => ({
    id: `${id} ${presence}`,
    label: strings.presences[presence],
    type: 'radio' as const,
    checked: me.presence === presence,
    click: () => actions.setPresence(id, presence),
  }))
  return [
    { label: address, submenu: statuses },
    { id: `${id} sign-out`, label: strings.signOut(address), click: () => actions.signOut(id) },
  ]
}
