import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerAddressBook } from '../address-book/address-book-service.ts'
import { answerReading } from '../offline-messages/reading-service.ts'
import { answerSending } from '../offline-messages/sending-service.ts'
import { answerGateway } from './gateway.ts'
import type { ServerContext } from '../server-context.ts'

/** A service on the HTTP port, beside the pages of signing in; no web page reaches it. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** Tried on the path without its query, in lower case and with single slashes. */
  readonly path: RegExp
  answer(server: ServerContext, request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** Every such service. */
export const routes: readonly Route[] = [
  { method: 'POST', path: /^\/abservice\/(?:sharingservice|abservice)\.asmx$/, answer: answerAddressBook },
  { method: 'POST', path: /^\/oimws\/oim\.asmx$/, answer: answerSending },
  { method: 'POST', path: /^\/rsi\/rsi\.asmx$/, answer: answerReading },
  { method: 'POST', path: /^\/gateway\/gateway\.dll$/, answer: answerGateway },
]
