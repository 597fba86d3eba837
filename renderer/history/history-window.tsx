import { useReplica } from '../store.ts'
import { useTextSizeKeys } from '../ui/use-text-size-keys.ts'
import { History } from './history.tsx'

/** The window of what was said before. */
export function HistoryWindow() {
  const settings = useReplica((state) => state.settings)
  useTextSizeKeys(settings.textSize)
  return (
    <div className="history-frame">
      <History
        settings={settings}
        accounts={useReplica((state) => state.accounts)}
        remembered={useReplica((state) => state.rememberedAccounts)}
        networks={useReplica((state) => state.networks)}
        conversations={useReplica((state) => state.conversations)}
        task={useReplica((state) => state.historyTask)}
        problem={useReplica((state) => state.historyProblem)}
      />
    </div>
  )
}
