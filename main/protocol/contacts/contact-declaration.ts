import { noLists, type Lists } from '../../../app/contact.ts'
import type { Person } from '../address-book/member-calls.ts'
import type { ContactSession } from './contact-keeping.ts'
import type { ListChange } from './contact-list.ts'
import { ServerError, TimeoutError } from '../errors.ts'
import type { ListedContact } from './list-dialect.ts'
import {
  cutIntoPortions,
  formatMembership,
  formatPortion,
  parseMembership,
  type Entry,
} from './membership-xml.ts'
import { ProtocolError } from '../wire/errors.ts'

/** Servers that do not know the question may not answer at all. */
const questionTimeoutMs = 5_000

/** What servers say when a list already is as it should be. */
const alreadyThere: ReadonlySet<number> = new Set([215, 216])

/** The commands that tell the server of the connection who is on which list. */
export class MembershipCommands {
  readonly #session: ContactSession
  readonly #findsNetworks: boolean

  /** `findsNetworks`: whether the dialect has `FQY`. */
  constructor(session: ContactSession, findsNetworks: boolean) {
    this.#session = session
    this.#findsNetworks = findsNetworks
  }

  /** C: ADL trid length; S: ADL trid OK, after the status of those who are seen from now on. */
  add(person: Person, lists: Partial<Lists>): Promise<void> {
    return this.#change('ADL', person, lists)
  }

  /** C: RML trid length; S: RML trid OK */
  remove(person: Person, lists: Partial<Lists>): Promise<void> {
    return this.#change('RML', person, lists)
  }

  /** One portion of what is declared at the sign-in. */
  async declare(entries: readonly Entry[]): Promise<void> {
    await this.#session.request('ADL', [], { payload: formatPortion(entries) })
  }

  /** Which portions to declare at the sign-in. */
  portions(entries: readonly Entry[]): readonly (readonly Entry[])[] {
    return cutIntoPortions(entries)
  }

  /** C: FQY trid length; S: FQY trid length: which network somebody uses; this one where that cannot be learned. */
  async findNetwork(address: string): Promise<number> {
    if (!this.#findsNetworks) return 1
    const payload = formatMembership([{ address, network: 1, lists: null }])
    try {
      const answer = await this.#session.request('FQY', [], { payload, timeoutMs: questionTimeoutMs })
      return (answer.payload === null ? [] : parseMembership(answer.payload))[0]?.network ?? 1
    } catch (error) {
      if ([ServerError, TimeoutError, ProtocolError].some((known) => error instanceof known)) return 1
      throw error
    }
  }

  async #change(verb: string, { address, network }: Person, lists: Partial<Lists>): Promise<void> {
    const { forward = false, allow = false, block = false } = lists
    if (!forward && !allow && !block) return
    const entry = { address, network, lists: { ...noLists, forward, allow, block } }
    const payload = formatMembership([entry])
    try {
      await this.#session.request(verb, [], { payload })
    } catch (error) {
      if (!(error instanceof ServerError) || !alreadyThere.has(error.code)) throw error
    }
  }
}

/** Tells the server at the sign-in who is on which list; every portion was answered when it resolves. */
export async function declare(people: readonly ListedContact[], commands: MembershipCommands): Promise<void> {
  const entries = people.flatMap((person) => entryOf(person) ?? [])
  await Promise.all(commands.portions(entries).map((portion) => declarePortion(portion, commands)))
}

/** One name that the server refuses must not keep the others away: they are declared without it. */
async function declarePortion(entries: readonly Entry[], commands: MembershipCommands): Promise<void> {
  try {
    await commands.declare(entries)
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    if (entries.length < 2) return
    const half = Math.ceil(entries.length / 2)
    await declarePortion(entries.slice(0, half), commands)
    await declarePortion(entries.slice(half), commands)
  }
}

function entryOf({ address, network, lists }: ListedContact): Entry | null {
  const declared = declaredLists(lists)
  return namesIn(declared).length === 0 ? null : { address, network, lists: declared }
}

/** Whoever is on the forward list is on the allow list, too, unless blocked: never on both of the latter. */
const declaredLists = ({ forward, allow, block }: Lists): Lists => ({
  ...noLists,
  forward,
  allow: !block && (allow || forward),
  block,
})

/** Tells the server of what changed elsewhere, as if it had been here: only then does it show those people. */
export async function declareChanges(
  changes: readonly ListChange[],
  commands: MembershipCommands,
): Promise<void> {
  for (const { contact, ...lists } of changes) {
    const person = { address: contact.spelling, network: contact.network }
    const before = declaredLists(lists.before)
    const after = declaredLists(lists.after)
    await commands.remove(person, minus(before, after)).catch(ignoreRefusal)
    await commands.add(person, minus(after, before)).catch(ignoreRefusal)
  }
}

/** What is in one and not in the other. */
const minus = (lists: Lists, others: Lists): Partial<Lists> =>
  Object.fromEntries(namesIn(lists).map((name) => [name, !others[name]]))

/** The lists that somebody is on. */
export const namesIn = (lists: Partial<Lists>): readonly (keyof Lists)[] =>
  (['forward', 'allow', 'block', 'reverse', 'pending'] as const).filter((name) => lists[name] === true)

/** @throws whatever is no refusal of the server */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof ServerError)) throw error
}
