import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Sentence } from '../ui/sentence.tsx'

interface Props {
  readonly groupId: string
  readonly account: Account
  readonly onDelete: () => void
  readonly onClose: () => void
}

/** Asks before a group is deleted, and says that its contacts stay. */
export function DeleteGroupDialog({ groupId, account, onDelete, onClose }: Props) {
  // Another place may delete it meanwhile.
  const [name] = useState(() => account.groups.find(({ id }) => id === groupId)?.name ?? '')
  const empty = !Object.values(account.contacts).some((contact) => contact.groupIds.includes(groupId))
  return (
    <Dialog
      title={t('group.delete.title')}
      onClose={onClose}
      onSubmit={() => {
        onClose()
        onDelete()
      }}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="danger">
            {t('action.delete')}
          </Button>
        </>
      }
    >
      <p className="short-names">
        <Sentence text={empty ? 'group.delete.empty' : 'group.delete.text'} names={{ name }} />
      </p>
    </Dialog>
  )
}
