import type { NotificationServerOptions } from '../../main/protocol/notification-options.ts'
import { decodePercent } from '../../main/protocol/wire/percent.ts'
import { aPlace, noServices } from '../protocol/session.ts'
import { answerLists, type BookPerson } from './address-book-answers.ts'
import type { Exchange } from './transcript.ts'

type Recorded = Pick<
  NotificationServerOptions,
  'dialects' | 'clientVersion' | 'machineId' | 'services' | 'chooseIv'
>

/** Bytes of the proof before and behind the initial vector. */
const ivAt = [28, 36] as const

/**
 * What made the recorded client what it was: its dialect, its version, its tickets, its address book. `secret`: the proof
 * key that came with its token; without one the client proves what the recorded one proved, whatever it computes.
 */
export function recordedClient(
  fromClient: readonly Exchange[],
  fromServer: readonly Exchange[],
  secret: string | null,
): Recorded {
  const usr = (list: readonly Exchange[]) =>
    list.find(({ words }) => words[0] === 'USR' && words[3] === 'S')?.words.slice(4) ?? []
  const [policy] = usr(fromServer)
  const [ticket = '', proof = '', machineId = aPlace.machineId] = usr(fromClient)
  const forPolicy = <T>(given: string | undefined, value: T): Promise<T> =>
    given === policy ? Promise.resolve(value) : Promise.reject(new Error('another policy'))
  return {
    dialects: [fromClient[0]!.words[2]!],
    clientVersion: fromClient.find(({ words }) => words[0] === 'CVR')?.words[7] ?? '',
    machineId,
    services: {
      ...noServices,
      fetchTicket: (given) => forPolicy(given, ticket),
      fetchToken: (address, options) =>
        forPolicy(address === 'contacts.msn.com' ? policy : options?.policy, {
          ticket,
          secret: secret ?? anySecret,
        }),
      callSoap: answerLists(ownerOf(fromClient), peopleOf(fromClient)),
    },
    chooseIv: () => Buffer.from(proof, 'base64').subarray(...ivAt),
  }
}

/** Of the right length. */
const anySecret = 'A'.repeat(32)

/** As the recorded client named its user. */
function ownerOf(fromClient: readonly Exchange[]): BookPerson {
  const words = (verb: string) => fromClient.find((each) => each.words[0] === verb)?.words ?? []
  return { address: words('USR')[4] ?? '', name: decodePercent(words('PRP')[3] ?? ''), lists: 0 }
}

/** Those whom the recorded client declared; everybody had everybody else. */
function peopleOf(fromClient: readonly Exchange[]): readonly BookPerson[] {
  const declared = fromClient.find(({ words }) => words[0] === 'ADL')?.payload ?? new Uint8Array(0)
  const xml = new TextDecoder().decode(declared)
  return [...xml.matchAll(/<c n="(\w)(\w*)" l="(\d)" t="1"\/>/g)].map(([, first = '', rest = '', lists]) => ({
    address: `${first}${rest}@example.com`,
    name: `${first.toUpperCase()}${rest}`,
    lists: Number(lists) | 8,
  }))
}
