import { noLists, type Lists } from '../../app/contact.ts'
import type { ContactList } from './contact-list.ts'
import { ServerError } from './errors.ts'
import type { ListDialect, ListName } from './list-dialect.ts'
import type { Command } from './wire/command.ts'

/** What the changes of the lists need. The answers change the contact list before a request resolves. */
export interface ListSession {
  readonly dialect: ListDialect
  readonly contacts: ContactList
  request(verb: string, params: readonly string[]): Promise<Command>
}

/** What servers say when a list already is as it should be. */
const alreadyThere = 215
const notThere = 216

/** Puts somebody on the forward list and, unless blocked, on the allow list: one or the other it has to be. */
export async function putOnList(session: ListSession, address: string): Promise<void> {
  await putOn(session, 'forward', address)
  if (!listsOf(session, address).block) await putOn(session, 'allow', address)
  await answerPending(session, address)
}

/** Takes somebody off the block list and puts him on the allow list. */
export async function allow(session: ListSession, address: string): Promise<void> {
  await takeOff(session, 'block', address)
  await putOn(session, 'allow', address)
  await answerPending(session, address)
}

/** Takes somebody off the allow list and puts him on the block list. */
export async function block(session: ListSession, address: string): Promise<void> {
  await takeOff(session, 'allow', address)
  await putOn(session, 'block', address)
  await answerPending(session, address)
}

/** Takes somebody off a list, if he is on it. */
export async function takeOff(session: ListSession, list: ListName, address: string): Promise<void> {
  const contact = session.contacts.find(address)
  if (contact === undefined || !contact.lists[list]) return
  const [verb, ...params] = session.dialect.remove(list, { ...contact, address })
  if ((await codeOf(session.request(verb, params), notThere)) === null) return
  session.contacts.remove({ list, address, guid: null, groupId: null })
}

async function putOn(session: ListSession, list: ListName, address: string): Promise<void> {
  if (listsOf(session, address)[list]) return
  const [verb, ...params] = session.dialect.add(list, address)
  if ((await codeOf(session.request(verb, params), alreadyThere)) === null) return
  session.contacts.add({ list, address, guid: null, name: null, groupId: null })
}

/** Somebody who waited for a decision moves from the pending to the reverse list; see docs/protocol.md#lists. */
async function answerPending(session: ListSession, address: string): Promise<void> {
  if (!session.dialect.answersPending || !listsOf(session, address).pending) return
  await putOn(session, 'reverse', address)
  await takeOff(session, 'pending', address)
}

const listsOf = ({ contacts }: ListSession, address: string): Lists =>
  contacts.find(address)?.lists ?? noLists

/** Null when the request succeeded, the code when it was refused with just that one. */
async function codeOf(request: Promise<unknown>, expected: number): Promise<number | null> {
  try {
    await request
    return null
  } catch (error) {
    if (error instanceof ServerError && error.code === expected) return expected
    throw error
  }
}
