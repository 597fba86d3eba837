import { addressKey } from '../../../app/contact.ts'
import { NotDeliveredError, SoapFaultError } from '../errors.ts'
import { splitBytes } from '../messages/split-text.ts'
import type { Services } from '../services.ts'
import { isTicketTrouble } from '../soap.ts'
import type { Leaving } from './leaving.ts'
import type { OfflineTickets } from './offline-tickets.ts'
import {
  formatStoreRequest,
  readStoreAnswer,
  type Sender,
  type StoredText,
  type StoreReply,
} from './storing-call.ts'

/** What leaving texts with the service needs of its session. */
export interface StoreLeavingOptions {
  readonly services: Services
  readonly tickets: OfflineTickets
  /** Who we are at this moment. */
  readonly sender: () => Sender
  readonly answerChallenge: (challenge: string) => string
  /** A GUID with braces. */
  readonly chooseId: () => string
  readonly unlessClosed: <T>(promise: Promise<T>) => Promise<T>
}

/** The most that one message holds, in bytes of UTF-8; see docs/protocol.md#offline-messages. */
const maxTextBytes = 1024

/** The texts to one person in this session. */
interface Run {
  readonly id: string
  sequence: number
}

/** What may still be done about refusals of one text. */
interface Repairs {
  challenges: number
  keys: number
  tickets: number
}

/** Leaves texts with the service of the network that keeps them. */
export class StoreLeaving implements Leaving {
  readonly #options: StoreLeavingOptions
  readonly #runs = new Map<string, Run>()
  /** Good for the whole session. */
  #lockKey = ''

  constructor(options: StoreLeavingOptions) {
    this.#options = options
  }

  split(text: string): readonly string[] {
    return splitBytes(text, maxTextBytes)
  }

  async leave(to: string, piece: string): Promise<void> {
    const run = this.#runWith(to)
    const stored: StoredText = { to, text: piece, runId: run.id, sequence: ++run.sequence }
    const left: Repairs = { challenges: 2, keys: 1, tickets: 1 }
    for (let fresh = false; ;) {
      const reply = await this.#store(stored, fresh)
      if (reply.kind === 'stored') return
      const repaired = isTicketTrouble(reply.code) ? this.#repair(reply.challenge, left) : null
      if (repaired === null) throw new SoapFaultError(reply.code, this.#options.sender().method)
      fresh = repaired === 'ticket'
    }
  }

  #runWith(to: string): Run {
    const key = addressKey(to)
    const run = this.#runs.get(key) ?? { id: this.#options.chooseId(), sequence: 0 }
    this.#runs.set(key, run)
    return run
  }

  async #store(stored: StoredText, fresh: boolean): Promise<StoreReply> {
    const { services, sender, unlessClosed } = this.#options
    const ticket = await this.#ticket(fresh)
    const request = formatStoreRequest(sender(), stored, { ticket, lockKey: this.#lockKey })
    try {
      return readStoreAnswer(await unlessClosed(services.callSoap(request)))
    } catch (error) {
      if (!(error instanceof SoapFaultError)) throw error
      return { kind: 'refused', code: error.code, challenge: '' }
    }
  }

  /** Without one nothing was sent. */
  async #ticket(fresh: boolean): Promise<string> {
    const { tickets, unlessClosed } = this.#options
    try {
      return await unlessClosed(tickets.fetch('sending', fresh))
    } catch (cause) {
      throw new NotDeliveredError('no ticket to leave a message with', { cause })
    }
  }

  /**
   * What is changed about a refusal before the text is offered again; null when nothing is left to do. A challenge is
   * answered, which a new ticket may bring once more; a service that wants a key and has no challenge gets any; then a
   * new ticket is tried.
   */
  #repair(challenge: string, left: Repairs): 'key' | 'ticket' | null {
    const { answerChallenge } = this.#options
    if (challenge !== '' && left.challenges-- > 0) {
      this.#lockKey = answerChallenge(challenge)
      return 'key'
    }
    if (this.#lockKey === '' && left.keys-- > 0) {
      this.#lockKey = answerChallenge('')
      return 'key'
    }
    if (left.tickets-- <= 0) return null
    left.challenges = 1
    return 'ticket'
  }
}
