import { useLayoutEffect, useRef, useState } from 'react'
import { connectionTestSteps, type ConnectionTest } from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { networkName } from '../ui/account-marks.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CertificateCard } from './certificate-card.tsx'
import './connection-test.css'
import { copyText } from '../ui/copy-text.ts'
import { isOwn } from './network-record.ts'
import { TestStep } from './test-step.tsx'
import { reportOf, summaryOf } from './test-report.ts'

interface Props {
  readonly network: Network
  readonly test: ConnectionTest
  /** Why the test itself could not be made. */
  readonly problem: string | null
  readonly onAgain: () => void
  /** The user trusts this certificate from now on: its fingerprint. */
  readonly onTrust: (fingerprint: string) => void
  readonly onClose: () => void
}

/** Shows a connection test while it runs and after: each step, what went wrong, and what to do about it. */
export function ConnectionTestDialog({ network, test, problem, onAgain, onTrust, onClose }: Props) {
  const [copied, setCopied] = useState(false)
  const steps = useRef<HTMLOListElement>(null)
  useLayoutEffect(() => {
    steps.current?.focus({ preventScroll: true })
    steps.current?.closest('dialog')?.scrollTo(0, 0)
  }, [])
  const running = test.running && problem === null
  const name = networkName([network], network.id)
  const again = () => {
    setCopied(false)
    onAgain()
  }
  return (
    <Dialog
      title={t('test.title', { name })}
      onClose={onClose}
      buttons={
        <>
          {!running && <Button onClick={again}>{t('test.again')}</Button>}
          <Button look={running ? 'plain' : 'primary'} onClick={onClose}>
            {running ? t('action.cancel') : t('action.close')}
          </Button>
        </>
      }
    >
      {problem === null ? (
        <p className="test-summary" role="status">
          {summaryOf(test)}
        </p>
      ) : (
        <Alert>{problem}</Alert>
      )}
      <ol ref={steps} className="test-steps" tabIndex={-1}>
        {connectionTestSteps.map((step) => (
          <TestStep key={step} step={step} result={test.steps[step]} />
        ))}
      </ol>
      {test.untrusted !== null && !running && (
        <CertificateCard certificate={test.untrusted} mayTrust={isOwn(network)} onTrust={onTrust} />
      )}
      {running ? (
        <p className="test-note">{t('test.nothing-sent')}</p>
      ) : (
        <div className="test-copy">
          <Button look="quiet" onClick={() => setCopied(copyText(reportOf(network, test, new Date())))}>
            {t('test.copy')}
          </Button>
          <span role="status">{copied && t('test.copied')}</span>
        </div>
      )}
    </Dialog>
  )
}
