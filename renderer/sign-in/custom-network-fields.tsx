import { useState } from 'react'
import { t } from '../strings/strings.ts'
import { CheckField, TextAreaField, TextField } from '../ui/text-field.tsx'
import type { CustomErrors, CustomFields } from './custom-network.ts'

interface Props {
  readonly fields: CustomFields
  readonly errors: CustomErrors
  readonly onChange: (fields: CustomFields) => void
}

/** The endpoints of the custom network. */
export function CustomNetworkFields({ fields, errors, onChange }: Props) {
  const [more, setMore] = useState(false)
  const text = (name: Exclude<keyof CustomFields, 'acknowledges'>) => ({
    name,
    value: fields[name],
    error: errors[name] && t(`sign-in.error.${errors[name]}`),
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ ...fields, [name]: event.target.value }),
  })
  const errorInside = errors.dialects !== undefined || errors.trustedCertificate !== undefined
  return (
    <fieldset className="custom-network" aria-label={t('sign-in.custom.heading')}>
      <div className="custom-network-server">
        <TextField
          label={t('sign-in.custom.host')}
          {...text('host')}
          placeholder="msn.example.org"
          maxLength={253}
        />
        <TextField label={t('sign-in.custom.port')} {...text('port')} inputMode="numeric" maxLength={5} />
      </div>
      <TextField
        label={t('sign-in.custom.nexus')}
        {...text('nexusUrl')}
        hint={t('sign-in.custom.nexus-hint')}
        inputMode="url"
        placeholder="https://"
      />
      <TextField
        label={t('sign-in.custom.login')}
        {...text('loginUrl')}
        hint={t('sign-in.custom.login-hint')}
        inputMode="url"
        placeholder="https://"
      />
      <details open={more || errorInside} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>{t('sign-in.custom.more')}</summary>
        <TextField label={t('sign-in.custom.dialects')} {...text('dialects')} />
        <CheckField
          label={t('sign-in.custom.acknowledges')}
          checked={fields.acknowledges}
          onChange={(event) => onChange({ ...fields, acknowledges: event.target.checked })}
        />
        <TextAreaField
          label={t('sign-in.custom.certificate')}
          {...text('trustedCertificate')}
          hint={t('sign-in.custom.certificate-hint')}
          rows={3}
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </details>
    </fieldset>
  )
}
