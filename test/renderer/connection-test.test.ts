import { describe, expect, test } from 'vitest'
import { connectionTestSteps, type ConnectionTest } from '../../app/connection-test.ts'
import { networkAt } from '../../app/networks.ts'
import { failure, type Reason } from '../../app/reasons.ts'
import { networkStrings } from '../../renderer/strings/networks.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { failedTest, passedTest, untrustedCertificate, waitingTest } from '../support/connection-tests.ts'
import { account, stateWith } from '../support/sample-state.ts'
import { address, password, signInWindow, submit } from '../support/sign-in-page.ts'
import type { Answers, PageWithBridge } from '../support/page-with-bridge.ts'

const open = signInWindow()
const home = networkAt('custom-home', 'Home', 'chat.home')
const state = stateWith({ networks: [...stateWith().networks, home] })

const dialog = ({ page }: PageWithBridge) => page.getByRole('dialog', { name: /^Connection to/ })
const steps = (window: PageWithBridge) => dialog(window).getByRole('listitem').allInnerTexts()
const shown = (window: PageWithBridge, test: ConnectionTest | null) =>
  window.publish({ type: 'connection-test-changed', test })

async function testing(networkId: string, answers: Answers = {}, browser = {}) {
  const window = await open(state, answers, browser)
  await window.page.getByLabel('Network', { exact: true }).selectOption(networkId)
  await window.page.getByRole('button', { name: 'Test connection' }).click()
  await dialog(window).waitFor()
  return window
}

describe('a connection test', () => {
  test('shows each step as it goes, and never sends an address or a password', async () => {
    const window = await testing('escargot')
    expect(window.calls).toEqual([
      { name: 'testConnection', args: [state.networks.find(({ id }) => id === 'escargot')] },
    ])
    const shownSteps = await steps(window)
    for (const [index, step] of connectionTestSteps.entries())
      expect(shownSteps[index]).toContain(networkStrings.en[`test.step.${step}`])
    const waiting = waitingTest('escargot')
    await shown(window, {
      ...waiting,
      steps: {
        ...waiting.steps,
        name: { state: 'passed', milliseconds: 12.4, detail: '192.0.2.7' },
        tcp: { state: 'running' },
      },
    })
    await dialog(window).getByRole('status').getByText('Testing: Connection to the server').waitFor()
    expect((await steps(window))[0]).toMatch(/Server name\s+works\s*12 ms\s+192\.0\.2\.7/)
    expect((await steps(window))[1]).toContain('in progress…')
    await shown(window, passedTest('escargot'))
    await dialog(window).getByText('Everything works.').waitFor()
  })

  const faults = Object.keys(networkStrings.en).flatMap((key) =>
    key.startsWith('fault.') ? [key.slice('fault.'.length) as Reason] : [],
  )
  test('says of every fault what it is and what to do', async () => {
    const window = await testing('escargot')
    for (const [index, reason] of faults.entries()) {
      const step = connectionTestSteps[index % connectionTestSteps.length] ?? 'name'
      await shown(window, failedTest('escargot', step, reason))
      const { [`fault.${reason}`]: what, [`advice.${reason}`]: advice } = networkStrings.en as Record<
        string,
        string
      >
      await dialog(window)
        .getByText(what ?? 'missing', { exact: true })
        .waitFor()
      await dialog(window).getByText(`What to do: ${advice}`, { exact: true }).waitFor()
      expect((await steps(window)).at(index % 6)).toContain('error 7')
    }
  })

  test('shows the results of this network only', async () => {
    const window = await testing('escargot')
    await shown(window, failedTest('crosstalk', 'tcp', 'server-unreachable'))
    expect((await steps(window)).join()).not.toContain('does not work')
  })

  test('is ended by its button and by Escape, and forgotten', async () => {
    const window = await testing('escargot')
    await window.page.keyboard.press('Escape')
    await dialog(window).waitFor({ state: 'detached' })
    expect(window.calls.at(-1)?.name).toBe('closeConnectionTest')
    await window.page.getByRole('button', { name: 'Test connection' }).click()
    await dialog(window).getByRole('button', { name: 'Cancel' }).click()
    await dialog(window).waitFor({ state: 'detached' })
    expect(window.calls.filter(({ name }) => name === 'closeConnectionTest')).toHaveLength(2)
  })

  test('says why it could not be made, and can be made again', async () => {
    const window = await testing('escargot', { testConnection: () => failure('unexpected') })
    await dialog(window).getByRole('alert').waitFor()
    await dialog(window).getByRole('button', { name: 'Test again' }).click()
    await expect.poll(() => window.calls.filter(({ name }) => name === 'testConnection').length).toBe(2)
  })

  test('can be copied as text', async () => {
    const window = await testing('escargot')
    await shown(window, failedTest('escargot', 'tcp', 'server-unreachable'))
    await dialog(window).getByRole('button', { name: 'Copy the result' }).click()
    await dialog(window).getByText('The result was copied.').waitFor()
    await window.page.keyboard.press('Escape')
    await window.page.evaluate(() => document.body.append(document.createElement('textarea')))
    await window.page.locator('body > textarea').press('Control+v')
    const text = await window.page.locator('body > textarea').inputValue()
    expect(text).toContain('Connection test of Escargot (msnmsgr.escargot.chat:1863)')
    expect(text).toContain('Server name: works, 12 ms')
    expect(text).toContain('[server-unreachable] (error 7)')
    expect(text).toContain('Address book: not tried, because an earlier step failed')
  })

  test('is offered where a sign-in failed for a reason of the connection', async () => {
    let reason: Reason = 'wrong-password'
    const window = await open(state, { signIn: () => failure(reason) })
    await address(window).fill('alice@example.com')
    await password(window).fill('x')
    await submit(window)
    await window.page.getByRole('alert').waitFor()
    expect(await window.page.getByRole('button', { name: 'Find out why' }).count()).toBe(0)
    reason = 'server-unreachable'
    await submit(window)
    await window.page.getByRole('button', { name: 'Find out why' }).click()
    await dialog(window).waitFor()
    expect(window.calls.at(-1)).toMatchObject({ name: 'testConnection', args: [{ id: 'local' }] })
  })

  test('is offered where a connection that was there ended', async () => {
    const ended = account([], { connection: { state: 'signed-out', reason: 'dialect-refused' } })
    const window = await open(stateWith({ accounts: { [ended.id]: ended } }))
    await window.page.getByRole('button', { name: 'Find out why' }).click()
    await dialog(window).waitFor()
  })
})

describe('a certificate that nobody vouches for', () => {
  const untrusted = (networkId: string): ConnectionTest => ({
    ...failedTest(networkId, 'tls', 'certificate-untrusted'),
    untrusted: untrustedCertificate,
  })

  test('of a network of the user’s own can be trusted after comparing it', async () => {
    const window = await testing('custom-home')
    await shown(window, untrusted('custom-home'))
    const card = dialog(window).getByRole('region')
    await card.getByText(untrustedCertificate.fingerprint).waitFor()
    expect(await card.innerText()).toMatch(/CN=chat\.home[\s\S]*CN=Somebody[\s\S]*Jan 1, 2026 to Jan 1, 2027/)
    const trust = card.getByRole('button', { name: 'Trust this certificate' })
    expect(await trust.isDisabled()).toBe(true)
    await card.getByLabel('I have compared the fingerprint.').check()
    await trust.click()
    const pinned = { ...home, pinnedCertificate: untrustedCertificate.fingerprint }
    await expect
      .poll(() => window.calls.slice(1))
      .toEqual([
        { name: 'saveNetwork', args: [pinned] },
        { name: 'testConnection', args: [pinned] },
      ])
  })

  test('that cannot be kept is said', async () => {
    const window = await testing('custom-home', { saveNetwork: () => failure('unexpected') })
    await shown(window, untrusted('custom-home'))
    await dialog(window).getByRole('checkbox').check()
    await dialog(window).getByRole('button', { name: 'Trust this certificate' }).click()
    await expect
      .poll(() => dialog(window).getByRole('alert').allInnerTexts())
      .toEqual([reasonStrings.en['reason.unexpected']])
  })

  test('of a preset cannot be trusted', async () => {
    const window = await testing('escargot')
    await shown(window, untrusted('escargot'))
    await dialog(window).getByText('This is a public network').waitFor()
    expect(await dialog(window).getByRole('checkbox').count()).toBe(0)
    expect(await dialog(window).getByRole('button', { name: 'Trust this certificate' }).count()).toBe(0)
  })

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark and narrow', { colorScheme: 'dark', viewport: { width: 300, height: 500 } }],
  ] as const)('stands in nobody’s way: %s', async (_name, browser) => {
    const window = await testing('custom-home', {}, browser)
    await shown(window, untrusted('custom-home'))
    await dialog(window).getByRole('checkbox').check()
    expect(await axeViolations(window.page)).toEqual([])
    expect(await scrollsSideways(window.page)).toBe(false)
  })
})
