import { app } from 'electron'
import type { AccountId } from '../../app/account.ts'
import type { CallHandlers } from '../../app/ipc.ts'
import type { State } from '../../app/state.ts'
import { hasContactList } from './front.ts'
import { showsTrays } from './shows-trays.ts'
import { settings, type WindowName } from './window-name.ts'
import { isAnyInUse, type WindowPolicy } from './window-policy.ts'
import type { Windows } from './windows.ts'

/** What the closing of windows is about. */
export interface ClosingOptions {
  readonly windows: Windows
  readonly policy: WindowPolicy
  readonly state: () => State
  readonly calls: Pick<CallHandlers, 'signOut' | 'closeConversation'>
  /** Whether there is an icon in the tray. */
  readonly hasTray: () => boolean
}

/** What it means that the user closed a window. */
export class Closing {
  readonly #options: ClosingOptions

  constructor(options: ClosingOptions) {
    this.#options = options
  }

  /** macOS keeps programs in the dock; elsewhere a tray is needed to come back by. */
  staysWithoutWindows(): boolean {
    if (process.platform === 'darwin') return true
    return this.#options.hasTray() && showsTrays(process.platform, process.env.XDG_CURRENT_DESKTOP ?? '')
  }

  onClosed(name: WindowName): void {
    const { calls, policy, state } = this.#options
    if (name.kind === 'conversation' && state().conversations[name.conversationId]) {
      void calls.closeConversation(name.conversationId)
    }
    const account = name.kind === 'contact-list' ? state().accounts[name.accountId] : undefined
    if (account !== undefined && hasContactList(account)) {
      policy.leave(account.id)
      void calls.signOut(account.id)
    }
    this.#closeSettingsAlone(account?.id)
  }

  onAllClosed(): void {
    if (!(this.staysWithoutWindows() && isAnyInUse(this.#options.state()))) app.quit()
  }

  /** The settings alone are no program that anybody would miss. */
  #closeSettingsAlone(leaving: AccountId | undefined): void {
    const { windows, state } = this.#options
    const others = Object.values(state().accounts).filter(({ id }) => id !== leaving)
    if (windows.isOnly(settings) && !others.some(hasContactList)) windows.close(settings)
  }
}
