import type { Network } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'
import { SelectField } from '../ui/text-field.tsx'
import type { CustomErrors } from './custom-network.ts'
import { CustomNetworkFields } from './custom-network-fields.tsx'
import type { SignInForm } from './sign-in-form.ts'

interface Props {
  readonly form: SignInForm
  readonly networks: readonly Network[]
  readonly errors: CustomErrors
  readonly onChange: (form: SignInForm) => void
}

const notes: Readonly<Record<string, 'sign-in.network.local-note' | 'sign-in.network.custom-note'>> = {
  local: 'sign-in.network.local-note',
  custom: 'sign-in.network.custom-note',
}

/** Which network, what to know about it, and the endpoints of a custom one. */
export function NetworkFields({ form, networks, errors, onChange }: Props) {
  const presets = networks.filter(({ id }) => id !== 'custom')
  const chosen = presets.some(({ id }) => id === form.networkId) ? form.networkId : 'custom'
  const host = form.custom.host.trim()
  return (
    <>
      <SelectField
        label={t('sign-in.network')}
        value={chosen}
        hint={t(notes[chosen] ?? 'sign-in.network.public-note')}
        onChange={(event) => onChange({ ...form, networkId: event.target.value })}
      >
        {presets.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === 'local' ? t('sign-in.network.local') : name}
          </option>
        ))}
        <option value="custom">
          {host === '' ? t('sign-in.network.custom') : t('sign-in.network.custom-named', { host })}
        </option>
      </SelectField>
      {chosen === 'custom' && (
        <CustomNetworkFields
          fields={form.custom}
          errors={errors}
          onChange={(custom) => onChange({ ...form, custom })}
        />
      )}
    </>
  )
}
