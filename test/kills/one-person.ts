import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { HistoryTask } from '../../app/history.ts'
import { hostNetwork, networkOf } from '../messenger/local-network.ts'
import { ProgramRun } from './program-run.ts'

/** Alice's program, alone on a network of its own, with a folder for its profile and other files. */
export async function onePerson() {
  const server = await hostNetwork()
  const folder = mkdtempSync(path.join(tmpdir(), 'papilio-alone-'))
  const network = networkOf(server)
  const running: ProgramRun[] = []
  return {
    folder,
    network,
    profile: path.join(folder, 'profile'),
    start(name = 'profile'): ProgramRun {
      const given = { kind: 'windows', network, account: 'alice@example.com' } as const
      const run = new ProgramRun({ ...given, profile: path.join(folder, name) })
      running.push(run)
      return run
    },
    async signedIn(name?: string): Promise<ProgramRun> {
      const run = this.start(name)
      await run.signedIn()
      return run
    },
    async close(): Promise<void> {
      await Promise.all(running.map((run) => run.kill()))
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Resolves once a piece of work on the history has begun and so much of it is done, or the program ended. */
export const underWay = (run: ProgramRun, kind: HistoryTask['kind'], done = 0): Promise<unknown> =>
  run.until(
    ({ event }) =>
      event?.type === 'history-task-changed' && event.task?.kind === kind && event.task.done >= done,
  )
