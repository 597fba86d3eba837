import type { MessagePort } from 'node:worker_threads'
import type { HistoryArchive, Work } from '../storage/history/history.ts'
import { answerCall, type FromThread, type ToThread } from './archive-calls.ts'
import { errorDataOf } from './error-data.ts'

/** Answers the calls that come by a port until it is told to close; then the archive is closed, and the port. */
export function serveArchive(
  port: MessagePort,
  open: (onFault: (error: unknown) => void) => HistoryArchive,
): void {
  const working = new Map<number, AbortController>()
  const say = (message: FromThread): void => port.postMessage(message)
  const archive = open((error) => say({ type: 'fault', error: errorDataOf(error) }))

  async function answer({ id, call }: ToThread & { type: 'call' }): Promise<void> {
    const controller = new AbortController()
    working.set(id, controller)
    const work: Work = {
      signal: controller.signal,
      onProgress: (done, total) => say({ type: 'progress', id, done, total }),
    }
    try {
      say({ type: 'answer', id, value: await answerCall(archive, call, work) })
    } catch (error) {
      say({ type: 'failure', id, error: errorDataOf(error) })
    } finally {
      working.delete(id)
    }
  }

  async function close(): Promise<void> {
    for (const controller of working.values()) controller.abort()
    try {
      await archive.close()
    } catch (error) {
      say({ type: 'fault', error: errorDataOf(error) })
    }
    port.close()
  }

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'call':
        return void answer(message)
      case 'abort':
        return working.get(message.id)?.abort()
      case 'close':
        return void close()
    }
  })
}
