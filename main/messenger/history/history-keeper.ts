import type { Conversation } from '../../../app/conversation.ts'
import type { HistoryProblem, HistoryScope } from '../../../app/history.ts'
import type { Clock } from '../../protocol/clock.ts'
import { HistoryError, type HistoryArchive, type NewLine, type Work } from '../../storage/history/history.ts'
import type { Store } from '../store.ts'
import { Backlog } from './backlog.ts'
import type { HistoryHome } from './history-home.ts'
import { HistoryRescue } from './history-rescue.ts'
import { silently, type HistoryTasks } from './history-tasks.ts'
import { isKept, keepableOf } from './kept-lines.ts'

/** What the keeper needs. */
export interface HistoryKeeperOptions {
  readonly store: Store
  readonly home: HistoryHome
  readonly tasks: HistoryTasks
  readonly clock: Clock
  /** Runs something once what happens at the moment is over. */
  soon(run: () => void): void
  /** For faults of the program; the text holds no line. */
  readonly log: (message: string, error?: unknown) => void
}

/** After a failure writing is tried again; pauses in milliseconds, the last one again and again. */
const pauses = [1_000, 5_000, 30_000, 60_000] as const

/** Writes down everything that is said, in one go for what happens together, before any window shows it. */
export class HistoryKeeper {
  readonly #options: HistoryKeeperOptions
  readonly #backlog: Backlog
  readonly #rescue: HistoryRescue
  readonly #unsubscribe: () => void
  #scheduled = false
  /** Why nothing can be written at the moment. */
  #trouble: 'not-written' | 'damaged' | 'closed' | null = null
  #failures = 0
  /** Whether what leaves the conversations is being deleted anyhow. */
  #forgetting = false
  #cancelRetry: () => void = () => undefined

  constructor(options: HistoryKeeperOptions) {
    this.#options = options
    const { store, log } = options
    this.#backlog = new Backlog(() => log('lines were given up: the history cannot be written'))
    this.#rescue = new HistoryRescue({ ...options, say: (problem) => this.#say(problem) })
    this.#unsubscribe = store.subscribe((event, state) => {
      if (event.type === 'entries-removed' && event.entryIds !== null && !this.#forgetting) {
        const conversation = state.conversations[event.conversationId]
        if (conversation !== undefined) this.#takeBack(event.entryIds, conversation)
      }
      this.#backlog.add(keepableOf(event, state))
      if (!this.#backlog.empty) this.#schedule()
    })
    this.#onOpened()
  }

  /** Reads and changes what is kept, everything said until now among it. @throws what it throws; a damaged file is replaced */
  async ask<T>(question: (archive: HistoryArchive) => Promise<T>): Promise<T> {
    await this.#rescue.replaced
    this.flush()
    try {
      return await question(this.#options.home.archive)
    } catch (error) {
      if (error instanceof HistoryError && error.kind === 'damaged') void this.#replace()
      throw error
    }
  }

  /** Keeps lines of an earlier run, which may have ended before it could. */
  remember(lines: readonly NewLine[]): void {
    const { settings } = this.#options.store.state
    this.#backlog.add({ lines: lines.filter((line) => isKept(settings, line)), settlements: [] })
    if (!this.#backlog.empty) this.#schedule()
  }

  /** Writes what was said since the last time. Whether nothing is left to be written. */
  flush(): boolean {
    if (this.#backlog.empty) return true
    if (this.#trouble !== null) return false
    try {
      this.#options.home.write(this.#backlog.lines, this.#backlog.settlements)
      this.#backlog.clear()
    } catch (error) {
      this.#onFailure(error)
      return false
    }
    this.#onWritten()
    return true
  }

  /** Reads what was put aside and not read to its end, so that none of it comes back later. @throws what HistoryRescue throws */
  async readAside(work: Work): Promise<void> {
    await this.#rescue.replaced
    await this.#rescue.readAll(work)
  }

  /** Deletes what was put aside: all of it, or what was read to its end. @throws the system's error */
  deleteAside(which: 'all' | 'read'): void {
    this.#rescue.deleteAside(which)
  }

  /** The user deletes this part: what waits to be written is not written any more. `elsewhere` takes it out of conversations. */
  forget(scope: HistoryScope, elsewhere: () => void): void {
    this.#backlog.forget(scope)
    this.#forgetting = true
    try {
      elsewhere()
    } finally {
      this.#forgetting = false
    }
  }

  /** A line that was taken back is none that was said. */
  #takeBack(entryIds: readonly string[], { accountId, historyId }: Conversation): void {
    const scope = { kind: 'lines', accountId, historyId, entryIds } as const
    this.#backlog.forget(scope)
    this.ask((archive) => archive.delete(scope, silently)).catch((error: unknown) =>
      this.#options.log('a line that was taken back could not be deleted', error),
    )
  }

  /** Writes the last lines and lets go of the files. */
  async close(): Promise<void> {
    if (this.#trouble === 'closed') return
    this.#unsubscribe()
    this.#cancelRetry()
    await this.#rescue.replaced
    if (this.#trouble === 'not-written') this.#trouble = null
    if (!this.flush()) this.#options.log('the last lines could not be kept')
    this.#trouble = 'closed'
    await this.#options.tasks.stop()
    await this.#options.home.close()
  }

  #onOpened(): void {
    const { opening, unrescued } = this.#options.home
    if (opening.kind === 'too-new') this.#say({ kind: 'too-new' })
    for (const path of unrescued) void this.#rescue.read(path)
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#options.soon(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  #onWritten(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    if (this.#options.store.state.historyProblem?.kind === 'not-written') this.#say(null)
  }

  #onFailure(error: unknown): void {
    if (!(error instanceof HistoryError)) return this.#writeOneByOne(error)
    if (error.kind === 'damaged') return void this.#replace()
    this.#options.log('the history cannot be written', error)
    if (this.#failures === 0) this.#say({ kind: 'not-written' })
    this.#trouble = 'not-written'
    const pause = pauses[Math.min(this.#failures++, pauses.length - 1)] ?? 0
    this.#cancelRetry = this.#options.clock.after(pause, () => {
      this.#trouble = null
      this.flush()
    })
  }

  /** A fault of the program, about one of the lines: it must not cost the others. */
  #writeOneByOne(error: unknown): void {
    this.#options.log('lines could not be kept', error)
    const { lines, settlements } = this.#backlog
    this.#backlog.clear()
    for (const line of lines) this.#attempt(() => this.#options.home.write([line], []))
    for (const settlement of settlements) this.#attempt(() => this.#options.home.write([], [settlement]))
  }

  #attempt(write: () => void): void {
    try {
      write()
    } catch (error) {
      this.#options.log('a line could not be kept', error)
    }
  }

  /** What is said meanwhile waits for the new file. */
  async #replace(): Promise<void> {
    if (this.#trouble === 'damaged' || this.#trouble === 'closed') return
    this.#cancelRetry()
    this.#trouble = 'damaged'
    const path = await this.#rescue.replace()
    this.#trouble = null
    if (path !== null) void this.#rescue.read(path)
    this.flush()
  }

  #say(problem: HistoryProblem | null): void {
    this.#options.store.publish({ type: 'history-problem-changed', problem })
  }
}
