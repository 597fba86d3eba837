import { expect, test } from 'vitest'
import { ClosedError, TimeoutError } from '../../main/protocol/errors.ts'
import { notificationStage, settle, signedIn } from './session.ts'

test('a silent client says PNG after 45 seconds', async () => {
  const { clock, sent } = await staged()
  clock.advance(44_999)
  expect(sent()).toEqual([])
  clock.advance(1)
  expect(sent()).toEqual(['PNG'])
})

test('whatever the client says puts the PNG off', async () => {
  const { clock, sent, session } = await staged()
  clock.advance(40_000)
  void session.setPresence('busy').catch(() => undefined)
  clock.advance(40_000)
  expect(sent()).toEqual(['CHG 6 BSY 1342177312'])
  clock.advance(5_000)
  expect(sent()).toEqual(['PNG'])
})

test('the server says when the next PNG is due', async () => {
  const stage = await staged()
  stage.clock.advance(45_000)
  await stage.say('QNG 60')
  expect(stage.sent()).toEqual(['PNG'])
  stage.clock.advance(59_999)
  expect(stage.sent()).toEqual([])
  stage.clock.advance(1)
  expect(stage.sent()).toEqual(['PNG'])
})

test.each([
  ['QNG', 45_000],
  ['QNG 0', 15_000],
  ['QNG 86400', 90_000],
  ['QNG soon', 45_000],
])('%s is followed within bounds: the next PNG after %d ms', async (answer, dueMs) => {
  const stage = await staged()
  stage.clock.advance(45_000)
  await stage.say(answer)
  stage.sent()
  stage.clock.advance(dueMs - 1)
  expect(stage.sent()).toEqual([])
  stage.clock.advance(1)
  expect(stage.sent()).toEqual(['PNG'])
})

test('a link without an answer in 20 seconds is reported as dead, once', async () => {
  let deaths = 0
  const stage = await signedIn('MSNP12', {}, () => deaths++)
  stage.clock.advance(45_000 + 19_999)
  await settle()
  expect(deaths).toBe(0)
  stage.clock.advance(1)
  await settle()
  expect(deaths).toBe(1)
  stage.clock.advance(600_000)
  await settle()
  expect(deaths).toBe(1)
})

test('asking by hand resolves with the answer, rejects without one', async () => {
  const stage = await staged()
  const answered = stage.session.ping()
  void stage.session.ping()
  expect(stage.sent()).toEqual(['PNG'])
  await stage.say('QNG 50')
  await expect(answered).resolves.toBeUndefined()

  const unanswered = stage.session.ping()
  stage.clock.advance(20_000)
  await expect(unanswered).rejects.toBeInstanceOf(TimeoutError)
})

test('before the sign-in is complete nothing is asked', async () => {
  const stage = notificationStage()
  stage.clock.advance(600_000)
  expect(stage.sent()).toEqual([])
  await stage.say('QNG 60')
  stage.clock.advance(600_000)
  expect(stage.sent()).toEqual([])
})

test('a closed connection is not asked any more and does not die again', async () => {
  let deaths = 0
  const stage = await signedIn('MSNP12', {}, () => deaths++)
  const waiting = stage.session.ping()
  stage.sent()
  stage.session.connectionClosed()
  await expect(waiting).rejects.toBeInstanceOf(ClosedError)
  await expect(stage.session.ping()).rejects.toBeInstanceOf(ClosedError)
  stage.clock.advance(600_000)
  expect(stage.sent()).toEqual([])
  expect(deaths).toBe(0)
})

async function staged() {
  const stage = await signedIn()
  return {
    clock: stage.clock,
    session: stage.session,
    sent: () => stage.sent(),
    say: (...lines: readonly string[]) => stage.say(...lines),
  }
}
