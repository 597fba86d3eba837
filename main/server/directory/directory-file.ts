import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Account } from './account.ts'
import type { Clock } from '../clock.ts'
import { formatAccounts, parseAccounts } from './directory-json.ts'

/** Reads the accounts; a file that cannot be understood is put aside under another name and said so, never overwritten. */
export async function readDirectory(
  file: string,
  clock: Clock,
  log: (line: string) => void,
): Promise<readonly Account[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return []
  const accounts = parseAccounts(text)
  if (accounts !== null) return accounts
  const aside = `${file}.damaged-${new Date(clock.now()).toISOString().replace(/[:.]/g, '-')}`
  await rename(file, aside)
  log(
    `The directory file ${file} is damaged. It was put aside as ${aside}, and the network begins without accounts.`,
  )
  return []
}

/** Keeps the accounts on disk: a while after a change, and once more when the server closes. */
export class DirectoryFile {
  readonly #file: string
  readonly #accounts: () => Iterable<Account>
  readonly #clock: Clock
  readonly #saveAfterMs: number
  readonly #log: (line: string) => void
  #cancel: (() => void) | null = null
  #writing: Promise<boolean> = Promise.resolve(true)
  /** A write that has not begun: it will hold whatever changes until then. */
  #next: Promise<boolean> | null = null

  constructor(options: {
    file: string
    accounts(): Iterable<Account>
    clock: Clock
    saveAfterMs: number
    log(line: string): void
  }) {
    this.#file = options.file
    this.#accounts = () => options.accounts()
    this.#clock = options.clock
    this.#saveAfterMs = options.saveAfterMs
    this.#log = (line) => options.log(line)
  }

  /** Has the accounts written soon. */
  changed(): void {
    this.#cancel ??= this.#clock.after(this.#saveAfterMs, () => void this.flush())
  }

  /** Writes what has changed; answers whether all of it is on disk. */
  flush(): Promise<boolean> {
    if (this.#cancel === null) return this.#writing
    this.#cancel()
    this.#cancel = null
    this.#next ??= this.#writing.then(() => this.#write())
    this.#writing = this.#next
    return this.#writing
  }

  /** Writes a change at once; answers whether it is on disk. */
  save(): Promise<boolean> {
    this.changed()
    return this.flush()
  }

  async #write(): Promise<boolean> {
    this.#next = null
    try {
      await writeAtomically(this.#file, formatAccounts(this.#accounts()))
      return true
    } catch (error) {
      this.#log(
        `The directory file ${this.#file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      )
      return false
    }
  }
}

/** Readers see the old text or the new one, also after a power cut. Only the owner may read it: it holds hashes. */
async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.chmod(0o600)
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
  await syncFolder(dirname(file))
}

/** Makes the new name last, too. Windows has no such thing, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
