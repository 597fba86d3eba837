import { describe, expect, test } from 'vitest'
import type { Place } from '../../app/account.ts'
import { noLists } from '../../app/contact.ts'
import { failure } from '../../app/reasons.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { axeViolations } from '../support/axe.ts'
import { accountId, callsOf, contactListWindow, people, zoe } from '../support/contact-list-page.ts'
import { contact } from '../support/sample-state.ts'

const open = contactListWindow()
type Given = NonNullable<Parameters<typeof open>[0]>

const blocked = contact('eve@x.org', { name: 'Eve', lists: { ...noLists, block: true } })

async function openDialog(item: string, given: Given) {
  const window = await open(given)
  await window.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await window.page.getByRole('menuitem', { name: item }).click()
  return { window, page: window.page, dialog: window.page.getByRole('dialog') }
}

describe('privacy', () => {
  const openPrivacy = (given: Given = { contacts: [...people, zoe, blocked], account: {} }) =>
    openDialog('Privacy…', given)

  test('who may see the user, and whether he is asked, is changed at once and shown as the network says', async () => {
    const { window, page, dialog } = await openPrivacy()
    await dialog.getByRole('radio', { name: 'Only those whom you allow' }).click()
    await dialog.getByRole('checkbox', { name: 'Ask me when somebody adds me' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['setPrivacy', accountId, { whoMaySee: 'allowed' }],
        ['setPrivacy', accountId, { askWhenAdded: false }],
      ])
    expect(await dialog.getByRole('radio', { name: 'Everybody' }).isChecked()).toBe(true)
    const change = { whoMaySee: 'allowed', askWhenAdded: false } as const
    await window.publish({ type: 'privacy-changed', accountId, change })
    await expect.poll(() => dialog.getByRole('radio', { name: 'Only those' }).isChecked()).toBe(true)
    expect(await dialog.getByRole('checkbox').isChecked()).toBe(false)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
  })

  test('what the network refuses is said in the dialog', async () => {
    const { dialog } = await openDialog('Privacy…', {
      answers: { setPrivacy: () => failure('server-busy') },
    })
    await dialog.getByRole('radio', { name: 'Only those whom you allow' }).click()
    await expect
      .poll(() => dialog.getByRole('alert').allInnerTexts())
      .toEqual([reasonStrings.en['reason.server-busy']])
  })

  test('everybody stands in one of three lists and is moved between them', async () => {
    const { window, dialog } = await openPrivacy()
    const lists = dialog.getByRole('group', { name: 'People' }).first().getByRole('radio')
    expect(await lists.evaluateAll((all) => all.map((each) => each.parentElement?.textContent))).toEqual([
      'Allowed (4)',
      'Blocked (1)',
      'Neither (1)',
    ])
    await dialog.getByRole('button', { name: 'Block Bob' }).click()
    await dialog.getByRole('radio', { name: 'Blocked' }).check()
    await dialog.getByRole('button', { name: 'Allow Eve' }).click()
    await dialog.getByRole('button', { name: 'Forget Eve' }).click()
    await dialog.getByRole('radio', { name: 'Neither' }).check()
    await dialog.getByRole('button', { name: 'Allow Zoë' }).click()
    await dialog.getByRole('button', { name: 'Block Zoë' }).click()
    await dialog.getByRole('button', { name: 'Forget Zoë' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['blockContact', accountId, 'bob@x.org'],
        ['allowContact', accountId, 'eve@x.org'],
        ['removeContact', accountId, 'eve@x.org', { forget: true }],
        ['allowContact', accountId, 'zoe@x.org'],
        ['blockContact', accountId, 'zoe@x.org'],
        ['declineContact', accountId, 'zoe@x.org'],
        ['removeContact', accountId, 'zoe@x.org', { forget: true }],
      ])
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: 'zoe@x.org', lists: { ...zoe.lists, allow: true } }],
    })
    await dialog.getByText('You have decided about everybody.').waitFor()
  })

  test('people of the contact list are not forgotten by mistake, and the lists are searched', async () => {
    const { dialog } = await openPrivacy()
    expect(await dialog.getByRole('button', { name: /^Forget/ }).count()).toBe(0)
    await dialog.getByRole('searchbox').fill('dora')
    expect(await dialog.getByRole('listitem').count()).toBe(1)
    await dialog.getByRole('searchbox').fill('nobody')
    await dialog.getByText('Nobody found.').waitFor()
  })

  test('thousands of people are on few lines', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => contact(`n${index}@x.org`))
    const { dialog } = await openPrivacy({ contacts: many, account: {} })
    await dialog.getByText('Allowed (3000)').waitFor()
    expect(await dialog.getByRole('listitem').count()).toBeLessThan(40)
  })

  test.each(['light', 'dark'] as const)('is fit for assistive technology in %s', async (colorScheme) => {
    const { page, dialog } = await openPrivacy({
      contacts: [...people, zoe, blocked],
      settings: { textSize: 200 },
      browser: { colorScheme, viewport: { width: 320, height: 600 } },
    })
    expect(await axeViolations(page)).toEqual([])
    expect(await dialog.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(false)
  })
})

describe('places', () => {
  const features = { personalMessages: true, inviteMessages: true, places: true, offlineMessages: true }
  const place = (id: string, change: Partial<Place>): Place => ({
    id,
    name: 'Kitchen',
    here: false,
    presence: 'online',
    kind: 'computer',
    ...change,
  })
  const places = [
    place('{2}', { kind: 'web', presence: 'away' }),
    place('{1}', { name: 'Desk', here: true }),
    place('{3}', { name: '\u202e\n', kind: 'phone' }),
  ]
  const openPlaces = (given: Given = { account: { places, features } }) =>
    openDialog('Where you are signed in…', given)

  test('are listed, this one first, and signed out one by one or all others', async () => {
    const { window, page, dialog } = await openPlaces()
    const lines = await dialog.getByRole('listitem').allInnerTexts()
    expect(lines.map((line) => line.split('\n').filter(Boolean).slice(0, 2))).toEqual([
      ['Desk (here)', 'Computer · Available'],
      ['Kitchen', 'Web browser · Away'],
      ['Unnamed place', 'Phone · Available'],
    ])
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out at Kitchen' }).click()
    await dialog.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['signOutPlace', accountId, '{2}'],
        ['signOutPlace', accountId, null],
      ])
    await window.publish({ type: 'places-changed', accountId, places: places.slice(1, 2) })
    await dialog.getByText('Only here.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Sign out everywhere else' }).count()).toBe(0)
  })

  test('that cannot be signed out are said in the dialog', async () => {
    const answers = { signOutPlace: () => failure('server-busy') }
    const { dialog } = await openPlaces({ account: { places, features }, answers })
    await dialog.getByRole('button', { name: 'Sign out at Kitchen' }).click()
    await expect
      .poll(() => dialog.getByRole('alert').allInnerTexts())
      .toEqual([reasonStrings.en['reason.server-busy']])
  })

  test('are not offered where the network tells none', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    expect(await page.getByRole('menuitem', { name: 'Where you are' }).count()).toBe(0)
  })
})
