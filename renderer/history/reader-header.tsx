import { linesOf } from '../keeping/count.ts'
import { dayOf } from '../log/moments.ts'
import { t } from '../strings/strings.ts'
import { AccountMark } from '../ui/account-mark.tsx'
import type { AccountMarkLook } from '../ui/account-marks.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { MenuButton } from '../ui/menu.tsx'
import { ShortText } from '../ui/short-text.tsx'
import { Picture } from './side-row.tsx'
import type { NamedTalk } from './talks.ts'

interface Props {
  readonly talk: NamedTalk
  readonly mark: AccountMarkLook | undefined
  readonly emoticons: boolean
  /** Steps through what was found; null while nothing is. */
  readonly onHit: ((step: 1 | -1) => void) | null
  readonly onBack: () => void
  readonly onSearchHere: () => void
  readonly onDate: () => void
  readonly menu: readonly MenuSection[]
}

/** Whose conversation is read, and what can be done with it. */
export function ReaderHeader({ talk, mark, emoticons, onHit, onBack, onSearchHere, onDate, menu }: Props) {
  return (
    <header className="reader-header sky">
      <span className="reader-back">
        <IconButton label={t('history.back')} onClick={onBack}>
          <Icon name="chevron-left" />
        </IconButton>
      </span>
      <Picture talk={talk} />
      <div className="reader-words">
        <h2 title={talk.people.map(({ address }) => address).join(', ')}>
          <ShortText text={talk.name} emoticons={emoticons} />
        </h2>
        {talk.lines > 0 && (
          <p className="reader-since">
            {t('history.since', { lines: linesOf(talk.lines), date: dayOf(talk.firstAt) })}
          </p>
        )}
      </div>
      <div className="reader-actions">
        {mark !== undefined && <AccountMark mark={mark} />}
        {onHit !== null && (
          <>
            <IconButton label={t('history.previous-hit')} onClick={() => onHit(-1)}>
              <Icon name="chevron-up" />
            </IconButton>
            <IconButton label={t('history.next-hit')} onClick={() => onHit(1)}>
              <Icon name="chevron-down" />
            </IconButton>
          </>
        )}
        <IconButton label={t('history.search-here')} onClick={onSearchHere}>
          <Icon name="search" />
        </IconButton>
        <IconButton label={t('history.to-date')} disabled={talk.lines === 0} onClick={onDate}>
          <Icon name="calendar" />
        </IconButton>
        <MenuButton label={t('history.menu')} sections={menu}>
          <Icon name="menu" />
        </MenuButton>
      </div>
    </header>
  )
}
