import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hashPassword } from '../../main/server/directory/passwords.ts'

/** What somebody's lists say of another person. */
export interface KnownPerson {
  /** Words in this order: `forward allow block reverse pending`. */
  readonly lists: string
  /** Names, in order. */
  readonly groups: readonly string[]
  readonly inviteMessage: string
}

/** Somebody of a network, as a test writes them down. */
export interface Somebody {
  /** The address when left out. */
  readonly name?: string
  readonly groups?: readonly string[]
  /** By address. */
  readonly contacts?: Readonly<Record<string, Partial<KnownPerson> & Pick<KnownPerson, 'lists'>>>
  readonly admitsUnlisted?: boolean
}

/** Everybody of a network, by address. */
export type People = Readonly<Record<string, Somebody>>

/** Two people who are contacts of each other. */
export const friend = { lists: 'forward allow reverse' } as const

const listNames = ['forward', 'allow', 'block', 'reverse', 'pending'] as const

interface Kept {
  readonly accounts: readonly {
    readonly address: string
    readonly id: string
    readonly admitsUnlisted: boolean
    readonly asksWhenAdded: boolean
    readonly groups: readonly { readonly id: string; readonly name: string }[]
    readonly contacts: readonly {
      readonly address: string
      readonly lists: number
      readonly groups: readonly string[]
      readonly inviteMessage?: string
    }[]
  }[]
}

/** The file of a network's directory: written before the network starts, and read to see what it keeps. */
export class DirectoryOnDisk {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-network-'))
  readonly file = path.join(this.#folder, 'directory.json')

  /** Everybody has the password `secret`. */
  async write(people: People): Promise<void> {
    const password = await hashPassword('secret')
    const accounts = Object.entries(people).map(([address, somebody], at) => ({
      address,
      id: idOf(1, at),
      password,
      friendlyName: somebody.name ?? address,
      personalMessage: '',
      admitsUnlisted: somebody.admitsUnlisted ?? true,
      asksWhenAdded: true,
      properties: {},
      groups: (somebody.groups ?? []).map((name, at) => ({ id: idOf(2, at), number: at + 1, name })),
      version: 1,
      contacts: Object.entries(somebody.contacts ?? {}).map(([other, known]) => ({
        address: other,
        lists: bitsOf(known.lists),
        storedName: null,
        groups: (known.groups ?? []).map((name) => idOf(2, somebody.groups?.indexOf(name) ?? -1)),
        inviteMessage: known.inviteMessage ?? '',
      })),
    }))
    writeFileSync(this.file, JSON.stringify({ papilio: 'directory', version: 1, accounts }))
  }

  /** What is kept of one person about another; undefined for nothing. */
  known(address: string, other: string): KnownPerson | undefined {
    const { groups, contacts } = this.#find(address)
    const known = contacts.find((contact) => contact.address === other)
    if (known === undefined) return undefined
    return {
      lists: listNames.filter((_, bit) => (known.lists >> bit) & 1).join(' '),
      groups: groups.filter(({ id }) => known.groups.includes(id)).map(({ name }) => name),
      inviteMessage: known.inviteMessage ?? '',
    }
  }

  /** The lists alone; empty for somebody on none. */
  lists(address: string, other: string): string {
    return this.known(address, other)?.lists ?? ''
  }

  /** By which dialects from MSNP10 on name somebody. */
  idOf(address: string): string {
    return this.#find(address).id
  }

  groups(address: string): readonly string[] {
    return this.#find(address).groups.map(({ name }) => name)
  }

  privacy(address: string): { readonly admitsUnlisted: boolean; readonly asksWhenAdded: boolean } {
    const { admitsUnlisted, asksWhenAdded } = this.#find(address)
    return { admitsUnlisted, asksWhenAdded }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #find(address: string): Kept['accounts'][number] {
    const { accounts } = JSON.parse(readFileSync(this.file, 'utf8')) as Kept
    const account = accounts.find((each) => each.address === address)
    if (account === undefined) throw new Error(`nobody is called ${address}`)
    return account
  }
}

const bitsOf = (lists: string): number =>
  lists.split(' ').reduce((sum, list) => sum | (1 << listNames.findIndex((name) => name === list)), 0)

const idOf = (kind: number, at: number): string =>
  `00000000-0000-4000-800${kind}-${String(at).padStart(12, '0')}`
