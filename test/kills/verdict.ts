import type { BusyChat } from './busy-chat.ts'
import type { Disk, DiskLine } from './disk.ts'
import type { KillFigures } from './figures.ts'
import type { HeardByOther, WrittenByOther } from './other-person.ts'

/** So long before a kill the network may have given a line to a program that did not come to showing it, in milliseconds. */
const unreadFor = 3_000

/** What was counted, and what is wrong. */
export interface KillVerdict {
  readonly figures: KillFigures
  readonly wrong: readonly string[]
}

/** Holds, once everything has arrived, what is on disk against what the others have. `unsent` are lines that no run had handed over. */
export function judgeKills(chat: BusyChat, disk: Disk, unsent: ReadonlySet<string>): KillVerdict {
  const wrong: string[] = []
  const mine = disk.lines.filter(({ kind, mine }) => kind === 'text' && mine)
  const theirs = disk.lines.filter(({ kind, mine }) => kind === 'text' && !mine)
  const known = [chat.bob, chat.carol].flatMap(({ written }) => [...written.values()])
  for (const text of repeated(disk.lines.flatMap(({ text }) => text ?? [])))
    wrong.push(`"${text}" is kept twice`)
  for (const { text } of mine) if (!chat.commanded.has(text ?? '')) wrong.push(`"${text}" was never written`)
  const byText = new Set(known.map(({ text }) => text))
  for (const { text } of theirs) if (!byText.has(text ?? '')) wrong.push(`"${text}" was never sent to Alice`)
  const outgoing = judgeOutgoing(chat, mine, unsent, wrong)
  return {
    figures: {
      ...{ kills: chat.kills.length, asked: chat.commanded.size, shown: chat.seen.entries.size },
      ...outgoing,
      ...judgeIncoming(chat, known, new Set(theirs.map(({ text }) => text ?? '')), wrong),
    },
    wrong,
  }
}

function judgeOutgoing(
  chat: BusyChat,
  mine: readonly DiskLine[],
  unsent: ReadonlySet<string>,
  wrong: string[],
) {
  const heard = { bob: timesOf(chat.bob.heard), carol: timesOf(chat.carol.heard) }
  const count = { delivered: 0, stored: 0, uncertain: 0, uncertainThatArrived: 0, waiting: 0, failed: 0 }
  let sentByLaterRun = 0
  for (const { id, text, delivery, historyId } of mine) {
    const state = (delivery ?? '').split(' ')[0] as keyof typeof count
    const times = [heard.bob.get(text ?? '') ?? 0, heard.carol.get(text ?? '') ?? 0]
    const most = Math.max(...times)
    const retries = chat.retried.get(text ?? '') ?? 0
    if (state in count) count[state]++
    else wrong.push(`"${text}" ended as ${delivery}`)
    if (state === 'uncertain' && most > 0) count.uncertainThatArrived++
    if (most > 1 + retries) wrong.push(`"${text}" arrived ${most} times`)
    if ((state === 'delivered' || state === 'stored') && most === 0)
      wrong.push(`"${text}" is ${state} and did not arrive`)
    if ((state === 'waiting' || state === 'failed') && most > 0)
      wrong.push(`"${text}" is ${delivery} and arrived`)
    if (unsent.has(id) && !historyId.startsWith('group:')) {
      if (state === 'delivered' || state === 'stored') sentByLaterRun++
      else wrong.push(`"${text}" was not handed over at a kill, and then ${delivery}`)
    }
  }
  const kept = new Set(mine.map(({ text }) => text))
  for (const { text } of [...chat.bob.heard, ...chat.carol.heard])
    if (text.startsWith('alice') && !kept.has(text)) wrong.push(`"${text}" arrived and is not in the history`)
  judgeOrder(chat, wrong)
  const retried = [...chat.retried.values()].reduce((all, one) => all + one, 0)
  return { ...count, written: mine.length, sentByLaterRun, retried }
}

/** What went the same way came in the order of writing; what was sent again by hand may be later. */
function judgeOrder(chat: BusyChat, wrong: string[]): void {
  const inGroups = new Set(chat.carol.heard.map(({ text }) => text))
  for (const offline of [false, true]) {
    let last = 0
    for (const line of chat.bob.heard) {
      if (line.offline !== offline || inGroups.has(line.text) || chat.retried.has(line.text)) continue
      const number = Number(/^alice (\d+)$/.exec(line.text)?.[1] ?? 0)
      if (number === 0) continue
      if (number < last) wrong.push(`"${line.text}" came after number ${last}`)
      last = number
    }
  }
}

function judgeIncoming(
  chat: BusyChat,
  known: readonly WrittenByOther[],
  kept: ReadonlySet<string>,
  wrong: string[],
) {
  const taken = known.filter(({ delivery }) => ['delivered', 'stored'].includes(delivery.state))
  const lost = taken.filter(({ text }) => !kept.has(text))
  for (const { text, delivery } of known)
    if (delivery.state === 'failed' && kept.has(text)) wrong.push(`"${text}" failed, and Alice has it`)
  for (const line of lost.filter(({ group }) => !group)) {
    if (line.delivery.state === 'stored')
      wrong.push(`"${line.text}" was left for Alice, and she does not have it`)
    else if (!chat.kills.some((at) => line.writtenAt < at && line.settledAt > at - unreadFor))
      wrong.push(`"${line.text}" was delivered while nothing was killed, and Alice does not have it`)
  }
  return {
    incoming: taken.length,
    incomingKept: taken.length - lost.length,
    incomingLeft: taken.filter(({ text, delivery }) => delivery.state === 'stored' && kept.has(text)).length,
    incomingLostInSocket: lost.length,
  }
}

const timesOf = (heard: readonly HeardByOther[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>()
  for (const { text } of heard) times.set(text, (times.get(text) ?? 0) + 1)
  return times
}

const repeated = (texts: readonly string[]): readonly string[] =>
  texts.length === new Set(texts).size
    ? []
    : [...new Set(texts.filter((text, at) => texts.indexOf(text) !== at))]
