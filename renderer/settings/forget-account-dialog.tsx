import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface Props {
  /** Address and network. */
  readonly account: string
  readonly onForget: () => void
  readonly onClose: () => void
}

/** Asks before an account is forgotten, because its password is gone then. */
export const ForgetAccountDialog = ({ account, onForget, onClose }: Props) => (
  <Dialog
    title={t('settings.forget-title')}
    onClose={onClose}
    onSubmit={onForget}
    buttons={
      <>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="danger" autoFocus>
          {t('settings.forget')}
        </Button>
      </>
    }
  >
    <p>{t('settings.forget-question', { account })}</p>
  </Dialog>
)
