import {
  connectionTestSteps,
  type ConnectionTest,
  type ConnectionTestResult,
  type ConnectionTestStep,
} from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import type { Reason } from '../../app/reasons.ts'
import { networkStrings } from '../strings/networks.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { oneLine } from '../ui/plain-text.tsx'

type FaultKey = Extract<keyof (typeof networkStrings)['en'], `fault.${string}`>
type Fault = FaultKey extends `fault.${infer R}` ? R : never

const isFault = (reason: Reason): reason is Fault & Reason => `fault.${reason}` in networkStrings.en

/** What is wrong, in plain words, and what to do about it; null where the sentence says both. */
export const faultOf = (reason: Reason): { readonly what: string; readonly advice: string | null } =>
  isFault(reason)
    ? { what: t(`fault.${reason}`), advice: t(`advice.${reason}`) }
    : { what: reasonSentence(reason), advice: null }

/** How a step stands, in words. */
export function stateOf(result: ConnectionTestResult): string {
  switch (result.state) {
    case 'waiting':
      return t('test.waiting')
    case 'running':
      return t('test.running')
    case 'passed':
      return t('test.passed')
    case 'failed':
      return t('test.failed')
    case 'skipped':
      return t(`test.skipped-${result.why}`)
  }
}

/** The test in one sentence: what it is doing, or how it ended. */
export function summaryOf({ running, steps }: ConnectionTest): string {
  const at = (state: ConnectionTestResult['state']): ConnectionTestStep | undefined =>
    connectionTestSteps.find((step) => steps[step].state === state)
  const now = at('running')
  const failed = at('failed')
  if (running && now !== undefined) return t('test.testing', { step: t(`test.step.${now}`) })
  if (failed !== undefined) return t('test.some-failed', { step: t(`test.step.${failed}`) })
  return running ? t('test.running') : t('test.all-passed')
}

/** The whole result as text, to be sent to somebody who may help; it holds no secret. */
export function reportOf(network: Network, { steps, untrusted }: ConnectionTest, now: Date): string {
  const { host, port } = network.notificationServer
  const head = t('test.report', {
    name: networkName([network], network.id),
    host,
    port,
    date: now.toLocaleString(),
  })
  const certificate =
    untrusted === null
      ? []
      : [
          `${t('certificate.host')}: ${untrusted.host}`,
          `${t('certificate.fingerprint')}: ${untrusted.fingerprint}`,
          `${t('certificate.subject')}: ${oneLine(untrusted.subject)}`,
          `${t('certificate.issuer')}: ${oneLine(untrusted.issuer)}`,
        ]
  return [head, ...connectionTestSteps.map((step) => lineOf(step, steps[step])), ...certificate].join('\n')
}

function lineOf(step: ConnectionTestStep, result: ConnectionTestResult): string {
  const words = `${t(`test.step.${step}`)}: ${stateOf(result)}`
  if (result.state !== 'passed' && result.state !== 'failed') return words
  const time = t('test.milliseconds', { count: Math.round(result.milliseconds) })
  const detail = result.detail === '' ? '' : ` (${oneLine(result.detail)})`
  const fault = result.state === 'failed' ? ` – ${faultOf(result.reason).what} [${result.reason}]` : ''
  return `${words}, ${time}${fault}${detail}`
}
