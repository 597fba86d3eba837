import type { Account } from '../../app/account.ts'
import { reasonSentence, t } from '../strings/strings.ts'

/** Says why nothing can be sent at the moment; nothing while one is signed in. */
export function SignInNote({ account }: { readonly account: Account | undefined }) {
  const connection = account?.connection ?? { state: 'signed-out' as const, reason: null }
  if (connection.state === 'signed-in') return null
  return (
    <p className="sign-in-note" role="status">
      {connection.state === 'signing-in' ? t('conversation.signing-in') : t('conversation.signed-out')}
      {connection.state === 'signed-out' &&
        connection.reason !== null &&
        ` ${reasonSentence(connection.reason, connection.detail)}`}
    </p>
  )
}
