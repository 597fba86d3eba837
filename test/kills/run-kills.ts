import { lostByKill } from './after-kill.ts'
import { BusyChat } from './busy-chat.ts'
import { readDisk } from './disk.ts'
import { Random } from './random.ts'
import { judgeKills, type KillVerdict } from './verdict.ts'

/** Kills Alice's program so often in a busy chat, and says what was kept. */
export async function runKills(
  kills: number,
  seed: number,
  onKill?: (number: number) => void,
): Promise<KillVerdict> {
  const chat = await BusyChat.begin(new Random(seed))
  try {
    const wrong: string[] = []
    const unsent = new Set<string>()
    for (let number = 1; number <= kills; number++) {
      await chat.runAndKill()
      const disk = readDisk(chat.profile)
      wrong.push(...lostByKill(chat, disk).map((what) => `kill ${number}: ${what}`))
      for (const { id, state, handedOver, group } of disk.outbox) {
        if (handedOver) unsent.delete(id)
        else if (state === 'sending' && !group) unsent.add(id)
      }
      onKill?.(number)
    }
    await chat.finish()
    const disk = readDisk(chat.profile)
    const verdict = judgeKills(chat, disk, unsent)
    wrong.push(
      ...lostByKill(chat, disk).map((what) => `at the end: ${what}`),
      ...verdict.wrong,
      ...chat.faults,
    )
    return { ...verdict, wrong }
  } finally {
    await chat.close()
  }
}
