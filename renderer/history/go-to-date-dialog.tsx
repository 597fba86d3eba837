import { useState } from 'react'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { dayBegin, dayField } from './days.ts'

interface Props {
  /** Between what is there: milliseconds since 1970. */
  readonly firstAt: number
  readonly lastAt: number
  readonly onGo: (at: number) => void
  readonly onClose: () => void
}

/** Asks for a day to go to. */
export function GoToDateDialog({ firstAt, lastAt, onGo, onClose }: Props) {
  const [day, setDay] = useState(dayField(lastAt))
  const at = dayBegin(day)
  return (
    <Dialog
      title={t('history.to-date')}
      onClose={onClose}
      onSubmit={() => at !== null && onGo(at)}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button onClick={() => onGo(0)}>{t('history.to-start')}</Button>
          <Button type="submit" look="primary" disabled={at === null}>
            {t('history.to-date.go')}
          </Button>
        </>
      }
    >
      <TextField
        type="date"
        label={t('history.to-date.day')}
        data-first-focus
        min={dayField(firstAt)}
        max={dayField(lastAt)}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </Dialog>
  )
}
