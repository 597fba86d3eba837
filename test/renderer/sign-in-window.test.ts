import { describe, expect, test } from 'vitest'
import { localNetwork } from '../../app/networks.ts'
import { failure, success } from '../../app/reasons.ts'
import { defaultSettings } from '../../app/settings.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { account, rememberedAccount, stateWith } from '../support/sample-state.ts'
import { address, alice, bob, password, progress, signInWindow, submit } from '../support/sign-in-page.ts'

const open = signInWindow()

describe('networks', () => {
  test('the local network and the public ones are explained', async () => {
    const { page } = await open()
    expect(await page.getByText('Any address and any password will do the first time.').count()).toBe(1)
    expect(await page.getByLabel('Network', { exact: true }).locator('option').allInnerTexts()).toEqual([
      'Local network',
      'Escargot',
      'CrossTalk',
      'Custom network…',
    ])
    await page.getByLabel('Network', { exact: true }).selectOption('Escargot')
    expect(await page.getByText('The chat itself does not').count()).toBe(1)
  })

  test('a custom network is checked field by field and then sent whole', async () => {
    const window = await open(stateWith(), { signIn: () => success('custom/a@b.org') })
    const { page } = window
    await page.getByLabel('Network', { exact: true }).selectOption('custom')
    await address(window).fill('a@b.org')
    await password(window).fill('x')
    await page.getByLabel('Port').fill('99999')
    await submit(window)
    const invalid = () =>
      page.locator('[aria-invalid=true]').evaluateAll((all) => all.map((each) => each.getAttribute('name')))
    await expect.poll(invalid).toEqual(['host', 'port', 'nexusUrl'])
    expect(
      await page.getByLabel('Server', { exact: true }).evaluate((field) => field === document.activeElement),
    ).toBe(true)
    expect(await page.getByText('Enter a number from 1 to 65535').count()).toBe(1)
    await page.getByLabel('Server', { exact: true }).fill('msn.example.org')
    await page.getByLabel('Port').fill('1864')
    await page.getByLabel('Nexus address').fill('https://msn.example.org/rdr/pprdr.asp')
    await page.getByText('More', { exact: true }).click()
    await page.getByLabel('Trusted certificate (PEM)').fill('nonsense')
    await submit(window)
    await expect.poll(invalid).toEqual(['trustedCertificate'])
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
    await page.getByLabel('Trusted certificate (PEM)').fill(pem)
    await page.getByLabel('Protocol versions, best first').fill('MSNP9 MSNP8')
    await page.getByLabel('The server confirms messages').uncheck()
    await submit(window)
    await expect.poll(() => window.calls.length).toBe(1)
    expect(window.calls[0]?.args[0]).toMatchObject({
      network: {
        id: 'custom',
        name: 'msn.example.org',
        notificationServer: { host: 'msn.example.org', port: 1864 },
        signIn: { nexusUrl: 'https://msn.example.org/rdr/pprdr.asp', loginUrl: '' },
        dialects: ['MSNP9', 'MSNP8'],
        acknowledges: false,
        trustedCertificate: pem,
      },
    })
  })

  test('the custom network of a remembered account is filled in', async () => {
    const custom = { ...localNetwork('chat.home', 1870, 1871), id: 'custom', name: 'chat.home' }
    const mine = rememberedAccount({ id: 'custom/a@b.org', address: 'a@b.org', networkId: 'custom' })
    const { page } = await open(
      stateWith({ networks: [...stateWith().networks, custom], rememberedAccounts: [mine] }),
    )
    expect(await page.getByLabel('Server', { exact: true }).inputValue()).toBe('chat.home')
    expect(await page.getByLabel('Network', { exact: true }).locator('option:checked').innerText()).toBe(
      'Custom: chat.home',
    )
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
      await page.getByLabel('Network', { exact: true }).selectOption('custom')
      await page.getByText('More', { exact: true }).click()
      await submit(window)
      await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBeGreaterThan(1)
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
    await page.getByLabel('Network', { exact: true }).selectOption('custom')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    expect(await scrollsSideways(page)).toBe(false)
  })
})
