import type { HTMLAttributes } from 'react'
import type { Entry, EntryOf } from '../../app/message.ts'
import type { Marks } from '../ui/marks.ts'
import type { LogItem } from './entry-groups.ts'

/** What a person said or did, as opposed to the program. */
export type Said = Exclude<Entry, EntryOf<'notice'>>

/** How lines stand out, by the ids of their entries. */
export interface LineLook {
  /** The line that the keys go on from, or null. */
  readonly current: string | null
  readonly chosen: ReadonlySet<string>
  /** Where in their texts words stand out. */
  readonly marks: ReadonlyMap<string, Marks>
}

/** What the element of a line says about it: which entry it is, and where lines can be chosen whether it is. */
export function lineAttributes(
  className: string,
  { id }: Entry,
  look: LineLook | undefined,
): HTMLAttributes<HTMLElement> & { readonly 'data-entry': string } {
  if (look === undefined) return { className, 'data-entry': id }
  const current = look.current === id
  return {
    className: look.chosen.has(id) ? `${className} line-chosen` : className,
    'data-entry': id,
    role: 'article',
    tabIndex: current ? 0 : -1,
    ...(current ? { 'aria-current': true } : {}),
  }
}

/** Whether the lines of a block look the same under both. */
export function sameLook(one: LineLook | undefined, other: LineLook | undefined, item: LogItem): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined) return false
  return entriesOf(item).every(
    ({ id }) =>
      (one.current === id) === (other.current === id) &&
      one.chosen.has(id) === other.chosen.has(id) &&
      one.marks.get(id) === other.marks.get(id),
  )
}

function entriesOf(item: LogItem): readonly Entry[] {
  switch (item.kind) {
    case 'day':
      return []
    case 'event':
      return [item.entry]
    case 'lines':
      return item.entries
  }
}
