import { parentPort, workerData } from 'node:worker_threads'
import { serveArchive } from './archive-server.ts'
import { openArchive } from './open-archive.ts'

// The thread in which the history is read, searched, indexed, deleted, imported and exported.
const { file } = workerData as { readonly file: string }
if (parentPort !== null) serveArchive(parentPort, (onFault) => openArchive(file, onFault))
