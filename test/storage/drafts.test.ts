import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../main/storage/database.ts'
import { DraftsStorage } from '../../main/storage/drafts.ts'
import { FetchedOfflineMessages } from '../../main/storage/fetched-offline-messages.ts'

const alice = 'local/alice@example.com'
const zoe = 'custom/zoe@example.com'
const accounts = fc.constantFrom(alice, zoe)

let drafts: DraftsStorage
let fetched: FetchedOfflineMessages

beforeEach(() => {
  const { database } = openDatabase(':memory:')
  drafts = new DraftsStorage(database)
  fetched = new FetchedOfflineMessages(database)
})

describe('drafts', () => {
  test('are the last text of each conversation', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    const saved = fc.tuple(accounts, fc.constantFrom('bob@example.com', 'group:1'), text)
    fc.assert(
      fc.property(fc.array(saved), (steps) => {
        for (const account of [alice, zoe]) drafts.forget(account)
        const model = new Map<string, string>()
        for (const [account, conversation, draft] of steps) {
          drafts.save(account, conversation, draft)
          model.set(`${account} ${conversation}`, draft)
        }
        for (const [key, draft] of model) {
          const [account = '', conversation = ''] = key.split(' ')
          expect(drafts.load(account, conversation)).toBe(draft)
        }
        expect(drafts.load(alice, 'nobody@example.com')).toBe('')
      }),
    )
  })

  test('go with their account', () => {
    drafts.save(alice, 'bob@example.com', 'Dear Bob')
    drafts.save(zoe, 'bob@example.com', 'Hi')
    drafts.forget(alice)
    expect(drafts.load(alice, 'bob@example.com')).toBe('')
    expect(drafts.load(zoe, 'bob@example.com')).toBe('Hi')
  })
})

describe('offline messages that were fetched', () => {
  test('are those that were added and not removed, for each account', () => {
    const step = fc.record({
      add: fc.boolean(),
      account: accounts,
      ids: fc.array(fc.constantFrom('1', '2', '3')),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        for (const account of [alice, zoe]) fetched.forget(account)
        const model = new Set<string>()
        for (const { add, account, ids } of steps) {
          if (add) fetched.add(account, ids)
          else fetched.remove(account, ids)
          for (const id of ids) {
            if (add) model.add(`${account} ${id}`)
            else model.delete(`${account} ${id}`)
          }
        }
        for (const account of [alice, zoe]) {
          const known = ['1', '2', '3'].filter((id) => model.has(`${account} ${id}`))
          expect(['1', '2', '3'].filter((id) => fetched.has(account, id))).toEqual(known)
          expect([...fetched.all(account)].toSorted()).toEqual(known)
        }
      }),
    )
  })
})
