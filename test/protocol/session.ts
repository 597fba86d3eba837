import { defaultFormat, type TextFormat } from '../../app/message.ts'
import { FakeClock } from '../messenger/fake-clock.ts'
import type { NotificationEvent, SwitchboardEvent } from '../../main/protocol/events.ts'
import type { NotificationServerOptions } from '../../main/protocol/notification-options.ts'
import { NotificationServer } from '../../main/protocol/notification-server.ts'
import type { Services } from '../../main/protocol/services.ts'
import { Switchboard, type SwitchboardForms } from '../../main/protocol/switchboard.ts'
import {
  fromNotificationServer,
  fromSwitchboard,
  type Command,
  type Grammar,
} from '../../main/protocol/wire/command.ts'
import { CommandReader } from '../../main/protocol/wire/reader.ts'
import { encodeCommand } from '../../main/protocol/wire/writer.ts'

/** Lets everything happen that only waits for promises. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A format in which some things differ from the usual one. */
export const textOf = (format: Partial<TextFormat> = {}): TextFormat => ({ ...defaultFormat, ...format })

/** How somebody is added when nothing else is said. */
export const plainly = { groupId: null, message: '' } as const

/** Services that nobody should need. */
export const noServices: Services = {
  fetchTicket: () => Promise.reject(new Error('no ticket was expected')),
  fetchToken: () => Promise.reject(new Error('no token was expected')),
  callSoap: () => Promise.reject(new Error('no call was expected')),
  has: (service) => service === 'contacts' || service === 'membership',
}

/** What every NotificationServer of a test is made with. */
export const aPlace = {
  clientVersion: '',
  machineId: '{f26d1f07-95e2-403c-bc18-d4bfed493428}',
  placeName: 'Study',
} as const

/** A promise that may reject before a test looks at it. */
export function caught<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** A half of the protocol with a server that a test plays, line by line. */
export class Stage<S extends { receive(command: Command): void }, E> {
  readonly clock = new FakeClock()
  readonly session: S
  readonly events: E[] = []
  readonly #reader: CommandReader
  readonly #sent: string[] = []

  constructor(
    grammar: Grammar,
    create: (stage: { clock: FakeClock; send(command: Command): void; onEvent(event: E): void }) => S,
  ) {
    this.#reader = new CommandReader(grammar)
    this.session = create({
      clock: this.clock,
      send: (command) => this.#sent.push(Buffer.from(encodeCommand(command)).toString('utf8')),
      onEvent: (event) => this.events.push(event),
    })
  }

  /** The server says these lines, each with its CR LF added; a payload stands after a line feed. */
  async say(...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const [head, ...payload] = line.split('\n')
      this.#reader.push(
        Buffer.from(payload.length === 0 ? `${head}\r\n` : `${head}\r\n${payload.join('\n')}`),
      )
      for (let next = this.#reader.next(); next !== null; next = this.#reader.next())
        this.session.receive(next)
      await settle()
    }
  }

  /** What was sent since the last call: lines without CR LF, a payload after a line feed. */
  sent(): string[] {
    return this.#sent.splice(0).map((text) => {
      const end = text.indexOf('\r\n')
      return end + 2 === text.length ? text.slice(0, end) : `${text.slice(0, end)}\n${text.slice(end + 2)}`
    })
  }

  /** The events since the last call. */
  heard(): E[] {
    return this.events.splice(0)
  }
}

/** A stage with a NotificationServer of Alice's. */
export function notificationStage(
  dialects: readonly string[] = ['MSNP12'],
  onDead?: () => void,
  services: Partial<Services> = {},
  more: Partial<NotificationServerOptions> = {},
) {
  return new Stage<NotificationServer, NotificationEvent>(
    fromNotificationServer,
    (parts) =>
      new NotificationServer({
        ...parts,
        ...aPlace,
        services: { ...noServices, ...services },
        address: 'alice@example.com',
        dialects,
        ...(onDead === undefined ? {} : { onDead }),
        ...more,
      }),
  )
}

const ok: Readonly<Record<string, string>> = {
  MSNP8: 'USR 4 OK alice@example.com Alice 1 0',
  MSNP9: 'USR 4 OK alice@example.com Alice 1 0',
}

/** Signs Alice in with these `LSG` and `LST` lines, in a dialect; what that said and brought is forgotten. */
export async function signedIn(
  dialect = 'MSNP12',
  list: { groups?: readonly string[]; contacts?: readonly string[] } = {},
  onDead?: () => void,
) {
  const stage = notificationStage([dialect], onDead, { fetchTicket: () => Promise.resolve('t=1&p=') })
  const { groups = [], contacts = [] } = list
  const result = stage.session.signIn({ onStep: () => undefined })
  const versions =
    dialect === 'MSNP8' || dialect === 'MSNP9' ? '1' : '2000-01-01T00:00:00.0 2000-01-01T00:00:00.0'
  await stage.say(
    `VER 1 ${dialect}`,
    'CVR 2 1 1 1 u u',
    'USR 3 TWN S policy',
    ok[dialect] ?? 'USR 4 OK alice@example.com 1 0',
  )
  await stage.say(`SYN 5 ${versions} ${contacts.length} ${groups.length}`, ...groups, ...contacts)
  if ((await result).kind !== 'signed-in') throw new Error('not signed in')
  stage.sent()
  stage.heard()
  return stage
}

const plainForms: SwitchboardForms = { capabilitiesInJoin: false, place: null, callsOwnPlaces: false }

/** A stage with a switchboard of Alice's, where these people are. */
export async function switchboardStage(
  people: readonly string[] = ['bob@example.com Bob'],
  acknowledges = true,
  forms: Partial<SwitchboardForms> = {},
) {
  const stage = new Stage<Switchboard, SwitchboardEvent>(
    fromSwitchboard,
    (parts) =>
      new Switchboard({
        ...parts,
        address: 'alice@example.com',
        acknowledges,
        forms: { ...plainForms, ...forms },
      }),
  )
  const joined = stage.session.join('123.456')
  await stage.say('USR 1 OK alice@example.com Alice', ...people.map((who) => `JOI ${who}`))
  await joined
  stage.sent()
  stage.heard()
  return stage
}

/** The ids in `withBob`. */
export const bobsId = '6bd736b8-dc18-44c6-ad61-8cd12d641e79'
export const groupId = '124153dc-a695-4f6c-93e8-8e07c9775251'

/** Alice with Bob on forward, allow and reverse, in the group Friends. */
export const withBob = (dialect = 'MSNP12') =>
  dialect === 'MSNP8' || dialect === 'MSNP9'
    ? signedIn(dialect, { groups: ['LSG 1 Friends 0'], contacts: ['LST bob@example.com Bob 11 1'] })
    : signedIn(dialect, {
        groups: [`LSG Friends ${groupId}`],
        contacts: [
          `LST N=bob@example.com F=Bob C=${bobsId} 11 ${dialect === 'MSNP12' ? '1 ' : ''}${groupId}`,
        ],
      })
