import type { Reason, Result } from '../../app/reasons.ts'
import { ConnectionError, TicketError } from '../net/errors.ts'
import {
  ClosedError,
  DialectRefusedError,
  DialectTroubleError,
  NotDeliveredError,
  PartlyDeliveredError,
  ServerError,
  SoapFaultError,
  TimeoutError,
  TooLongError,
} from '../protocol/errors.ts'
import { ProtocolError } from '../protocol/wire/errors.ts'
import { cutText } from './limits.ts'

/** What was asked for cannot be done, known without asking the server. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: Reason
  readonly detail: string | undefined

  constructor(reason: Reason, detail?: string) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

/** Why something failed, as the windows may know it: a reason, and a detail without secrets. */
export interface Explanation {
  readonly reason: Reason
  readonly detail?: string
}

/** Translates an error; what nobody foresaw is `unexpected`. */
export function explain(error: unknown): Explanation {
  if (error instanceof Refusal) {
    return error.detail === undefined
      ? { reason: error.reason }
      : { reason: error.reason, detail: error.detail }
  }
  if (error instanceof DialectTroubleError) return explainTrouble(error)
  if (error instanceof SoapFaultError) return explainFault(error)
  if (error instanceof ServerError) return { reason: reasonOfCode(error), detail: String(error.code) }
  if (error instanceof ConnectionError || error instanceof TicketError) return { reason: error.reason }
  return { reason: reasonOfClass(error) }
}

/** What happened says more than that it was the dialect's fault, unless nobody knows it. */
function explainTrouble({ cause }: DialectTroubleError): Explanation {
  const explanation = explain(cause)
  return explanation.reason === 'unexpected' ? { reason: 'dialect-refused' } : explanation
}

/** A failed result out of an error. */
export const failureOf = (error: unknown): Result<never> => ({ ok: false, ...explain(error) })

function reasonOfClass(error: unknown): Reason {
  if (error instanceof TimeoutError) return 'timed-out'
  if (error instanceof ClosedError) return 'connection-lost'
  if (error instanceof ProtocolError) return 'protocol-error'
  if (error instanceof DialectRefusedError) return 'dialect-refused'
  if (error instanceof TooLongError) return 'too-long'
  if (error instanceof NotDeliveredError) return 'not-delivered'
  if (error instanceof PartlyDeliveredError) return 'not-acknowledged'
  return 'unexpected'
}

/** The words of the address book; others are told as they are. */
const reasonsByFault: Readonly<Record<string, Reason>> = {
  ContactAlreadyExists: 'already-there',
  MemberAlreadyExists: 'already-there',
  ContactDoesNotExist: 'contact-unknown',
  MemberDoesNotExist: 'contact-unknown',
  BadEmailArgument: 'account-unknown',
  InvalidPassportUser: 'account-unknown',
  UserDoesNotExist: 'account-unknown',
  GroupAlreadyExists: 'group-exists',
  GroupDoesNotExist: 'group-unknown',
  BadArgumentLength: 'too-long',
  QuotaLimitReached: 'list-full',
}

function explainFault({ code, method }: SoapFaultError): Explanation {
  const full = code === 'QuotaLimitReached' && method === 'ABGroupAdd'
  const known = Object.hasOwn(reasonsByFault, code) ? reasonsByFault[code] : undefined
  const reason = full ? 'too-many-groups' : (known ?? 'address-book-failed')
  return code === '' ? { reason } : { reason, detail: cutText(code, 64) }
}

/** The servers' numbers mean different things after different requests; see docs/protocol.md#errors. */
const reasonsByVerb: Readonly<Record<string, Readonly<Record<number, Reason>>>> = {
  USR: {
    206: 'account-unknown',
    207: 'already-signed-in',
    911: 'wrong-password',
    917: 'wrong-password',
    928: 'wrong-password',
  },
  CAL: { 215: 'already-there', 216: 'contact-offline', 217: 'contact-offline', 713: 'too-fast' },
  XFR: {
    280: 'server-busy',
    281: 'server-busy',
    700: 'server-busy',
    707: 'server-busy',
    714: 'too-fast',
    913: 'hidden',
  },
  PRP: { 209: 'name-refused', 715: 'name-refused' },
  REA: { 209: 'name-refused', 715: 'name-refused' },
  ADG: { 209: 'name-refused', 229: 'too-long' },
  REG: { 209: 'name-refused', 229: 'too-long' },
}

const reasonsByNumber: Readonly<Record<number, Reason>> = {
  201: 'account-unknown',
  205: 'account-unknown',
  206: 'account-unknown',
  208: 'account-unknown',
  210: 'list-full',
  215: 'already-there',
  223: 'too-many-groups',
  224: 'group-unknown',
  228: 'group-exists',
  230: 'group-unknown',
  231: 'group-unknown',
  285: 'too-long',
  502: 'not-available',
  600: 'server-busy',
  601: 'server-busy',
  604: 'server-shutting-down',
  605: 'server-busy',
  713: 'too-fast',
  800: 'too-fast',
  910: 'server-busy',
  912: 'server-busy',
  914: 'server-busy',
  915: 'server-busy',
  916: 'server-busy',
  918: 'server-busy',
  919: 'server-busy',
  921: 'server-busy',
  922: 'server-busy',
}

const reasonOfCode = ({ code, verb }: ServerError): Reason =>
  reasonsByVerb[verb]?.[code] ?? reasonsByNumber[code] ?? 'server-refused'
