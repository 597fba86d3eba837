import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conversationIdOf } from '../../../app/conversation.ts'
import { historyKey } from '../../../app/history.ts'
import { defaultFormat, type Delivery, type Entry } from '../../../app/message.ts'
import { defaultSettings, type Settings } from '../../../app/settings.ts'
import { KeeperRun, linesIn } from './keeper-run.ts'

const accounts = ['local/alice@example.com', 'other/zoe@example.com'] as const
const people = ['bob@example.com', 'carol@example.com'] as const

type Step =
  | {
      readonly do: 'say'
      readonly talk: number
      readonly kind: Entry['kind']
      readonly mine: boolean
      readonly text: string
    }
  | { readonly do: 'settle'; readonly line: number; readonly delivery: Delivery }
  | { readonly do: 'become-group'; readonly talk: number }
  | { readonly do: 'close'; readonly talk: number }
  | { readonly do: 'show-again'; readonly line: number; readonly delivery: Delivery }
  | { readonly do: 'settings'; readonly keepHistory: boolean; readonly notKept: readonly number[] }
  | { readonly do: 'end-turn' | 'restart' | 'kill' }

const talk = fc.nat({ max: 3 })
const line = fc.nat({ max: 40 })
const delivery = fc.constantFrom<Delivery>(
  { state: 'sending' },
  { state: 'delivered' },
  { state: 'stored' },
  { state: 'waiting', reason: 'contact-offline' },
  { state: 'uncertain', reason: 'interrupted' },
  { state: 'failed', reason: 'not-delivered' },
)
const say = fc.record({
  do: fc.constant('say' as const),
  talk,
  kind: fc.constantFrom<Entry['kind']>('text', 'nudge', 'action', 'notice'),
  mine: fc.boolean(),
  text: fc.string({ unit: 'grapheme', maxLength: 12 }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: say, weight: 8 },
  { arbitrary: fc.record({ do: fc.constant('settle' as const), line, delivery }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('show-again' as const), line, delivery }), weight: 2 },
  {
    arbitrary: fc.record({ do: fc.constantFrom('become-group' as const, 'close' as const), talk }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('settings' as const),
      keepHistory: fc.boolean(),
      notKept: fc.array(talk, { maxLength: 2 }),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ do: fc.constantFrom('end-turn' as const, 'restart' as const, 'kill' as const) }),
    weight: 4,
  },
)

/** A line as it was shown, and whether it was to be kept. */
interface Shown {
  readonly accountId: string
  readonly historyId: string
  readonly talk: number
  entry: Entry
}

const noAccount = { name: '', presence: 'online', personalMessage: '', currentMedia: null } as const

/** Plays the program: what it publishes, and what must be found in the file. */
class World {
  run: KeeperRun
  readonly kept: Shown[] = []
  #settings: Settings = defaultSettings
  #now = Date.UTC(2026, 0, 1)
  #groups = 0
  readonly #open = new Map<number, string>()
  readonly #file: string

  constructor(file: string) {
    this.#file = file
    this.run = this.#start()
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'say':
        return this.#say(step.talk, this.#entryOf(step))
      case 'settle':
        return this.#settle(step.line, step.delivery)
      case 'show-again':
        return this.#showAgain(step.line, step.delivery)
      case 'become-group':
        return this.#becomeGroup(step.talk)
      case 'close':
        if (this.#open.delete(step.talk))
          this.run.publish({ type: 'conversation-closed', conversationId: idOf(step.talk) })
        return
      case 'settings':
        return this.#change({
          ...this.#settings,
          keepHistory: step.keepHistory,
          historyNotKept: step.notKept.map((at) => historyKey(accountOf(at), personOf(at))),
        })
      case 'end-turn':
        return this.run.endTurn()
      case 'restart':
        await this.run.close()
        return this.#restart()
      case 'kill':
        // What was shown was written before: windows hear of events only after this.
        this.run.keeper.flush()
        return this.#restart()
    }
  }

  #restart(): void {
    this.#open.clear()
    this.run = this.#start()
    this.#change(this.#settings)
  }

  #start(): KeeperRun {
    const run = new KeeperRun(this.#file)
    for (const accountId of accounts) {
      const [networkId = '', address = ''] = accountId.split('/')
      run.publish({ type: 'account-opened', accountId, address, networkId, me: noAccount })
    }
    return run
  }

  #entryOf({ talk: at, kind, mine, text }: Step & { do: 'say' }): Entry {
    const head = { id: `line-${this.kept.length}-${(this.#now += 7)}`, at: this.#now }
    const author = { address: mine ? 'me@example.com' : personOf(at), name: text }
    const outcome: Delivery = { state: mine ? 'sending' : 'received' }
    switch (kind) {
      case 'text':
        return { ...head, kind, author, mine, text, format: defaultFormat, delivery: outcome }
      case 'nudge':
        return { ...head, kind, author, mine, delivery: outcome }
      case 'action':
        return { ...head, kind, author, mine, text, delivery: outcome }
      case 'notice':
        return { ...head, kind, notice: { kind: 'joined', who: author } }
    }
  }

  #say(at: number, entry: Entry): void {
    const historyId = this.#openTalk(at)
    const accountId = accountOf(at)
    const { keepHistory, historyNotKept } = this.#settings
    if (keepHistory && !historyNotKept.includes(historyKey(accountId, historyId)))
      this.kept.push({ accountId, historyId, talk: at, entry })
    this.run.publish({ type: 'entry-added', conversationId: idOf(at), entry })
  }

  #settle(at: number, outcome: Delivery): void {
    const shown = this.kept[at % Math.max(1, this.kept.length)]
    if (shown === undefined || shown.entry.kind === 'notice' || !shown.entry.mine) return
    shown.entry = { ...shown.entry, delivery: outcome }
    const conversationId = idOf(shown.talk)
    this.run.publish({ type: 'delivery-changed', conversationId, entryId: shown.entry.id, delivery: outcome })
  }

  /** As after a restart: a line that was not delivered comes back, with what is now known of it. */
  #showAgain(at: number, outcome: Delivery): void {
    const shown = this.kept[at % Math.max(1, this.kept.length)]
    if (shown === undefined || shown.entry.kind === 'notice' || !shown.entry.mine) return
    if (shown.historyId !== this.#openTalk(shown.talk)) return
    shown.entry = { ...shown.entry, delivery: outcome }
    this.run.publish({ type: 'entry-added', conversationId: idOf(shown.talk), entry: shown.entry })
  }

  #becomeGroup(at: number): void {
    if (!this.#open.has(at)) return
    const historyId = `group:${++this.#groups}`
    this.#open.set(at, historyId)
    this.run.publish({ type: 'became-group', conversationId: idOf(at), historyId })
  }

  #openTalk(at: number): string {
    const known = this.#open.get(at)
    if (known !== undefined) return known
    const historyId = personOf(at)
    this.#open.set(at, historyId)
    const conversation = {
      ...{ id: idOf(at), accountId: accountOf(at), historyId, group: false, typing: [], unread: 0 },
      participants: [{ address: personOf(at), name: 'Name' }],
      entries: [],
      lastReceivedAt: null,
    }
    this.run.publish({ type: 'conversation-opened', conversation })
    return historyId
  }

  #change(settings: Settings): void {
    this.#settings = settings
    this.run.publish({ type: 'settings-changed', settings })
  }
}

const accountOf = (at: number): string => accounts[at & 1]!
const personOf = (at: number): string => people[at >> 1]!
const idOf = (at: number): string => conversationIdOf(accountOf(at), personOf(at))

let folder: string
let files = 0
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-law-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const inShort = ({ accountId, historyId, entry }: Omit<Shown, 'talk'>) => ({ accountId, historyId, entry })

test('whoever opens the file afterwards reads exactly the lines that were shown and are to be kept, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async (steps) => {
      const file = path.join(folder, `history-${++files}.db`)
      const world = new World(file)
      for (const each of steps) await world.take(each)
      await world.run.close()
      expect(world.run.faults).toEqual([])
      const found = linesIn(file).toSorted((one, other) => one.seq - other.seq)
      expect(found.map(inShort)).toEqual(world.kept.map(inShort))
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('events of lines are written together, before the turn of the event loop ends', async () => {
  const file = path.join(folder, 'turns.db')
  const world = new World(file)
  const texts = ['one', 'two', 'three']
  for (const text of texts) await world.take({ do: 'say', talk: 0, kind: 'text', mine: false, text })
  expect(linesIn(file)).toEqual([])
  world.run.endTurn()
  expect(linesIn(file).map(({ entry }) => entry.kind === 'text' && entry.text)).toEqual(texts)
  await world.run.close()
})
