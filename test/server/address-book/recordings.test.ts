import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fetchToken } from '../sso.ts'
import { password, startNetwork } from '../test-network.ts'
import { post } from './soap.ts'

const folder = new URL('../../../../shared/fixtures/escargot/', import.meta.url)

interface Exchange {
  readonly who: string
  readonly request: string
  readonly status: number
  readonly answer: string
}

/** The requests to the address book and their answers, in their order; a comment line may say whose turn it is. */
function exchangesOf(file: string): readonly Exchange[] {
  let who = 'alice'
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n# ')
    .flatMap((block) => {
      who = /^(alice|dave): /.exec(block)?.[1] ?? who
      const lines = block.split('\n')
      const payload = (side: string): string =>
        lines
          .filter((line) => line.startsWith(`${side}  |`))
          .map((line) => line.slice(5))
          .join('\n')
      const status = Number(/^S> HTTP\/1\.1 (\d+)/m.exec(block)?.[1])
      if (!/^---- POST \/abservice\//.test(block)) return []
      return [{ who, request: payload('C>'), status, answer: payload('S>') }]
    })
}

/** What stays of an answer without layout and what differs from one server, moment and run to another. */
const comparable = (text: string): string =>
  text
    .replace(/>\s+/g, '>')
    .replace(/\s+</g, '<')
    .replace(/<(\w+)([^<>]*?)\s*\/>/g, '<$1$2></$1>')
    .replace(
      /(<(?:CacheKey|SessionId|PreferredHostName|CID|OwnerCID|CreatorCID|machineName)\b[^<>]*>)[^<]*/g,
      '$1',
    )
    .replace(/(<(?:LastChanged?|lastChange|JoinedDate|CreateDate|createDate)>)[^<]*/g, '$1')
    .replace(/(<conflictObjectId>)[^<]*/g, '$1')
    .replace(/(<ABGroupAddResult><guid>)[^<]*/g, '$1')
    .replace(/(<Name>MSN\.IM\.(?:GTC|BLP)<\/Name><Value>)\d/g, '$1')
    .replaceAll('&apos;', "'")

/** Only the names of the elements: where people, names and groups of the recording differ. */
const tags = (text: string): readonly string[] =>
  Array.from(comparable(text).matchAll(/<\/?([\w:]+)/g), ([tag]) => tag)

describe.skipIf(!existsSync(folder))('what a real server answered', () => {
  test('to somebody who was added, who accepts, and to what is wrong, comes here as well', async () => {
    const network = await startNetwork()
    const tickets = new Map<string, string>()
    for (const name of ['alice', 'dave'])
      tickets.set(name, (await fetchToken(network.httpPort, `${name}@example.com`, password)).ticket)
    const exchanges = exchangesOf('pending-msnp15-http.txt')
    expect(exchanges).toHaveLength(13)
    for (const { who, request, status, answer } of exchanges) {
      const ticket = tickets.get(who)!.replaceAll('&', '&amp;')
      const body = request.replace(/(<TicketToken>)[^<]*/, `$1${ticket}`)
      const got = await post(network, body)
      expect(got.status).toBe(status)
      // The name of who waits comes here as well.
      expect(comparable(got.text.replaceAll('<DisplayName>Alice</DisplayName>', ''))).toBe(comparable(answer))
    }
  })

  test.each(['msnp15-http-alice.txt', 'msnp18-http-alice.txt'])(
    'in %s has the same elements here',
    async (file) => {
      const network = await startNetwork()
      const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
      const groups = new Map<string, string>()
      const exchanges = exchangesOf(file)
      expect(exchanges.length).toBeGreaterThan(12)
      for (const { request, status, answer } of exchanges) {
        // What does not exist, and a wrong ticket, are refused here by a fault.
        if (request.includes('<NoSuchAction') || status === 403) continue
        const known = [...groups].reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), request)
        const got = await post(
          network,
          known.replace(/(<TicketToken>)[^<]*/, `$1${ticket.replaceAll('&', '&amp;')}`),
        )
        expect(got.status).toBe(status)
        expect(tags(got.text)).toEqual(tags(answer))
        const [theirs, ours] = [answer, got.text].map(
          (text) => /<ABGroupAddResult>\s*<guid>([^<]*)/.exec(text)?.[1],
        )
        if (theirs !== undefined && ours !== undefined) groups.set(theirs, ours)
      }
    },
  )
})
