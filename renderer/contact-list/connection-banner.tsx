import type { Connection } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/** What is the matter with the connection, as long as it is not up. */
export function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  switch (connection.state) {
    case 'signed-in':
      return null
    case 'signing-in':
      return (
        <p className="list-connecting" role="status">
          <span className="list-turning" />
          {t('contact-list.connecting-again')}
        </p>
      )
    case 'signed-out':
      return (
        <Alert after={<Button onClick={() => void call('showSignIn')}>{t('contact-list.sign-in')}</Button>}>
          {connection.reason === null
            ? t('contact-list.signed-out')
            : reasonSentence(connection.reason, connection.detail)}
        </Alert>
      )
  }
}
