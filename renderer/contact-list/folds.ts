import type { AccountId } from '../../app/account.ts'
import type { GroupLine, Row } from './rows.ts'

/** So many folds are remembered. */
const maxFolds = 200

/** What a fold is remembered as: the fixed ones for all accounts, those of groups for the account that has them. */
export const foldKey = (accountId: AccountId, { id, name }: Pick<GroupLine, 'id' | 'name'>): string =>
  name === null ? id : `${accountId}/${id}`

/** The remembered folds after one of them was folded or unfolded. */
export function withFold(folded: readonly string[], key: string, fold: boolean): string[] {
  const others = folded.filter((each) => each !== key)
  return fold ? [...others, key].slice(-maxFolds) : others
}

/** The remembered folds after all that the list of this account shows were folded or unfolded. */
export function withAllFolds(
  folded: readonly string[],
  accountId: AccountId,
  rows: readonly Row[],
  fold: boolean,
): string[] {
  const shown = new Set(rows.flatMap((row) => (row.kind === 'group' ? [foldKey(accountId, row)] : [])))
  const others = folded.filter((each) => !shown.has(each))
  return fold ? [...others, ...shown].slice(-maxFolds) : others
}
