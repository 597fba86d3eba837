import { useState } from 'react'
import type { ConnectionTest } from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import { RunningConnectionTest } from '../networks/connection-testing.tsx'
import { checkedDate } from '../networks/checked-date.ts'
import { NetworkEditor } from '../networks/network-editor.tsx'
import { isChanged, isOwn } from '../networks/network-record.ts'
import { useConnectionTest } from '../networks/use-connection-test.ts'
import { t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { Button } from '../ui/button.tsx'
import { PlainText } from '../ui/plain-text.tsx'

interface Props {
  readonly networks: readonly Network[]
  readonly test: ConnectionTest | null
}

/** Every network, to be tested and changed. */
export function NetworkList({ networks, test }: Props) {
  const [editing, setEditing] = useState<Network | 'new' | null>(null)
  const testing = useConnectionTest()
  const close = () => setEditing(null)
  return (
    <>
      <ul className="settings-list">
        {networks.map((network) => (
          <Row
            key={network.id}
            network={network}
            onTest={() => testing.start(network)}
            onEdit={() => setEditing(network)}
          />
        ))}
      </ul>
      <Button className="settings-button" onClick={() => setEditing('new')}>
        {t('network.add')}
      </Button>
      {editing !== null && (
        <NetworkEditor
          network={editing === 'new' ? null : editing}
          networks={networks}
          test={test}
          onSaved={close}
          onRemoved={close}
          onClose={close}
        />
      )}
      <RunningConnectionTest testing={testing} test={test} />
    </>
  )
}

interface RowProps {
  readonly network: Network
  readonly onTest: () => void
  readonly onEdit: () => void
}

function Row({ network, onTest, onEdit }: RowProps) {
  const name = networkName([network], network.id)
  const { host, port } = network.notificationServer
  const origin = originOf(network)
  return (
    <li>
      <div className="settings-words">
        <PlainText text={name} className="settings-name" />
        <small>
          {host}:{port}
          {origin !== null && ` · ${origin}`}
        </small>
      </div>
      <div className="settings-actions">
        <Button onClick={onTest} aria-label={t('network.test-this', { name })}>
          {t('network.test')}
        </Button>
        {network.id !== 'local' && (
          <Button onClick={onEdit} aria-label={t('network.edit-this', { name })}>
            {t('network.edit')}
          </Button>
        )}
      </div>
    </li>
  )
}

function originOf(network: Network): string | null {
  if (network.id === 'local') return null
  if (isOwn(network)) return t('settings.network-own')
  if (isChanged(network)) return t('settings.network-changed')
  return network.checkedOn === ''
    ? null
    : t('settings.network-checked', { date: checkedDate(network.checkedOn) })
}
