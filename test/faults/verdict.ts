import type { Entry } from '../../app/message.ts'
import type { FaultLink } from '../support/fault-proxy.ts'
import { longText, type Side } from './chat.ts'
import { entriesOf, isKnownToArrive, linesOf, otherSide, type WrittenLine } from './run-chat.ts'
import type { FaultWorld } from './world.ts'

/** What became of the lines of one chat. */
export interface Verdict {
  readonly lines: number
  /** The writer is told that it is there, or kept for the other, and it is. */
  readonly delivered: number
  /** The writer is told that it may not be there, or is not. */
  readonly visiblyNot: number
  /** Of these the ones that did arrive. */
  readonly arrivedUnknown: number
  /** The server acknowledged it and it was lost behind it; the reader is told that the connection was lost. */
  readonly lostBehindServer: number
  /** Messages that went out more often than once, by themselves. */
  readonly resent: number
  readonly violations: readonly string[]
}

/** Holds every line that was written against what the other side shows. */
export function judge(world: FaultWorld, written: readonly WrittenLine[]): Verdict {
  const verdicts = (['alice', 'bob'] as const).map((side) =>
    judgeSide(
      world,
      side,
      written.filter((line) => line.side === side),
    ),
  )
  return sum(verdicts)
}

export const nothingYet: Verdict = {
  ...{ lines: 0, delivered: 0, visiblyNot: 0, arrivedUnknown: 0, lostBehindServer: 0, resent: 0 },
  violations: [],
}

export const sum = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce(
    (all, one) => ({
      lines: all.lines + one.lines,
      delivered: all.delivered + one.delivered,
      visiblyNot: all.visiblyNot + one.visiblyNot,
      arrivedUnknown: all.arrivedUnknown + one.arrivedUnknown,
      lostBehindServer: all.lostBehindServer + one.lostBehindServer,
      resent: all.resent + one.resent,
      violations: [...all.violations, ...one.violations],
    }),
    nothingYet,
  )

/** How a line is found again at the other side: how often it is there, and at which place first. */
interface Found {
  readonly times: number
  readonly at: number
}

function judgeSide(world: FaultWorld, side: Side, written: readonly WrittenLine[]): Verdict {
  const own = linesOf(world.program(side))
  const shown = entriesOf(world.program(otherSide(side))).filter(
    (entry) => entry.kind === 'notice' || !entry.mine,
  )
  const found = written.map(({ text }) => find(shown, text))
  const acknowledged = acknowledgedTexts(world.proxies[side].switchboard.links)
  const violations: string[] = [...inventedOf(shown, written)]
  const counts = { delivered: 0, visiblyNot: 0, arrivedUnknown: 0, lostBehindServer: 0 }
  for (const [index, { id, text }] of written.entries()) {
    const line = own.find((one) => one.id === id)
    const { times, at } = found[index]!
    const violated = (what: string): unknown =>
      violations.push(`${side}: ${text?.slice(0, 20) ?? '(nudge)'}: ${what}`)
    if (line === undefined) {
      violated('is not listed by its writer any more')
      continue
    }
    const { state } = line.delivery
    if (times > 1) violated(`shown ${times} times, ${state}`)
    if (!isKnownToArrive(line)) {
      counts.visiblyNot++
      counts.arrivedUnknown += times
      if (acknowledged.has(text)) violated(`acknowledged, and ${state}`)
    } else if (times === 1) counts.delivered++
    else if (times === 0 && isLossShown(shown, found, index)) counts.lostBehindServer++
    else if (times === 0) violated(`${state}, and neither there nor is it said that anything is missing`)
    const before = found.slice(0, index).filter((one) => one.times > 0)
    if (times > 0 && state !== 'stored' && before.some((one) => one.at > at)) violated('in the wrong order')
  }
  const resent = resentBy(world.proxies[side].switchboard.links)
  return { lines: written.length, ...counts, resent, violations }
}

/** Whether the reader is told, between the lines before and after this one, that something may be missing there. */
function isLossShown(shown: readonly Entry[], found: readonly Found[], index: number): boolean {
  const isThere = ({ times }: Found): boolean => times > 0
  const from = found.slice(0, index).findLast(isThere)?.at ?? -1
  const to = found.slice(index + 1).find(isThere)?.at ?? shown.length
  return shown
    .slice(from + 1, to)
    .some((entry) => entry.kind === 'notice' && entry.notice.kind === 'connection-lost')
}

function inventedOf(shown: readonly Entry[], written: readonly WrittenLine[]): readonly string[] {
  const texts = new Set(written.map(({ text }) => text))
  const invented = shown.filter(
    (entry) => entry.kind !== 'notice' && !isPartOfLong(entry) && !texts.has(textOf(entry)),
  )
  return invented.map((entry) => `invented: ${JSON.stringify(entry)}`)
}

const textOf = (entry: Entry): string | null => ('text' in entry ? entry.text : null)

const isPartOfLong = (entry: Entry): boolean => entry.kind === 'text' && /^w\d+é /.test(entry.text)

function find(shown: readonly Entry[], text: string | null): Found {
  if (text === longText) return findLong(shown)
  const ats = shown.flatMap((entry, at) => (entry.kind !== 'notice' && textOf(entry) === text ? [at] : []))
  return { times: ats.length, at: ats[0] ?? -1 }
}

/** It is there once when all of its words are, in order; a part of it counts as nothing, a word too many as twice. */
function findLong(shown: readonly Entry[]): Found {
  const parts = shown.filter(isPartOfLong)
  const words = parts.flatMap((part) => textOf(part)!.trim().split(/\s+/))
  const at = parts[0] === undefined ? -1 : shown.indexOf(parts[0])
  if (words.join(' ') === longText) return { times: 1, at }
  const isOrdered = words.every((word, index) => index === 0 || numberOf(word) > numberOf(words[index - 1]!))
  return { times: isOrdered ? 0 : 2, at }
}

const numberOf = (word: string): number => Number(/\d+/.exec(word)?.[0])

interface SentMessage {
  readonly trid: string
  readonly payload: string
}

/** Each message that was handed to a connection and asks for an acknowledgement. */
function sentMessages({ up }: FaultLink): readonly SentMessage[] {
  const bytes = Buffer.concat(up.heard)
  const latin1 = bytes.toString('latin1')
  return [...latin1.matchAll(/MSG (\d+) A (\d+)\r\n/g)].map((match) => {
    const start = match.index + match[0].length
    return { trid: match[1]!, payload: bytes.subarray(start, start + Number(match[2])).toString('utf8') }
  })
}

/** The texts (null: the nudge) whose acknowledgement went through to the writer. */
function acknowledgedTexts(links: readonly FaultLink[]): ReadonlySet<string | null> {
  const texts = new Set<string | null>()
  for (const link of links) {
    const answers = link.down.passed.toString('latin1')
    for (const { trid, payload } of sentMessages(link)) {
      if (!answers.includes(`ACK ${trid}\r\n`)) continue
      const [head = '', ...body] = payload.split('\r\n\r\n')
      if (head.includes('text/plain')) texts.add(body.join('\r\n\r\n').replaceAll('\r\n', '\n'))
      if (head.includes('datacast')) texts.add(null)
    }
  }
  return texts
}

/** How many messages went out that had gone out before. */
function resentBy(links: readonly FaultLink[]): number {
  const payloads = links.flatMap(sentMessages).map(({ payload }) => payload)
  return payloads.length - new Set(payloads).size
}
