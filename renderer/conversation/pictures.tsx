import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import { Avatar } from '../ui/avatar.tsx'

const shown = 4

/** The pictures of the others, beside the log where there is room. */
export function Pictures({ people }: { readonly people: readonly Contact[] }) {
  const size = people.length > 1 ? 2.875 : 6
  return (
    <div className="pictures" aria-hidden="true">
      {people.slice(0, shown).map(({ address, presence }) => (
        <Avatar key={address} address={address} presence={presence} size={size} />
      ))}
    </div>
  )
}

interface OwnProps {
  readonly conversation: Conversation
  readonly account: Account | undefined
}

/** One's own picture, beside the composer where there is room. */
export function OwnPicture({ conversation, account }: OwnProps) {
  const address = account?.address ?? conversation.accountId.slice(conversation.accountId.indexOf('/') + 1)
  const presence = account?.connection.state === 'signed-in' ? account.me.presence : 'offline'
  return (
    <div className="pictures own-picture" aria-hidden="true">
      <Avatar address={address} presence={presence} size={6} />
    </div>
  )
}
