import { ProtocolError } from '../wire/errors.ts'
import { parseXml } from '../xml-element.ts'

/**
 * The addresses in a contact list as official clients saved it (`.ctt`), in its order.
 *
 *     <messenger><service name=".NET Messenger Service"><contactlist><contact>address</contact>…
 *
 * @throws ProtocolError for what is no such document, or longer than `maxLength` characters.
 */
export function readContactListXml(xml: string, maxLength: number): readonly string[] {
  const root = parseXml(xml.replace(/^\ufeff/, ''), maxLength)
  if (root.name !== 'messenger') throw new ProtocolError('a document that is no contact list')
  return root
    .children('service')
    .flatMap((service) => service.children('contactlist'))
    .flatMap((list) => list.children('contact'))
    .map((contact) => contact.text)
}
