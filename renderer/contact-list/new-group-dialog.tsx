import { useRef, useState } from 'react'
import type { Group } from '../../app/contact.ts'
import type { Result } from '../../app/reasons.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  readonly groups: readonly Group[]
  readonly onCreate: (name: string) => Promise<Result<string>>
  readonly onClose: () => void
}

/** Asks for the name of a new group; stays open with a sentence when that did not work. */
export function NewGroupDialog({ groups, onCreate, onClose }: Props) {
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  const refuse = (sentence: string) => {
    setError(sentence)
    field.current?.focus()
  }
  const submit = async () => {
    const typed = name.trim()
    if (busy) return
    if (typed === '') return refuse(t('group.name.missing'))
    if (groups.some((group) => group.name === typed)) return refuse(t('group.name.there'))
    setBusy(true)
    const result = await onCreate(typed)
    setBusy(false)
    if (result.ok) onClose()
    else refuse(reasonSentence(result.reason, result.detail))
  }
  return (
    <Dialog
      title={t('group.new.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {t('group.new.submit')}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={t('group.name')}
        error={error}
        maxLength={61}
        value={name}
        onChange={(event) => {
          setError(undefined)
          setName(event.target.value)
        }}
      />
    </Dialog>
  )
}
