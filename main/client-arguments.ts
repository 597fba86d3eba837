import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { isAddress } from '../app/contact.ts'
import { localNetwork, networkSchema, type Network } from '../app/networks.ts'
import { ownPresences, type OwnPresence } from '../app/presence.ts'
import { publicNetworks } from '../app/public-networks.ts'

/** What the command line asks for. */
export interface ClientArguments {
  readonly network: Network
  /** The network is one that the user described, not one of ours. */
  readonly fromFile: boolean
  readonly account: string
  readonly presence: OwnPresence
  /** The folder in which settings, outbox and history are kept; null to forget them at the end. */
  readonly profile: string | null
}

/** The command line or a file that it names cannot be used; the text says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What `--help` shows. */
export const usage = `Signs in to an MSN network and obeys commands, without windows.

  npm run client -- --network NETWORK --account ADDRESS [--presence PRESENCE] [--profile FOLDER]

  --network   local, escargot, crosstalk, or a JSON file that describes a network
  --account   the address to sign in with, such as alice@example.com
  --presence  ${ownPresences.join(', ')} (online)
  --profile   a folder that keeps settings, unsent lines and the history; without it they are forgotten
  --help      show this

The first line of standard input is the password, each further line one call as JSON:
{"call":"sendMessage","args":["local/alice@example.com>bob@example.com","Hello"]}
Each line of standard output is one event or one result as JSON. See docs/client.md.`

/** Reads the command line. @throws UsageError */
export function readClientArguments(
  args: readonly string[],
  localPorts: { readonly msnp: number; readonly http: number },
): ClientArguments | 'help' {
  const { network, account, presence, profile = null, help } = parse(args)
  if (help === true) return 'help'
  if (network === undefined) throw new UsageError('--network is missing')
  if (account === undefined) throw new UsageError('--account is missing')
  if (profile === '') throw new UsageError('--profile: the name of a folder')
  if (!isAddress(account)) throw new UsageError('--account: an address such as alice@example.com')
  const chosen = ownPresences.find((each) => each === (presence ?? 'online'))
  if (chosen === undefined) throw new UsageError(`--presence: one of ${ownPresences.join(', ')}`)
  const known = knownNetworks(localPorts).find(({ id }) => id === network)
  return {
    network: known ?? readNetworkFile(network),
    fromFile: known === undefined,
    account,
    presence: chosen,
    profile,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = {
      ...{ network: text, account: text, presence: text, profile: text },
      help: { type: 'boolean' },
    } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const knownNetworks = ({ msnp, http }: { msnp: number; http: number }): readonly Network[] => [
  localNetwork('127.0.0.1', msnp, http),
  ...publicNetworks,
]

/** A file that holds one record of `networkSchema`. @throws UsageError */
export function readNetworkFile(file: string): Network {
  const network = v.safeParse(networkSchema, readJson(file))
  if (network.success) return network.output
  throw new UsageError(`${file}: ${network.issues.map(describeIssue).join('; ')}`)
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`--network: ${(error as Error).message}`)
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UsageError(`${file} is not valid JSON`)
  }
}

/** What is wrong and where; without the value itself, which may be a password. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue)
  const what = issue.expected === null ? issue.message : `expected ${issue.expected}`
  return where === null ? what : `${where}: ${what}`
}
