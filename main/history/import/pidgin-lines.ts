import type { TextFormat } from '../../../app/message.ts'
import { nudgeIn } from './known-sentences.ts'
import { loggedLine, withMembers, type LoggedGroup, type LoggedLine } from './logged-line.ts'
import type { PidginHeader } from './pidgin-header.ts'
import { keptText } from './references.ts'

/** Where and when something was said. */
export interface PidginPlace {
  readonly at: number
  readonly group: LoggedGroup | null
}

/** What a line of a log of Pidgin says: somebody, somebody of himself (`/me`), or the program. */
export type PidginSaid =
  | {
      readonly what: 'text' | 'me'
      readonly name: string
      readonly mine: boolean | null
      readonly text: string
      readonly format: TextFormat
    }
  | { readonly what: 'notice'; readonly text: string }

/** A conversation of several is named by its first moment, as its own name is used again and again. */
export const groupOf = ({ several, contact, start }: PidginHeader): LoggedGroup | null =>
  several ? { key: `pidgin ${contact} ${start?.at}`, members: [] } : null

/** The line of a log; null for one that says nothing. */
export function pidginLine({ at, group }: PidginPlace, said: PidginSaid): LoggedLine | null {
  const text = keptText(said.text).trim()
  if (text === '') return null
  if (said.what === 'text')
    return loggedLine({ at, group, name: said.name, mine: said.mine, text, format: said.format })
  if (said.what === 'me') {
    return loggedLine({
      at,
      group,
      what: 'action',
      name: said.name,
      mine: said.mine,
      text: `${said.name} ${text}`,
    })
  }
  const came = group === null ? undefined : /^(.{1,200}?) (?:entered|left) the room\.?/.exec(text)?.[1]
  if (came !== undefined) {
    return loggedLine({
      at,
      group,
      what: text.includes(' left the room') ? 'left' : 'joined',
      name: came,
      text: '',
    })
  }
  const nudge = nudgeIn(text)
  const what = nudge === null ? ('action' as const) : ('nudge' as const)
  return loggedLine({ at, group, what, name: '', text, mine: nudge?.mine ?? null })
}

/** The lines of a conversation of several, with those who were ever in it. */
export function withEverybody(lines: readonly LoggedLine[]): readonly LoggedLine[] {
  const group = lines[0]?.group ?? null
  if (group === null) return lines
  const everybody = withMembers(
    group,
    lines.map(({ name, mine }) => (mine === true ? '' : name)),
  )
  return lines.map((line) => ({ ...line, group: everybody }))
}
