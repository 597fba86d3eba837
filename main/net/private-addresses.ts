import { lookup as lookupName, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { ConnectionError } from './errors.ts'

/** Networks that are nobody's on the internet: this computer, this link, private ranges, carriers, groups. */
const privateNetworks4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** `::/96` holds the unspecified address, loopback and IPv4 addresses of an old notation. */
const privateNetworks6 = ['::/96', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '64:ff9b:1::/48']

/** The prefix by which networks without IPv4 reach it (RFC 6052): what it leads to counts. */
const translated = '64:ff9b::'

const blocked = new BlockList()
for (const network of privateNetworks4) {
  const [address, bits] = split(network)
  blocked.addSubnet(address, bits, 'ipv4')
  blocked.addSubnet(`${translated}${address}`, 96 + bits, 'ipv6')
}
for (const network of privateNetworks6) blocked.addSubnet(...split(network), 'ipv6')

function split(network: string): [address: string, bits: number] {
  const [address = '', bits = ''] = network.split('/')
  return [address, Number(bits)]
}

/**
 * Whether an address is one of this computer or of a private network. IPv6 may stand in brackets; an IPv4 address inside
 * of an IPv6 one counts. Of names only `localhost` is known; for others see `isPrivateHost`.
 */
export function isPrivate(host: string): boolean {
  const address = bare(host).replace(/%.*$/, '')
  const family = isIP(address)
  if (family === 0) return /^(?:.+\.)?localhost\.?$/i.test(address)
  return blocked.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** A host without the brackets of a URL. */
export const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

/** Resolves a name; Node's own unless a test says otherwise. */
export type Lookup = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** Whether a host is private, by its address or by what its name resolves to; a name that nobody knows is not. */
export function isPrivateHost(host: string, lookup: Lookup = lookupName): Promise<boolean> {
  if (isIP(bare(host)) !== 0 || isPrivate(host)) return Promise.resolve(isPrivate(host))
  return new Promise((resolve) =>
    lookup(bare(host), { all: true }, (error, addresses) =>
      resolve(error === null && addresses.some(({ address }) => isPrivate(address))),
    ),
  )
}

/** Resolves a name for a connection and refuses it when any of its addresses is private; it is not resolved again. */
export const publicLookup =
  (lookup: Lookup = lookupName): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) return callback(error ?? noAddress(host), '', 0)
      if (addresses.some(({ address }) => isPrivate(address))) return callback(refusal(), '', 0)
      if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })

/** What a redirection into a private network fails with. */
export const refusal = (): ConnectionError =>
  new ConnectionError('private-address-refused', 'a public network leads to a private address')

const noAddress = (host: string): Error =>
  Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' })
