import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'

interface Props {
  /** Lines that came since the end was in sight. */
  readonly unseen: number
  readonly onGo: () => void
}

/** The button that leads to the newest line, and says how many are new. */
export const ToTheEnd = ({ unseen, onGo }: Props) => (
  <button type="button" className="log-to-end" onClick={onGo}>
    <Icon name="chevron-down" />
    {unseen === 0
      ? t('conversation.to-the-end')
      : unseen === 1
        ? t('conversation.new-one')
        : t('conversation.new', { count: unseen })}
  </button>
)
