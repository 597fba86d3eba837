import type { SoapRequest } from '../../main/protocol/services.ts'

/** Somebody in an address book that a test makes up. */
export interface BookPerson {
  readonly address: string
  readonly name: string
  /** Forward 1, allow 2, block 4, reverse 8, pending 16. */
  readonly lists: number
}

const envelope = (method: string, xml: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Header>' +
  '<ServiceHeader xmlns="http://www.msn.com/webservices/AddressBook"><CacheKey>12r1:key</CacheKey></ServiceHeader>' +
  `</soap:Header><soap:Body><${method}Response xmlns="http://www.msn.com/webservices/AddressBook">` +
  `<${method}Result>${xml}</${method}Result></${method}Response></soap:Body></soap:Envelope>`

const roles = { Allow: 2, Block: 4, Reverse: 8, Pending: 16 } as const

const member = ({ address }: BookPerson): string =>
  `<Member xsi:type="PassportMember"><Type>Passport</Type><State>Accepted</State><Deleted>false</Deleted>` +
  `<PassportName>${address}</PassportName></Member>`

const memberships = (people: readonly BookPerson[]): string =>
  Object.entries(roles)
    .map(
      ([role, bit]) =>
        `<Membership><MemberRole>${role}</MemberRole><Members>` +
        people
          .filter(({ lists }) => (lists & bit) !== 0)
          .map(member)
          .join('') +
        '</Members></Membership>',
    )
    .join('')

const contact = ({ address, name }: BookPerson, type: 'Me' | 'Regular'): string =>
  `<Contact><contactId>id-of-${address}</contactId><contactInfo><contactType>${type}</contactType>` +
  `<passportName>${address}</passportName><displayName>${name}</displayName>` +
  `<isMessengerUser>${type === 'Regular'}</isMessengerUser></contactInfo></Contact>`

/** Answers every question for the whole list of somebody with these people. Like a real server, it looks at the body. */
export function answerLists(owner: BookPerson, people: readonly BookPerson[]) {
  const book = `<groups></groups><contacts>${people
    .filter(({ lists }) => (lists & 1) !== 0)
    .map((each) => contact(each, 'Regular'))
    .join('')}${contact(owner, 'Me')}</contacts>`
  const service =
    `<Services><Service><Memberships>${memberships(people)}</Memberships><Info><Handle><Id>1</Id>` +
    '<Type>Messenger</Type></Handle></Info></Service></Services>'
  return ({ body }: SoapRequest): Promise<string> => {
    const method = /<soap:Body><(\w+)/.exec(body)?.[1] ?? ''
    if (method === 'FindMembership') return Promise.resolve(envelope(method, service))
    if (method === 'ABFindAll' || method === 'ABFindContactsPaged')
      return Promise.resolve(envelope(method, book))
    return Promise.reject(new Error(`nobody expected ${method}`))
  }
}
