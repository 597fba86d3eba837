import type { SignInStep } from '../../app/account.ts'
import { findDialects, type Dialect } from './dialects.ts'
import { DialectRefusedError } from './errors.ts'
import { parseServerAddress, type ServerAddress } from './server-address.ts'
import type { Services } from './services.ts'
import type { RequestOptions } from './transactions.ts'
import type { Command } from './wire/command.ts'
import { ProtocolError } from './wire/errors.ts'
import { decodePercent } from './wire/percent.ts'

/** How a sign-in ended: one is signed in, or has to begin again at another server. */
export type SignInResult = { readonly kind: 'signed-in' } | ({ readonly kind: 'redirected' } & ServerAddress)

/** What the user's side of a sign-in gives and hears. */
export interface SignInOptions {
  readonly onStep: (step: SignInStep) => void
}

/** What a sign-in needs of the connection. */
export interface SignInSession {
  readonly address: string
  readonly services: Services
  readonly offered: readonly Dialect[]
  /** The version that `CVR` announces; empty for the one that belongs to the dialect. */
  readonly clientVersion: string
  request(verb: string, params: readonly string[], options?: RequestOptions): Promise<Command>
  /** The same, but rejects with ClosedError when the connection closes before. */
  unlessClosed<T>(promise: Promise<T>): Promise<T>
  agreeOn(dialect: Dialect): void
  named(name: string): void
  /** Fetches the contact list; resolves when it is complete. */
  fetchContacts(): Promise<void>
}

/** A server that sends one on without end is no server. */
const maxRestarts = 5

/**
 * Signs in, step by step as docs/protocol.md#sign-in has them.
 * @throws DialectRefusedError, ServerError, TimeoutError, ClosedError, ProtocolError, and whatever the services throw.
 */
export async function signIn(session: SignInSession, { onStep }: SignInOptions): Promise<SignInResult> {
  onStep('agreeing')
  const dialect = await agreeOnDialect(session)
  await identifyClient(session, dialect)

  onStep('authenticating')
  const answer = await identifyUser(session)
  if (answer.kind === 'redirected') return answer
  const ticket = await session.unlessClosed(session.services.fetchTicket(answer.policy))
  const redirection = await presentTicket(session, ticket)
  if (redirection !== null) return redirection

  onStep('fetching-contacts')
  await session.fetchContacts()
  return { kind: 'signed-in' }
}

/**
 * C: VER trid dialect… CVR0
 * S: VER trid dialect          or 0 when the server speaks none of them
 */
async function agreeOnDialect(session: SignInSession): Promise<Dialect> {
  const { offered } = session
  if (offered.length === 0) throw new DialectRefusedError('the network speaks no dialect of this program')
  const { params } = await session.request('VER', [...offered.map(({ name }) => name), 'CVR0'])
  const named = findDialects(params.slice(1))
  const agreed = offered.find((dialect) => named.includes(dialect))
  if (agreed === undefined) throw new DialectRefusedError('the server speaks none of the dialects offered')
  session.agreeOn(agreed)
  return agreed
}

/**
 * C: CVR trid 0x0409 winnt 5.1 i386 MSNMSGR version MSMSGS address
 * S: CVR trid recommended recommended minimum download-url info-url        nothing of it concerns us
 */
async function identifyClient(session: SignInSession, dialect: Dialect): Promise<void> {
  const version = session.clientVersion || dialect.clientVersion
  const client = ['0x0409', 'winnt', '5.1', 'i386', 'MSNMSGR', version, 'MSMSGS']
  await session.request('CVR', [...client, session.address])
}

type Redirection = Extract<SignInResult, { kind: 'redirected' }>
type Identified = { readonly kind: 'policy'; readonly policy: string } | Redirection

/**
 * C: USR trid TWN I address
 * S: USR trid TWN S policy
 * S: XFR trid NS host:port …           another server is responsible; the address 0 means this one, once more
 */
async function identifyUser(session: SignInSession): Promise<Identified> {
  for (let attempt = 0; attempt <= maxRestarts; attempt++) {
    const reply = await session.request('USR', ['TWN', 'I', session.address], { replies: ['USR', 'XFR'] })
    const [, first = '', second = '', policy] = reply.params
    if (reply.verb === 'USR') {
      if (second.toUpperCase() !== 'S' || policy === undefined)
        throw new ProtocolError('USR without a policy')
      return { kind: 'policy', policy }
    }
    if (first.toUpperCase() !== 'NS') throw new ProtocolError('a redirection to somewhere else')
    if (second !== '0') return { kind: 'redirected', ...parseServerAddress(second) }
  }
  throw new ProtocolError('a server that sends one on without end')
}

/**
 * C: USR trid TWN S ticket
 * S: USR trid OK address {name} verified restricted
 * S: XFR trid NS host:port …           a dispatch server that looks at the ticket first
 */
async function presentTicket(session: SignInSession, ticket: string): Promise<Redirection | null> {
  const { verb, params } = await session.request('USR', ['TWN', 'S', ticket], { replies: ['USR', 'XFR'] })
  const [, ok = '', address = '', ...rest] = params
  if (verb === 'XFR' && ok.toUpperCase() === 'NS')
    return { kind: 'redirected', ...parseServerAddress(address) }
  if (ok.toUpperCase() !== 'OK') throw new ProtocolError('USR answered with something else than OK')
  if (rest.length >= 3) session.named(decodePercent(rest[0]!))
  return null
}
