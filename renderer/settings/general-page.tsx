import { useState } from 'react'
import type { Settings } from '../../app/settings.ts'
import { t } from '../strings/strings.ts'
import { CheckField, SelectField, TextField } from '../ui/text-field.tsx'
import { textSizes } from '../ui/text-sizes.ts'
import { changeSettings } from './change-settings.ts'
import { Section } from './section.tsx'

const themes = ['system', 'light', 'dark'] as const

/** Looks, attention, idleness. */
export function GeneralPage({ settings }: { readonly settings: Settings }) {
  const check = (name: 'emoticons' | 'sounds' | 'toasts' | 'shakeOnNudge') => ({
    checked: settings[name],
    onChange: (event: { readonly target: { readonly checked: boolean } }) =>
      changeSettings({ [name]: event.target.checked }),
  })
  const sizes = textSizes.some((size) => size === settings.textSize)
    ? textSizes
    : [...textSizes, settings.textSize].sort((one, other) => one - other)
  return (
    <>
      <Section heading={t('settings.looks')}>
        <SelectField
          label={t('settings.theme')}
          value={settings.theme}
          onChange={(event) => changeSettings({ theme: event.target.value as Settings['theme'] })}
        >
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {t(`settings.theme.${theme}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('settings.text-size')}
          value={settings.textSize}
          onChange={(event) => changeSettings({ textSize: Number(event.target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {t('settings.percent', { count: size })}
            </option>
          ))}
        </SelectField>
        <CheckField label={t('settings.emoticons')} {...check('emoticons')} />
        <p className="settings-note">{t('settings.language')}</p>
      </Section>
      <Section heading={t('settings.attention')}>
        <div>
          <CheckField label={t('settings.sounds')} {...check('sounds')} />
          <CheckField label={t('settings.toasts')} {...check('toasts')} />
          <CheckField label={t('settings.shake')} {...check('shakeOnNudge')} />
        </div>
        <p className="settings-note">{t('settings.busy-note')}</p>
      </Section>
      <Section heading={t('settings.idle')}>
        <Idle minutes={settings.idleMinutes} />
      </Section>
    </>
  )
}

const usualMinutes = 5

/** After how many minutes one counts as idle; 0 is never. A number that cannot be used stays in its field. */
function Idle({ minutes }: { readonly minutes: number }) {
  const [changed, setChanged] = useState<string | null>(null)
  const text = changed ?? String(minutes)
  const typed = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  const wrong = !(typed >= 1 && typed <= 240)
  const keep = () => {
    if (wrong) return
    if (typed !== minutes) changeSettings({ idleMinutes: typed })
    setChanged(null)
  }
  return (
    <>
      <CheckField
        label={t('settings.idle-on')}
        checked={minutes > 0}
        onChange={(event) => changeSettings({ idleMinutes: event.target.checked ? usualMinutes : 0 })}
      />
      {minutes > 0 && (
        <TextField
          label={t('settings.idle-minutes')}
          className="settings-number"
          inputMode="numeric"
          maxLength={3}
          value={text}
          error={wrong ? t('settings.idle-error') : undefined}
          onChange={(event) => setChanged(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </>
  )
}
