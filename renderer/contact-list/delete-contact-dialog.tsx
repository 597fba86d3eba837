import { useState } from 'react'
import { shownName, type Contact, type ContactNote } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Sentence } from '../ui/sentence.tsx'
import type { Deletion } from './use-actions.ts'

interface Props {
  readonly contact: Contact
  readonly note: ContactNote | undefined
  readonly onDelete: (how: Deletion) => void
  readonly onClose: () => void
}

const ways = ['only', 'forget', 'block'] as const

/** Asks before somebody is deleted, and how thoroughly. */
export function DeleteContactDialog({ contact, note, onDelete, onClose }: Props) {
  const [how, setHow] = useState<Deletion>('only')
  const name = shownName(contact.name, note)
  return (
    <Dialog
      title={t('contact.delete.title')}
      onClose={onClose}
      onSubmit={() => {
        onClose()
        onDelete(how)
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
        <Sentence text="contact.delete.text" names={{ name, address: contact.address }} />
      </p>
      <ChoiceField
        label={t('contact.delete.how')}
        choices={ways.map((value) => ({
          value,
          label: t(`contact.delete.${value}`),
          hint: t(`contact.delete.${value}.hint`),
        }))}
        value={how}
        onChange={setHow}
      />
    </Dialog>
  )
}
