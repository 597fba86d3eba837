import type { Page } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { localNetwork, type Network } from '../../app/networks.ts'
import {
  startLocalServer,
  type LocalServer,
  type LocalServerOptions,
} from '../../main/server/local-server.ts'
import { call } from './bridge-calls.ts'
import type { Program } from './launch.ts'
import { makeFriends, type RawPorts } from './raw-client.ts'

const host = '127.0.0.1'

/** The record of a network of the user's own on this computer, without a gateway unless `change` names one. */
export const networkHere = (
  id: string,
  name: string,
  { port, httpPort }: RawPorts,
  change: Partial<Network> = {},
): Network => ({ ...localNetwork(host, port, httpPort), gatewayUrl: '', id, name, ...change })

/** Enters a network by the editor of the sign-in window, every address by itself. */
export async function enterNetwork(page: Page, name: string, ports: RawPorts): Promise<void> {
  const { notificationServer, signIn, addressBook, offlineMessages, gatewayUrl } = networkHere(
    'custom',
    name,
    ports,
  )
  await page.getByRole('button', { name: 'Add a network…' }).click()
  const editor = page.getByRole('dialog', { name: 'Add a network' })
  const fill = (label: string, text: string) => editor.getByLabel(label, { exact: true }).fill(text)
  await fill('Server address', `${host}:${notificationServer.port}`)
  await fill('Name of the network', name)
  await editor.getByText('Advanced', { exact: true }).click()
  await fill('HTTP gateway', gatewayUrl)
  await fill('Token service', signIn.tokenUrl)
  await fill('Nexus', signIn.nexusUrl)
  await fill('Contacts', addressBook.contactsUrl)
  await fill('Membership', addressBook.membershipUrl)
  await fill('Fetching', offlineMessages.readUrl)
  await fill('Sending', offlineMessages.sendUrl)
  await editor.getByRole('button', { name: 'Save' }).click()
}

/** Fills in the sign-in window for a network that the program does not know yet, and sends it. */
export async function trySignIn(
  page: Page,
  network: Network,
  address: string,
  password = 'secret',
): Promise<void> {
  await call(page, 'saveNetwork', network)
  await page.getByRole('combobox', { name: 'Network' }).selectOption(network.id)
  await page.getByLabel('Address', { exact: true }).fill(address)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in by the sign-in window on a network that the program does not know yet; answers with the contact list. */
export async function signInOn(
  program: Program,
  network: Network,
  address: string,
  password = 'secret',
): Promise<Page> {
  await trySignIn(await program.window('sign-in'), network, address, password)
  return program.window('contact-list', { account: address, network: network.id })
}

/** A network's directory in a file: the network may stop and start again, and others may start with the same people. */
export class KeptDirectory {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-network-'))
  readonly #started: LocalServer[] = []
  readonly file = path.join(this.#folder, 'directory.json')

  /** A directory in which these people are contacts of each other, with the password `secret`. */
  static async ofFriends(...addresses: readonly string[]): Promise<KeptDirectory> {
    const directory = new KeptDirectory()
    const network = await directory.start()
    await makeFriends(network, ...addresses)
    await network.close()
    return directory
  }

  /** Starts a network on this directory; it ends with `remove` at the latest. */
  async start(options: Partial<LocalServerOptions> = {}): Promise<LocalServer> {
    const network = await startLocalServer({
      host,
      port: 0,
      httpPort: 0,
      directoryFile: this.file,
      ...options,
    })
    this.#started.push(network)
    return network
  }

  /** Starts a network on a copy of the directory. */
  startCopy(options: Partial<LocalServerOptions> = {}): Promise<LocalServer> {
    const file = path.join(this.#folder, `directory-${this.#started.length}.json`)
    writeFileSync(file, readFileSync(this.file))
    return this.start({ ...options, directoryFile: file })
  }

  async remove(): Promise<void> {
    await Promise.all(this.#started.map((network) => network.close()))
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
