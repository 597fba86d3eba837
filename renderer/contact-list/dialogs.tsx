import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import { AddContactDialog } from './add-contact-dialog.tsx'
import { ContactCard } from './contact-card.tsx'
import { DeleteContactDialog } from './delete-contact-dialog.tsx'
import { DeleteGroupDialog } from './delete-group-dialog.tsx'
import { NewGroupDialog } from './new-group-dialog.tsx'
import { PlacesDialog } from './places-dialog.tsx'
import { PrivacyDialog } from './privacy-dialog.tsx'
import type { Actions } from './use-actions.ts'

/** The dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'add'; readonly groupId: string | null }
  | { readonly kind: 'delete'; readonly contact: Contact }
  /** The card follows what happens to the contact, so it is named by the address. */
  | { readonly kind: 'card'; readonly address: string }
  /** Made for a contact, the group takes it in, out of another (null: of none). */
  | { readonly kind: 'new-group'; readonly contact: Contact | null; readonly from: string | null }
  | { readonly kind: 'delete-group'; readonly groupId: string }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'places' }

interface Props {
  readonly open: OpenDialog
  readonly account: Account
  readonly networkName: string
  readonly actions: Actions
  readonly onClose: () => void
}

/** The open dialog of the contact list. */
export function Dialogs({ open, account, networkName, actions, onClose }: Props) {
  switch (open.kind) {
    case 'add':
      return (
        <AddContactDialog groupId={open.groupId} onAdd={actions.add} {...{ account, networkName, onClose }} />
      )
    case 'delete':
      return (
        <DeleteContactDialog
          contact={open.contact}
          note={account.contactNotes[open.contact.address]}
          onDelete={(how) => actions.remove(open.contact, how)}
          onClose={onClose}
        />
      )
    case 'card':
      return <ContactCard address={open.address} {...{ account, networkName, actions, onClose }} />
    case 'new-group':
      return (
        <NewGroupDialog
          groups={account.groups}
          onCreate={(name) => actions.createGroup(name, open.contact, open.from)}
          onClose={onClose}
        />
      )
    case 'delete-group':
      return (
        <DeleteGroupDialog
          groupId={open.groupId}
          account={account}
          onDelete={() => actions.removeGroup(open.groupId)}
          onClose={onClose}
        />
      )
    case 'privacy':
      return <PrivacyDialog {...{ account, actions, onClose }} />
    case 'places':
      return <PlacesDialog places={account.places} {...{ actions, onClose }} />
  }
}
