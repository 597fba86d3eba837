import { parentPort, workerData } from 'node:worker_threads'
import type { ToThread } from '../../main/history/archive-calls.ts'
import { serveArchive } from '../../main/history/archive-server.ts'
import { openArchive } from '../../main/history/open-archive.ts'

// The thread of the history, and it dies of a search for "die".
parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'call' && message.call.name === 'search' && message.call.search.text === 'die')
    process.exit(1)
})
if (parentPort !== null)
  serveArchive(parentPort, (onFault) => openArchive((workerData as { file: string }).file, onFault))
