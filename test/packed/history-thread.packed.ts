import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { defaultFormat } from '../../app/message.ts'
import { openHistoryThread } from '../../main/history/history-thread.ts'
import { HistoryFileWriter } from '../../main/storage/history/history-writer.ts'

const program = process.env.PAPILIO_E2E_APP_DIR ?? ''

test('the thread that was packed finds what was said', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-history-'))
  const file = path.join(folder, 'history.db')
  const writer = new HistoryFileWriter(file)
  const faults: unknown[] = []
  const archive = openHistoryThread({
    file,
    workerFile: path.join(program, 'dist/worker/history.cjs'),
    log: (...fault) => faults.push(fault),
  })
  try {
    const author = { address: 'bob@example.com', name: 'Bob' }
    writer.write(
      [
        {
          accountId: 'local/alice@example.com',
          historyId: author.address,
          group: false,
          people: [author],
          entry: {
            ...{ id: 'one', at: 1_700_000_000_000, kind: 'text', author, mine: false },
            ...{ text: 'Schöne Grüße', format: defaultFormat, delivery: { state: 'received' } },
          },
        },
      ],
      [],
    )
    const everywhere = { accountId: null, historyId: null, from: null, to: null, before: null, count: 10 }
    const { hits } = await archive.search({ text: 'grusse', ...everywhere })
    expect(hits.map(({ line, marks }) => [line.entry.id, marks])).toEqual([['one', [[7, 5]]]])
    expect(faults).toEqual([])
  } finally {
    await archive.close()
    writer.close()
    rmSync(folder, { recursive: true })
  }
})
