import { describe, expect, test } from 'vitest'
import { networkAt } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { failure, success, type Reason } from '../../app/reasons.ts'
import { defaultSettings } from '../../app/settings.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { failedTest, passedTest, untrustedCertificate } from '../support/connection-tests.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'
import { account, contact, rememberedAccount, stateWith } from '../support/sample-state.ts'
import { address, alice, bob, password, progress, signInWindow, submit } from '../support/sign-in-page.ts'

const open = signInWindow()
const pin = untrustedCertificate.fingerprint

const networkField = ({ page }: PageWithBridge) => page.getByLabel('Network', { exact: true })
const editor = ({ page }: PageWithBridge) => page.getByRole('dialog')

describe('networks', () => {
  test('are the ones of the state, explained, and each but the local one can be edited', async () => {
    const window = await open()
    const { page } = window
    expect(await page.getByText('Any address and any password will do the first time.').count()).toBe(1)
    expect(await networkField(window).locator('option').allInnerTexts()).toEqual([
      'Local network',
      'Escargot',
      'CrossTalk',
    ])
    expect(await page.getByRole('button', { name: 'Edit…' }).count()).toBe(0)
    await networkField(window).selectOption('Escargot')
    expect(await page.getByText('The chat itself does not').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Edit…' }).count()).toBe(1)
    await window.publish({ type: 'networks-changed', networks: [networkAt('custom-a', 'Mine', 'a.org')] })
    await expect.poll(() => networkField(window).locator('option').allInnerTexts()).toEqual(['Mine'])
  })

  test('can be added by one address, and are chosen then', async () => {
    const window = await open(stateWith(), { saveNetwork: () => success(null) })
    const { page } = window
    await page.getByRole('button', { name: 'Add a network…' }).press('Enter')
    await page.keyboard.type('msn.example.org')
    await page.keyboard.press('Enter')
    const added = networkAt('custom-msn-example-org', 'msn.example.org', 'msn.example.org')
    await expect.poll(() => window.calls).toEqual([{ name: 'saveNetwork', args: [added] }])
    await editor(window).waitFor({ state: 'detached' })
    await window.publish({ type: 'networks-changed', networks: [...stateWith().networks, added] })
    await expect.poll(() => networkField(window).inputValue()).toBe(added.id)
  })

  test('are checked field by field, and kept in their editor when they cannot be saved', async () => {
    const window = await open(stateWith(), { saveNetwork: () => failure('unexpected') })
    const { page } = window
    await page.getByRole('button', { name: 'Add a network…' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    const invalid = () =>
      page.locator('[aria-invalid=true]').evaluateAll((all) => all.map((each) => each.getAttribute('name')))
    await expect.poll(invalid).toEqual(['server'])
    expect(await page.locator('[name=server]').evaluate((field) => field === document.activeElement)).toBe(
      true,
    )
    await page.locator('[name=server]').fill('msn.example.org')
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByLabel('Port').fill('99999')
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(invalid).toEqual(['port'])
    expect(await page.getByText('Enter a number from 1 to 65535').isVisible()).toBe(true)
    await page.getByLabel('Port').fill('1864')
    await page.getByRole('button', { name: 'Save' }).click()
    await editor(window).getByRole('alert').waitFor()
    expect(window.calls).toMatchObject([{ args: [{ notificationServer: { port: 1864 } }] }])
  })

  test('can be edited in every part', async () => {
    const window = await open(stateWith(), { saveNetwork: () => success(null) })
    const { page } = window
    await networkField(window).selectOption('Escargot')
    await page.getByRole('button', { name: 'Edit…' }).click()
    expect(await editor(window).innerText()).toMatch(/last checked on Nov 23, 2026/)
    await page.getByText('Advanced', { exact: true }).click()
    for (const [label, text] of [
      ['Notification server', 'ms.example.org'],
      ['Port', '1864'],
      ['HTTP gateway', ''],
      ['Token service', 'https://a.example.org/RST2.srf'],
      ['Nexus', 'https://b.example.org/rdr/pprdr.asp'],
      ['Log-in page', 'https://c.example.org/login'],
      ['Contacts', 'https://d.example.org/abservice.asmx'],
      ['Membership', 'https://e.example.org/SharingService.asmx'],
      ['Fetching', 'https://f.example.org/rsi.asmx'],
      ['Sending', 'https://g.example.org/oim.asmx'],
      ['Version that is announced', '8.1.0178'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByLabel('Choose the protocol version automatically').uncheck()
    for (const dialect of ['MSNP18', 'MSNP17', 'MSNP16', 'MSNP14', 'MSNP13', 'MSNP11', 'MSNP10', 'MSNP9'])
      await page.getByLabel(dialect, { exact: true }).uncheck()
    await page.getByLabel('The server confirms messages').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => window.calls.length).toBe(1)
    expect(window.calls[0]).toEqual({
      name: 'saveNetwork',
      args: [
        {
          id: 'escargot',
          name: 'Escargot',
          notificationServer: { host: 'ms.example.org', port: 1864 },
          signIn: {
            nexusUrl: 'https://b.example.org/rdr/pprdr.asp',
            loginUrl: 'https://c.example.org/login',
            tokenUrl: 'https://a.example.org/RST2.srf',
          },
          addressBook: {
            contactsUrl: 'https://d.example.org/abservice.asmx',
            membershipUrl: 'https://e.example.org/SharingService.asmx',
          },
          offlineMessages: {
            readUrl: 'https://f.example.org/rsi.asmx',
            sendUrl: 'https://g.example.org/oim.asmx',
          },
          gatewayUrl: '',
          dialects: ['MSNP15', 'MSNP12', 'MSNP8'],
          clientVersion: '8.1.0178',
          acknowledges: false,
          pinnedCertificate: '',
          checkedOn: '',
        },
      ],
    })
  })

  test('of the user’s own can be removed; a changed preset goes back to how it came', async () => {
    const own = { ...networkAt('custom-a', 'Mine', 'a.org'), pinnedCertificate: pin }
    const [escargot] = publicNetworks
    const changed = { ...escargot!, gatewayUrl: '' }
    const window = await open(stateWith({ networks: [changed, own] }))
    const { page } = window
    await page.getByRole('button', { name: 'Edit…' }).click()
    await page.getByText('You have changed these addresses.').waitFor()
    await page.getByRole('button', { name: 'Back to how it came' }).click()
    await expect.poll(() => window.calls.at(-1)).toEqual({ name: 'removeNetwork', args: ['escargot'] })
    await networkField(window).selectOption('Mine')
    await page.getByRole('button', { name: 'Edit…' }).click()
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByText(pin).waitFor()
    await page.getByRole('button', { name: 'Trust it no longer' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => window.calls.at(-1)?.args)
      .toMatchObject([{ id: 'custom-a', pinnedCertificate: '' }])
    await page.getByRole('button', { name: 'Edit…' }).click()
    await page.getByRole('button', { name: 'Remove this network' }).click()
    await expect.poll(() => window.calls.at(-1)).toEqual({ name: 'removeNetwork', args: ['custom-a'] })
    await editor(window).waitFor({ state: 'detached' })
  })

  test('that are edited back to how they came are not kept as changed', async () => {
    const [escargot] = publicNetworks
    const window = await open(stateWith({ networks: [{ ...escargot!, name: 'Mine' }] }))
    await window.page.getByRole('button', { name: 'Edit…' }).click()
    await window.page.getByLabel('Name of the network').fill('Escargot')
    await window.page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => window.calls).toEqual([{ name: 'removeNetwork', args: ['escargot'] }])
  })

  test('can be tested before they are saved, and a certificate trusted then is saved with the rest', async () => {
    const window = await open()
    const { page } = window
    await page.getByRole('button', { name: 'Add a network…' }).click()
    await page.locator('[name=server]').fill('chat.home')
    await editor(window).getByRole('button', { name: 'Test connection' }).click()
    await page.getByRole('dialog', { name: 'Connection to chat.home' }).waitFor()
    const test = {
      ...failedTest('custom-chat-home', 'tls', 'certificate-untrusted'),
      untrusted: untrustedCertificate,
    }
    await window.publish({ type: 'connection-test-changed', test })
    await page.getByLabel('I have compared the fingerprint.').check()
    await page.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect.poll(() => window.calls.length).toBe(2)
    expect(window.calls[1]).toMatchObject({
      name: 'testConnection',
      args: [{ pinnedCertificate: untrustedCertificate.fingerprint }],
    })
    await window.publish({ type: 'connection-test-changed', test: passedTest('custom-chat-home') })
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => window.calls.at(-1))
      .toMatchObject({
        name: 'saveNetwork',
        args: [{ id: 'custom-chat-home', pinnedCertificate: untrustedCertificate.fingerprint }],
      })
  })
})

describe('several accounts', () => {
  const signedIn = account([contact('x@y.org')])

  test('those in use are marked, and lead to their contact list', async () => {
    const window = await open(
      stateWith({ rememberedAccounts: [rememberedAccount(), bob], accounts: { [alice]: signedIn } }),
    )
    const { page } = window
    expect(await address(window).inputValue()).toBe(bob.address)
    await address(window).press('ArrowDown')
    expect(await page.getByRole('option').filter({ hasText: '@' }).allInnerTexts()).toEqual([
      'alice@example.com\nLocal network · signed in',
      'bob@escargot.chat\nEscargot',
    ])
    await page.getByRole('option').filter({ hasText: 'alice' }).click()
    await page.getByText('This account is signed in already.').waitFor()
    await page.getByRole('button', { name: 'Show its contacts' }).click()
    await expect.poll(() => window.calls).toEqual([{ name: 'showContactList', args: [alice] }])
  })

  test('that ended are named, each with its reason', async () => {
    const lost = (id: string, networkId: string, reason: Reason) =>
      account([], { id, networkId, connection: { state: 'signed-out', reason } })
    const window = await open(
      stateWith({
        accounts: {
          [alice]: lost(alice, 'local', 'signed-in-elsewhere'),
          'escargot/alice@example.com': lost(
            'escargot/alice@example.com',
            'escargot',
            'server-shutting-down',
          ),
        },
      }),
    )
    expect(await window.page.getByRole('alert').allInnerTexts()).toEqual([
      `alice@example.com on Local network: ${reasonStrings.en['reason.signed-in-elsewhere']}`,
      `alice@example.com on Escargot: ${reasonStrings.en['reason.server-shutting-down']}`,
    ])
    expect(await networkField(window).inputValue()).toBe('escargot')
  })

  test('the settings are one button away', async () => {
    const window = await open()
    await window.page.getByRole('button', { name: 'Settings' }).click()
    await expect.poll(() => window.calls).toEqual([{ name: 'showSettings', args: ['connection'] }])
  })
})

describe('for everybody', () => {
  test('the window speaks German', async () => {
    const { page } = await open(stateWith(), {}, { locale: 'de-DE' })
    expect(await page.getByRole('button', { name: 'Anmelden', exact: true }).count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
  })

  test.each(['light', 'dark'] as const)(
    'nothing is wrong for assistive technology in %s',
    async (colorScheme) => {
      const answers = { signIn: () => failure('wrong-password') }
      const window = await open(stateWith({ rememberedAccounts: [rememberedAccount(), bob] }), answers, {
        colorScheme,
      })
      const { page } = window
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Add a network…' }).click()
      await page.getByText('Advanced', { exact: true }).click()
      await page.getByLabel('Choose the protocol version automatically').uncheck()
      await page.locator('[name=server]').fill('two words')
      await page.getByLabel('Port').fill('x')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBeGreaterThan(1)
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await address(window).press('ArrowDown')
      expect(await axeViolations(page)).toEqual([])
      await page.getByLabel('Network', { exact: true }).selectOption('local')
      await password(window).fill('x')
      await submit(window)
      await page.getByRole('alert').waitFor()
      expect(await axeViolations(page)).toEqual([])
      const signingIn = account([], { connection: { state: 'signing-in', step: 'authenticating' } })
      await window.publish({ type: 'snapshot', state: stateWith({ accounts: { [alice]: signingIn } }) })
      await progress(window).waitFor()
      expect(await axeViolations(page)).toEqual([])
    },
  )

  test('letters of twice the size fit into a narrow window', async () => {
    const state = stateWith({ settings: { ...defaultSettings, textSize: 200 } })
    const { page } = await open(state, {}, { viewport: { width: 320, height: 640 } })
    await page.getByRole('button', { name: 'Add a network…' }).click()
    await page.getByText('Advanced', { exact: true }).click()
    expect(await page.getByRole('dialog').evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    expect(await scrollsSideways(page)).toBe(false)
  })
})
