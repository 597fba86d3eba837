import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'

interface Props {
  /** There are contacts, but the search found none of them. */
  readonly searching: boolean
  readonly onAdd: () => void
}

/** What stands where the contacts would be. */
export function EmptyList({ searching, onAdd }: Props) {
  if (searching) return <p className="list-empty">{t('contact-list.search.none')}</p>
  return (
    <div className="list-empty">
      <Logo />
      <h2>{t('contact-list.empty')}</h2>
      <p>{t('contact-list.empty.hint')}</p>
      <Button onClick={onAdd}>
        <Icon name="add-person" />
        {t('contact.add')}
      </Button>
    </div>
  )
}
