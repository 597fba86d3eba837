import type { HistoryTalk } from '../../../app/history.ts'
import type { TalkWriter } from './talk-writer.ts'

/**
 * A conversation with everything that is known of it, to be imported elsewhere: JSON with its head on the first
 * line and each entry on one of its own, so that a file of any length can be read line by line (docs/history-json.md).
 */
export function jsonWriter({ accountId, historyId, group, people }: HistoryTalk): TalkWriter {
  let first = true
  const separator = (): string => {
    const written = first ? '' : ',\n'
    first = false
    return written
  }
  return {
    begin() {
      const head = {
        format: 'papilio-history',
        version: 1,
        account: accountId,
        conversation: historyId,
        group,
        people,
      }
      return `${JSON.stringify(head).slice(0, -1)},"lines":[\n`
    },
    lines: (lines) => lines.map(({ entry }) => separator() + JSON.stringify(entry)).join(''),
    end: () => '\n]}\n',
  }
}
