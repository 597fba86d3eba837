import { useEffect, useRef, useState } from 'react'
import { accountIdOf } from '../../app/account.ts'
import { call } from '../bridge.ts'
import { RunningConnectionTest } from '../networks/connection-testing.tsx'
import { useConnectionTest } from '../networks/use-connection-test.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'
import '../ui/sky.css'
import { Failures } from './failures.tsx'
import { NetworkChoice } from './network-choice.tsx'
import { Progress } from './progress.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { networkOf, startingForm, withEnded } from './sign-in-form.ts'
import './sign-in.css'
import { endsOf, idsInUse, signingInByItself, useSignIn } from './use-sign-in.ts'

/** The window in which one signs in. */
export function SignInWindow() {
  const networks = useReplica((state) => state.networks)
  const remembered = useReplica((state) => state.rememberedAccounts)
  const accountsById = useReplica((state) => state.accounts)
  const test = useReplica((state) => state.connectionTest)
  const accounts = Object.values(accountsById)
  const inUse = idsInUse(accounts)
  const ends = endsOf(accounts)
  const signIn = useSignIn()
  const testing = useConnectionTest()
  const [form, setForm] = useState(() => {
    const ended = accountsById[ends.at(-1)?.accountId ?? '']
    const starting = startingForm(networks, remembered, ended?.id, inUse)
    return ended === undefined ? starting : withEnded(starting, ended)
  })
  useEffect(() => void (document.title = t('sign-in.title')), [])

  const own = signIn.accountId === null ? undefined : accountsById[signIn.accountId]
  const other = signIn.accountId === null ? signingInByItself(accounts) : undefined
  const busy = signIn.accountId !== null || other !== undefined
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After the focus went to a field or a button: what is to be read may lie above it.
    if (!busy) content.current?.querySelector('.alert')?.scrollIntoView({ block: 'nearest' })
  }, [busy])
  const account = own ?? other
  const failures = signIn.attempted ? (signIn.failure === null ? [] : [signIn.failure]) : ends
  const severalAccounts = failures.length > 1 || inUse.size > 0
  const network = networkOf(form, networks)
  const findOut = (networkId: string) => {
    const failed = networks.find(({ id }) => id === networkId)
    if (failed !== undefined) testing.start(failed)
  }
  return (
    <main className="sign-in">
      <header className="sign-in-head sky">
        <Logo busy={busy} />
        <h1>{t('program.name')}</h1>
        <IconButton
          label={t('sign-in.settings')}
          className="sign-in-settings"
          onClick={() => void call('showSettings', 'connection')}
        >
          <Icon name="settings" />
        </IconButton>
      </header>
      {busy && (
        <Progress
          address={account?.address ?? form.address}
          step={account?.connection.state === 'signing-in' ? account.connection.step : 'connecting'}
          onCancel={() => void call('cancelSignIn', account?.id ?? accountIdOf(form.networkId, form.address))}
        />
      )}
      <div ref={content} className="sign-in-content" hidden={busy}>
        <Failures
          failures={failures}
          nameOf={({ address, networkId }) =>
            severalAccounts
              ? t('account.on-network', { address, network: networkName(networks, networkId) })
              : null
          }
          onFindOut={findOut}
        />
        <NetworkChoice
          network={network}
          networks={networks}
          test={test}
          onChoose={(networkId) => setForm({ ...form, networkId })}
          onTest={testing.start}
        />
        <SignInFields
          form={form}
          networks={networks}
          remembered={remembered}
          inUse={inUse}
          failedReason={failures[0]?.reason ?? null}
          busy={busy}
          onChange={setForm}
          onSubmit={signIn.start}
        />
        <RunningConnectionTest testing={testing} test={test} />
      </div>
    </main>
  )
}
