import { expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { recordedOfflineCall } from '../support/recorded-calls.ts'
import { readTranscript, replayNotification } from '../support/replay.ts'
import { caught, notificationStage } from './session.ts'

const ids = ['0CE7EC08-A23A-4231-A720-D8542AB66025', '55EAA4A5-58E0-4E24-8669-5885D30E95E6'] as const
const third = '1E0E061E-BE29-433A-85BA-01DB8E2F1C21'

test('alice, for whom nothing waits, hears of nothing', async () => {
  const { events } = await replayNotification(
    readTranscript('oim-notifications-msnp15').get('alice')!,
    'alice@example.com',
    {},
    null,
    { has: () => true },
  )
  expect(events.map(tell).filter((line) => line.startsWith('waiting'))).toEqual([])
})

test('dave hears of two messages that waited and of one that came, and not of those that he deleted', async () => {
  const { events } = await replayNotification(
    readTranscript('oim-notifications-msnp15').get('dave')!,
    'dave@example.com',
    {},
    null,
    { has: () => true },
  )
  expect(events.map(tell).filter((line) => line.startsWith('waiting'))).toEqual([
    `waiting: ${ids[0]} of alice@example.com "Alice é" | ${ids[1]} of alice@example.com "Alice é"`,
    `waiting: ${third} of alice@example.com "Alice é"`,
  ])
})

/** A session that agreed on MSNP15, at services that answer as recorded to what was recorded. */
async function sessionWith(answers: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const stage = notificationStage(['MSNP15'], undefined, {
    has: () => true,
    fetchToken: () => Promise.resolve({ ticket: 't=ticket&p=', secret: '' }),
    callSoap({ body }) {
      const name = answers[Object.keys(answers).find((each) => body.includes(each)) ?? '']
      if (name === undefined) return Promise.reject(new Error('nothing like that was recorded'))
      asked.push(name)
      const { request, answer } = recordedOfflineCall(name)
      expect(body).toBe(request)
      return Promise.resolve(answer)
    },
  })
  caught(stage.session.signIn({ onStep: () => undefined })).catch(() => undefined)
  await stage.say('VER 1 MSNP15')
  return { offlineMessages: stage.session.offlineMessages!, asked }
}

const waiting = ids.map((id) => ({ id, from: { address: 'alice@example.com', name: 'Alice é' } }))

test('what waits is fetched in the order in which it was written, and deleted', async () => {
  const { offlineMessages, asked } = await sessionWith({
    '<GetMetadata': 'ask what waits with an element',
    '<DeleteMessages': 'delete',
    [ids[0]]: 'fetch the second',
    [ids[1]]: 'fetch the first',
  })
  expect(await offlineMessages.list()).toEqual(waiting)
  const common = {
    from: waiting[0]!.from,
    sentAt: Date.UTC(2026, 10, 23, 3, 8, 34),
    runId: '{3a3be82c-684d-4f4f-8005-cbe8d4f82bad}',
  }
  expect(await offlineMessages.fetch(waiting)).toEqual([
    { ...common, id: ids[1], sequence: 1, text: 'hello offline é\nline 2' },
    { ...common, id: ids[0], sequence: 2, text: 'second' },
  ])
  await offlineMessages.remove(ids)
  expect(asked.at(-1)).toBe('delete')
})

test('one that is not there any more is left out', async () => {
  const { offlineMessages } = await sessionWith({
    '00000000-0000-0000-0000-000000000000': 'fetch what is not there',
    [ids[0]]: 'fetch the second',
  })
  const gone = { id: '00000000-0000-0000-0000-000000000000', from: waiting[0]!.from }
  const fetched = await offlineMessages.fetch([gone, waiting[0]!])
  expect(fetched.map(({ text }) => text)).toEqual(['second'])
  expect(await offlineMessages.fetch([gone])).toEqual([])
})
