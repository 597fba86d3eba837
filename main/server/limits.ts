/** Every limit that keeps one peer from using up the server; tests pass smaller ones. */
export interface Limits {
  readonly maxConnections: number
  readonly maxConnectionsPerAddress: number
  /** How long a connection may take to sign in or to show its cookie. */
  readonly signInMs: number
  /** A ticket of the log-in page. */
  readonly ticketLifeMs: number
  /** A ticket of the SOAP service, which the address book also takes. */
  readonly tokenLifeMs: number
  readonly cookieLifeMs: number
  /** How long a client may take to answer its challenge. */
  readonly challengeMs: number
  /** How long nobody may say anything on a switchboard. */
  readonly switchboardIdleMs: number
  /** Switchboards that one person may ask for, and people that may be called, within ten seconds. */
  readonly switchboardsPerTenSeconds: number
  readonly callsPerTenSeconds: number
  /** Messages by UUN of one client within ten seconds. */
  readonly relaysPerTenSeconds: number
  /** Log-in attempts of one address within a minute. */
  readonly logInsPerMinute: number
  /** Largest XML of one ADL or RML, and most contacts in it. */
  readonly maxListBytes: number
  readonly maxListEntries: number
  /** Most contacts of one account, with who is only kept; no person has more. */
  readonly maxContacts: number
  /** Largest message on a switchboard; see docs/protocol.md#limits. */
  readonly maxMessageBytes: number
  /** Clients who come by HTTP, and how long after its last request one is given up. */
  readonly maxGatewaySessions: number
  readonly maxGatewaySessionsPerAddress: number
  readonly gatewaySilenceMs: number
  /** Places where one person may be signed in; a further one takes that of the oldest. */
  readonly maxPlaces: number
  /** Offline messages that one person may leave within a minute. */
  readonly offlineMessagesPerMinute: number
  /** Most messages that wait for one person, and of them from one sender. */
  readonly maxOfflineMessages: number
  readonly maxOfflineMessagesOfOne: number
  /** Largest text of a message in base64, with its sender's name; and of all that wait here. */
  readonly maxOfflineMessageBytes: number
  readonly maxOfflineBytes: number
  /** How long the answer to a lock key challenge is good. */
  readonly lockKeyLifeMs: number
  /** Changes are written to the directory's file after so long. */
  readonly saveAfterMs: number
}

/** What a server does unless it is told otherwise. */
export const defaultLimits: Limits = {
  maxConnections: 4_000,
  maxConnectionsPerAddress: 1_000,
  signInMs: 60_000,
  ticketLifeMs: 10 * 60_000,
  tokenLifeMs: 24 * 60 * 60_000,
  cookieLifeMs: 120_000,
  challengeMs: 60_000,
  switchboardIdleMs: 5 * 60_000,
  switchboardsPerTenSeconds: 60,
  callsPerTenSeconds: 100,
  relaysPerTenSeconds: 100,
  logInsPerMinute: 300,
  maxListBytes: 7500,
  maxListEntries: 150,
  maxContacts: 20_000,
  maxMessageBytes: 1664,
  maxGatewaySessions: 500,
  maxGatewaySessionsPerAddress: 100,
  gatewaySilenceMs: 60_000,
  maxPlaces: 16,
  offlineMessagesPerMinute: 120,
  maxOfflineMessages: 200,
  maxOfflineMessagesOfOne: 100,
  maxOfflineMessageBytes: 8 * 1024,
  maxOfflineBytes: 8 * 1024 * 1024,
  lockKeyLifeMs: 24 * 60 * 60_000,
  saveAfterMs: 250,
}
