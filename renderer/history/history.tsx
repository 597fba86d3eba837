import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { State } from '../../app/state.ts'
import { accountLabel, knownAccounts, marksOf } from '../keeping/accounts.ts'
import { readingSentence } from '../keeping/history-sentence.ts'
import { HistoryProblemAlert } from '../keeping/history-problem-alert.tsx'
import { HistoryTaskStrip } from '../keeping/history-task-strip.tsx'
import { noNotes, NotesContext } from '../log/names.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { papers } from '../ui/papers.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { Dialogs, type OpenDialog } from './dialogs.tsx'
import './history.css'
import { mainMenu, talkMenu } from './menus.tsx'
import { Reader } from './reader.tsx'
import { Side } from './side.tsx'
import { accountsOf, nameOf, namedTalks, type NamedTalk } from './talks.ts'
import { useKeeping } from './use-keeping.ts'
import { useMoves } from './use-moves.ts'
import { useReading } from './use-reading.ts'
import { useSearch } from './use-search.ts'
import { useTalks } from './use-talks.ts'
import { useHistoryKeys, useLastLines, useShownView } from './use-window.ts'

/** What of the program's state the window shows. */
export interface HistoryProps extends Pick<State, 'settings' | 'accounts' | 'networks' | 'conversations'> {
  readonly remembered: State['rememberedAccounts']
  readonly task: State['historyTask']
  readonly problem: State['historyProblem']
}

/** All conversations on the left, one of them on the right. */
export function History(props: HistoryProps) {
  const { settings, accounts, remembered, networks, conversations, task, problem } = props
  const list = useTalks()
  const search = useSearch()
  const reading = useReading(conversations)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [said, setSaid] = useState('')
  const searchField = useRef<HTMLInputElement>(null)
  const sideList = useRef<HTMLDivElement>(null)
  const talks = useMemo(
    () => list.talks && namedTalks(list.talks, accounts, t('history.group-of-nobody')),
    [list.talks, accounts],
  )
  const accountIds = useMemo(() => accountsOf(talks ?? []), [talks])
  const marks = useMemo(() => marksOf(accountIds, accounts, networks), [accountIds, accounts, networks])
  const talk = useTalkInSight(talks, reading.state.talk, accounts)
  const moves = useMoves({ search, reading, talks, searchField, onSaid: setSaid })
  const keeping = useKeeping(settings.historyNotKept, setDialog)
  const paper = papers[useColorScheme(settings.theme)]

  useTitle(talk)
  useHistoryKeys(moves)
  useShownView(moves)
  useLastLines({ conversations, task, talk, list, reading })
  const labelOf = (id: string) => accountLabel(networks, id)
  const scopeAccount = search.scope.historyId === null ? search.scope.accountId : null
  const now = Date.now()
  return (
    <main className="history" data-pane={moves.pane} style={{ '--paper': paper } as CSSProperties}>
      <h1 className="unseen">{t('history.title')}</h1>
      <div className="history-strips">
        <HistoryProblemAlert problem={problem} />
        {dialog === null && <HistoryTaskStrip task={task} />}
        {list.reason !== null && (
          <Alert after={<Button onClick={() => void list.reload()}>{t('action.try-again')}</Button>}>
            {readingSentence({ reason: list.reason })}
          </Alert>
        )}
        {keeping.problem !== null && <Alert>{keeping.problem}</Alert>}
      </div>
      <Side
        searchField={searchField}
        list={sideList}
        talks={talks}
        unreadable={list.reason !== null}
        search={search}
        accounts={accountIds.map((id) => ({ id, label: labelOf(id) }))}
        talk={talk}
        active={moves.active}
        words={{
          marks,
          now,
          talkOf: (accountId, historyId) =>
            talks?.find((each) => each.accountId === accountId && each.historyId === historyId),
          nameOf: (accountId, who) => nameOf(accounts[accountId], who),
        }}
        menu={mainMenu({
          account: scopeAccount === null ? null : { id: scopeAccount, label: labelOf(scopeAccount) },
          empty: talks?.length === 0,
          onDialog: setDialog,
          onSettings: moves.toSettings,
        })}
        keepHistory={settings.keepHistory}
        onChoose={moves.choose}
        onImport={() => setDialog({ kind: 'import' })}
      />
      {talk === null ? (
        <p className="reader reader-none">{talks !== null && talks.length > 0 && t('history.choose')}</p>
      ) : (
        <NotesContext value={accounts[talk.accountId]?.contactNotes ?? noNotes}>
          <Reader
            talk={talk}
            accounts={accounts}
            reading={reading}
            mark={marks.get(talk.accountId)}
            settings={settings}
            paper={paper}
            notKept={!settings.keepHistory || keeping.isNotKept(talk)}
            menu={talkMenu({
              talk,
              notKept: keeping.isNotKept(talk),
              onWrite: moves.writeTo(talk, accounts[talk.accountId]),
              onKeep: (keep) => void keeping.keep(talk, keep),
              onDialog: setDialog,
            })}
            onHit={search.active ? (step) => void moves.toHit(step) : null}
            onBack={moves.back}
            onSearchHere={() => moves.searchIn(talk)}
            onDialog={setDialog}
            onSaid={setSaid}
          />
        </NotesContext>
      )}
      <Said sentence={said} onEnd={() => setSaid('')} />
      {dialog !== null && (
        <Dialogs
          open={dialog}
          accountIds={knownAccounts(accounts, remembered, accountIds)}
          networks={networks}
          task={task}
          onEnd={(then) => setDialog((now) => (now === dialog || now === null ? (then ?? null) : now))}
          onDeleted={(scope, count) => {
            setSaid(moves.deleted(scope, count))
            void list.reload()
          }}
          onExported={() => setSaid(t('history.exported'))}
          onImported={() => void list.reload()}
          onDate={(those, at) => void reading.open(those, { kind: 'date', at }, true)}
        />
      )}
    </main>
  )
}

/** The conversation that is read, with its name; also one of which nothing is kept. */
function useTalkInSight(
  talks: readonly NamedTalk[] | null,
  id: { readonly accountId: string; readonly historyId: string } | null,
  accounts: State['accounts'],
): NamedTalk | null {
  return useMemo(() => {
    if (id === null) return null
    const kept = talks?.find(
      ({ accountId, historyId }) => accountId === id.accountId && historyId === id.historyId,
    )
    if (kept !== undefined) return kept
    const group = id.historyId.startsWith('group:')
    const people = group ? [] : [{ address: id.historyId, name: '' }]
    const empty = { ...id, group, people, lines: 0, firstAt: 0, lastAt: 0 }
    return namedTalks([empty], accounts, t('history.group-of-nobody'))[0] ?? null
  }, [talks, id, accounts])
}

function useTitle(talk: NamedTalk | null): void {
  const name = talk === null ? null : oneLine(talk.name)
  useEffect(() => {
    document.title = name === null ? t('history.title') : t('history.title-of', { name })
  }, [name])
}

/** How long a sentence about something done stays. */
const saidMs = 4000

/** A sentence about something that was done; it goes by itself. */
function Said({ sentence, onEnd }: { readonly sentence: string; readonly onEnd: () => void }) {
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (sentence === '') return
    const timer = window.setTimeout(() => end.current(), saidMs)
    return () => window.clearTimeout(timer)
  }, [sentence])
  return (
    <p className="history-said" role="status" data-empty={sentence === '' || undefined}>
      {sentence}
    </p>
  )
}
