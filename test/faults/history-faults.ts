import type { Side } from './chat.ts'
import type { FaultWorld } from './world.ts'

/** What the histories of both say otherwise than their conversations. */
export async function historyFaults(world: FaultWorld): Promise<readonly string[]> {
  const faults = await Promise.all((['alice', 'bob'] as const).map((side) => faultsOf(world, side)))
  return faults.flat()
}

async function faultsOf(world: FaultWorld, side: Side): Promise<readonly string[]> {
  const { history, accountId, store } = world.program(side)
  const faults: string[] = []
  for (const { historyId, entries } of Object.values(store.state.conversations)) {
    const page = await history.archive.read(accountId, historyId, { kind: 'end' }, entries.length)
    const kept = new Map(page.lines.map(({ entry }) => [entry.id, entry]))
    for (const entry of entries) {
      const there = kept.get(entry.id)
      if (there === undefined) faults.push(`${side}: the history has no ${entry.kind} ${entry.id}`)
      else if (JSON.stringify(deliveryOf(there)) !== JSON.stringify(deliveryOf(entry)))
        faults.push(`${side}: the history says ${JSON.stringify(deliveryOf(there))} of a line`)
    }
  }
  return faults
}

const deliveryOf = (entry: object): unknown => ('delivery' in entry ? entry.delivery : null)
