import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { isOwnGroup, type GroupLine } from './rows.ts'

interface Given {
  /** Whether the network can be asked for something. */
  readonly connected: boolean
  readonly onRename: () => void
  readonly onAddContact: (groupId: string) => void
  readonly onNewGroup: () => void
  readonly onDelete: (group: GroupLine) => void
  /** Folds or unfolds it. */
  readonly onFold: (group: GroupLine) => void
  readonly onFoldAll: (fold: boolean) => void
}

/** The menu of a group's head. */
export function groupMenu(group: GroupLine, given: Given): readonly MenuSection[] {
  const { connected, onRename, onAddContact, onNewGroup, onDelete, onFold, onFoldAll } = given
  const disabled = !connected
  const own: MenuSection = {
    items: [
      {
        kind: 'action',
        label: t('group.add-contact'),
        icon: <Icon name="add-person" />,
        disabled,
        onChoose: () => onAddContact(group.id),
      },
      {
        kind: 'action',
        label: t('group.rename'),
        icon: <Icon name="pencil" />,
        shortcut: { keys: 'F2', text: 'F2' },
        disabled,
        onChoose: onRename,
      },
      {
        kind: 'action',
        label: t('group.delete'),
        icon: <Icon name="delete" />,
        shortcut: { keys: 'Delete', text: t('contact.key.delete') },
        danger: true,
        disabled,
        onChoose: () => onDelete(group),
      },
    ],
  }
  return [
    ...(isOwnGroup(group) ? [own] : []),
    {
      items: [
        {
          kind: 'action',
          label: t(group.folded ? 'group.unfold' : 'group.fold'),
          icon: <Icon name={group.folded ? 'chevron-down' : 'chevron-right'} />,
          onChoose: () => onFold(group),
        },
        {
          kind: 'action',
          label: t('contact-list.menu.fold-all'),
          icon: <Icon name="chevron-right" />,
          onChoose: () => onFoldAll(true),
        },
        {
          kind: 'action',
          label: t('contact-list.menu.unfold-all'),
          icon: <Icon name="chevron-down" />,
          onChoose: () => onFoldAll(false),
        },
      ],
    },
    {
      items: [
        {
          kind: 'action',
          label: t('group.new'),
          icon: <Icon name="group" />,
          disabled,
          onChoose: onNewGroup,
        },
      ],
    },
  ]
}
