import { isHistoryKey } from '../ui/use-history-key.ts'
import { isOwnGroup, type Row } from './rows.ts'

/** What a key does in the tree. */
export type TreeMove =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'fold'; readonly index: number; readonly fold: boolean }
  | { readonly kind: 'open' | 'menu' | 'delete' | 'rename' | 'card' | 'history'; readonly index: number }
  | { readonly kind: 'search'; readonly text: string }

/** The key of an event, with what changes its meaning. */
export interface Key {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** What a key means, with the line `current` active; null when nothing. A page is `pageRows` lines. */
export function moveFor(
  event: Key,
  rows: readonly Row[],
  current: number,
  pageRows: number,
): TreeMove | null {
  const row = rows[current]
  if (row === undefined || event.metaKey) return null
  if (event.ctrlKey) {
    return isHistoryKey(event) && row.kind === 'contact' ? { kind: 'history', index: current } : null
  }
  if (event.altKey) {
    return event.key === 'Enter' && row.kind === 'contact' ? { kind: 'card', index: current } : null
  }
  const go = (index: number): TreeMove => ({
    kind: 'go',
    index: Math.max(0, Math.min(index, rows.length - 1)),
  })
  const mayChange = row.kind === 'contact' || isOwnGroup(row)
  switch (event.key) {
    case 'ArrowDown':
      return go(current + 1)
    case 'ArrowUp':
      return go(current - 1)
    case 'PageDown':
      return go(current + pageRows)
    case 'PageUp':
      return go(current - pageRows)
    case 'Home':
      return go(0)
    case 'End':
      return go(rows.length - 1)
    case 'ArrowRight':
      return row.kind === 'group' ? (row.folded ? fold(current, false) : go(current + 1)) : null
    case 'ArrowLeft':
      if (row.kind === 'contact') return go(current - row.position)
      return row.folded ? null : fold(current, true)
    case 'Enter':
    case ' ':
      return row.kind === 'group' ? fold(current, !row.folded) : { kind: 'open', index: current }
    case 'Delete':
      return mayChange ? { kind: 'delete', index: current } : null
    case 'F2':
      return mayChange ? { kind: 'rename', index: current } : null
    case 'ContextMenu':
      return { kind: 'menu', index: current }
    case 'F10':
      return event.shiftKey ? { kind: 'menu', index: current } : null
    default:
      return Array.from(event.key).length === 1 ? { kind: 'search', text: event.key } : null
  }
}

const fold = (index: number, folded: boolean): TreeMove => ({ kind: 'fold', index, fold: folded })
