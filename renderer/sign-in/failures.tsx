import type { Reason } from '../../app/reasons.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { AccountFailure } from './use-sign-in.ts'

/** What a test of the connection may explain. */
const explained: ReadonlySet<Reason> = new Set<Reason>([
  'address-book-failed',
  'certificate-untrusted',
  'connection-lost',
  'dialect-refused',
  'host-unknown',
  'not-a-messenger-server',
  'plain-http-refused',
  'private-address-refused',
  'protocol-error',
  'proxy-failed',
  'proxy-refused',
  'server-busy',
  'server-closed',
  'server-refused',
  'server-unreachable',
  'sign-in-service-failed',
  'timed-out',
  'too-many-redirections',
  'unexpected',
])

interface Props {
  readonly failures: readonly AccountFailure[]
  /** Names an account where several are about. */
  readonly nameOf: (failure: AccountFailure) => string | null
  readonly onFindOut: (networkId: string) => void
}

/** Why accounts are not signed in, each with the way to find out more. */
export const Failures = ({ failures, nameOf, onFindOut }: Props) =>
  failures.map((failure) => {
    const account = nameOf(failure)
    const sentence = reasonSentence(failure.reason, failure.detail)
    return (
      <Alert
        key={failure.accountId}
        after={
          explained.has(failure.reason) && (
            <Button look="quiet" onClick={() => onFindOut(failure.networkId)}>
              {t('sign-in.find-out')}
            </Button>
          )
        }
      >
        {account === null ? sentence : t('sign-in.ended', { account, sentence })}
      </Alert>
    )
  })
