import type { Account } from '../../app/account.ts'
import { seenByOthers } from '../../app/presence.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import type { Settings } from '../../app/settings.ts'
import { t } from '../strings/strings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { ShortText } from '../ui/short-text.tsx'
import '../ui/sky.css'
import { StatusIcon } from '../ui/status-icon.tsx'
import { ConversationMenu } from './conversation-menu.tsx'
import './conversation-header.css'
import { InviteButton } from './invite-button.tsx'

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  readonly people: readonly Contact[]
  readonly settings: Settings
  readonly onProblem: (sentence: string | null) => void
}

/** Who one is talking to, and what can be done about them. */
export function ConversationHeader({ conversation, account, people, settings, onProblem }: Props) {
  const [only] = people
  const one = only !== undefined && people.length === 1 && !conversation.group
  return (
    <header className="conversation-header sky">
      {one ? (
        <OnePerson person={only} emoticons={settings.emoticons} />
      ) : (
        <Group people={people} account={account} emoticons={settings.emoticons} />
      )}
      <div className="conversation-actions">
        <InviteButton conversation={conversation} account={account} onProblem={onProblem} />
        <ConversationMenu
          conversation={conversation}
          contact={one ? only : undefined}
          textSize={settings.textSize}
          onProblem={onProblem}
        />
      </div>
    </header>
  )
}

function OnePerson({ person, emoticons }: { readonly person: Contact; readonly emoticons: boolean }) {
  const { personalMessage, currentMedia } = person
  return (
    <div className="header-person">
      <Avatar address={person.address} presence={person.presence} size={3} />
      <div className="header-words">
        <h1 title={person.address}>
          <ShortText text={person.name} emoticons={emoticons} />
        </h1>
        <p className="header-status">
          <StatusIcon presence={person.presence} decorative />
          {t(`presence.${person.presence}`)}
        </p>
        {personalMessage !== '' && (
          <p className="header-message">
            <ShortText text={personalMessage} emoticons={emoticons} />
          </p>
        )}
        {currentMedia !== null && (
          <p className="header-message header-media">
            <Icon name="music" />
            <ShortText text={currentMedia.text} emoticons={false} />
          </p>
        )}
      </div>
    </div>
  )
}

interface GroupProps {
  readonly people: readonly Contact[]
  readonly account: Account | undefined
  readonly emoticons: boolean
}

function Group({ people, account, emoticons }: GroupProps) {
  return (
    <div className="header-words">
      <h1>
        <ShortText text={people.map(({ name }) => name).join(', ')} emoticons={emoticons} />
      </h1>
      <ul className="header-people" aria-label={t('conversation.people')}>
        {people.map((person) => (
          <li key={person.address} title={person.address}>
            <StatusIcon presence={person.presence} />
            <ShortText text={person.name} emoticons={emoticons} />
          </li>
        ))}
        {account !== undefined && (
          <li title={account.address}>
            <StatusIcon presence={seenByOthers(account.me.presence)} />
            <span>
              <ShortText text={account.me.name} emoticons={emoticons} /> {t('conversation.you')}
            </span>
          </li>
        )}
      </ul>
    </div>
  )
}
