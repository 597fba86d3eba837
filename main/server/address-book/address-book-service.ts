import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, refuseLength } from '../http-page.ts'
import type { ServerContext } from '../server-context.ts'

/** Largest request that is read; a change of a contact has about 3 KiB. */
const maxBodyBytes = 64 * 1024

/** Answers one request for the address book or the memberships. */
export async function answerAddressBook(
  _server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes)
  if (body === null) return refuseLength(response)
  response.statusCode = 500
  response.end()
}
