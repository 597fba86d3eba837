import { describe, expect, test } from 'vitest'
import { SoapFaultError } from '../../../main/protocol/errors.ts'
import { splitTicket } from '../../../main/protocol/offline-messages/reading-calls.ts'
import type { WaitingMessage } from '../../../main/protocol/offline-messages/offline-messages.ts'
import type { Services } from '../../../main/protocol/services.ts'
import { caught, notificationStage } from '../session.ts'

const envelope = (body: string) => `<e:Envelope xmlns:e="e"><e:Body>${body}</e:Body></e:Envelope>`
const fault = (code: string) => envelope(`<e:Fault><faultcode>q0:${code}</faultcode></e:Fault>`)
const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const mailOf = (headers: string, text: string) =>
  envelope(
    `<GetMessageResponse><GetMessageResult>From: bob@example.com\n${escaped(headers)}\nContent-Transfer-Encoding: base64\n\n` +
      `${Buffer.from(text).toString('base64')}</GetMessageResult></GetMessageResponse>`,
  )
const waiting = (id: string, address = 'bob@example.com', name = address): WaitingMessage => ({
  id,
  from: { address, name },
})
const idIn = (body: string): string => /<messageId>([^<]*)</.exec(body)?.[1] ?? ''

/** A session in a dialect, at services that answer to each request. */
async function stageWith(
  answer: (body: string, asked: readonly string[]) => string | Error,
  dialect = 'MSNP15',
) {
  const asked: string[] = []
  const tokens: string[] = []
  const services: Partial<Services> = {
    has: () => true,
    fetchToken(address, options) {
      const fresh = options?.fresh === true
      tokens.push(`${address}${fresh ? ' fresh' : ''}`)
      return Promise.resolve({ ticket: fresh ? 't=new&p=q' : 't=old&p=', secret: '' })
    },
    callSoap({ body }) {
      asked.push(body)
      const reply = answer(body, asked)
      return typeof reply === 'string' ? Promise.resolve(reply) : Promise.reject(reply)
    },
  }
  const stage = notificationStage([dialect], undefined, services)
  caught(stage.session.signIn({ onStep: () => undefined })).catch(() => undefined)
  await stage.say(`VER 1 ${dialect}`)
  return { stage, asked, tokens, offline: stage.session.offlineMessages! }
}

describe('a ticket', () => {
  test.each([
    ['t=abc&p=def', { t: 'abc', p: 'def' }],
    ['t=abc&p=', { t: 'abc', p: '' }],
    ['t=abc', { t: 'abc', p: '' }],
    ['258d0eae2b4069324324', { t: '258d0eae2b4069324324', p: '' }],
    ['t=a=b+/&p=x&y=z', { t: 'a=b+/', p: 'x&y=z' }],
    ['', { t: '', p: '' }],
  ])('is given in two parts: %s', (ticket, parts) => {
    expect(splitTicket(ticket)).toEqual(parts)
  })

  test('that is no good any more is replaced once', async () => {
    const listed = envelope('<GetMetadataResponse>&lt;MD&gt;&lt;/MD&gt;</GetMetadataResponse>')
    const { asked, tokens, offline } = await stageWith((body) =>
      body.includes('<t>new</t><p>q</p>') ? listed : fault('AuthenticationFailed'),
    )
    expect(await offline.list()).toEqual([])
    expect(tokens).toEqual(['messenger.msn.com', 'messenger.msn.com fresh'])
    expect(asked).toHaveLength(2)
  })

  test.each(['AuthenticationFailed', 'BadContextToken', 'PassportAuthFail'])(
    'that is never good enough (%s) is the end of it',
    async (code) => {
      const { asked, offline } = await stageWith(() => fault(code))
      await expect(offline.list()).rejects.toEqual(new SoapFaultError(code, 'GetMetadata'))
      expect(asked).toHaveLength(2)
      await expect(offline.fetch([waiting('1')])).rejects.toEqual(new SoapFaultError(code, 'GetMessage'))
    },
  )
})

describe('what waits', () => {
  const entry = '<M><T>11</T><E>bob@example.com</E><I>1</I></M>'
  const asText = escaped(entry)

  test.each([
    ['as text', `&lt;MD&gt;${asText}&lt;/MD&gt;`],
    ['as elements', `<MD>${entry}</MD>`],
    ['as elements in a result', `<GetMetadataResult><MD>${entry}</MD></GetMetadataResult>`],
    ['as text in a result', `<GetMetadataResult>&lt;MD&gt;${asText}&lt;/MD&gt;</GetMetadataResult>`],
  ])('is listed %s', async (_, inside) => {
    const { offline } = await stageWith(() =>
      envelope(`<GetMetadataResponse>${inside}</GetMetadataResponse>`),
    )
    expect(await offline.list()).toEqual([waiting('1')])
  })

  test('is nothing when nothing is said', async () => {
    const { offline } = await stageWith(() => envelope('<GetMetadataResponse/>'))
    expect(await offline.list()).toEqual([])
  })

  test.each(['<html/>', '', 'Server got itself in trouble', envelope('<OtherResponse/>')])(
    'is not known when the answer is %s',
    async (answer) => {
      const { offline } = await stageWith(() => answer)
      await expect(offline.list()).rejects.toEqual(new SoapFaultError('', 'GetMetadata'))
    },
  )
})

describe('messages that are fetched', () => {
  const run = (id: string, sequence: number, second: number) =>
    `X-OIM-Run-Id: {${id}}\nX-OIM-Sequence-Num: ${sequence}\nDate: 23 Nov 2026 03:00:${String(second).padStart(2, '0')} +0000`

  test('are in the order in which they were written: runs by their begin, in a run by number', async () => {
    const mails: Readonly<Record<string, string>> = {
      1: mailOf(run('b', 2, 9), 'b2'),
      2: mailOf(run('a', 10, 8), 'a10'),
      3: mailOf('X-Nothing: 1', 'untimed'),
      4: mailOf(run('b', 1, 5), 'b1'),
      5: mailOf(run('a', 9, 2), 'a9'),
      6: mailOf(run('a', 1, 7), 'a1, by a clock that is wrong'),
      7: mailOf('Date: 23 Nov 2026 03:00:03 +0000', 'alone'),
    }
    const { asked, offline } = await stageWith((body) => mails[idIn(body)]!)
    const fetched = await offline.fetch(Object.keys(mails).map((id) => waiting(id)))
    expect(fetched.map(({ text }) => text)).toEqual([
      'a1, by a clock that is wrong',
      'a9',
      'a10',
      'alone',
      'b1',
      'b2',
      'untimed',
    ])
    expect(asked).toHaveLength(7)
    for (const body of asked) expect(body).toContain('<alsoMarkAsRead>false</alsoMarkAsRead>')
  })

  test('with the same run id of two people are two runs', async () => {
    const mails: Readonly<Record<string, string>> = {
      1: mailOf(run('a', 2, 1), 'bob 2'),
      2: mailOf(run('a', 1, 2), 'carol 1'),
      3: mailOf(run('a', 3, 3), 'bob 3'),
    }
    const { offline } = await stageWith((body) => mails[idIn(body)]!)
    const people = [waiting('1'), waiting('2', 'carol@example.com'), waiting('3')]
    expect((await offline.fetch(people)).map(({ text }) => text)).toEqual(['bob 2', 'bob 3', 'carol 1'])
  })

  test('are of whom the server named, whatever a header says', async () => {
    const { offline } = await stageWith(() => mailOf('From: Eve <eve@example.com>', 'hi'))
    const [fetched] = await offline.fetch([waiting('1', 'bob@example.com', 'Bob')])
    expect(fetched!.from).toEqual({ address: 'bob@example.com', name: 'Bob' })
    const [nameless] = await offline.fetch([waiting('1')])
    expect(nameless!.from).toEqual({ address: 'bob@example.com', name: 'bob@example.com' })
  })

  test('have the name of their header where the server named none', async () => {
    const { offline } = await stageWith(() => mailOf('From: =?utf-8?Q?B=C3=B6b?= <bob@example.com>', 'hi'))
    expect((await offline.fetch([waiting('1')]))[0]!.from.name).toBe('Böb')
  })

  test('from the future bear no time', async () => {
    const { offline } = await stageWith(() => mailOf('Date: 1 Jan 2400 00:00:00 +0000', 'hi'))
    expect((await offline.fetch([waiting('1')]))[0]!.sentAt).toBeNull()
  })

  test('that cannot be read are left out, and so are those that the link lost', async () => {
    const replies: Readonly<Record<string, string | Error>> = {
      1: fault('MessageNotFound'),
      2: 'Server got itself in trouble',
      3: envelope(
        '<GetMessageResponse><GetMessageResult>Content-Type: image/png\n\nx</GetMessageResult></GetMessageResponse>',
      ),
      4: new Error('connection lost'),
      5: mailOf('X: 1', 'here'),
    }
    const { offline } = await stageWith((body) => replies[idIn(body)]!)
    const fetched = await offline.fetch(Object.keys(replies).map((id) => waiting(id)))
    expect(fetched.map(({ id, text, runId }) => [id, text, runId])).toEqual([['5', 'here', '5']])
    expect(await offline.fetch([waiting('1'), waiting('2'), waiting('3')])).toEqual([])
  })

  test('none of which came over the link are not there: it is tried again later', async () => {
    const { offline } = await stageWith(() => new Error('connection lost'))
    await expect(offline.fetch([waiting('1'), waiting('2')])).rejects.toThrow('connection lost')
  })

  test('are fetched four at a time', async () => {
    let underWay = 0
    let most = 0
    const services: Partial<Services> = {
      has: () => true,
      fetchToken: () => Promise.resolve({ ticket: 't', secret: '' }),
      async callSoap() {
        most = Math.max(most, ++underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay--
        return mailOf('X: 1', 'hi')
      },
    }
    const stage = notificationStage(['MSNP15'], undefined, services)
    caught(stage.session.signIn({ onStep: () => undefined })).catch(() => undefined)
    await stage.say('VER 1 MSNP15')
    const ids = Array.from({ length: 10 }, (_, at) => waiting(`${at}`))
    expect(await stage.session.offlineMessages!.fetch(ids)).toHaveLength(10)
    expect(most).toBe(4)
  })
})

describe('messages that are deleted', () => {
  test('are named in calls of fifty', async () => {
    const { asked, offline } = await stageWith(() => envelope('<DeleteMessagesResponse/>'))
    const ids = Array.from({ length: 120 }, (_, at) => `id-${at}`)
    await offline.remove(ids)
    const named = asked.map((body) => [...body.matchAll(/<messageId>([^<]*)</g)].map(([, id]) => id))
    expect(named.map((some) => some.length)).toEqual([50, 50, 20])
    expect(named.flat()).toEqual(ids)
  })

  test('are none: nothing is asked', async () => {
    const { asked, offline } = await stageWith(() => '')
    await offline.remove([])
    expect(asked).toEqual([])
  })

  test('may be refused', async () => {
    const { offline } = await stageWith(() => fault('SystemUnavailable'))
    await expect(offline.remove(['1'])).rejects.toEqual(
      new SoapFaultError('SystemUnavailable', 'DeleteMessages'),
    )
  })
})
