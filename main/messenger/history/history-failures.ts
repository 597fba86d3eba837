import type { Reason } from '../../../app/reasons.ts'
import { HistoryError } from '../../storage/history/history.ts'
import { Refusal } from '../reasons.ts'

/**
 * Says what is wrong with the disk in the words of the windows; the system's word for it goes along, and no path.
 * `fileReason`: what an error of the system means that is none of the history's own file.
 */
export async function asRefusal<T>(done: Promise<T>, fileReason: Reason = 'disk-failed'): Promise<T> {
  try {
    return await done
  } catch (error) {
    if (error instanceof HistoryError) throw new Refusal('disk-failed')
    const code = codeOf(error)
    throw code === undefined ? error : new Refusal(fileReason, code)
  }
}

/** The system's word, such as `ENOSPC`. */
function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}
