import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Limits } from '../../main/server/limits.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { ManualClock } from './manual-clock.ts'
import { fetchToken, prove } from './sso.ts'
import { WireClient } from './wire-client.ts'

/** The password of everybody in the tests. */
export const password = 'secret'

/** Made by another implementation of scrypt from that password. */
const passwordHash =
  'scrypt$000102030405060708090a0b0c0d0e0f$9544e48979da3c896dfb7f7f5bc015fb320e810f8372f88d66d9921da5a2aa65'

interface ListedContact {
  readonly address: string
  readonly lists: number
  readonly groups?: readonly string[]
}

/** One account of a directory file, written out by hand. */
export const accountRecord = (
  name: string,
  number: number,
  contacts: readonly ListedContact[],
  groups: readonly object[] = [],
) => ({
  address: `${name.toLowerCase()}@example.com`,
  id: `000000a${number}-0000-4000-8000-00000000100${number}`,
  password: passwordHash,
  friendlyName: name,
  personalMessage: '',
  admitsUnlisted: true,
  asksWhenAdded: true,
  properties: {},
  contacts: contacts.map(({ address, lists, groups: inGroups = [] }) => ({
    address,
    lists,
    storedName: null,
    groups: inGroups,
  })),
  groups,
  version: 1,
})

const friends = '11111111-0000-4000-8000-000000000001'
const [alice, bob, carol] = ['alice@example.com', 'bob@example.com', 'carol@example.com'] as const

/** Alice, Bob and Carol have one another on their lists; Dave knows nobody. */
export const fourPeople: readonly object[] = [
  accountRecord(
    'Alice',
    0,
    [
      { address: bob, lists: 11, groups: [friends] },
      { address: carol, lists: 11 },
    ],
    [{ id: friends, number: 1, name: 'Friends' }],
  ),
  accountRecord('Bob', 1, [
    { address: alice, lists: 11 },
    { address: carol, lists: 11 },
  ]),
  accountRecord('Carol', 2, [
    { address: alice, lists: 11 },
    { address: bob, lists: 11 },
  ]),
  accountRecord('Dave', 3, []),
]

/** A network that runs for one test. */
export interface TestNetwork extends LocalServer {
  readonly clock: ManualClock
  readonly log: readonly string[]
  readonly directoryFile: string
  /** Opens a connection; all connections of a network share what expectations have found. */
  open(keepsOpen?: boolean): Promise<WireClient>
  /** A connection that has signed in; the lists have been asked for. `place`: of a dialect that has several. */
  signIn(name: string, dialect: string, place?: string): Promise<WireClient>
  /** Signs in and becomes online; what came up to the challenge, and then about oneself, has been read. */
  online(name: string, dialect: string, capabilities?: string, place?: string): Promise<WireClient>
}

const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

/** Starts a network with these accounts, without robots, whose clock the test moves. */
export async function startNetwork(
  options: {
    accounts?: readonly object[]
    limits?: Partial<Limits>
    contactsWhoAnswer?: boolean
    directoryFile?: string
    announcedHost?: string
    dialects?: readonly string[]
    silentVerbs?: readonly string[]
    deltas?: boolean
    lockKeys?: boolean
    acknowledgesEmptyRooms?: boolean
    refusedTexts?: readonly string[]
  } = {},
): Promise<TestNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'papilio-server-'))
  running.push(() => rm(folder, { recursive: true, force: true }))
  const directoryFile = options.directoryFile ?? join(folder, 'directory.json')
  if (options.directoryFile === undefined) {
    await writeFile(
      directoryFile,
      JSON.stringify({ papilio: 'directory', version: 1, accounts: options.accounts ?? fourPeople }),
    )
  }
  const clock = new ManualClock()
  const log: string[] = []
  const { accounts: _accounts, directoryFile: _file, ...rest } = options
  const server = await startLocalServer({
    ...rest,
    host: '127.0.0.1',
    port: 0,
    httpPort: 0,
    directoryFile,
    clock,
    contactsWhoAnswer: options.contactsWhoAnswer ?? false,
    announcedHost: options.announcedHost ?? null,
    log: (line) => log.push(line),
  })
  running.push(() => server.close())
  return withClients({ ...server, clock, log, directoryFile })
}

function withClients(
  server: LocalServer & Pick<TestNetwork, 'clock' | 'log' | 'directoryFile'>,
): TestNetwork {
  const variables = new Map<string, string>([['host', `127.0.0.1:${server.port}`]])
  const open = (keepsOpen = false): Promise<WireClient> => WireClient.open(server.port, variables, keepsOpen)
  const signIn = async (name: string, dialect: string, place?: string): Promise<WireClient> => {
    const client = await open()
    const address = `${name}@example.com`
    client.send(`VER 1 ${dialect}`)
    if (proves(dialect))
      await signInByProof(client, server.httpPort, address, place ?? placeOf(name, dialect))
    else {
      client.send(`USR 2 TWN I ${address}`)
      client.send(`USR 3 TWN S ${await fetchTicket(server.httpPort, address)}`)
    }
    client.send(byId(dialect) ? 'SYN 4 0 0' : 'SYN 4 0')
    await catchUp(client)
    return client
  }
  const online = async (
    name: string,
    dialect: string,
    capabilities = '0',
    place?: string,
  ): Promise<WireClient> => {
    const client = await signIn(name, dialect, place)
    client.send(`CHG 5 NLN ${capabilities}`)
    await skipUntil(client, /^CHL 0 /)
    if (hasPlaces(dialect))
      await client.read(Number(/\d+$/.exec(await skipUntil(client, selfUbx(name)))?.[0]))
    return client
  }
  return { ...server, open, signIn, online }
}

/** C: USR trid SSO I address, then the ticket, the proof, and the machine GUID where there is one. */
async function signInByProof(
  client: WireClient,
  httpPort: number,
  address: string,
  place: string,
): Promise<void> {
  const { ticket, secret } = await fetchToken(httpPort, address, password)
  client.send(`USR 2 SSO I ${address}`)
  const nonce = (await skipUntil(client, /^USR 2 SSO S MBI_KEY_OLD /)).split(' ')[5] ?? ''
  client.send(`USR 3 SSO S ${ticket} ${prove(secret, nonce)}${place === '' ? '' : ` ${place}`}`)
}

/** The machine of somebody who is at one place: `{aaaaaaaa-1111-…}` for Alice. */
export const placeOf = (name: string, dialect: string): string => {
  if (!hasPlaces(dialect)) return ''
  const [first = ''] = name
  return `{${first.repeat(8)}-1111-4111-8111-${first.repeat(12)}}`
}

const number = (dialect: string): number => Number(dialect.slice(4))
const proves = (dialect: string): boolean => number(dialect) >= 15
const hasPlaces = (dialect: string): boolean => number(dialect) >= 16
const selfUbx = (name: string): RegExp => new RegExp(`^UBX (?:1:)?${name}@example\\.com `)

const byId = (dialect: string): boolean => !['MSNP8', 'MSNP9'].includes(dialect)

/** Reads everything that the server has sent so far. Only for notification sessions. */
export async function catchUp(client: WireClient): Promise<void> {
  client.send('PNG')
  await skipUntil(client, /^QNG/)
}

/** Reads lines and the payloads that announce themselves, up to the first line that fits. */
export async function skipUntil(client: WireClient, wanted: RegExp): Promise<string> {
  for (;;) {
    const line = await client.line()
    if (wanted.test(line)) return line
    const length = /^(?:MSG|UBX|GCF|UUX|ADL|RML|NOT)(?: .*)? (\d+)$/.exec(line)?.[1]
    if (length !== undefined) await client.read(Number(length))
  }
}

/** Logs in over HTTP and answers the ticket. */
export async function fetchTicket(httpPort: number, address: string, word = password): Promise<string> {
  const fields = `OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=${encodeURIComponent(address)},pwd=${encodeURIComponent(word)},lc=1033`
  const response = await fetch(`http://127.0.0.1:${httpPort}/login`, {
    headers: { authorization: `Passport1.4 ${fields}` },
  })
  const ticket = /from-PP='([^']+)'/.exec(response.headers.get('authentication-info') ?? '')?.[1]
  if (ticket === undefined) throw new Error(`no ticket but ${response.status}`)
  return ticket
}
