import path from 'node:path'
import { expect as playwrightExpect, type Page } from '@playwright/test'
import { accountIdOf } from '../app/account.ts'
import { call } from '../test/support/bridge-calls.ts'
import { chooseOf, lineOf } from '../test/support/contact-deeds.ts'
import type { Program } from '../test/support/launch.ts'
import { startLink } from '../test/support/links.ts'
import { networkHere } from '../test/support/networks.ts'
import { rawTicket, type RawPorts } from '../test/support/raw-client.ts'
import { draw } from './draw.ts'
import type { Person } from './tour-person.ts'

const expect = playwrightExpect.configure({ timeout: 20_000 })

/** What the tour shows more of belongs to Alice, whose program hosts the network at these ports. */
export interface TourStop {
  readonly program: Program
  readonly ports: RawPorts
  /** Where pictures are left. */
  readonly folder: string
}

/** Alice puts her list in order, looks at a contact's card, and signs in to a second network, which she loses. */
export async function showLists(stop: TourStop, alice: Person, bob: Person): Promise<void> {
  const { program, ports, folder } = stop
  const list = await program.window('contact-list', { account: alice.address })
  await putInOrder(list, ports, alice, bob)
  await program.browserWindow(list, (window) => window.setBounds({ width: 320, height: 780 }))
  await chooseOf(list, bob.name, 'Contact card…')
  const card = list.getByRole('dialog', { name: 'Contact card' })
  await card.getByLabel('Notes').fill('Knows every flower of the market.\nBirthday: 3 May')
  await draw(list, path.join(folder, 'contact-card.png'))
  await card.getByRole('button', { name: 'Save' }).click()

  await program.browserWindow(list, (window) => window.setBounds({ width: 320, height: 640 }))
  const link = await startLink(ports)
  const second = await signInToo(list, program, { port: link.port, httpPort: ports.httpPort })
  await draw(list, path.join(folder, 'contact-list-groups.png'))
  await draw(second, path.join(folder, 'second-account.png'))
  await link.close()
  await expect(second.getByRole('button', { name: 'Try now' })).toBeVisible()
  await draw(second, path.join(folder, 'reconnecting.png'))
}

/** Groups, and people who are not there. */
async function putInOrder(list: Page, ports: RawPorts, alice: Person, bob: Person): Promise<void> {
  const account = accountIdOf('local', alice.address)
  for (const [address, alias] of [
    ['carol@example.com', 'Carol'],
    ['dave@example.com', 'Dave from the allotment'],
  ] as const) {
    // Whoever asks for a ticket has an account.
    await rawTicket(ports, address, 'secret')
    await call(list, 'addContact', account, address, {})
    await call(list, 'noteContact', account, address, { alias })
  }
  for (const [group, members] of [
    ['Garden', [bob.address, 'carol@example.com']],
    ['Helpers', ['echo@papilio.example', 'guide@papilio.example']],
  ] as const) {
    const created = await call(list, 'createGroup', account, group)
    for (const member of members)
      await call(list, 'moveContact', account, member, null, created.ok ? created.value : null)
  }
  await call(list, 'noteContact', account, bob.address, { favourite: true })
  await expect(lineOf(list, 'Helpers')).toBeVisible()
  await expect(lineOf(list, 'Carol')).toBeVisible()
}

/** A second account, on another network; answers with its contact list. */
async function signInToo(list: Page, program: Program, ports: RawPorts): Promise<Page> {
  await call(list, 'saveNetwork', networkHere('custom-garden-club', 'Garden club', ports))
  await call(list, 'showSignIn')
  const page = await program.window('sign-in')
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Garden club' })
  await page.getByLabel('Address', { exact: true }).fill('alice@club.example')
  await page.getByLabel('Password', { exact: true }).fill('secret')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const second = await program.window('contact-list', { account: 'alice@club.example' })
  await call(
    second,
    'setFriendlyName',
    accountIdOf('custom-garden-club', 'alice@club.example'),
    'Alice, treasurer',
  )
  await expect(lineOf(second, 'Echo')).toBeVisible()
  await expect(second.getByText('Alice, treasurer')).toBeVisible()
  return second
}
