import { useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Account } from '../../app/account.ts'
import type { HistoryHit, HistoryScope } from '../../app/history.ts'
import { call } from '../bridge.ts'
import { countOf } from '../keeping/count.ts'
import { t } from '../strings/strings.ts'
import { anyDay, everywhere } from './search-filters.tsx'
import type { ChosenBy } from './side-list.tsx'
import { hitKey, type SideRow } from './side-rows.ts'
import type { TalkId } from './reading.ts'
import { keyOf, type NamedTalk } from './talks.ts'
import type { ReadingHere } from './use-reading.ts'
import type { Search } from './use-search.ts'

interface Options {
  readonly search: Search
  readonly reading: ReadingHere
  readonly talks: readonly NamedTalk[] | null
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly onSaid: (sentence: string) => void
}

/** Which side of the window is in sight where there is room for one. */
export type Pane = 'side' | 'reader'

/** Everything by which the user gets from one conversation, or one hit, to another. */
export function useMoves({ search, reading, talks, searchField, onSaid }: Options) {
  const [active, setActive] = useState<string | null>(null)
  const [pane, setPane] = useState<Pane>('side')

  const toTalk = (talk: TalkId, focus = false) => {
    setActive(keyOf(talk))
    void reading.open(talk, { kind: 'end' }, focus)
  }
  const toHitRow = (hit: HistoryHit, focus = false) => {
    setActive(hitKey(hit))
    void reading.openHit(hit, focus).then((there) => {
      if (there) return
      search.remove([hit.line.entry.id])
      onSaid(t('history.hit-gone'))
    })
  }
  const choose = (row: SideRow, how: ChosenBy) => {
    if (row.kind === 'talk') toTalk(row.talk, how === 'enter' || isNarrow())
    else if (row.kind === 'hit') toHitRow(row.hit, how === 'enter' || isNarrow())
    else return
    if (how !== 'moving') setPane('reader')
  }
  /** From one hit to the next, over the end of those that were read so far. */
  const toHit = async (step: 1 | -1) => {
    await search.settle()
    const before = search.store.getState().hits
    const to = before.findIndex((hit) => hitKey(hit) === active) + step
    if (to >= before.length) await search.more()
    const hit = search.store.getState().hits[Math.max(0, to)]
    if (hit === undefined) return
    toHitRow(hit, isReading())
    setPane('reader')
  }
  const toSearch = () => {
    // In a narrow window the field can take the focus only once the side is drawn.
    flushSync(() => setPane('side'))
    searchField.current?.focus()
    searchField.current?.select()
  }
  const searchIn = ({ accountId, historyId }: TalkId) => {
    search.setScope({ accountId, historyId })
    toSearch()
  }
  const deleted = (scope: HistoryScope, count: number): string => {
    if (scope.kind === 'lines') reading.remove(scope.entryIds)
    else if (reading.state.talk !== null && isIn(reading.state.talk, scope)) {
      reading.close()
      setActive(null)
      setPane('side')
    }
    if (search.active) search.again()
    return count === 1 ? t('history.deleted-one') : t('history.deleted', { count: countOf(count) })
  }
  return {
    active,
    pane,
    talks,
    reading,
    searchField,
    choose,
    toTalk,
    toHit,
    toSearch,
    searchIn,
    deleted,
    showAccount: (accountId: string) => search.setScope({ ...everywhere, accountId }),
    showAll: () => {
      search.clear()
      search.setDays(anyDay)
    },
    showReader: () => setPane('reader'),
    back: toSearch,
    toSettings: () => void call('showSettings', 'history'),
    writeTo,
  }
}

export type Moves = ReturnType<typeof useMoves>

/** Whether there is room for one side only; the style sheet decides that, in letters of the size that the user chose. */
const isNarrow = (): boolean => {
  const history = document.querySelector('.history')
  return history !== null && getComputedStyle(history).getPropertyValue('--narrow').trim() === '1'
}

/** Whether the focus is in the lines of a conversation. */
const isReading = (): boolean => document.querySelector('.history-log:focus-within') !== null

const isIn = ({ accountId, historyId }: TalkId, scope: Exclude<HistoryScope, { kind: 'lines' }>): boolean =>
  scope.kind === 'all' ||
  (accountId === scope.accountId && (scope.kind === 'account' || historyId === scope.historyId))

/** What opens the conversation's window; null where nobody can be written to. */
function writeTo({ accountId, group, people }: NamedTalk, account: Account | undefined): (() => void) | null {
  const [only] = people
  if (group || only === undefined || account?.connection.state !== 'signed-in') return null
  return () =>
    void call('openConversation', accountId, only.address).then((result) =>
      result.ok ? call('showConversation', result.value) : result,
    )
}
