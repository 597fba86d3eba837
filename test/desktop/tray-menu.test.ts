import { describe, expect, it } from 'vitest'
import { initialState, reduce } from '../../app/state.ts'
import { automaticSignIns } from '../../main/automatic-sign-in.ts'
import { english } from '../../main/desktop/strings.ts'
import { trayMenu } from '../../main/desktop/tray-menu.ts'
import { localNetwork } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { alice, opened, reconnecting, signedIn } from './people.ts'

function actions() {
  const done: string[] = []
  return {
    done,
    open: () => done.push('open'),
    showContactList: (id: string) => done.push(`contacts of ${id}`),
    showHistory: () => done.push('history'),
    showSettings: () => done.push('settings'),
    reconnect: (id: string) => done.push(`reconnect ${id}`),
    setPresence: (id: string, presence: string) => done.push(`${id} ${presence}`),
    signOut: (id: string) => done.push(`sign out ${id}`),
    quit: () => done.push('quit'),
  }
}

describe('the tray’s menu', () => {
  it('offers the status and signing out of an account that is signed in', () => {
    const what = actions()
    const menu = trayMenu([opened, signedIn].reduce(reduce, initialState), what, english)
    expect(menu.map(({ label, type }) => label ?? type)).toEqual([
      'Open Papilio',
      'separator',
      'alice@example.com',
      'Sign out alice@example.com',
      'separator',
      'History',
      'Settings…',
      'Quit Papilio',
    ])
    const statuses = menu[2]?.submenu as { label: string; checked: boolean; click(): void }[]
    expect(statuses.filter(({ checked }) => checked).map(({ label }) => label)).toEqual(['Available'])
    statuses.find(({ label }) => label === 'Away')?.click()
    for (const item of menu) (item.click as (() => void) | undefined)?.()
    expect(what.done).toEqual([`${alice} away`, 'open', `sign out ${alice}`, 'history', 'settings', 'quit'])
  })

  it('says that a connection comes back, and offers to try at once', () => {
    const what = actions()
    const menu = trayMenu([opened, signedIn, reconnecting].reduce(reduce, initialState), what, english)
    expect(menu[2]?.label).toBe('alice@example.com: connecting again…')
    const items = menu[2]?.submenu as { label: string; click(): void }[]
    for (const item of items) item.click?.()
    expect(what.done).toEqual([`contacts of ${alice}`, `reconnect ${alice}`])
  })

  it('names the network where several accounts are in use', () => {
    const other = { ...opened, accountId: 'escargot/alice@example.com', networkId: 'escargot' }
    const state = [
      { type: 'networks-changed', networks: [...publicNetworks] } as const,
      opened,
      signedIn,
      other as typeof opened,
      { ...signedIn, accountId: other.accountId } as typeof signedIn,
    ].reduce(reduce, initialState)
    expect(trayMenu(state, actions(), english).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['alice@example.com (Local network)', 'Sign out alice@example.com (Escargot)']),
    )
  })

  it('says when nobody is signed in', () => {
    const menu = trayMenu(reduce(initialState, opened), actions(), english)
    expect(menu.map(({ label }) => label)).toContain('Not signed in')
  })
})

describe('automatic sign-in', () => {
  const network = localNetwork('127.0.0.1', 1863, 1864)
  const account = {
    id: alice,
    address: 'alice@example.com',
    networkId: 'local',
    presence: 'hidden' as const,
    passwordRemembered: true,
    signInAutomatically: true,
  }

  it('is asked for with what is remembered, and remembers again', () => {
    expect(automaticSignIns({ ...initialState, networks: [network], rememberedAccounts: [account] })).toEqual(
      [
        {
          network,
          address: 'alice@example.com',
          presence: 'hidden',
          rememberAccount: true,
          rememberPassword: true,
          signInAutomatically: true,
        },
      ],
    )
  })

  it.each([{ passwordRemembered: false }, { signInAutomatically: false }, { networkId: 'gone' }])(
    'is not asked for with %j',
    (change) => {
      const rememberedAccounts = [{ ...account, ...change }]
      expect(automaticSignIns({ ...initialState, networks: [network], rememberedAccounts })).toEqual([])
    },
  )
})
