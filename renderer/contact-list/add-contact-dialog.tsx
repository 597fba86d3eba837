import { useRef, useState } from 'react'
import type { Account } from '../../app/account.ts'
import { addressKey, isAddress } from '../../app/contact.ts'
import type { Result } from '../../app/reasons.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  readonly account: Account
  readonly onAdd: (address: string) => Promise<Result<null>>
  readonly onClose: () => void
}

/** Asks for an address and adds it; stays open with a sentence when that did not work. */
export function AddContactDialog({ account, onAdd, onClose }: Props) {
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  const refuse = (sentence: string) => {
    setError(sentence)
    field.current?.focus()
  }
  const submit = async () => {
    const typed = address.trim()
    if (busy) return
    if (!isAddress(typed)) return refuse(t('contact-list.add.error'))
    if (addressKey(typed) === addressKey(account.address)) return refuse(t('contact-list.add.yourself'))
    setBusy(true)
    const result = await onAdd(typed)
    setBusy(false)
    if (result.ok) onClose()
    else refuse(reasonSentence(result.reason, result.detail))
  }
  return (
    <Dialog
      title={t('contact-list.add.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {t('contact-list.add.submit')}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={t('sign-in.address')}
        hint={t('contact-list.add.hint')}
        error={error}
        inputMode="email"
        placeholder={t('sign-in.address.example')}
        maxLength={129}
        value={address}
        onChange={(event) => {
          setError(undefined)
          setAddress(event.target.value)
        }}
      />
    </Dialog>
  )
}
