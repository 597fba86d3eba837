import type { Network } from '../../../app/networks.ts'
import type { Settings } from '../../../app/settings.ts'
import { isLoopback } from '../../net/loopback.ts'
import type { Route } from '../../net/route.ts'
import type { Secrets } from './secrets.ts'

/** Where the password for the proxy of the settings is kept; no account's id is like it. */
export const proxyPasswordKey = 'proxy'

/** What finding a proxy needs. */
export interface ProxyFinderOptions {
  readonly settings: () => Settings
  readonly secrets: Secrets
  /** What the system says. */
  readonly findSystemProxy: Route['findProxy']
}

/** Finds the proxy that the settings name. Nothing goes to this computer by way of another one. */
export const proxyFinder =
  ({ settings, secrets, findSystemProxy }: ProxyFinderOptions): Route['findProxy'] =>
  async (target) => {
    const { kind, host, port, username } = settings().proxy
    if (kind === 'none' || isLoopback(target.host)) return null
    if (kind === 'system') return findSystemProxy(target)
    if (host === '') return null
    return { kind, host, port, username, password: (await secrets.load(proxyPasswordKey)) ?? '' }
  }

/** The way to what a network's record names. */
export const routeTo = (network: Network, findProxy: Route['findProxy']): Route => ({
  findProxy,
  refusePrivate: false,
  pinnedCertificate: network.pinnedCertificate,
})
