import type { Certificate, ConnectionTest, ConnectionTestStep } from '../../app/connection-test.ts'
import { connectionTestSteps } from '../../app/connection-test.ts'
import type { Reason } from '../../app/reasons.ts'

/** A test of which nothing was tried yet. */
export const waitingTest = (networkId: string): ConnectionTest => ({
  networkId,
  running: true,
  steps: stepsOf(() => ({ state: 'waiting' })),
  untrusted: null,
})

/** A test that came as far as a step, which failed. */
export function failedTest(networkId: string, at: ConnectionTestStep, reason: Reason): ConnectionTest {
  const failed = connectionTestSteps.indexOf(at)
  return {
    networkId,
    running: false,
    steps: stepsOf((index) => {
      if (index < failed) return { state: 'passed', milliseconds: 12.4, detail: '' }
      if (index > failed) return { state: 'skipped', why: 'earlier-failure' }
      return { state: 'failed', milliseconds: 21, reason, detail: 'error 7' }
    }),
    untrusted: null,
  }
}

/** A test in which everything works. */
export const passedTest = (networkId: string): ConnectionTest => ({
  networkId,
  running: false,
  steps: stepsOf(() => ({ state: 'passed', milliseconds: 8, detail: 'fine' })),
  untrusted: null,
})

/** A certificate that nobody vouches for. */
export const untrustedCertificate: Certificate = {
  host: 'chat.home',
  fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
  subject: 'CN=chat.home',
  issuer: 'CN=Somebody',
  validFrom: Date.UTC(2026, 0, 1, 12),
  validTo: Date.UTC(2027, 0, 1, 12),
}

const stepsOf = (
  of: (index: number) => ConnectionTest['steps'][ConnectionTestStep],
): ConnectionTest['steps'] =>
  Object.fromEntries(connectionTestSteps.map((step, index) => [step, of(index)])) as ConnectionTest['steps']
