import type { Cut, FaultLink, Lane } from '../support/fault-proxy.ts'
import { recordedChat, type Side } from './chat.ts'
import { evidenceOf } from './evidence.ts'
import { historyFaults } from './history-faults.ts'
import { endChat, retryAll, runChat } from './run-chat.ts'
import { judge, nothingYet, sum, type Verdict } from './verdict.ts'
import { FaultWorld, type ConnectionKind } from './world.ts'

/** Which connection is cut, and in which direction. `sign-in` is the notification connection from its first byte on. */
export interface Target {
  readonly dialect: string
  readonly side: Side
  readonly connection: ConnectionKind | 'sign-in'
  readonly direction: 'up' | 'down'
}

/** What came of the cuts of one target. */
export interface SweepResult extends Verdict {
  readonly target: Target
  /** The bytes of the run without a fault. */
  readonly bytes: number
  readonly cuts: number
  /** Where the run was over before so many bytes had passed: a number was shorter than in the run that counted. */
  readonly notReached: number
}

/** Which positions are cut, out of 0 to the number of bytes. */
export type Choice = (at: number) => boolean

export const everyByte: Choice = () => true

/** Every so many bytes, from a fixed offset on. */
export const everyOf =
  (step: number, offset = 0): Choice =>
  (at) =>
    at % step === offset

/** A cut every second time by a reset, else by an end; the other way round with `turned`. */
export const cutAt = (at: number, turned = false): Cut => ((at % 2 === 0) === turned ? 'end' : 'reset')

/** So many chats two people have before new ones take their place. */
const chatsOfOnePair = 250

/** Lets the same chat happen again and again, each time cut one byte later. */
export async function sweep(target: Target, isChosen: Choice, turned = false): Promise<SweepResult> {
  const world = await FaultWorld.start(target.dialect)
  try {
    await newPair(world)
    const bytes = (await chatOnce(world, target, null)).bytes
    const verdicts: Verdict[] = []
    let cuts = 0
    const positions = Array.from({ length: bytes + 1 }, (_, at) => at).filter(isChosen)
    for (const [index, at] of positions.entries()) {
      if (index % chatsOfOnePair === 0) await newPair(world)
      const run = await chatOnce(world, target, { at, cut: cutAt(at, turned) })
      cuts += Number(run.isCut)
      verdicts.push(run.verdict)
    }
    return { target, bytes, cuts, notReached: positions.length - cuts, ...sum(verdicts) }
  } finally {
    await world.close()
  }
}

interface Fault {
  readonly at: number
  readonly cut: Cut
}

interface OneChat {
  readonly bytes: number
  readonly isCut: boolean
  readonly verdict: Verdict
}

async function chatOnce(world: FaultWorld, target: Target, fault: Fault | null): Promise<OneChat> {
  const { side, connection, direction } = target
  if (connection === 'sign-in') await world.signOut(side)
  world.forgetLinks()
  const hit = aim(world, target, (lane) => {
    if (fault !== null) lane.cutAfter(fault.at, fault.cut)
  })
  if (connection === 'sign-in') await world.signIn()
  const written = await runChat(world, recordedChat())
  const before = hit.before
  const verdict = judge(world, written)
  const kept = await historyFaults(world)
  const lane = hit.link?.[direction]
  const bytes = (lane?.passedBytes ?? 0) - before
  const retried = await retryAll(world)
  const late = retried ? judgeRetried(world, written) : ['what was sent again did not arrive']
  if ([...verdict.violations, ...kept, ...late].length > 0) console.info(evidenceOf(world))
  await endChat(world)
  const where = (violation: string): string =>
    `${side} ${connection} ${direction} ${fault === null ? 'whole' : `${fault.cut} after ${fault.at}`}: ${violation}`
  const violations = [...verdict.violations, ...kept, ...late].map(where)
  return { bytes, isCut: lane?.isCut === true, verdict: { ...nothingYet, ...verdict, violations } }
}

/** After the user sent again what was not known to have arrived, everything is there. */
function judgeRetried(world: FaultWorld, written: Parameters<typeof judge>[1]): readonly string[] {
  const { violations } = judge(world, written)
  return violations
    .filter((violation) => violation.includes('neither there'))
    .map((each) => `after a retry: ${each}`)
}

interface Hit {
  link: FaultLink | undefined
  before: number
}

/** Finds the connection: the standing one, or the first that will be opened. */
function aim(world: FaultWorld, { side, connection, direction }: Target, tell: (lane: Lane) => void): Hit {
  const proxy = world.proxies[side][connection === 'switchboard' ? 'switchboard' : 'notification-server']
  const hit: Hit = { link: undefined, before: 0 }
  const take = (link: FaultLink): void => {
    if (hit.link !== undefined) return
    Object.assign(hit, { link, before: link[direction].passedBytes })
    tell(link[direction])
  }
  const standing = proxy.links.at(-1)
  if (connection === 'notification-server' && standing !== undefined) take(standing)
  else proxy.onLink = take
  return hit
}

async function newPair(world: FaultWorld): Promise<void> {
  await world.replace()
  await world.signIn()
  await world.befriend()
}

/** The figures of a sweep in a line. */
export function inOneLine({ target, ...result }: SweepResult): string {
  const { dialect, side, connection, direction } = target
  const where = `${dialect} ${side}'s ${connection} ${direction === 'up' ? 'to' : 'from'} the server`
  const { cuts, bytes, lines, delivered, visiblyNot, arrivedUnknown, lostBehindServer, resent } = result
  return (
    `${where}: cut at ${cuts} of ${bytes + 1} places; ${lines} lines: ${delivered} delivered once, ${visiblyNot} shown as not ` +
    `delivered for certain (${arrivedUnknown} of them arrived), ${lostBehindServer} acknowledged and lost behind the server, ` +
    `which is shown to the reader; ${resent} sent again by themselves; ${result.violations.length} wrong`
  )
}
