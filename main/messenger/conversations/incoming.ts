import type { Author, Entry, Notice } from '../../../app/message.ts'
import type { Message } from '../../protocol/messages/message.ts'
import { cutText, limits } from '../limits.ts'

/** What every entry begins with. */
export interface EntryHead {
  readonly id: string
  readonly at: number
}

type Unshowable = Extract<Notice, { kind: 'cannot-show' }>['what']

/** The line that a message of somebody else becomes; null for what a conversation does not list, a text of blanks among it. */
export function entryOf(message: Message, author: Author, head: EntryHead): Entry | null {
  const line = { ...head, author, mine: false, delivery: { state: 'received' } } as const
  switch (message.kind) {
    case 'text':
      if (message.text.trim() === '') return null
      return {
        ...line,
        kind: 'text',
        text: cutText(message.text, limits.textCharacters),
        format: message.format,
      }
    case 'nudge':
      return { ...line, kind: 'nudge' }
    case 'action':
      return { ...line, kind: 'action', text: cutText(message.text, limits.textCharacters) }
    case 'wink':
    case 'voice-clip':
    case 'ink':
      return cannotShow(message.kind, author, head)
    case 'invitation':
      return message.command.toUpperCase() === 'INVITE' ? cannotShow('invitation', author, head) : null
    case 'typing':
    case 'recording':
    case 'emoticons':
    case 'client-capabilities':
    case 'keep-alive':
    case 'search':
    case 'peer-to-peer':
    case 'chunk':
    case 'unknown':
      return null
  }
}

/** The line that a message becomes which the user sent from another place; null for what a conversation does not list. */
export function ownEntryOf(message: Message, author: Author, head: EntryHead): Entry | null {
  const entry = entryOf(message, author, head)
  if (entry === null || entry.kind === 'notice') return null
  return { ...entry, mine: true, delivery: { state: 'delivered' } }
}

const cannotShow = (what: Unshowable, who: Author, head: EntryHead): Entry => ({
  ...head,
  kind: 'notice',
  notice: { kind: 'cannot-show', who, what },
})
