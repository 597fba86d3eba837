import type { Account, RememberedAccount } from '../../app/account.ts'
import { accountIdOf } from '../../app/account.ts'
import { isAddress } from '../../app/contact.ts'
import type { CallArgs } from '../../app/ipc.ts'
import type { Network } from '../../app/networks.ts'
import type { OwnPresence } from '../../app/presence.ts'

/** What the sign-in window's form holds; the password stays in its own field and nowhere else. */
export interface SignInForm {
  readonly networkId: string
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

/**
 * The form as the window opens it: empty, or filled in for the account that was used last, or for a remembered one that
 * is not in use.
 */
export function startingForm(
  networks: readonly Network[],
  remembered: readonly RememberedAccount[],
  lastId: string | undefined,
  inUse: ReadonlySet<string>,
): SignInForm {
  const empty: SignInForm = {
    networkId: networks[0]?.id ?? '',
    address: '',
    presence: 'online',
    rememberAccount: false,
    rememberPassword: false,
    signInAutomatically: false,
  }
  const free = remembered.filter(({ id }) => !inUse.has(id))
  const account =
    free.find(({ id }) => id === lastId) ?? free.find((each) => each.signInAutomatically) ?? free[0]
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

/** The chosen network; the first one when that is gone. */
export const networkOf = (form: SignInForm, networks: readonly Network[]): Network | undefined =>
  networks.find(({ id }) => id === form.networkId) ?? networks[0]

/** Which fields of the form cannot be used yet. */
export interface FormErrors {
  readonly address: boolean
  readonly password: boolean
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
  const network = networkOf(form, networks)
  const address = form.address.trim()
  if (network === undefined || !isAddress(address) || !passwordKnown) {
    return { ok: false, errors: { address: !isAddress(address), password: !passwordKnown } }
  }
  const { presence, rememberAccount, rememberPassword, signInAutomatically } = form
  return {
    ok: true,
    request: { network, address, presence, rememberAccount, rememberPassword, signInAutomatically },
  }
}
