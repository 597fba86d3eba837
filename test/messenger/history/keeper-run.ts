import type { Event } from '../../../app/events.ts'
import type { HistoryLine } from '../../../app/history.ts'
import { HistoryKeeper } from '../../../main/messenger/history/history-keeper.ts'
import { HistoryTasks } from '../../../main/messenger/history/history-tasks.ts'
import type { HistoryHome } from '../../../main/messenger/history/history-home.ts'
import { Store } from '../../../main/messenger/store.ts'
import { HistoryFileWriter } from '../../../main/storage/history/history-writer.ts'
import { HistoryReader } from '../../../main/storage/history/history-reader.ts'
import { FakeClock } from '../fake-clock.ts'
import { historyAt } from '../history-at.ts'

/** One run of a program of which there is only the keeper of its history; turns of the event loop end when a test says so. */
export class KeeperRun {
  readonly store = new Store()
  readonly clock = new FakeClock()
  readonly faults: string[] = []
  readonly home: HistoryHome
  readonly tasks: HistoryTasks
  readonly keeper: HistoryKeeper
  readonly #later: (() => void)[] = []

  constructor(file: string, change: (home: HistoryHome) => HistoryHome = (home) => home) {
    const { store, clock } = this
    this.home = change(historyAt(file))
    this.tasks = new HistoryTasks({ store, clock })
    this.keeper = new HistoryKeeper({
      ...{ store, clock, home: this.home, tasks: this.tasks },
      soon: (run) => this.#later.push(run),
      log: (message) => this.faults.push(message),
    })
  }

  publish(...events: readonly Event[]): void {
    for (const event of events) this.store.publish(event)
  }

  endTurn(): void {
    for (const run of this.#later.splice(0)) run()
  }

  close(): Promise<void> {
    return this.keeper.close()
  }
}

/** Every line of a file, as somebody sees it who opens it now. */
export function linesIn(file: string): readonly HistoryLine[] {
  const writer = new HistoryFileWriter(file)
  try {
    return [...new HistoryReader(writer.database).pages({ kind: 'all' }, 50)].flat()
  } finally {
    writer.close()
  }
}
