import { noFeatures, type Account, type RememberedAccount } from '../../app/account.ts'
import { noLists, unknownContact, type Contact } from '../../app/contact.ts'
import { localNetwork } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { initialState, type State } from '../../app/state.ts'

/** A state as the program has it before anybody signed in. */
export const stateWith = (change: Partial<State> = {}): State => ({
  ...initialState,
  networks: [localNetwork('127.0.0.1', 1863, 1864), ...publicNetworks],
  ...change,
})

/** A remembered account of the local network. */
export const rememberedAccount = (change: Partial<RememberedAccount> = {}): RememberedAccount => ({
  id: 'local/alice@example.com',
  address: 'alice@example.com',
  networkId: 'local',
  presence: 'online',
  passwordRemembered: false,
  signInAutomatically: false,
  ...change,
})

/** Somebody in the contact list. */
export const contact = (address: string, change: Partial<Contact> = {}): Contact => ({
  ...unknownContact(address),
  lists: { ...noLists, forward: true, allow: true, reverse: true },
  ...change,
})

/** Alice, signed in on the local network. */
export const account = (contacts: readonly Contact[], change: Partial<Account> = {}): Account => ({
  id: 'local/alice@example.com',
  address: 'alice@example.com',
  networkId: 'local',
  connection: { state: 'signed-in', dialect: 'MSNP12' },
  me: { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null },
  groups: [],
  contacts: Object.fromEntries(contacts.map((each) => [each.address, each])),
  contactNotes: {},
  privacy: { whoMaySee: 'everyone', askWhenAdded: true },
  places: [],
  features: { ...noFeatures, personalMessages: true },
  contactImport: null,
  ...change,
})
