import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { OfflineInbox } from '../../main/messenger/offline-messages/offline-inbox.ts'
import { offlineEntryId } from '../../main/messenger/offline-messages/offline-entry-id.ts'
import { TimeoutError } from '../../main/protocol/errors.ts'
import type {
  OfflineMessage,
  OfflineMessages,
  WaitingMessage,
} from '../../main/protocol/offline-messages/offline-messages.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { FetchedOfflineMessages } from '../../main/storage/fetched-offline-messages.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import type { NewLine } from '../../main/storage/history/history.ts'
import { linesIn } from './history/keeper-run.ts'

const accountId = 'local/bob@example.com'
const alice = { address: 'alice@example.com', name: 'Alice' }

let folder: string
let names = 0
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-inbox-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const messageOf = (id: string): OfflineMessage => ({
  ...{ id, from: alice, sentAt: 1_000 * Number(id), runId: 'run', sequence: Number(id), text: `text ${id}` },
})

/** What a server keeps, over all sign-ins; its services can fail. */
class Mailbox {
  readonly waiting = new Map<string, WaitingMessage>()
  readonly unreadable = new Set<string>()
  fetches: string[] = []
  /** Runs before every request; what it throws the request rejects with. */
  before: (request: 'list' | 'fetch' | 'remove') => void = () => undefined

  leave(...ids: string[]): void {
    for (const id of ids) this.waiting.set(id, { id, from: alice })
  }

  get all(): readonly WaitingMessage[] {
    return [...this.waiting.values()]
  }

  /** The services of one session. */
  services(): OfflineMessages {
    const ask = async <T>(request: 'list' | 'fetch' | 'remove', answer: () => T): Promise<T> => {
      await Promise.resolve()
      this.before(request)
      return answer()
    }
    return {
      canLeave: true,
      list: () => ask('list', () => this.all),
      fetch: (wanted) =>
        ask('fetch', () => {
          const ids = wanted
            .map(({ id }) => id)
            .filter((id) => this.waiting.has(id) && !this.unreadable.has(id))
          this.fetches.push(...ids)
          return ids.map(messageOf)
        }),
      remove: (ids) => ask('remove', () => ids.forEach((id) => this.waiting.delete(id))),
      leave: () => Promise.reject(new Error('nobody does')),
    }
  }
}

class Killed extends Error {}

/** Bob's program over several runs, with its two files. */
class Bob {
  readonly shown: string[] = []
  readonly blocked = new Set<string>()
  readonly faults: unknown[] = []
  readonly historyFile = path.join(folder, `${++names}-history.db`)
  diskFull = false
  room = Infinity
  #services: OfflineMessages | null = null
  readonly fetched = new FetchedOfflineMessages(openDatabase(path.join(folder, `${++names}.db`)).database)
  #unwritten: NewLine[] = []
  #steps = Infinity
  #inbox: OfflineInbox

  constructor() {
    this.#inbox = this.#open()
  }

  /** Another run: what was only in memory is gone. */
  start(): void {
    this.#unwritten = []
    this.#inbox = this.#open()
  }

  #open(): OfflineInbox {
    return new OfflineInbox({
      fetched: new Proxy(this.fetched, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name, target)
          if (typeof value !== 'function') return value
          return (...args: unknown[]): unknown => {
            if (name === 'add') this.#step()
            return (value as (...given: unknown[]) => unknown).apply(target, args)
          }
        },
      }),
      services: () => Promise.resolve(this.#services),
      isBlocked: (_accountId, address) => this.blocked.has(address),
      show: (_accountId, messages) => {
        this.#step()
        const taken = messages.slice(0, this.room)
        for (const message of taken) this.#show(message)
        return taken
      },
      keep: () => this.#keep(),
      log: (_message, error) => this.faults.push(error),
    })
  }

  /** Signs in and hears what waits; the program is killed after so many steps. */
  async signIn(mailbox: Mailbox, steps = Infinity): Promise<void> {
    this.#steps = steps
    mailbox.before = () => this.#step()
    this.#services = mailbox.services()
    if (mailbox.all.length > 0) await this.#inbox.announced(accountId, mailbox.all)
    this.#steps = Infinity
  }

  hear(waiting: readonly WaitingMessage[] | null): Promise<void> {
    return this.#inbox.announced(accountId, waiting)
  }

  #show(message: OfflineMessage): void {
    this.shown.push(message.id)
    const id = offlineEntryId(accountId, message)
    const { text } = message
    const head = {
      id,
      at: message.sentAt ?? 0,
      author: alice,
      mine: false,
      delivery: { state: 'received' },
    } as const
    const entry = { ...head, kind: 'text', text, format: defaultFormat, offline: true } as const
    this.#unwritten.push({ accountId, historyId: alice.address, group: false, people: [alice], entry })
  }

  #keep(): boolean {
    this.#step()
    if (this.diskFull) return false
    const writer = new HistoryFileWriter(this.historyFile)
    writer.write(this.#unwritten, [])
    writer.close()
    this.#unwritten = []
    return true
  }

  #step(): void {
    if (this.#steps-- <= 0) throw new Killed('killed')
  }

  get kept(): readonly unknown[] {
    return linesIn(this.historyFile).map(({ entry }) => entry.kind === 'text' && entry.text)
  }
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at + 1))

describe('offline messages', () => {
  test('are kept exactly once each, and deleted at the server, wherever the program is killed and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ steps: fc.nat({ max: 6 }), more: fc.nat({ max: 3 }) }), { maxLength: 6 }),
        async (runs) => {
          const mailbox = new Mailbox()
          const bob = new Bob()
          let left = 0
          for (const { steps, more } of [...runs, { steps: Infinity, more: 1 }]) {
            mailbox.leave(...ids(left + more).slice(left))
            left += more
            bob.start()
            await bob.signIn(mailbox, steps)
          }
          expect(bob.kept).toEqual(ids(left).map((id) => `text ${id}`))
          expect(mailbox.all).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('that are announced several times at once are fetched and shown once', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    mailbox.leave(...ids(3))
    const all = mailbox.all
    await bob.signIn(mailbox)
    await Promise.all([bob.hear(all), bob.hear(null), bob.hear(all.slice(1))])
    expect(bob.shown).toEqual(ids(3))
    expect(mailbox.fetches).toEqual(ids(3))
  })

  test('that are too many to be announced are asked for, and fetched in portions', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    await bob.signIn(mailbox)
    mailbox.leave(...ids(250))
    let fetches = 0
    mailbox.before = (request) => void (request === 'fetch' && fetches++)
    await bob.hear(null)
    expect(bob.shown).toEqual(ids(250))
    expect(fetches).toBe(3)
    expect(mailbox.all).toEqual([])
  })

  test('are all shown, also those behind a portion that the server does not delete', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    await bob.signIn(mailbox)
    mailbox.leave(...ids(150))
    mailbox.before = (request) => {
      if (request === 'remove') throw new TimeoutError('no answer')
    }
    await bob.hear(null)
    expect(bob.shown).toEqual(ids(150))
    expect(mailbox.all).toHaveLength(150)
  })

  test('of which one cannot be read are shown all the same; that one stays at the server', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    mailbox.leave(...ids(3))
    mailbox.unreadable.add('2')
    await bob.signIn(mailbox)
    expect(bob.shown).toEqual(['1', '3'])
    expect(mailbox.all.map(({ id }) => id)).toEqual(['2'])
    mailbox.unreadable.clear()
    await bob.hear(mailbox.all)
    expect(bob.shown).toEqual(['1', '3', '2'])
  })

  test.each(['list', 'fetch', 'remove'] as const)(
    'come with the next announcement when %s failed',
    async (failing) => {
      const mailbox = new Mailbox()
      const bob = new Bob()
      await bob.signIn(mailbox)
      mailbox.leave(...ids(2))
      mailbox.before = (request) => {
        if (request === failing) throw new TimeoutError('no answer')
      }
      await bob.hear(null)
      expect(mailbox.all).toHaveLength(2)
      mailbox.before = () => undefined
      await bob.hear(null)
      expect(bob.shown).toEqual(ids(2))
      expect(mailbox.all).toEqual([])
      expect(bob.faults).toEqual([])
    },
  )

  test('stay at the server while the disk is full, and are shown once all the same', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    bob.diskFull = true
    mailbox.leave(...ids(2))
    await bob.signIn(mailbox)
    expect(bob.shown).toEqual(ids(2))
    expect(mailbox.all).toHaveLength(2)
    bob.diskFull = false
    await bob.hear(mailbox.all)
    expect(bob.shown).toEqual(ids(2))
    expect(mailbox.all).toEqual([])
    expect(bob.kept).toHaveLength(2)
  })

  test('for which there is no room stay at the server', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    bob.room = 1
    mailbox.leave(...ids(2))
    await bob.signIn(mailbox)
    expect(bob.shown).toEqual(['1'])
    expect(mailbox.all.map(({ id }) => id)).toEqual(['2'])
  })

  test('of somebody who is blocked are deleted without being fetched', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    bob.blocked.add(alice.address)
    mailbox.leave(...ids(2))
    await bob.signIn(mailbox)
    expect([bob.shown, mailbox.fetches, mailbox.all]).toEqual([[], [], []])
  })

  test('are forgotten on disk once the server does not announce them any more', async () => {
    const mailbox = new Mailbox()
    const bob = new Bob()
    mailbox.leave(...ids(3))
    await bob.signIn(mailbox)
    expect(bob.fetched.all(accountId)).toEqual(ids(3))
    mailbox.leave('4')
    bob.start()
    await bob.signIn(mailbox)
    expect(bob.fetched.all(accountId)).toEqual(['4'])
  })
})
