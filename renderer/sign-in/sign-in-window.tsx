import { useEffect, useState } from 'react'
import { accountIdOf } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { useReplica } from '../store.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Logo } from '../ui/logo.tsx'
import '../ui/sky.css'
import { Progress } from './progress.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { startingForm, withEnded } from './sign-in-form.ts'
import './sign-in.css'
import { lastEnd, signingInByItself, useSignIn } from './use-sign-in.ts'

/** The window in which one signs in. */
export function SignInWindow() {
  const networks = useReplica((state) => state.networks)
  const remembered = useReplica((state) => state.rememberedAccounts)
  const accountsById = useReplica((state) => state.accounts)
  const accounts = Object.values(accountsById)
  const signIn = useSignIn()
  const end = lastEnd(accounts)
  const [form, setForm] = useState(() => {
    const starting = startingForm(networks, remembered, end?.account.id)
    return end === null ? starting : withEnded(starting, end.account)
  })
  useEffect(() => void (document.title = t('sign-in.title')), [])

  const own = signIn.accountId === null ? undefined : accountsById[signIn.accountId]
  const other = signIn.accountId === null ? signingInByItself(accounts) : undefined
  const busy = signIn.accountId !== null || other !== undefined
  const account = own ?? other
  const failure = signIn.attempted ? signIn.failure : end
  return (
    <main className="sign-in">
      <header className="sign-in-head sky">
        <Logo busy={busy} />
        <h1>{t('program.name')}</h1>
      </header>
      {busy && (
        <Progress
          address={account?.address ?? form.address}
          step={account?.connection.state === 'signing-in' ? account.connection.step : 'connecting'}
          onCancel={() => void call('cancelSignIn', account?.id ?? accountIdOf(form.networkId, form.address))}
        />
      )}
      <div className="sign-in-content" hidden={busy}>
        {failure !== null && <Alert>{reasonSentence(failure.reason, failure.detail)}</Alert>}
        <SignInFields
          form={form}
          networks={networks}
          remembered={remembered}
          failedReason={failure?.reason ?? null}
          busy={busy}
          onChange={setForm}
          onSubmit={signIn.start}
        />
      </div>
    </main>
  )
}
