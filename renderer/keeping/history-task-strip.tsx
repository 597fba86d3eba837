import { useId } from 'react'
import type { HistoryTask } from '../../app/history.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { countOf } from './count.ts'
import './keeping.css'

/** How far a long piece of work on the history has come, and the button that ends it. */
export function HistoryTaskStrip({ task }: { readonly task: HistoryTask | null }) {
  const id = useId()
  if (task === null) return null
  const { done, total } = task
  const what = t(`history.task.${task.kind}`)
  return (
    <div className="task-strip">
      <div className="task-progress">
        <label htmlFor={id}>
          {total === null
            ? t('history.task.unknown', { what, done: countOf(done) })
            : t('history.task.progress', { what, done: countOf(done), total: countOf(total) })}
        </label>
        <progress
          id={id}
          {...(total === null ? {} : { value: Math.min(done, total), max: Math.max(1, total) })}
        />
      </div>
      <Button onClick={() => void call('cancelHistoryTask')}>{t('action.cancel')}</Button>
    </div>
  )
}
