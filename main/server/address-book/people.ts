import { isOn, parseAddress, type Account } from '../directory/account.ts'
import { elementsAt, textAt, type Element } from '../xml.ts'
import { fault, invalidUser, type Call, type Fault } from './outcome.ts'

/** Somebody with an account, or why nobody is meant. */
export type Found = { readonly kind: 'found'; readonly person: Account } | Fault

/** The person with that address. */
export function findByAddress({ server, account }: Call, word: string): Found {
  const wrong = addressFault(word)
  if (wrong !== null) return wrong
  const person = server.network.directory.find(word)
  return person === undefined || person === account ? invalidUser(word) : { kind: 'found', person }
}

/** What is wrong with an address; null for a good one. */
export function addressFault(word: string): Fault | null {
  const [, domain] = word.split('@')
  if (domain === undefined) return badAddress("Email missing '@' character")
  if (!domain.includes('.')) return badAddress("Email missing '.' character")
  return parseAddress(word) === null ? badAddress('Email has wrong characters') : null
}

const badAddress = (why: string): Fault => fault('BadEmailArgument', `Malformed email Argument ${why}`)

/** A contact of the account, by the GUID that the address book gives it. */
export function findContact({ server, account }: Call, id: string): Account | undefined {
  const person = server.network.directory.findById(id)
  return isOn(account.contacts.get(person?.address ?? ''), 'forward') ? person : undefined
}

/** The value of an annotation in a list of them; null when it is not there. */
export function annotationOf(list: Element | undefined, name: string): string | null {
  const those = list === undefined ? [] : elementsAt(list, 'Annotation')
  const annotation = those.find((each) => textAt(each, 'Name') === name)
  return annotation === undefined ? null : textAt(annotation, 'Value')
}
