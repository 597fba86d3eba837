import type { Author, Entry } from '../../app/message.ts'
import { entryText } from '../log/entry-text.ts'
import { t } from '../strings/strings.ts'
import { copyText } from '../ui/copy-text.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuAction, MenuSection } from '../ui/menu-items.ts'
import { historyItem } from './history-item.tsx'

interface Given {
  readonly entry: Entry
  readonly nameOf: (who: Author) => string
  readonly onDelete: (entry: Entry) => void
  readonly onHistory: () => void
  /** Something was done that cannot be seen, or could not be done. */
  readonly onSaid: (sentence: string) => void
}

/** The menu of a line of a conversation; first what the user selected with the mouse. */
export function lineMenu({ entry, nameOf, onDelete, onHistory, onSaid }: Given): readonly MenuSection[] {
  const selected = window.getSelection()?.toString() ?? ''
  const copy = (label: string, text: string): MenuAction => ({
    kind: 'action',
    label,
    icon: <Icon name="copy" />,
    onChoose: () => onSaid(t(copyText(text) ? 'history.copied' : 'history.not-copied')),
  })
  const copyLine = copy(t('history.copy-line'), entryText(entry, nameOf))
  return [
    {
      items: [
        ...(selected === '' ? [] : [copy(t('history.copy-selection'), selected)]),
        { ...copyLine, shortcut: { keys: 'Control+C', text: t('history.keys.copy') } },
      ],
    },
    { items: [historyItem(onHistory)] },
    {
      items: [
        {
          kind: 'action',
          label: t('history.delete-line'),
          icon: <Icon name="delete" />,
          danger: true,
          disabled: entry.kind !== 'notice' && entry.delivery.state === 'sending',
          shortcut: { keys: 'Delete', text: t('history.keys.delete') },
          onChoose: () => onDelete(entry),
        },
      ],
    },
  ]
}
