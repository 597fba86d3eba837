import { NotificationServer } from '../../main/protocol/notification-server.ts'
import type { Services } from '../../main/protocol/services.ts'
import type { Command } from '../../main/protocol/wire/command.ts'
import type { Case } from './measure.ts'

const size = 10_000
const friends = Array.from({ length: size }, (_, at) => at)
const guid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const addressOf = (at: number): string => `friend${at}@example.com`

const envelope = (method: string, result: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<soap:Body><${method}Response xmlns="http://www.msn.com/webservices/AddressBook"><${method}Result>${result}</${method}Result></${method}Response></soap:Body></soap:Envelope>`

/** As one server writes them, with everything that nobody reads: about a thousand bytes a contact. */
const contact = (at: number): string =>
  `<Contact><contactId>${guid(at)}</contactId><contactInfo><contactType>Regular</contactType><quickName>Friend ${at}</quickName><passportName>${addressOf(at)}</passportName><IsPassportNameHidden>false</IsPassportNameHidden><displayName>Friend ${at}</displayName><puid>0</puid><CID>${at}</CID><IsNotMobileVisible>false</IsNotMobileVisible><isMobileIMEnabled>false</isMobileIMEnabled><isMessengerUser>true</isMessengerUser><isFavorite>false</isFavorite><isSmtp>false</isSmtp><hasSpace>false</hasSpace><spotWatchState>NoDevice</spotWatchState><birthdate>0001-01-01T00:00:00</birthdate><primaryEmailType>ContactEmailPersonal</primaryEmailType><PrimaryLocation>ContactLocationPersonal</PrimaryLocation><PrimaryPhone>ContactPhonePersonal</PrimaryPhone><IsPrivate>false</IsPrivate><Gender>Unspecified</Gender><TimeZone>None</TimeZone></contactInfo><propertiesChanged /><fDeleted>false</fDeleted><lastChange>2026-11-23T10:00:00Z</lastChange></Contact>`

const member = (role: string, at: number): string =>
  `<Member xsi:type="PassportMember"><MembershipId>${role}/${guid(at)}</MembershipId><Type>Passport</Type><State>Accepted</State><Deleted>false</Deleted><LastChanged>2026-11-23T10:00:00Z</LastChanged><JoinedDate>2026-11-23T10:00:00Z</JoinedDate><ExpirationDate>0001-01-01T00:00:00</ExpirationDate><Changes /><PassportName>${addressOf(at)}</PassportName><IsPassportNameHidden>false</IsPassportNameHidden><PassportId>0</PassportId><CID>${at}</CID><PassportChanges /><LookedupByCID>false</LookedupByCID></Member>`

const membership = (role: string): string =>
  `<Membership><MemberRole>${role}</MemberRole><Members>${friends.map((at) => member(role, at)).join('')}</Members></Membership>`

const documents: Readonly<Record<string, string>> = {
  FindMembership: envelope(
    'FindMembership',
    `<Services><Service><Memberships>${membership('Allow')}${membership('Reverse')}</Memberships><Info><Handle><Type>Messenger</Type></Handle></Info></Service></Services>`,
  ),
  ABFindContactsPaged: envelope(
    'ABFindContactsPaged',
    `<Groups /><Contacts>${friends.map(contact).join('')}</Contacts>`,
  ),
}

const services: Services = {
  fetchTicket: () => Promise.resolve('ticket'),
  fetchToken: () => Promise.resolve({ ticket: 't=1&p=', secret: '//jx6uPc1c7HwLmyq6Sdlo+IgXpzbGVe' }),
  callSoap: ({ action }) => Promise.resolve(documents[action.replace(/^.*\//, '')] ?? ''),
  has: () => true,
}

const lines = friends.map((at) => `LST N=${addressOf(at)} F=Friend%20${at} C=${guid(at)} 11 1`)
const time = '2026-11-23T10:00:00.0-00:00'
const nonce = 'BSRDYoGgv979HDtaeZi31vUUM1JxkK/O7QwrSmmIp8blBCNCYYCfvt38GzpZeJe2'

/** What a server answers to a command, as lines. */
function answer(dialect: string, { verb, params: [trid = '', ...words] }: Command): readonly string[] {
  switch (verb) {
    case 'VER':
      return [`VER ${trid} ${dialect}`]
    case 'CVR':
      return [`CVR ${trid} 1 1 1 http://example.com/ http://example.com/`]
    case 'USR':
      if (words[1] !== 'I') return [`USR ${trid} OK me@example.com 1 0`]
      return [dialect === 'MSNP12' ? `USR ${trid} TWN S policy` : `USR ${trid} SSO S MBI_KEY_OLD ${nonce}`]
    case 'SYN':
      return [`SYN ${trid} ${time} ${time} ${size} 0`, 'GTC A', 'BLP AL', 'PRP MFN Me', ...lines]
    case 'ADL':
      return [`ADL ${trid} OK`]
    default:
      return []
  }
}

/** Signs in up to the whole list, without a network in between. */
async function signIn(dialect: string): Promise<void> {
  let contacts = 0
  const session: NotificationServer = new NotificationServer({
    address: 'me@example.com',
    dialects: [dialect],
    clientVersion: '',
    machineId: '{00000000-0000-4000-8000-000000000001}',
    placeName: 'Here',
    services,
    clock: { now: () => 0, after: () => () => {} },
    send: (command) =>
      queueMicrotask(() => {
        for (const line of answer(dialect, command)) {
          const [verb = '', ...params] = line.split(' ')
          session.receive({ verb, params, payload: null })
        }
      }),
    onEvent(event) {
      if (event.type === 'contact-list-received') contacts = event.contacts.length
    },
  })
  await session.signIn({ onStep: () => {} })
  session.connectionClosed()
  if (contacts !== size) throw new Error(`${contacts} contacts`)
}

/** What the address book of newer dialects costs: two documents of ten megabytes, and the declaration of everybody. */
export const addressBookCases: readonly Case[] = [
  {
    name: `sign in with ${size} contacts, MSNP18`,
    amount: size,
    unit: 'contacts',
    run: () => signIn('MSNP18'),
    baseline: { name: 'the same in MSNP12', run: () => signIn('MSNP12') },
  },
]
