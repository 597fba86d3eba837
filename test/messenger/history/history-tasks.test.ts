import { describe, expect, test } from 'vitest'
import type { HistoryTask } from '../../../app/history.ts'
import { HistoryTasks } from '../../../main/messenger/history/history-tasks.ts'
import { Store } from '../../../main/messenger/store.ts'
import type { Work } from '../../../main/storage/history/history.ts'
import { FakeClock } from '../fake-clock.ts'

/** Tasks, and what windows heard of them. */
function stage() {
  const store = new Store()
  const clock = new FakeClock()
  const heard: (HistoryTask | null)[] = []
  store.subscribe((event) => {
    if (event.type === 'history-task-changed') heard.push(event.task)
  })
  return { tasks: new HistoryTasks({ store, clock }), clock, heard, store }
}

/** Work that goes on until it is ended. */
const endless = ({ signal }: Work): Promise<never> =>
  new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted somewhere deep'))),
  )

describe('a piece of work on the history', () => {
  test('tells how far it is five times a second at most, and in the end that there is none', async () => {
    const { tasks, clock, heard } = stage()
    await tasks.run('import', ({ onProgress }) => {
      for (let done = 1; done <= 1_000; done++) {
        clock.advance(1)
        onProgress(done, 1_000)
      }
      return Promise.resolve()
    })
    expect(heard.slice(0, 3)).toEqual([
      { kind: 'import', done: 0, total: null },
      { kind: 'import', done: 1, total: 1_000 },
      { kind: 'import', done: 201, total: 1_000 },
    ])
    expect(heard).toHaveLength(7)
    expect(heard.at(-1)).toBeNull()
  })

  test('that is cancelled is over when it has ended, and says that it was cancelled', async () => {
    const { tasks, store } = stage()
    const running = tasks.run('export', endless)
    expect(store.state.historyTask).toMatchObject({ kind: 'export' })
    tasks.cancel()
    await expect(running).rejects.toMatchObject({ reason: 'cancelled' })
    expect(store.state.historyTask).toBeNull()
  })

  test('that fails by itself says why', async () => {
    const { tasks, store } = stage()
    const error = new Error('of its own')
    await expect(tasks.run('delete', () => Promise.reject(error))).rejects.toBe(error)
    expect(store.state.historyTask).toBeNull()
  })

  test('that has to be done waits for the one that goes on', async () => {
    const { tasks } = stage()
    const order: string[] = []
    const first = tasks
      .run('import', (work) => endless(work).finally(() => order.push('first')))
      .catch(() => undefined)
    const second = tasks.runNext('rescue', () => Promise.resolve(order.push('second')))
    const third = tasks.runNext('delete', () => Promise.resolve(order.push('third')))
    await expect(tasks.run('export', endless)).rejects.toMatchObject({ reason: 'not-available' })
    tasks.cancel()
    await Promise.all([first, second, third])
    expect(order).toEqual(['first', 'second', 'third'])
  })

  test('is ended before the program lets go of the files', async () => {
    const { tasks, store } = stage()
    const running = tasks.run('import', endless).catch(() => store.state.historyTask)
    await tasks.stop()
    expect(store.state.historyTask).toBeNull()
    expect(await running).toBeNull()
  })
})
