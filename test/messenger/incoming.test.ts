import { expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { entryOf } from '../../main/messenger/incoming.ts'

const bob = { address: 'bob@example.com', name: 'Bob' }
const head = { id: 'entry', at: 0 }

const lineOf = (text: string) =>
  entryOf({ kind: 'text', text, format: defaultFormat, claimedName: null }, bob, head)

test.each(['', ' ', '\n\n', '\u3000 \t'])('a text without a visible character (%j) is no line', (text) => {
  expect(lineOf(text)).toBeNull()
})

test('blanks around a text stay', () => {
  expect(lineOf('  a\n')).toMatchObject({ kind: 'text', text: '  a\n', author: bob, mine: false })
})
