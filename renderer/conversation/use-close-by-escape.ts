import { useEffect } from 'react'
import { t } from '../strings/strings.ts'

/** So long Escape closes the window after it was pressed once. */
const askedForMs = 4000

/**
 * What Escape does where there is nothing else to leave: it says that it would close the window, and closes it when it is
 * pressed again while that is to be read. With the window goes what was said in it, so one slip must not be enough.
 */
export function useCloseByEscape(
  problem: string | null,
  onProblem: (sentence: string | null) => void,
): () => void {
  const asked = problem === t('conversation.close-again')
  useEffect(() => {
    if (!asked) return
    const timer = setTimeout(() => onProblem(null), askedForMs)
    return () => clearTimeout(timer)
  }, [asked, onProblem])
  return () => (asked ? window.close() : onProblem(t('conversation.close-again')))
}
