import { noLists } from '../../../app/contact.ts'
import { Closing } from '../closing.ts'
import { AddressBook } from '../address-book/address-book.ts'
import { textElement } from '../soap.ts'
import { updateMe } from '../address-book/contact-calls.ts'
import { BookReader, type FindContacts } from '../address-book/book-reader.ts'
import { BookEditor } from './contact-book-editor.ts'
import type { ContactKeeper, ContactKeeping, ContactSession } from './contact-keeping.ts'
import { ContactList } from './contact-list.ts'
import { declare, declareChanges, ignoreRefusal, MembershipCommands, namesIn } from './contact-declaration.ts'
import { formatWhoMaySee, parseWhoMaySee, PrivacyState } from './contact-privacy.ts'
import { ClosedError, ServerError } from '../errors.ts'
import { encodeFriendlyName } from '../friendly-name.ts'
import { decodeName, type Words } from './list-dialect.ts'
import { isListNotice } from './list-notice.ts'
import { parseMembership, type ReceivedEntry } from './membership-xml.ts'
import { NewestWins } from '../newest-wins.ts'
import { Serial } from '../serial.ts'
import type { Command } from '../wire/command.ts'
import { ProtocolError } from '../wire/errors.ts'

/** How the dialects with an address book differ. */
export interface AddressBookForm {
  /** Whether the network that somebody uses can be asked for (`FQY`). */
  readonly networks: boolean
  readonly findContacts: FindContacts
}

/** Keeps a contact list with the address book's services and `ADL`, as dialects from 13 on do. */
export const contactsByAddressBook =
  (form: AddressBookForm): ContactKeeping =>
  (session) =>
    new BookKeeper(form, session)

/** What servers say when a setting already is as it should be. */
const alreadySo = 218

/** Lists that changed elsewhere are fetched again at most so often. */
const refreshIntervalMs = 3_000

/** The names of those who were added are asked for when nobody was added for so long. */
const namesAfterMs = 500

class BookKeeper implements ContactKeeper {
  readonly list: ContactList
  readonly editor: BookEditor
  readonly handlers: ReadonlyMap<string, (command: Command) => void>
  readonly #session: ContactSession
  readonly #commands: MembershipCommands
  readonly #reader: BookReader
  readonly #book: AddressBook
  readonly #privacy: PrivacyState
  readonly #serial = new Serial()
  readonly #closing = new Closing()
  readonly #refreshes: NewestWins<void>
  /** The refresh that has not begun yet. */
  #nextRefresh: Promise<void> | null = null
  #cancelNames = (): void => undefined
  /** Whether something changed while the lists were fetched for the first time. */
  #isStale = false
  /** One's own name as the address book has it; null before it was fetched. */
  #ownName: string | null = null

  constructor(form: AddressBookForm, session: ContactSession) {
    const emit = session.emit.bind(session)
    this.#session = session
    this.list = new ContactList(emit)
    this.#privacy = new PrivacyState(emit)
    this.#commands = new MembershipCommands(session, form.networks)
    this.#book = new AddressBook({
      services: session.services,
      ownAddress: session.address,
      unlessClosed: (promise) => this.#closing.unlessClosed(promise),
    })
    this.#reader = new BookReader(this.#book, form.findContacts)
    this.#refreshes = new NewestWins(session.clock, refreshIntervalMs, () => this.#refresh())
    this.editor = new BookEditor({
      book: this.#book,
      snapshot: this.#reader.snapshot,
      commands: this.#commands,
      list: this.list,
      privacy: this.#privacy,
      serial: this.#serial,
      setWhoMaySee: (code) => this.#setWhoMaySee(code),
      ownName: () => this.#ownName ?? session.address,
      reload: () => this.#reload(),
      learnNames: () => this.#learnNames(),
    })
    this.handlers = this.#makeHandlers()
  }

  /**
   * Fetches both halves, and tells the server who is on which list: it waits for that, even when it is nobody.
   * C: BLP trid AL|BL; C: ADL trid length; C: PRP trid MFN name
   */
  async fetch(): Promise<void> {
    await this.#serial.run(async () => {
      this.#isStale = false
      await this.#reader.fetch()
      const { whoMaySee } = this.#reader.snapshot.owner?.privacy ?? {}
      if (whoMaySee !== undefined) await this.#unlessRefused('BLP', [formatWhoMaySee(whoMaySee)])
      const people = this.#reader.snapshot.everybody()
      await declare(people, this.#commands)
      this.list.replace(this.#reader.snapshot.groups, people)
      await this.#learnOwner()
    })
    if (this.#isStale) this.#changedElsewhere()
  }

  rename(name: string): Words {
    return ['PRP', 'MFN', name]
  }

  close(): void {
    this.#cancelNames()
    this.#refreshes.close()
    this.#closing.close(new ClosedError('the connection closed'))
  }

  #makeHandlers(): ReadonlyMap<string, (command: Command) => void> {
    return new Map<string, (command: Command) => void>([
      // S: ADL 0 length, with those who added us; S: ADL trid OK
      ['ADL', (command) => this.#received(command).forEach((entry) => this.#onAdded(entry))],
      ['RML', (command) => this.#received(command).forEach((entry) => this.#onRemoved(entry))],
      ['NOT', (command) => this.#onNotice(command)],
      ['UBN', (command) => this.#onNotice(command)],
      ['BLP', ({ params }) => this.#privacy.learn(parseWhoMaySee(params))],
      ['PRP', ({ params }) => this.#onProperty(params)],
    ])
  }

  /** A list that cannot be read, because of somebody's name, tells at least that there is something new. */
  #received({ params, payload }: Command): readonly ReceivedEntry[] {
    if (params[0] !== '0' || payload === null) return []
    if (this.#ownName === null) this.#isStale = true
    try {
      return parseMembership(payload)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#changedElsewhere()
      return []
    }
  }

  /** Whoever is neither allowed nor blocked waits for an answer from now on. */
  #onAdded({ address, name, network, lists }: ReceivedEntry): void {
    const before = this.list.find(address)?.lists
    const waits = lists?.reverse === true && before?.allow !== true && before?.block !== true
    const on = { ...lists, ...(waits ? { pending: true } : {}) }
    for (const list of namesIn(on)) {
      this.list.add({ list, address, guid: null, name, groupId: null, network })
    }
  }

  #onRemoved({ address, lists }: ReceivedEntry): void {
    const before = this.list.find(address)?.lists ?? noLists
    const off = { ...lists, ...(lists?.reverse === true ? { pending: true } : {}) }
    for (const list of namesIn(off))
      if (before[list]) this.list.remove({ list, address, guid: null, groupId: null })
  }

  #onNotice(command: Command): void {
    if (isListNotice(command, this.#session.address)) this.#changedElsewhere()
  }

  /** What another place changed is fetched; what was changed elsewhere in this very moment comes with it. */
  #changedElsewhere(): void {
    if (this.#ownName === null) this.#isStale = true
    else this.#refreshes.submit().catch(() => undefined)
  }

  /** Whoever is added is in the address book with a name, which the answer to that does not say. */
  #learnNames(): void {
    this.#cancelNames()
    this.#cancelNames = this.#session.clock.after(namesAfterMs, () => this.#changedElsewhere())
  }

  /** However slow the services are, no more than one refresh waits for its turn. */
  #refresh(): Promise<void> {
    this.#nextRefresh ??= this.#serial.run(async () => {
      this.#nextRefresh = null
      await this.#reload()
    })
    return this.#nextRefresh
  }

  /** The server is told of what changed elsewhere, too. */
  async #reload(): Promise<void> {
    const { snapshot } = this.#reader
    await this.#reader.refresh()
    this.#privacy.learn(snapshot.owner?.privacy ?? {})
    await declareChanges(this.list.replace(snapshot.groups, snapshot.everybody()), this.#commands)
  }

  /** The server of the connection learns our name from us, if it is one for servers; the address book had it. */
  async #learnOwner(): Promise<void> {
    const { owner } = this.#reader.snapshot
    this.#ownName = owner?.name ?? ''
    this.#privacy.learn(owner?.privacy ?? {})
    if (this.#ownName === '') return
    this.#session.emit({ type: 'me-changed', change: { name: this.#ownName } })
    const word = encodeFriendlyName(this.#ownName)
    if (word !== null) await this.#unlessRefused('PRP', ['MFN', word])
  }

  /** A new name goes into the address book, too, for the next sign-in. */
  #onProperty(params: readonly string[]): void {
    const name = decodeName(params[2])
    if (params[1]?.toUpperCase() !== 'MFN' || name === null || this.#ownName === null) return
    if (name === this.#ownName) return
    this.#ownName = name
    const update = updateMe(textElement('displayName', name), 'DisplayName')
    this.#serial.run(() => this.#book.call(update)).catch(() => undefined)
  }

  async #setWhoMaySee(code: string): Promise<void> {
    try {
      await this.#session.request('BLP', [code])
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== alreadySo) throw error
    }
  }

  async #unlessRefused(verb: string, params: readonly string[]): Promise<void> {
    await this.#session.request(verb, params).then(() => undefined, ignoreRefusal)
  }
}
