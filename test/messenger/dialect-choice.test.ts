import { describe, expect, test } from 'vitest'
import { allDialects, networkAt } from '../../app/networks.ts'
import {
  DialectChoice,
  dialectTroubleOf,
  withoutFamilyOf,
  type DialectTrouble,
} from '../../main/messenger/accounts/dialect-choice.ts'
import { Refusal } from '../../main/messenger/reasons.ts'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import {
  DialectRefusedError,
  DialectTroubleError,
  ServerError,
  TimeoutError,
} from '../../main/protocol/errors.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { DialectMemory } from '../../main/storage/dialect-memory.ts'

const network = networkAt('custom', 'Mine', 'msn.example.org')
const oldest = ['MSNP12', 'MSNP11', 'MSNP10', 'MSNP9', 'MSNP8']
const day = 24 * 60 * 60_000
const today = Date.UTC(2026, 10, 23)

const newMemory = () => new DialectMemory(openDatabase(':memory:').database)
const choiceOf = (memory: DialectMemory, now = today, record = network) =>
  new DialectChoice({ network: record, memory, now })

describe('what is left of an offer', () => {
  test.each([
    ['MSNP18', ['MSNP14', 'MSNP13', ...oldest]],
    ['MSNP15', ['MSNP14', 'MSNP13', ...oldest]],
    ['', ['MSNP14', 'MSNP13', ...oldest]],
    ['MSNP13', oldest],
    ['MSNP12', []],
    ['MSNP8', []],
  ])('after %s failed', (failed, left) => {
    expect(withoutFamilyOf(failed, allDialects)).toEqual(left)
  })

  test('keeps the order of the record, and dialects that nobody knows are gone', () => {
    expect(withoutFamilyOf('', ['MSNP7', 'MSNP9', 'MSNP18', 'MSNP12'])).toEqual(['MSNP9', 'MSNP12'])
  })
})

describe('a failed sign-in', () => {
  const cases: readonly (readonly [string, unknown, DialectTrouble | null])[] = [
    ['a refused dialect', new DialectRefusedError(), 'certain'],
    ['trouble of the dialect', new DialectTroubleError(new Error('no such service')), 'certain'],
    ['a sign-in service that is none', new TicketError('sign-in-service-failed', ''), 'certain'],
    ['a number that says nothing', new ServerError(500, 'USR'), 'certain'],
    ['silence', new TimeoutError(), 'likely'],
    ['a server that hangs up', new Refusal('server-closed'), 'likely'],
    ['a service that cannot be found', new ConnectionError('host-unknown', ''), 'possible'],
    ['a service that is slow', new ConnectionError('timed-out', ''), 'possible'],
    ['a wrong password', new TicketError('wrong-password', ''), null],
    ['a wrong password, said by the server', new ServerError(911, 'USR'), null],
    ['a server that is busy', new ServerError(910, 'USR'), null],
    ['a server that shuts down', new Refusal('server-shutting-down'), null],
    ['the user', new Refusal('cancelled'), null],
  ]
  test.each(cases)('for %s', (_, error, trouble) => {
    expect(dialectTroubleOf(error, 'authenticating')).toBe(trouble)
  })

  const troubles: readonly (readonly [string, unknown, DialectTrouble | null])[] = [
    ['a service that does not do its work', new TicketError('sign-in-service-failed', ''), 'certain'],
    ['a refusal of what the service vouched for', new ServerError(911, 'USR'), 'certain'],
    ['silence', new TimeoutError(), 'likely'],
    ['a service that cannot be reached', new ConnectionError('server-unreachable', ''), 'possible'],
    ['a service that is busy', new TicketError('server-busy', ''), 'possible'],
    ['a password that was changed', new TicketError('wrong-password', ''), null],
  ]
  test.each(troubles)('is a trouble of the dialect as sure as its cause: %s', (_, cause, trouble) => {
    expect(dialectTroubleOf(new DialectTroubleError(cause), 'fetching-contacts')).toBe(trouble)
  })

  test('while connecting or fetching contacts is the dialect only where the session says so', () => {
    for (const step of ['connecting', 'fetching-contacts'] as const) {
      expect(dialectTroubleOf(new TimeoutError(), step)).toBeNull()
      expect(dialectTroubleOf(new DialectTroubleError(null), step)).toBe('certain')
    }
  })
})

describe('the choice of dialects', () => {
  test('begins with all of the record', () => {
    expect(choiceOf(newMemory()).offer).toEqual(network.dialects)
  })

  test('remembers for fourteen days what works, and then tries everything anew', () => {
    const memory = newMemory()
    const first = choiceOf(memory)
    expect(first.failed('MSNP18', 'certain')).toBe(true)
    expect(first.failed('MSNP14', 'certain')).toBe(true)
    first.succeeded()
    expect(choiceOf(memory, today + 13 * day).offer).toEqual(oldest)
    expect(choiceOf(memory, today + 14 * day).offer).toEqual(network.dialects)
    expect(choiceOf(memory, today - 1).offer).toEqual(network.dialects)
  })

  test('remembers nothing of a failure that may have been the network, or of one without a success', () => {
    const memory = newMemory()
    const slow = choiceOf(memory)
    slow.failed('MSNP18', 'possible')
    slow.succeeded()
    choiceOf(memory).failed('MSNP18', 'certain')
    expect(choiceOf(memory).offer).toEqual(network.dialects)
  })

  test('forgets what it knows when the record changes', () => {
    const memory = newMemory()
    const choice = choiceOf(memory)
    choice.failed('MSNP18', 'likely')
    choice.succeeded()
    const changed = { ...network, signIn: { ...network.signIn, tokenUrl: 'https://example.org/RST2.srf' } }
    expect(choiceOf(memory, today, changed).offer).toEqual(network.dialects)
    expect(choiceOf(memory, today, { ...network, id: 'other' }).offer).toEqual(network.dialects)
  })

  test('tries everything once more when what it remembers does not work any more, and then gives up', () => {
    const memory = newMemory()
    memory.remember(network, ['MSNP9'], today)
    const choice = choiceOf(memory)
    expect(choice.offer).toEqual(['MSNP9'])
    expect(choice.failed('MSNP9', 'certain')).toBe(true)
    expect(choice.offer).toEqual(network.dialects)
    expect(choice.failed('MSNP9', 'certain')).toBe(false)
  })
})
