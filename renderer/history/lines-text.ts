import type { Author, Entry } from '../../app/message.ts'
import { entryText } from '../log/entry-text.ts'
import { dateOf, timeOf } from '../log/moments.ts'
import { oneLine } from '../ui/plain-text.tsx'

/** Lines as text for the clipboard: one line is only what it says, several say when and by whom. */
export function linesText(entries: readonly Entry[], nameOf: (who: Author) => string): string {
  const [only] = entries
  if (only !== undefined && entries.length === 1) return entryText(only, nameOf)
  return entries
    .map((entry) => `[${dateOf(entry.at)} ${timeOf(entry.at)}] ${saidLine(entry, nameOf)}`)
    .join('\n')
}

const saidLine = (entry: Entry, nameOf: (who: Author) => string): string =>
  entry.kind === 'text'
    ? `${oneLine(nameOf(entry.author))}: ${entryText(entry, nameOf)}`
    : entryText(entry, nameOf)
