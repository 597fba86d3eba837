import { describe, expect, test } from 'vitest'
import { accountRecord, startNetwork } from '../test-network.ts'
import { content, correspondent, deleteMessages, faultOf, getMessage, runId, type Leaving } from './soap.ts'

const [bobAddress, daveAddress] = ['bob@example.com', 'dave@example.com']

describe('a message is not taken', () => {
  const sending = async (leaving: Partial<Leaving>, to = daveAddress): Promise<string> => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    const fault = faultOf(await alice.leave(to, leaving))
    expect(await (await correspondent(network, 'dave')).ids()).toEqual([])
    return fault
  }

  test.each([
    ['in another name', { from: bobAddress }],
    ['in nobody’s name', { from: '' }],
  ])('%s, and another ticket is asked for', async (_, leaving) => {
    expect(await sending(leaving)).toBe('500 AuthenticationFailed')
  })

  test.each(['nobody@example.com', '', 'x', '*', 'dave@example.com,bob@example.com'])(
    'for %j',
    async (to) => {
      expect(await sending({}, to)).toBe('500 SystemUnavailable')
    },
  )

  test.each([
    ['', ''],
    ['without headers', 'aGVsbG8='],
    ['without a run', content('x').replace(/X-OIM-Run-Id.*\r\n/, '')],
    ['with a run that is no GUID', content('x', 1, '{1}')],
    ['with a run that goes on in another line', content('x', 1, `${runId}\r\n X: y`)],
    ['without a number', content('x').replace(/X-OIM-Sequence.*\r\n/, '')],
    ['with a number that is none', content('x', '1e0')],
    ['with another number than its request', content('x', 2)],
    ['that is not said to be base64', content('x').replace(/Content-Transfer.*\r\n/, '')],
    ['that is no base64', `${content('x')}<`.replace('<', '$')],
    ['of another kind', content('x').replace('text/plain', 'text/html')],
  ])('with content %s', async (_, written) => {
    expect(await sending({ content: written })).toBe('500 InvalidContent')
  })

  test('that is too large, which a shorter one is not', async () => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    expect(faultOf(await alice.leave(daveAddress, { content: content('x'.repeat(6_200)) }))).toBe(
      '500 MessageTooLarge',
    )
    expect((await alice.leave(daveAddress, { content: content('x'.repeat(5_900)) })).status).toBe(200)
  })

  test('for somebody who blocks the sender, or only admits those who are listed', async () => {
    const accounts = [
      accountRecord('Alice', 0, []),
      accountRecord('Bob', 1, [{ address: 'alice@example.com', lists: 4 }]),
      { ...accountRecord('Carol', 2, []), admitsUnlisted: false },
      { ...accountRecord('Dave', 3, []), password: null },
    ]
    const network = await startNetwork({ accounts })
    const alice = await correspondent(network, 'alice')
    for (const name of ['bob', 'carol', 'dave'])
      expect(faultOf(await alice.leave(`${name}@example.com`))).toBe('500 SystemUnavailable')
  })

  test('when they come too fast, and later again it is', async () => {
    const network = await startNetwork({ limits: { offlineMessagesPerMinute: 2 } })
    const alice = await correspondent(network, 'alice')
    for (const answer of ['200', '200', '500 SenderThrottleLimitExceeded'])
      expect(faultOf(await alice.leave(daveAddress))).toContain(answer)
    network.clock.advance(60_000)
    expect((await alice.leave(daveAddress)).status).toBe(200)
  })

  test('when too many of the sender wait, or too many in all, until some are fetched', async () => {
    const limits = { maxOfflineMessages: 3, maxOfflineMessagesOfOne: 2 }
    const network = await startNetwork({ limits })
    const [alice, bob] = [await correspondent(network, 'alice'), await correspondent(network, 'bob')]
    for (const answer of ['200', '200', '500 SenderThrottleLimitExceeded'])
      expect(faultOf(await alice.leave(daveAddress))).toContain(answer)
    for (const answer of ['200', '500 SystemUnavailable'])
      expect(faultOf(await bob.leave(daveAddress))).toContain(answer)
    expect((await alice.leave(bobAddress)).status).toBe(200)
    const dave = await correspondent(network, 'dave')
    await dave.ask(deleteMessages((await dave.ids())[0]!))
    expect((await alice.leave(daveAddress)).status).toBe(200)
  })
})

test('a name that is none is replaced by the friendly name; no word of it becomes a header', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  const names = [
    'Eve',
    '=?utf-8?B?RXZl?= &lt;eve@example.com&gt;',
    '=?utf-8?B?RXZl&#13;&#10;From: eve?=',
    '',
    `=?utf-8?B?${'QUFB'.repeat(200)}?=`,
  ]
  for (const name of names) expect((await alice.leave(daveAddress, { name })).status).toBe(200)
  const dave = await correspondent(network, 'dave')
  const ids = await dave.ids()
  expect(ids).toHaveLength(names.length)
  for (const id of ids)
    expect((await dave.ask(getMessage(id))).text.match(/^From: .*$/gm)).toEqual([
      'From: =?utf-8?B?QWxpY2U=?= &lt;alice@example.com&gt;',
    ])
})
