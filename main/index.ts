import { app, dialog } from 'electron'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import path from 'node:path'
import { localNetwork, localNetworkPorts } from '../app/networks.ts'
import { publicNetworks } from '../app/public-networks.ts'
import { automaticSignIns } from './automatic-sign-in.ts'
import { registerScheme } from './desktop/app-protocol.ts'
import { Credentials } from './desktop/credentials.ts'
import { Desktop } from './desktop/desktop.ts'
import { beforeEnding } from './desktop/ending.ts'
import { origin } from './desktop/served-file.ts'
import { stringsFor } from './desktop/strings.ts'
import { findSystemProxy } from './desktop/system-proxy.ts'
import { Updates } from './desktop/updates.ts'
import { openIpc } from './ipc.ts'
import { LocalNetwork } from './local-network.ts'
import { createMessenger } from './messenger/messenger.ts'
import { NetworkServices } from './messenger/accounts/network-services.ts'
import { Store } from './messenger/store.ts'
import { systemClock } from './net/clock.ts'
import { openConnection } from './net/connection.ts'
import { openHistory } from './open-history.ts'
import { startLocalServer } from './server/local-server.ts'
import { openDatabase } from './storage/database.ts'
import { storageOf } from './storage/storage.ts'

const { PAPILIO_USER_DATA, PAPILIO_LOCAL_PORT, PAPILIO_LOCAL_HTTP_PORT } = process.env
const localHost = '127.0.0.1'
const localPorts = {
  msnp: Number(PAPILIO_LOCAL_PORT ?? localNetworkPorts.msnp),
  http: Number(PAPILIO_LOCAL_HTTP_PORT ?? localNetworkPorts.http),
}

/** Builds the program out of its parts and hands each what it needs. */
function start(): void {
  const userData = app.getPath('userData')
  const store = new Store()
  const { database, problem } = openDatabase(path.join(userData, 'papilio.db'))
  if (problem) log(`the database is ${problem.kind}`)

  const network = new LocalNetwork(localPorts, ({ port, httpPort }) =>
    startLocalServer({
      host: localHost,
      port,
      httpPort,
      directoryFile: path.join(userData, 'local-network.json'),
    }),
  )
  const messenger = createMessenger({
    ...storageOf(database, randomUUID),
    store,
    clock: systemClock,
    history: openHistory(path.join(userData, 'history.db'), historyWorker, log),
    soon: (run) => setImmediate(run),
    locale,
    randomId: randomUUID,
    random: Math.random,
    openConnection,
    findSystemProxy,
    createServices: (options) => new NetworkServices(options),
    placeName: hostname(),
    secrets: new Credentials(path.join(userData, 'credentials.json')),
    prepareNetwork: (record) => network.prepare(record),
    presets: [localNetwork(localHost, localPorts.msnp, localPorts.http), ...publicNetworks],
    log,
  })

  const updates = new Updates({
    state: () => store.state,
    soon: (run) => setImmediate(run),
    beforeSending: () => messenger.keep(),
  })
  const desktop = new Desktop({
    dist: path.join(import.meta.dirname, '..'),
    userData,
    state: () => store.state,
    strings: strings(),
    calls: messenger,
    messenger,
    sendEffect: (window, effect) => ipc.sendEffect(window, effect),
    listens: (window) => ipc.listens(window),
  })
  const ipc = openIpc({ origin, calls: messenger, windowCalls: desktop.calls, updates, log })
  store.subscribe((event, state, before) => {
    updates.publish(event)
    desktop.handle(event, state, before)
  })

  beforeEnding(async () => {
    desktop.end()
    try {
      await messenger.close()
      await network.close()
    } finally {
      database.close()
    }
  })
  desktop.open()
  desktop.showMain()
  for (const account of automaticSignIns(store.state)) void messenger.signIn(account)
}

/** The script of the history's thread, where the build puts it. */
const historyWorker = path.join(import.meta.dirname, '../worker/history.cjs')

/** The system's language. */
const { locale } = new Intl.DateTimeFormat().resolvedOptions()

/** The sentences in the system's language. */
const strings = () => stringsFor(locale)

/** Faults of the program; their texts hold no secret. */
function log(message: string, error?: unknown): void {
  console.error(`papilio: ${message}`, error ?? '')
}

// A fault that nobody foresaw ends no conversation of its user; everywhere else it is loud.
if (app.isPackaged) process.on('uncaughtException', (error) => log('a fault', error))

// What Electron wants before it is ready.
if (PAPILIO_USER_DATA) app.setPath('userData', path.resolve(PAPILIO_USER_DATA))
if (process.platform === 'win32') app.setAppUserModelId('org.example.papilio')
registerScheme()
app.enableSandbox()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => {
    try {
      start()
    } catch (error) {
      dialog.showErrorBox(strings().cannotStart, error instanceof Error ? error.message : String(error))
      app.exit(1)
    }
  })
} else app.quit()
