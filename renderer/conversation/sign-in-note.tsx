import type { Account, Connection } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'

/** Says why nothing goes out at the moment, and what becomes of what is sent; nothing while one is signed in. */
export function SignInNote({ account }: { readonly account: Account | undefined }) {
  const connection = account?.connection ?? { state: 'signed-out' as const, reason: null }
  if (connection.state === 'signed-in') return null
  return (
    <div className="sign-in-note">
      <p role="status">{sentenceOf(connection)}</p>
      {connection.state === 'reconnecting' && account !== undefined && (
        <div className="sign-in-note-more">
          {connection.nextAttemptAt !== null && (
            <span>
              <Countdown until={connection.nextAttemptAt} />
            </span>
          )}
          <Button
            look="quiet"
            disabled={connection.nextAttemptAt === null}
            onClick={() => void call('reconnect', account.id)}
          >
            {t('connection.try-now')}
          </Button>
        </div>
      )}
    </div>
  )
}

function sentenceOf(connection: Exclude<Connection, { state: 'signed-in' }>): string {
  switch (connection.state) {
    case 'signing-in':
      return t('conversation.signing-in')
    case 'reconnecting':
      return t('conversation.reconnecting')
    case 'signed-out': {
      const { reason, detail } = connection
      const why = reason === null ? '' : ` ${reasonSentence(reason, detail)}`
      return `${t('conversation.signed-out')}${why}`
    }
  }
}
