import type { Page } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startLocalServer } from '../../main/server/local-server.ts'
import { call, Subscription } from '../support/bridge-calls.ts'
import { expect, test, type Program } from '../support/launch.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const idOf = (address: string) => `local/${address}`

async function presenceOf(page: Page, address: string): Promise<string | undefined> {
  const state = await (await Subscription.open(page)).state()
  return state.accounts[idOf(address)]?.me.presence
}

/** Signs a further account in, as the user does from the contact list. */
async function signInAlso(program: Program, from: Page, address: string): Promise<Page> {
  await call(from, 'showSignIn')
  return program.signIn(address)
}

test('the settings open at the page that is asked for, once, and stay open while accounts come and go', async ({
  launch,
}) => {
  const program = await launch()
  const signIn = await program.window('sign-in')
  await signIn.getByRole('button', { name: 'Settings' }).click()
  const settings = await program.window('settings')
  await expect(settings.getByRole('tab', { name: 'Connection' })).toHaveAttribute('aria-selected', 'true')
  await program.signIn(alice)
  await program.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('settings')?.click()
  })
  await expect(settings.getByRole('tab', { name: 'General' })).toHaveAttribute('aria-selected', 'true')
  await settings.getByLabel('Theme').selectOption('Dark')
  await expect(settings.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(program.electron.windows().filter((page) => page.url().includes('window=settings'))).toHaveLength(1)
})

test('the history opens once, turns to the conversation that is asked for, and outlives the sign-in window', async ({
  launch,
}) => {
  const program = await launch()
  const list = await program.signIn(alice)
  await program.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('history')?.click()
  })
  const history = await program.window('history')
  await expect(history.getByText('Nothing has been kept yet.')).toBeVisible()
  await call(list, 'showHistory', { accountId: idOf(alice), historyId: bob })
  await expect(history.getByText('Nothing of this conversation has been kept.')).toBeVisible()
  await expect(history).toHaveTitle(`${bob} – History`)
  expect(program.electron.windows().filter((page) => page.url().includes('window=history'))).toHaveLength(1)
  await expect.poll(() => program.hasWindow('sign-in')).toBe(false)
  await call(history, 'signOut', idOf(alice))
  const signIn = await program.window('sign-in')
  await Promise.all([
    signIn.waitForEvent('close'),
    program.browserWindow(signIn, (window) => window.close()).catch(() => undefined),
  ])
  await expect.poll(() => program.hasWindow('sign-in')).toBe(false)
  expect(await program.hasWindow('history')).toBe(true)
})

test('the settings do not keep a program alive that has no other window', async ({ launch }) => {
  const program = await launch()
  const signIn = await program.window('sign-in')
  await signIn.getByRole('button', { name: 'Settings' }).click()
  await program.window('settings')
  const ended = program.electron.waitForEvent('close')
  await program.browserWindow(signIn, (window) => window.close()).catch(() => undefined)
  await ended
})

test('a second account has a contact list of its own, and each goes by itself', async ({ launch }) => {
  const program = await launch()
  const aliceList = await program.signIn(alice)
  const bobList = await signInAlso(program, aliceList, bob)
  await expect.poll(() => program.hasWindow('sign-in')).toBe(false)
  expect(await program.hasWindow('contact-list', { account: alice })).toBe(true)
  await call(aliceList, 'showSignIn')
  const signIn = await program.window('sign-in')
  await signIn.getByLabel('Address', { exact: true }).fill(bob)
  await signIn.getByRole('button', { name: 'Show its contacts' }).click()
  await expect.poll(() => program.browserWindow(bobList, (window) => window.isFocused())).toBe(true)
  await Promise.all([
    bobList.waitForEvent('close'),
    call(bobList, 'signOut', idOf(bob)).catch(() => undefined),
  ])
  expect(await program.hasWindow('contact-list', { account: alice })).toBe(true)
})

test('somebody who does not use the computer is idle, and comes back', async ({ launch }) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  await program.setComputer({ idleSeconds: 299 })
  expect(await presenceOf(contactList, alice)).toBe('online')
  await program.setComputer({ idleSeconds: 301 })
  await expect.poll(() => presenceOf(contactList, alice)).toBe('idle')
  await program.setComputer({ idleSeconds: 0 })
  await expect.poll(() => presenceOf(contactList, alice)).toBe('online')
})

test('a contact list goes into a file and comes back for another account', async ({ launch }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-contacts-'))
  const file = path.join(folder, 'contacts.json')
  const program = await launch()
  const aliceList = await program.signIn(alice)
  expect(await call(aliceList, 'exportContacts', idOf(alice))).toEqual({ ok: true, value: false })
  await program.answerFileDialog(file)
  expect(await call(aliceList, 'exportContacts', idOf(alice))).toEqual({ ok: true, value: true })
  expect(readFileSync(file, 'utf8')).toContain('echo@papilio.example')

  const bobList = await signInAlso(program, aliceList, bob)
  expect(await call(bobList, 'importContacts', idOf(bob))).toEqual({ ok: true, value: null })
  await program.answerFileDialog(file)
  expect(await call(bobList, 'importContacts', idOf(bob))).toMatchObject({ ok: true, value: { refused: [] } })

  const hostile = path.join(folder, 'hostile.json')
  writeFileSync(hostile, Buffer.from([0xff, 0xfe, 0x00, 0xd8]))
  for (const unreadable of [hostile, folder, path.join(folder, 'missing.json')]) {
    await program.answerFileDialog(unreadable)
    const answer = await call(bobList, 'importContacts', idOf(bob))
    expect(answer).toMatchObject({ ok: false, reason: 'file-unreadable' })
  }
  await program.answerFileDialog(path.join(folder, 'no/such/folder.json'))
  expect(await call(aliceList, 'exportContacts', idOf(alice))).toMatchObject({ ok: false, detail: 'ENOENT' })
  expect(existsSync(path.join(folder, 'no'))).toBe(false)
  rmSync(folder, { recursive: true })
})

test('windows and what is being written survive a server that goes and comes back', async ({
  launch,
  network,
}) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  const opened = await call(contactList, 'openConversation', idOf(alice), bob)
  await call(contactList, 'showConversation', opened.ok ? opened.value : '')
  const conversation = await program.window('conversation', { with: bob })
  const box = conversation.getByRole('textbox')
  await box.fill('half a sentence')
  const { port, httpPort } = network
  await network.close()
  const note = conversation.getByText('The connection was lost and comes back by itself.')
  await expect(note).toBeVisible()
  expect(await program.hasWindow('contact-list', { account: alice })).toBe(true)
  expect(await program.hasWindow('sign-in')).toBe(false)
  const again = await startLocalServer({ host: '127.0.0.1', port, httpPort, directoryFile: null })
  await program.wakeUp()
  await expect(note).toBeHidden({ timeout: 30_000 })
  expect(await box.inputValue()).toBe('half a sentence')
  expect(await program.hasWindow('contact-list', { account: alice })).toBe(true)
  await again.close()
})

test('a connection test runs from the sign-in window to its end', async ({ launch }) => {
  const program = await launch()
  const signIn = await program.window('sign-in')
  await signIn.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Local network' })
  await signIn.getByRole('button', { name: 'Test connection' }).click()
  const dialog = signIn.getByRole('dialog')
  await expect(dialog.getByText('Everything works.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
})
