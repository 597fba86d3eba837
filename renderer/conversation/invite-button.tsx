import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import type { Conversation } from '../../app/conversation.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import type { MenuItem } from '../ui/menu-items.ts'
import { Menu } from '../ui/menu.tsx'
import type { Anchor } from '../ui/place.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { invitable } from './people.ts'

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  readonly onProblem: (sentence: string | null) => void
}

/** Offers the contacts who are online; the chosen one joins the conversation. */
export function InviteButton({ conversation, account, onProblem }: Props) {
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const invite = async (address: string) => {
    const result = await call('inviteToConversation', conversation.id, address)
    onProblem(result.ok ? null : reasonSentence(result.reason, result.detail))
  }
  const items = (): readonly MenuItem[] =>
    invitable(account, conversation).map(({ address, name, presence }) => ({
      kind: 'action',
      label: `${oneLine(name)} <${address}>`,
      icon: <StatusIcon presence={presence} decorative />,
      onChoose: () => void invite(address),
    }))
  return (
    <>
      <button
        type="button"
        className="header-button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title={t('conversation.invite-whom')}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget.getBoundingClientRect() : null)}
      >
        <Icon name="add-person" />
        <span>{t('conversation.invite')}</span>
      </button>
      {anchor !== null && (
        <Menu
          label={t('conversation.invite-whom')}
          sections={[{ label: t('conversation.invite-whom'), items: orNobody(items()) }]}
          anchor={anchor}
          align="end"
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}

const orNobody = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.length > 0
    ? items
    : [{ kind: 'action', label: t('conversation.nobody-online'), disabled: true, onChoose: () => undefined }]
