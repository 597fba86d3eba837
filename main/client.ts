import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { accountIdOf } from '../app/account.ts'
import { localNetworkPorts } from '../app/networks.ts'
import { readClientArguments, usage, UsageError, type ClientArguments } from './client-arguments.ts'
import { exitCodes, runClient } from './client-run.ts'
import { environmentProxy } from './environment-proxy.ts'
import { LocalNetwork } from './local-network.ts'
import { createMessenger } from './messenger/messenger.ts'
import { NetworkServices } from './messenger/accounts/network-services.ts'
import { noSecrets } from './messenger/accounts/secrets.ts'
import { Store } from './messenger/store.ts'
import { systemClock } from './net/clock.ts'
import { openConnection } from './net/connection.ts'
import { openHistoryHere } from './open-history.ts'
import { startLocalServer } from './server/local-server.ts'
import { openDatabase } from './storage/database.ts'
import { storageOf } from './storage/storage.ts'

const { PAPILIO_USER_DATA, PAPILIO_LOCAL_PORT, PAPILIO_LOCAL_HTTP_PORT } = process.env
const localPorts = {
  msnp: Number(PAPILIO_LOCAL_PORT ?? localNetworkPorts.msnp),
  http: Number(PAPILIO_LOCAL_HTTP_PORT ?? localNetworkPorts.http),
}

/** Builds the program without windows out of its parts and runs it to the end of the input. */
async function run(given: ClientArguments): Promise<number> {
  const fileOf = (name: string): string =>
    given.profile === null ? ':memory:' : path.join(given.profile, name)
  const { database, problem } = openDatabase(fileOf('papilio.db'))
  if (problem) log(`the database is ${problem.kind}`)
  const store = new Store()
  const hosted = new LocalNetwork(localPorts, (ports) =>
    startLocalServer({
      host: '127.0.0.1',
      port: ports.port,
      httpPort: ports.httpPort,
      directoryFile: PAPILIO_USER_DATA ? path.join(PAPILIO_USER_DATA, 'local-network.json') : null,
    }),
  )
  const messenger = createMessenger({
    ...storageOf(database, randomUUID),
    store,
    clock: systemClock,
    history: openHistoryHere(fileOf('history.db'), log),
    soon: (run) => setImmediate(run),
    locale: new Intl.DateTimeFormat().resolvedOptions().locale,
    randomId: randomUUID,
    random: Math.random,
    openConnection,
    findSystemProxy: environmentProxy(process.env),
    createServices: (options) => new NetworkServices(options),
    placeName: hostname(),
    secrets: noSecrets,
    prepareNetwork: (network) => (given.fromFile ? Promise.resolve(network) : hosted.prepare(network)),
    log,
  })
  const lines = createInterface({ input: process.stdin })
  const stop = (): void => {
    lines.close()
    void messenger.cancelSignIn(accountIdOf(given.network.id, given.account))
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const write = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
  const code = await runClient({ ...given, messenger, store, lines, write })
  lines.close()
  await hosted.close()
  database.close()
  if (code === exitCodes.badUsage) complain('the first line of standard input must be the password')
  return code
}

/** Faults of the program; their texts hold no secret. */
const log = (message: string, error?: unknown): void => console.error(`papilio: ${message}`, error ?? '')

async function main(): Promise<number> {
  const args = process.argv.slice(2)
  try {
    const given = readClientArguments(args, localPorts)
    if (given !== 'help') return await run(given)
    console.log(usage)
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    complain(error.message)
    return exitCodes.badUsage
  }
}

const complain = (sentence: string): void => console.error(`${sentence}\n\n${usage}`)

// Whoever reads the output may stop; nothing is left to say then.
process.stdout.on('error', () => process.exit(exitCodes.done))
const code = await main()
process.stdout.write('', () => process.exit(code))
