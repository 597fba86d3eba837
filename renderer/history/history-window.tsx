import { useEffect } from 'react'
import { t } from '../strings/strings.ts'

/** The window of what was said before. */
export function HistoryWindow() {
  useEffect(() => void (document.title = t('history.title')), [])
  return (
    <main>
      <h1 className="unseen">{t('history.title')}</h1>
    </main>
  )
}
