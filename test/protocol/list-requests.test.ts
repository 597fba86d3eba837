import { expect, test } from 'vitest'
import type { ListDialect } from '../../main/protocol/contacts/list-dialect.ts'
import { listsByAddress } from '../../main/protocol/contacts/lists-by-address.ts'
import { listsByGuid } from '../../main/protocol/contacts/lists-by-guid.ts'
import { bobsId, groupId } from './session.ts'

const bob = { address: 'bob@example.com', guid: bobsId }
const byGuid = listsByGuid({ network: true, answersPending: true })

test.each<[string, ListDialect, readonly (readonly string[])[]]>([
  [
    '8 and 9',
    listsByAddress,
    [
      ['ADD', 'FL', 'bob@example.com', 'Bob%20B'],
      ['ADD', 'BL', 'bob@example.com', 'bob@example.com'],
      ['ADD', 'FL', 'bob@example.com', 'bob@example.com', '3'],
      ['REM', 'FL', 'bob@example.com'],
      ['REM', 'AL', 'bob@example.com'],
      ['REM', 'FL', 'bob@example.com', '3'],
      ['ADG', 'Work%20mates', '0'],
      ['REG', '3', 'Work', '0'],
      ['RMG', '3'],
      ['REA', 'alice@example.com', 'A%20B'],
    ],
  ],
  [
    '10 to 12',
    byGuid,
    [
      ['ADC', 'FL', 'N=bob@example.com', 'F=Bob%20B'],
      ['ADC', 'BL', 'N=bob@example.com'],
      ['ADC', 'FL', `C=${bobsId}`, '3'],
      ['REM', 'FL', bobsId],
      ['REM', 'AL', 'bob@example.com'],
      ['REM', 'FL', bobsId, '3'],
      ['ADG', 'Work%20mates'],
      ['REG', '3', 'Work'],
      ['RMG', '3'],
      ['PRP', 'MFN', 'A%20B'],
    ],
  ],
])('what is asked for in dialects %s', (_names, dialect, lines) => {
  expect([
    dialect.add('forward', bob.address, 'Bob B'),
    dialect.add('block', bob.address, bob.address),
    dialect.addToGroup(bob, '3'),
    dialect.remove('forward', bob),
    dialect.remove('allow', bob),
    dialect.removeFromGroup(bob, '3'),
    dialect.createGroup('Work%20mates'),
    dialect.renameGroup('3', 'Work'),
    dialect.removeGroup('3'),
    dialect.rename('alice@example.com', 'A%20B'),
  ]).toEqual(lines)
})

test('who has no id is named by address, also of accounts that never moved to ids', () => {
  const fred = { address: 'fred@example.com', guid: null }
  expect(byGuid.addToGroup(fred, groupId)).toEqual(['ADC', 'FL', 'N=fred@example.com', groupId])
  expect(byGuid.removeFromGroup(fred, groupId)).toEqual(['REM', 'FL', 'fred@example.com', groupId])
  expect(byGuid.remove('forward', fred)).toEqual(['REM', 'FL', 'fred@example.com'])
})
