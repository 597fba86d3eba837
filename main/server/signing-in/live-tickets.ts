import type { Person } from '../person.ts'
import type { ServerContext } from '../server-context.ts'
import { parseTicket } from './tickets.ts'

/**
 * Who shows a ticket to a service that is only for people who are signed in: a ticket of the SOAP service or of the log-in
 * page that is not too old, or the one of the log-in page with which a session began. Null for any other.
 */
export function whoShows(server: ServerContext, word: string): Person | null {
  const ticket = parseTicket(word)
  const account = server.tokens.find(ticket)?.account ?? server.tickets.find(ticket)
  if (account !== null) return server.network.person(account.address)
  const place = server.network.places.find(({ token }) => token !== null && token.ticket === ticket)
  return ticket === '' || place === undefined ? null : server.network.person(place.account.address)
}
