import type { ContactEditor } from './contact-editor.ts'
import type { ContactKeeper, ContactKeeping, ContactSession } from './contact-keeping.ts'
import { ContactList } from './contact-list.ts'
import { parseAskWhenAdded, parseWhoMaySee, PrivacyState } from './contact-privacy.ts'
import { CommandEditor } from './contact-requests.ts'
import { ClosedError } from '../errors.ts'
import { Expectation } from '../expectation.ts'
import type { ListDialect, Words } from './list-dialect.ts'
import { requestTimeoutMs } from '../transactions.ts'
import type { Command } from '../wire/command.ts'

/** Keeps a contact list by commands of the notification server itself, as dialects up to 12 do. */
export const contactsByCommands =
  (dialect: ListDialect): ContactKeeping =>
  (session) =>
    new CommandKeeper(dialect, session)

class CommandKeeper implements ContactKeeper {
  readonly list: ContactList
  readonly editor: ContactEditor
  readonly handlers: ReadonlyMap<string, (command: Command) => void>
  readonly #dialect: ListDialect
  readonly #session: ContactSession
  readonly #privacy: PrivacyState
  #awaited: Expectation<void> | null = null

  constructor(dialect: ListDialect, session: ContactSession) {
    this.#dialect = dialect
    this.#session = session
    this.list = new ContactList((event) => session.emit(event))
    this.#privacy = new PrivacyState((event) => session.emit(event))
    this.editor = new CommandEditor({
      dialect,
      list: this.list,
      privacy: this.#privacy,
      request: (verb, params) => session.request(verb, params),
    })
    this.handlers = this.#makeHandlers()
  }

  /** C: SYN trid 0 {0}, then lines until as many have come as the answer announced. */
  async fetch(): Promise<void> {
    const awaited = new Expectation<void>(this.#session.clock, requestTimeoutMs, 'the contact list')
    this.#awaited = awaited
    try {
      await this.#session.request('SYN', this.#dialect.syncParams)
      await awaited.promise
    } finally {
      awaited.fulfil()
      this.#awaited = null
    }
  }

  rename(name: string): Words {
    return this.#dialect.rename(this.#session.address, name)
  }

  close(): void {
    this.#awaited?.fail(new ClosedError('the connection closed'))
  }

  #makeHandlers(): ReadonlyMap<string, (command: Command) => void> {
    const dialect = this.#dialect
    const { list } = this
    const onAddition = ({ params }: Command): void => list.add(dialect.parseAddition(params.slice(1)))
    return new Map<string, (command: Command) => void>([
      // S: SYN trid version … contacts groups
      ['SYN', ({ params }) => this.#listBegins(dialect.parseCounts(params.slice(1)))],
      ['LSG', ({ params }) => list.listGroup(dialect.parseGroup(params))],
      ['LST', ({ params }) => list.listContact(dialect.parseContact(params))],
      ['ADD', onAddition],
      ['ADC', onAddition],
      ['REM', ({ params }) => list.remove(dialect.parseRemoval(params.slice(1)))],
      ['ADG', ({ params }) => list.setGroup(dialect.parseGroupAdded(params.slice(1)))],
      ['REG', ({ params }) => list.setGroup(dialect.parseGroupRenamed(params.slice(1)))],
      ['RMG', ({ params }) => list.removeGroup(dialect.parseGroupRemoved(params.slice(1)))],
      ['BLP', ({ params }) => this.#privacy.learn(parseWhoMaySee(params))],
      ['GTC', ({ params }) => this.#privacy.learn(parseAskWhenAdded(params))],
    ])
  }

  /** A list that nobody asked for is not read. */
  #listBegins(counts: { readonly contacts: number; readonly groups: number }): void {
    const awaited = this.#awaited
    if (awaited !== null)
      this.list.begin(counts, (complete) => (complete ? awaited.fulfil() : awaited.extend()))
  }
}
