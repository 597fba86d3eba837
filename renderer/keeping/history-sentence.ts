import type { Result } from '../../app/reasons.ts'
import { reasonSentence, t } from '../strings/strings.ts'

type Failure = Omit<Extract<Result<never>, { ok: false }>, 'ok'>

/** Why something could not be read of the history, and what to do. */
export const readingSentence = ({ reason, detail }: Failure): string =>
  reason === 'disk-failed' ? t('history.cannot-read') : reasonSentence(reason, detail)

/** Why a piece of work on the history was not done, and what to do; there is one at a time. */
export const workSentence = ({ reason, detail }: Failure): string =>
  reason === 'not-available' ? t('history.task.other') : reasonSentence(reason, detail)
