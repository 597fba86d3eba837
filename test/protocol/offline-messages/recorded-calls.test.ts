import { describe, expect, test } from 'vitest'
import { SoapFaultError } from '../../../main/protocol/errors.ts'
import { parseMail } from '../../../main/protocol/offline-messages/mail.ts'
import {
  deleteMessages,
  formatReadingRequest,
  getMessage,
  getMetadata,
  readMetadata,
  readReadingAnswer,
} from '../../../main/protocol/offline-messages/reading-calls.ts'
import {
  formatStoreRequest,
  readStoreAnswer,
  type StoreCredentials,
} from '../../../main/protocol/offline-messages/storing-call.ts'
import { recordedOfflineCall } from '../../support/recorded-calls.ts'

const alice = {
  method: 'Store2',
  address: 'alice@example.com',
  name: 'Alice é',
  dialect: 'MSNP15',
  clientVersion: '8.5.1302',
  productId: 'PROD0119GSJUC$18',
} as const

/** What the recorded client gave: a word that is no key, which that server did not look at. */
const credentials: StoreCredentials = { ticket: 't=ticket&p=', lockKey: 'MBI_SSL' }
const runId = '{3A3BE82C-684D-4F4F-8005-CBE8D4F82BAD}'
const dave = 'dave@example.com'

const ids = ['0CE7EC08-A23A-4231-A720-D8542AB66025', '55EAA4A5-58E0-4E24-8669-5885D30E95E6'] as const

describe('a text that is left goes as the recorded one', () => {
  test.each([
    ['leave another', { to: dave, text: 'second', runId, sequence: 2 }, credentials],
    ['leave without a key', { to: dave, text: 'x', runId, sequence: 3 }, { ...credentials, lockKey: '' }],
    ['leave for nobody', { to: 'nobody@example.com', text: 'x', runId, sequence: 4 }, credentials],
    [
      'leave for somebody online',
      { to: dave, text: 'to dave while online', runId, sequence: 5 },
      credentials,
    ],
  ])('byte by byte: %s', (name, stored, given) => {
    const { service, action, body } = formatStoreRequest(alice, stored, given)
    expect(body).toBe(recordedOfflineCall(name).request)
    expect([service, action]).toEqual(['offline-sending', 'http://messenger.live.com/ws/2006/09/oim/Store2'])
  })

  test('but for its line breaks, which we write as CR LF as everywhere else', () => {
    const stored = { to: dave, text: 'hello offline é\nline 2', runId, sequence: 1 }
    const recorded = recordedOfflineCall('leave').request
    const ours = formatStoreRequest(alice, stored, credentials).body
    const body = (bytes: string) => Buffer.from(bytes).toString('base64')
    expect(ours).toBe(recorded.replace(body('hello offline é\nline 2'), body('hello offline é\r\nline 2')))
    expect(ours).not.toBe(recorded)
  })

  test('to the older call in the dialects before', () => {
    const stored = { to: dave, text: 'x', runId, sequence: 1 }
    expect(formatStoreRequest({ ...alice, method: 'Store' }, stored, credentials).action).toBe(
      'http://messenger.msn.com/ws/2004/09/oim/Store',
    )
  })
})

describe('the recorded answers to that', () => {
  test.each(['leave', 'leave another', 'leave for somebody online'])('say that it is taken: %s', (name) => {
    expect(recordedOfflineCall(name).status).toBe(200)
    expect(readStoreAnswer(recordedOfflineCall(name).answer)).toEqual({ kind: 'stored' })
  })

  test('say what the key is made of', () => {
    expect(readStoreAnswer(recordedOfflineCall('leave without a key').answer)).toEqual({
      kind: 'refused',
      code: 'AuthenticationFailed',
      challenge: '1850937852',
    })
  })

  test('say that there is nobody of that name', () => {
    expect(readStoreAnswer(recordedOfflineCall('leave for nobody').answer)).toEqual({
      kind: 'refused',
      code: 'SystemUnavailable',
      challenge: '',
    })
  })
})

describe('what is asked of the service that has what waits', () => {
  test.each([
    ['ask what waits with an element', getMetadata],
    ['fetch the second', getMessage(ids[0])],
    ['fetch the first', getMessage(ids[1])],
    ['delete', deleteMessages(ids)],
    ['fetch what is not there', getMessage('00000000-0000-0000-0000-000000000000')],
  ])('is as recorded, byte by byte: %s', (name, call) => {
    const { service, body } = formatReadingRequest(call, 't=ticket&p=')
    expect(body).toBe(recordedOfflineCall(name).request)
    expect(service).toBe('offline-reading')
  })

  test('is answered with who left what', () => {
    const { answer } = recordedOfflineCall('ask what waits with an element')
    expect(readMetadata(readReadingAnswer(answer, 'GetMetadata'))).toEqual(
      ids.map((id) => ({ id, from: { address: 'alice@example.com', name: 'Alice é' } })),
    )
  })

  test.each(['ask what waits', 'ask what waits afterwards', 'fetch what is not there'])(
    'is refused without a word when the server fails: %s',
    (name) => {
      expect(recordedOfflineCall(name).status).toBe(500)
      const { answer } = recordedOfflineCall(name)
      expect(() => readReadingAnswer(answer, 'GetMessage')).toThrow(new SoapFaultError('', 'GetMessage'))
    },
  )

  test('is answered with the mails, their times and their places in the run', () => {
    const sentAt = Date.UTC(2026, 10, 23, 3, 8, 34)
    const from = { address: 'alice@example.com', name: 'Alice é' }
    const mails = ['fetch the second', 'fetch the first'].map((name) => {
      const answer = readReadingAnswer(recordedOfflineCall(name).answer, 'GetMessage')
      return parseMail(answer.find('GetMessageResult')!.text, sentAt)
    })
    const common = { from, sentAt, runId: runId.toLowerCase() }
    expect(mails).toEqual([
      { ...common, sequence: 2, text: 'second' },
      { ...common, sequence: 1, text: 'hello offline é\nline 2' },
    ])
  })

  test('is answered with nothing when it was deleted', () => {
    const answer = readReadingAnswer(recordedOfflineCall('delete').answer, 'DeleteMessages')
    expect(answer.text).toBe('')
  })
})
