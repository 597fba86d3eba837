import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readNetworkFile } from '../../main/client-arguments.ts'
import { obey } from '../../main/client-calls.ts'
import { Updates } from '../../main/desktop/updates.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import { noSecrets } from '../../main/messenger/accounts/secrets.ts'
import { createMessenger } from '../../main/messenger/messenger.ts'
import { Store } from '../../main/messenger/store.ts'
import { systemClock } from '../../main/net/clock.ts'
import { openConnection } from '../../main/net/connection.ts'
import { openHistory } from '../../main/open-history.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'

// The program as its windows know it, but for the windows: the history has its thread, and what is printed is what windows are told,
// in the same moments. Input and output are those of main/client.ts.
const [, , profile = '', networkFile = '', account = ''] = process.argv
const network = readNetworkFile(networkFile)
const log = (message: string, error?: unknown): void => console.error(message, error ?? '')
const write = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

const { database, problem } = openDatabase(path.join(profile, 'papilio.db'))
if (problem !== null) log(`the database is ${problem.kind}`)
const store = new Store()
const messenger = createMessenger({
  ...storageOf(database, randomUUID),
  store,
  clock: systemClock,
  history: openHistory(
    path.join(profile, 'history.db'),
    path.join(import.meta.dirname, '../../main/history/worker.ts'),
    log,
  ),
  soon: (run) => setImmediate(run),
  locale: 'en-US',
  randomId: randomUUID,
  random: Math.random,
  openConnection,
  findSystemProxy: () => Promise.resolve(null),
  createServices: (options) => new NetworkServices(options),
  placeName: 'test',
  secrets: noSecrets,
  prepareNetwork: (given) => Promise.resolve(given),
  log,
})
const updates = new Updates({
  state: () => store.state,
  soon: (run) => setImmediate(run),
  beforeSending: () => messenger.keep(),
})
store.subscribe((event) => updates.publish(event))
updates.subscribe(
  {
    send(update) {
      if (update.kind === 'events') for (const event of update.events) write({ event })
    },
  },
  1,
)

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { value: password } = await lines.next()
const result = await messenger.signIn({
  ...{ network, address: account, password: String(password), presence: 'online' },
  ...{ rememberAccount: false, rememberPassword: false, signInAutomatically: false },
})
write({ result, call: 'signIn' })
for (let next = await lines.next(); next.done !== true; next = await lines.next())
  void obey(next.value, messenger, () => store.state.settings).then(write)
await messenger.close()
database.close()
process.exit(0)
