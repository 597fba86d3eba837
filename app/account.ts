import type { Contact, ContactNote, CurrentMedia, Group } from './contact.ts'
import type { OwnPresence } from './presence.ts'
import type { Reason } from './reasons.ts'

/** `networkId/address`: the same address may exist on two networks. */
export type AccountId = string

/** The id of an account; the address is taken in lower case. */
export const accountIdOf = (networkId: string, address: string): AccountId =>
  `${networkId}/${address.trim().toLowerCase()}`

/** How far a sign-in has come. */
export type SignInStep = 'connecting' | 'agreeing' | 'authenticating' | 'fetching-contacts'

/** The state of an account's connection to its network. */
export type Connection =
  | { readonly state: 'signing-in'; readonly step: SignInStep }
  | { readonly state: 'signed-in'; readonly dialect: string }
  /** The link was lost and comes back by itself: waiting until `nextAttemptAt`, or (null) trying just now. */
  | {
      readonly state: 'reconnecting'
      readonly reason: Reason
      /** From 1. */
      readonly attempt: number
      /** Milliseconds since 1970. */
      readonly nextAttemptAt: number | null
    }
  | { readonly state: 'signed-out'; readonly reason: Reason | null; readonly detail?: string }

/** What an account shows of itself. */
export interface Me {
  readonly name: string
  readonly presence: OwnPresence
  readonly personalMessage: string
  readonly currentMedia: CurrentMedia | null
}

/** Who may see one's status and write, and whether the user is asked when somebody adds him. */
export interface Privacy {
  /** `everyone`: people on no list, too; `allowed`: only those on the allow list. Blocked people never. */
  readonly whoMaySee: 'everyone' | 'allowed'
  readonly askWhenAdded: boolean
}

/** One of the places where this account is signed in at the same time. */
export interface Place {
  /** The GUID of that installation, in lower case with braces. */
  readonly id: string
  /** Its name, such as the computer's. Data from others: any characters. */
  readonly name: string
  /** Whether it is this program. */
  readonly here: boolean
  readonly presence: OwnPresence
  readonly kind: 'computer' | 'web' | 'phone' | 'console' | 'unknown'
}

/** What the agreed dialect can do, so that windows offer nothing that it cannot. */
export interface Features {
  readonly personalMessages: boolean
  /** A message goes along when somebody is added. */
  readonly inviteMessages: boolean
  /** The account may be signed in at several places, which see and can sign out each other. */
  readonly places: boolean
  /** The network keeps messages for people who are offline. */
  readonly offlineMessages: boolean
}

/** Before a dialect is agreed on. */
export const noFeatures: Features = {
  personalMessages: false,
  inviteMessages: false,
  places: false,
  offlineMessages: false,
}

/** How far an import of contacts has come. */
export interface ImportProgress {
  readonly done: number
  readonly total: number
}

/** An account in use, with its contact list. */
export interface Account {
  readonly id: AccountId
  /** As typed at sign-in; servers may compare it by letter case. */
  readonly address: string
  readonly networkId: string
  readonly connection: Connection
  readonly me: Me
  readonly groups: readonly Group[]
  /** By address in lower case. */
  readonly contacts: Readonly<Record<string, Contact>>
  /** What the user noted about people, on this computer only; by address in lower case, also of people on no list. */
  readonly contactNotes: Readonly<Record<string, ContactNote>>
  readonly privacy: Privacy
  /** Empty where the dialect tells none. */
  readonly places: readonly Place[]
  readonly features: Features
  /** Null when no import is going on. */
  readonly contactImport: ImportProgress | null
}

/** An account that the sign-in window offers. The password itself is kept elsewhere, encrypted. */
export interface RememberedAccount {
  readonly id: AccountId
  readonly address: string
  readonly networkId: string
  readonly presence: OwnPresence
  readonly passwordRemembered: boolean
  readonly signInAutomatically: boolean
}
