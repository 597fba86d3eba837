import type { Clock } from '../clock.ts'
import { SoapFaultError } from '../errors.ts'
import type { Services } from '../services.ts'
import { isTicketTrouble } from '../soap.ts'
import type { XmlElement } from '../xml-element.ts'
import { parseMail } from './mail.ts'
import type { OfflineMessage, WaitingMessage } from './offline-messages.ts'
import type { OfflineTickets } from './offline-tickets.ts'
import {
  deleteMessages,
  formatReadingRequest,
  getMessage,
  getMetadata,
  readMetadata,
  readReadingAnswer,
  type ReadingCall,
} from './reading-calls.ts'

/** What reading needs of its session. */
export interface OfflineReaderOptions {
  readonly services: Services
  readonly tickets: OfflineTickets
  readonly clock: Clock
  /** The same promise, but it rejects with ClosedError when the connection closes before. */
  readonly unlessClosed: <T>(promise: Promise<T>) => Promise<T>
}

/** So many are fetched at the same time. */
const atOnce = 4

/** So many are deleted with one call. */
const deletedAtOnce = 50

/** A clock that goes wrong by more than that is none. */
const aDayMs = 24 * 3600_000

/** Reads what was left for us, and deletes it; rejects with SoapFaultError, ClosedError and what the services throw. */
export class OfflineReader {
  readonly #options: OfflineReaderOptions

  constructor(options: OfflineReaderOptions) {
    this.#options = options
  }

  /** All that wait. */
  async list(): Promise<readonly WaitingMessage[]> {
    return readMetadata(await this.#call(getMetadata))
  }

  /** In order; those that cannot be read are left out. @throws when none could be fetched, for another reason than that */
  async fetch(waiting: readonly WaitingMessage[]): Promise<readonly OfflineMessage[]> {
    const outcomes: PromiseSettledResult<OfflineMessage | null>[] = []
    for (let at = 0; at < waiting.length; at += atOnce) {
      const some = waiting.slice(at, at + atOnce)
      outcomes.push(...(await Promise.allSettled(some.map((each) => this.#fetchOne(each)))))
    }
    const fetched = outcomes.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []))
    const failure = outcomes.find((each) => each.status === 'rejected')
    if (fetched.length === 0 && failure !== undefined) throw failure.reason
    return inOrder(fetched)
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += deletedAtOnce)
      await this.#call(deleteMessages(ids.slice(at, at + deletedAtOnce)))
  }

  /** Null for one that cannot be read. */
  async #fetchOne({ id, from }: WaitingMessage): Promise<OfflineMessage | null> {
    const mail = await this.#fetchMail(id)
    if (mail === null) return null
    const { sentAt, runId, sequence, text } = mail
    // The sender wrote the mail's headers, the server what it says itself.
    const named = from.name === from.address && mail.from.address === from.address && mail.from.name !== ''
    return { id, from: named ? mail.from : from, sentAt, runId: runId || id, sequence, text }
  }

  async #fetchMail(id: string): Promise<ReturnType<typeof parseMail>> {
    try {
      const answer = await this.#call(getMessage(id))
      const mail = answer.find('GetMessageResult')?.text ?? answer.text
      return parseMail(mail, this.#options.clock.now() + aDayMs)
    } catch (error) {
      if (error instanceof SoapFaultError && !isTicketTrouble(error.code)) return null
      throw error
    }
  }

  async #call(call: ReadingCall): Promise<XmlElement> {
    try {
      return await this.#once(call, false)
    } catch (error) {
      if (!(error instanceof SoapFaultError) || !isTicketTrouble(error.code)) throw error
      return this.#once(call, true)
    }
  }

  async #once(call: ReadingCall, fresh: boolean): Promise<XmlElement> {
    const { services, tickets, unlessClosed } = this.#options
    const ticket = await unlessClosed(tickets.fetch('reading', fresh))
    const xml = await unlessClosed(services.callSoap(formatReadingRequest(call, ticket)))
    return readReadingAnswer(xml, call.method)
  }
}

/** Runs by the time of their first message, within a run by number; what does not say its time comes last. */
function inOrder(messages: readonly OfflineMessage[]): readonly OfflineMessage[] {
  const runs = Map.groupBy(messages, ({ from, runId }) => `${from.address} ${runId}`)
  const timed = [...runs.values()].map((run) => ({ run, since: beginOf(run) }))
  const byNumber = (one: OfflineMessage, other: OfflineMessage): number => one.sequence - other.sequence
  return timed
    .sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0))
    .flatMap(({ run }) => run.toSorted(byNumber))
}

const beginOf = (run: readonly OfflineMessage[]): number =>
  Math.min(...run.map(({ sentAt }) => sentAt ?? Number.POSITIVE_INFINITY))
