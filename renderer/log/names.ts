import { createContext, useContext } from 'react'
import type { Account } from '../../app/account.ts'
import { addressKey, shownName } from '../../app/contact.ts'
import type { Author } from '../../app/message.ts'

type Notes = Account['contactNotes']

/** What the user noted about people, for the lines of the log deep inside. */
export const NotesContext = createContext<Notes>({})

/** A function that names an author as the user does: by the user's own name for them, their name, or their address. */
export function useNameOf(): (author: Author) => string {
  const notes = useContext(NotesContext)
  return ({ address, name }) => shownName(name || address, notes[addressKey(address)])
}

/** No notes, always the same object, so that nothing is drawn again for it. */
export const noNotes: Notes = {}
