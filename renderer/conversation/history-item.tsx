import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuAction } from '../ui/menu-items.ts'

/** The way from a menu to everything that was said. */
export const historyItem = (onChoose: () => void): MenuAction => ({
  kind: 'action',
  label: t('conversation.history'),
  icon: <Icon name="history" />,
  shortcut: { keys: 'Control+H', text: t('conversation.keys.history') },
  onChoose,
})
