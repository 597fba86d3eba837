import { symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logKindOf } from '../../main/history/import/log-kinds.ts'
import { maxLogBytes } from '../../main/history/import/import-logs.ts'
import { textOfFile } from '../../main/history/import/text-of-file.ts'
import { HistoryError } from '../../main/storage/history/history.ts'
import { withFiles } from './import-files.ts'
import { HistoryInMemory, sampleLogs } from './import-support.ts'

const amsnLine = (second: number, text: string): string =>
  `|"LGRA[|"LTIME${1133386777 + second} ] |"LITABob :|"LC000000 ${text}\n`

const amsnLog = (count: number): string =>
  Array.from({ length: count }, (_, index) => amsnLine(index, `line ${index}`)).join('')

describe('what a file is', () => {
  test.each([
    ['<?xml version="1.0"?><Log FirstSessionID="1">', 'wlm'],
    [
      `<?xml version="1.0"?>\r\n<?xml-stylesheet type='text/xsl' href='MessageLog.xsl'?>\r\n<Log LogonName="a@b.c">`,
      'wlm',
    ],
    ['<?xml version="1.0"?><log><entry/></log>', null],
    ['<?xml version="1.0"?><Logs>', null],
    ['|"LRED[Conversation started', 'amsn'],
    ['|"LC00ff00 x', 'amsn'],
    ['see |"LRED', null],
    ['Conversation with a at b on c (msn)\n', 'pidgin-text'],
    ['Conversation with a at b on c (jabber)\n', null],
    ['<html><head><meta x><title>Conversation with a at b on c (msn)</title>', 'pidgin-html'],
    ['<html><head><title>Conversations</title>', null],
    ['{"format":"papilio-history","version":1', 'papilio'],
    ['{ "format" : "papilio-history"', 'papilio'],
    ['', null],
    ['\u0000\u0001', null],
  ])('that begins with %j', (head, kind) => {
    expect(logKindOf(head)).toBe(kind)
  })

  test('is said for any beginning', () => {
    const piece = fc.constantFrom(
      '<?',
      '?>',
      '<Log',
      '>',
      ' ',
      '\n',
      '|"L',
      'RED',
      '<html>',
      '<head>',
      '<title>',
      'Conversation with ',
      '(msn)',
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 2000 }), (pieces) => void logKindOf(pieces.join(''))))
  })
})

describe('how a file is encoded', () => {
  const text = '<Log>äöü 新 🎄</Log>'
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
  const utf16 = Buffer.from(text, 'utf16le')
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['UTF-16 without a mark', utf16],
    ['UTF-16, the other way round, without a mark', swapped(utf16)],
  ])('%s', (_, bytes) => {
    expect(textOfFile(bytes)).toBe(text)
  })

  test('as its XML says, or else as in Western Europe', () => {
    expect(
      textOfFile(Buffer.from([...Buffer.from('<?xml version="1.0" encoding="windows-1251"?>'), 0xe4])),
    ).toMatch(/д$/)
    expect(textOfFile(Buffer.from([0x41, 0xe4, 0x80]))).toBe('Aä€')
    expect(
      textOfFile(Buffer.from([...Buffer.from('<?xml version="1.0" encoding="no-such"?>'), 0xe4])),
    ).toMatch(/ä$/)
  })
})

describe('files and folders', () => {
  test('that are no logs are passed over, but told of when somebody chose them', async () => {
    const files = {
      'a/bob@example.com.log': amsnLog(2),
      'a/picture.png': new Uint8Array([0x89, 0x50]),
      'a/empty.xml': '',
    }
    await withFiles(files, async (folder) => {
      const history = new HistoryInMemory()
      expect(await history.import([folder])).toMatchObject({ added: 2, refused: [] })
      const chosen = [join(folder, 'a/picture.png'), join(folder, 'a/empty.xml'), join(folder, 'gone.xml')]
      expect((await history.import(chosen)).refused).toEqual([
        { file: 'picture.png', reason: 'file-unreadable' },
        { file: 'empty.xml', reason: 'file-unreadable' },
        { file: 'gone.xml', reason: 'file-unreadable' },
      ])
    })
  })

  test('that link to each other in circles are visited once', async () => {
    await withFiles({ 'a/b/bob@example.com.log': amsnLog(2) }, async (folder) => {
      await symlink(folder, join(folder, 'a/b/up'))
      await symlink(join(folder, 'a/b/bob@example.com.log'), join(folder, 'carol@example.com.log'))
      const history = new HistoryInMemory()
      expect(await history.import([folder, folder])).toMatchObject({ added: 2, alreadyThere: 0 })
    })
  })

  test('that are too long are refused without being read, and the rest goes on', async () => {
    await withFiles(
      { 'bob@example.com.log': amsnLog(2), 'huge@example.com.log': amsnLog(1) },
      async (folder) => {
        await truncate(join(folder, 'huge@example.com.log'), maxLogBytes + 1)
        const history = new HistoryInMemory()
        expect(await history.import([folder])).toMatchObject({
          added: 2,
          refused: [{ file: 'huge@example.com.log', reason: 'too-long' }],
        })
      },
    )
  })

  test('have every line, also equal ones of one second between which the clock went back', async () => {
    const said = [
      [1, 'ok'],
      [0, 'hm'],
      [1, 'ok'],
      [1, 'ok'],
      [0, 'hm'],
    ] as const
    const log = said.map(([second, text]) => amsnLine(second, text)).join('')
    await withFiles({ 'bob@example.com.log': log }, async (folder) => {
      const history = new HistoryInMemory()
      expect(await history.import([folder])).toMatchObject({ added: 5, alreadyThere: 0 })
      expect(await history.import([folder])).toMatchObject({ added: 0, alreadyThere: 5 })
    })
  })

  test('named for nobody known are kept under an address that cannot exist', async () => {
    const log = `<Log FirstSessionID="1" LastSessionID="1"><Message DateTime="2009-03-12T13:05:33.383Z" SessionID="1"><From><User FriendlyName="Somebody"/></From><To><User FriendlyName="Alice"/></To><Text>hi</Text></Message></Log>`
    await withFiles({ 'somebody123456789.xml': log }, async (folder) => {
      const history = new HistoryInMemory()
      await history.import([folder])
      const [talk] = history.reader.list()
      expect(talk?.people).toEqual([{ address: 'somebody123456789@unknown.invalid', name: 'Somebody' }])
      expect(await history.import([folder])).toMatchObject({ added: 0, alreadyThere: 1 })
    })
  })
})

describe('the work', () => {
  test('tells how far it is, to the end', async () => {
    const seen: (readonly [number, number | null])[] = []
    const work = {
      signal: new AbortController().signal,
      onProgress: (...now: readonly [number, number | null]) => void seen.push(now),
    }
    await new HistoryInMemory().import([sampleLogs()], {}, work)
    const [first, ...rest] = seen
    const total = rest[0]?.[1]
    expect(first).toEqual([0, null])
    expect(rest.at(-1)).toEqual([total, total])
    expect(rest.map(([done]) => done)).toEqual(rest.map(([done]) => done).toSorted((a, b) => a - b))
  })

  test('keeps what was added when it is ended, and adds the rest the next time', async () => {
    await withFiles({ 'bob@example.com.log': amsnLog(1000) }, async (folder) => {
      const history = new HistoryInMemory()
      const ending = new AbortController()
      const { openSink } = history
      let batches = 0
      Object.assign(history, {
        openSink: (precisionMs: number) => {
          const sink = openSink(precisionMs)
          return {
            addImported: (lines: Parameters<typeof sink.addImported>[0]) => {
              if ((batches += 1) === 3) ending.abort()
              return sink.addImported(lines)
            },
          }
        },
      })
      const work = { signal: ending.signal, onProgress: () => undefined }
      expect(await history.import([folder], {}, work)).toEqual({
        added: 300,
        alreadyThere: 0,
        refused: [],
        cancelled: true,
      })
      expect(await history.import([folder])).toMatchObject({
        added: 700,
        alreadyThere: 300,
        cancelled: false,
      })
    })
  })

  test('adds nothing when it was ended before it began', async () => {
    const history = new HistoryInMemory()
    const work = { signal: AbortSignal.abort(), onProgress: () => undefined }
    expect(await history.import([sampleLogs()], {}, work)).toMatchObject({ added: 0, cancelled: true })
  })

  test('fails when the history cannot be written, instead of refusing every file', async () => {
    const history = new HistoryInMemory()
    Object.assign(history, {
      openSink: () => ({
        addImported: () => {
          throw new HistoryError('not-written', new Error('full'))
        },
      }),
    })
    await expect(history.import([sampleLogs('amsn')])).rejects.toBeInstanceOf(HistoryError)
  })

  test('stands the file changing while it is read', async () => {
    await withFiles({ 'bob@example.com.log': amsnLog(500) }, async (folder) => {
      const history = new HistoryInMemory()
      const importing = history.import([folder])
      await writeFile(join(folder, 'bob@example.com.log'), amsnLog(3))
      expect((await importing).refused).toEqual([])
    })
  })
})
