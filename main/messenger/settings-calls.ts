import type { MessengerCalls } from '../../app/ipc.ts'
import type { Settings } from '../../app/settings.ts'
import type { CallRunner } from './calls.ts'
import type { MessengerOptions } from './options.ts'
import { Refusal } from './reasons.ts'
import { proxyPasswordKey } from './accounts/routes.ts'

/** The calls about the program's settings. */
export type SettingsCalls = Pick<MessengerCalls, 'changeSettings' | 'setProxyPassword'>

/** What these calls need. */
export interface SettingsCallsOptions {
  readonly calls: CallRunner
  readonly messenger: MessengerOptions
}

/** Changes what is kept over runs of the program. */
export function settingsCalls({ calls, messenger }: SettingsCallsOptions): SettingsCalls {
  const { store, settings, secrets } = messenger
  return {
    changeSettings: (patch) =>
      calls.do(async () => {
        const { proxy } = store.state.settings
        if (patch.proxy !== undefined && !isSameProxy(proxy, patch.proxy))
          await secrets.forget(proxyPasswordKey)
        const changed = { ...store.state.settings, ...patch }
        settings.save(changed)
        store.publish({ type: 'settings-changed', settings: changed })
      }),
    setProxyPassword: (password) =>
      calls.do(async () => {
        if (password === null || password === '') await secrets.forget(proxyPasswordKey)
        else if (!(await secrets.save(proxyPasswordKey, password))) throw new Refusal('not-remembered')
      }),
  }
}

/** A remembered password goes to no other proxy, nor with another name. */
const isSameProxy = (one: Settings['proxy'], other: Settings['proxy']): boolean =>
  one.host.toLowerCase() === other.host.toLowerCase() &&
  one.port === other.port &&
  one.username === other.username
