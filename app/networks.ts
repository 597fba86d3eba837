import * as v from 'valibot'

const host = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9.\-:[\]]{1,253}$/, 'a host name or address'))
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535))
const webAddress = v.pipe(v.string(), v.trim(), v.url(), v.regex(/^https?:/i, 'an http or https address'))

/** What a network's record holds; the Custom network of the sign-in window and a client's network file are such records. */
export const networkSchema = v.object({
  /** `local`, `escargot`, `crosstalk` or `custom`. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  notificationServer: v.object({ host, port }),
  signIn: v.object({
    /** The page that names the log-in page (MSNP8 to 14); empty when `loginUrl` is known. */
    nexusUrl: v.optional(v.union([webAddress, v.literal('')]), ''),
    /** The log-in page itself; given, the nexus is not asked. */
    loginUrl: v.optional(v.union([webAddress, v.literal('')]), ''),
  }),
  /** Offered to the server, best first. */
  dialects: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^MSNP\d{1,2}$/))), v.minLength(1), v.maxLength(20)),
    ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8'],
  ),
  /** Whether the server answers `MSG … A` with ACK; otherwise text is sent as `MSG … N`. */
  acknowledges: v.optional(v.boolean(), true),
  /** A PEM certificate that is trusted for this network beside the system's own; empty for none. */
  trustedCertificate: v.optional(v.pipe(v.string(), v.maxLength(65536)), ''),
})

/** One network: hosts, ports, sign-in addresses, dialects. */
export type Network = v.InferOutput<typeof networkSchema>

/** Where the program hosts its own network when nothing else is said: loopback only. */
export const localNetworkPorts = { msnp: 1863, http: 1864 } as const

/** The record of the network that the program hosts itself. */
export const localNetwork = (host: string, msnpPort: number, httpPort: number): Network => ({
  id: 'local',
  name: 'Local network',
  notificationServer: { host, port: msnpPort },
  signIn: { nexusUrl: `http://${host}:${httpPort}/rdr/pprdr.asp`, loginUrl: '' },
  dialects: ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8'],
  acknowledges: true,
  trustedCertificate: '',
})

/** The public networks known on 2026-11-23; their hosts move, so they are data. */
export const publicNetworks: readonly Network[] = [
  {
    id: 'escargot',
    name: 'Escargot',
    notificationServer: { host: 'msnmsgr.escargot.chat', port: 1863 },
    signIn: { nexusUrl: 'https://msnmsgr.escargot.chat/rdr/pprdr.asp', loginUrl: '' },
    dialects: ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8'],
    acknowledges: true,
    trustedCertificate: '',
  },
  {
    id: 'crosstalk',
    name: 'CrossTalk',
    notificationServer: { host: 'ms.msgrsvcs.ctsrv.gay', port: 1863 },
    signIn: { nexusUrl: 'https://pp.login.ugnet.gay/rdr/pprdr.asp', loginUrl: '' },
    dialects: ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8'],
    acknowledges: true,
    trustedCertificate: '',
  },
]
