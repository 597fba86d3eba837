import {
  addressAlone,
  addressThenNetwork,
  networkBeforeAddress,
  type AddressForm,
} from './presence/address-forms.ts'
import { byTicket, byTicketAmongTokens, byToken, type Authentication } from './authentication.ts'
import { capability, formatCapabilities } from './presence/capabilities.ts'
import { answerChallengeByHash, answerChallengeByWords, type Product } from './challenge.ts'
import { contactsByAddressBook } from './contacts/contact-address-book.ts'
import { contactsByCommands } from './contacts/contact-commands.ts'
import type { ContactKeeping } from './contacts/contact-keeping.ts'
import { listsByAddress } from './contacts/lists-by-address.ts'
import { listsByGuid } from './contacts/lists-by-guid.ts'
import type { OfflineMessageForm } from './offline-messages/offline-message-forms.ts'

/** What differs between the dialects: data, and small strategies that are picked once after `VER`. */
export interface Dialect {
  readonly name: string
  /** The version of the official client that first spoke the dialect; `CVR` announces it, servers check its shape. */
  readonly clientVersion: string
  /** The word behind the version. */
  readonly clientFamily: string
  /** What this program can do, announced by `CHG`. */
  readonly capabilities: string
  readonly product: Product
  readonly answerChallenge: (challenge: string, product: Product) => string
  readonly authentication: Authentication
  /** How people are named in lines about their status. */
  readonly addressForm: AddressForm
  readonly contacts: ContactKeeping
  /** Whether the contacts are kept by the address book service. */
  readonly addressBook: boolean
  /** What stands in the place of a picture in `CHG`. */
  readonly noPicture: readonly string[]
  /** Whether there are `UUX` and `UBX`. */
  readonly personalMessages: boolean
  /** Whether `UUX` names this installation. */
  readonly machineInMessage: boolean
  /** Whether a message goes along when somebody is added. */
  readonly inviteMessages: boolean
  /** Whether an account can be at several places, which name themselves (`address;{guid}`) and see each other. */
  readonly places: boolean
  /** Whether `JOI` and `IRO` end in the capabilities of the person. */
  readonly capabilitiesInJoin: boolean
  /** How messages for people who are offline are read and left; null where there are none. */
  readonly offlineMessages: OfflineMessageForm | null
  /** Whether there is a family of older dialects, which signs in or keeps its lists in another way. */
  readonly hasElders: boolean
}

const commands = {
  clientFamily: 'MSMSGS',
  answerChallenge: answerChallengeByHash,
  authentication: byTicket,
  addressForm: addressAlone,
  noPicture: [],
  personalMessages: false,
  machineInMessage: false,
  inviteMessages: false,
  places: false,
  addressBook: false,
  capabilitiesInJoin: false,
  offlineMessages: null,
  hasElders: false,
} as const satisfies Partial<Dialect>

const addressBook = {
  ...commands,
  clientFamily: 'msmsgs',
  authentication: byTicketAmongTokens,
  answerChallenge: answerChallengeByWords,
  noPicture: ['0'],
  personalMessages: true,
  machineInMessage: true,
  inviteMessages: true,
  addressBook: true,
  capabilitiesInJoin: true,
  offlineMessages: {
    store: 'Store',
    tickets: { reading: 'messenger.msn.com', sending: 'messenger.msn.com' },
    relays: false,
  },
  hasElders: true,
} as const satisfies Partial<Dialect>

const storedBySecureToken: OfflineMessageForm = {
  store: 'Store2',
  tickets: { reading: 'messenger.msn.com', sending: 'messengersecure.live.com' },
  relays: false,
}

const storedByTicket: OfflineMessageForm = {
  store: 'Store',
  tickets: { reading: 'sign-in', sending: 'sign-in' },
  relays: false,
}

const places = {
  ...addressBook,
  // The second number has no bit that we honour.
  capabilities: `${formatCapabilities(10, capability.chunks)}:0`,
  product: { id: 'PROD0120PW!CCV9@', key: 'C1BX{V4W}Q3*10SM' },
  authentication: byToken({ machine: true }),
  addressForm: addressThenNetwork,
  offlineMessages: storedBySecureToken,
  places: true,
} as const satisfies Partial<Dialect>

/** The dialects in families, newest first: what one of a family cannot do somewhere, its sisters cannot either. */
const families: readonly (readonly Dialect[])[] = [
  [
    {
      ...places,
      name: 'MSNP18',
      clientVersion: '14.0.8117.0416',
      addressForm: networkBeforeAddress,
      offlineMessages: { ...storedBySecureToken, relays: true },
      contacts: contactsByAddressBook({ networks: true, findContacts: 'ABFindContactsPaged' }),
    },
    {
      ...places,
      name: 'MSNP17',
      clientVersion: '14.0.8064.0206',
      contacts: contactsByAddressBook({ networks: true, findContacts: 'ABFindAll' }),
    },
    {
      ...places,
      name: 'MSNP16',
      clientVersion: '14.0.5027.0908',
      contacts: contactsByAddressBook({ networks: true, findContacts: 'ABFindAll' }),
    },
    {
      ...addressBook,
      name: 'MSNP15',
      clientVersion: '8.5.1302',
      capabilities: formatCapabilities(8, capability.chunks),
      product: { id: 'PROD0119GSJUC$18', key: 'ILTXC!4IXB5FB*PX' },
      authentication: byToken({ machine: false }),
      addressForm: addressThenNetwork,
      offlineMessages: storedBySecureToken,
      contacts: contactsByAddressBook({ networks: true, findContacts: 'ABFindAll' }),
    },
  ],
  [
    {
      ...addressBook,
      name: 'MSNP14',
      clientVersion: '8.1.0178',
      capabilities: formatCapabilities(7, capability.chunks),
      product: { id: 'PROD0114ES4Z%Q5W', key: 'PK}_A_0N_K%O?A9S' },
      addressForm: addressThenNetwork,
      contacts: contactsByAddressBook({ networks: true, findContacts: 'ABFindAll' }),
    },
    {
      ...addressBook,
      name: 'MSNP13',
      clientVersion: '8.0.0812',
      capabilities: formatCapabilities(6, capability.chunks),
      product: { id: 'PROD0112J1LW7%NB', key: 'RH96F{PHI8PPX_TJ' },
      contacts: contactsByAddressBook({ networks: false, findContacts: 'ABFindAll' }),
    },
  ],
  [
    {
      ...commands,
      name: 'MSNP12',
      clientVersion: '7.5.0324',
      capabilities: formatCapabilities(5, capability.chunks),
      product: { id: 'PROD0101{0RM?UBW', key: 'CFHUR$52U_{VIX5T' },
      answerChallenge: answerChallengeByWords,
      contacts: contactsByCommands(listsByGuid({ network: true, answersPending: true })),
      personalMessages: true,
      capabilitiesInJoin: true,
      offlineMessages: storedByTicket,
    },
    {
      ...commands,
      name: 'MSNP11',
      clientVersion: '7.0.0813',
      capabilities: formatCapabilities(4, capability.chunks),
      product: { id: 'PROD0090YUAUV{2B', key: 'YMM8C_H7KCQ2S_KL' },
      answerChallenge: answerChallengeByWords,
      contacts: contactsByCommands(listsByGuid({ network: false, answersPending: true })),
      personalMessages: true,
      offlineMessages: storedByTicket,
    },
    {
      ...commands,
      name: 'MSNP10',
      clientVersion: '6.2.0205',
      capabilities: formatCapabilities(3, capability.chunks),
      product: { id: 'PROD0061VRRZH@4F', key: 'JXQ6J@TUOGYV@N0M' },
      contacts: contactsByCommands(listsByGuid({ network: false, answersPending: false })),
    },
    {
      ...commands,
      name: 'MSNP9',
      clientVersion: '6.0.0602',
      capabilities: formatCapabilities(1),
      product: { id: 'PROD0038W!61ZTF9', key: 'VT6PX?UQTM4WM%YR' },
      contacts: contactsByCommands(listsByAddress),
    },
    {
      ...commands,
      name: 'MSNP8',
      clientVersion: '5.0.0544',
      capabilities: formatCapabilities(0),
      product: { id: 'msmsgs@msnmsgr.com', key: 'Q1P7W2E4J9R8U3S5' },
      contacts: contactsByCommands(listsByAddress),
    },
  ],
]

/** Every dialect that this program speaks, newest first; see docs/protocol.md#dialects. */
export const dialects: readonly Dialect[] = families.flat()

/** The names of the dialects in families, newest first: what fails in one for its kind fails in its sisters, too. */
export const dialectFamilies: readonly (readonly string[])[] = families.map((family) =>
  family.map(({ name }) => name),
)

/** The dialects with these names that this program speaks, in the same order. Letter case does not count. */
export const findDialects = (names: readonly string[]): readonly Dialect[] =>
  names.flatMap((name) => dialects.find((dialect) => dialect.name === name.toUpperCase()) ?? [])
