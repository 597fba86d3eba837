import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Sentence } from '../ui/sentence.tsx'

interface Props {
  readonly contact: Contact
  readonly onDelete: () => void
  readonly onClose: () => void
}

/** Asks before somebody is deleted. */
export function DeleteContactDialog({ contact, onDelete, onClose }: Props) {
  return (
    <Dialog
      title={t('contact-list.delete.title')}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            look="danger"
            onClick={() => {
              onDelete()
              onClose()
            }}
          >
            {t('action.delete')}
          </Button>
        </>
      }
    >
      <p className="short-names">
        <Sentence text="contact-list.delete.text" names={{ name: contact.name, address: contact.address }} />
      </p>
    </Dialog>
  )
}
