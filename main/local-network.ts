import * as v from 'valibot'
import { localNetwork, type Network } from '../app/networks.ts'

/** A running local server. */
export interface LocalServer {
  readonly port: number
  readonly httpPort: number
  close(): Promise<void>
}

/** Starts a local server on these ports, 0 for any; rejects when one is taken. */
export type StartLocalServer = (ports: {
  readonly port: number
  readonly httpPort: number
}) => Promise<LocalServer>

const host = '127.0.0.1'
const greeting = v.object({
  papilio: v.literal(1),
  msnp: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
})

/**
 * The network that the program hosts itself, on this computer only. It is started when somebody first signs in there,
 * unless another copy of the program already hosts it.
 */
export class LocalNetwork {
  readonly #start: StartLocalServer
  readonly #ports: { readonly msnp: number; readonly http: number }
  #own: LocalServer | null = null
  #preparing: Promise<Network> | null = null

  constructor(ports: { readonly msnp: number; readonly http: number }, start: StartLocalServer) {
    this.#ports = ports
    this.#start = start
  }

  /**
   * The record to use for a network; for the local one, once it runs: with the addresses that it has now, and the
   * dialects of the given one. @throws when it cannot be started
   */
  async prepare(network: Network): Promise<Network> {
    if (network.id !== 'local') return network
    this.#preparing ??= this.#prepare().finally(() => (this.#preparing = null))
    return { ...(await this.#preparing), dialects: network.dialects }
  }

  /** Ends the network if this program hosts it. */
  async close(): Promise<void> {
    await this.#preparing?.catch(() => undefined)
    const own = this.#own
    this.#own = null
    await own?.close()
  }

  async #prepare(): Promise<Network> {
    if (this.#own) return recordOf(this.#own)
    const found = await find(this.#ports.http)
    if (found) return found
    try {
      return await this.#host(this.#ports.msnp, this.#ports.http)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      // Another copy may have been faster; anything else may keep the ports, and the network takes free ones.
      return (await find(this.#ports.http)) ?? (await this.#host(0, 0))
    }
  }

  async #host(port: number, httpPort: number): Promise<Network> {
    this.#own = await this.#start({ port, httpPort })
    return recordOf(this.#own)
  }
}

const recordOf = ({ port, httpPort }: LocalServer): Network => localNetwork(host, port, httpPort)

/** The network that another copy of the program hosts there, or null. */
async function find(httpPort: number): Promise<Network | null> {
  if (httpPort === 0) return null
  try {
    const answer = await fetch(`http://${host}:${httpPort}/papilio`, {
      signal: AbortSignal.timeout(1000),
      redirect: 'error',
    })
    const found = v.safeParse(greeting, answer.ok ? await answer.json() : null)
    return found.success ? localNetwork(host, found.output.msnp, httpPort) : null
  } catch {
    return null
  }
}
