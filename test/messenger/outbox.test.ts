import { beforeEach, describe, expect, test } from 'vitest'
import { defaultFormat, type Delivery } from '../../app/message.ts'
import { Outbox } from '../../main/messenger/conversations/outbox.ts'
import type { SwitchboardLink } from '../../main/messenger/conversations/switchboard-link.ts'
import type { Way } from '../../main/messenger/conversations/way-finder.ts'
import { Refusal } from '../../main/messenger/reasons.ts'
import {
  ClosedError,
  NotDeliveredError,
  PartlyDeliveredError,
  UnacknowledgedError,
} from '../../main/protocol/errors.ts'
import type { LineChange, OwnLine } from '../../main/storage/outbox.ts'
import { settle } from '../protocol/session.ts'

/** One attempt to send something, to be answered by the test. */
interface Attempt {
  readonly text: string
  readonly from: number
  readonly arrive: () => void
  readonly fail: (error: Error) => void
}

/** A switchboard with Bob on it. */
class Board {
  readonly attempts: Attempt[] = []
  carried = false
  doubtful = false
  left = false
  hasListeners = true
  participants: readonly unknown[] = ['bob']

  sendText(text: string, _format: unknown, from: number): Promise<'acknowledged'> {
    return new Promise((resolve, reject) =>
      this.attempts.push({ text, from, arrive: () => resolve('acknowledged'), fail: reject }),
    )
  }

  leave(): void {
    this.left = true
    this.hasListeners = false
  }

  get link(): SwitchboardLink {
    return this as unknown as SwitchboardLink
  }
}

let outbox: Outbox
let board: Board
let way: () => Promise<Way>
let leave: (line: OwnLine) => Promise<void>
/** What was written to disk, in order. */
let noted: LineChange[]
let diskIsFull: boolean
const fates = new Map<string, Delivery>()

beforeEach(() => {
  board = new Board()
  way = () => Promise.resolve({ kind: 'switchboard', link: board.link })
  leave = () => Promise.reject(new Error('nobody is offline'))
  noted = []
  diskIsFull = false
  fates.clear()
  outbox = new Outbox({
    findWay: () => way(),
    canLeave: () => true,
    leave: (line) => leave(line),
    note: (changes) => {
      if (diskIsFull) throw new Refusal('disk-failed')
      noted.push(...changes)
    },
    settle: (change) => {
      noted.push(change)
      fates.set(change.entryId, change.delivery)
    },
    log: () => undefined,
  })
})

const line = (id: string, delivery: Delivery = { state: 'sending' }): OwnLine => ({
  ...{ id, at: 0, kind: 'text', text: id, format: defaultFormat, mine: true, delivery },
  author: { address: 'alice@example.com', name: 'Alice' },
})

/** From now on lines go over another switchboard; answers that of before. */
function newBoard(): Board {
  const old = board
  board = new Board()
  return old
}

const lastNoted = (id: string) => noted.findLast(({ entryId }) => entryId === id)
const refused = new NotDeliveredError('refused')

describe('a line', () => {
  test('is on disk as handed over before it goes to a connection, together with those that go with it', async () => {
    const seen: (readonly LineChange[])[] = []
    const { sendText } = board
    board.sendText = function (...args) {
      seen.push([...noted])
      return sendText.apply(this, args)
    }
    outbox.add(line('one'))
    outbox.add(line('two'))
    await settle()
    const sending = { delivery: { state: 'sending' }, handedOver: true, firstPiece: 0 }
    expect(seen[0]).toEqual([
      { entryId: 'one', ...sending },
      { entryId: 'two', ...sending },
    ])
  })

  test('does not go out when that cannot be written', async () => {
    diskIsFull = true
    outbox.add(line('one'))
    await settle()
    expect(board.attempts).toEqual([])
    expect(fates.get('one')).toEqual({ state: 'failed', reason: 'disk-failed' })
    diskIsFull = false
    outbox.sendAgain('one')
    await settle()
    board.attempts[0]!.arrive()
    await settle()
    expect(fates.get('one')).toEqual({ state: 'delivered' })
  })

  test('that is not handed over any more says so on disk before it waits for another way', async () => {
    outbox.add(line('one'))
    await settle()
    way = () => new Promise(() => undefined)
    board.attempts[0]!.fail(refused)
    await settle()
    expect(lastNoted('one')).toEqual({
      ...{ entryId: 'one', delivery: { state: 'sending' }, handedOver: false, firstPiece: 0 },
    })
  })

  test('that may have arrived before is never said not to have, neither on disk nor to the user', async () => {
    outbox.add(line('one', { state: 'uncertain', reason: 'interrupted' }))
    outbox.sendAgain('one')
    expect(lastNoted('one')).toMatchObject({ delivery: { state: 'sending' }, handedOver: true })
    await settle()
    for (let time = 0; time < 3; time++) {
      const [attempt] = newBoard().attempts
      attempt!.fail(refused)
      await settle()
    }
    expect(noted.every(({ handedOver }) => handedOver)).toBe(true)
    expect(fates.get('one')).toEqual({ state: 'uncertain', reason: 'not-delivered' })
  })

  test('does not overtake one that is in flight on another switchboard', async () => {
    outbox.add(line('one'))
    await settle()
    const old = newBoard()
    outbox.add(line('two'))
    await settle()
    expect(board.attempts).toEqual([])
    old.attempts[0]!.fail(new UnacknowledgedError(new Promise(() => undefined)))
    await settle()
    expect(board.attempts.map(({ text }) => text)).toEqual(['two'])
    expect(old.doubtful).toBe(true)
  })

  test('waits for the fates of those behind it before it is judged', async () => {
    for (const id of ['one', 'two', 'three']) outbox.add(line(id))
    await settle()
    const old = newBoard()
    old.attempts[0]!.fail(refused)
    old.attempts[2]!.fail(refused)
    await settle()
    expect(board.attempts).toEqual([])
    old.attempts[1]!.fail(refused)
    await settle()
    expect(board.attempts.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(old.left).toBe(true)
  })

  test('that was refused goes out again also when the one before it may be lost', async () => {
    outbox.add(line('one'))
    outbox.add(line('two'))
    await settle()
    const { attempts } = newBoard()
    attempts[0]!.fail(new ClosedError('closed'))
    attempts[1]!.fail(refused)
    await settle()
    expect(fates.get('one')).toEqual({ state: 'uncertain', reason: 'connection-lost' })
    expect(board.attempts.map(({ text }) => text)).toEqual(['two'])
  })

  test('goes on where it was cut, and keeps the place on disk', async () => {
    outbox.add(line('long'))
    await settle()
    newBoard().attempts[0]!.fail(new PartlyDeliveredError('some', 3))
    await settle()
    expect(lastNoted('long')).toMatchObject({ handedOver: true, firstPiece: 3 })
    expect(board.attempts[0]).toMatchObject({ text: 'long', from: 3 })
    board.attempts[0]!.arrive()
    await settle()
    expect(fates.get('long')).toEqual({ state: 'delivered' })
  })

  test('does not go out again after a part of one behind it arrived', async () => {
    for (const id of ['one', 'long']) outbox.add(line(id))
    await settle()
    const { attempts } = newBoard()
    attempts[0]!.fail(refused)
    attempts[1]!.fail(new PartlyDeliveredError('some', 1))
    await settle()
    expect(fates.get('one')).toEqual({ state: 'failed', reason: 'not-delivered' })
    expect(board.attempts).toMatchObject([{ text: 'long', from: 1 }])
  })

  test.each([
    ['has holes', () => new PartlyDeliveredError('holes', null), 1],
    ['is cut in a group', () => new PartlyDeliveredError('some', 3), 2],
  ])('that %s is uncertain', async (_what, error, people) => {
    board.participants = Array(people).fill('somebody')
    outbox.add(line('long'))
    await settle()
    board.attempts[0]!.fail(error())
    await settle()
    expect(fates.get('long')).toEqual({ state: 'uncertain', reason: 'not-acknowledged' })
  })

  test('of which a part arrived waits for somebody who went offline, and is not called unsent', async () => {
    outbox.add(line('long'), 2)
    way = () => Promise.resolve({ kind: 'offline' })
    await settle()
    expect(board.attempts[0]).toMatchObject({ from: 2 })
    board.attempts[0]!.fail(new PartlyDeliveredError('some', 2))
    await settle()
    expect(fates.get('long')).toEqual({ state: 'uncertain', reason: 'contact-offline' })
  })

  test('is left for somebody who is offline only after the disk says so', async () => {
    way = () => Promise.resolve({ kind: 'offline' })
    const seen: unknown[] = []
    leave = () => {
      seen.push(lastNoted('one'))
      return Promise.resolve()
    }
    outbox.add(line('one'))
    await settle()
    expect(seen).toEqual([
      { entryId: 'one', delivery: { state: 'sending' }, handedOver: true, firstPiece: 0 },
    ])
    expect(fates.get('one')).toEqual({ state: 'stored' })
  })

  test('that arrived after all while it waits to be left is not left', async () => {
    const late = Promise.withResolvers<void>()
    outbox.add(line('one'))
    await settle()
    board.attempts[0]!.fail(new UnacknowledgedError(late.promise))
    await settle()
    const left: string[] = []
    const first = Promise.withResolvers<void>()
    way = () => Promise.resolve({ kind: 'offline' })
    leave = ({ id }) => {
      left.push(id)
      return first.promise
    }
    outbox.add(line('two'))
    outbox.sendAgain('one')
    await settle()
    late.resolve()
    await settle()
    expect(fates.get('one')).toEqual({ state: 'delivered' })
    first.resolve()
    await outbox.idle()
    expect(left).toEqual(['two'])
    expect(fates.get('two')).toEqual({ state: 'stored' })
  })

  test('that is too long to be left does not keep the next one from being left', async () => {
    way = () => Promise.resolve({ kind: 'offline' })
    leave = ({ id }) => (id === 'long' ? Promise.reject(new Refusal('too-long')) : Promise.resolve())
    for (const id of ['long', 'short']) outbox.add(line(id))
    await outbox.idle()
    expect([...fates]).toEqual([
      ['long', { state: 'failed', reason: 'too-long' }],
      ['short', { state: 'stored' }],
    ])
  })

  test('that was taken back is not sent, and a late answer does not bring it back', async () => {
    const late = Promise.withResolvers<void>()
    outbox.add(line('one'))
    await settle()
    board.attempts[0]!.fail(new UnacknowledgedError(late.promise))
    await settle()
    expect(outbox.resting('one')).toMatchObject({ id: 'one' })
    outbox.drop('one')
    fates.clear()
    late.resolve()
    await settle()
    expect(fates.size).toBe(0)
    expect(() => outbox.sendAgain('one')).toThrow(Refusal)
  })

  test('on its way cannot be taken back or sent a second time', async () => {
    outbox.add(line('one'))
    expect(() => outbox.resting('one')).toThrow(Refusal)
    await settle()
    expect(() => outbox.sendAgain('one')).toThrow(Refusal)
    board.attempts[0]!.arrive()
    await outbox.idle()
    expect(outbox.has('one')).toBe(false)
    expect(board.attempts).toHaveLength(1)
  })
})
