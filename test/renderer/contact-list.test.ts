import { describe, expect, test } from 'vitest'
import { noLists, noNote } from '../../app/contact.ts'
import { failure, success } from '../../app/reasons.ts'
import { defaultSettings } from '../../app/settings.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { scrollsSideways } from '../support/axe.ts'
import {
  activeItem,
  accountId,
  callsOf,
  contactListWindow,
  items,
  people,
  tree,
} from '../support/contact-list-page.ts'
import { contact } from '../support/sample-state.ts'

const open = contactListWindow()

describe('the list', () => {
  test('shows groups with their numbers, a contact in each of its groups, and who is offline at the end', async () => {
    expect(await items((await open()).page)).toEqual([
      'Family, 1 of 1 online',
      'Bob, Available, hello',
      'Friends, 2 of 3 online',
      'Bob, Available, hello',
      'Carl, Away',
      'Other contacts, 1 of 1 online',
      'Emil, Busy',
      'Offline, 1',
      'Dora, Offline',
    ])
  })

  test('follows what happens to the contacts', async () => {
    const window = await open({ contacts: people.slice(0, 1), account: {} })
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: 'bob@x.org', presence: 'idle', name: 'Bobby' }],
    })
    await expect
      .poll(() => items(window.page))
      .toEqual(['Online, 1 of 1 online', 'Bobby, Idle, hello', 'Offline, 0'])
    await window.publish({ type: 'contact-removed', accountId: accountId, address: 'bob@x.org' })
    await expect.poll(() => window.page.getByText('Nobody is here yet.').count()).toBe(1)
  })

  test('is walked through with the keys; Enter opens the conversation', async () => {
    const conversation = `${accountId}>carl@x.org`
    const window = await open({ answers: { openConversation: () => success(conversation) } })
    await tree(window.page).focus()
    const { keyboard } = window.page
    for (let line = 0; line < 4; line++) await keyboard.press('ArrowDown')
    expect(await activeItem(window.page)).toBe('Carl, Away')
    await keyboard.press('Enter')
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['openConversation', accountId, 'carl@x.org'],
        ['showConversation', conversation],
      ])
    await keyboard.press('End')
    expect(await activeItem(window.page)).toBe('Dora, Offline')
    await keyboard.press('Home')
    expect(await activeItem(window.page)).toBe('Family, 1 of 1 online')
  })

  test('a double click opens the conversation, and what goes wrong is said', async () => {
    const window = await open({ answers: { openConversation: () => failure('not-signed-in') } })
    await window.page.getByText('Emil').dblclick()
    await expect
      .poll(() => window.page.getByRole('alert').allInnerTexts())
      .toEqual([reasonStrings.en['reason.not-signed-in']])
    expect(callsOf(window)).toEqual([['openConversation', accountId, 'emil@x.org']])
    await window.page.getByRole('button', { name: 'Close' }).click()
    expect(await window.page.getByRole('alert').count()).toBe(0)
  })

  test('a fold is remembered in the settings', async () => {
    const window = await open({ settings: { foldedGroups: ['f', 'other/bob@x.org/f', `${accountId}/m`] } })
    expect(await items(window.page)).not.toContain('Bob, Available, hello, Family')
    await window.page.getByText('Friends').click()
    const folded = ['f', 'other/bob@x.org/f', `${accountId}/m`, `${accountId}/f`]
    await expect.poll(() => callsOf(window)).toEqual([['changeSettings', { foldedGroups: folded }]])
    const settings = { ...defaultSettings, foldedGroups: [...folded, 'other', 'offline'] }
    await window.publish({ type: 'settings-changed', settings })
    await expect
      .poll(() => items(window.page))
      .toEqual([
        'Family, 1 of 1 online',
        'Friends, 2 of 3 online',
        'Other contacts, 1 of 1 online',
        'Offline, 1',
      ])
  })

  test('shows favourites on top, own names, blocked people and people of other networks', async () => {
    const noted = { 'carl@x.org': { ...noNote, favourite: true, alias: 'Charly' } }
    const contacts = [
      ...people.slice(1, 2),
      contact('eve@x.org', {
        name: 'Eve',
        presence: 'online',
        lists: { ...noLists, forward: true, block: true },
      }),
      contact('yan@x.org', { name: 'Yan', presence: 'busy', network: 32 }),
      contact('una@x.org', { name: 'Una', presence: 'busy', network: 77 }),
    ]
    const window = await open({ contacts, account: { contactNotes: noted } })
    expect(await items(window.page)).toEqual([
      'Favourites, 1 of 1 online',
      'Charly, Away, Favourite',
      'Online, 3 of 3 online',
      'Eve, Available, Blocked',
      'Una, Busy, Another network',
      'Yan, Busy, Yahoo!',
      'Offline, 0',
    ])
    expect(await tree(window.page).getByText('Blocked', { exact: true }).count()).toBe(1)
    await window.publish({
      type: 'contact-notes-changed',
      accountId,
      notes: { 'carl@x.org': { ...noNote, alias: 'Karl' } },
    })
    await expect.poll(() => items(window.page)).toContain('Karl, Away')
  })

  test.each([
    ['name', 'in-place', ['All contacts, 3 of 4 online', 'Bob', 'Carl', 'Dora', 'Emil']],
    ['status', 'grouped', ['Online, 3 of 4 online', 'Bob', 'Emil', 'Carl', 'Offline, 1', 'Dora']],
    ['last-talk', 'hidden', ['Online, 3 of 4 online', 'Emil', 'Bob', 'Carl']],
  ] as const)(
    'can be in order by %s, with who is offline %s',
    async (contactOrder, offlineContacts, expected) => {
      const contactNotes = { 'emil@x.org': { ...noNote, lastTalkAt: 1 } }
      const window = await open({ settings: { contactOrder, offlineContacts }, account: { contactNotes } })
      const shown = await items(window.page)
      expect(
        shown.map((each) => (each?.includes(' online') ? each : each?.replace(/,(?! \d).*/, ''))),
      ).toEqual(expected)
    },
  )

  test('typing into it searches as soon as the window is open, Escape ends the search', async () => {
    const window = await open({ settings: { foldedGroups: ['offline'] } })
    await tree(window.page).and(window.page.locator(':focus')).waitFor()
    await window.page.keyboard.type('DOR')
    await expect.poll(() => items(window.page)).toEqual(['Offline, 1', 'Dora, Offline'])
    await window.page.keyboard.type('x')
    await window.page.getByText('Nobody found.').waitFor()
    await window.page.keyboard.press('Escape')
    await expect.poll(async () => (await items(window.page)).length).toBe(8)
  })

  test('ten thousand contacts are on few lines of the page, and the last one is a key away', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      contact(`n${index}@x.org`, { name: `Person ${index}`, presence: 'online' }),
    )
    const window = await open({ contacts: many, account: {} })
    expect(await window.page.getByRole('treeitem').count()).toBeLessThan(60)
    await tree(window.page).focus()
    await window.page.keyboard.press('End')
    await window.page.keyboard.press('ArrowUp')
    await expect.poll(() => window.page.getByText('Person 9999', { exact: true }).isVisible()).toBe(true)
    expect(await activeItem(window.page)).toBe('Person 9999, Available')
    const changes = [{ address: 'n9999@x.org', presence: 'busy' as const }]
    await window.publish({ type: 'contacts-changed', accountId: accountId, changes })
    await expect.poll(() => activeItem(window.page)).toBe('Person 9999, Busy')
    expect(await window.page.getByRole('treeitem').count()).toBeLessThan(60)
  })
})

describe('names of others', () => {
  const hostile = [
    '<img src=x onerror="document.title=\'broken\'">',
    '\u202Eevil\u202C name',
    'two\nlines\u0000\u0007 and a bell',
    'x'.repeat(10_000),
    '\u0301'.repeat(400),
  ]

  test('are text on one line, whatever they are', async () => {
    const contacts = hostile.map((name, index) =>
      contact(`h${index}@x.org`, { name, personalMessage: name, presence: 'online' }),
    )
    const me = {
      name: hostile[0]!,
      presence: 'online',
      personalMessage: hostile[1]!,
      currentMedia: null,
    } as const
    const window = await open({ contacts, account: { me, groups: [{ id: 'g', name: hostile[2]! }] } })
    const { page } = window
    const rows = page.getByRole('treeitem')
    expect(await rows.count()).toBe(8)
    const heights = await rows.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
    expect(new Set(heights).size).toBe(1)
    const text = await page.evaluate(() => document.body.innerText)
    expect(text).toContain('<img src=x onerror=')
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?!\n|\t)\p{Cc}/u)
    expect(text).not.toContain('x'.repeat(1000))
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).not.toBe('broken')
    expect(await scrollsSideways(page)).toBe(false)
    await tree(window.page).getByText('evil').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete contact…' }).click()
    expect(await page.getByRole('dialog').innerText()).toContain('evil name')
  })

  test('have emoticons as pictures, unless the user wants none', async () => {
    const contacts = [contact('bob@x.org', { name: 'Bob :)', presence: 'online' })]
    const window = await open({ contacts, account: {} })
    expect(await window.page.getByRole('tree').locator('.emoticon').count()).toBe(1)
    await window.publish({ type: 'settings-changed', settings: { ...defaultSettings, emoticons: false } })
    await expect.poll(() => window.page.getByRole('tree').locator('.emoticon').count()).toBe(0)
    expect(await window.page.getByText('Bob :)').count()).toBe(1)
  })
})
