import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import { t } from '../strings/strings.ts'
import { Sentence } from '../ui/sentence.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  readonly people: readonly Contact[]
  readonly emoticons: boolean
}

/** Says when the other one may not answer, and why. Nothing is said of people whose status is unknown, or in a group. */
export function PresenceNote({ conversation, account, people, emoticons }: Props) {
  const [person] = people
  if (person === undefined || conversation.group || account?.connection.state !== 'signed-in') return null
  const sentence = sentenceFor(person, account.features.offlineMessages, emoticons)
  if (sentence === null) return null
  return (
    <p className="presence-note">
      <StatusIcon presence={person.presence} decorative />
      <span className="short-names">{sentence}</span>
    </p>
  )
}

function sentenceFor({ name, presence, lists }: Contact, keepsMessages: boolean, emoticons: boolean) {
  if (lists.block) return <Sentence text="conversation.is-blocked" names={{ name }} emoticons={emoticons} />
  if (presence === 'online' || !lists.forward) return null
  if (presence === 'offline') {
    const text = keepsMessages ? 'conversation.offline-kept' : 'conversation.offline-waits'
    return <Sentence text={text} names={{ name }} emoticons={emoticons} />
  }
  return (
    <Sentence
      text="conversation.may-not-reply"
      names={{ name, status: t(`presence.${presence}`) }}
      emoticons={emoticons}
    />
  )
}
