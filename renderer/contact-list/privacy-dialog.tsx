import type { Account, Privacy } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CheckField } from '../ui/text-field.tsx'
import { PrivacyLists } from './privacy-lists.tsx'
import { FailureAlert } from './strips.tsx'
import type { Actions } from './use-actions.ts'

interface Props {
  readonly account: Account
  readonly actions: Pick<Actions, 'setPrivacy' | 'setBlocked' | 'remove' | 'failure' | 'clear'>
  readonly onClose: () => void
}

const circles: readonly Privacy['whoMaySee'][] = ['everyone', 'allowed']

/** Who may see the user, whether he is asked when somebody adds him, and about whom he has decided what. */
export function PrivacyDialog({ account, actions, onClose }: Props) {
  const { whoMaySee, askWhenAdded } = account.privacy
  return (
    <Dialog
      title={t('privacy.title')}
      onClose={onClose}
      buttons={
        <Button look="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      <FailureAlert actions={actions} />
      <ChoiceField
        label={t('privacy.who')}
        choices={circles.map((value) => ({ value, label: t(`privacy.who.${value}`) }))}
        value={whoMaySee}
        onChange={(value) => actions.setPrivacy({ whoMaySee: value })}
      />
      <CheckField
        label={t('privacy.ask')}
        checked={askWhenAdded}
        onChange={(event) => actions.setPrivacy({ askWhenAdded: event.target.checked })}
      />
      <PrivacyLists account={account} actions={actions} />
    </Dialog>
  )
}
