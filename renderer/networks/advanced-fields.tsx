import { useState } from 'react'
import { allDialects } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { CheckField, TextField } from '../ui/text-field.tsx'
import { Fingerprint } from './certificate-card.tsx'
import {
  derivedAnew,
  type NetworkErrors,
  type NetworkFields,
  type TextField as TextFieldName,
} from './network-fields.ts'

interface Props {
  readonly fields: NetworkFields
  readonly errors: NetworkErrors
  readonly onChange: (fields: NetworkFields) => void
}

/** Every address and habit of a network by itself, folded until it is wanted or something in it is wrong. */
export function AdvancedFields({ fields, errors, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const wrongInside = Object.keys(errors).some((field) => field !== 'server' && field !== 'name')
  const text = (name: TextFieldName) => {
    const problem = errors[name]
    return {
      name,
      value: fields[name],
      error: problem && t(`network.error.${problem}`),
      maxLength: 500,
      onChange: (event: { readonly target: { readonly value: string } }) =>
        onChange({ ...fields, [name]: event.target.value }),
    }
  }
  const address = (name: TextFieldName) => ({
    ...text(name),
    inputMode: 'url' as const,
    placeholder: 'https://',
  })
  return (
    <details
      className="network-advanced"
      open={open || wrongInside}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('network.advanced')}</summary>
      <fieldset>
        <legend>{t('network.section.chat')}</legend>
        <div className="network-server">
          <TextField label={t('network.host')} {...text('host')} maxLength={253} />
          <TextField label={t('network.port')} {...text('port')} inputMode="numeric" maxLength={5} />
        </div>
        <TextField label={t('network.gateway')} {...address('gatewayUrl')} hint={t('network.gateway-hint')} />
      </fieldset>
      <fieldset>
        <legend>{t('network.section.sign-in')}</legend>
        <TextField label={t('network.token')} {...address('tokenUrl')} hint={t('network.token-hint')} />
        <TextField label={t('network.nexus')} {...address('nexusUrl')} hint={t('network.nexus-hint')} />
        <TextField label={t('network.login')} {...address('loginUrl')} hint={t('network.login-hint')} />
      </fieldset>
      <fieldset>
        <legend>{t('network.section.address-book')}</legend>
        <TextField
          label={t('network.contacts')}
          {...address('contactsUrl')}
          hint={t('network.address-book-hint')}
        />
        <TextField
          label={t('network.membership')}
          {...address('membershipUrl')}
          hint={t('network.address-book-hint')}
        />
      </fieldset>
      <fieldset>
        <legend>{t('network.section.offline-messages')}</legend>
        <TextField
          label={t('network.offline-read')}
          {...address('offlineReadUrl')}
          hint={t('network.offline-hint')}
        />
        <TextField
          label={t('network.offline-send')}
          {...address('offlineSendUrl')}
          hint={t('network.offline-hint')}
        />
      </fieldset>
      <fieldset>
        <legend>{t('network.section.protocol')}</legend>
        <Dialects fields={fields} error={errors.dialects} onChange={onChange} />
        <TextField
          label={t('network.client-version')}
          {...text('clientVersion')}
          hint={t('network.client-version-hint')}
          maxLength={32}
        />
        <CheckField
          label={t('network.acknowledges')}
          checked={fields.acknowledges}
          onChange={(event) => onChange({ ...fields, acknowledges: event.target.checked })}
        />
      </fieldset>
      {fields.pinnedCertificate !== '' && (
        <fieldset>
          <legend>{t('network.pinned')}</legend>
          <Fingerprint text={fields.pinnedCertificate} />
          <Button onClick={() => onChange({ ...fields, pinnedCertificate: '' })}>{t('network.unpin')}</Button>
        </fieldset>
      )}
      <Button look="quiet" onClick={() => onChange(derivedAnew(fields))}>
        {t('network.derive')}
      </Button>
    </details>
  )
}

interface DialectsProps extends Pick<Props, 'fields' | 'onChange'> {
  readonly error: NetworkErrors['dialects'] | undefined
}

/** Which dialects are offered: all, best first, or those that are ticked. */
function Dialects({ fields, error, onChange }: DialectsProps) {
  const { dialects } = fields
  const all = [...allDialects, ...(dialects ?? []).filter((each) => !isKnown(each))]
  const tick = (dialect: string, on: boolean) =>
    onChange({
      ...fields,
      dialects: all.filter((each) => (each === dialect ? on : dialects?.includes(each) === true)),
    })
  return (
    <>
      <CheckField
        label={t('network.dialects-auto')}
        checked={dialects === null}
        onChange={(event) =>
          onChange({ ...fields, dialects: event.target.checked ? null : [...allDialects] })
        }
      />
      {dialects !== null && (
        <fieldset className="network-dialects">
          <legend>{t('network.dialects')}</legend>
          {all.map((dialect) => (
            <CheckField
              key={dialect}
              label={dialect}
              checked={dialects.includes(dialect)}
              aria-invalid={error !== undefined}
              onChange={(event) => tick(dialect, event.target.checked)}
            />
          ))}
          {error !== undefined && <p className="field-error">{t(`network.error.${error}`)}</p>}
        </fieldset>
      )}
    </>
  )
}

const isKnown = (dialect: string): boolean => (allDialects as readonly string[]).includes(dialect)
