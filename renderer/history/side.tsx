import { useMemo, useState, type RefObject } from 'react'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { countOf } from '../keeping/count.ts'
import { readingSentence } from '../keeping/history-sentence.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { MenuButton } from '../ui/menu.tsx'
import { isSameTalk } from './reading.ts'
import { SearchBar } from './search-bar.tsx'
import { SearchFilters, type Scope } from './search-filters.tsx'
import { SideList, type ChosenBy } from './side-list.tsx'
import type { RowWords } from './side-row.tsx'
import { sideRows, type SideRow } from './side-rows.ts'
import type { NamedTalk } from './talks.ts'
import type { Search } from './use-search.ts'

interface Props {
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly list: RefObject<HTMLDivElement | null>
  /** Null until they were read. */
  readonly talks: readonly NamedTalk[] | null
  /** They could not be read; that is said elsewhere. */
  readonly unreadable: boolean
  readonly search: Search
  readonly accounts: Parameters<typeof SearchFilters>[0]['accounts']
  /** The conversation that is read. */
  readonly talk: NamedTalk | null
  readonly active: string | null
  readonly words: RowWords
  readonly menu: readonly MenuSection[]
  readonly keepHistory: Settings['keepHistory']
  readonly onChoose: (row: SideRow, how: ChosenBy) => void
  readonly onImport: () => void
}

/** The left side: the search, and beneath it the conversations or what was found. */
export function Side(props: Props) {
  const { searchField, list, talks, search, accounts, talk, active, words, menu, onChoose } = props
  const { state } = search
  const [allNames, setAllNames] = useState<string | null>(null)
  const inAccount = useMemo(
    () =>
      search.scope.accountId === null || search.scope.historyId !== null
        ? (talks ?? [])
        : (talks ?? []).filter(({ accountId }) => accountId === search.scope.accountId),
    [talks, search.scope],
  )
  const rows = useMemo(
    () => sideRows(inAccount, state, allNames === state.query.text),
    [inAccount, state, allNames],
  )
  const scopeTalk = talkToChoose(search.scope, talks, talk)
  const toSearch = () => searchField.current?.focus()
  const choose = (row: SideRow, how: ChosenBy) => {
    if (row.kind !== 'all-names') return onChoose(row, how)
    if (how !== 'moving') setAllNames(state.query.text)
  }
  const first = rows.find(({ kind }) => kind === 'talk' || kind === 'hit')
  const openFirst = async () => {
    await search.settle()
    const { query, hits } = search.store.getState()
    const row = sideRows(inAccount, { query, hits }, false).find(({ kind }) => kind !== 'heading')
    if (row !== undefined) onChoose(row, 'enter')
  }
  return (
    <div className="history-side">
      <div className="side-head">
        <SearchBar
          ref={searchField}
          text={state.query.text}
          outcome={outcomeOf(search)}
          onChange={search.type}
          onClear={search.clear}
          onDown={() => {
            list.current?.focus()
            if (first !== undefined && !rows.some(({ key }) => key === active)) choose(first, 'moving')
          }}
          onEnter={() => void openFirst()}
        />
        <MenuButton label={t('history.main-menu')} sections={menu}>
          <Icon name="menu" />
        </MenuButton>
      </div>
      <SearchFilters
        scope={search.scope}
        days={search.days}
        accounts={accounts}
        talk={scopeTalk}
        searching={search.active}
        onScope={search.setScope}
        onDays={search.setDays}
      />
      {rows.length > 0 ? (
        <SideList
          ref={list}
          label={t(search.active ? 'history.found' : 'history.conversations')}
          rows={rows}
          active={active}
          busy={state.state === 'waiting'}
          words={words}
          onChoose={choose}
          onEnd={() => void search.more()}
          onLeave={toSearch}
          onType={(text) => {
            search.type(state.query.text + text)
            toSearch()
          }}
        />
      ) : (
        <Nothing {...props} />
      )}
      {state.state === 'failed' && state.reason !== null && (
        <Alert>{readingSentence({ reason: state.reason })}</Alert>
      )}
    </div>
  )
}

/** The conversation that the search can be limited to: the one that it is limited to, or the one in sight. */
function talkToChoose({ accountId, historyId }: Scope, talks: Props['talks'], inSight: NamedTalk | null) {
  if (accountId === null || historyId === null) return inSight
  const id = { accountId, historyId }
  return talks?.find((each) => isSameTalk(each, id)) ?? { ...id, name: historyId }
}

function outcomeOf({ active, state }: Search): string {
  if (!active) return ''
  if (state.state === 'waiting') return t('history.search.busy')
  const count = countOf(state.hits.length)
  return state.hits.length === 0 && !state.more
    ? t('history.search.none')
    : t(state.more ? 'history.search.more' : 'history.search.count', { count })
}

/** Why the list is empty, and what can be done about it. */
function Nothing({ talks, unreadable, search, keepHistory, onImport }: Props) {
  if (search.active) {
    if (search.state.state !== 'ready') return <div className="side-nothing" />
    return (
      <div className="side-nothing">
        <h2>{t('history.search.none')}</h2>
        <p>{t(search.narrowed ? 'history.search.none-filtered' : 'history.search.none-hint')}</p>
        {search.narrowed && <Button onClick={search.widen}>{t('history.search.widen')}</Button>}
      </div>
    )
  }
  if (talks === null) return <p className="side-nothing">{!unreadable && t('history.loading')}</p>
  return (
    <div className="side-nothing">
      <h2>{t(keepHistory ? 'history.empty' : 'history.off')}</h2>
      {keepHistory ? (
        <>
          <p>{t('history.empty-hint')}</p>
          <Button onClick={onImport}>{t('history.import')}</Button>
        </>
      ) : (
        <Button onClick={() => void call('showSettings', 'history')}>{t('history.turn-on')}</Button>
      )}
    </div>
  )
}
