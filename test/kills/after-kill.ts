import type { Disk } from './disk.ts'
import type { BusyChat } from './busy-chat.ts'

const arrived: ReadonlySet<string> = new Set(['delivered', 'stored'])

/** Holds what is on disk after a kill against everything that was shown until then. Answers what is wrong. */
export function lostByKill({ seen, drafts, conversation }: BusyChat, disk: Disk): readonly string[] {
  const kept = new Map(disk.lines.map((line) => [line.id, line]))
  const outbox = new Map(disk.outbox.map((line) => [line.id, line]))
  const wrong = disk.damaged.map((file) => `${file} is damaged`)
  for (const [id, entry] of seen.entries) {
    const line = kept.get(id)
    if (line === undefined) wrong.push(`a ${entry.kind} that was shown is not in the history`)
    else if (line.kind !== entry.kind) wrong.push(`a ${entry.kind} is kept as ${line.kind}`)
    else if (entry.kind === 'text' && line.text !== entry.text)
      wrong.push(`"${entry.text}" is kept as "${line.text}"`)
  }
  for (const id of seen.accepted)
    if (!kept.has(id) && !outbox.has(id)) wrong.push('a line that the program took is nowhere')
  for (const [id, { state }] of seen.deliveries) {
    const settled = arrived.has(kept.get(id)?.delivery ?? '')
    if (arrived.has(state) && !settled)
      wrong.push(`a line that was shown as ${state} is kept as ${kept.get(id)?.delivery}`)
    if (!arrived.has(state) && !settled && !outbox.has(id))
      wrong.push(`a line that was shown as ${state} is neither settled nor in the outbox`)
  }
  const draft = Number(
    /^draft (\d+)$/.exec(disk.drafts.get(conversation.split('>')[1] ?? '') ?? 'draft 0')?.[1],
  )
  if (!(draft >= drafts.kept && draft <= drafts.asked))
    wrong.push(`the draft is number ${draft}, after ${drafts.kept} was kept and ${drafts.asked} asked for`)
  return wrong
}
