import { describe, expect, test } from 'vitest'
import { cutText } from '../../main/messenger/limits.ts'
import { explain, failureOf, Refusal } from '../../main/messenger/reasons.ts'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import {
  ClosedError,
  DialectRefusedError,
  NotDeliveredError,
  PartlyDeliveredError,
  DialectTroubleError,
  ServerError,
  SoapFaultError,
  TimeoutError,
  TooLongError,
} from '../../main/protocol/errors.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'

describe('an error', () => {
  test.each([
    ['wrong-password', new TicketError('wrong-password', 'text')],
    ['plain-http-refused', new TicketError('plain-http-refused', 'text')],
    ['host-unknown', new ConnectionError('host-unknown', 'text')],
    ['certificate-untrusted', new ConnectionError('certificate-untrusted', 'text')],
    ['timed-out', new TimeoutError('text')],
    ['connection-lost', new ClosedError('text')],
    ['protocol-error', new ProtocolError('text')],
    ['dialect-refused', new DialectRefusedError('text')],
    ['too-long', new TooLongError('text')],
    ['not-delivered', new NotDeliveredError('text')],
    ['sign-in-service-failed', new DialectTroubleError(new TicketError('sign-in-service-failed', 'text'))],
    ['dialect-refused', new DialectTroubleError(new Error('a secret in the text of an error'))],
    ['address-book-failed', new SoapFaultError('', 'ABFindAll')],
    ['not-acknowledged', new PartlyDeliveredError('text')],
    ['too-fast', new Refusal('too-fast')],
    ['unexpected', new Error('a secret in the text of an error')],
    ['unexpected', 'not even an error'],
    ['unexpected', null],
  ])('is %s, without its text', (reason, error) => {
    expect(failureOf(error)).toEqual({ ok: false, reason })
  })

  test.each([
    ['USR', 911, 'wrong-password'],
    ['USR', 928, 'wrong-password'],
    ['USR', 601, 'server-busy'],
    ['USR', 927, 'server-refused'],
    ['CAL', 217, 'contact-offline'],
    ['CAL', 216, 'contact-offline'],
    ['REM', 216, 'server-refused'],
    ['ADC', 208, 'account-unknown'],
    ['ADD', 205, 'account-unknown'],
    ['ADC', 210, 'list-full'],
    ['ADC', 215, 'already-there'],
    ['ADC', 224, 'group-unknown'],
    ['ADG', 223, 'too-many-groups'],
    ['ADG', 228, 'group-exists'],
    ['REG', 228, 'group-exists'],
    ['REG', 229, 'too-long'],
    ['RMG', 224, 'group-unknown'],
    ['RMG', 230, 'group-unknown'],
    ['XFR', 913, 'hidden'],
    ['XFR', 800, 'too-fast'],
    ['PRP', 209, 'name-refused'],
    ['REA', 715, 'name-refused'],
    ['CHG', 715, 'server-refused'],
    ['SYN', 604, 'server-shutting-down'],
    ['SYN', 999, 'server-refused'],
  ])('of the server: %s refused with %i is %s, and the number is the detail', (verb, code, reason) => {
    expect(explain(new ServerError(code, verb))).toEqual({ reason, detail: String(code) })
  })
})

describe('a fault of the address book', () => {
  test.each([
    ['ABContactAdd', 'ContactAlreadyExists', 'already-there'],
    ['AddMember', 'MemberAlreadyExists', 'already-there'],
    ['ABContactAdd', 'InvalidPassportUser', 'account-unknown'],
    ['ABContactAdd', 'BadEmailArgument', 'account-unknown'],
    ['ABContactAdd', 'QuotaLimitReached', 'list-full'],
    ['ABContactDelete', 'ContactDoesNotExist', 'contact-unknown'],
    ['ABGroupAdd', 'GroupAlreadyExists', 'group-exists'],
    ['ABGroupAdd', 'QuotaLimitReached', 'too-many-groups'],
    ['ABGroupDelete', 'GroupDoesNotExist', 'group-unknown'],
    ['ABGroupAdd', 'BadArgumentLength', 'too-long'],
    ['ABFindAll', 'constructor', 'address-book-failed'],
  ])('of %s: %s is %s, and its word is the detail', (method, code, reason) => {
    expect(explain(new SoapFaultError(code, method))).toEqual({ reason, detail: code })
  })

  test('never brings a long word to a window', () => {
    expect(explain(new SoapFaultError('x'.repeat(10_000), 'ABFindAll')).detail).toHaveLength(64)
  })
})

describe('a text of others', () => {
  test.each([
    ['short', 5, 'short'],
    ['exact', 5, 'exact'],
    ['longer', 5, 'longe'],
    ['four🦋', 5, 'four'],
    ['fou🦋', 5, 'fou🦋'],
    ['', 5, ''],
  ])('%j cut at %i is %j: no half of a character', (text, characters, expected) => {
    expect(cutText(text, characters)).toBe(expected)
  })
})
