import { writeSync } from 'node:fs'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'
import { textLine } from './history-lines.ts'

// Writes lines into a file until it is killed, and says the id of each once it is kept.
const [, , file = '', name = '', historyId = ''] = process.argv
const writer = new HistoryFileWriter(file)
for (let number = 0; ; number++) {
  const id = `${name}-${number}`
  const line = textLine({ id, at: 1_795_000_000_000 + number, text: 'word '.repeat(number % 400) })
  writer.write([{ ...line, historyId }], [])
  writeSync(1, `${id}\n`)
}
