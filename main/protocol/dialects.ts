import { addressAlone, type AddressForm } from './address-forms.ts'
import { byTicket, type Authentication } from './authentication.ts'
import { capability, formatCapabilities } from './capabilities.ts'
import { answerChallengeByHash, answerChallengeByWords, type Product } from './challenge.ts'
import { contactsByCommands } from './contact-commands.ts'
import type { ContactKeeping } from './contact-keeping.ts'
import { listsByAddress } from './lists-by-address.ts'
import { listsByGuid } from './lists-by-guid.ts'

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
  /** Whether the server wants to hear the own name after the contact list (`PRP MFN`): nobody else told it. */
  readonly announcesName: boolean
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
  /** Whether there is a family of older dialects, which signs in or keeps its lists in another way. */
  readonly hasElders: boolean
}

const commands = {
  clientFamily: 'MSMSGS',
  answerChallenge: answerChallengeByHash,
  authentication: byTicket,
  addressForm: addressAlone,
  addressBook: false,
  announcesName: false,
  noPicture: [],
  personalMessages: false,
  machineInMessage: false,
  inviteMessages: false,
  places: false,
  capabilitiesInJoin: false,
  hasElders: false,
} as const satisfies Partial<Dialect>

/** The dialects in families, newest first: what one of a family cannot do somewhere, its sisters cannot either. */
const families: readonly (readonly Dialect[])[] = [
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
