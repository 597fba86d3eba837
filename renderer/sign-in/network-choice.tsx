import { useState } from 'react'
import type { ConnectionTest } from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import { NetworkEditor } from '../networks/network-editor.tsx'
import { t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/text-field.tsx'

interface Props {
  /** The chosen one. */
  readonly network: Network | undefined
  readonly networks: readonly Network[]
  readonly test: ConnectionTest | null
  readonly onChoose: (networkId: string) => void
  readonly onTest: (network: Network) => void
}

/** Which network, what to know about it, and the ways to add, change and test one. */
export function NetworkChoice({ network, networks, test, onChoose, onTest }: Props) {
  const [editing, setEditing] = useState<Network | 'new' | null>(null)
  const close = () => setEditing(null)
  return (
    <div className="network-choice">
      <SelectField
        label={t('sign-in.network')}
        name="network"
        value={network?.id ?? ''}
        hint={t(network?.id === 'local' ? 'sign-in.network.local-note' : 'sign-in.network.public-note')}
        onChange={(event) => onChoose(event.target.value)}
      >
        {networks.map(({ id }) => (
          <option key={id} value={id}>
            {networkName(networks, id)}
          </option>
        ))}
      </SelectField>
      <div className="network-actions">
        <Button look="quiet" onClick={() => setEditing('new')}>
          {t('network.add')}
        </Button>
        {network !== undefined && network.id !== 'local' && (
          <Button look="quiet" onClick={() => setEditing(network)}>
            {t('network.edit')}
          </Button>
        )}
        {network !== undefined && (
          <Button look="quiet" onClick={() => onTest(network)}>
            {t('network.test')}
          </Button>
        )}
      </div>
      {editing !== null && (
        <NetworkEditor
          network={editing === 'new' ? null : editing}
          networks={networks}
          test={test}
          onSaved={(networkId) => {
            onChoose(networkId)
            close()
          }}
          onRemoved={() => {
            onChoose(networks.find(({ id }) => id !== network?.id)?.id ?? '')
            close()
          }}
          onClose={close}
        />
      )}
    </div>
  )
}
