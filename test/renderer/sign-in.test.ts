import { describe, expect, test } from 'vitest'
import type { SignInStep } from '../../app/account.ts'
import { localNetwork } from '../../app/networks.ts'
import { failure, reasons, success, type Reason, type Result } from '../../app/reasons.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { account, rememberedAccount, stateWith } from '../support/sample-state.ts'
import { address, alice, bob, password, progress, signInWindow, submit } from '../support/sign-in-page.ts'

const open = signInWindow()

/** A call that the test answers when it likes. */
function pending<T>() {
  let resolve: (result: Result<T>) => void = () => undefined
  const promise = new Promise<Result<T>>((done) => (resolve = done))
  return { promise, resolve }
}

describe('signing in', () => {
  test('works with the keyboard alone and sends what was entered', async () => {
    const window = await open(stateWith(), { signIn: () => success(alice) })
    const { keyboard } = window.page
    await keyboard.type('alice@example.com')
    await keyboard.press('Tab')
    await keyboard.type('secret')
    await keyboard.press('Enter')
    await expect
      .poll(() => window.calls)
      .toEqual([
        {
          name: 'signIn',
          args: [
            {
              network: localNetwork('127.0.0.1', 1863, 1864),
              address: 'alice@example.com',
              password: 'secret',
              presence: 'online',
              rememberAccount: false,
              rememberPassword: false,
              signInAutomatically: false,
            },
          ],
        },
      ])
  })

  test('leaves no trace of the password in the page', async () => {
    const window = await open(stateWith(), { signIn: () => success(alice) })
    await address(window).fill('alice@example.com')
    await password(window).fill('a-secret-word')
    await submit(window)
    await expect.poll(() => password(window).inputValue()).toBe('')
    const traces = await window.page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
      ].join(),
    )
    expect(traces).not.toContain('a-secret-word')
  })

  test('asks for an address and a password before it sends anything', async () => {
    const window = await open()
    await submit(window)
    await expect.poll(() => window.page.getByText('Enter your whole address, such as').count()).toBe(1)
    expect(await window.page.getByText('Enter your password.').count()).toBe(1)
    expect(await address(window).evaluate((field) => field === document.activeElement)).toBe(true)
    expect(window.calls).toEqual([])
  })

  test('shows each step, and can be cancelled', async () => {
    const { promise, resolve } = pending<string>()
    const window = await open(stateWith(), { signIn: () => promise, cancelSignIn: () => success(null) })
    await address(window).fill('Alice@example.com')
    await password(window).fill('x')
    await submit(window)
    await progress(window).waitFor()
    const at = (step: SignInStep) => account([], { connection: { state: 'signing-in', step } })
    for (const [step, words] of [
      ['agreeing', 'Agreeing on a version'],
      ['authenticating', 'Checking the password'],
      ['fetching-contacts', 'Fetching your contacts'],
    ] as const) {
      await window.publish({ type: 'snapshot', state: stateWith({ accounts: { [alice]: at(step) } }) })
      await expect.poll(() => window.page.getByRole('status').allInnerTexts()).toContain(words)
    }
    await window.page.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect.poll(() => window.calls.at(-1)).toEqual({ name: 'cancelSignIn', args: [alice] })
    await window.publish({ type: 'snapshot', state: stateWith() })
    resolve(failure('cancelled'))
    await address(window).waitFor()
    expect(await window.page.getByRole('alert').count()).toBe(0)
    expect(await password(window).inputValue()).toBe('x')
  })

  test('every reason is a sentence that says what to do', async () => {
    let reason: Reason = 'unexpected'
    const window = await open(stateWith(), { signIn: () => failure(reason, 'code 7') })
    await address(window).fill('alice@example.com')
    await password(window).fill('x')
    for (reason of reasons.filter((each) => each !== 'cancelled')) {
      await submit(window)
      await expect
        .poll(() => window.page.getByRole('alert').allInnerTexts())
        .toEqual([`${reasonStrings.en[`reason.${reason}`]} (code 7)`])
    }
    expect(await window.page.getByRole('button', { name: 'Sign in', exact: true }).isEnabled()).toBe(true)
  })

  test('a wrong password is selected, ready to be typed again', async () => {
    const window = await open(stateWith(), { signIn: () => failure('wrong-password') })
    await address(window).fill('alice@example.com')
    await password(window).fill('wrong')
    await submit(window)
    await window.page.getByRole('alert').waitFor()
    await window.page.keyboard.type('right')
    expect(await password(window).inputValue()).toBe('right')
  })

  test('a window opened after the connection ended says why', async () => {
    const ended = account([], { connection: { state: 'signed-out', reason: 'signed-in-elsewhere' } })
    const window = await open(stateWith({ accounts: { [alice]: ended } }))
    expect(await window.page.getByRole('alert').innerText()).toBe(
      reasonStrings.en['reason.signed-in-elsewhere'],
    )
  })

  test('an automatic sign-in shows its steps, and the form when it failed', async () => {
    const signingIn = account([], { connection: { state: 'signing-in', step: 'authenticating' } })
    const window = await open(stateWith({ accounts: { [alice]: signingIn } }))
    expect(await progress(window).isVisible()).toBe(true)
    const connection = { state: 'signed-out', reason: 'server-unreachable' } as const
    await window.publish({ type: 'connection-changed', accountId: alice, connection })
    await window.page.getByRole('alert').waitFor()
    expect(await address(window).isVisible()).toBe(true)
  })
})

describe('remembered accounts', () => {
  const remembered = [rememberedAccount(), bob]

  test('are offered by the keyboard, and choosing one fills the form', async () => {
    const window = await open(stateWith({ rememberedAccounts: remembered }), {
      signIn: () => success(bob.id),
    })
    await password(window).fill('of somebody else')
    await address(window).press('ArrowDown')
    expect(await window.page.getByRole('listbox').getByRole('option').allInnerTexts()).toEqual([
      'alice@example.com\nLocal network',
      'bob@escargot.chat\nEscargot',
    ])
    await address(window).press('ArrowDown')
    await address(window).press('Enter')
    expect(await window.page.getByRole('listbox').count()).toBe(0)
    expect(await window.page.getByLabel('Network', { exact: true }).inputValue()).toBe('escargot')
    expect(await window.page.getByLabel('Sign in as').inputValue()).toBe('away')
    expect(await window.page.getByLabel('Remember my password').isChecked()).toBe(true)
    expect(await password(window).inputValue()).toBe('')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => window.calls.length).toBe(1)
    expect(window.calls[0]?.args[0]).toMatchObject({ address: 'bob@escargot.chat', presence: 'away' })
    expect(window.calls[0]?.args[0]).not.toHaveProperty('password')
  })

  test('can be forgotten', async () => {
    const window = await open(stateWith({ rememberedAccounts: remembered }), {
      forgetAccount: () => success(null),
    })
    await window.page.getByRole('button', { name: 'Forget this account' }).click()
    const dialog = window.page.getByRole('dialog', { name: 'Forget this account?' })
    expect(await dialog.getByLabel('Also delete everything').isChecked()).toBe(false)
    await dialog.getByRole('button', { name: 'Forget' }).click()
    await expect
      .poll(() => window.calls)
      .toEqual([{ name: 'forgetAccount', args: [alice, { history: false }] }])
    await expect.poll(() => window.page.getByText('alice@example.com was forgotten.').count()).toBe(1)
    expect(await address(window).inputValue()).toBe('')
    expect(await window.page.getByLabel('Remember me').isChecked()).toBe(false)
  })

  test('ticking a lower box ticks those above, unticking an upper one unticks those below', async () => {
    const window = await open()
    const boxes = ['Remember me', 'Remember my password', 'Sign me in automatically']
    const states = () => Promise.all(boxes.map((name) => window.page.getByLabel(name).isChecked()))
    await window.page.getByLabel('Sign me in automatically').check()
    expect(await states()).toEqual([true, true, true])
    await window.page.getByLabel('Remember my password').uncheck()
    expect(await states()).toEqual([true, false, false])
  })
})
