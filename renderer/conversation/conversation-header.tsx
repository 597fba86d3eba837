import type { Account, Connection } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import { seenByOthers, type Presence } from '../../app/presence.ts'
import type { Settings } from '../../app/settings.ts'
import { t } from '../strings/strings.ts'
import { AccountMark } from '../ui/account-mark.tsx'
import type { AccountMarkLook } from '../ui/account-marks.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { ShortText } from '../ui/short-text.tsx'
import '../ui/sky.css'
import { StatusIcon } from '../ui/status-icon.tsx'
import { ConversationMenu } from './conversation-menu.tsx'
import './conversation-header.css'
import { InviteButton } from './invite-button.tsx'
import type { Keeping } from './use-keeping.tsx'

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  readonly people: readonly Contact[]
  readonly settings: Settings
  readonly mark: AccountMarkLook | null
  readonly keeping: Keeping
  readonly onHistory: () => void
  readonly onProblem: (sentence: string | null) => void
}

/** Who one is talking to, and what can be done about them. */
export function ConversationHeader(props: Props) {
  const { conversation, account, people, settings, mark, keeping, onHistory, onProblem } = props
  const [only] = people
  const one = only !== undefined && people.length === 1 && !conversation.group
  const { emoticons } = settings
  return (
    <header className="conversation-header sky">
      {one ? (
        <OnePerson person={only} connection={account?.connection} emoticons={emoticons} />
      ) : (
        <Group people={people} account={account} emoticons={emoticons} />
      )}
      <div className="conversation-actions">
        {mark !== null && <AccountMark mark={mark} />}
        <InviteButton conversation={conversation} account={account} onProblem={onProblem} />
        <ConversationMenu
          conversation={conversation}
          contact={one ? only : undefined}
          settings={settings}
          keeping={keeping}
          onHistory={onHistory}
          onProblem={onProblem}
        />
      </div>
    </header>
  )
}

interface OnePersonProps {
  readonly person: Contact
  readonly connection: Connection | undefined
  readonly emoticons: boolean
}

function OnePerson({ person, connection, emoticons }: OnePersonProps) {
  const { personalMessage, currentMedia } = person
  return (
    <div className="header-person">
      <Avatar address={person.address} presence={person.presence} size={3} />
      <div className="header-words">
        <h1 title={person.address}>
          <ShortText text={person.name} emoticons={emoticons} />
        </h1>
        <Status presence={person.presence} connection={connection} />
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

interface StatusProps {
  readonly presence: Presence
  readonly connection: Connection | undefined
}

/** The status of the other one; without a connection nobody's is known. */
function Status({ presence, connection }: StatusProps) {
  if (connection?.state === 'signed-in') {
    return (
      <p className="header-status">
        <StatusIcon presence={presence} decorative />
        {t(`presence.${presence}`)}
      </p>
    )
  }
  const why = connection === undefined ? 'signed-out' : connection.state
  return <p className="header-status header-status-unknown">{t(`conversation.status-${why}`)}</p>
}

interface GroupProps {
  readonly people: readonly Contact[]
  readonly account: Account | undefined
  readonly emoticons: boolean
}

function Group({ people, account, emoticons }: GroupProps) {
  const known = account?.connection.state === 'signed-in'
  return (
    <div className="header-words">
      <h1>
        <ShortText text={people.map(({ name }) => name).join(', ')} emoticons={emoticons} />
      </h1>
      <ul className="header-people" aria-label={t('conversation.people')}>
        {people.map((person) => (
          <li key={person.address} title={person.address}>
            {known && <StatusIcon presence={person.presence} />}
            <ShortText text={person.name} emoticons={emoticons} />
          </li>
        ))}
        {account !== undefined && (
          <li title={account.address}>
            {known && <StatusIcon presence={seenByOthers(account.me.presence)} />}
            <span>
              <ShortText text={account.me.name} emoticons={emoticons} /> {t('conversation.you')}
            </span>
          </li>
        )}
      </ul>
    </div>
  )
}
