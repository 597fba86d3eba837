import { noLists, type Lists } from '../../app/contact.ts'
import type { Person } from './address-book/member-calls.ts'
import type { ContactSession } from './contact-keeping.ts'
import { ServerError, TimeoutError } from './errors.ts'
import type { ListedContact } from './list-dialect.ts'
import {
  cutIntoPortions,
  formatMembership,
  formatPortion,
  parseMembership,
  type Entry,
} from './membership-xml.ts'

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
      if (error instanceof ServerError || error instanceof TimeoutError) return 1
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

/** Whoever is on the forward list is on the allow list, too, unless blocked: never on both of the latter. */
function entryOf({ address, network, lists: { forward, allow, block } }: ListedContact): Entry | null {
  if (!forward && !allow && !block) return null
  const mayAllow = !block && (allow || forward)
  return { address, network, lists: { ...noLists, forward, allow: mayAllow, block } }
}
