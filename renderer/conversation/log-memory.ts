import type { Entry } from '../../app/message.ts'
import { logItems, withoutCutBlock, type LogItem } from '../log/entry-groups.ts'

/** Gives the blocks of one log as it grows; a block that was there stays the same block until it goes as a whole. */
export function createLogMemory(): (entries: readonly Entry[]) => readonly LogItem[] {
  let last: readonly Entry[] | null = null
  let items: readonly LogItem[] = []
  return (entries) => {
    if (entries !== last) items = logItems(withoutCutBlock(entries, items), Date.now())
    last = entries
    return items
  }
}
