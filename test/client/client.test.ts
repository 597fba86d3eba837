import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localNetwork } from '../../app/networks.ts'
import { readClientArguments, usage, UsageError } from '../../main/client-arguments.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { useClients } from './client-process.ts'

const start = useClients()
let server: LocalServer
let folder: string
let network: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-client-'))
  server = await startLocalServer({ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null })
  network = file('network.json', { ...localNetwork('127.0.0.1', server.port, server.httpPort), id: 'mine' })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

function file(name: string, content: object | string): string {
  const full = path.join(folder, name)
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content))
  return full
}

async function signedIn(account: string) {
  const client = start(['--network', network, '--account', account])
  client.write('secret')
  expect(await client.until(({ call, result }) => call === 'signIn' && result)).toEqual({
    ok: true,
    value: `mine/${account}`,
  })
  return client
}

describe('the command-line client', () => {
  test('lets two people chat, and ends only when the last line arrived', async () => {
    const alice = await signedIn('alice@example.com')
    const bob = await signedIn('bob@example.com')

    const opened = await alice.call('openConversation', 'mine/alice@example.com', 'bob@example.com')
    const red = {
      font: 'Arial',
      bold: true,
      italic: false,
      underline: false,
      strikethrough: false,
      color: '#ff0000',
      charset: 0,
      pitchFamily: 34,
      rightToLeft: false,
    }
    expect(await alice.call('sendMessage', opened.value, 'Hello Bob 🦋', red)).toMatchObject({ ok: true })
    const [conversation, entry] = await bob.until(
      ({ event }) => event?.type === 'entry-added' && [event['conversationId'], event['entry']],
    )
    expect(conversation).toBe('mine/bob@example.com>alice@example.com')
    expect(entry).toMatchObject({ kind: 'text', text: 'Hello Bob 🦋', format: red, mine: false })

    bob.write({ call: 'sendMessage', args: [conversation, 'Hi Alice', null] })
    bob.write({ call: 'sendMessage', args: [conversation, 'and bye'] })
    expect(await bob.end()).toBe(0)
    const heard = await alice.until(
      ({ event }) => event?.type === 'entry-added' && isText(event['entry'], 'and bye'),
    )
    expect(heard).toBe(true)
    expect(bob.lines.at(-1)).toMatchObject({
      event: { type: 'connection-changed', connection: { state: 'signed-out', reason: null } },
    })
    expect(await alice.end()).toBe(0)
    expect(alice.stdout + alice.stderr + bob.stdout + bob.stderr).not.toContain('secret')
    expect(alice.stderr + bob.stderr).toBe('')
  })

  test('manages contacts, groups and notes, and writes and reads the list as a file', async () => {
    const bob = await signedIn('bob2@example.com')
    const alice = await signedIn('alice2@example.com')
    const id = 'mine/alice2@example.com'
    const group = await alice.call('createGroup', id, 'Friends')
    expect(await alice.call('addContact', id, 'bob2@example.com', { groupId: group.value })).toMatchObject({
      ok: true,
    })
    await alice.call('noteContact', id, 'bob2@example.com', { alias: 'Bobby' })
    const list = path.join(folder, 'contacts.json')
    expect(await alice.call('exportContacts', id, list)).toEqual({ ok: true, value: true })
    expect(JSON.parse(readFileSync(list, 'utf8'))).toMatchObject({
      account: 'alice2@example.com',
      contacts: [
        { address: 'bob2@example.com', groups: ['Friends'], alias: 'Bobby' },
        { name: 'Echo' },
        { name: 'Papilio Guide' },
      ],
    })
    const nothingNew = { added: 0, alreadyThere: 3, refused: [] }
    expect(await alice.call('importContacts', id, list)).toEqual({ ok: true, value: nothingNew })
    expect(await alice.call('importContacts', id, path.join(folder, 'none.json'))).toEqual({
      ok: false,
      reason: 'file-unreadable',
      detail: 'ENOENT',
    })
    expect(await alice.call('importContacts', id)).toMatchObject({ reason: 'invalid-arguments' })
    expect(await alice.call('showSettings')).toMatchObject({ reason: 'not-available' })
    expect(await alice.end()).toBe(0)
    expect(await bob.end()).toBe(0)
  })

  test('hosts the local network when nobody does', async () => {
    const alice = start(['--network', 'local', '--account', 'alice@example.com', '--presence', 'busy'], {
      PAPILIO_LOCAL_PORT: '0',
      PAPILIO_LOCAL_HTTP_PORT: '0',
    })
    alice.write('secret')
    expect(await alice.end()).toBe(0)
    expect(alice.lines.some(({ event }) => JSON.stringify(event?.['change']) === '{"presence":"busy"}')).toBe(
      true,
    )
  })

  test('ends with 1 and the reason when the password is wrong', async () => {
    const first = await signedIn('carol@example.com')
    await first.end()
    const carol = start(['--network', network, '--account', 'carol@example.com'])
    carol.write('not the password')
    expect(await carol.ended).toBe(1)
    expect(carol.lines.at(-1)).toEqual({ result: { ok: false, reason: 'wrong-password' }, call: 'signIn' })
    expect(carol.stdout + carol.stderr).not.toContain('not the password')
  })

  test('answers what it cannot do with a reason, line by line', async () => {
    const dave = await signedIn('dave@example.com')
    dave.write('no JSON')
    expect(await dave.until(({ call, result }) => call === undefined && result)).toEqual({
      ok: false,
      reason: 'invalid-arguments',
      detail: 'the line is not valid JSON',
    })
    expect(await dave.call('dance')).toMatchObject({
      reason: 'invalid-arguments',
      detail: 'there is no call dance',
    })
    expect(await dave.call('constructor')).toMatchObject({ reason: 'invalid-arguments' })
    expect(await dave.call('openLink', 'https://example.org')).toEqual({ ok: false, reason: 'not-available' })
    expect(await dave.call('setPresence', 'mine/dave@example.com', 'asleep')).toMatchObject({
      reason: 'invalid-arguments',
      detail: expect.stringMatching(/^1: expected .*"away"/),
    })
    expect(await dave.call('signIn', { password: 12345678 })).toMatchObject({ reason: 'invalid-arguments' })
    expect(dave.stdout).not.toContain('12345678')
    expect(await dave.end()).toBe(0)
  })

  test('signs out when it is interrupted', async () => {
    const erin = await signedIn('erin@example.com')
    erin.process.kill('SIGINT')
    expect(await erin.ended).toBe(0)
  })
})

// Each starts several programs, one after the other.
describe('with a profile', { timeout: 90_000 }, () => {
  const talk = 'mine/olga@example.com>paul@example.com'

  async function withProfile(account: string, profile: string) {
    const client = start(['--network', network, '--account', account, '--profile', profile])
    client.write('secret')
    await client.until(({ call, result }) => call === 'signIn' && result?.ok)
    return client
  }

  const textsOf = (lines: unknown): unknown[] =>
    (lines as { entry: { text: string } }[]).map(({ entry }) => entry.text)

  test('everything that was printed is there after a sudden end', async () => {
    const profile = path.join(folder, 'olga')
    const paul = await signedIn('paul@example.com')
    const olga = await withProfile('olga@example.com', profile)
    await olga.call('openConversation', 'mine/olga@example.com', 'paul@example.com')
    for (const text of ['one', 'two']) await olga.call('sendMessage', talk, text)
    await paul.until(({ event }) => event?.type === 'entry-added' && isText(event['entry'], 'two'))
    await paul.call('sendMessage', 'mine/paul@example.com>olga@example.com', 'heard')
    await olga.until(({ event }) => event?.type === 'entry-added' && isText(event['entry'], 'heard'))
    olga.process.kill('SIGKILL')
    await olga.ended

    const again = await withProfile('olga@example.com', profile)
    const read = ['readHistory', 'mine/olga@example.com', 'paul@example.com', { kind: 'end' }, 10] as const
    const { value } = await again.call(...read)
    expect(textsOf((value as { lines: unknown }).lines)).toEqual(['one', 'two', 'heard'])
    const found = await again.call('searchHistory', {
      ...{ text: 'HEARD', accountId: null, historyId: null, from: null, to: null, before: null, count: 5 },
    })
    expect(found.value).toMatchObject({ hits: [{ line: { entry: { text: 'heard' } } }] })

    const log = path.join(folder, 'olga.json')
    const scope = { kind: 'conversation', accountId: 'mine/olga@example.com', historyId: 'paul@example.com' }
    expect(await again.call('exportHistory', scope, 'json', log)).toEqual({ ok: true, value: 3 })
    expect(await again.call('importHistory', 'mine/olga@example.com', [log])).toMatchObject({
      ok: true,
      value: { added: 0, alreadyThere: 3 },
    })
    expect(await again.end()).toBe(0)
    expect(await paul.end()).toBe(0)
    expect(again.stderr).toBe('')
  })

  test('without one nothing is left on disk', async () => {
    const quiet = await signedIn('quiet@example.com')
    expect(await quiet.call('listHistory')).toEqual({ ok: true, value: [] })
    expect(await quiet.end()).toBe(0)
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual([])
  })

  test('what is left for somebody who is away is printed when he comes, and once', async () => {
    const rita = await signedIn('rita@example.com')
    expect(await rita.end()).toBe(0)
    const sven = await signedIn('sven@example.com')
    await sven.call('addContact', 'mine/sven@example.com', 'rita@example.com', {})
    const opened = await sven.call('openConversation', 'mine/sven@example.com', 'rita@example.com')
    await sven.call('sendMessage', opened.value, 'see you')
    await sven.until(
      ({ event }) =>
        event?.type === 'delivery-changed' && (event['delivery'] as { state: string }).state === 'stored',
    )
    const profile = path.join(folder, 'rita')
    for (const times of [1, 0]) {
      const back = await withProfile('rita@example.com', profile)
      const left = () =>
        back.lines.filter(({ event }) => event?.type === 'entry-added' && isText(event['entry'], 'see you'))
      if (times > 0) await back.until(() => left()[0])
      expect(await back.end()).toBe(0)
      expect(left()).toHaveLength(times)
    }
    expect(await sven.end()).toBe(0)
  })
})

describe('wrong usage', () => {
  const account = ['--account', 'alice@example.com']
  test.each([
    ['without a network', () => account, '--network is missing'],
    ['without an account', () => ['--network', 'local'], '--account is missing'],
    [
      'with an account that is no address',
      () => ['--network', 'local', '--account', 'alice'],
      '--account: an address',
    ],
    ['with an unknown option', () => ['--colour', 'red'], "Unknown option '--colour'"],
    [
      'with an unknown status',
      () => ['--network', 'local', ...account, '--presence', 'asleep'],
      '--presence: one of online, busy',
    ],
    ['with a file that is not there', () => ['--network', 'nothing.json', ...account], 'no such file'],
    [
      'with a file that is no JSON',
      () => ['--network', file('broken.json', '{'), ...account],
      'broken.json is not valid JSON',
    ],
    [
      'with a file that lacks a field',
      () => ['--network', file('lacking.json', { id: 'x', name: 'X', signIn: {} }), ...account],
      'lacking.json: notificationServer: expected "notificationServer"',
    ],
    [
      'with a file of a wrong port',
      () => ['--network', file('port.json', { ...localNetwork('127.0.0.1', 0, 1), id: 'x' }), ...account],
      'port.json: notificationServer.port: expected >=1',
    ],
  ])('%s is refused with a sentence', (_what, args, sentence) => {
    const read = () => readClientArguments(args(), { msnp: 1863, http: 1864 })
    expect(read).toThrow(UsageError)
    expect(read).toThrow(sentence)
  })

  test('ends with 2, the sentence and how to use it', async () => {
    const client = start(account)
    expect(await client.end()).toBe(2)
    expect(client.stderr).toContain('--network is missing')
    expect(client.stderr).toContain(usage)
    expect(client.stdout).toBe('')
  })

  test('is a missing password, too', async () => {
    const client = start(['--network', network, ...account])
    expect(await client.end()).toBe(2)
    expect(client.stderr).toContain('the first line of standard input must be the password')
  })
})

const isText = (entry: unknown, text: string): boolean => (entry as { text?: unknown }).text === text
