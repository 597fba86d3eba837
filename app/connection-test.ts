import type { Reason } from './reasons.ts'

/** What a connection test looks at, in this order. */
export const connectionTestSteps = [
  /** The server's name is turned into an address. */
  'name',
  /** A TCP connection to the notification server, through the proxy if there is one. */
  'tcp',
  /** The server answers VER and CVR: it speaks the protocol, and a dialect of ours. */
  'dialect',
  /** The certificate of the sign-in service. */
  'tls',
  /** The sign-in service answers; no password is sent. */
  'sign-in-service',
  /** The address book answers, where the agreed dialect needs one; without a ticket a refusal is what it should say. */
  'address-book',
] as const

/** One step of a connection test. */
export type ConnectionTestStep = (typeof connectionTestSteps)[number]

/** What became of a step. */
export type ConnectionTestResult =
  | { readonly state: 'waiting' | 'running' }
  /** `detail`: what was found, such as an address or a dialect. */
  | { readonly state: 'passed'; readonly milliseconds: number; readonly detail: string }
  | {
      readonly state: 'failed'
      readonly milliseconds: number
      readonly reason: Reason
      readonly detail: string
    }
  /** It could not be tried, because an earlier one failed, or it has no use here, such as TLS on this computer. */
  | { readonly state: 'skipped'; readonly why: 'earlier-failure' | 'not-needed' }

/** A certificate that nobody vouches for, as the user compares it before trusting it. */
export interface Certificate {
  readonly host: string
  /** SHA-256 of the certificate: 32 pairs of hexadecimal digits in capitals, joined by colons. */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly validFrom: number
  readonly validTo: number
}

/** A test of a network's addresses, while it runs and after. */
export interface ConnectionTest {
  readonly networkId: string
  readonly running: boolean
  readonly steps: Readonly<Record<ConnectionTestStep, ConnectionTestResult>>
  /** The certificate of the step `tls`, when that failed for want of trust. */
  readonly untrusted: Certificate | null
}
