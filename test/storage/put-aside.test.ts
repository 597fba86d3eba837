import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../main/storage/database.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-aside-'))
  file = path.join(folder, 'papilio.db')
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(file + suffix, `old${suffix}`)
})
afterEach(() => rmSync(folder, { recursive: true }))

const aside = (suffix = ''): string => readFileSync(`${file}.damaged-3${suffix}`, 'utf8')

test.each([[[]], [['']], [['', '-wal']], [['', '-wal', '-shm']]])(
  'a program that was killed when it had put aside %j finishes that with the next start',
  (moved) => {
    writeFileSync(`${file}.aside`, 'papilio.db.damaged-3')
    for (const suffix of moved) renameSync(file + suffix, `${file}.damaged-3${suffix}`)
    const { database, problem } = openDatabase(file)
    database.close()
    expect(problem).toEqual({ kind: 'damaged', keptAs: `${file}.damaged-3` })
    expect([aside(), aside('-wal'), aside('-shm')]).toEqual(['old', 'old-wal', 'old-shm'])
    expect(existsSync(`${file}.aside`)).toBe(false)
    expect(openAgain()).toBeNull()
  },
)

test.each(['', '../elsewhere', 'papilio.db.damaged-1/../../elsewhere', 'papilio.db'])(
  'a plan that says %j is no plan',
  (plan) => {
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix)
    writeFileSync(`${file}.aside`, plan)
    const { database, problem } = openDatabase(file)
    database.close()
    expect(problem).toEqual({ kind: 'damaged', keptAs: `${file}.damaged-1` })
    expect(readdirSync(folder).toSorted()).toEqual(['papilio.db', 'papilio.db.damaged-1'])
  },
)

function openAgain() {
  const { database, problem } = openDatabase(file)
  database.close()
  return problem
}
