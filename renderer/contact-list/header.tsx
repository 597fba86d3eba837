import type { Account } from '../../app/account.ts'
import { ownPresences } from '../../app/presence.ts'
import type { Settings } from '../../app/settings.ts'
import { t } from '../strings/strings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { EditInPlace } from '../ui/edit-in-place.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { ShortText } from '../ui/short-text.tsx'
import '../ui/sky.css'
import { StatusIcon } from '../ui/status-icon.tsx'
import type { OpenDialog } from './dialogs.tsx'
import './header.css'
import { mainMenu } from './main-menu.tsx'
import type { Actions } from './use-actions.ts'

/** A friendly name goes out in at most 387 bytes; three for each character that must be written as `%XX`. */
const maxNameCharacters = 129

/** As in the official programs. */
const maxMessageCharacters = 128

interface Props {
  readonly account: Account
  readonly settings: Settings
  readonly actions: Actions
  readonly onDialog: (dialog: OpenDialog) => void
}

/** Oneself: picture, name, status and personal message, and the window's menu. */
export function Header({ account, settings, actions, onDialog }: Props) {
  const { address, me } = account
  const media = me.currentMedia
  const shown = account.connection.state === 'signed-in' ? me.presence : 'offline'
  const presence = t(`presence.${shown}`)
  // Nobody would see one in an old dialect.
  const hasMessage = account.connection.state !== 'signed-in' || account.features.personalMessages
  return (
    <header className="list-head sky" aria-label={t('contact-list.me')}>
      <Avatar address={address} presence={shown} />
      <h1>
        <EditInPlace
          className="list-name"
          value={me.name}
          label={t('contact-list.name')}
          buttonLabel={t('contact-list.edit-name', { name: oneLine(me.name) })}
          maxLength={maxNameCharacters}
          mayBeEmpty={false}
          onConfirm={actions.setName}
        >
          <ShortText text={me.name} emoticons={settings.emoticons} />
        </EditInPlace>
      </h1>
      <MenuButton
        className="list-presence"
        align="start"
        label={t('contact-list.presence', { presence })}
        sections={[
          {
            items: ownPresences.map((each) => ({
              kind: 'choice' as const,
              label: t(`presence.${each}`),
              icon: <StatusIcon presence={each} decorative />,
              checked: each === me.presence,
              onChoose: () => actions.setPresence(each),
            })),
          },
        ]}
      >
        <StatusIcon presence={shown} decorative />
        <span>{presence}</span>
        <Icon name="chevron-down" />
      </MenuButton>
      {hasMessage && (
        <EditInPlace
          className="list-message"
          value={me.personalMessage}
          label={t('contact-list.message')}
          buttonLabel={
            me.personalMessage === ''
              ? t('contact-list.message.placeholder')
              : t('contact-list.edit-message', { message: oneLine(me.personalMessage) })
          }
          placeholder={t('contact-list.message.placeholder')}
          maxLength={maxMessageCharacters}
          mayBeEmpty
          onConfirm={actions.setPersonalMessage}
        >
          {me.personalMessage === '' ? (
            t('contact-list.message.placeholder')
          ) : (
            <ShortText text={me.personalMessage} emoticons={settings.emoticons} />
          )}
        </EditInPlace>
      )}
      {media !== null && (
        <p className="list-media">
          <Icon name="music" />
          <ShortText text={media.text} emoticons={false} />
        </p>
      )}
      <MenuButton
        label={t('contact-list.menu')}
        sections={mainMenu({ account, settings, actions, onDialog })}
      >
        <Icon name="menu" />
      </MenuButton>
      <p className="unseen" role="status">
        {t('contact-list.presence', { presence })}
      </p>
    </header>
  )
}
