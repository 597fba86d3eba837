import type { Privacy } from '../../../app/account.ts'
import { noLists, type Lists } from '../../../app/contact.ts'
import type { ContactEditor } from './contact-editor.ts'
import type { ContactList } from './contact-list.ts'
import type { KnownContact } from './known-contact.ts'
import { formatAskWhenAdded, formatWhoMaySee, type PrivacyState } from './contact-privacy.ts'
import { ServerError } from '../errors.ts'
import { checkGroupName } from './group-name.ts'
import type { ListDialect, ListName, NamedContact, Words } from './list-dialect.ts'
import type { Command } from '../wire/command.ts'
import { encodePercent } from '../wire/percent.ts'

/** What the changes of the lists need. The answers change the contact list before a request resolves. */
export interface ListSession {
  readonly dialect: ListDialect
  readonly list: ContactList
  readonly privacy: PrivacyState
  request(verb: string, params: readonly string[]): Promise<Command>
}

/** What servers say when something already is as it should be. */
const alreadyThere = 215
const notThere = 216
const alreadySo = 218
const groupUnknown = 224

/** Changes the lists by commands of the notification server; see docs/protocol.md#lists. */
export class CommandEditor implements ContactEditor {
  readonly #session: ListSession

  constructor(session: ListSession) {
    this.#session = session
  }

  async add(address: string, { groupId }: { readonly groupId: string | null }): Promise<void> {
    await this.#putOn('forward', address)
    if (groupId !== null) await this.addToGroup(address, groupId)
    if (!this.#listsOf(address).block) await this.#putOn('allow', address)
    await this.#answerPending(address)
  }

  async remove(address: string, { forget }: { readonly forget: boolean }): Promise<void> {
    await this.#takeOff('forward', address)
    if (!forget) return
    await this.#takeOff('allow', address)
    await this.#takeOff('block', address)
  }

  async allow(address: string): Promise<void> {
    await this.#takeOff('block', address)
    await this.#putOn('allow', address)
    await this.#answerPending(address)
  }

  async block(address: string): Promise<void> {
    await this.#takeOff('allow', address)
    await this.#putOn('block', address)
    await this.#answerPending(address)
  }

  decline(address: string): Promise<void> {
    return this.#answerPending(address)
  }

  async createGroup(name: string): Promise<string> {
    const answer = await this.#ask(this.#session.dialect.createGroup(groupWord(name)))
    return this.#session.dialect.parseGroupAdded(answer.params.slice(1)).id
  }

  async renameGroup(id: string, name: string): Promise<void> {
    if (this.#session.list.group(id)?.name === name) return
    await this.#ask(this.#session.dialect.renameGroup(id, groupWord(name)))
  }

  async removeGroup(id: string): Promise<void> {
    const { list, dialect } = this.#session
    const onlyThere = list.inGroup(id).filter(({ groupIds }) => groupIds.length === 1)
    if (await this.#refused(dialect.removeGroup(id), groupUnknown)) list.removeGroup(id)
    for (const contact of onlyThere) await this.#keep(contact)
  }

  async addToGroup(address: string, groupId: string): Promise<void> {
    const { list, dialect } = this.#session
    const contact = list.find(address)
    if (contact === undefined || contact.groupIds.includes(groupId)) return
    if (await this.#refused(dialect.addToGroup(named(contact), groupId), alreadyThere))
      list.add({ list: 'forward', address, guid: null, name: null, groupId })
  }

  async removeFromGroup(address: string, groupId: string): Promise<void> {
    const { list, dialect } = this.#session
    const contact = list.find(address)
    if (contact === undefined || !contact.groupIds.includes(groupId)) return
    if (await this.#refused(dialect.removeFromGroup(named(contact), groupId), notThere))
      list.remove({ list: 'forward', address, guid: null, groupId })
    await this.#keep(contact)
  }

  async setPrivacy(wanted: Partial<Privacy>): Promise<void> {
    const { whoMaySee, askWhenAdded } = this.#session.privacy.news(wanted)
    if (whoMaySee !== undefined) await this.#choose(['BLP', formatWhoMaySee(whoMaySee)], { whoMaySee })
    if (askWhenAdded !== undefined)
      await this.#choose(['GTC', formatAskWhenAdded(askWhenAdded)], { askWhenAdded })
  }

  async #choose(words: Words, change: Partial<Privacy>): Promise<void> {
    if (await this.#refused(words, alreadySo)) this.#session.privacy.learn(change)
  }

  async #putOn(list: ListName, address: string): Promise<void> {
    if (this.#listsOf(address)[list]) return
    const spelling = this.#session.list.recall(address)?.spelling ?? address
    if (await this.#refused(this.#session.dialect.add(list, spelling, spelling), alreadyThere))
      this.#session.list.add({ list, address, guid: null, name: null, groupId: null })
  }

  async #takeOff(list: ListName, address: string): Promise<void> {
    const contact = this.#session.list.find(address)
    if (contact === undefined || !contact.lists[list]) return
    if (await this.#refused(this.#session.dialect.remove(list, named(contact)), notThere))
      this.#session.list.remove({ list, address, guid: null, groupId: null })
  }

  /** Some servers do more than asked when a group is left behind; see docs/protocol.md#groups. */
  async #keep({ spelling, name }: KnownContact): Promise<void> {
    await this.#refused(this.#session.dialect.add('forward', spelling, name), alreadyThere)
  }

  /** Somebody who waited for a decision moves from the pending to the reverse list; see docs/protocol.md#lists. */
  async #answerPending(address: string): Promise<void> {
    if (!this.#session.dialect.answersPending || !this.#listsOf(address).pending) return
    await this.#putOn('reverse', address)
    await this.#takeOff('pending', address)
  }

  #listsOf(address: string): Lists {
    return this.#session.list.find(address)?.lists ?? noLists
  }

  #ask([verb, ...params]: Words): Promise<Command> {
    return this.#session.request(verb, params)
  }

  /** False when the request succeeded, true when it was refused with just that code. */
  async #refused(words: Words, code: number): Promise<boolean> {
    try {
      await this.#ask(words)
      return false
    } catch (error) {
      if (error instanceof ServerError && error.code === code) return true
      throw error
    }
  }
}

const named = ({ spelling, guid }: KnownContact): NamedContact => ({ address: spelling, guid })

/** @throws TooLongError */
function groupWord(name: string): string {
  checkGroupName(name)
  return encodePercent(name)
}
