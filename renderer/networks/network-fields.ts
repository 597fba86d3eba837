import * as v from 'valibot'
import { allDialects, networkAt, networkSchema, type Network } from '../../app/networks.ts'

/** What the network editor holds, as typed. */
export interface NetworkFields {
  /** What everything else is derived from, as long as it is not edited by itself. */
  readonly server: string
  readonly name: string
  readonly host: string
  readonly port: string
  readonly gatewayUrl: string
  readonly nexusUrl: string
  readonly loginUrl: string
  readonly tokenUrl: string
  readonly contactsUrl: string
  readonly membershipUrl: string
  readonly offlineReadUrl: string
  readonly offlineSendUrl: string
  /** Null: every dialect that the program speaks. */
  readonly dialects: readonly string[] | null
  readonly clientVersion: string
  readonly acknowledges: boolean
  readonly pinnedCertificate: string
}

/** The fields that are lines of text. */
export type TextField = Exclude<keyof NetworkFields, 'dialects' | 'acknowledges' | 'pinnedCertificate'>

/** What is wrong with a field: the end of a key of the string table, `network.error.…`. */
export type NetworkProblem =
  'host' | 'name' | 'port' | 'web-address' | 'no-sign-in' | 'dialects' | 'client-version'

/** What is wrong, by field. */
export type NetworkErrors = { readonly [F in TextField | 'dialects']?: NetworkProblem }

const derivedFields = [
  'name',
  'host',
  'port',
  'gatewayUrl',
  'nexusUrl',
  'loginUrl',
  'tokenUrl',
  'contactsUrl',
  'membershipUrl',
  'offlineReadUrl',
  'offlineSendUrl',
] as const satisfies readonly TextField[]

type Derived = Pick<NetworkFields, (typeof derivedFields)[number]>

/** The fields for a network's record; without one, an empty form. */
export function fieldsOf(network: Network | null): NetworkFields {
  if (network === null) return { ...common, server: '', ...derivedFrom('') }
  const { dialects } = network
  return {
    server: network.notificationServer.host,
    ...addressesOf(network),
    dialects: isEveryDialect(dialects) ? null : dialects,
    clientVersion: network.clientVersion,
    acknowledges: network.acknowledges,
    pinnedCertificate: network.pinnedCertificate,
  }
}

const common = { dialects: null, clientVersion: '', acknowledges: true, pinnedCertificate: '' } as const

const isEveryDialect = (dialects: readonly string[]): boolean =>
  dialects.length === allDialects.length && allDialects.every((each, index) => each === dialects[index])

/** The fields after the server's address was typed: what was derived from the old one is derived from the new one. */
export function withServer(fields: NetworkFields, server: string): NetworkFields {
  const before = derivedFrom(fields.server)
  const after = derivedFrom(server)
  const untouched = derivedFields.filter((field) => fields[field] === before[field])
  return { ...fields, server, ...Object.fromEntries(untouched.map((field) => [field, after[field]])) }
}

/** Every address anew from the server's, whatever was edited. */
export const derivedAnew = (fields: NetworkFields): NetworkFields => ({
  ...fields,
  ...derivedFrom(fields.server),
  name: fields.name,
})

/** `https://msn.example.org:1863/x` and the like: the name and, where one is there, the port. */
function serverOf(text: string): { readonly host: string; readonly port: string | undefined } {
  const bare = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '')
  const [, host = bare, port] = /^(.*[^:]):(\d{1,5})$/.exec(bare) ?? []
  return { host, port }
}

function derivedFrom(server: string): Derived {
  const { host, port } = serverOf(server)
  if (host === '') {
    const none = Object.fromEntries(derivedFields.map((field) => [field, ''])) as unknown as Derived
    return { ...none, port: '1863' }
  }
  const derived = addressesOf(networkAt('custom', host.slice(0, 60), host))
  return port === undefined ? derived : { ...derived, port }
}

const addressesOf = (network: Network): Derived => ({
  name: network.name,
  host: network.notificationServer.host,
  port: String(network.notificationServer.port),
  gatewayUrl: network.gatewayUrl,
  nexusUrl: network.signIn.nexusUrl,
  loginUrl: network.signIn.loginUrl,
  tokenUrl: network.signIn.tokenUrl,
  contactsUrl: network.addressBook.contactsUrl,
  membershipUrl: network.addressBook.membershipUrl,
  offlineReadUrl: network.offlineMessages.readUrl,
  offlineSendUrl: network.offlineMessages.sendUrl,
})

/** The record that the fields describe, or null with what is wrong at which field. */
export function networkOfFields(
  fields: NetworkFields,
  id: string,
): { readonly network: Network | null; readonly errors: NetworkErrors } {
  const { nexusUrl, loginUrl, tokenUrl, contactsUrl, membershipUrl, gatewayUrl } = fields
  const parsed = v.safeParse(networkSchema, {
    id,
    name: fields.name.trim(),
    notificationServer: { host: fields.host, port: numberOf(fields.port) },
    signIn: trimmed({ nexusUrl, loginUrl, tokenUrl }),
    addressBook: trimmed({ contactsUrl, membershipUrl }),
    offlineMessages: trimmed({ readUrl: fields.offlineReadUrl, sendUrl: fields.offlineSendUrl }),
    gatewayUrl: gatewayUrl.trim(),
    dialects: [...(fields.dialects ?? allDialects)],
    clientVersion: fields.clientVersion.trim(),
    acknowledges: fields.acknowledges,
    pinnedCertificate: fields.pinnedCertificate,
    checkedOn: '',
  })
  if (fields.host.trim() === '' && fields.server.trim() === '')
    return { network: null, errors: { server: 'host' } }
  const noSignIn = [nexusUrl, loginUrl, tokenUrl].every((each) => each.trim() === '')
  const errors: NetworkErrors = {
    ...(parsed.success ? {} : errorsOf(parsed.issues)),
    ...(noSignIn ? { nexusUrl: 'no-sign-in' as const } : {}),
  }
  return { network: parsed.success && Object.keys(errors).length === 0 ? parsed.output : null, errors }
}

const numberOf = (text: string): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN)

const trimmed = <T extends Readonly<Record<string, string>>>(texts: T) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.trim()]))

const problems: Readonly<Record<string, readonly [keyof NetworkErrors, NetworkProblem]>> = {
  name: ['name', 'name'],
  'notificationServer.host': ['host', 'host'],
  'notificationServer.port': ['port', 'port'],
  'signIn.nexusUrl': ['nexusUrl', 'web-address'],
  'signIn.loginUrl': ['loginUrl', 'web-address'],
  'signIn.tokenUrl': ['tokenUrl', 'web-address'],
  'addressBook.contactsUrl': ['contactsUrl', 'web-address'],
  'addressBook.membershipUrl': ['membershipUrl', 'web-address'],
  'offlineMessages.readUrl': ['offlineReadUrl', 'web-address'],
  'offlineMessages.sendUrl': ['offlineSendUrl', 'web-address'],
  gatewayUrl: ['gatewayUrl', 'web-address'],
  dialects: ['dialects', 'dialects'],
  clientVersion: ['clientVersion', 'client-version'],
}

const errorsOf = (issues: readonly v.BaseIssue<unknown>[]): NetworkErrors =>
  Object.fromEntries(
    issues.flatMap((issue) => {
      const problem = problems[v.getDotPath(issue)?.replace(/\.\d+$/, '') ?? '']
      return problem === undefined ? [] : [problem]
    }),
  )
