import { useState } from 'react'
import {
  connectionTestSteps,
  type ConnectionTest,
  type ConnectionTestResult,
  type ConnectionTestStep,
} from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import { call } from '../bridge.ts'
import { reasonSentence } from '../strings/strings.ts'

/** A connection test as one window runs it. */
export interface ConnectionTesting {
  /** Null while no test is shown. */
  readonly network: Network | null
  /** Why the test itself could not be made. */
  readonly problem: string | null
  readonly start: (network: Network) => void
  /** Says instead of the test's result why it could not go on. */
  readonly fail: (problem: string) => void
  readonly close: () => void
}

/** Starts and ends tests; how they go is in the state. */
export function useConnectionTest(): ConnectionTesting {
  const [network, setNetwork] = useState<Network | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const start = (tested: Network) => {
    setNetwork(tested)
    setProblem(null)
    void call('testConnection', tested).then((result) => {
      if (!result.ok && result.reason !== 'cancelled')
        setProblem(reasonSentence(result.reason, result.detail))
    })
  }
  const close = () => {
    setNetwork(null)
    void call('closeConnectionTest')
  }
  return { network, problem, start, fail: setProblem, close }
}

/** The test of this network in the state, or one that has not begun. */
export const testOf = (network: Network, test: ConnectionTest | null): ConnectionTest =>
  test?.networkId === network.id
    ? test
    : { networkId: network.id, running: true, steps: allWaiting, untrusted: null }

const allWaiting = Object.fromEntries(
  connectionTestSteps.map((step) => [step, { state: 'waiting' }]),
) as Readonly<Record<ConnectionTestStep, ConnectionTestResult>>
