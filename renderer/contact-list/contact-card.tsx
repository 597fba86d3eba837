import { useState } from 'react'
import type { Account } from '../../app/account.ts'
import { noNote, shownName, unknownContact, type Contact } from '../../app/contact.ts'
import { useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { CheckField, TextAreaField, TextField } from '../ui/text-field.tsx'
import './contact-card.css'
import { ContactFacts } from './contact-facts.tsx'
import { groupsByName } from './search.ts'
import type { Actions, Move, NoteChange } from './use-actions.ts'

interface Props {
  readonly account: Account
  readonly networkName: string
  readonly address: string
  readonly actions: Actions
  readonly onClose: () => void
}

/** Everything about one contact: what the network tells, what the user noted, and the groups; the latter to change. */
export function ContactCard({ account, networkName, address, actions, onClose }: Props) {
  const contact = account.contacts[address] ?? unknownContact(address)
  const note = account.contactNotes[address] ?? noNote
  const [changed, setChanged] = useState<NoteChange>({})
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({})
  const { alias, note: text, favourite } = { ...note, ...changed }
  const kept = useReplica(({ rememberedAccounts }) => rememberedAccounts.some(({ id }) => id === account.id))
  const connected = account.connection.state === 'signed-in'

  const save = () => {
    onClose()
    const fresh = { alias: alias.trim(), note: text, favourite }
    const isNew = fresh.alias !== note.alias || text !== note.note || favourite !== note.favourite
    actions.saveCard(contact, isNew ? fresh : null, moves(contact, wanted))
  }
  return (
    <Dialog
      title={t('contact-card.title')}
      onClose={onClose}
      onSubmit={save}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('action.save')}
          </Button>
        </>
      }
    >
      <div className="card">
        <div className="card-head">
          <Avatar address={address} presence={contact.presence} size={4} />
          <div>
            <PlainText className="card-name" text={shownName(contact.name, note)} />
            <p className="card-presence">
              <StatusIcon presence={contact.presence} decorative />
              {t(`presence.${contact.presence}`)}
            </p>
          </div>
          <IconButton
            label={t('contact-card.write')}
            onClick={() => {
              onClose()
              actions.open(contact)
            }}
          >
            <Icon name="message" />
          </IconButton>
          <IconButton
            label={t('contact.history')}
            onClick={() => {
              onClose()
              actions.showHistory(contact)
            }}
          >
            <Icon name="history" />
          </IconButton>
        </div>
        <ContactFacts {...{ contact, note, networkName }} whoMaySee={account.privacy.whoMaySee} />
        <TextField
          label={t('contact-card.alias')}
          hint={t('contact-card.alias.hint', { name: oneLine(contact.name) })}
          maxLength={130}
          value={alias}
          onChange={(event) => setChanged({ ...changed, alias: event.target.value })}
        />
        <TextAreaField
          label={t('contact-card.note')}
          hint={t(kept ? 'contact-card.note.hint' : 'contact-card.note.hint-not-kept')}
          rows={3}
          maxLength={10_000}
          value={text}
          onChange={(event) => setChanged({ ...changed, note: event.target.value })}
        />
        <CheckField
          label={t('contact-card.favourite')}
          checked={favourite}
          onChange={(event) => setChanged({ ...changed, favourite: event.target.checked })}
        />
        {account.groups.length > 0 && (
          <fieldset className="choice-field card-groups" disabled={!connected}>
            <legend>{t('contact-card.groups')}</legend>
            {groupsByName(account.groups).map(({ id, name }) => (
              <CheckField
                key={id}
                label={oneLine(name)}
                checked={wanted[id] ?? contact.groupIds.includes(id)}
                onChange={(event) => setWanted({ ...wanted, [id]: event.target.checked })}
              />
            ))}
          </fieldset>
        )}
      </div>
    </Dialog>
  )
}

/** What brings a contact out of groups and into others, as pairs of from and to; groups not named stay as they are. */
function moves({ groupIds }: Contact, wanted: Readonly<Record<string, boolean>>): readonly Move[] {
  const out = groupIds.filter((id) => wanted[id] === false)
  const into = Object.keys(wanted).filter((id) => wanted[id] && !groupIds.includes(id))
  return Array.from({ length: Math.max(out.length, into.length) }, (_, index) => [
    out[index] ?? null,
    into[index] ?? null,
  ])
}
