import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Text is written in pieces of about this length. */
const pieceLength = 64 * 1024

/** A file that is being written, of which only a part is in memory. */
export class Output {
  readonly #file: FileHandle
  #waiting: string[] = []
  #length = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  write(text: string): void {
    this.#waiting.push(text)
    this.#length += text.length
  }

  /** Hands over what was written, when it is enough; `all` for the rest. */
  async flush(all = false): Promise<void> {
    if (!all && this.#length < pieceLength) return
    const text = this.#waiting.join('')
    ;[this.#waiting, this.#length] = [[], 0]
    await this.#file.appendFile(text.toWellFormed(), 'utf8')
  }
}

/** Writes one file to its end, on disk. */
export async function writeOutput(path: string, write: (output: Output) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    const output = new Output(file)
    await write(output)
    await output.flush(true)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Makes a file or folder under a temporary name beside its place, and puts it there when it is whole. When `make` fails,
 * nothing is left; when the program is killed, the next one for the same place takes away what was left. A file that was
 * there is replaced, a folder that has something in it is not.
 */
export async function makeAt(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await removeRemains(path)
  const temporary = join(dirname(path), `${beginningFor(path)}${randomUUID().slice(0, 8)}.part`)
  try {
    await make(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

const beginningFor = (path: string): string => `.${basename(path).slice(0, 60)}.`

async function removeRemains(path: string): Promise<void> {
  const beginning = beginningFor(path)
  const isRemains = (name: string): boolean =>
    name.startsWith(beginning) && /^[0-9a-f]{8}\.part$/.test(name.slice(beginning.length))
  const names = await readdir(dirname(path))
  for (const name of names.filter(isRemains))
    await rm(join(dirname(path), name), { recursive: true, force: true })
}
