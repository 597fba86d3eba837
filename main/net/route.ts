import { isPrivateHost, type Lookup } from './private-addresses.ts'

/** A proxy server that connections go through. */
export interface Proxy {
  readonly kind: 'socks5' | 'http'
  readonly host: string
  readonly port: number
  /** Empty for none. */
  readonly username: string
  readonly password: string
}

/** How the connections of one network are made, be they chat or HTTP. */
export interface Route {
  /** The proxy for a target, or null for a direct connection. `scheme`: `msnp` is asked as `https` would be. */
  findProxy(target: {
    readonly scheme: 'http' | 'https' | 'msnp'
    readonly host: string
    readonly port: number
  }): Promise<Proxy | null>
  /** Whether addresses of private networks and of this computer are refused; see `routeFrom`. */
  readonly refusePrivate: boolean
  /** SHA-256 of a certificate that is trusted beside those that others vouch for: `AB:CD:…`; empty for none. */
  readonly pinnedCertificate: string
}

/** Straight to anywhere. */
export const directRoute: Route = {
  findProxy: () => Promise.resolve(null),
  refusePrivate: false,
  pinnedCertificate: '',
}

/**
 * The route to an address that a server names: one on the internet cannot lead into a private network or to this
 * computer. `host`: the server that names it.
 */
export async function routeFrom(route: Route, host: string, lookup?: Lookup): Promise<Route> {
  return { ...route, refusePrivate: route.refusePrivate || !(await isPrivateHost(host, lookup)) }
}
