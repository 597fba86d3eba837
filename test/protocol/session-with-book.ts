import type { NotificationServerOptions } from '../../main/protocol/notification-options.ts'
import { dialects } from '../../main/protocol/dialects.ts'
import type { Services } from '../../main/protocol/services.ts'
import { answerLists, type BookPerson } from '../support/address-book-answers.ts'
import { noServices, notificationStage } from './session.ts'

const alice: BookPerson = { address: 'alice@example.com', name: 'Alice', lists: 0 }

/** Bob on forward, allow and reverse. */
export const bob: BookPerson = { address: 'bob@example.com', name: 'Bob', lists: 11 }

/** The names of the dialects whose contact list is an address book. */
export const bookDialects: readonly string[] = dialects
  .filter(({ hasElders }) => hasElders)
  .map(({ name }) => name)

/**
 * Signs Alice in, who has these people in her address book; what that said and brought is forgotten. `other`: services beside
 * the address book.
 */
export async function signedInWithBook(
  dialect: string,
  people: readonly BookPerson[] = [bob],
  more: Partial<NotificationServerOptions> = {},
  other: Partial<Services> = {},
) {
  const answer = answerLists(alice, people)
  const services: Services = {
    ...noServices,
    fetchTicket: () => Promise.resolve('t=1&p='),
    fetchToken: () => Promise.resolve({ ticket: 't=1&p=', secret: 'A'.repeat(32) }),
    ...other,
    callSoap(request) {
      const isBook = request.service === 'contacts' || request.service === 'membership'
      return (isBook ? answer : (other.callSoap ?? noServices.callSoap))(request)
    },
  }
  const stage = notificationStage([dialect], undefined, services, more)
  const result = stage.session.signIn({ onStep: () => undefined })
  await stage.say(`VER 1 ${dialect}`, 'CVR 2 1 1 1 u u')
  const scheme = stage.sent().at(-1)!.split(' ')[2]!
  await stage.say(`USR 3 ${scheme} S policy nonce`, 'USR 4 OK alice@example.com 1 0', 'SBS 0 null')
  await stage.say('ADL 5 OK', 'PRP 6 MFN Alice')
  if ((await result).kind !== 'signed-in') throw new Error('not signed in')
  stage.sent()
  stage.heard()
  return stage
}
