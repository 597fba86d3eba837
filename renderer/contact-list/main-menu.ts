import type { Settings } from '../../app/settings.ts'
import { call } from '../bridge.ts'
import { t } from '../strings/strings.ts'
import type { MenuSection } from '../ui/menu.tsx'
import type { Actions } from './use-actions.ts'

const themes = ['system', 'light', 'dark'] as const
const textSizes = [100, 125, 150, 200]

/** The window's menu. */
export function mainMenu(settings: Settings, actions: Actions, onAdd: () => void): readonly MenuSection[] {
  const { theme, textSize, sounds, showOffline } = settings
  const { changeSettings } = actions
  return [
    { items: [{ kind: 'action', label: t('contact-list.add'), onChoose: onAdd }] },
    {
      items: [
        {
          kind: 'switch',
          label: t('contact-list.menu.show-offline'),
          checked: showOffline,
          onChoose: () => changeSettings({ showOffline: !showOffline }),
        },
        {
          kind: 'switch',
          label: t('contact-list.menu.sounds'),
          checked: sounds,
          onChoose: () => changeSettings({ sounds: !sounds }),
        },
      ],
    },
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
