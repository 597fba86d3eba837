import type { ConnectionTest } from '../../app/connection-test.ts'
import { call } from '../bridge.ts'
import { reasonSentence } from '../strings/strings.ts'
import { ConnectionTestDialog } from './connection-test-dialog.tsx'
import { testOf, type ConnectionTesting } from './use-connection-test.ts'

interface Props {
  readonly testing: ConnectionTesting
  readonly test: ConnectionTest | null
}

/** The dialog of a test of a saved network, while there is one; a certificate that is trusted is saved with it. */
export function RunningConnectionTest({ testing, test }: Props) {
  const { network, problem, start, fail, close } = testing
  if (network === null) return null
  const trust = async (pinnedCertificate: string) => {
    const pinned = { ...network, pinnedCertificate }
    const result = await call('saveNetwork', pinned)
    if (result.ok) start(pinned)
    else fail(reasonSentence(result.reason, result.detail))
  }
  return (
    <ConnectionTestDialog
      network={network}
      test={testOf(network, test)}
      problem={problem}
      onAgain={() => start(network)}
      onTrust={(fingerprint) => void trust(fingerprint)}
      onClose={close}
    />
  )
}
