import type { Page } from '@playwright/test'
import { axeViolations } from '../support/axe.ts'
import { call } from '../support/bridge-calls.ts'
import { complaintsOf } from '../support/complaints.ts'
import { closeTest, endedTest, expectFailure, expectPass, stepIn } from '../support/connection-test-dialog.ts'
import { contactIn, expect, test as base } from '../support/deeds.ts'
import { NetworkEditor } from '../support/network-editor.ts'
import { networkHere } from '../support/networks.ts'
import { startSecureFront, type SecureFront } from '../support/secure-front.ts'

const alice = 'alice@example.com'

/** Here TLS stands before the pages of the network. */
const test = base.extend<{ front: SecureFront }>({
  front: async ({ network }, use) => {
    const front = await startSecureFront(network)
    await use(front)
    await front.close()
  },
})

async function signIn(page: Page, network: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: network })
  await page.getByLabel('Address', { exact: true }).fill(alice)
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const skipped = 'not tried, because an earlier step failed'

test('a certificate is compared and trusted, services that fail are told of, and then one signs in', async ({
  launch,
  network,
  front,
}) => {
  const program = await launch()
  const complaints = complaintsOf(program)
  const page = await program.window('sign-in')
  const editor = await NetworkEditor.open(page)
  await editor.fill({
    'Server address': '127.0.0.1',
    'Name of the network': 'At home',
    Port: `${network.port}`,
    'Token service': `${front.origin}/RST.srf`,
    Nexus: `${front.origin}/rdr/pprdr.asp`,
    Contacts: `${front.origin}/abservice/abservice.asmx`,
    Membership: `${front.origin}/abservice/SharingService.asmx`,
    'HTTP gateway': '',
  })
  const dialog = await editor.test()
  await test.step('the certificate', async () => {
    await expectFailure(dialog, {
      step: 'Certificate of the sign-in service',
      fault: 'Nobody vouches for the certificate that the server showed.',
      advice:
        'Check the date and the time of this computer, and its virus scanner. If the network is your own, compare the certificate below; otherwise ask the people who run it.',
    })
    await expectPass(dialog, 'Connection to the server')
    await expect(stepIn(dialog, 'Messenger protocol')).toContainText('MSNP18')
    await expect(stepIn(dialog, 'Sign-in service')).toContainText(skipped)
    await expect(dialog.getByText(front.fingerprint, { exact: true })).toBeVisible()
    expect(front.asked).toEqual([])
    expect(await axeViolations(page, { onePage: true })).toEqual([])
  })

  front.statuses.set('/RST.srf', 404)
  await test.step('the sign-in service', async () => {
    const trust = dialog.getByRole('button', { name: 'Trust this certificate' })
    await expect(trust).toBeDisabled()
    await dialog.getByRole('checkbox', { name: 'I have compared the fingerprint.' }).check()
    await trust.click()
    const failure = {
      step: 'Sign-in service',
      fault: 'The sign-in service does not answer as it should.',
      advice:
        'Check its addresses under “Advanced”. If they are right, try again later or ask the people who run the network.',
    }
    await expectFailure(dialog, failure)
    await expect(stepIn(dialog, 'Sign-in service')).toContainText('HTTP 404')
    await expectPass(dialog, 'Certificate of the sign-in service')
    front.statuses.set('/RST.srf', 500)
    await dialog.getByRole('button', { name: 'Test again' }).click()
    await expect(stepIn(dialog, 'Sign-in service')).toContainText('HTTP 500')
    await expectFailure(dialog, failure)
  })

  front.statuses.clear()
  front.statuses.set('/abservice/SharingService.asmx', 404)
  await test.step('the address book', async () => {
    await dialog.getByRole('button', { name: 'Test again' }).click()
    await expectFailure(dialog, {
      step: 'Address book',
      fault: 'The address book does not answer as it should.',
      advice:
        'Check its addresses under “Advanced”. If they are right, try again later or ask the people who run the network.',
    })
    await expectPass(dialog, 'Sign-in service')
  })

  front.statuses.clear()
  await dialog.getByRole('button', { name: 'Test again' }).click()
  await expect(dialog.getByText(/^Everything works\./)).toBeVisible()
  for (const step of ['Connection to the server', 'Messenger protocol', 'Sign-in service', 'Address book'])
    await expectPass(dialog, step)
  await expect(stepIn(dialog, 'Server name')).toContainText('not needed here')
  await closeTest(dialog)
  await editor.save()
  await signIn(page, 'At home')
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(front.asked).toContain('/RST.srf')
  expect(complaints).toEqual([])
})

test('a sign-in that failed leads to the test that says why, and on when it is solved', async ({
  launch,
  network,
  front,
}) => {
  const program = await launch()
  const page = await program.window('sign-in')
  const here = networkHere('custom', 'At home', network, {
    signIn: { nexusUrl: '', loginUrl: '', tokenUrl: `${front.origin}/RST.srf` },
    pinnedCertificate: front.fingerprint,
  })
  await call(page, 'changeSettings', { theme: 'dark' })
  await call(page, 'saveNetwork', here)
  front.statuses.set('/RST.srf', 404)
  await signIn(page, 'At home')
  await expect(page.getByRole('alert')).toContainText(
    'The network’s sign-in service does not work at the moment. Try again in a few minutes.',
  )
  await page.getByRole('button', { name: 'Find out why' }).click()
  const dialog = await endedTest(page)
  await expect(dialog).toHaveAccessibleName('Connection to At home')
  expect(await axeViolations(page, { onePage: true })).toEqual([])
  await expect(dialog.getByText('There is a problem: Sign-in service.')).toBeVisible()
  front.statuses.clear()
  await dialog.getByRole('button', { name: 'Test again' }).click()
  await expect(dialog.getByText(/^Everything works\./)).toBeVisible()
  await closeTest(dialog)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
})
