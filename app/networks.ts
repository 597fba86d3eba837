import * as v from 'valibot'

const host = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9.\-:[\]]{1,253}$/, 'a host name or address'))
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535))
const webAddress = v.pipe(v.string(), v.trim(), v.url(), v.regex(/^https?:/i, 'an http or https address'))
const optionalWebAddress = v.optional(v.union([webAddress, v.literal('')]), '')

/** Every dialect that this program speaks, best first. */
export const allDialects = [
  'MSNP18',
  'MSNP17',
  'MSNP16',
  'MSNP15',
  'MSNP14',
  'MSNP13',
  'MSNP12',
  'MSNP11',
  'MSNP10',
  'MSNP9',
  'MSNP8',
] as const

/** What a network's record holds; presets, networks of the user and a client's network file are such records. */
export const networkSchema = v.object({
  /** `local`, `escargot`, `crosstalk`, or `custom` and `custom-…` for networks of the user. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  notificationServer: v.object({ host, port }),
  signIn: v.object({
    /** The page that names the log-in page (MSNP8 to 14); empty when `loginUrl` is known. */
    nexusUrl: optionalWebAddress,
    /** The log-in page itself; given, the nexus is not asked. */
    loginUrl: optionalWebAddress,
    /** The token service (MSNP15 and later, and the address book from 13): its path ends in RST.srf or RST2.srf. */
    tokenUrl: optionalWebAddress,
  }),
  /** The address book's two services (MSNP13 and later). */
  addressBook: v.optional(
    v.object({
      /** `…/abservice/abservice.asmx`: contacts and groups. */
      contactsUrl: optionalWebAddress,
      /** `…/abservice/SharingService.asmx`: who may see whom. */
      membershipUrl: optionalWebAddress,
    }),
    { contactsUrl: '', membershipUrl: '' },
  ),
  /** What is left for people who are offline (MSNP11 and later); empty where the network keeps nothing. */
  offlineMessages: v.optional(
    v.object({
      /** `…/rsi/rsi.asmx`: fetches and deletes them. */
      readUrl: optionalWebAddress,
      /** `…/OimWS/oim.asmx`: takes them. */
      sendUrl: optionalWebAddress,
    }),
    { readUrl: '', sendUrl: '' },
  ),
  /** Carries the chat connection inside HTTP where TCP does not get through; empty where there is none. */
  gatewayUrl: optionalWebAddress,
  /** Offered to the server, best first. */
  dialects: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^MSNP\d{1,2}$/))), v.minLength(1), v.maxLength(20)),
    [...allDialects],
  ),
  /** The version that CVR announces; empty for the one that belongs to the dialect. */
  clientVersion: v.optional(v.pipe(v.string(), v.regex(/^[\w.]{0,32}$/)), ''),
  /** Whether the server answers `MSG … A` with ACK; otherwise text is sent as `MSG … N`. */
  acknowledges: v.optional(v.boolean(), true),
  /**
   * SHA-256 of a certificate that the user trusts for this network although nobody vouches for it, as in
   * `Certificate.fingerprint`; empty for none. Presets never have one.
   */
  pinnedCertificate: v.optional(v.pipe(v.string(), v.regex(/^(?:[0-9A-F]{2}(?::[0-9A-F]{2}){31})?$/)), ''),
  /** When the record was last checked, such as `2026-11-23`; empty for the user's own. */
  checkedOn: v.optional(v.pipe(v.string(), v.regex(/^(?:\d{4}-\d\d-\d\d)?$/)), ''),
})

/** One network: hosts, ports, endpoints, dialects. */
export type Network = v.InferOutput<typeof networkSchema>

/** Where the program hosts its own network when nothing else is said: loopback only. */
export const localNetworkPorts = { msnp: 1863, http: 1864 } as const

/** The record of the network that the program hosts itself. */
export const localNetwork = (host: string, msnpPort: number, httpPort: number): Network => ({
  ...endpointsOf(`http://${host}:${httpPort}`),
  id: 'local',
  name: 'Local network',
  notificationServer: { host, port: msnpPort },
  dialects: [...allDialects],
  clientVersion: '',
  acknowledges: true,
  pinnedCertificate: '',
  checkedOn: '',
})

/** The record of a network of which only the server's host name is known: everything where Escargot has it. */
export const networkAt = (id: string, name: string, host: string): Network => ({
  ...endpointsOf(`https://${host}`),
  id,
  name,
  notificationServer: { host, port: 1863 },
  dialects: [...allDialects],
  clientVersion: '',
  acknowledges: true,
  pinnedCertificate: '',
  checkedOn: '',
})

/** The usual paths of the services that stand beside a notification server. */
const endpointsOf = (origin: string) => ({
  signIn: { nexusUrl: `${origin}/rdr/pprdr.asp`, loginUrl: '', tokenUrl: `${origin}/RST.srf` },
  addressBook: {
    contactsUrl: `${origin}/abservice/abservice.asmx`,
    membershipUrl: `${origin}/abservice/SharingService.asmx`,
  },
  offlineMessages: { readUrl: `${origin}/rsi/rsi.asmx`, sendUrl: `${origin}/OimWS/oim.asmx` },
  gatewayUrl: `${origin}/gateway/gateway.dll`,
})
