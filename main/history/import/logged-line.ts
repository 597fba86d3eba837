import { defaultFormat, type TextFormat } from '../../../app/message.ts'

/** Several people in one conversation, as a log tells of them. */
export interface LoggedGroup {
  /** The same for the same conversation in every file that has it. */
  readonly key: string
  /** Those who took part, by address or, where the log knows none, by name; not the owner of the log. */
  readonly members: readonly string[]
}

/** A line of a log before it is known whose it is. */
export interface LoggedLine {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly what: 'text' | 'action' | 'nudge' | 'joined' | 'left'
  /** How the log names the person; empty where the program speaks. */
  readonly name: string
  /** Whether the owner of the log wrote it, where the log says so. */
  readonly mine: boolean | null
  /** Names of those to whom it was said; empty where the log does not say. */
  readonly to: readonly string[]
  readonly text: string
  readonly format: TextFormat
  /** The log says that it was not delivered. */
  readonly failed: boolean
  /** Null for the conversation with the person whose log it is. */
  readonly group: LoggedGroup | null
  /** Lines of one sitting have the same number. */
  readonly session: number
}

/** What a file of a log holds. */
export interface ParsedLog {
  /** What the file calls the other person: an address, or something from which it may be found. */
  readonly contact: string
  readonly lines: readonly LoggedLine[]
  /** A part of it could not be read. */
  readonly damaged: boolean
}

/** A file of a log. */
export interface LogFile {
  /** Its name without folders, such as `bob@example.com.log`. */
  readonly name: string
  /** The names of the folders that it lies in, the innermost last. */
  readonly folders: readonly string[]
  /** When it was last changed, milliseconds since 1970. */
  readonly changedAt: number
  readonly text: string
}

/** The format of a text of which a log says nothing. */
export const plainFormat: TextFormat = { ...defaultFormat, font: '', color: null, pitchFamily: 0 }

/** A line with what most lines have. */
export const loggedLine = (
  line: Pick<LoggedLine, 'at' | 'name' | 'text'> & Partial<LoggedLine>,
): LoggedLine => ({
  what: 'text',
  mine: null,
  to: [],
  format: plainFormat,
  failed: false,
  group: null,
  session: 0,
  ...line,
})

/** So many people of one conversation are told apart; networks allow a fifth of it. */
const maxMembers = 100

/** A group with these people, too; the same one where nobody is new. */
export function withMembers(group: LoggedGroup, names: readonly string[]): LoggedGroup {
  const members = new Set([...group.members, ...names.filter((name) => name !== '')])
  const changed = members.size !== group.members.length && group.members.length < maxMembers
  return changed ? { key: group.key, members: [...members].slice(0, maxMembers) } : group
}
