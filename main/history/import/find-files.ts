import { open, opendir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { headLength, logKindOf, type LogKind } from './log-kinds.ts'
import { textOfFile } from './text-of-file.ts'

/** A file that can be imported, or that the user chose himself. */
export interface FoundFile {
  readonly path: string
  readonly name: string
  /** The names of the folders that it lies in, the innermost last. */
  readonly folders: readonly string[]
  readonly bytes: number
  readonly changedAt: number
  /** Null for a file that is no log or cannot be opened. */
  readonly kind: LogKind | null
}

/** Folders in folders deeper than this are not looked at, and no more files than that. */
const maxDepth = 24
const maxFiles = 200_000

/**
 * The logs among these files and in these folders, by their names. A file that the user chose himself is told of even when
 * it is no log; in folders everything else is passed over. Each file and folder is visited once, so links that lead in
 * circles end.
 */
export async function findFiles(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = []
  const seen = new Set<string>()
  const visit = async (path: string, depth: number, chosen: boolean): Promise<void> => {
    if (signal.aborted || files.length >= maxFiles || depth > maxDepth) return
    const real = await realpath(path).catch(() => null)
    if (real !== null && seen.has(real)) return
    if (real !== null) seen.add(real)
    const status = real === null ? null : await stat(real).catch(() => null)
    if (status?.isDirectory()) {
      for (const name of await namesIn(path)) await visit(join(path, name), depth + 1, false)
      return
    }
    const kind = status?.isFile() ? await kindOf(path) : null
    if (kind === null && !chosen) return
    files.push({ ...placeOf(path), kind, bytes: status?.size ?? 0, changedAt: status?.mtimeMs ?? 0 })
  }
  for (const path of paths) await visit(path, 0, true)
  return files
}

const placeOf = (path: string) => ({
  path,
  name: basename(path),
  folders: dirname(path)
    .split(sep)
    .filter((name) => name !== ''),
})

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = []
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name)
      if (names.length > maxFiles) break
    }
  } catch {
    return names
  }
  return names.sort()
}

async function kindOf(path: string): Promise<LogKind | null> {
  try {
    await using file = await open(path)
    // In UTF-16 a character has two bytes.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength * 2), 0, headLength * 2, 0)
    const head = buffer.subarray(0, bytesRead)
    return logKindOf(textOfFile(bytesRead < buffer.length ? head : head.subarray(0, lastWhole(head))))
  } catch {
    return null
  }
}

/** Where the last whole character ends: one that is cut must not change how the rest is read. */
function lastWhole(bytes: Buffer): number {
  let end = bytes.length - (bytes.length % 2)
  while (end > bytes.length - 6 && end > 0 && (bytes[end - 1]! & 0x80) !== 0) end -= 1
  return end
}
