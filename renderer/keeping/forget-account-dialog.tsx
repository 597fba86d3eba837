import { useState } from 'react'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CheckField } from '../ui/text-field.tsx'

interface Props {
  /** Address and network. */
  readonly account: string
  readonly onForget: (options: { readonly history: boolean }) => void
  readonly onClose: () => void
}

/** Asks before an account is forgotten, because its password is gone then; what was said with it goes only if that is ticked. */
export function ForgetAccountDialog({ account, onForget, onClose }: Props) {
  const [history, setHistory] = useState(false)
  return (
    <Dialog
      title={t('settings.forget-title')}
      onClose={onClose}
      onSubmit={() => onForget({ history })}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="danger" data-first-focus>
            {t('settings.forget')}
          </Button>
        </>
      }
    >
      <p>{t('settings.forget-question', { account })}</p>
      <CheckField
        label={t('settings.forget-history')}
        checked={history}
        onChange={(event) => setHistory(event.target.checked)}
      />
    </Dialog>
  )
}
