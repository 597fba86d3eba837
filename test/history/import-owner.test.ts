import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loggedLine, type LoggedLine } from '../../main/history/import/logged-line.ts'
import { ownNames } from '../../main/history/import/sides.ts'
import { alice, HistoryInMemory, told } from './import-support.ts'
import { withFiles } from './import-files.ts'

const said = (name: string, to: readonly string[] = [], session = 1): LoggedLine =>
  loggedLine({ at: 0, name, to, text: 'x', session })

const sure =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name) ? 10 : 0

describe('whose name is whose', () => {
  test('follows from one known name through all changes on both sides', () => {
    const lines = [
      said('A1', ['B1']),
      said('B1', ['A1']),
      said('B2', ['A1']),
      said('A2', ['B2']),
      said('B3', ['A2']),
    ]
    expect(ownNames(lines, sure('A2'))).toEqual(new Set(['A1', 'A2']))
    expect(ownNames(lines, (name) => (name === 'B3' ? -1 : 0))).toEqual(new Set(['A1', 'A2']))
  })

  test('follows from who answers whom where a log has no receivers', () => {
    const lines = [said('Bob'), said('me'), said('Bob'), said('me'), said('Bob (away)'), said('me')]
    expect(ownNames(lines, sure('me'))).toEqual(new Set(['me']))
  })

  test('is not confused by a change in the middle of what one says', () => {
    const lines = ['Bob', 'me', 'Bob', 'me', 'Bob', 'Bob 2', 'me', 'Bob 2', 'me'].map((name) => said(name))
    expect(ownNames(lines, sure('me'))).toEqual(new Set(['me']))
  })

  test('is told by what the log says of a few lines', () => {
    const lines = [said('X', ['Y']), { ...said('Y'), what: 'action' as const, mine: false }]
    expect(ownNames(lines, () => 0)).toEqual(new Set(['X']))
  })

  test('is decided, when nothing is known, for the one who spoke first as the other', () => {
    expect(ownNames([said('X', ['Y']), said('Y', ['X'])], () => 0)).toEqual(new Set(['Y']))
  })

  test('never puts both ends of what was said on one side, unless their names contradict each other', () => {
    const mine = fc.constantFrom('m1', 'm2', 'm3')
    const theirs = fc.constantFrom('t1', 't2', 't3')
    const line = fc.tuple(mine, theirs, fc.boolean())
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (rows) => {
        const lines = rows.map(([own, other, out]) => (out ? said(own, [other]) : said(other, [own])))
        const own = ownNames(lines, (name) => (name.startsWith('m') ? 1 : -1))
        for (const { name, to } of lines) expect(own.has(name)).not.toBe(own.has(to[0]!))
        expect([...own].every((name) => name.startsWith('m'))).toBe(true)
      }),
    )
  })
})

test('a name that is in the logs of several people is the owner, whatever the account is called now', async () => {
  const log = (other: string) =>
    [
      [other, 'old me'],
      ['old me', other],
    ]
      .map(([from, to], index) => message(from!, to!, `2009-01-0${index + 1}T10:00:00.000Z`))
      .join('')
  await withFiles(
    {
      'bob@example.com.xml': `<Log FirstSessionID="1" LastSessionID="1">${log('someone')}</Log>`,
      'dan@example.com.xml': `<Log FirstSessionID="1" LastSessionID="1">${message('old me', 'Dan', '2009-01-03T10:00:00.000Z')}</Log>`,
    },
    async (folder) => {
      const history = new HistoryInMemory()
      await history.import([folder], { ...alice, people: [] })
      expect(history.entries('dan@example.com').map(told)).toEqual([
        '2009-01-03T10:00:00Z text old me (me): x',
      ])
      expect(
        history.entries('bob@example.com').map(({ kind, ...rest }) => [kind, 'mine' in rest && rest.mine]),
      ).toEqual([
        ['text', false],
        ['text', true],
      ])
    },
  )
})

const message = (from: string, to: string, time: string): string =>
  `<Message DateTime="${time}" SessionID="1"><From><User FriendlyName="${from}"/></From><To><User FriendlyName="${to}"/></To><Text>x</Text></Message>`
