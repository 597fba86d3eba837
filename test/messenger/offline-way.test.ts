import { expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { outcomeOfLeaving } from '../../main/messenger/conversations/send-outcome.ts'
import { offlineWayOf } from '../../main/messenger/offline-messages/offline-way-of.ts'
import { explain, Refusal } from '../../main/messenger/reasons.ts'
import { ConnectionError, TicketError } from '../../main/net/errors.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  ServerError,
  SoapFaultError,
  TimeoutError,
  TooLongError,
} from '../../main/protocol/errors.ts'
import type { OfflineMessages } from '../../main/protocol/offline-messages/offline-messages.ts'

const accountId = 'local/alice@example.com'

function wayThat(leave: OfflineMessages['leave'], canLeave = true) {
  const nothing = () => Promise.reject(new Error('not asked for'))
  return offlineWayOf(() => ({ canLeave, list: nothing, fetch: nothing, remove: nothing, leave }))
}

const leaveWith = (error: unknown): Promise<unknown> =>
  wayThat(() => Promise.reject(error as Error))
    .leave(accountId, 'bob@example.com', 'text', defaultFormat)
    .catch((thrown: unknown) => thrown)

const because = (cause: Error) => new NotDeliveredError('not taken', { cause })

test.each([
  [
    new SoapFaultError('SystemUnavailable', 'Store2'),
    { reason: 'offline-messages-failed', detail: 'SystemUnavailable' },
  ],
  [new SoapFaultError('', 'Store'), { reason: 'offline-messages-failed' }],
  [new SoapFaultError('SenderThrottleLimitExceeded', 'Store2'), { reason: 'too-fast' }],
  [new SoapFaultError('MessageTooLarge', 'Store2'), { reason: 'too-long' }],
  [new TooLongError('too long'), { reason: 'too-long' }],
  [new ServerError(201, 'UUM'), { reason: 'account-unknown', detail: '201' }],
  [because(new ServerError(800, 'UUM')), { reason: 'too-fast', detail: '800' }],
  [because(new SoapFaultError('SenderThrottleLimitExceeded', 'Store2')), { reason: 'too-fast' }],
  [because(new ConnectionError('server-unreachable', 'nobody there')), { reason: 'server-unreachable' }],
  [because(new TicketError('server-busy', '503')), { reason: 'server-busy' }],
  [because(new TicketError('sign-in-service-failed', '404')), { reason: 'offline-messages-failed' }],
  [because(because(new TicketError('server-busy', '503'))), { reason: 'server-busy' }],
])('%s says that the text was certainly not taken', async (error, explanation) => {
  const thrown = await leaveWith(error)
  expect(thrown).toBeInstanceOf(Refusal)
  expect(explain(thrown)).toEqual(explanation)
})

test('a text of which only a part was taken says why the rest was not', async () => {
  const cause = new SoapFaultError('SenderThrottleLimitExceeded', 'Store2')
  const thrown = await leaveWith(new PartlyDeliveredError('some', 2, { cause }))
  expect(thrown).toBeInstanceOf(PartlyDeliveredError)
  expect(outcomeOfLeaving(thrown)).toEqual({ kind: 'uncertain', reason: 'too-fast' })
})

test.each([
  new NotDeliveredError('nobody'),
  because(new TypeError('nobody foresaw that')),
  new PartlyDeliveredError('some', 2),
  new TimeoutError('no answer'),
  new ClosedError('closed'),
  new ConnectionError('connection-lost', 'broke'),
])('%s is passed on as it is', async (error) => {
  expect(await leaveWith(error)).toBe(error)
})

test('there is a way where the session has services that take texts', async () => {
  const leave = () => Promise.resolve()
  expect(wayThat(leave).has(accountId)).toBe(true)
  expect(wayThat(leave, false).has(accountId)).toBe(false)
  const none = offlineWayOf(() => null)
  expect(none.has(accountId)).toBe(false)
  await expect(none.leave(accountId, 'bob@example.com', 'text', defaultFormat)).rejects.toMatchObject({
    reason: 'not-signed-in',
  })
})
