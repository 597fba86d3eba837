import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { ShortText } from '../ui/short-text.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'

/** What a screen reader says of a contact. */
export function spokenContact({ name, presence, personalMessage, currentMedia, lists }: Contact): string {
  const parts = [
    oneLine(name),
    t(`presence.${presence}`),
    ...(lists.block ? [t('contact-list.blocked')] : []),
    oneLine(personalMessage),
    currentMedia === null ? '' : t('contact-list.media', { media: oneLine(currentMedia.text) }),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** A contact on one line: status, name, and what the contact says or listens to. */
export function ContactRow({
  contact,
  emoticons,
}: {
  readonly contact: Contact
  readonly emoticons: boolean
}) {
  const { name, presence, personalMessage, currentMedia, lists } = contact
  return (
    <>
      <StatusIcon presence={presence} decorative />
      <span className="row-name">
        <ShortText text={name} emoticons={emoticons} />
      </span>
      {lists.block && (
        <span className="row-blocked" title={t('contact-list.blocked')}>
          <Icon name="block" />
        </span>
      )}
      {personalMessage !== '' && (
        <span className="row-message">
          <ShortText text={personalMessage} emoticons={emoticons} />
        </span>
      )}
      {currentMedia !== null && (
        <span className="row-message row-media">
          <Icon name="music" />
          <ShortText text={currentMedia.text} emoticons={false} />
        </span>
      )}
    </>
  )
}
