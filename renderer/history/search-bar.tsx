import type { Ref } from 'react'
import { t } from '../strings/strings.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import '../ui/search-frame.css'

interface Props {
  readonly ref: Ref<HTMLInputElement>
  readonly text: string
  /** What screen readers say about the results. */
  readonly outcome: string
  readonly onChange: (text: string) => void
  readonly onClear: () => void
  /** Down into the list. */
  readonly onDown: () => void
  /** Opens the first one found. */
  readonly onEnter: () => void
}

/** The field that searches the history while somebody types. */
export const SearchBar = ({ ref, text, outcome, onChange, onClear, onDown, onEnter }: Props) => (
  <search className="history-search">
    <span className="search-frame">
      <Icon name="search" />
      <input
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={t('history.search')}
        aria-keyshortcuts="Control+F"
        placeholder={t('history.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClear()
          else if (event.key === 'ArrowDown') onDown()
          else if (event.key === 'Enter') onEnter()
          else return
          event.preventDefault()
        }}
      />
      {text !== '' && (
        <IconButton label={t('history.search.clear')} onClick={onClear}>
          <Icon name="close" />
        </IconButton>
      )}
    </span>
    <p className="unseen" role="status">
      {outcome}
    </p>
  </search>
)
