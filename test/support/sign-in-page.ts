import type { State } from '../../app/state.ts'
import type { Answers, PageWithBridge } from './page-with-bridge.ts'
import { rememberedAccount, stateWith } from './sample-state.ts'
import { windowsInBrowser } from './windows-in-browser.ts'

/** The id of the account that most tests sign in with. */
export const alice = 'local/alice@example.com'

/** A remembered account of another network, with its password. */
export const bob = rememberedAccount({
  id: 'escargot/bob@escargot.chat',
  address: 'bob@escargot.chat',
  networkId: 'escargot',
  presence: 'away',
  passwordRemembered: true,
})

type OpenWindow = ReturnType<typeof windowsInBrowser>

/** Gives a test file the sign-in window. */
export function signInWindow() {
  const openWindow: OpenWindow = windowsInBrowser()
  return async (
    state: State = stateWith(),
    answers: Answers = {},
    browser: Parameters<OpenWindow>[0]['browser'] = {},
  ): Promise<PageWithBridge> => {
    const opened = await openWindow({ query: 'window=sign-in', state, answers, browser })
    await opened.page.locator('form:visible').or(progress(opened)).waitFor()
    return opened
  }
}

/** The heading of the steps. */
export const progress = ({ page }: PageWithBridge) => page.getByRole('heading', { name: 'Signing in…' })

/** The field for the address. */
export const address = ({ page }: PageWithBridge) => page.getByLabel('Address', { exact: true })

/** The field for the password. */
export const password = ({ page }: PageWithBridge) => page.getByLabel('Password', { exact: true })

/** Presses the button. */
export const submit = ({ page }: PageWithBridge) =>
  page.getByRole('button', { name: 'Sign in', exact: true }).click()
