import { useEffect, useRef, useState } from 'react'
import type { ConnectionTest } from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { checkedDate } from './checked-date.ts'
import { ConnectionTestDialog } from './connection-test-dialog.tsx'
import { fieldsOf, networkOfFields, withServer, type NetworkErrors } from './network-fields.ts'
import './network-editor.css'
import { isChanged, isOwn, ownIdFor, presetOf, sameAddresses } from './network-record.ts'
import { testOf, useConnectionTest } from './use-connection-test.ts'

interface Props {
  /** Null: a new one. */
  readonly network: Network | null
  readonly networks: readonly Network[]
  readonly test: ConnectionTest | null
  readonly onSaved: (networkId: string) => void
  readonly onRemoved: () => void
  readonly onClose: () => void
}

/** Edits a network: one address from which all others follow, and each of them by itself for those who know. */
export function NetworkEditor({ network, networks, test, onSaved, onRemoved, onClose }: Props) {
  const [fields, setFields] = useState(() => fieldsOf(network))
  const [errors, setErrors] = useState<NetworkErrors>({})
  const [problem, setProblem] = useState<string | null>(null)
  const content = useRef<HTMLDivElement>(null)
  const testing = useConnectionTest()
  useEffect(() => content.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [errors])
  useEffect(() => {
    if (problem !== null) content.current?.querySelector('.alert')?.scrollIntoView({ block: 'nearest' })
  }, [problem])

  const change = (next: typeof fields) => {
    setFields(next)
    setErrors({})
  }
  const record = (changed = fields): Network | null => {
    const checked = networkOfFields(changed, network?.id ?? ownIdFor(changed.host, networks))
    setErrors(checked.errors)
    return checked.network
  }
  const finish = async (result: ReturnType<typeof call>, then: () => void) => {
    const ended = await result
    if (ended.ok) then()
    else setProblem(reasonSentence(ended.reason, ended.detail))
  }
  const save = () => {
    const edited = record()
    if (edited === null) return
    const preset = presetOf(edited.id)
    const asItCame = preset !== undefined && sameAddresses(edited, preset)
    const saved = asItCame ? call('removeNetwork', edited.id) : call('saveNetwork', edited)
    void finish(saved, () => onSaved(edited.id))
  }
  const remove = (id: string) =>
    void finish(call('removeNetwork', id), isOwnId(id) ? onRemoved : () => onSaved(id))
  const tryOut = (changed = fields) => {
    const edited = record(changed)
    if (edited !== null) testing.start(edited)
  }
  const trust = (pinnedCertificate: string) => {
    const pinned = { ...fields, pinnedCertificate }
    setFields(pinned)
    tryOut(pinned)
  }
  const tested = testing.network
  return (
    <>
      <Dialog
        className="network-editor"
        title={network === null ? t('network.title-add') : t('network.title-edit', { name: network.name })}
        onClose={onClose}
        onSubmit={save}
        buttons={
          <>
            {network !== null && <Removal network={network} onRemove={remove} />}
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" look="primary">
              {t('action.save')}
            </Button>
          </>
        }
      >
        <div ref={content} className="network-fields">
          {problem !== null && <Alert>{problem}</Alert>}
          {network !== null && <Origin network={network} />}
          {network !== null && <p className="network-note">{t('network.passwords')}</p>}
          <TextField
            label={t('network.server')}
            name="server"
            hint={t('network.server-hint')}
            inputMode="url"
            maxLength={300}
            autoFocus
            value={fields.server}
            error={errors.server && t(`network.error.${errors.server}`)}
            onChange={(event) => change(withServer(fields, event.target.value))}
          />
          <TextField
            label={t('network.name')}
            name="name"
            maxLength={60}
            value={fields.name}
            error={errors.name && t(`network.error.${errors.name}`)}
            onChange={(event) => change({ ...fields, name: event.target.value })}
          />
          <AdvancedFields fields={fields} errors={errors} onChange={change} />
          <Button look="quiet" className="network-test" onClick={() => tryOut()}>
            {t('network.test')}
          </Button>
        </div>
      </Dialog>
      {tested !== null && (
        <ConnectionTestDialog
          network={tested}
          test={testOf(tested, test)}
          problem={testing.problem}
          onAgain={() => testing.start(tested)}
          onTrust={trust}
          onClose={testing.close}
        />
      )}
    </>
  )
}

const isOwnId = (id: string): boolean => isOwn({ id })

interface RemovalProps {
  readonly network: Network
  readonly onRemove: (id: string) => void
}

/** Removes a network of one's own, or takes back the changes of a preset. */
function Removal({ network, onRemove }: RemovalProps) {
  if (!isOwn(network) && !isChanged(network)) return null
  return (
    <Button
      className="network-removal"
      look={isOwn(network) ? 'danger' : 'plain'}
      onClick={() => onRemove(network.id)}
    >
      {t(isOwn(network) ? 'network.remove' : 'network.reset')}
    </Button>
  )
}

/** Where the addresses come from: checked on a day, or changed by the user. */
function Origin({ network }: { readonly network: Network }) {
  if (isOwn(network)) return null
  if (isChanged(network)) return <p className="network-note">{t('network.changed')}</p>
  if (network.checkedOn === '') return null
  return <p className="network-note">{t('network.checked', { date: checkedDate(network.checkedOn) })}</p>
}
