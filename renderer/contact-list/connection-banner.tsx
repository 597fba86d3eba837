import type { Connection } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { reasonFact, reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import './connection-banner.css'
import type { Actions } from './use-actions.ts'

interface Props {
  readonly connection: Connection
  readonly actions: Pick<Actions, 'reconnect' | 'signOut'>
}

/** What is the matter with the connection, as long as it is not up, and what can be done. */
export function ConnectionBanner({ connection, actions }: Props) {
  switch (connection.state) {
    case 'signed-in':
      return null
    case 'signing-in':
      return (
        <p className="connection-banner" role="status">
          <span className="connection-turning" />
          {t('connection.signing-in')}
        </p>
      )
    case 'reconnecting':
      return <Reconnecting connection={connection} actions={actions} />
    case 'signed-out':
      return (
        <Alert after={<Button onClick={() => void call('showSignIn')}>{t('accounts.sign-in')}</Button>}>
          {connection.reason === null
            ? t('accounts.signed-out')
            : reasonSentence(connection.reason, connection.detail)}
        </Alert>
      )
  }
}

interface ReconnectingProps extends Pick<Props, 'actions'> {
  readonly connection: Extract<Connection, { state: 'reconnecting' }>
}

function Reconnecting({ connection, actions }: ReconnectingProps) {
  const { reason, nextAttemptAt } = connection
  const trying = nextAttemptAt === null
  return (
    <div className="connection-banner">
      <span className={trying ? 'connection-turning' : 'connection-waiting'} />
      <div className="connection-words">
        <p role="status">
          <strong>{t(trying ? 'connection.trying' : 'connection.reconnecting')}</strong> {reasonFact(reason)}
        </p>
        {nextAttemptAt !== null && (
          <p className="field-hint">
            <Countdown until={nextAttemptAt} />
          </p>
        )}
      </div>
      <div className="connection-buttons">
        <Button disabled={trying} onClick={actions.reconnect}>
          {t('connection.try-now')}
        </Button>
        <Button look="quiet" onClick={actions.signOut}>
          {t('accounts.sign-out')}
        </Button>
      </div>
    </div>
  )
}
