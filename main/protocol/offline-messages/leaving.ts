import type { TextFormat } from '../../../app/message.ts'

/** A way to leave texts for somebody who is offline. */
export interface Leaving {
  /** Cuts a text into what it takes at once, always in the same way. */
  split(text: string, format: TextFormat): readonly string[]
  /**
   * Resolves when the network has it.
   * @throws (as a rejection) NotDeliveredError or SoapFaultError when it certainly was not taken; anything else when
   * nobody knows.
   */
  leave(to: string, piece: string, format: TextFormat): Promise<void>
}
