import type { ConnectionTestResult, ConnectionTestStep } from '../../app/connection-test.ts'
import { t } from '../strings/strings.ts'
import { Icon } from '../ui/icon.tsx'
import { PlainText } from '../ui/plain-text.tsx'
import { faultOf, stateOf } from './test-report.ts'

interface Props {
  readonly step: ConnectionTestStep
  readonly result: ConnectionTestResult
}

/** One line of a connection test. */
export function TestStep({ step, result }: Props) {
  const ended = result.state === 'passed' || result.state === 'failed' ? result : null
  return (
    <li className={`test-step test-step-${result.state}`}>
      <span className="test-mark">
        {result.state === 'passed' && <Icon name="check" />}
        {result.state === 'failed' && <Icon name="close" />}
      </span>
      <div className="test-words">
        <p>
          <span className="test-name">{t(`test.step.${step}`)}</span>{' '}
          <span className={ended === null ? 'test-state' : 'unseen'}>{stateOf(result)}</span>
          {ended !== null && (
            <span className="test-time">
              {t('test.milliseconds', { count: Math.round(ended.milliseconds) })}
            </span>
          )}
        </p>
        {ended?.state === 'failed' && <Fault reason={ended.reason} />}
        {ended !== null && ended.detail !== '' && (
          <p className="test-detail">
            <PlainText text={ended.detail.slice(0, 300)} />
          </p>
        )}
      </div>
    </li>
  )
}

function Fault({ reason }: { readonly reason: Parameters<typeof faultOf>[0] }) {
  const { what, advice } = faultOf(reason)
  return (
    <>
      <p className="test-fault">{what}</p>
      {advice !== null && <p>{t('test.what-to-do', { advice })}</p>}
    </>
  )
}
