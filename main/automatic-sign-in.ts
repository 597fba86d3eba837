import type { SignInRequest } from '../app/ipc.ts'
import type { State } from '../app/state.ts'

/** The requests for the remembered accounts that the user wants signed in when the program starts. */
export function automaticSignIns({ rememberedAccounts, networks }: State): readonly SignInRequest[] {
  return rememberedAccounts.flatMap(
    ({ address, networkId, presence, passwordRemembered, signInAutomatically }) => {
      const network = networks.find(({ id }) => id === networkId)
      if (network === undefined || !passwordRemembered || !signInAutomatically) return []
      return [
        {
          network,
          address,
          presence,
          rememberAccount: true,
          rememberPassword: true,
          signInAutomatically: true,
        },
      ]
    },
  )
}
