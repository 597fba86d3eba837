import { parseArgs } from 'node:util'
import { isLoopback } from '../net/loopback.ts'
import { startLocalServer, type LocalServer, type LocalServerOptions } from './local-server.ts'

const usage = `Runs a network for MSN Messenger clients (MSNP8 to MSNP18).

  npm run server -- [options]

  --host HOST         address to listen at (127.0.0.1: this computer only)
  --port PORT         port of the notification server and the switchboards (1863; 0: any free one)
  --http-port PORT    port of the sign-in pages (1864; 0: any free one)
  --directory FILE    keep accounts and contact lists in this file (without it they are forgotten at the end)
  --announce HOST     tell clients this host for conversations (needed behind address translation)
  --no-robots         without Papilio Guide and Echo among everybody's contacts
  --help              show this`

const port = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null

/** The options of a command line; a string is what is wrong with it. */
export function parseCommandLine(
  args: readonly string[],
): (LocalServerOptions & { readonly help: boolean }) | string {
  const options = {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '1863' },
    'http-port': { type: 'string', default: '1864' },
    directory: { type: 'string' },
    announce: { type: 'string' },
    'no-robots': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true })
    const [msnp, http] = [port(values.port), port(values['http-port'])]
    if (msnp === null || http === null) return 'A port is a number from 0 to 65535.'
    return {
      host: values.host,
      port: msnp,
      httpPort: http,
      directoryFile: values.directory ?? null,
      announcedHost: values.announce ?? null,
      contactsWhoAnswer: !values['no-robots'],
      help: values.help,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What whoever starts a network must tell the clients. */
export function instructions(
  { host, port, httpPort }: Pick<LocalServer, 'host' | 'port' | 'httpPort'>,
  directoryFile: string | null,
): readonly string[] {
  const name = /^(?:0\.0\.0\.0|::)$/.test(host) ? '<address of this computer>' : host
  const shown = name.includes(':') ? `[${name}]` : name
  return [
    `The network runs. Clients need:`,
    `  server (notification server):  ${shown}, port ${port}`,
    `  sign-in page (nexus):          http://${shown}:${httpPort}/rdr/pprdr.asp`,
    `  log-in page, asked directly:   http://${shown}:${httpPort}/login`,
    `Anybody may sign in with any address; the first password is kept for that address.`,
    directoryFile === null
      ? 'Accounts and contact lists are kept in memory and forgotten at the end.'
      : `Accounts and contact lists are kept in ${directoryFile}.`,
    ...(isLoopback(host) ? [] : [warning]),
    'Press Ctrl+C to stop.',
  ]
}

const warning =
  'Warning: other computers can reach this network, and nothing that goes over it is encrypted, passwords included. Use it only where you trust everybody who can listen.'

function reasonOf(error: unknown, options: LocalServerOptions): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') {
    return `Port ${options.port} or ${options.httpPort} of ${options.host} is taken, perhaps by another copy of this server. Choose others with --port and --http-port.`
  }
  if (code === 'EADDRNOTAVAIL') return `This computer has no address ${options.host}.`
  if (code === 'EACCES')
    return `The system does not allow port ${options.port} or ${options.httpPort}; choose ports above 1023.`
  return `The network could not be started: ${error instanceof Error ? error.message : String(error)}`
}

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2))
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`)
    process.exitCode = 2
    return
  }
  if (options.help) return console.log(usage)
  const server = await startLocalServer({ ...options, log: (line) => console.log(line) }).catch(
    (error: unknown) => {
      console.error(reasonOf(error, options))
      process.exitCode = 1
      return null
    },
  )
  if (server === null) return
  stopAtSignals(server)
  for (const line of instructions(server, options.directoryFile)) console.log(line)
}

/** The first signal stops the network; more of them, which a shell may send to a whole group, change nothing. */
function stopAtSignals(server: LocalServer): void {
  let stopping: Promise<void> | null = null
  const stop = (): void => {
    stopping ??= server.close().then(() => {
      console.log('The network has stopped.')
      process.exit()
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
}

if (import.meta.main) await main()
