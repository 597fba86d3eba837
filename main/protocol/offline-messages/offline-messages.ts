import type { Author, TextFormat } from '../../../app/message.ts'

/** An offline message that waits, as the server announces it. */
export interface WaitingMessage {
  /** Opaque. */
  readonly id: string
  readonly from: Author
}

/** An offline message that was fetched. */
export interface OfflineMessage {
  readonly id: string
  readonly from: Author
  /** When it was written, milliseconds since 1970; null when the message does not say. */
  readonly sentAt: number | null
  /** One conversation of the sender; messages of a run are in the order of their numbers. */
  readonly runId: string
  readonly sequence: number
  readonly text: string
}

/** What is left for somebody who is offline, both ways: the services of a session that has them. */
export interface OfflineMessages {
  /** Whether texts can be left; where they cannot, what waits can be read all the same. */
  readonly canLeave: boolean
  /** All that wait; for announcements that were too large. */
  list(): Promise<readonly WaitingMessage[]>
  /**
   * Fetches messages, in the order in which they were written: runs by the time of their first message, within a run by
   * number. One that cannot be read is left out and stays at the server.
   */
  fetch(waiting: readonly WaitingMessage[]): Promise<readonly OfflineMessage[]>
  /** Deletes what was fetched and kept. */
  remove(ids: readonly string[]): Promise<void>
  /**
   * Leaves a text for somebody, in several messages when it is long; the first `from` of them are left out. Resolves when the
   * network has it.
   * @throws (as a rejection) NotDeliveredError when it certainly was not taken; SoapFaultError with the service's word for
   * that; PartlyDeliveredError when it was taken up to a message, from which it can be continued; anything else when
   * nobody knows.
   */
  leave(to: string, text: string, format: TextFormat, from?: number): Promise<void>
}
