import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExportFormat, HistoryScope, HistoryTalk } from '../../app/history.ts'
import { emoticonPictures } from '../../main/history/export/emoticon-pictures.ts'
import { exportHistory, type ExportSource } from '../../main/history/export/export-history.ts'
import { FileNames, safeFileName } from '../../main/history/export/file-names.ts'
import type { Work } from '../../main/storage/history/history.ts'
import { anyText } from '../support/arbitraries.ts'
import { bob, line, me, noon, withBob } from './export-page.ts'
import { withFiles } from './import-files.ts'
import { HistoryInMemory, unending } from './import-support.ts'

const all: HistoryScope = { kind: 'all' }

const write = (
  source: ExportSource,
  scope: HistoryScope,
  format: ExportFormat,
  path: string,
  work: Work = unending,
) => exportHistory(source, { scope, format, path, locale: 'en-GB' }, work)

describe('the name of a file', () => {
  test.each([
    ['bob@example.com', 'bob@example.com'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x', 'C__Windows_x'],
    ['con', '_con'],
    ['COM1.txt', '_COM1.txt'],
    ['console', 'console'],
    ['.hidden', 'hidden'],
    ['ends with dots...', 'ends with dots'],
    ['-rf', '_-rf'],
    ['a\u202eexe.txt', 'a_exe.txt'],
    ['..', '_'],
    ['', '_'],
  ])('%j is %j', (wanted, name) => {
    expect(safeFileName(wanted)).toBe(name)
  })

  test('is no path, not hidden, not reserved, not too long, whatever it is made of', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 })),
        (wanted) => {
          const name = safeFileName(wanted)
          expect(name).toMatch(/^[^./\\\s]/u)
          // eslint-disable-next-line no-control-regex
          expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]|[. ]$/)
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130)
          expect(name.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  test('is another one for each, also where letter case and the way accents are written do not count', () => {
    const name = fc.constantFrom('bob', 'BOB', 'Bob (2)', 'é', 'e\u0301', 'É', 'ß', 'SS', 'index', 'x')
    fc.assert(
      fc.property(fc.array(name), (wanted) => {
        const names = new FileNames('.html', ['index.html'])
        const given = wanted.map((each) => names.nameFor(each).normalize('NFC').toLowerCase())
        expect(new Set([...given, 'index.html']).size).toBe(wanted.length + 1)
      }),
    )
  })
})

const history = (): HistoryInMemory => {
  const made = new HistoryInMemory()
  made.write(line({ text: 'one' }), line({ text: 'two', at: noon + 1000 }))
  made.write({ ...line({ text: 'three' }), historyId: 'carol@example.net' })
  return made
}

/** A source that ends the work, or fails, when it is asked for its second page. */
const interrupted = (source: ExportSource, interrupt: () => void): ExportSource => ({
  list: () => source.list(),
  count: (scope) => source.count(scope),
  *pages(scope) {
    for (const page of source.pages(scope, 1)) {
      yield page
      interrupt()
    }
  },
})

describe('an export', () => {
  test.each(['text', 'html', 'json'] as const)(
    'of all as %s is a folder with a file for each',
    async (format) => {
      await withFiles({}, async (folder) => {
        const path = join(folder, 'history')
        expect(await write(history().reader, all, format, path)).toBe(3)
        const ending = format === 'text' ? 'txt' : format
        const files = [`bob@example.com.${ending}`, `carol@example.net.${ending}`]
        expect(await readdir(path)).toEqual(format === 'html' ? [...files, 'index.html'] : files)
        expect(await readdir(folder)).toEqual(['history'])
      })
    },
  )

  test('of several accounts has a folder for each', async () => {
    await withFiles({}, async (folder) => {
      const both = history()
      both.write({ ...line({}), accountId: 'other/alice@live.com' })
      await write(both.reader, all, 'text', join(folder, 'x'))
      expect(await readdir(join(folder, 'x'))).toEqual(['alice@live.com local', 'alice@live.com other'])
      await write(
        both.reader,
        { kind: 'account', accountId: 'other/alice@live.com' },
        'text',
        join(folder, 'y'),
      )
      expect(await readdir(join(folder, 'y'))).toEqual(['bob@example.com.txt'])
    })
  })

  test('of one conversation replaces the file, and has only the lines that were asked for', async () => {
    await withFiles({ 'bob.txt': 'old' }, async (folder) => {
      const made = history()
      const [first] = made.entries('bob@example.com')
      const scope = { ...withBob, kind: 'lines' as const, entryIds: [first!.id] } as HistoryScope
      expect(await write(made.reader, scope, 'text', join(folder, 'bob.txt'))).toBe(1)
      const text = await readFile(join(folder, 'bob.txt'), 'utf8')
      expect(text).toContain('Bob: one')
      expect(text).not.toMatch(/two|old/)
    })
  })

  test.each([
    ['a conversation', withBob],
    ['all', all],
  ])('of %s that is ended leaves nothing, and what was there before', async (_, scope) => {
    await withFiles({ 'other.txt': 'old' }, async (folder) => {
      const ending = new AbortController()
      const source = interrupted(history().reader, () => ending.abort())
      const work = { signal: ending.signal, onProgress: () => undefined }
      expect(await write(source, scope, 'json', join(folder, 'out'), work)).toBe(0)
      expect(await readdir(folder)).toEqual(['other.txt'])
      const again = write(source, scope, 'json', join(folder, 'other.txt'), work)
      expect(await again).toBe(0)
      expect(await readFile(join(folder, 'other.txt'), 'utf8')).toBe('old')
    })
  })

  test('that fails leaves nothing', async () => {
    await withFiles({}, async (folder) => {
      const source = interrupted(history().reader, () => {
        throw new Error('the disk is gone')
      })
      await expect(write(source, all, 'html', join(folder, 'out'))).rejects.toThrow('the disk is gone')
      expect(await readdir(folder)).toEqual([])
    })
  })

  test('does not write over a folder that has something in it', async () => {
    await withFiles({ 'out/mine.txt': 'old' }, async (folder) => {
      await expect(write(history().reader, all, 'text', join(folder, 'out'))).rejects.toThrow()
      expect(await readdir(folder)).toEqual(['out'])
      expect(await readdir(join(folder, 'out'))).toEqual(['mine.txt'])
    })
  })

  test('to where nothing can be written is an error of the system', async () => {
    await withFiles({ file: '' }, async (folder) => {
      await mkdir(join(folder, 'x'))
      await writeFile(join(folder, 'x', 'y'), '')
      await expect(write(history().reader, withBob, 'text', join(folder, 'file', 'bob.txt'))).rejects.toThrow(
        /ENOTDIR|EEXIST/,
      )
    })
  })

  test('tells how far it is, and never holds more than a page of lines', async () => {
    await withFiles({}, async (folder) => {
      const seen: (readonly [number, number | null])[] = []
      const work = {
        signal: new AbortController().signal,
        onProgress: (...now: readonly [number, number | null]) => void seen.push(now),
      }
      let asked = 0
      const talk: HistoryTalk = {
        accountId: 'a/b@c.d',
        historyId: 'bob@example.com',
        group: false,
        people: [bob],
        lines: 5000,
        firstAt: noon,
        lastAt: noon,
      }
      const source: ExportSource = {
        list: () => [talk],
        count: () => 5000,
        *pages(_, count) {
          for (asked = 0; asked < 5000; asked += count) {
            yield Array.from({ length: count }, (_, index) => ({
              ...talk,
              seq: asked + index,
              entry: line({}).entry,
            }))
          }
        },
      }
      expect(await write(source, withBob, 'json', join(folder, 'bob.json'), work)).toBe(5000)
      expect(seen.at(0)).toEqual([0, 5000])
      expect(seen.at(-1)).toEqual([5000, 5000])
      expect(seen.length).toBeGreaterThan(10)
    })
  })
})

test('the text of a conversation reads like a log, and no text passes for another line', async () => {
  await withFiles({}, async (folder) => {
    const made = new HistoryInMemory()
    const at = (minutes: number) => noon + minutes * 60_000
    made.write(
      line({ text: 'hi\n[10:00:00] Alice: forged\r\u202eodd' }),
      line({
        mine: true,
        author: me,
        text: 'no',
        at: at(1),
        delivery: { state: 'failed', reason: 'not-delivered' },
      }),
      line({ kind: 'nudge', at: at(2) }),
      line({ author: { ...bob, name: 'Bob\n[10:00:00] Alice' }, text: 'x', offline: true, at: at(3) }),
      line({ kind: 'notice', notice: { kind: 'left', who: bob }, at: at(24 * 60) }),
    )
    await write(made.reader, withBob, 'text', join(folder, 'bob.txt'))
    const lines = (await readFile(join(folder, 'bob.txt'), 'utf8'))
      .replace(/^\[\d\d:/gm, '[hh:')
      .replace(/^(\w+day),/gm, '$1')
      .split('\n')
    expect(lines).toEqual([
      'Conversation with Bob',
      'bob@example.com',
      'Account: alice@live.com',
      '',
      'Friday 20 November 2026',
      '',
      '[hh:00:00] Bob: hi',
      '    [10:00:00] Alice: forged',
      '    odd',
      '[hh:01:00] Alice: no (This was not delivered.)',
      '[hh:02:00] * Bob has just sent you a nudge.',
      '[hh:03:00] Bob [10:00:00] Alice: x (Written while you were away.)',
      '',
      'Saturday 21 November 2026',
      '',
      '[hh:00:00] * Bob has left the conversation.',
      '',
    ])
  })
})

test('the pictures of pages are those of the windows', () => {
  const folder = new URL('../../renderer/ui/emoticon-pictures/', import.meta.url)
  const pictures = readdirSync(folder).map((file) => [
    file.replace('.svg', ''),
    readFileSync(new URL(file, folder), 'utf8').trim(),
  ])
  expect(emoticonPictures).toEqual(Object.fromEntries(pictures))
})
