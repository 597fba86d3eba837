import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { systemClock } from '../net/clock.ts'
import { Histories } from './address-book/history.ts'
import type { Clock } from './clock.ts'
import { startContactsWhoAnswer } from './robots/contacts-who-answer.ts'
import { DirectoryFile, readDirectory } from './directory/directory-file.ts'
import { Directory } from './directory/directory.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { GatewaySessions } from './http/gateway.ts'
import { accept, closeSoon, listen, portOf, stopListening } from './listening.ts'
import { LogInDesk } from './signing-in/log-in.ts'
import { Network } from './network.ts'
import { LockKeys } from './offline-messages/lock-keys.ts'
import { OfflineStore } from './offline-messages/offline-store.ts'
import { createPassport } from './signing-in/passport.ts'
import { Room } from './room.ts'
import type { ServerContext } from './server-context.ts'
import { spokenDialects } from './dialects/spoken-dialects.ts'
import { Tickets } from './signing-in/tickets.ts'

/** How a network is hosted. */
export interface LocalServerOptions {
  /** The address to listen at; a loopback address keeps the network on this computer. */
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly httpPort: number
  /** Where accounts and lists are kept; null keeps them in memory. */
  readonly directoryFile: string | null
  /**
   * The host that clients are told for switchboards; null for the address by which each one came. Over the loopback
   * interface the pages of signing in answer to no other name with a dot.
   */
  readonly announcedHost?: string | null
  /** Whether new accounts find contacts that answer, see contacts-who-answer.ts; yes if left out. */
  readonly contactsWhoAnswer?: boolean
  /** The only dialects to speak, such as MSNP12; all of them if left out. */
  readonly dialects?: readonly string[]
  /** Verbs of clients that get no answer, as from servers that have died half; none if left out. */
  readonly silentVerbs?: readonly string[]
  /** Whether clients get only what changed in their address book when they ask for that; yes if left out. */
  readonly deltas?: boolean
  /** Whether who leaves offline messages has to answer a challenge for it; if not, any key will do. Yes if left out. */
  readonly lockKeys?: boolean
  /** Whether what is said in an empty room is acknowledged all the same, as some servers do; no if left out. */
  readonly acknowledgesEmptyRooms?: boolean
  /** A message on a switchboard that holds one of these texts is refused and reaches nobody; none if left out. */
  readonly refusedTexts?: readonly string[]
  /** Hears, in plain sentences, who comes and goes and what goes wrong; never a password, ticket or message. */
  log?(line: string): void
  readonly clock?: Clock
  readonly limits?: Partial<Limits>
}

/** A network that runs. */
export interface LocalServer {
  readonly host: string
  readonly port: number
  readonly httpPort: number
  /** Tells everybody that the network will stop in so many minutes. */
  announceStop(minutes: number): void
  /** Signs everybody out, writes the directory and frees the ports. */
  close(): Promise<void>
}

/**
 * Starts a network: a notification server and switchboards on one port, the pages of signing in on another.
 * @throws (as a rejection) an Error with `code` EADDRINUSE when a port is taken, or why the directory cannot be read.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const clock = options.clock ?? systemClock
  const limits = { ...defaultLimits, ...options.limits }
  const log = (line: string): void => options.log?.(line)
  const accounts =
    options.directoryFile === null ? [] : await readDirectory(options.directoryFile, clock, log)
  const directory = new Directory({
    accounts,
    maxContacts: limits.maxContacts,
    newId: randomUUID,
    onChange: () => file?.changed(),
  })
  const file =
    options.directoryFile === null
      ? null
      : new DirectoryFile({
          file: options.directoryFile,
          accounts: () => directory.accounts,
          clock,
          saveAfterMs: limits.saveAfterMs,
          log,
        })
  const network = new Network(directory, limits.maxPlaces)
  const context: ServerContext = {
    network,
    clock,
    limits,
    dialects: spokenDialects.filter(({ dialect }) => options.dialects?.includes(dialect) ?? true),
    silentVerbs: new Set(options.silentVerbs),
    deltas: options.deltas ?? true,
    acknowledgesEmptyRooms: options.acknowledgesEmptyRooms ?? false,
    refusedTexts: options.refusedTexts ?? [],
    lockKeys: new LockKeys(options.lockKeys ?? true, clock, limits.lockKeyLifeMs),
    offlineMessages: new OfflineStore({
      network,
      clock,
      limits,
      newId: randomUUID,
      save: () => file?.save() ?? Promise.resolve(true),
    }),
    histories: new Histories(),
    tickets: new Tickets(clock, limits.ticketLifeMs),
    tokens: new Tickets(clock, limits.tokenLifeMs),
    cookies: new Tickets(clock, limits.cookieLifeMs),
    gatewaySessions: new GatewaySessions(clock, limits),
    msnpPort: () => portOf(msnp),
    openRoom: () => new Room(clock, limits.switchboardIdleMs),
    log,
  }
  const sockets = new Set<Socket>()
  const announcedHost = options.announcedHost ?? null
  const msnp = createServer((socket) => accept(context, socket, sockets, announcedHost))
  const http = createPassport({
    server: context,
    desk: new LogInDesk(context),
    msnpPort: () => portOf(msnp),
    announcedHost,
  })
  try {
    await listen(msnp, options.host, options.port)
    await listen(http, options.host, options.httpPort)
  } catch (error) {
    await Promise.all([stopListening(msnp), stopListening(http)])
    throw error
  }
  // Not before the ports are ours: a start that fails leaves the directory's file alone.
  if (options.contactsWhoAnswer !== false) startContactsWhoAnswer(network, clock)
  for (const server of [msnp, http])
    server.on('error', (error) => log(`A connection failed: ${error.message}`))
  return {
    host: options.host,
    port: portOf(msnp),
    httpPort: portOf(http),
    announceStop: (minutes) => {
      for (const place of network.places) place.stopAnnounced(minutes)
    },
    close: async () => {
      for (const place of network.places) place.serverStops()
      // The file first: what is left of the time belongs to those who still read.
      const stopped = [file?.flush() ?? Promise.resolve(), stopListening(msnp), stopListening(http)]
      context.gatewaySessions.close()
      http.closeAllConnections()
      for (const socket of sockets) closeSoon(socket)
      await Promise.all(stopped)
      await file?.flush()
    },
  }
}
