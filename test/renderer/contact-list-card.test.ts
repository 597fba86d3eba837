import { describe, expect, test } from 'vitest'
import { noLists, noNote } from '../../app/contact.ts'
import { success } from '../../app/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { accountId, callsOf, contactListWindow, focusedName, people } from '../support/contact-list-page.ts'
import { contact } from '../support/sample-state.ts'

const open = contactListWindow()
type Given = NonNullable<Parameters<typeof open>[0]>

async function openCard(name: string, given?: Given) {
  const window = await open(given)
  await window.page.getByRole('treeitem', { name }).first().click()
  await window.page.keyboard.press('Alt+Enter')
  return { window, page: window.page, card: window.page.getByRole('dialog', { name: 'Contact card' }) }
}

const groups = [
  { id: 'f', name: 'Friends' },
  { id: 'm', name: 'Family' },
]

describe('the contact card', () => {
  test('tells what the network and the user know, and follows it', async () => {
    const lastTalkAt = Date.UTC(2026, 10, 3, 12)
    const { window, card } = await openCard('Bob', {
      account: {
        contactNotes: { 'bob@x.org': { ...noNote, note: 'plays the oboe', lastTalkAt } },
      },
    })
    const text = await card.innerText()
    for (const part of ['bob@x.org', 'Local network', 'hello', 'Available', 'Nov 3, 2026']) {
      expect(text).toContain(part)
    }
    expect(await card.getByLabel('Notes').inputValue()).toBe('plays the oboe')
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: 'bob@x.org', presence: 'busy', personalMessage: 'at work' }],
    })
    await card.getByText('at work').waitFor()
    await card.getByText('Busy').waitFor()
  })

  test.each([
    [
      'everyone',
      { allow: true, reverse: true },
      ['Can see you and write to you.', 'Has you in the contact list.'],
    ],
    ['everyone', { block: true }, ['Blocked: sees you offline', 'Does not have you in the contact list.']],
    ['everyone', {}, ['can see you, because everybody can.']],
    ['allowed', {}, ['cannot see you, because only those can whom you allow.']],
  ] as const)(
    'says what the lists mean where %s may see the user: %j',
    async (whoMaySee, lists, sentences) => {
      const somebody = contact('eve@x.org', { name: 'Eve', lists: { ...noLists, forward: true, ...lists } })
      const privacy = { whoMaySee, askWhenAdded: true }
      const { card } = await openCard('Eve', { contacts: [somebody], account: { privacy } })
      for (const sentence of sentences) expect(await card.innerText()).toContain(sentence)
    },
  )

  test('says how long notes last, which depends on whether the account is remembered', async () => {
    const { window, card } = await openCard('Bob')
    await card.getByText('lasts until Papilio is closed').waitFor()
    const remembered = {
      id: accountId,
      address: 'alice@x.org',
      networkId: 'local',
      presence: 'online',
      passwordRemembered: false,
      signInAutomatically: false,
    } as const
    await window.publish({ type: 'remembered-accounts-changed', accounts: [remembered] })
    await card.getByText('They stay on this computer.').waitFor()
  })

  test('changes the alias, the notes, the favourite and the groups at once', async () => {
    const { window, page, card } = await openCard('Carl', { account: { groups } })
    await card.getByLabel('Your name for this person').fill(' Charly ')
    await card.getByLabel('Notes').fill('birthday in May\nlikes tea')
    await card.getByRole('checkbox', { name: 'Favourite' }).check()
    await card.getByRole('checkbox', { name: 'Family' }).check()
    await card.getByRole('checkbox', { name: 'Friends' }).uncheck()
    await card.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        [
          'noteContact',
          accountId,
          'carl@x.org',
          { alias: 'Charly', note: 'birthday in May\nlikes tea', favourite: true },
        ],
        ['moveContact', accountId, 'carl@x.org', 'f', 'm'],
      ])
    await expect.poll(() => card.count()).toBe(0)
    expect(await focusedName(page)).toBe('Contacts')
  })

  test('leaves alone what another place changed meanwhile', async () => {
    const { window, card } = await openCard('Carl', { account: { groups } })
    await card.getByLabel('Your name for this person').fill('Charly')
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: 'carl@x.org', groupIds: ['f', 'm'] }],
    })
    await expect.poll(() => card.getByRole('checkbox', { name: 'Family' }).isChecked()).toBe(true)
    await card.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([['noteContact', accountId, 'carl@x.org', { alias: 'Charly', note: '', favourite: false }]])
  })

  test('changes nothing when nothing was changed, or when it is put away', async () => {
    const { window, page, card } = await openCard('Carl', { account: { groups } })
    await card.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => card.count()).toBe(0)
    await page.keyboard.press('Alt+Enter')
    await card.getByLabel('Notes').fill('never mind')
    await page.keyboard.press('Escape')
    await expect.poll(() => card.count()).toBe(0)
    expect(callsOf(window)).toEqual([])
  })

  test('copies the address and opens the conversation', async () => {
    const conversation = `${accountId}>carl@x.org`
    const { window, card } = await openCard('Carl', {
      answers: { openConversation: () => success(conversation) },
    })
    await card.getByRole('button', { name: 'Copy the address' }).click()
    await card.getByText('Copied').waitFor()
    await card.getByLabel('Notes').press('Control+V')
    expect(await card.getByLabel('Notes').inputValue()).toBe('carl@x.org')
    await card.getByRole('button', { name: 'Send a message' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['openConversation', accountId, 'carl@x.org'],
        ['showConversation', conversation],
      ])
  })

  test.each(['light', 'dark'] as const)(
    'is fit for assistive technology in %s, and for narrow windows with large letters',
    async (colorScheme) => {
      const long = contact('long@x.org', {
        name: 'W'.repeat(300),
        personalMessage: 'w'.repeat(300),
        presence: 'online',
      })
      const { page, card } = await openCard('W', {
        contacts: [...people, long],
        account: { groups: [{ id: 'g', name: 'G'.repeat(61) }] },
        settings: { textSize: 200 },
        browser: { colorScheme, viewport: { width: 320, height: 600 } },
      })
      expect(await axeViolations(page)).toEqual([])
      expect(await scrollsSideways(page)).toBe(false)
      expect(await card.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(false)
    },
  )
})
