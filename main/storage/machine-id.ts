import type { DatabaseSync } from 'node:sqlite'
import { rowsOf, run } from './statements.ts'

const name = 'machine-id'
const shape = /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/

/** The GUID by which servers tell this installation from others, in lower case with braces; made at the first use. */
export function machineIdOf(database: DatabaseSync, randomGuid: () => string): string {
  const [row] = rowsOf(database, 'SELECT value FROM installation WHERE name = ?', name)
  const known = row?.['value']
  if (typeof known === 'string' && shape.test(known)) return known
  const made = `{${randomGuid().toLowerCase()}}`
  run(database, 'INSERT OR REPLACE INTO installation (name, value) VALUES (?, ?)', name, made)
  return made
}
