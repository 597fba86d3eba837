import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { composerOf, contactIn, expect, logOf, said, signOut, talkTo, test, write } from '../support/deeds.ts'
import { call } from '../support/bridge-calls.ts'
import { backend } from '../support/launch.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

/** Fills in the sign-in window for the local network and sends it. */
async function trySignIn(page: Page, address: string, password: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Local network' })
  await page.getByLabel('Address', { exact: true }).fill(address)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('two people see each other come and go', async ({ meet }) => {
  const [one, other] = await meet(alice, bob)
  await signOut(other.list)
  await expect(contactIn(one.list, bob, 'Offline')).toBeVisible()
  await expect(one.list.getByRole('treeitem', { name: 'Offline, 1' })).toBeVisible()
  const again = await other.program.signIn(bob)
  await expect(contactIn(one.list, bob, 'Available')).toBeVisible()
  await expect(contactIn(again, alice, 'Available')).toBeVisible()
})

test('a wrong password is said, and can be corrected in place', async ({ launch }) => {
  const program = await launch()
  await signOut(await program.signIn(alice, 'the right one'))
  const page = await program.window('sign-in')
  await trySignIn(page, alice, 'the wrong one')
  await expect(page.getByRole('alert')).toHaveText(
    'The address or the password is wrong. Check both and try again; passwords tell upper from lower case.',
  )
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toBeFocused()
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(alice)
  expect(await program.hasWindow('contact-list')).toBe(false)
  await page.keyboard.type('the right one')
  await page.keyboard.press('Enter')
  await expect(contactIn(await program.window('contact-list'), 'Echo', 'Available')).toBeVisible()
})

test('a conversation outlives a sign-out: its text and what was being written stay, and it goes on', async ({
  meet,
}, info) => {
  const [one, other] = await meet(alice, bob)
  const aliceTalk = await talkTo(one, bob)
  await write(aliceTalk, 'before')
  const bobTalk = await other.program.window('conversation', { with: alice })
  await write(bobTalk, 'an answer')
  await expect(said(aliceTalk, 'an answer')).toBeVisible()
  await composerOf(aliceTalk).fill('half a sent')

  await signOut(one.list)
  const note = aliceTalk.getByText(
    'You are signed out. What you write stays here and can be sent once you are signed in again.',
  )
  await expect(note).toBeVisible()
  await expect(aliceTalk.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await expect(composerOf(aliceTalk)).toHaveValue('half a sent')
  await composerOf(aliceTalk).press('End')
  await aliceTalk.keyboard.type('ence')
  await aliceTalk.keyboard.press('Enter')
  await expect(composerOf(aliceTalk)).toHaveValue('half a sentence')
  await expect(said(aliceTalk, 'before')).toBeVisible()
  await aliceTalk.screenshot({ path: info.outputPath('signed-out.png') })

  await one.program.signIn(alice)
  await expect(note).toBeHidden()
  await composerOf(aliceTalk).press('Enter')
  await expect(said(bobTalk, 'half a sentence')).toBeVisible()
  await write(bobTalk, 'welcome back')
  await expect(said(aliceTalk, 'welcome back')).toBeVisible()
  await expect(said(aliceTalk, 'before')).toHaveCount(1)
  await expect(logOf(aliceTalk).getByText('This was not delivered.')).toHaveCount(0)
  await expect(composerOf(aliceTalk)).toHaveValue('')
})

test('a remembered account needs no password, and one that signs in by itself no window', async ({
  launch,
}) => {
  test.skip(backend === 'electron', 'needs a key store that the test may use')
  const env = { ELECTRON_HOST_KEYRING: 'a key store' }
  const first = await launch({ env })
  const page = await first.window('sign-in')
  await page.getByRole('checkbox', { name: 'Remember my password' }).check()
  await expect(page.getByRole('checkbox', { name: 'Remember me' })).toBeChecked()
  await trySignIn(page, alice, 'secret')
  await expect(contactIn(await first.window('contact-list'), 'Echo', 'Available')).toBeVisible()
  await first.close()

  const second = await launch({ env, userData: first.userData })
  const form = await second.window('sign-in')
  await expect(form.getByLabel('Address', { exact: true })).toHaveValue(alice)
  await expect(form.getByLabel('Password', { exact: true })).toHaveValue('')
  await form.getByRole('checkbox', { name: 'Sign me in automatically' }).check()
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(contactIn(await second.window('contact-list'), 'Echo', 'Available')).toBeVisible()
  await second.close()

  const third = await launch({ env, userData: first.userData })
  await expect(contactIn(await third.window('contact-list'), 'Echo', 'Available')).toBeVisible()
  await expect.poll(() => third.hasWindow('sign-in')).toBe(false)
  await signOut(await third.window('contact-list'))
  const last = await third.window('sign-in')
  await last.getByRole('button', { name: 'Forget this account' }).click()
  await last.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click()
  await expect(last.getByLabel('Address', { exact: true })).toHaveValue('')
  await third.close()

  const fourth = await launch({ env, userData: first.userData })
  await expect((await fourth.window('sign-in')).getByLabel('Address', { exact: true })).toHaveValue('')
})

test('from the start to a formatted line in bold red, with the keyboard alone', async ({ launch }) => {
  const program = await launch()
  const signIn = await program.window('sign-in')
  const { keyboard } = signIn
  await expect(signIn.getByLabel('Address', { exact: true })).toBeFocused()
  await keyboard.type(alice)
  await keyboard.press('Tab')
  await expect(signIn.getByLabel('Password', { exact: true })).toBeFocused()
  await keyboard.type('secret')
  await keyboard.press('Enter')

  const list = await program.window('contact-list')
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  await tabTo(list, 'tree')
  await list.keyboard.press('ArrowDown')
  await list.keyboard.press('Enter')
  const conversation = await program.window('conversation', { with: 'echo@papilio.example' })
  await expect(composerOf(conversation)).toBeFocused()

  await conversation.keyboard.press('Control+b')
  await conversation.keyboard.press('Shift+Tab')
  await expect(conversation.getByRole('button', { name: 'Emoticons' })).toBeFocused()
  for (const key of ['End', 'ArrowLeft', 'ArrowLeft']) await conversation.keyboard.press(key)
  await expect(conversation.getByRole('button', { name: 'Colour', exact: true })).toBeFocused()
  await conversation.keyboard.press('Enter')
  await expect(conversation.getByRole('radio', { name: 'Black', exact: true })).toBeFocused()
  for (const key of ['ArrowRight', 'Enter']) await conversation.keyboard.press(key)
  await conversation.keyboard.type('typed by hand')
  await expect(composerOf(conversation)).toHaveValue('typed by hand')
  await conversation.keyboard.press('Enter')
  await expect(said(conversation, 'typed by hand')).toHaveCount(2)
  for (const line of await said(conversation, 'typed by hand').all()) {
    await expect(line).toHaveCSS('font-weight', '700')
    await expect(line).toHaveCSS('color', 'rgb(128, 0, 0)')
  }
})

/** Presses Tab until something with this role has the focus; the bound is far above any window's number of stops. */
async function tabTo(page: Page, role: string): Promise<void> {
  for (let stops = 0; stops < 30; stops++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('role'))) === role) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no ${role} is reached by the Tab key`)
}

/** Legacy mode stays in the one page: axe would open another one otherwise, which the program does not allow. */
async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible()
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain of in any window, ${theme}`, async ({ launch }, info) => {
    const program = await launch()
    const signIn = await program.window('sign-in')
    await call(signIn, 'changeSettings', { theme })
    await expect(signIn.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(signIn)
    await signIn.screenshot({ path: info.outputPath('sign-in.png') })
    const list = await program.signIn(alice)
    await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
    await expectAccessible(list)
    const conversation = await talkTo({ program, list }, 'Papilio Guide')
    await write(conversation, 'colors')
    await expect(said(conversation, 'Purple')).toBeVisible()
    await expect(conversation.getByText(/is writing/)).toBeHidden()
    await expectAccessible(conversation)
    await conversation.screenshot({ path: info.outputPath('conversation.png') })
  })
}
