import type { Row } from './rows.ts'

/** So many folds are remembered. */
const maxFolds = 200

/** The remembered folds after one of them was folded or unfolded. */
export function withFold(folded: readonly string[], groupId: string, fold: boolean): string[] {
  const others = folded.filter((each) => each !== groupId)
  return fold ? [...others, groupId].slice(-maxFolds) : others
}

/** The remembered folds after all that the list shows were folded or unfolded. */
export function withAllFolds(folded: readonly string[], rows: readonly Row[], fold: boolean): string[] {
  const shown = rows.flatMap((row) => (row.kind === 'group' ? [row.id] : []))
  const others = folded.filter((each) => !shown.includes(each))
  return fold ? [...others, ...shown].slice(-maxFolds) : others
}
