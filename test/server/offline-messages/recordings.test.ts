import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catchUp, startNetwork, type TestNetwork } from '../test-network.ts'
import { correspondent, deleteMessages, idsIn, post, type Correspondent } from './soap.ts'

const folder = new URL('../../../../shared/fixtures/escargot/', import.meta.url)

const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')

interface Exchange {
  readonly title: string
  readonly path: string
  readonly action: string
  readonly request: string
  readonly status: number
  readonly answer: string
}

/** The requests to the services of offline messages and their answers, in their order. */
function exchangesOf(file: string): readonly Exchange[] {
  return read(file)
    .split('\n# ==== ')
    .flatMap((block) => {
      const lines = block.split('\n')
      const payload = (side: string): string =>
        lines
          .filter((line) => line.startsWith(`${side}  |`))
          .map((line) => line.slice(5).replace(/\\r$/, '\r'))
          .join('\n')
      const path = /^# ---- POST (\S+)/m.exec(block)?.[1] ?? ''
      const action = /^C> SOAPAction: "(.*)"\\r\\n$/m.exec(block)?.[1] ?? ''
      const status = Number(/^S> HTTP\/1\.1 (\d+)/m.exec(block)?.[1])
      if (!/^\/(?:OimWS|rsi)\//.test(path)) return []
      return [{ title: lines[0]!, path, action, request: payload('C>'), status, answer: payload('S>') }]
    })
}

/** What stays without layout, ids, moments and sizes, and without what a server writes of itself. */
const comparable = (text: string): string =>
  text
    .replace(/>\s+/g, '>')
    .replace(/\s+</g, '<')
    .replace(/<([\w:]+)([^<>]*?)\s*\/>/g, '<$1$2></$1>')
    .replace(/((?:&lt;|<)(?:I|RT|SZ)(?:&gt;|>))[\w:.-]+/g, '$1')
    .replace(/(<TweenerChallenge [^>]+>)[^<]+/, '$1')
    .replace(/(<LockKeyChallenge [^>]+>)\d{10}</, '$1<')
    .replace(/<faultactor>.*?<\/faultactor>/, '')
    .replace(/^(Date|Message-ID|Return-Path|X-Message-Info): .*\r$/gm, '$1')
    .replace(/^(X-OriginalArrivalTime): \d+ \w+ \d+ [\d:]+\.\d{4} \(UTC\) FILETIME=\[\w{8}:\w{8}\]\r$/m, '$1')
    .replace(/(<GetMessageResult>X-Message-Info): .*\r/, '$1')
    .replace(/Received: .*\r\n\t.*\r\n/g, '')

/**
 * Where this server means to answer otherwise: the real one breaks down over an empty GetMetadata, says the same of a
 * message that does not exist, and tells where a sender's computer is.
 */
const meant: ReadonlyMap<string, number> = new Map([
  ['GetMetadata', 200],
  ['GetMessage (unknown id)', 500],
])
const withoutAddress = (answer: string): string => answer.replace(/^X-OIM-originatingSource: .*\r\n/m, '')

const send = (network: TestNetwork, { path, action, request }: Exchange, by: Correspondent, ids: Ids) =>
  post(
    network,
    path,
    [...ids]
      .reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), request)
      .replace(/passport="[^"]*"/, `passport="${by.ticket.replaceAll('&', '&amp;')}"`)
      .replace(/<t>[^<]*<\/t>/, `<t>${by.ticket.slice('t='.length).split('&')[0]}</t>`),
    { soapaction: `"${action}"` },
  )

/** Ours, by theirs. */
type Ids = ReadonlyMap<string, string>

describe.skipIf(!existsSync(folder))('what a real server did', () => {
  test('with messages for somebody who is offline, who then reads and deletes them, is done here', async () => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice')
    const exchanges = exchangesOf('http-oim-storage-msnp15.txt')
    expect(exchanges).toHaveLength(12)
    let dave: Correspondent | null = null
    let ids: Ids = new Map()
    for (const exchange of exchanges) {
      const reads = exchange.path === '/rsi/rsi.asmx'
      dave ??= reads ? await correspondent(network, 'dave') : null
      const got = await send(network, exchange, reads ? dave! : alice, ids)
      const status = meant.get(exchange.title)
      expect(`${exchange.title} ${got.status}`).toBe(`${exchange.title} ${status ?? exchange.status}`)
      if (status === undefined) expect(comparable(got.text)).toBe(comparable(withoutAddress(exchange.answer)))
      // There the second message stands before the first one.
      const [theirs, ours] = [idsIn(exchange.answer), idsIn(got.text)]
      if (theirs.length === 2)
        ids = new Map([
          [theirs[0]!, ours[1]!],
          [theirs[1]!, ours[0]!],
        ])
    }
  })

  test('when it announced them is said here, in the same order and bytes', async () => {
    const network = await startNetwork({ lockKeys: false })
    const alice = await correspondent(network, 'alice')
    for (const number of [1, 2]) await alice.leaves('dave@example.com', `text ${number}`, number)
    const dave = await correspondent(network, 'dave')
    await catchUp(dave.client)
    const notices = Array.from(
      read('oim-notifications-msnp15.txt').matchAll(
        /dave S> (MSG Hotmail Hotmail \d+)\\r\\n\n.*dave S> {2}\|(.*x-msmsgs(?!profile).*)\n/g,
      ),
      ([, line, payload]) => [line!, payload!.replaceAll('\\r\\n', '\r\n')] as const,
    )
    expect(notices).toHaveLength(3)
    const [initial, live, deletion] = notices as [Notice, Notice, Notice]
    dave.client.send('CHG 8 NLN 1342558248')
    await dave.client.expect('CHG 8 NLN 1342558248')
    await expectNotice(dave, initial)
    await dave.client.expect('CHL 0 <challenge>')
    await alice.leaves('dave@example.com', 'text 3', 3)
    // One blank is in the name of the recorded one that its sender never wrote.
    await expectNotice(dave, [live[0].replace('270', '269'), live[1].replace('= ?=', '=?=')])
    await dave.ask(deleteMessages(...(await dave.ids()).slice(0, 2)))
    await expectNotice(dave, deletion)
  })
})

type Notice = readonly [line: string, payload: string]

async function expectNotice({ client }: Correspondent, [line, payload]: Notice): Promise<void> {
  expect(await client.line()).toBe(line)
  const got = (await client.read(Number(line.split(' ').at(-1)))).toString('utf8')
  expect(comparable(got)).toBe(comparable(payload))
}
