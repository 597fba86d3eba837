import type { Contact, CurrentMedia, Group } from './contact.ts'
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
  | { readonly state: 'signed-out'; readonly reason: Reason | null; readonly detail?: string }

/** What an account shows of itself. */
export interface Me {
  readonly name: string
  readonly presence: OwnPresence
  readonly personalMessage: string
  readonly currentMedia: CurrentMedia | null
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
