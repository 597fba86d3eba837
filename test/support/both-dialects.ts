import type { Page } from '@playwright/test'
import type { Limits } from '../../main/server/limits.ts'
import { startLocalServer } from '../../main/server/local-server.ts'
import { Subscription } from './bridge-calls.ts'
import { test as base, expect } from './deeds.ts'
import { DirectoryOnDisk, type People } from './directory.ts'
import type { Program } from './launch.ts'

interface Given {
  /** The only dialect that the network speaks; anything older for raw clients too if it is MSNP18. */
  readonly dialect: string
  /** Who is on the network from the start. */
  readonly people: People
  readonly limits: Partial<Limits>
}

interface Fixtures extends Given {
  readonly directory: DirectoryOnDisk
  /** Signs in by the sign-in window, to be remembered, and sees to it that the dialect of the test is spoken. */
  readonly signIn: (program: Program, address: string) => Promise<Page>
}

/** Playwright's `test` with a network of known people, whose directory can be read. */
export const test = base.extend<Fixtures>({
  dialect: ['MSNP18', { option: true }],
  people: [{}, { option: true }],
  limits: [{ saveAfterMs: 20 }, { option: true }],
  directory: async ({ people }, use) => {
    const directory = new DirectoryOnDisk()
    await directory.write(people)
    await use(directory)
    directory.remove()
  },
  network: async ({ dialect, limits, directory }, use) => {
    const network = await startLocalServer({
      ...{ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: directory.file, contactsWhoAnswer: false },
      dialects: [dialect, 'MSNP12'],
      limits,
    })
    await use(network)
    await network.close()
  },
  signIn: async ({ dialect }, use) => {
    await use(async (program, address) => {
      await rememberMe(program)
      const list = await program.signIn(address)
      expect(await spokenOn(list)).toBe(dialect)
      return list
    })
  },
})

/** Makes the same tests for the family of commands and for that of the address book. */
export function inBothFamilies(people: People, body: (dialect: 'MSNP12' | 'MSNP18') => void): void {
  for (const dialect of ['MSNP12', 'MSNP18'] as const) {
    test.describe(dialect, () => {
      test.use({ dialect, people })
      body(dialect)
    })
  }
}

/** What is noted about people is kept for accounts that are remembered, and for no others. */
export async function rememberMe(program: Program): Promise<void> {
  const page = await program.window('sign-in')
  await page.getByRole('checkbox', { name: 'Remember me', exact: true }).check()
}

/** The dialect of the account whose contact list it is. */
export async function spokenOn(list: Page): Promise<string | null> {
  const id = new URL(list.url()).searchParams.get('account') ?? ''
  const subscription = await Subscription.open(list)
  const connection = (await subscription.state()).accounts[id]?.connection
  await subscription.end()
  return connection?.state === 'signed-in' ? connection.dialect : null
}

export { expect }
