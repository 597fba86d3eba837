import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { conversationIdOf } from '../../../app/conversation.ts'
import { defaultFormat } from '../../../app/message.ts'
import { KeeperRun, linesIn } from './keeper-run.ts'

const accountId = 'local/alice@example.com'
const bob = 'bob@example.com'
const conversationId = conversationIdOf(accountId, bob)
const alice = { address: 'alice@example.com', name: 'Alice' }

let folder: string
let run: KeeperRun
const file = (): string => path.join(folder, 'history.db')

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-taken-back-'))
  run = new KeeperRun(file())
  const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
  run.publish(
    { type: 'account-opened', accountId, address: alice.address, networkId: 'local', me },
    {
      type: 'conversation-opened',
      conversation: {
        ...{ id: conversationId, accountId, historyId: bob, group: false, entries: [], typing: [] },
        participants: [{ address: bob, name: 'Bob' }],
        lastReceivedAt: null,
        unread: 0,
      },
    },
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A line of Alice's that was not sent. */
function write(id: string): void {
  const said = { id, at: Date.UTC(2026, 0, 1), author: alice, mine: true, text: `text of ${id}` } as const
  const delivery = { state: 'waiting', reason: 'contact-offline' } as const
  run.publish({
    type: 'entry-added',
    conversationId,
    entry: { ...said, kind: 'text', format: defaultFormat, delivery },
  })
}

const takeBack = (id: string): void =>
  run.publish({ type: 'entries-removed', conversationId, entryIds: [id] })

const keptIds = (): readonly string[] => linesIn(file()).map(({ entry }) => entry.id)

test('a line that was taken back is in no file any more, though the program ends at once', async () => {
  write('first')
  write('second')
  run.endTurn()
  takeBack('second')
  await run.close()
  expect(keptIds()).toEqual(['first'])
  for (const name of readdirSync(folder))
    expect(readFileSync(path.join(folder, name)).includes('text of second'), name).toBe(false)
})

test('a line that was taken back before it was written is never written', async () => {
  write('first')
  takeBack('first')
  run.endTurn()
  await run.close()
  expect(keptIds()).toEqual([])
})
