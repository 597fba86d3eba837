import type { Account, RememberedAccount } from '../../app/account.ts'
import { accountIdOf } from '../../app/account.ts'
import { isAddress } from '../../app/contact.ts'
import type { CallArgs } from '../../app/ipc.ts'
import type { Network } from '../../app/networks.ts'
import type { OwnPresence } from '../../app/presence.ts'
import { customFieldsOf, networkOfFields, type CustomErrors, type CustomFields } from './custom-network.ts'

/** What the sign-in window's form holds; the password stays in its own field and nowhere else. */
export interface SignInForm {
  /** The id of a network, or `custom`. */
  readonly networkId: string
  readonly custom: CustomFields
  readonly address: string
  readonly presence: OwnPresence
  readonly rememberAccount: boolean
  readonly rememberPassword: boolean
  readonly signInAutomatically: boolean
}

/** The three boxes, from the one that asks least to the one that asks most. */
export const ticks = ['rememberAccount', 'rememberPassword', 'signInAutomatically'] as const

/** One of the three boxes. */
export type Tick = (typeof ticks)[number]

/** Ticks or unticks a box: each box needs those above it, so ticking ticks upwards and unticking unticks downwards. */
export function withTick(form: SignInForm, tick: Tick, on: boolean): SignInForm {
  const at = ticks.indexOf(tick)
  const changed = on ? ticks.slice(0, at + 1) : ticks.slice(at)
  return { ...form, ...Object.fromEntries(changed.map((each) => [each, on])) }
}

/** The form as the window opens it: empty, or filled in for the account that was used last. */
export function startingForm(
  networks: readonly Network[],
  remembered: readonly RememberedAccount[],
  lastId: string | undefined,
): SignInForm {
  const empty: SignInForm = {
    networkId: networks[0]?.id ?? 'custom',
    custom: customFieldsOf(networks.find(({ id }) => id === 'custom')),
    address: '',
    presence: 'online',
    rememberAccount: false,
    rememberPassword: false,
    signInAutomatically: false,
  }
  const account =
    remembered.find(({ id }) => id === lastId) ??
    remembered.find((each) => each.signInAutomatically) ??
    remembered[0]
  return account === undefined ? empty : withAccount(empty, account)
}

/** The form after one of the remembered accounts was chosen. */
export const withAccount = (form: SignInForm, account: RememberedAccount): SignInForm => ({
  ...form,
  networkId: account.networkId,
  address: account.address,
  presence: account.presence,
  rememberAccount: true,
  rememberPassword: account.passwordRemembered,
  signInAutomatically: account.signInAutomatically,
})

/** The form after an account's connection ended: its address is there, remembered or not. */
export const withEnded = (form: SignInForm, { id, address, networkId, me }: Account): SignInForm =>
  accountIdOf(form.networkId, form.address) === id
    ? form
    : {
        ...form,
        networkId,
        address,
        presence: me.presence,
        rememberAccount: false,
        rememberPassword: false,
        signInAutomatically: false,
      }

/** The remembered account that the form names, if it is one. */
export const accountOf = (
  form: SignInForm,
  remembered: readonly RememberedAccount[],
): RememberedAccount | undefined =>
  remembered.find(({ id }) => id === accountIdOf(form.networkId, form.address))

/**
 * Whether the password of the account is remembered and the field may stay empty. It belongs to the network as it was:
 * a custom network with other fields is another one.
 */
export function passwordIsRemembered(
  form: SignInForm,
  networks: readonly Network[],
  remembered: readonly RememberedAccount[],
): boolean {
  const account = accountOf(form, remembered)
  if (account?.passwordRemembered !== true) return false
  if (form.networkId !== 'custom') return true
  const known = customFieldsOf(networks.find(({ id }) => id === 'custom'))
  return JSON.stringify(known) === JSON.stringify(form.custom)
}

/** Which fields of the form cannot be used yet. */
export interface FormErrors {
  readonly address: boolean
  readonly password: boolean
  readonly custom: CustomErrors
}

/** The arguments of `signIn` but for the password, or what is wrong with the form. */
export type CheckedForm =
  | { readonly ok: true; readonly request: Omit<CallArgs<'signIn'>[0], 'password'> }
  | { readonly ok: false; readonly errors: FormErrors }

/** Checks the form before anything is sent; `passwordKnown` says whether one was typed or is remembered. */
export function checkForm(
  form: SignInForm,
  networks: readonly Network[],
  passwordKnown: boolean,
): CheckedForm {
  const preset = networks.find(({ id }) => id === form.networkId && id !== 'custom')
  const custom = preset === undefined ? networkOfFields(form.custom) : { network: preset, errors: {} }
  const address = form.address.trim()
  if (custom.network === null || !isAddress(address) || !passwordKnown) {
    return {
      ok: false,
      errors: { address: !isAddress(address), password: !passwordKnown, custom: custom.errors },
    }
  }
  const { presence, rememberAccount, rememberPassword, signInAutomatically } = form
  return {
    ok: true,
    request: {
      network: custom.network,
      address,
      presence,
      rememberAccount,
      rememberPassword,
      signInAutomatically,
    },
  }
}
