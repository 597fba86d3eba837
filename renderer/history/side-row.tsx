import type { AccountId } from '../../app/account.ts'
import type { Author } from '../../app/message.ts'
import { countOf, linesOf } from '../keeping/count.ts'
import { entryText } from '../log/entry-text.ts'
import { dateOf, dayOf, shortMoment, timeOf } from '../log/moments.ts'
import { t } from '../strings/strings.ts'
import { AccountMark } from '../ui/account-mark.tsx'
import type { AccountMarkLook } from '../ui/account-marks.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { MarkedText } from '../ui/rich-text.tsx'
import type { SideRow } from './side-rows.ts'
import { snippetOf } from './snippet.ts'
import type { NamedTalk } from './talks.ts'

/** What the rows need to know of the rest. */
export interface RowWords {
  readonly marks: ReadonlyMap<AccountId, AccountMarkLook>
  /** The conversation of a line, if it is in the list. */
  readonly talkOf: (accountId: AccountId, historyId: string) => NamedTalk | undefined
  readonly nameOf: (accountId: AccountId, who: Author) => string
  readonly now: number
}

interface Props extends RowWords {
  readonly row: SideRow
}

/** What stands on one row. */
export function SideRowContent({ row, ...words }: Props) {
  switch (row.kind) {
    case 'heading':
      return t(row.of === 'names' ? 'history.search.names' : 'history.search.lines')
    case 'all-names':
      return <span className="side-all">{t('history.search.all-names', { count: countOf(row.count) })}</span>
    case 'talk':
      return <Talk talk={row.talk} {...words} />
    case 'hit':
      return <Hit hit={row.hit} {...words} />
  }
}

function Talk({ talk, marks, now }: Omit<Props, 'row'> & { readonly talk: NamedTalk }) {
  return (
    <>
      <Picture talk={talk} />
      <span className="side-words">
        <span className="side-top">
          <PlainText text={talk.name} className="side-name" />
          <Mark mark={marks.get(talk.accountId)} />
          <time className="side-time">{shortMoment(talk.lastAt, now)}</time>
        </span>
        <span className="side-quiet">{linesOf(talk.lines)}</span>
      </span>
    </>
  )
}

/** A drawing of the one other, or of several. */
export function Picture({ talk }: { readonly talk: Pick<NamedTalk, 'people' | 'group'> }) {
  const [only] = talk.people
  return only !== undefined && !talk.group ? (
    <Avatar address={only.address} size={2.25} />
  ) : (
    <span className="side-group">
      <Icon name="people" />
    </span>
  )
}

type HitProps = Omit<Props, 'row'> & { readonly hit: Extract<SideRow, { kind: 'hit' }>['hit'] }

function Hit({ hit, marks, talkOf, nameOf, now }: HitProps) {
  const { accountId, historyId, entry } = hit.line
  const name = (who: Author) => nameOf(accountId, who)
  const { text, marks: shown } = snippetOf(entryText(entry, name), hit.marks)
  const talk = talkOf(accountId, historyId)
  return (
    <span className="side-words">
      <span className="side-top">
        <PlainText text={talk?.name ?? historyId} className="side-name" />
        <Mark mark={marks.get(accountId)} />
        <time className="side-time">{shortMoment(entry.at, now)}</time>
      </span>
      <span className="side-text">
        {entry.kind !== 'notice' && (
          <span className="side-who">
            {entry.mine
              ? t('history.mine', { text: '' })
              : t('history.theirs', { name: oneLine(name(entry.author)), text: '' })}
          </span>
        )}
        <MarkedText text={text} marks={shown} />
      </span>
    </span>
  )
}

const Mark = ({ mark }: { readonly mark: AccountMarkLook | undefined }) =>
  mark === undefined ? null : <AccountMark mark={mark} />

/** A row as a screen reader says it. */
export function rowLabel(row: SideRow, { talkOf, nameOf, marks }: RowWords): string {
  switch (row.kind) {
    case 'heading':
      return ''
    case 'all-names':
      return t('history.search.all-names', { count: countOf(row.count) })
    case 'talk': {
      const { name, accountId, lastAt, lines } = row.talk
      const account = marks.get(accountId)?.label
      const label = t('history.talk', { name: oneLine(name), time: dayOf(lastAt), lines: linesOf(lines) })
      return account === undefined ? label : `${label}, ${account}`
    }
    case 'hit': {
      const { accountId, historyId, entry } = row.hit.line
      const text = oneLine(entryText(entry, (who) => nameOf(accountId, who)))
      const said =
        entry.kind === 'notice'
          ? text
          : entry.mine
            ? t('history.mine', { text })
            : t('history.theirs', { name: oneLine(nameOf(accountId, entry.author)), text })
      const name = oneLine(talkOf(accountId, historyId)?.name ?? historyId)
      return t('history.hit', { name, time: `${dateOf(entry.at)} ${timeOf(entry.at)}`, text: said })
    }
  }
}
