import * as v from 'valibot'
import type { HistoryLine } from '../../../app/history.ts'
import { defaultFormat, type Author, type Delivery, type Entry } from '../../../app/message.ts'
import { reasons } from '../../../app/reasons.ts'
import { parseJson, type Row } from '../statements.ts'
import { timeOf } from './places.ts'

/** What a row of `lines` holds of an entry, beside its place and its conversation. */
export interface EntryFields {
  readonly kind: Entry['kind']
  readonly mine: 0 | 1
  readonly author: Author | null
  readonly text: string | null
  /** JSON. */
  readonly format: string | null
  /** The state, and after a space the reason. */
  readonly delivery: string | null
  /** JSON of what has no column; null for nothing. */
  readonly rest: string | null
}

/** What is written of an entry that has this place, whose time it gets when it has none that can be written. */
export function fieldsOf(entry: Entry, seq: number): EntryFields {
  const at = entry.at === timeOf(seq) || !Number.isFinite(entry.at) ? {} : { at: entry.at }
  switch (entry.kind) {
    case 'text': {
      const { kind, author, text } = entry
      const format = JSON.stringify(entry.format, formatFields)
      const rest = restOf({ ...at, ...(entry.offline && { offline: true }) })
      return {
        kind,
        author,
        text,
        format,
        rest,
        mine: bit(entry.mine),
        delivery: deliveryText(entry.delivery),
      }
    }
    case 'nudge':
    case 'action': {
      const { kind, author } = entry
      const text = entry.kind === 'action' ? entry.text : null
      const delivery = deliveryText(entry.delivery)
      return { kind, author, text, format: null, rest: restOf(at), mine: bit(entry.mine), delivery }
    }
    case 'notice': {
      const { who, ...notice } = { who: null, ...entry.notice }
      const rest = restOf({ ...at, notice })
      return { kind: entry.kind, author: who, text: null, format: null, rest, mine: 0, delivery: null }
    }
  }
}

/** In one order, so that equal formats are one. */
const formatFields = Object.keys(defaultFormat)

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0)
const restOf = (rest: object): string | null => (Object.keys(rest).length === 0 ? null : JSON.stringify(rest))

/** How the outcome of a line is written. */
export const deliveryText = (delivery: Delivery): string =>
  'reason' in delivery ? `${delivery.state} ${delivery.reason}` : delivery.state

const address = v.string()
const author = v.object({ address, name: v.string() })
const format = v.object({
  font: v.string(),
  bold: v.boolean(),
  italic: v.boolean(),
  underline: v.boolean(),
  strikethrough: v.boolean(),
  color: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  charset: v.number(),
  pitchFamily: v.number(),
  rightToLeft: v.boolean(),
})
const delivery = v.variant('state', [
  v.object({ state: v.picklist(['received', 'sending', 'delivered', 'stored']) }),
  v.object({ state: v.picklist(['waiting', 'uncertain', 'failed']), reason: v.picklist(reasons) }),
])
const notice = v.variant('kind', [
  v.object({ kind: v.picklist(['joined', 'left', 'invited', 'did-not-answer']), who: author }),
  v.object({
    kind: v.literal('cannot-show'),
    who: author,
    what: v.picklist(['wink', 'voice-clip', 'ink', 'invitation']),
  }),
  v.object({ kind: v.literal('connection-lost') }),
])

const base = { id: v.string(), at: v.number() }
const said = { ...base, author, mine: v.boolean(), delivery }
/** An entry of any kind, as it is written in files. */
export const entrySchema = v.variant('kind', [
  v.object({
    ...said,
    kind: v.literal('text'),
    text: v.string(),
    format: v.fallback(format, defaultFormat),
    offline: v.optional(v.literal(true)),
  }),
  v.object({ ...said, kind: v.literal('nudge') }),
  v.object({ ...said, kind: v.literal('action'), text: v.string() }),
  v.object({ ...base, kind: v.literal('notice'), notice }),
])

/** Lines with all that belongs to them, for `lineOf`; conditions name `lines`, `talks` and `authors`. */
export const selectLines = `
  SELECT lines.seq, talks.account, talks.history_id, lines.entry_id, lines.kind, lines.mine, authors.address,
    authors.name, lines.text, formats.format, lines.delivery, lines.rest
  FROM lines JOIN talks ON talks.id = lines.talk
    LEFT JOIN authors ON authors.id = lines.author
    LEFT JOIN formats ON formats.id = lines.format`

/** The entry of a row that has the columns of `selectLines`, or null when it cannot be read. */
export function entryOf(row: Row): Entry | null {
  const rest = v.safeParse(restSchema, parseJson(row['rest']) ?? {})
  if (!rest.success) return null
  const who = { address: row['address'], name: row['name'] }
  const entry = v.safeParse(entrySchema, {
    at: timeOf(Number(row['seq'])),
    ...rest.output,
    notice: { ...rest.output.notice, who },
    id: row['entry_id'],
    kind: row['kind'],
    mine: row['mine'] === 1,
    author: who,
    text: row['text'],
    format: parseJson(row['format']),
    delivery: deliveryOf(row['delivery']),
  })
  return entry.success ? entry.output : null
}

const restSchema = v.object({
  at: v.optional(v.number()),
  offline: v.optional(v.unknown()),
  notice: v.optional(v.record(v.string(), v.unknown())),
})

function deliveryOf(text: unknown): object | null {
  if (typeof text !== 'string') return null
  const [state, reason] = text.split(' ')
  return reason === undefined ? { state } : { state, reason }
}

/** A row of `selectLines` as a line, or null when it cannot be read. */
export function lineOf(row: Row): HistoryLine | null {
  const { seq, account, history_id: historyId } = row
  const entry = entryOf(row)
  if (entry === null || typeof seq !== 'number') return null
  return { seq, accountId: String(account), historyId: String(historyId), entry }
}
