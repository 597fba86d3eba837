import type { Ref } from 'react'
import { t } from '../strings/strings.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import '../ui/search-frame.css'
import './search-row.css'

interface Props {
  readonly ref: Ref<HTMLInputElement>
  readonly query: string
  /** How many contacts the list shows now. */
  readonly found: number
  readonly onChange: (query: string) => void
  /** Down into the list. */
  readonly onDown: () => void
  /** Opens the first one found. */
  readonly onEnter: () => void
  readonly onAdd: () => void
  /** Whether the network can be asked for something. */
  readonly connected: boolean
}

/** The field that filters the list, and the button that adds a contact. */
export function SearchRow({ ref, query, found, onChange, onDown, onEnter, onAdd, connected }: Props) {
  return (
    <search className="search-row">
      <span className="search-frame">
        <Icon name="search" />
        <input
          ref={ref}
          type="text"
          role="searchbox"
          aria-label={t('contact-list.search')}
          placeholder={t('contact-list.search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('')
            else if (event.key === 'ArrowDown') onDown()
            else if (event.key === 'Enter') onEnter()
            else return
            event.preventDefault()
          }}
        />
        {query !== '' && (
          <IconButton label={t('contact-list.search.clear')} onClick={() => onChange('')}>
            <Icon name="close" />
          </IconButton>
        )}
      </span>
      <IconButton label={t('contact.add')} disabled={!connected} onClick={onAdd}>
        <Icon name="add-person" />
      </IconButton>
      <p className="unseen" role="status">
        {query === '' ? '' : t('contact-list.search.count', { count: found })}
      </p>
    </search>
  )
}
