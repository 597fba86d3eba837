import type { SignInStep } from '../../app/account.ts'
import type { Authentication, Credentials } from './authentication.ts'
import { findDialects, type Dialect } from './dialects.ts'
import { ClosedError, DialectRefusedError, DialectTroubleError, ServerError, TimeoutError } from './errors.ts'
import { parseServerAddress, type ServerAddress } from './server-address.ts'
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
export interface SignInSession extends Credentials {
  readonly address: string
  readonly offered: readonly Dialect[]
  /** The version that `CVR` announces; empty for the one that belongs to the dialect. */
  readonly clientVersion: string
  request(verb: string, params: readonly string[], options?: RequestOptions): Promise<Command>
  /** The same, but rejects with ClosedError when the connection closes before. */
  unlessClosed<T>(promise: Promise<T>): Promise<T>
  agreeOn(dialect: Dialect): void
  /** What one signs in with: the ticket, and the policy that the server named for it. */
  proved(policy: string, ticket: string): void
  named(name: string): void
  /** Fetches the contact list; resolves when it is complete. */
  fetchContacts(): Promise<void>
}

/** A server that sends one on without end is no server. */
const maxRestarts = 5

/**
 * Signs in, step by step as docs/protocol.md#sign-in has them.
 * @throws DialectRefusedError, DialectTroubleError, ServerError, TimeoutError, ClosedError, ProtocolError, and whatever
 * the services throw.
 */
export async function signIn(session: SignInSession, { onStep }: SignInOptions): Promise<SignInResult> {
  onStep('agreeing')
  const dialect = await agreeOnDialect(session)
  await identifyClient(session, dialect)

  onStep('authenticating')
  const { authentication } = dialect
  const answer = await orTrouble(dialect, isTroubleOfServer, () => identifyUser(session, authentication))
  if (answer.kind === 'redirected') return answer
  const proof = await session.unlessClosed(authentication.prove(answer.said, session))
  session.proved(answer.said[0], proof[0] ?? '')
  const redirection = await orTrouble(dialect, isTroubleOfServer, () =>
    presentProof(session, authentication, proof),
  )
  if (redirection !== null) return redirection

  onStep('fetching-contacts')
  await orTrouble(dialect, isTroubleOfLists, () => session.fetchContacts())
  return { kind: 'signed-in' }
}

/** Turns an error that may be the dialect's fault into DialectTroubleError, where there is an older family. */
async function orTrouble<T>(
  { hasElders }: Dialect,
  isTrouble: (error: unknown) => boolean,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!hasElders || error instanceof DialectTroubleError || !isTrouble(error)) throw error
    throw new DialectTroubleError(error)
  }
}

/** Silence, or a refusal of what the services vouched for. A server that is busy is busy in every dialect. */
const isTroubleOfServer = (error: unknown): boolean =>
  error instanceof TimeoutError ||
  error instanceof ProtocolError ||
  (error instanceof ServerError && !isBusy(error.code))

/** The password was accepted: whatever fails now may be spared to those who keep their lists in another way. */
const isTroubleOfLists = (error: unknown): boolean =>
  !(error instanceof ClosedError) && !(error instanceof ServerError && isBusy(error.code))

/** The server is going down, overloaded, or lets nobody in for the moment; see docs/protocol.md#errors. */
const isBusy = (code: number): boolean =>
  (code >= 600 && code < 700) || [910, 912, 914, 915, 916, 918, 919, 921, 922].includes(code)

/**
 * C: VER trid dialect… CVR0
 * S: VER trid dialect          or 0 when the server speaks none of them
 */
export async function agreeOnDialect(
  session: Pick<SignInSession, 'offered' | 'request' | 'agreeOn'>,
): Promise<Dialect> {
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
 * C: CVR trid 0x0409 winnt 5.1 i386 MSNMSGR version family address
 * S: CVR trid recommended recommended minimum download-url info-url        nothing of it concerns us
 */
export async function identifyClient(
  session: Pick<SignInSession, 'address' | 'clientVersion' | 'request'>,
  dialect: Dialect,
): Promise<void> {
  const version = session.clientVersion || dialect.clientVersion
  const client = ['0x0409', 'winnt', '5.1', 'i386', 'MSNMSGR', version, dialect.clientFamily]
  await session.request('CVR', [...client, session.address])
}

type Redirection = Extract<SignInResult, { kind: 'redirected' }>
type Said = Parameters<Authentication['prove']>[0]
type Identified = { readonly kind: 'known'; readonly said: Said } | Redirection

const usrOrXfr: RequestOptions = { replies: ['USR', 'XFR'] }

/**
 * C: USR trid scheme I address
 * S: USR trid scheme S policy {nonce}
 * S: XFR trid NS host:port …           another server is responsible; the address 0 means this one, once more
 */
async function identifyUser(session: SignInSession, { scheme }: Authentication): Promise<Identified> {
  for (let attempt = 0; attempt <= maxRestarts; attempt++) {
    const { verb, params } = await session.request('USR', [scheme, 'I', session.address], usrOrXfr)
    const [, first = '', second = '', policy, ...more] = params
    if (verb === 'USR') {
      if (second.toUpperCase() !== 'S' || policy === undefined)
        throw new ProtocolError('USR without a policy')
      return { kind: 'known', said: [policy, ...more] }
    }
    if (first.toUpperCase() !== 'NS') throw new ProtocolError('a redirection to somewhere else')
    if (second !== '0') return { kind: 'redirected', ...parseServerAddress(second) }
  }
  throw new ProtocolError('a server that sends one on without end')
}

/**
 * C: USR trid scheme S proof…
 * S: USR trid OK address {name} verified restricted
 * S: XFR trid NS host:port …           a dispatch server that looks at the ticket first
 */
async function presentProof(
  session: SignInSession,
  { scheme }: Authentication,
  proof: readonly string[],
): Promise<Redirection | null> {
  const { verb, params } = await session.request('USR', [scheme, 'S', ...proof], usrOrXfr)
  const [, ok = '', address = '', ...rest] = params
  if (verb === 'XFR' && ok.toUpperCase() === 'NS')
    return { kind: 'redirected', ...parseServerAddress(address) }
  if (ok.toUpperCase() !== 'OK') throw new ProtocolError('USR answered with something else than OK')
  if (rest.length >= 3) session.named(decodePercent(rest[0]!))
  return null
}
