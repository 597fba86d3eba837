import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { ShortText } from '../ui/short-text.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { otherNetwork } from './other-network.ts'
import type { Person } from './people.ts'

/** What a screen reader says of a contact. */
export function spokenContact({ contact, note, name }: Person): string {
  const { presence, personalMessage, currentMedia, lists } = contact
  const parts = [
    oneLine(name),
    t(`presence.${presence}`),
    lists.block ? t('contact-list.blocked') : '',
    note.favourite ? t('contact-list.favourite') : '',
    otherNetwork(contact) ?? '',
    oneLine(personalMessage),
    currentMedia === null ? '' : t('contact-list.media', { media: oneLine(currentMedia.text) }),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** What the pointer brings up: who it is, under which name, and all that the line had to cut. */
export function titleOf({ contact, note, name }: Person): string {
  const ownName = note.alias === '' ? '' : t('contact-list.called', { name: oneLine(contact.name) })
  return [oneLine(name), ownName, contact.address, oneLine(contact.personalMessage), oneLine(note.note)]
    .filter((line) => line !== '')
    .join('\n')
}

interface Props {
  readonly person: Person
  readonly emoticons: boolean
  /** Whether the fold says already that these are favourites. */
  readonly amongFavourites: boolean
}

/** A contact on one line: status, name, and what the contact says or listens to. */
export function ContactRow({ person, emoticons, amongFavourites }: Props) {
  const { contact, note, name } = person
  return (
    <>
      <StatusIcon presence={contact.presence} decorative />
      <span className="row-name">
        <ShortText text={name} emoticons={emoticons} />
      </span>
      {note.favourite && !amongFavourites && (
        <span className="row-star">
          <Icon name="star" />
        </span>
      )}
      <Tags contact={contact} />
      {contact.personalMessage !== '' && (
        <span className="row-message">
          <ShortText text={contact.personalMessage} emoticons={emoticons} />
        </span>
      )}
      {contact.currentMedia !== null && (
        <span className="row-message row-media">
          <Icon name="music" />
          <ShortText text={contact.currentMedia.text} emoticons={false} />
        </span>
      )}
    </>
  )
}

function Tags({ contact }: { readonly contact: Contact }) {
  const network = otherNetwork(contact)
  return (
    <>
      {contact.lists.block && (
        <span className="row-tag row-blocked">
          <Icon name="block" />
          {t('contact-list.blocked')}
        </span>
      )}
      {network !== null && <span className="row-tag">{network}</span>}
    </>
  )
}
