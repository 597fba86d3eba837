import type { Entry } from '../../app/message.ts'
import type { Program } from '../messenger/program.ts'
import { defaultFormat } from '../../app/message.ts'
import type { Beat, Deed, Side } from './chat.ts'
import type { FaultWorld } from './world.ts'

/** A line that one of the two wrote. */
export interface WrittenLine {
  readonly side: Side
  /** Null for a nudge. */
  readonly text: string | null
  readonly id: string
}

/** A line as a conversation lists it. */
export type Line = Exclude<Entry, { kind: 'notice' }>

export const otherSide = (side: Side): Side => (side === 'alice' ? 'bob' : 'alice')

/** Everything that a program's conversations list, in order. */
export const entriesOf = ({ store }: Program): readonly Entry[] =>
  Object.values(store.state.conversations).flatMap(({ entries }) => entries)

/** A program's lines, of others and its own. */
export const linesOf = (program: Program): readonly Line[] =>
  entriesOf(program).filter((entry) => entry.kind !== 'notice')

export const isSettled = (program: Program): boolean =>
  linesOf(program).every(({ delivery }) => delivery.state !== 'sending')

/** Both are signed in and nothing is on its way. */
export const isOver = (world: FaultWorld): boolean =>
  (['alice', 'bob'] as const).every((side) => world.isSignedIn(side) && isSettled(world.program(side)))

/** Plays a chat, whatever happens to the connections. Answers what was written. */
export async function play(world: FaultWorld, chat: readonly Beat[]): Promise<readonly WrittenLine[]> {
  const written: WrittenLine[] = []
  for (const beat of chat) {
    for (const deed of beat) {
      const line = await act(world, deed)
      if (line !== null) written.push(line)
    }
    await world.quiet.settled()
  }
  return written
}

/** The same, until nothing is on its way. */
export async function runChat(world: FaultWorld, chat: readonly Beat[]): Promise<readonly WrittenLine[]> {
  const written = await play(world, chat)
  if (!(await world.until(() => isOver(world)))) throw new Error('something is on its way for ever')
  return written
}

/** Sends again what is not known to have arrived, as a user would. Answers whether everything is, then. */
export async function retryAll(world: FaultWorld): Promise<boolean> {
  for (let round = 0; round < 3; round++) {
    let again = 0
    for (const side of ['alice', 'bob'] as const) {
      const program = world.program(side)
      for (const { id, entries } of Object.values(program.store.state.conversations)) {
        for (const entry of entries) {
          if (entry.kind === 'notice' || !entry.mine || isKnownToArrive(entry)) continue
          again++
          await program.messenger.retryMessage(id, entry.id)
        }
      }
    }
    if (again === 0) return true
    await world.until(() => isOver(world))
  }
  return false
}

export const isKnownToArrive = ({ delivery }: Line): boolean =>
  delivery.state === 'delivered' || delivery.state === 'stored'

/** Closes what is open, so that the next chat begins from nothing. */
export async function endChat(world: FaultWorld): Promise<void> {
  for (const side of ['alice', 'bob'] as const) {
    const { messenger, store } = world.program(side)
    for (const id of Object.keys(store.state.conversations)) await messenger.closeConversation(id)
  }
  await world.quiet.settled()
  world.pass(20_000)
  await world.quiet.settled()
}

/** Null for what is no line, and for what the program refuses to write. */
async function act(world: FaultWorld, { side, ...deed }: Deed): Promise<WrittenLine | null> {
  const program = world.program(side)
  const { messenger } = program
  const id = await program.open(world.address(otherSide(side)))
  switch (deed.kind) {
    case 'typing':
      await messenger.reportTyping(id)
      return null
    case 'nudge': {
      const result = await messenger.sendNudge(id)
      return result.ok ? { side, text: null, id: program.conversation(id).entries.at(-1)!.id } : null
    }
    case 'text': {
      const result = await messenger.sendMessage(id, deed.text, defaultFormat)
      if (!result.ok) throw new Error(`${side} cannot write: ${result.reason}`)
      return { side, text: deed.text, id: result.value }
    }
  }
}
