import { describe, expect, test } from 'vitest'
import { catchUp, skipUntil, startNetwork, type TestNetwork } from '../test-network.ts'
import type { WireClient } from '../wire-client.ts'
import {
  content,
  correspondent,
  deleteMessages,
  faultOf,
  getMessage,
  getMetadata,
  idsIn,
  newNamespace,
  oldNamespace,
  runId,
  type Correspondent,
} from './soap.ts'

const [bobAddress, daveAddress] = ['bob@example.com', 'dave@example.com']
const head = (type: string): string => `MIME-Version: 1.0\r\nContent-Type: ${type}; charset=UTF-8\r\n\r\n`
const nothing = '<E><I>0</I><IU>0</IU><O>0</O><OU>0</OU></E><Q><QTM>409600</QTM><QNM>204800</QNM></Q>'

/** Reads the next payload. */
async function payload(client: WireClient, line: RegExp): Promise<string> {
  const got = await client.line()
  expect(got).toMatch(line)
  return (await client.read(Number(got.split(' ').at(-1)))).toString('utf8')
}

const mailNotice = (client: WireClient): Promise<string> => payload(client, /^MSG Hotmail Hotmail \d+$/)

/** Chooses the first status; what comes in front of the mail data has been read. */
async function comeOnline({ client }: Correspondent): Promise<string> {
  client.send('CHG 6 NLN 0')
  const line = await skipUntil(client, /^MSG Hotmail /)
  const mail = await client.read(Number(line.split(' ').at(-1)))
  await skipUntil(client, /^CHL 0 /)
  await catchUp(client)
  return mail.toString('utf8')
}

test('a message that is left waits, is announced after the first status, read, and deleted', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  const left = await alice.leave(bobAddress, { content: content('grüß dich\n€😀', 7), number: '7' })
  expect(left.status).toBe(200)
  expect(left.text).toBe(
    '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Header><SequenceAcknowledgment xmlns="http://schemas.xmlsoap.org/ws/2003/03/rm"><Identifier xmlns="http://schemas.xmlsoap.org/ws/2002/07/utility">http://messenger.msn.com</Identifier><AcknowledgmentRange Upper="7" Lower="7"/></SequenceAcknowledgment></soap:Header><soap:Body><StoreResponse xmlns="http://messenger.live.com/ws/2006/09/oim/"><PointsConsumed>0</PointsConsumed></StoreResponse></soap:Body></soap:Envelope>',
  )
  alice.client.send('CHG 5 NLN 0')
  await skipUntil(alice.client, /^CHL 0 /)
  network.clock.advance(1_234)

  const bob = await correspondent(network, 'bob')
  bob.client.send('CHG 6 NLN 0')
  await bob.client.expect('CHG 6 NLN 0', 'ILN 6 NLN alice@example.com 1 Alice 0 0')
  expect(await payload(bob.client, /^UBX alice@example.com 1 \d+$/)).toContain('<PSM></PSM>')
  const announced = await mailNotice(bob.client)
  const [id] = idsIn(announced)
  expect(id).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/)
  const mail = [
    'X-Message-Info: papilio',
    'Received: from papilio.example by papilio.example;',
    '\t 23 Nov 2026 00:00:00 +0000',
    'From: =?utf-8?B?QWxpY2Ugw6k=?= <alice@example.com>',
    'To: bob@example.com',
    'Subject: ',
    'X-OIMProxy: MSNMSGR',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    'X-OIM-Message-Type: OfflineMessage',
    `X-OIM-Run-Id: ${runId}`,
    'X-OIM-Sequence-Num: 7',
    `Message-ID: <OIM${id}@papilio.example>`,
    // 134398656000000000 steps of 100 ns since 1601.
    'X-OriginalArrivalTime: 23 Nov 2026 00:00:00.0000 (UTC) FILETIME=[952B8000:01DD7ADD]',
    'Date: 23 Nov 2026 00:00:00 +0000',
    'Return-Path: ndr@papilio.example',
    '',
    'Z3LDvMOfIGRpY2gK4oKs8J+YgA==',
  ].join('\r\n')
  const entry = `<M><T>11</T><S>6</S><RT>2026-11-23T00:00:00Z</RT><RS>0</RS><SZ>${mail.length}</SZ><E>alice@example.com</E><I>${id}</I><F>00000000-0000-0000-0000-000000000009</F><N>=?utf-8?B?QWxpY2Ugw6k=?=</N></M>`
  expect(announced).toBe(
    `${head('text/x-msmsgsinitialmdatanotification')}Mail-Data: <MD>${nothing}${entry}</MD>\r\n`,
  )
  await bob.client.expect('CHL 0 <challenge>')

  const envelope = (action: string, inside: string): string =>
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><${action}Response xmlns="http://www.hotmail.msn.com/ws/2004/09/oim/rsi">${inside}</${action}Response></soap:Body></soap:Envelope>`
  const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  expect(await bob.ask(getMetadata)).toEqual({
    status: 200,
    text: envelope('GetMetadata', escaped(`<MD><Q><QTM>409600</QTM><QNM>204800</QNM></Q>${entry}</MD>`)),
  })
  expect(await bob.ask(getMessage(id!))).toEqual({
    status: 200,
    text: envelope('GetMessage', `<GetMessageResult>${escaped(mail)}</GetMessageResult>`),
  })
  expect(await bob.ask(deleteMessages(id!))).toEqual({ status: 200, text: envelope('DeleteMessages', '') })
  await bob.client.expectPayload(
    'MSG Hotmail Hotmail 148',
    `${head('text/x-msmsgsactivemailnotification')}Src-Folder: .!!OIM\r\nDest-Folder: .!!trAsH\r\nMessage-Delta: 1\r\n`,
  )
  expect(await bob.ids()).toEqual([])
  expect(faultOf(await bob.ask(getMessage(id!)))).toBe('500 NoSuchMessage')
  expect((await bob.ask(deleteMessages(id!))).status).toBe(200)
  await bob.client.expectNothing()
})

test('a message for somebody who is online is announced at once, without its moment', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice', 'MSNP12')
  const dave = await correspondent(network, 'dave', 'MSNP11')
  expect(await comeOnline(dave)).toBe(
    `${head('text/x-msmsgsinitialmdatanotification')}Mail-Data: <MD>${nothing}</MD>\r\n`,
  )
  await alice.leaves(daveAddress, 'are you there?')
  const notice = await mailNotice(dave.client)
  const [id] = idsIn(notice)
  const size = /<SZ>(\d+)</.exec(
    (await dave.ask(getMetadata)).text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
  )![1]
  expect(notice).toBe(
    `${head('text/x-msmsgsoimnotification')}Mail-Data: <MD><M><T>11</T><S>6</S><RS>0</RS><SZ>${size}</SZ><E>alice@example.com</E><I>${id}</I><F>.!!OIM</F><N>=?utf-8?B?QWxpY2Ugw6k=?=</N></M><SU> </SU></MD>\r\n`,
  )
  expect(await dave.texts()).toEqual(['are you there?'])
})

describe('of many messages', () => {
  const leaveMany = async (count: number) => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    for (let at = 1; at <= count; at++) {
      await alice.leaves(daveAddress, `text ${at}`, at)
      network.clock.advance(10)
    }
    return correspondent(network, 'dave')
  }

  test('25 are announced one by one, in the order in which they came', async () => {
    const dave = await leaveMany(25)
    const announced = await comeOnline(dave)
    expect(idsIn(announced)).toHaveLength(25)
    expect(idsIn(announced)).toEqual(await dave.ids())
    expect(announced).toContain('<RT>2026-11-23T00:00:00.240Z</RT>')
    expect(await dave.texts()).toEqual(Array.from({ length: 25 }, (_, at) => `text ${at + 1}`))
  })

  test('26 are only said to be too large; GetMetadata tells them all', async () => {
    const dave = await leaveMany(26)
    expect(await comeOnline(dave)).toBe(
      `${head('text/x-msmsgsinitialmdatanotification')}Mail-Data: too-large\r\n`,
    )
    expect(await dave.ids()).toHaveLength(26)
  })
})

describe.each(['MSNP11', 'MSNP12', 'MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18'])(
  '%s',
  (dialect) => {
    test('leaves, is told, reads and deletes', async () => {
      const network = await startNetwork()
      const alice = await correspondent(network, 'alice', dialect)
      await alice.leaves(daveAddress, 'hello from the past')
      const dave = await correspondent(network, 'dave', dialect)
      const [id] = idsIn(await comeOnline(dave))
      expect(await dave.text(id!)).toBe('hello from the past')
      await dave.ask(deleteMessages(id!))
      expect(await mailNotice(dave.client)).toContain('Message-Delta: 1')
      expect(await dave.ids()).toEqual([])
    })
  },
)

test('what is left for somebody with an old client waits for a newer one', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  await alice.leaves(daveAddress, 'one')
  const old = await network.online('dave', 'MSNP10')
  await alice.leaves(daveAddress, 'two', 2)
  await old.expectNothing()
  old.send('OUT')
  await old.expectClosed()
  const dave = await correspondent(network, 'dave', 'MSNP12')
  expect(idsIn(await comeOnline(dave))).toHaveLength(2)
  expect(await dave.texts()).toEqual(['one', 'two'])
})

test('who is hidden is told, too, and who only changes a status is not told again', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  const dave = await correspondent(network, 'dave')
  dave.client.send('CHG 6 HDN 0')
  await skipUntil(dave.client, /^CHL 0 /)
  await alice.leaves(daveAddress, 'one')
  expect(await mailNotice(dave.client)).toContain('x-msmsgsoimnotification')
  dave.client.send('CHG 7 BSY 0')
  await dave.client.expect('CHG 7 BSY 0')
  await dave.client.expectNothing()
})

describe('at several places of a person', () => {
  const second = '{d0d0d0d0-9999-4999-8999-d0d0d0d0d0d0}'
  const atTwo = async (network: TestNetwork) => {
    const dave = await correspondent(network, 'dave', 'MSNP18')
    await comeOnline(dave)
    const other = await network.online('dave', 'MSNP16', '0', second)
    await catchUp(dave.client)
    await catchUp(other)
    return { dave, other }
  }

  test('all are told of a message, and what is deleted at one place is told at the other', async () => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    const { dave, other } = await atTwo(network)
    await alice.leaves(daveAddress, 'hello')
    const notices = await Promise.all([dave.client, other].map(mailNotice))
    expect(notices[0]).toBe(notices[1])
    await dave.ask(deleteMessages(...idsIn(notices[0]!)))
    for (const client of [dave.client, other])
      expect(await mailNotice(client)).toContain('Dest-Folder: .!!trAsH\r\nMessage-Delta: 1\r\n')
  })

  test('a place that comes later is told what still waits, in its own first answer', async () => {
    const network = await startNetwork()
    const alice = await correspondent(network, 'alice')
    await alice.leaves(daveAddress, 'hello')
    const { dave } = await atTwo(network)
    const third = await network.signIn('dave', 'MSNP17', '{d1d1d1d1-9999-4999-8999-d0d0d0d0d0d0}')
    await alice.leaves(daveAddress, 'again', 2)
    expect(await mailNotice(dave.client)).toContain('x-msmsgsoimnotification')
    third.send('CHG 6 NLN 0')
    const line = await skipUntil(third, /^MSG /)
    const told = (await third.read(Number(line.split(' ').at(-1)))).toString('utf8')
    expect(told).toContain('x-msmsgsinitialmdatanotification')
    expect(idsIn(told)).toEqual(await dave.ids())
    expect(idsIn(told)).toHaveLength(2)
  })
})

test('a message that was marked as read is announced as that', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  await alice.leaves(daveAddress, 'hello')
  const dave = await correspondent(network, 'dave')
  const [id] = await dave.ids()
  await dave.ask(getMessage(id!))
  expect((await dave.ask(getMetadata)).text).toContain('&lt;RS&gt;0&lt;')
  await dave.ask(getMessage(id!, true))
  expect(await comeOnline(dave)).toContain('<RS>1</RS>')
})

test('the answer has the namespace of the action that was asked for', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  for (const namespace of [oldNamespace, newNamespace]) {
    const first = await alice.leave(daveAddress, { lockKey: 'wrong' }, namespace)
    expect(first.text).toContain(`<faultcode xmlns:q0="${namespace}">q0:AuthenticationFailed</faultcode>`)
    expect(first.text).toContain(`<LockKeyChallenge xmlns="${namespace}">`)
    const answer = await alice.leave(daveAddress, {}, namespace)
    expect(answer.text).toContain(`<StoreResponse xmlns="${namespace}">`)
  }
})
