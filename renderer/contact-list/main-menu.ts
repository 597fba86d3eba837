import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import type { MenuItem, MenuSection } from '../ui/menu.tsx'
import type { Actions } from './use-actions.ts'

const themes = ['system', 'light', 'dark'] as const
const textSizes = [100, 125, 150, 200]

/** The settings that are on or off, with their words. */
const switches = {
  showOffline: 'contact-list.menu.show-offline',
  emoticons: 'contact-list.menu.emoticons',
  toasts: 'contact-list.menu.toasts',
  sounds: 'contact-list.menu.sounds',
  shakeOnNudge: 'contact-list.menu.shake',
} as const satisfies Partial<Record<keyof Settings, string>>

type Switch = keyof typeof switches

/** The window's menu. */
export function mainMenu(settings: Settings, actions: Actions, onAdd: () => void): readonly MenuSection[] {
  const { theme, textSize } = settings
  const { changeSettings } = actions
  const switchOf = (setting: Switch): MenuItem => ({
    kind: 'switch',
    label: t(switches[setting]),
    checked: settings[setting],
    onChoose: () => changeSettings({ [setting]: !settings[setting] }),
  })
  return [
    { items: [{ kind: 'action', label: t('contact-list.add'), onChoose: onAdd }] },
    { items: [switchOf('showOffline'), switchOf('emoticons')] },
    { items: [switchOf('toasts'), switchOf('sounds'), switchOf('shakeOnNudge')] },
    {
      label: t('contact-list.menu.theme'),
      items: themes.map((each) => ({
        kind: 'choice',
        label: t(`contact-list.menu.theme.${each}`),
        checked: each === theme,
        onChoose: () => changeSettings({ theme: each }),
      })),
    },
    {
      label: t('contact-list.menu.text-size'),
      items: textSizes.map((each) => ({
        kind: 'choice',
        label: `${each} %`,
        checked: each === textSize,
        onChoose: () => changeSettings({ textSize: each }),
      })),
    },
    {
      items: [
        { kind: 'action', label: t('contact-list.menu.another'), onChoose: () => void call('showSignIn') },
        { kind: 'action', label: t('contact-list.menu.sign-out'), onChoose: actions.signOut },
      ],
    },
  ]
}
