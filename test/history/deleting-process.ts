import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openHistoryThread } from '../../main/history/history-thread.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'

// Deletes everything in a thread, ends the thread, and says how many locks of the file this process has then.
const [, , file = ''] = process.argv
const workerFile = fileURLToPath(new URL('../../main/history/worker.ts', import.meta.url))
const writer = new HistoryFileWriter(file)
const archive = openHistoryThread({ file, workerFile, log: console.error })
await archive.delete({ kind: 'all' }, { signal: new AbortController().signal, onProgress: () => undefined })
await archive.close()
const locks = readFileSync('/proc/locks', 'utf8').split('\n')
const ours = (lock: string): boolean =>
  lock.includes(` ${process.pid} `) && lock.includes(`:${statSync(file).ino} `)
console.log(locks.filter(ours).length)
writer.close()
