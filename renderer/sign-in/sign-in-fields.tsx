import { useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react'
import { accountIdOf, type AccountId, type RememberedAccount } from '../../app/account.ts'
import type { CallArgs } from '../../app/ipc.ts'
import type { Network } from '../../app/networks.ts'
import { ownPresences, type OwnPresence } from '../../app/presence.ts'
import type { Reason } from '../../app/reasons.ts'
import { call } from '../bridge.ts'
import { accountLabel } from '../keeping/accounts.ts'
import { ForgetAccountDialog } from '../keeping/forget-account-dialog.tsx'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { CheckField, SelectField } from '../ui/text-field.tsx'
import { AccountField } from './account-field.tsx'
import { PasswordField } from './password-field.tsx'
import {
  accountOf,
  checkForm,
  ticks,
  withAccount,
  withTick,
  type FormErrors,
  type SignInForm,
  type Tick,
} from './sign-in-form.ts'

const noErrors: FormErrors = { address: false, password: false }

const tickSentences = {
  rememberAccount: 'sign-in.remember-account',
  rememberPassword: 'sign-in.remember-password',
  signInAutomatically: 'sign-in.automatically',
} as const satisfies Record<Tick, string>

interface Props {
  readonly form: SignInForm
  readonly networks: readonly Network[]
  readonly remembered: readonly RememberedAccount[]
  /** Ids of the accounts that are signed in already. */
  readonly inUse: ReadonlySet<AccountId>
  /** Why the last attempt failed: a wrong password puts the focus into its field. */
  readonly failedReason: Reason | null
  /** A sign-in is under way, and the form cannot be seen. */
  readonly busy: boolean
  readonly onChange: (form: SignInForm) => void
  /** Resolves with whether it worked. */
  readonly onSubmit: (request: CallArgs<'signIn'>[0]) => Promise<boolean>
}

/** The form of the sign-in window. */
export function SignInFields(props: Props) {
  const { form, networks, remembered, inUse, failedReason, busy, onChange, onSubmit } = props
  const [errors, setErrors] = useState(noErrors)
  const [forgotten, setForgotten] = useState<string | null>(null)
  const [forgetting, setForgetting] = useState<RememberedAccount | null>(null)
  const password = useRef<HTMLInputElement>(null)
  const formElement = useRef<HTMLFormElement>(null)
  const account = accountOf(form, remembered)
  const passwordRemembered = account?.passwordRemembered === true
  const accountId = accountIdOf(form.networkId, form.address)
  const isInUse = inUse.has(accountId)

  useEffect(() => formElement.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [errors])
  useFocus(formElement, busy, failedReason)

  const change = (next: SignInForm) => {
    setErrors(noErrors)
    onChange(next)
  }
  const choose = (chosen: RememberedAccount) => {
    if (password.current !== null) password.current.value = ''
    change(withAccount(form, chosen))
    password.current?.focus()
  }
  const forget = (chosen: RememberedAccount, options: { readonly history: boolean }) => {
    setForgetting(null)
    void call('forgetAccount', chosen.id, options).then((result) => result.ok && setForgotten(chosen.address))
    onChange({ ...withTick(form, 'rememberAccount', false), address: '' })
    formElement.current?.querySelector<HTMLElement>('[name=address]')?.focus()
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isInUse) return void call('showContactList', accountId)
    const field = password.current
    if (field === null) return
    const checked = checkForm(form, networks, field.value !== '' || passwordRemembered)
    setErrors(checked.ok ? noErrors : checked.errors)
    if (!checked.ok) return
    const typed = field.value === '' ? {} : { password: field.value }
    if (await onSubmit({ ...checked.request, ...typed })) field.value = ''
  }
  return (
    <>
      <form ref={formElement} className="sign-in-form" noValidate onSubmit={(event) => void submit(event)}>
        <AccountField
          value={form.address}
          error={errors.address ? t('sign-in.error.address') : undefined}
          remembered={remembered}
          inUse={inUse}
          networks={networks}
          onChange={(address) => change({ ...form, address })}
          onChoose={choose}
        />
        <PasswordField
          ref={password}
          remembered={passwordRemembered}
          error={errors.password ? t('sign-in.error.password') : undefined}
          onInput={() => setErrors({ ...errors, password: false })}
        />
        <SelectField
          label={t('sign-in.presence')}
          value={form.presence}
          before={<StatusIcon presence={form.presence} decorative />}
          onChange={(event) => change({ ...form, presence: event.target.value as OwnPresence })}
        >
          {ownPresences.map((each) => (
            <option key={each} value={each}>
              {t(`presence.${each}`)}
            </option>
          ))}
        </SelectField>
        <div>
          {ticks.map((tick) => (
            <CheckField
              key={tick}
              label={t(tickSentences[tick])}
              checked={form[tick]}
              onChange={(event) => change(withTick(form, tick, event.target.checked))}
            />
          ))}
        </div>
        {isInUse && <p role="status">{t('sign-in.in-use')}</p>}
        <div className="sign-in-buttons">
          <Button type="submit" look="primary">
            {t(isInUse ? 'sign-in.show-contacts' : 'sign-in.submit')}
          </Button>
          {account !== undefined && (
            <Button look="quiet" onClick={() => setForgetting(account)}>
              {t('sign-in.forget')}
            </Button>
          )}
        </div>
        <p className="unseen" role="status">
          {forgotten === null ? '' : t('sign-in.forgotten', { address: forgotten })}
        </p>
      </form>
      {forgetting !== null && (
        <ForgetAccountDialog
          account={accountLabel(networks, forgetting.id)}
          onForget={(options) => forget(forgetting, options)}
          onClose={() => setForgetting(null)}
        />
      )}
    </>
  )
}

/** Puts the focus where the user goes on: the first field without a text, a refused password, else the button. */
function useFocus(form: RefObject<HTMLFormElement | null>, busy: boolean, failedReason: Reason | null): void {
  useEffect(() => {
    if (busy) return
    const element = (selector: string) => form.current?.querySelector<HTMLInputElement>(selector)
    const password = element('[name=password]')
    if (element('[name=address]')?.value === '') element('[name=address]')?.focus()
    else if (failedReason === 'wrong-password') password?.select()
    else if (password?.value === '' && password.placeholder === '') password.focus()
    else element('[type=submit]')?.focus()
    // Only the end of an attempt moves the focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [busy])
}
