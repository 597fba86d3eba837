import * as v from 'valibot'
import type { Account } from '../../../app/account.ts'
import { addressKey, isAddress, noNote } from '../../../app/contact.ts'
import { readContactListXml } from '../../protocol/contacts/contact-list-xml.ts'
import { ProtocolError } from '../../protocol/wire/errors.ts'
import { Refusal } from '../reasons.ts'

/** Characters of a file at most; ten thousand contacts with notes take a quarter. */
const maxCharacters = 16 * 1024 * 1024
const maxContacts = 20_000
const format = 'papilio-contacts'

const text = (characters: number) => v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(characters)), '')
const groupName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(61))

const contactSchema = v.object({
  address: v.pipe(v.string(), v.trim(), v.check(isAddress)),
  name: text(400),
  /** Names of groups. */
  groups: v.fallback(v.pipe(v.array(groupName), v.maxLength(30)), []),
  alias: text(130),
  note: v.fallback(v.pipe(v.string(), v.maxLength(10_000)), ''),
  favourite: v.fallback(v.boolean(), false),
  /** On the contact list itself, may see, blocked. */
  lists: v.fallback(v.array(v.picklist(['forward', 'allow', 'block'])), ['forward']),
})

const fileSchema = v.object({
  format: v.literal(format),
  version: v.literal(1),
  contacts: v.pipe(v.array(v.unknown()), v.maxLength(maxContacts)),
})

/** One contact of a file. */
export type FiledContact = v.InferOutput<typeof contactSchema>

/** The contact list of an account as a file: a name for it, and its text. */
export function writeContactList(account: Account): { readonly name: string; readonly text: string } {
  const contacts = Object.values(account.contacts)
    .filter(({ lists }) => lists.forward || lists.allow || lists.block)
    .map((contact) => filedContact(account, contact.address))
    .sort((one, other) => (one.address < other.address ? -1 : 1))
  const file = { format, version: 1, account: account.address, network: account.networkId, contacts }
  return { name: `${fileName(account.address)}.json`, text: `${JSON.stringify(file, null, 2)}\n` }
}

/**
 * The contacts of a file, ours or one of an official client (`.ctt`), each address once. What cannot be understood of a
 * contact is left out.
 * @throws Refusal `file-unreadable`
 */
export function readContactList(content: string): readonly FiledContact[] {
  if (content.length > maxCharacters) throw unreadable()
  const found = content.trimStart().startsWith('{') ? readJson(content) : readXml(content)
  const contacts = found.flatMap((each) => {
    const contact = v.safeParse(contactSchema, each)
    return contact.success ? [contact.output] : []
  })
  if (contacts.length === 0 && found.length > 0) throw unreadable()
  return [...new Map(contacts.map((contact) => [addressKey(contact.address), contact])).values()]
}

function filedContact(account: Account, address: string): FiledContact {
  const { name, lists, groupIds } = account.contacts[address]!
  const { alias, note, favourite } = account.contactNotes[address] ?? noNote
  const groups = account.groups.filter(({ id }) => groupIds.includes(id))
  return {
    address,
    name,
    groups: groups.map((group) => group.name),
    alias,
    note,
    favourite,
    lists: (['forward', 'allow', 'block'] as const).filter((list) => lists[list]),
  }
}

function readJson(content: string): readonly unknown[] {
  try {
    return v.parse(fileSchema, JSON.parse(content)).contacts
  } catch {
    throw unreadable()
  }
}

function readXml(content: string): readonly unknown[] {
  try {
    return readContactListXml(content, maxCharacters)
      .slice(0, maxContacts)
      .map((address) => ({ address }))
  } catch (error) {
    if (error instanceof ProtocolError) throw unreadable()
    throw error
  }
}

const unreadable = (): Refusal => new Refusal('file-unreadable')

/** An address holds letters that some systems do not want in a file's name. */
const fileName = (address: string): string => address.toLowerCase().replace(/[^a-z0-9@.\-_]/g, '_')
