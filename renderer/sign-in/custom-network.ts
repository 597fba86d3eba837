import * as v from 'valibot'
import { networkSchema, type Network } from '../../app/networks.ts'

/** The fields of the custom network, as typed. */
export interface CustomFields {
  readonly host: string
  readonly port: string
  readonly nexusUrl: string
  readonly loginUrl: string
  /** Divided by blanks or commas. */
  readonly dialects: string
  readonly acknowledges: boolean
  readonly trustedCertificate: string
}

/** What is wrong with a field: the end of a key of the string table, `sign-in.error.…`. */
export type CustomProblem = 'host' | 'port' | 'web-address' | 'no-web-address' | 'dialects' | 'certificate'

/** What is wrong, by field. */
export type CustomErrors = { readonly [F in keyof CustomFields]?: CustomProblem }

const usualDialects = 'MSNP12 MSNP11 MSNP10 MSNP9 MSNP8'

/** The fields for a network's record; without one, those of a server at the usual port. */
export const customFieldsOf = (network: Network | undefined): CustomFields => ({
  host: network?.notificationServer.host ?? '',
  port: String(network?.notificationServer.port ?? 1863),
  nexusUrl: network?.signIn.nexusUrl ?? '',
  loginUrl: network?.signIn.loginUrl ?? '',
  dialects: network?.dialects.join(' ') ?? usualDialects,
  acknowledges: network?.acknowledges ?? true,
  trustedCertificate: network?.trustedCertificate ?? '',
})

/** The network that the fields describe, or null with what is wrong at which field. */
export function networkOfFields(fields: CustomFields): {
  readonly network: Network | null
  readonly errors: CustomErrors
} {
  const host = fields.host.trim()
  const parsed = v.safeParse(networkSchema, {
    id: 'custom',
    name: host.slice(0, 60),
    notificationServer: {
      host,
      port: /^\d{1,5}$/.test(fields.port.trim()) ? Number(fields.port) : Number.NaN,
    },
    signIn: { nexusUrl: fields.nexusUrl.trim(), loginUrl: fields.loginUrl.trim() },
    dialects: fields.dialects
      .toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    acknowledges: fields.acknowledges,
    trustedCertificate: fields.trustedCertificate.trim(),
  })
  const errors = { ...(parsed.success ? {} : errorsOf(parsed.issues)), ...errorsBeyondSchema(fields) }
  return { network: parsed.success && Object.keys(errors).length === 0 ? parsed.output : null, errors }
}

const problemsByPath: Readonly<Record<string, readonly [keyof CustomFields, CustomProblem]>> = {
  name: ['host', 'host'],
  'notificationServer.host': ['host', 'host'],
  'notificationServer.port': ['port', 'port'],
  'signIn.nexusUrl': ['nexusUrl', 'web-address'],
  'signIn.loginUrl': ['loginUrl', 'web-address'],
  dialects: ['dialects', 'dialects'],
  trustedCertificate: ['trustedCertificate', 'certificate'],
}

function errorsOf(issues: readonly v.BaseIssue<unknown>[]): CustomErrors {
  const paths = issues.map((issue) => v.getDotPath(issue)?.replace(/\.\d+$/, '') ?? '')
  return Object.fromEntries(paths.flatMap((path) => (problemsByPath[path] ? [problemsByPath[path]] : [])))
}

/** One of the two web addresses is needed, and a certificate that is none would only fail much later. */
function errorsBeyondSchema({ nexusUrl, loginUrl, trustedCertificate }: CustomFields): CustomErrors {
  const certificate = trustedCertificate.trim()
  const isPem = /^-----BEGIN CERTIFICATE-----\r?\n[\s\S]+-----END CERTIFICATE-----$/.test(certificate)
  return {
    ...(nexusUrl.trim() === '' && loginUrl.trim() === '' ? { nexusUrl: 'no-web-address' as const } : {}),
    ...(certificate !== '' && !isPem ? { trustedCertificate: 'certificate' as const } : {}),
  }
}
