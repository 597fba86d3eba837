import type { Page } from '@playwright/test'
import { defaultFormat } from '../../app/message.ts'
import { call, Subscription } from '../support/bridge-calls.ts'
import { expect, test, type Program } from '../support/launch.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const idOf = (address: string) => `local/${address}`

/** Opens a conversation as the contact list does; answers with its id. */
async function openConversation(contactList: Page, from: string, to: string): Promise<string> {
  const result = await call(contactList, 'openConversation', idOf(from), to)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

async function say(contactList: Page, from: string, to: string, text: string): Promise<void> {
  const id = await openConversation(contactList, from, to)
  expect(await call(contactList, 'sendMessage', id, text, defaultFormat)).toMatchObject({ ok: true })
}

/** Alice and Bob, each in a program of their own. */
async function twoPeople(launch: () => Promise<Program>) {
  const [aliceProgram, bobProgram] = await Promise.all([launch(), launch()])
  const [aliceList, bobList] = await Promise.all([aliceProgram.signIn(alice), bobProgram.signIn(bob)])
  return { aliceProgram, bobProgram, aliceList, bobList }
}

test('signing in opens the contact list and closes the sign-in window, signing out the other way round', async ({
  launch,
}) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  await expect.poll(() => program.hasWindow('sign-in')).toBe(false)
  await Promise.all([
    contactList.waitForEvent('close'),
    call(contactList, 'signOut', idOf(alice)).catch(() => {}),
  ])
  await program.window('sign-in')
  expect(program.electron.windows()).toHaveLength(1)
})

test('a message opens its conversation without taking the focus, flashes and notifies', async ({
  launch,
}) => {
  const { aliceProgram, aliceList, bobList } = await twoPeople(launch)
  await aliceProgram.browserWindow(aliceList, (window) => window.focus())
  await say(bobList, bob, alice, 'hello <b>Alice</b>')
  const conversation = await aliceProgram.window('conversation', { with: bob })
  await expect.poll(() => aliceProgram.browserWindow(conversation, (window) => window.isVisible())).toBe(true)
  expect(await aliceProgram.browserWindow(conversation, (window) => window.isFocused())).toBe(false)
  expect(await aliceProgram.browserWindow(aliceList, (window) => window.isFocused())).toBe(true)
  const escaped = process.platform === 'linux' ? 'hello &lt;b&gt;Alice&lt;/b&gt;' : 'hello <b>Alice</b>'
  expect(await aliceProgram.recorded('notification')).toEqual([[bob, escaped]])
  expect((await aliceProgram.recorded('flash')).at(-1)?.[1]).toBe(true)

  await aliceProgram.clickNotification()
  await expect.poll(() => aliceProgram.browserWindow(conversation, (window) => window.isFocused())).toBe(true)
  expect((await aliceProgram.recorded('flash')).at(-1)?.[1]).toBe(false)
  await say(bobList, bob, alice, 'still there?')
  const subscription = await Subscription.open(conversation)
  const entries = async () => Object.values((await subscription.state()).conversations)[0]?.entries.length
  await expect.poll(entries).toBe(2)
  expect(await aliceProgram.recorded('notification')).toHaveLength(1)
})

test('nobody who is busy is notified, but the window opens and flashes', async ({ launch }) => {
  const { aliceProgram, aliceList, bobList } = await twoPeople(launch)
  expect(await call(aliceList, 'setPresence', idOf(alice), 'busy')).toEqual({ ok: true, value: null })
  await say(bobList, bob, alice, 'are you busy?')
  await aliceProgram.window('conversation', { with: bob })
  await expect.poll(async () => (await aliceProgram.recorded('flash')).at(-1)?.[1]).toBe(true)
  expect(await aliceProgram.recorded('notification')).toEqual([])
})

test('every window ends with the same state, whenever it subscribed', async ({ launch }) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  const early = await Subscription.open(contactList)
  const opened = call(contactList, 'showSignIn')
  const changes = async (from: number, page: Page) => {
    for (let textSize = from; textSize < from + 20; textSize++)
      await call(page, 'changeSettings', { textSize })
  }
  const changing = changes(80, contactList)
  await opened
  const signInWindow = await program.window('sign-in')
  const other = await Subscription.open(signInWindow)
  const ended = await Subscription.open(contactList)
  await Promise.all([changing, changes(120, signInWindow)])
  await ended.end()
  const late = await Subscription.open(contactList)
  await openConversation(contactList, alice, bob)
  await call(contactList, 'changeSettings', { textSize: 200 })

  for (const each of [early, other, late])
    await expect.poll(async () => (await each.state()).settings.textSize).toBe(200)
  const [first, second, third] = await Promise.all([early.state(), other.state(), late.state()])
  expect(second).toEqual(first)
  expect(third).toEqual(first)
  expect((await ended.state()).settings.textSize).toBeLessThan(200)
  for (const each of [early, other, late, ended]) {
    const events = (await each.updates()).flatMap((update) => (update.kind === 'events' ? update.events : []))
    expect(events.map(({ type }) => type).lastIndexOf('snapshot')).toBe(0)
  }
})

test('showing a conversation gives it the focus; closing its window closes the conversation', async ({
  launch,
}) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  const id = await openConversation(contactList, alice, bob)
  expect(await call(contactList, 'showConversation', `${idOf(alice)}>nobody@example.com`)).toEqual({
    ok: false,
    reason: 'not-available',
  })
  expect(await call(contactList, 'showConversation', id)).toEqual({ ok: true, value: null })
  const conversation = await program.window('conversation', { with: bob })
  await expect.poll(() => program.browserWindow(conversation, (window) => window.isFocused())).toBe(true)
  await program.browserWindow(conversation, (window) => setTimeout(() => window.close()) && undefined)
  const subscription = await Subscription.open(contactList)
  await expect.poll(async () => Object.keys((await subscription.state()).conversations)).toEqual([])
  await expect.poll(() => program.hasWindow('conversation')).toBe(false)
})

test('without a tray, closing the contact list signs out and ends the program', async ({ launch }) => {
  const { aliceProgram, aliceList, bobList } = await twoPeople(() =>
    launch({ env: { XDG_CURRENT_DESKTOP: '' } }),
  )
  test.skip(process.platform !== 'linux', 'other systems always have a place to come back from')
  await call(bobList, 'addContact', idOf(bob), alice, {})
  const bobs = await Subscription.open(bobList)
  const presence = async () => (await bobs.state()).accounts[idOf(bob)]?.contacts[alice]?.presence
  await expect.poll(presence).toBe('online')
  const ended = aliceProgram.electron.waitForEvent('close')
  await aliceProgram.browserWindow(aliceList, (window) => setTimeout(() => window.close()) && undefined)
  await ended
  await expect.poll(presence).toBe('offline')
})

test('with a tray, closing the contact list hides it, and a second start brings it back', async ({
  launch,
}) => {
  const program = await launch({ env: { XDG_CURRENT_DESKTOP: 'KDE' } })
  const contactList = await program.signIn(alice)
  const close = () =>
    program.browserWindow(contactList, (window) => setTimeout(() => window.close()) && undefined)
  const visible = () => program.browserWindow(contactList, (window) => window.isVisible())
  await expect.poll(visible).toBe(true)
  await close()
  await expect.poll(visible).toBe(false)
  await expect(launch({ userData: program.userData })).rejects.toThrow()
  await expect.poll(visible).toBe(true)
  const subscription = await Subscription.open(contactList)
  expect((await subscription.state()).accounts[idOf(alice)]?.connection.state).toBe('signed-in')
})

test('the program ends with its last window', async ({ launch }) => {
  const program = await launch()
  const page = await program.window('sign-in')
  const main = program.electron.process()
  const ended = program.electron.waitForEvent('close')
  await page.close()
  await ended
  await expect.poll(() => main.exitCode).toBe(0)
})

test('windows open where they were closed', async ({ launch }) => {
  const program = await launch()
  const place = { x: 120, y: 90, width: 400, height: 700 }
  const first = await program.window('sign-in')
  await program.browserWindow(first, (window) => window.setBounds({ x: 120, y: 90, width: 400, height: 700 }))
  await program.close()
  const again = await launch({ userData: program.userData })
  const page = await again.window('sign-in')
  expect(await again.browserWindow(page, (window) => window.getBounds())).toEqual(place)
})

test('an account that is signed in automatically needs no sign-in window', async ({ launch }) => {
  const env = { ELECTRON_HOST_KEYRING: 'a key store' }
  const program = await launch({ env })
  const page = await program.window('sign-in')
  const { networks } = await (await Subscription.open(page)).state()
  const network = networks.find(({ id }) => id === 'local')!
  const request = {
    network,
    address: alice,
    password: 'secret',
    presence: 'away',
    signInAutomatically: true,
  } as const
  // The window closes on success, before the answer reaches it.
  void call(page, 'signIn', request).catch(() => {})
  const subscription = await Subscription.open(await program.window('contact-list'))
  await expect.poll(async () => (await subscription.state()).rememberedAccounts).toHaveLength(1)
  await program.close()
  const again = await launch({ userData: program.userData, env })
  const contactList = await again.window('contact-list', { account: alice })
  const { accounts } = await (await Subscription.open(contactList)).state()
  expect(accounts[idOf(alice)]).toMatchObject({
    connection: { state: 'signed-in' },
    me: { presence: 'away' },
  })
  await expect.poll(() => again.hasWindow('sign-in')).toBe(false)
})
