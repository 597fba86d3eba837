import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuItem, MenuSection } from '../ui/menu-items.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { groupLeft } from './moving.ts'
import type { ContactLine } from './rows.ts'
import { groupsByName } from './search.ts'
import type { Actions } from './use-actions.ts'

interface Given {
  readonly account: Account
  readonly actions: Actions
  readonly onRename: () => void
  readonly onCard: (contact: Contact) => void
  /** A new group, which the contact moves to from this one. */
  readonly onNewGroup: (contact: Contact, from: string | null) => void
  readonly onDelete: (contact: Contact) => void
}

/** The menu of a contact. What needs the network is off while there is none. */
export function contactMenu(line: ContactLine, given: Given): readonly MenuSection[] {
  const { account, actions, onRename, onCard, onDelete } = given
  const { contact, note } = line.person
  const blocked = contact.lists.block
  const disabled = account.connection.state !== 'signed-in'
  return [
    {
      items: [
        action('contact.message', 'message', () => actions.open(contact)),
        action('contact.mail', 'mail', () => actions.writeMail(contact)),
        {
          ...action('contact.history', 'history', () => actions.showHistory(contact)),
          shortcut: { keys: 'Control+H', text: t('contact.key.history') },
        },
      ],
    },
    {
      items: [
        {
          kind: 'switch',
          label: t('contact.favourite'),
          icon: <Icon name="star" />,
          checked: note.favourite,
          onChoose: () => actions.note(contact, { favourite: !note.favourite }),
        },
        {
          kind: 'submenu',
          label: t('group.submenu'),
          icon: <Icon name="group" />,
          disabled,
          sections: groupSections(line, given),
        },
        { ...action('contact.rename', 'pencil', onRename), shortcut: { keys: 'F2', text: 'F2' } },
        {
          ...action('contact.card', 'card', () => onCard(contact)),
          shortcut: { keys: 'Alt+Enter', text: t('contact.key.card') },
        },
        action('contact.copy-address', 'copy', () => actions.copyAddress(contact)),
      ],
    },
    {
      items: [
        {
          ...action(blocked ? 'contact.unblock' : 'contact.block', 'block', () =>
            actions.setBlocked(contact, !blocked),
          ),
          disabled,
        },
        {
          ...action('contact.delete', 'delete', () => onDelete(contact)),
          shortcut: { keys: 'Delete', text: t('contact.key.delete') },
          danger: true,
          disabled,
        },
      ],
    },
  ]
}

const action = (
  key: Parameters<typeof t>[0] & `contact.${string}`,
  icon: Parameters<typeof Icon>[0]['name'],
  onChoose: () => void,
) =>
  ({
    kind: 'action',
    label: (t as (key: string) => string)(key),
    icon: <Icon name={icon} />,
    onChoose,
  }) as const

/** Into another group, into one more, out of one: what dragging does, without a mouse. */
function groupSections(line: ContactLine, { account, actions, onNewGroup }: Given): readonly MenuSection[] {
  const { contact } = line.person
  const groups = groupsByName(account.groups)
  const inside = groups.filter(({ id }) => contact.groupIds.includes(id))
  const outside = groups.filter(({ id }) => !contact.groupIds.includes(id))
  const from = groupLeft(line)
  const itemFor = (from: string | null, to: string | null, name: string): MenuItem => ({
    kind: 'action',
    label: oneLine(name),
    onChoose: () => actions.move(contact, from, to),
  })
  const newGroup: MenuItem = {
    kind: 'action',
    label: t('group.to-new'),
    onChoose: () => onNewGroup(contact, from),
  }
  return [
    { label: t('group.move'), items: [...outside.map(({ id, name }) => itemFor(from, id, name)), newGroup] },
    ...(inside.length > 0 && outside.length > 0
      ? [{ label: t('group.copy'), items: outside.map(({ id, name }) => itemFor(null, id, name)) }]
      : []),
    ...(inside.length > 0
      ? [{ label: t('group.take-out'), items: inside.map(({ id, name }) => itemFor(id, null, name)) }]
      : []),
  ]
}
