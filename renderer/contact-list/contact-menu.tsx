import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu.tsx'

interface Handlers {
  readonly onOpen: (contact: Contact) => void
  readonly onBlock: (contact: Contact, blocked: boolean) => void
  readonly onDelete: (contact: Contact) => void
}

/** The menu of a contact. */
export function contactMenu(
  contact: Contact,
  { onOpen, onBlock, onDelete }: Handlers,
): readonly MenuSection[] {
  const blocked = contact.lists.block
  return [
    {
      items: [
        {
          kind: 'action',
          label: t('contact-list.contact.message'),
          icon: <Icon name="message" />,
          onChoose: () => onOpen(contact),
        },
      ],
    },
    {
      items: [
        {
          kind: 'action',
          label: t(blocked ? 'contact-list.contact.unblock' : 'contact-list.contact.block'),
          icon: <Icon name="block" />,
          onChoose: () => onBlock(contact, !blocked),
        },
        {
          kind: 'action',
          label: t('contact-list.contact.delete'),
          icon: <Icon name="delete" />,
          danger: true,
          onChoose: () => onDelete(contact),
        },
      ],
    },
  ]
}
