import type { HistoryProblem } from '../../app/history.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { countOf } from './count.ts'

/** What is wrong with the history, until the user says that he has read it. */
export function HistoryProblemAlert({ problem }: { readonly problem: HistoryProblem | null }) {
  if (problem === null) return null
  return (
    <Alert
      after={<Button onClick={() => void call('dismissHistoryProblem')}>{t('history.problem.read')}</Button>}
    >
      {sentenceOf(problem)}
    </Alert>
  )
}

function sentenceOf(problem: HistoryProblem): string {
  switch (problem.kind) {
    case 'damaged':
      return problem.rescued === null
        ? t('history.problem.damaged-reading', { file: problem.keptAs })
        : t('history.problem.damaged', { file: problem.keptAs, count: countOf(problem.rescued) })
    case 'too-new':
    case 'not-written':
      return t(`history.problem.${problem.kind}`)
  }
}
