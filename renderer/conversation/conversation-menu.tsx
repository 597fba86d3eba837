import type { CallArgs, CallName } from '../../app/ipc.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuSection } from '../ui/menu-items.ts'
import { MenuButton } from '../ui/menu.tsx'
import { nextTextSize } from '../ui/text-sizes.ts'
import { historyItem } from './history-item.tsx'
import type { Keeping } from './use-keeping.tsx'

interface Props {
  readonly conversation: Conversation
  /** The other one of two; undefined in a group. */
  readonly contact: Contact | undefined
  readonly settings: Settings
  readonly keeping: Keeping
  readonly onHistory: () => void
  readonly onProblem: (sentence: string | null) => void
}

/** What one does seldom: add, block, leave, see what was said before or not keep it, change the size of the letters. */
export function ConversationMenu(props: Props) {
  const { conversation, contact, settings, keeping, onHistory, onProblem } = props
  const { textSize, keepHistory } = settings
  const run = async <K extends CallName>(name: K, ...args: CallArgs<K>) => {
    const result = await call(name, ...args)
    onProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
  }
  const resize = (step: 1 | -1 | 0) => void run('changeSettings', { textSize: nextTextSize(textSize, step) })
  const about: MenuSection['items'] =
    contact === undefined
      ? [
          {
            kind: 'action',
            label: t('conversation.leave'),
            icon: <Icon name="sign-out" />,
            onChoose: () => void run('closeConversation', conversation.id),
          },
        ]
      : [
          ...(contact.lists.forward
            ? []
            : [
                {
                  kind: 'action' as const,
                  label: t('conversation.add'),
                  icon: <Icon name="add-person" />,
                  onChoose: () => void run('addContact', conversation.accountId, contact.address, {}),
                },
              ]),
          {
            kind: 'action',
            label: contact.lists.block ? t('conversation.unblock') : t('conversation.block'),
            icon: <Icon name="block" />,
            onChoose: () =>
              void run(
                contact.lists.block ? 'allowContact' : 'blockContact',
                conversation.accountId,
                contact.address,
              ),
          },
        ]
  return (
    <MenuButton
      label={t('action.more')}
      sections={[
        { items: about },
        {
          items: [
            historyItem(onHistory),
            {
              kind: 'switch',
              label: t('history.not-kept'),
              checked: keeping.isNotKept || !keepHistory,
              disabled: !keepHistory,
              onChoose: () => void keeping.keep(keeping.isNotKept),
            },
          ],
        },
        {
          label: t('conversation.text-size'),
          items: [
            { kind: 'action', label: t('conversation.larger'), onChoose: () => resize(1) },
            { kind: 'action', label: t('conversation.smaller'), onChoose: () => resize(-1) },
            { kind: 'action', label: t('conversation.normal-size'), onChoose: () => resize(0) },
          ],
        },
      ]}
    >
      <Icon name="menu" />
    </MenuButton>
  )
}
