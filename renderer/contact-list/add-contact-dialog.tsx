import { useRef, useState } from 'react'
import type { Account } from '../../app/account.ts'
import { addressKey, isAddress, shownName } from '../../app/contact.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/text-field.tsx'
import { groupsByName } from './search.ts'
import type { Actions } from './use-actions.ts'

/** So long a message may be that goes along: more does not fit into what the official programs show. */
const maxMessageCharacters = 250

interface Props {
  readonly account: Account
  readonly networkName: string
  /** The group that is chosen at first. */
  readonly groupId: string | null
  readonly onAdd: Actions['add']
  readonly onClose: () => void
}

/** Asks for an address and adds it; stays open with a sentence when that did not work. */
export function AddContactDialog({ account, networkName, groupId, onAdd, onClose }: Props) {
  const [address, setAddress] = useState('')
  const [group, setGroup] = useState(groupId ?? '')
  const [message, setMessage] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  const refuse = (sentence: string) => {
    setError(sentence)
    field.current?.focus()
  }
  const submit = async () => {
    const typed = address.trim()
    const mistake = mistakeIn(typed, account)
    if (busy) return
    if (mistake !== null) return refuse(mistake)
    setBusy(true)
    const text = message.trim()
    const result = await onAdd(typed, {
      ...(group === '' ? {} : { groupId: group }),
      ...(text === '' ? {} : { message: text }),
    })
    setBusy(false)
    if (result.ok) onClose()
    else refuse(reasonSentence(result.reason, result.detail))
  }
  const blocked = account.contacts[addressKey(address)]?.lists.block === true
  return (
    <Dialog
      title={t('contact.add.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {t('contact.add.submit')}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={t('contact.add.address')}
        hint={blocked ? t('contact.add.blocked') : t('contact.add.hint', { network: oneLine(networkName) })}
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
      {account.groups.length > 0 && (
        <SelectField
          label={t('contact.add.group')}
          value={group}
          onChange={(event) => setGroup(event.target.value)}
        >
          <option value="">{t('contact.add.no-group')}</option>
          {groupsByName(account.groups).map(({ id, name }) => (
            <option key={id} value={id}>
              {oneLine(name)}
            </option>
          ))}
        </SelectField>
      )}
      {account.features.inviteMessages && (
        <TextAreaField
          label={t('contact.add.message')}
          hint={t('contact.add.message.hint')}
          rows={2}
          maxLength={maxMessageCharacters}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      )}
    </Dialog>
  )
}

/** What is wrong with an address before the network is asked; null for nothing. */
function mistakeIn(typed: string, { address, contacts, contactNotes }: Account): string | null {
  if (!isAddress(typed)) return t('contact.add.error')
  const key = addressKey(typed)
  if (key === addressKey(address)) return t('contact.add.yourself')
  const there = contacts[key]
  if (there?.lists.forward !== true) return null
  return t('contact.add.there', { name: oneLine(shownName(there.name, contactNotes[key])) })
}
