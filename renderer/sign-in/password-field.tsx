import { useState, type ComponentProps, type Ref } from 'react'
import { t } from '../strings/strings.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props extends Pick<ComponentProps<'input'>, 'onInput'> {
  /** The only way to the password: it is read when it is sent and kept nowhere else. */
  readonly ref: Ref<HTMLInputElement>
  readonly remembered: boolean
  readonly error: string | undefined
}

/** The field for the password; empty means the remembered one, if there is one. */
export function PasswordField({ ref, remembered, error, onInput }: Props) {
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  return (
    <TextField
      ref={ref}
      label={t('sign-in.password')}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      maxLength={1000}
      placeholder={remembered ? `•••••••• (${t('sign-in.password.remembered')})` : ''}
      error={error}
      hint={capsLock ? t('sign-in.password.caps-lock') : undefined}
      onInput={onInput}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      onBlur={() => setCapsLock(false)}
      after={
        <IconButton label={t('sign-in.password.show')} aria-pressed={shown} onClick={() => setShown(!shown)}>
          <Icon name={shown ? 'eye-closed' : 'eye'} />
        </IconButton>
      }
    />
  )
}
