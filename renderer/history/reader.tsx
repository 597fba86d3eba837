import type { Settings } from '../../app/settings.ts'
import { linesOf } from '../keeping/count.ts'
import { readingSentence } from '../keeping/history-sentence.ts'
import { t } from '../strings/strings.ts'
import type { AccountMarkLook } from '../ui/account-marks.ts'
import { Alert } from '../ui/alert.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { oneLine } from '../ui/plain-text.tsx'
import type { OpenDialog } from './dialogs.tsx'
import type { LineActions } from './line-menu.tsx'
import { ReaderHeader } from './reader-header.tsx'
import { ReaderLog } from './reader-log.tsx'
import { nameOf, type Accounts, type NamedTalk } from './talks.ts'
import type { ReadingHere } from './use-reading.ts'

interface Props {
  readonly talk: NamedTalk
  readonly accounts: Accounts
  readonly reading: ReadingHere
  readonly mark: AccountMarkLook | undefined
  readonly settings: Settings
  readonly paper: string
  readonly notKept: boolean
  readonly menu: readonly MenuSection[]
  readonly onHit: ((step: 1 | -1) => void) | null
  readonly onBack: () => void
  readonly onSearchHere: () => void
  readonly onDialog: (dialog: OpenDialog) => void
  readonly onSaid: (sentence: string) => void
}

/** The right side: one conversation as it was held. */
export function Reader(props: Props) {
  const { talk, accounts, reading, mark, settings, paper, notKept, menu, onDialog } = props
  const { accountId, historyId } = talk
  const { pages, state, reason } = reading.state
  const actions: LineActions = {
    nameOf: (who) => nameOf(accounts[accountId], who),
    onSaid: props.onSaid,
    onDelete: (lines) => {
      const entryIds = lines.map(({ entry }) => entry.id)
      const words = { name: oneLine(talk.name), lines: linesOf(lines.length) }
      const question = t('history.delete-question.lines', words)
      onDialog({ kind: 'delete', scope: { kind: 'lines', accountId, historyId, entryIds }, question })
    },
  }
  return (
    <section className="reader" aria-label={oneLine(talk.name)}>
      <ReaderHeader
        talk={talk}
        mark={mark}
        emoticons={settings.emoticons}
        onHit={props.onHit}
        onBack={props.onBack}
        onSearchHere={props.onSearchHere}
        onDate={() => onDialog({ kind: 'date', talk })}
        menu={menu}
      />
      <div className="reader-card">
        {notKept && <p className="reader-note">{t('history.not-kept-note')}</p>}
        {reason !== null && <Alert>{readingSentence({ reason })}</Alert>}
        {pages.lines.length > 0 ? (
          <ReaderLog
            reading={reading.state}
            live={reading.live}
            hit={reading.hit}
            takesFocus={reading.takesFocus}
            paper={paper}
            emoticons={settings.emoticons}
            actions={actions}
            onMore={(side) => void reading.more(side)}
            onGo={(to) =>
              void reading.open(talk, to === 'end' ? { kind: 'end' } : { kind: 'date', at: 0 }, true)
            }
          />
        ) : (
          <p className="reader-nothing">
            {state === 'opening' ? t('history.reading') : state === 'ready' && t('history.nothing-here')}
          </p>
        )}
      </div>
    </section>
  )
}
