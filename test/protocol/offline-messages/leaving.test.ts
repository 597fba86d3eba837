import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../../app/message.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  SoapFaultError,
} from '../../../main/protocol/errors.ts'
import { answerChallengeByWords } from '../../../main/protocol/challenge.ts'
import type { Services } from '../../../main/protocol/services.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { caught, notificationStage, settle } from '../session.ts'

const stored =
  '<e:Envelope xmlns:e="e"><e:Header/><e:Body><StoreResponse><PointsConsumed>0</PointsConsumed></StoreResponse></e:Body></e:Envelope>'
const fault = (code: string, detail = '') =>
  `<e:Envelope xmlns:e="e"><e:Body><e:Fault><faultcode xmlns:q0="q">q0:${code}</faultcode><detail>${detail}</detail></e:Fault></e:Body></e:Envelope>`
const challenge = (digits: string) =>
  fault(
    'AuthenticationFailed',
    `<TweenerChallenge>ct=1</TweenerChallenge><LockKeyChallenge>${digits}</LockKeyChallenge>`,
  )

interface Asked {
  readonly action: string
  readonly to: string
  readonly ticket: string
  readonly lockKey: string
  readonly number: string
  readonly runId: string
  readonly text: string
}

/** What a request says, read by hand. */
function readRequest({ action, body }: { readonly action: string; readonly body: string }): Asked {
  const find = (pattern: RegExp): string => pattern.exec(body)?.[1] ?? ''
  return {
    action: action.replace(/^.*\//, ''),
    to: find(/<To memberName="([^"]*)"/),
    ticket: find(/passport="([^"]*)"/),
    lockKey: find(/lockkey="([^"]*)"/),
    number: `${find(/<MessageNumber>(\d+)</)} ${find(/X-OIM-Sequence-Num: (\d+)/)}`,
    runId: find(/X-OIM-Run-Id: (\S+)/),
    text: Buffer.from(find(/\r\n\r\n([^<]*)</), 'base64').toString('utf8'),
  }
}

type Reply = string | Error

/** A session in a dialect, at a service that answers one thing after the other and the last one again and again. */
async function stageWith(replies: readonly Reply[], dialect = 'MSNP15', more: Partial<Services> = {}) {
  const asked: Asked[] = []
  const left = [...replies]
  const tokens: string[] = []
  let ids = 0
  const stage = notificationStage(
    [dialect],
    undefined,
    {
      has: () => true,
      fetchToken(address, options) {
        tokens.push(`${address}${options?.fresh === true ? ' fresh' : ''}`)
        return Promise.resolve({ ticket: options?.fresh === true ? 't=fresh' : 't=old', secret: '' })
      },
      fetchTicket: () => Promise.resolve(`t=ticket${tokens.push('ticket')}`),
      callSoap(request) {
        asked.push(readRequest(request))
        const reply = left.length > 1 ? left.shift()! : left[0]!
        return typeof reply === 'string' ? Promise.resolve(reply) : Promise.reject(reply)
      },
      ...more,
    },
    { chooseId: () => `{${++ids}}` },
  )
  caught(stage.session.signIn({ onStep: () => undefined })).catch(() => undefined)
  await stage.say(`VER 1 ${dialect}`)
  const leave = (text: string, to = 'bob@example.com', from?: number) =>
    stage.session.offlineMessages!.leave(to, text, defaultFormat, from)
  return { stage, asked, tokens, leave }
}

const product15 = { id: 'PROD0119GSJUC$18', key: 'ILTXC!4IXB5FB*PX' }

describe('a text for somebody who is offline', () => {
  test('is taken at once where no key is wanted', async () => {
    const { asked, tokens, leave } = await stageWith([stored])
    await leave('hi')
    expect(asked).toEqual([
      {
        action: 'Store2',
        to: 'bob@example.com',
        ticket: 't=old',
        lockKey: '',
        number: '1 1',
        runId: '{1}',
        text: 'hi',
      },
    ])
    expect(tokens).toEqual(['messengersecure.live.com'])
  })

  test('is offered with the answer to the challenge of the service, which is kept for the session', async () => {
    const { asked, leave } = await stageWith([challenge('1850937852'), stored])
    await leave('one')
    await leave('two', 'carol@example.com')
    const key = answerChallengeByWords('1850937852', product15)
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(asked.map(({ lockKey, text, number }) => [lockKey, text, number])).toEqual([
      ['', 'one', '1 1'],
      [key, 'one', '1 1'],
      [key, 'two', '1 1'],
    ])
  })

  test('is offered with any key to a service that wants one and has no challenge', async () => {
    const { asked, tokens, leave } = await stageWith([fault('AuthenticationFailed'), stored])
    await leave('hi')
    expect(asked.map(({ lockKey }) => lockKey)).toEqual(['', answerChallengeByWords('', product15)])
    expect(tokens).toEqual(['messengersecure.live.com', 'messengersecure.live.com'])
  })

  test('is offered with a new ticket when no key does', async () => {
    const { asked, leave } = await stageWith([challenge('1'), challenge('2'), challenge('3'), stored])
    await leave('hi')
    expect(asked.map(({ lockKey, ticket }) => [lockKey.length, ticket])).toEqual([
      [0, 't=old'],
      [32, 't=old'],
      [32, 't=old'],
      [32, 't=fresh'],
    ])
  })

  test('is not offered for ever', async () => {
    const { asked, leave } = await stageWith([challenge('1')])
    await expect(leave('hi')).rejects.toEqual(new SoapFaultError('AuthenticationFailed', 'Store2'))
    expect(asked.length).toBeLessThanOrEqual(6)
  })

  test('is offered with a new ticket when HTTP refuses the old one', async () => {
    const refused = new SoapFaultError('PassportAuthFail', 'Store2')
    const { asked, leave } = await stageWith([refused, refused, stored])
    await leave('hi')
    expect(asked.at(-1)!.ticket).toBe('t=fresh')
  })

  test.each(['SenderThrottleLimitExceeded', 'SystemUnavailable', 'MessageTooLarge', 'InvalidContent'])(
    'is refused with %s, and not offered again',
    async (code) => {
      const { asked, leave } = await stageWith([fault(code)])
      await expect(leave('hi')).rejects.toEqual(new SoapFaultError(code, 'Store2'))
      expect(asked).toHaveLength(1)
    },
  )

  test('was not taken when there is no ticket', async () => {
    const { asked, leave } = await stageWith([stored], 'MSNP15', {
      fetchToken: () => Promise.reject(new Error('no token')),
    })
    await expect(leave('hi')).rejects.toBeInstanceOf(NotDeliveredError)
    expect(asked).toEqual([])
  })

  test.each<[string, Reply, new (message: string) => Error]>([
    ['the answer is none', '<html></html>', ProtocolError],
    ['the answer is an empty envelope', '<e:Envelope xmlns:e="e"><e:Body/></e:Envelope>', ProtocolError],
    ['the link breaks', new Error('midway'), Error],
  ])('may have been taken when %s', async (_, reply, kind) => {
    const { asked, leave } = await stageWith([reply])
    const error: unknown = await leave('hi').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(kind)
    expect(error).not.toBeInstanceOf(SoapFaultError)
    expect(error).not.toBeInstanceOf(NotDeliveredError)
    expect(asked).toHaveLength(1)
  })

  test('may have been taken when the session ends meanwhile', async () => {
    const { stage, leave } = await stageWith([stored], 'MSNP15', { callSoap: () => new Promise(() => {}) })
    const left = caught(leave('hi'))
    await settle()
    stage.session.connectionClosed()
    await expect(left).rejects.toBeInstanceOf(ClosedError)
  })
})

describe('texts for somebody who is offline', () => {
  test('are one run for each person, numbered in the order in which they were written', async () => {
    const { asked, leave } = await stageWith([stored])
    await Promise.all([
      leave('one'),
      leave('two', 'Bob@Example.com'),
      leave('x', 'carol@example.com'),
      leave('three'),
    ])
    const of = (address: string) =>
      asked
        .filter(({ to }) => to.toLowerCase() === address)
        .map(({ runId, number, text }) => [runId, number, text])
    expect(of('bob@example.com')).toEqual([
      ['{1}', '1 1', 'one'],
      ['{1}', '2 2', 'two'],
      ['{1}', '3 3', 'three'],
    ])
    expect(of('carol@example.com')).toEqual([['{2}', '1 1', 'x']])
  })

  test('that are long are left as several', async () => {
    const { asked, leave } = await stageWith([stored])
    const long = 'ein Wort, 字 und 👍\n'.repeat(200)
    await leave(long)
    expect(
      asked
        .map(({ text }) => text)
        .join('')
        .replaceAll('\r\n', '\n'),
    ).toBe(long)
    expect(asked.map(({ number }) => number)).toEqual(asked.map((_, at) => `${at + 1} ${at + 1}`))
    for (const { text } of asked) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024)
  })

  test('that are long are left up to the first that is refused, and can be continued there', async () => {
    const { asked, leave } = await stageWith([stored, stored, fault('SenderThrottleLimitExceeded'), stored])
    const long = 'x'.repeat(4000)
    const error: unknown = await leave(long).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(PartlyDeliveredError)
    expect(error).toMatchObject({ resumeAt: 2, cause: { code: 'SenderThrottleLimitExceeded' } })
    await leave(long, 'bob@example.com', 2)
    const taken = [...asked.slice(0, 2), ...asked.slice(3)]
    expect(taken.map(({ text }) => text).join('')).toBe(long)
  })

  test('that are long and refused from the beginning are not taken at all', async () => {
    const { leave } = await stageWith([fault('SystemUnavailable')])
    await expect(leave('x'.repeat(4000))).rejects.toBeInstanceOf(SoapFaultError)
  })

  test('do not wait for those to somebody else', async () => {
    const calls: string[] = []
    const { leave } = await stageWith([stored], 'MSNP15', {
      callSoap(request) {
        calls.push(readRequest(request).to)
        return calls.length === 1 ? new Promise(() => {}) : Promise.resolve(stored)
      },
    })
    caught(leave('never answered')).catch(() => undefined)
    await settle()
    await leave('hi', 'carol@example.com')
    expect(calls).toEqual(['bob@example.com', 'carol@example.com'])
  })
})
