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
  /** What this program can do, announced by `CHG`. */
  readonly capabilities: string
  readonly product: Product
  readonly answerChallenge: (challenge: string, product: Product) => string
  readonly contacts: ContactKeeping
  /** Whether there are `UUX` and `UBX`. */
  readonly personalMessages: boolean
  /** Whether `JOI` and `IRO` end in the capabilities of the person. */
  readonly capabilitiesInJoin: boolean
}

/** Every dialect that this program speaks; see docs/protocol.md#dialects. */
export const dialects: readonly Dialect[] = [
  {
    name: 'MSNP8',
    clientVersion: '5.0.0544',
    capabilities: formatCapabilities(0),
    product: { id: 'msmsgs@msnmsgr.com', key: 'Q1P7W2E4J9R8U3S5' },
    answerChallenge: answerChallengeByHash,
    contacts: contactsByCommands(listsByAddress),
    personalMessages: false,
    capabilitiesInJoin: false,
  },
  {
    name: 'MSNP9',
    clientVersion: '6.0.0602',
    capabilities: formatCapabilities(1),
    product: { id: 'PROD0038W!61ZTF9', key: 'VT6PX?UQTM4WM%YR' },
    answerChallenge: answerChallengeByHash,
    contacts: contactsByCommands(listsByAddress),
    personalMessages: false,
    capabilitiesInJoin: false,
  },
  {
    name: 'MSNP10',
    clientVersion: '6.2.0205',
    capabilities: formatCapabilities(3, capability.chunks),
    product: { id: 'PROD0061VRRZH@4F', key: 'JXQ6J@TUOGYV@N0M' },
    answerChallenge: answerChallengeByHash,
    contacts: contactsByCommands(listsByGuid({ network: false, answersPending: false })),
    personalMessages: false,
    capabilitiesInJoin: false,
  },
  {
    name: 'MSNP11',
    clientVersion: '7.0.0813',
    capabilities: formatCapabilities(4, capability.chunks),
    product: { id: 'PROD0090YUAUV{2B', key: 'YMM8C_H7KCQ2S_KL' },
    answerChallenge: answerChallengeByWords,
    contacts: contactsByCommands(listsByGuid({ network: false, answersPending: true })),
    personalMessages: true,
    capabilitiesInJoin: false,
  },
  {
    name: 'MSNP12',
    clientVersion: '7.5.0324',
    capabilities: formatCapabilities(5, capability.chunks),
    product: { id: 'PROD0101{0RM?UBW', key: 'CFHUR$52U_{VIX5T' },
    answerChallenge: answerChallengeByWords,
    contacts: contactsByCommands(listsByGuid({ network: true, answersPending: true })),
    personalMessages: true,
    capabilitiesInJoin: true,
  },
]

/** The dialects with these names that this program speaks, in the same order. Letter case does not count. */
export const findDialects = (names: readonly string[]): readonly Dialect[] =>
  names.flatMap((name) => dialects.find((dialect) => dialect.name === name.toUpperCase()) ?? [])
