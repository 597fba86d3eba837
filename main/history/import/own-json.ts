import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import * as v from 'valibot'
import { accountIdOf, type AccountId } from '../../../app/account.ts'
import { isAddress } from '../../../app/contact.ts'
import type { Entry } from '../../../app/message.ts'
import { entrySchema } from '../../storage/history/history-entries.ts'
import type { ImportOptions, NewLine } from '../../storage/history/history.ts'

/** A longer line of a file cannot be an entry. */
const maxLineLength = 4 * 1024 * 1024

/** A longer file is read only line by line. */
const maxWholeBytes = 64 * 1024 * 1024

const headSchema = v.object({
  format: v.literal('papilio-history'),
  version: v.literal(1),
  account: v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+$/)),
  conversation: v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[!-~]+$/)),
  group: v.boolean(),
  people: v.pipe(
    v.array(
      v.object({
        address: v.pipe(v.string(), v.maxLength(200)),
        name: v.pipe(v.string(), v.maxLength(1000)),
      }),
    ),
    v.maxLength(1000),
  ),
})

const wholeSchema = v.looseObject({ lines: v.array(v.unknown()) })
const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100))

/** A line of our own file, null when it cannot be read, and how long it is there. */
export interface OwnLine {
  readonly line: NewLine | null
  readonly length: number
}

/** The file does not have the form of docs/history-json.md, or a later version of it. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
}

/** How a conversation is named in each of its lines. */
type Talk = Omit<NewLine, 'entry'>

/**
 * The lines of a file that this program wrote (docs/history-json.md), however long it is; null for each that cannot be read. They go
 * to the account that the file names, or, where that is the same address on another network, to the one imported for.
 * @throws JsonError when it is not such a file; the system's error when it cannot be read.
 */
export async function* linesOfJson(path: string, options: ImportOptions): AsyncGenerator<OwnLine> {
  let talk: Talk | null = null
  for await (const line of linesOfFile(path)) {
    if (talk === null) {
      talk = talkOf(jsonOf(`${line}]}`), options)
      if (talk === null) {
        yield* linesOfWhole(path, options)
        return
      }
    } else if (line !== ']}' && line !== '') {
      const entry = entryOf(jsonOf(line.replace(/,$/, '')))
      yield { line: entry === null ? null : { ...talk, entry }, length: line.length }
    }
  }
  if (talk === null) throw new JsonError('the file is empty')
}

/** A file with the same content in other lines, such as one that was made more readable, is read at once. */
async function* linesOfWhole(path: string, options: ImportOptions): AsyncGenerator<OwnLine> {
  if ((await stat(path)).size > maxWholeBytes) throw new JsonError('the file is too long to be read at once')
  const whole = v.safeParse(wholeSchema, jsonOf(await readFile(path, 'utf8')))
  const talk = whole.success ? talkOf(whole.output, options) : null
  if (!whole.success || talk === null) throw new JsonError('this is not a history')
  for (const each of whole.output.lines) {
    const entry = entryOf(each)
    yield { line: entry === null ? null : { ...talk, entry }, length: 0 }
  }
}

function talkOf(json: unknown, options: ImportOptions): Talk | null {
  const head = v.safeParse(headSchema, json)
  if (!head.success) return null
  const { account, conversation, group, people } = head.output
  return { accountId: accountOf(account, options), historyId: conversation, group, people }
}

function accountOf(account: AccountId, { accountId, address }: ImportOptions): AccountId {
  const slash = account.indexOf('/')
  const named = account.slice(slash + 1).toLowerCase()
  if (named === address.toLowerCase() || !isAddress(named)) return accountId
  return accountIdOf(account.slice(0, slash), named)
}

function entryOf(json: unknown): Entry | null {
  const parsed = v.safeParse(entrySchema, json)
  if (!parsed.success || !v.is(idSchema, parsed.output.id)) return null
  const entry: Entry = parsed.output
  if (!(entry.at >= 0 && entry.at <= 8.64e15)) return null
  return entry.kind !== 'notice' && entry.delivery.state === 'sending'
    ? { ...entry, delivery: { state: 'uncertain', reason: 'interrupted' } }
    : entry
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

async function* linesOfFile(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLineLength) throw new JsonError('a line is too long')
    for (const line of lines) yield line.trim()
  }
  if (rest.trim() !== '') yield rest.trim()
}
