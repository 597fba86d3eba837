import type { HistoryLine } from '../../app/history.ts'
import type { Author } from '../../app/message.ts'
import { countOf } from '../keeping/count.ts'
import { t } from '../strings/strings.ts'
import { copyText } from '../ui/copy-text.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { linesText } from './lines-text.ts'

/** What can be done with lines. */
export interface LineActions {
  readonly nameOf: (who: Author) => string
  readonly onDelete: (lines: readonly HistoryLine[]) => void
  /** Something was done that cannot be seen. */
  readonly onSaid: (sentence: string) => void
}

/** Puts lines on the clipboard, as text. */
export function copyLines(lines: readonly HistoryLine[], { nameOf, onSaid }: LineActions): void {
  const done = copyText(
    linesText(
      lines.map(({ entry }) => entry),
      nameOf,
    ),
  )
  onSaid(t(done ? 'history.copied' : 'history.not-copied'))
}

/** The menu of a line, or of those that are chosen; first what the user selected with the mouse. */
export function lineMenu(lines: readonly HistoryLine[], actions: LineActions): readonly MenuSection[] {
  const selected = window.getSelection()?.toString() ?? ''
  const count = countOf(lines.length)
  const one = lines.length === 1
  return [
    {
      items: [
        ...(selected === ''
          ? []
          : [
              {
                kind: 'action' as const,
                label: t('history.copy-selection'),
                icon: <Icon name="copy" />,
                onChoose: () =>
                  actions.onSaid(t(copyText(selected) ? 'history.copied' : 'history.not-copied')),
              },
            ]),
        {
          kind: 'action',
          label: one ? t('history.copy-line') : t('history.copy-lines', { count }),
          icon: <Icon name="copy" />,
          shortcut: { keys: 'Control+C', text: t('history.keys.copy') },
          onChoose: () => copyLines(lines, actions),
        },
      ],
    },
    {
      items: [
        {
          kind: 'action',
          label: one ? t('history.delete-line') : t('history.delete-lines', { count }),
          icon: <Icon name="delete" />,
          danger: true,
          shortcut: { keys: 'Delete', text: t('history.keys.delete') },
          onChoose: () => actions.onDelete(lines),
        },
      ],
    },
  ]
}
