import type { Privacy } from '../../../app/account.ts'
import { noLists, type Lists } from '../../../app/contact.ts'
import type { AddressBook } from '../address-book/address-book.ts'
import * as calls from '../address-book/contact-calls.ts'
import { formatChoice } from '../address-book/book.ts'
import { addMember, deleteMember, type Person, type Role } from '../address-book/member-calls.ts'
import type { Snapshot } from '../address-book/snapshot.ts'
import { annotation } from '../address-book/soap.ts'
import type { MembershipCommands } from './contact-declaration.ts'
import type { ContactEditor } from './contact-editor.ts'
import type { ContactList } from './contact-list.ts'
import { formatWhoMaySee, type PrivacyState } from './contact-privacy.ts'
import { checkGroupName } from './group-name.ts'
import type { ListName } from './list-dialect.ts'
import type { Serial } from '../serial.ts'
import { SoapFaultError } from '../errors.ts'
import { element } from '../soap.ts'

/** What the changes of the lists need. */
export interface BookSession {
  readonly book: AddressBook
  readonly snapshot: Snapshot
  readonly commands: MembershipCommands
  readonly list: ContactList
  readonly privacy: PrivacyState
  readonly serial: Serial
  readonly ownName: () => string
  /** C: BLP trid AL|BL */
  readonly setWhoMaySee: (code: string) => Promise<void>
  /** Fetches the lists again; what differs is reported, and declared to the server. */
  readonly reload: () => Promise<void>
  /** Fetches soon what the address book calls those who were added. */
  readonly learnNames: () => void
}

const memberThere = /^MemberAlreadyExists$/
const memberGone = /^(?:MemberDoesNotExist|ContactDoesNotExist|UserDoesNotExist)$/
const contactGone = /^ContactDoesNotExist$/
const groupGone = /^GroupDoesNotExist$/
const inGroup = /^(?:ContactAlreadyExists|GroupContactAlreadyExists|ContactAlreadyInGroup)$/
const notInGroup = /^(?:ContactDoesNotExist|GroupContactDoesNotExist|ContactNotInGroup)$/

const roleOf = {
  allow: 'Allow',
  block: 'Block',
  reverse: 'Reverse',
  pending: 'Pending',
} as const satisfies Partial<Record<ListName, Role>>

/**
 * Changes the lists by the address book's services. A call alone changes nothing in the session that is going on, so
 * each is followed by the matching `ADL` or `RML`. One change at a time.
 */
export class BookEditor implements ContactEditor {
  readonly #session: BookSession

  constructor(session: BookSession) {
    this.#session = session
  }

  add(
    address: string,
    { groupId, message }: { readonly groupId: string | null; readonly message: string },
  ): Promise<void> {
    return this.#run(async () => {
      const person = await this.#findPerson(address)
      const { forward, allow, block } = this.#listsOf(address)
      if (!forward) await this.#addContact(person, message)
      if (!allow && !block) await this.#addMember('allow', person)
      const isNew = !forward || (!allow && !block)
      if (isNew) await this.#session.commands.add(person, { forward: !forward, allow: !block, block })
      if (groupId !== null) await this.#putIntoGroup(address, groupId)
      await this.#answerPending(address)
    })
  }

  remove(address: string, { forget }: { readonly forget: boolean }): Promise<void> {
    return this.#run(async () => {
      const person = this.#personOf(address)
      if (this.#listsOf(address).forward) {
        const id = await this.#findId(address)
        if (id !== null) await this.#session.book.attempt(calls.deleteContact(id), contactGone)
        await this.#session.commands.remove(person, { forward: true })
        this.#takeOff('forward', address)
      }
      if (!forget) return
      await this.#removeMember('allow', address)
      await this.#removeMember('block', address)
    })
  }

  allow(address: string): Promise<void> {
    return this.#run(() => this.#move(address, 'block', 'allow'))
  }

  block(address: string): Promise<void> {
    return this.#run(() => this.#move(address, 'allow', 'block'))
  }

  decline(address: string): Promise<void> {
    return this.#run(() => this.#answerPending(address))
  }

  createGroup(name: string): Promise<string> {
    return this.#run(async () => {
      checkGroupName(name)
      const id = await this.#session.book.make(calls.addGroup(name))
      this.#session.list.setGroup({ id, name })
      return id
    })
  }

  renameGroup(id: string, name: string): Promise<void> {
    return this.#run(async () => {
      checkGroupName(name)
      if (this.#session.list.group(id)?.name === name) return
      await this.#session.book.call(calls.renameGroup(id, name))
      this.#session.list.setGroup({ id, name })
    })
  }

  removeGroup(id: string): Promise<void> {
    return this.#run(async () => {
      await this.#session.book.attempt(calls.deleteGroup(id), groupGone)
      this.#session.list.removeGroup(id)
    })
  }

  addToGroup(address: string, groupId: string): Promise<void> {
    return this.#run(() => this.#putIntoGroup(address, groupId))
  }

  removeFromGroup(address: string, groupId: string): Promise<void> {
    return this.#run(async () => {
      const { book, list } = this.#session
      if (list.find(address)?.groupIds.includes(groupId) !== true) return
      const id = await this.#findId(address)
      if (id !== null) await book.attempt(calls.removeFromGroup(groupId, id), notInGroup)
      list.remove({ list: 'forward', address, guid: null, groupId })
    })
  }

  setPrivacy(wanted: Partial<Privacy>): Promise<void> {
    return this.#run(async () => {
      const { book, privacy } = this.#session
      const { whoMaySee, askWhenAdded } = privacy.news(wanted)
      const choices = [
        ...(whoMaySee === undefined
          ? []
          : [annotation('MSN.IM.BLP', formatChoice(whoMaySee === 'everyone'))]),
        ...(askWhenAdded === undefined ? [] : [annotation('MSN.IM.GTC', formatChoice(askWhenAdded))]),
      ]
      if (choices.length === 0) return
      await book.call(calls.updateMe(element('annotations', ...choices), 'Annotation'))
      if (whoMaySee !== undefined) await this.#session.setWhoMaySee(formatWhoMaySee(whoMaySee))
      privacy.learn(wanted)
    })
  }

  #run<T>(change: () => Promise<T>): Promise<T> {
    return this.#session.serial.run(change)
  }

  /** In the address book somebody may be who is on no list; then the contact only has to become one. */
  async #addContact(person: Person, message: string): Promise<void> {
    const { book, snapshot, list, learnNames } = this.#session
    const known = snapshot.findContact(person.address)
    const id = known === undefined ? await this.#makeContact(person, message) : known.id
    if (known !== undefined) await book.call(calls.makeMessengerUser(known.id))
    list.add({ list: 'forward', ...this.#key(person), guid: id, name: known?.name ?? null })
    if (known === undefined) learnNames()
  }

  async #makeContact(person: Person, message: string): Promise<string> {
    const { book, snapshot, ownName, reload } = this.#session
    try {
      return await book.make(calls.addContact(person, { name: ownName(), message }))
    } catch (error) {
      if (!(error instanceof SoapFaultError) || error.code !== 'ContactAlreadyExists') throw error
      await reload()
      const known = snapshot.findContact(person.address)
      if (known === undefined) throw error
      if (!known.isMessengerUser) await book.call(calls.makeMessengerUser(known.id))
      return known.id
    }
  }

  async #move(address: string, from: 'allow' | 'block', to: 'allow' | 'block'): Promise<void> {
    await this.#removeMember(from, address)
    if (!this.#listsOf(address)[to]) {
      const person = this.#personOf(address)
      await this.#addMember(to, person)
      await this.#session.commands.add(person, { [to]: true })
    }
    await this.#answerPending(address)
  }

  async #addMember(list: 'allow' | 'block' | 'reverse', person: Person): Promise<void> {
    await this.#session.book.attempt(addMember(roleOf[list], person), memberThere)
    this.#session.list.add({ list, ...this.#key(person) })
  }

  async #removeMember(list: 'allow' | 'block', address: string): Promise<void> {
    if (!this.#listsOf(address)[list]) return
    const person = this.#personOf(address)
    await this.#deleteMember(list, person)
    await this.#session.commands.remove(person, { [list]: true })
    this.#takeOff(list, address)
  }

  async #deleteMember(list: 'allow' | 'block' | 'pending', person: Person): Promise<void> {
    const { book, snapshot } = this.#session
    const id = snapshot.membershipId(roleOf[list], person.address)
    await book.attempt(deleteMember(roleOf[list], person, id), memberGone)
  }

  /** Somebody who waited for a decision moves from the pending to the reverse list. */
  async #answerPending(address: string): Promise<void> {
    if (!this.#listsOf(address).pending) return
    const person = this.#personOf(address)
    await this.#deleteMember('pending', person)
    await this.#addMember('reverse', person)
    this.#takeOff('pending', address)
  }

  async #putIntoGroup(address: string, groupId: string): Promise<void> {
    const { book, list } = this.#session
    const contact = list.find(address)
    if (contact === undefined || contact.groupIds.includes(groupId)) return
    const id = await this.#findId(address)
    if (id === null) throw new SoapFaultError('ContactDoesNotExist', 'ABGroupContactAdd')
    await book.attempt(calls.addToGroup(groupId, id), inGroup)
    list.add({ list: 'forward', address, guid: null, name: null, groupId })
  }

  /** Whom another place added has no id yet here. */
  async #findId(address: string): Promise<string | null> {
    const { list, snapshot, reload } = this.#session
    const known = list.find(address)?.guid ?? snapshot.findContact(address)?.id
    if (known !== undefined) return known
    await reload()
    return snapshot.findContact(address)?.id ?? null
  }

  /** Somebody who is on no list may use another network. */
  async #findPerson(address: string): Promise<Person> {
    if (this.#session.list.recall(address) !== undefined) return this.#personOf(address)
    return { address, network: await this.#session.commands.findNetwork(address) }
  }

  #personOf(address: string): Person {
    const contact = this.#session.list.recall(address)
    return { address: contact?.spelling ?? address, network: contact?.network ?? 1 }
  }

  #key({ address, network }: Person) {
    return { address, network, guid: null, name: null, groupId: null }
  }

  #takeOff(list: ListName, address: string): void {
    this.#session.list.remove({ list, address, guid: null, groupId: null })
  }

  #listsOf(address: string): Lists {
    return this.#session.list.find(address)?.lists ?? noLists
  }
}
