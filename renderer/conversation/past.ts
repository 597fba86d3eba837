import { createStore } from 'zustand/vanilla'
import type { HistoryLine, HistoryPage, HistoryPlace } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import type { Result } from '../../app/reasons.ts'

/** So many lines of the past are held; who wants to see more finds them in the history. */
export const maxPastLines = 2000

/** What was said before, as far as it was read. */
export interface Past {
  /** Oldest first, one after the other; none of them is a line of the open conversation. */
  readonly lines: readonly HistoryLine[]
  /** Whether there are lines before these. */
  readonly earlier: boolean
  readonly state: 'unread' | 'reading' | 'ready' | 'failed'
}

/** What reading the past needs. */
export interface PastOptions {
  readonly read: (place: HistoryPlace, count: number) => Promise<Result<HistoryPage>>
  /** So many lines the open conversation holds at most. */
  readonly liveLimit: number
}

/** How many stand before the first that is still there; all of them, where none is. */
function numberBefore(first: string | undefined, ids: readonly string[]): number {
  const index = first === undefined ? 0 : ids.indexOf(first)
  return index < 0 ? ids.length : index
}

/** The most that is read at once. */
const maxPage = 200

const unread: Past = { lines: [], earlier: false, state: 'unread' }

/**
 * Reads what was said before a conversation was opened, from its end upwards. The history holds the lines of the open
 * conversation, too: these are left out for as long as they are there, and for good once they were deleted or taken back.
 */
export function createPast({ read, liveLimit }: PastOptions) {
  const store = createStore<Past>(() => unread)
  /** A piece of the history without holes, lines of the open conversation among it. */
  let held: readonly HistoryLine[] = []
  let live: readonly string[] = []
  let liveNow: ReadonlySet<string> = new Set()
  const gone = new Set<string>()
  let queue = Promise.resolve()

  const isPast = ({ entry }: HistoryLine) => !liveNow.has(entry.id) && !gone.has(entry.id)

  function hold(lines: readonly HistoryLine[], change: Partial<Past> = {}): void {
    held = lines
    const { lines: before } = store.getState()
    const now = held.filter(isPast)
    const same = now.length === before.length && now.every((line, index) => line === before[index])
    store.setState({ ...change, lines: same ? before : now })
  }

  /** The last ones, when they became too many. */
  function holdSome(lines: readonly HistoryLine[], earlier: boolean): void {
    const surplus = Math.max(0, lines.filter(isPast).length - maxPastLines)
    hold(lines.slice(surplus), { earlier: earlier || surplus > 0 })
  }

  const next = (work: () => Promise<void>): Promise<void> => (queue = queue.then(work))

  /** Reads so many lines before those that are there. Lines of the open conversation do not count. */
  async function readBack(count: number): Promise<void> {
    let lines = held
    let earlier = true
    for (let found = 0; found < count && earlier;) {
      const [first] = lines
      const place: HistoryPlace = first === undefined ? { kind: 'end' } : { kind: 'before', seq: first.seq }
      const wanted = count - found + (first === undefined ? live.length : 0)
      const page = await read(place, Math.min(wanted, maxPage))
      if (!page.ok) return store.setState({ state: 'failed' })
      lines = [...page.value.lines, ...lines]
      found += page.value.lines.filter(isPast).length
      earlier = page.value.earlier
    }
    hold(lines, { earlier, state: 'ready' })
  }

  /** Sees whether anything was said before, without showing it. */
  async function look(): Promise<void> {
    const page = await read({ kind: 'end' }, Math.min(live.length + 1, maxPage))
    if (!page.ok) return store.setState({ state: 'ready' })
    store.setState({ state: 'ready', earlier: page.value.earlier || page.value.lines.some(isPast) })
  }

  /** The lines from a place on, up to where the open conversation begins, or null when they cannot be read. */
  async function readOn(from: number, mayEnd: (line: HistoryLine) => boolean): Promise<HistoryPage | null> {
    const lines: HistoryLine[] = []
    for (let seq = from, earlier: boolean | null = null; ;) {
      const page = await read({ kind: 'after', seq }, maxPage)
      if (!page.ok) return null
      lines.push(...page.value.lines)
      earlier ??= page.value.earlier
      const last = page.value.lines.at(-1)
      if (last === undefined || !page.value.later || mayEnd(last)) return { lines, earlier, later: false }
      seq = last.seq
    }
  }

  /** Lines of the open conversation went out of it, because it became too long. */
  async function follow(): Promise<void> {
    const last = held.at(-1)
    if (last === undefined) return
    const page = await readOn(last.seq, ({ entry }) => liveNow.has(entry.id))
    if (page === null) return
    holdSome([...held, ...page.lines], store.getState().earlier)
  }

  /** Reads what is held again: lines may have been deleted, or added by an import. */
  async function readAgain(): Promise<void> {
    const [first, last] = [held[0], held.at(-1)]
    if (first === undefined || last === undefined) return
    const page = await readOn(first.seq - 1, ({ seq }) => seq >= last.seq)
    if (page === null) return
    const lines = page.lines.filter(({ seq }) => seq <= last.seq)
    holdSome(lines, page.earlier)
  }

  return {
    store,

    /** Reads for the first time: so many lines, or (0) only whether there are any. */
    open(count: number): void {
      if (store.getState().state !== 'unread') return
      store.setState({ state: 'reading' })
      void next(() => (count === 0 ? look() : readBack(count)))
    },

    /** Reads further back; nothing while something is being read, or enough was. */
    more(count: number): void {
      const { lines, earlier, state } = store.getState()
      if (state === 'reading' || state === 'unread' || lines.length >= maxPastLines) return
      if (!earlier && state === 'ready') return
      store.setState({ state: 'reading' })
      void next(() => readBack(Math.min(count, maxPastLines - lines.length)))
    },

    /** The lines of the open conversation are these now. */
    note(entries: readonly Entry[]): void {
      const ids = entries.map(({ id }) => id)
      const cut = ids.length < liveLimit ? 0 : numberBefore(ids[0], live)
      liveNow = new Set(ids)
      for (const id of live.slice(cut)) if (!liveNow.has(id)) gone.add(id)
      live = ids
      hold(held, cut > 0 && held.length === 0 ? { earlier: true } : {})
      if (cut > 0) void next(follow)
    },

    /** Lines may have been deleted elsewhere. */
    renew: (): void => {
      void next(readAgain)
    },

    /** These lines were deleted here. */
    remove: (entryIds: readonly string[]): void => {
      for (const id of entryIds) gone.add(id)
      hold(held)
    },
  }
}
