import { useState } from 'react'
import type { Privacy } from '../../app/account.ts'
import type { Contact, ContactNote, Lists } from '../../app/contact.ts'
import { locale, t } from '../strings/strings.ts'
import { IconButton } from '../ui/button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { Icon } from '../ui/icon.tsx'
import { PlainText } from '../ui/plain-text.tsx'
import { otherNetwork } from './other-network.ts'

interface Props {
  readonly contact: Contact
  readonly note: ContactNote
  readonly networkName: string
  readonly whoMaySee: Privacy['whoMaySee']
}

/** What is known of somebody, as names and values. */
export function ContactFacts({ contact, note, networkName, whoMaySee }: Props) {
  const { personalMessage, currentMedia } = contact
  const network = otherNetwork(contact)
  return (
    <dl className="card-facts">
      <dt>{t('contact-card.address')}</dt>
      <dd className="card-address">
        <PlainText text={contact.address} />
        <CopyAddress address={contact.address} />
      </dd>
      <dt>{t('contact-card.network')}</dt>
      <dd>
        <PlainText text={network === null ? networkName : `${networkName} (${network})`} />
      </dd>
      {personalMessage !== '' && (
        <>
          <dt>{t('contact-card.message')}</dt>
          <dd>
            <PlainText text={personalMessage} />
          </dd>
        </>
      )}
      {currentMedia !== null && (
        <>
          <dt>{t('contact-card.media')}</dt>
          <dd>
            <PlainText text={currentMedia.text} />
          </dd>
        </>
      )}
      <dt>{t('contact-card.relation')}</dt>
      <dd>
        {relationOf(contact.lists, whoMaySee).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </dd>
      {note.lastTalkAt !== null && (
        <>
          <dt>{t('contact-card.last-talk')}</dt>
          <dd>{dateTime.format(note.lastTalkAt)}</dd>
        </>
      )}
    </dl>
  )
}

const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

function CopyAddress({ address }: { readonly address: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <IconButton
        label={t('contact-card.copy')}
        onClick={() => {
          copyText(address)
          setCopied(true)
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} />
      </IconButton>
      <span className="field-hint" role="status">
        {copied ? t('contact-card.copied') : ''}
      </span>
    </>
  )
}

/** What the lists of the protocol mean, as sentences. */
function relationOf(lists: Lists, whoMaySee: Privacy['whoMaySee']): readonly string[] {
  const undecided = whoMaySee === 'everyone' ? 'undecided-everyone' : 'undecided-allowed'
  const sight = lists.block ? 'blocked' : lists.allow ? 'sees-you' : undecided
  return [
    t(`contact-card.${sight}`),
    t(lists.reverse ? 'contact-card.has-you' : 'contact-card.has-you-not'),
    ...(lists.forward ? [] : [t('contact-card.not-listed')]),
  ]
}
