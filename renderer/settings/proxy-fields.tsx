import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/text-field.tsx'
import { proxyFormOf, proxyOfForm, withKind, type ProxyForm, type ProxySettings } from './proxy-form.ts'

const kinds = ['system', 'none', 'socks5', 'http'] as const
const noErrors = { host: false, port: false }

/** How connections are made. Its button takes all fields over at once, so that no half of an address is ever used. */
export function ProxyFields({ proxy }: { readonly proxy: ProxySettings }) {
  const [form, setForm] = useState(() => proxyFormOf(proxy))
  const [errors, setErrors] = useState(noErrors)
  const [outcome, setOutcome] = useState<{ readonly problem: string | null } | null>(null)
  const password = useRef<HTMLInputElement>(null)
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [errors])
  const change = (next: ProxyForm) => {
    setForm(next)
    setErrors(noErrors)
    setOutcome(null)
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const checked = proxyOfForm(form, proxy)
    setErrors(checked.errors)
    if (checked.proxy === null) return
    const problem = await save(checked.proxy, password.current?.value ?? '')
    if (problem === null && password.current !== null) password.current.value = ''
    setOutcome({ problem })
  }
  const own = form.kind === 'socks5' || form.kind === 'http'
  return (
    <form ref={element} className="settings-proxy" noValidate onSubmit={(event) => void submit(event)}>
      <SelectField
        label={t('settings.proxy.kind')}
        value={form.kind}
        onChange={(event) => change(withKind(form, event.target.value as ProxyForm['kind']))}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`settings.proxy.${kind}`)}
          </option>
        ))}
      </SelectField>
      {own && (
        <>
          <div className="settings-host">
            <TextField
              label={t('settings.proxy.host')}
              maxLength={253}
              value={form.host}
              error={errors.host ? t('settings.proxy.host-error') : undefined}
              onChange={(event) => change({ ...form, host: event.target.value })}
            />
            <TextField
              label={t('settings.proxy.port')}
              inputMode="numeric"
              maxLength={5}
              value={form.port}
              error={errors.port ? t('settings.proxy.port-error') : undefined}
              onChange={(event) => change({ ...form, port: event.target.value })}
            />
          </div>
          <TextField
            label={t('settings.proxy.username')}
            maxLength={255}
            value={form.username}
            onChange={(event) => change({ ...form, username: event.target.value })}
          />
          <TextField
            ref={password}
            label={t('settings.proxy.password')}
            type="password"
            maxLength={255}
            hint={t('settings.proxy.password-hint')}
            onInput={() => setOutcome(null)}
          />
        </>
      )}
      {outcome !== null && outcome.problem !== null && <Alert>{outcome.problem}</Alert>}
      <div className="settings-line">
        <Button type="submit" look="primary">
          {t('action.save')}
        </Button>
        <p role="status">{outcome?.problem === null && t('settings.proxy.saved')}</p>
      </div>
    </form>
  )
}

/** Saves the proxy, and its password where one was typed or none belongs to it any more; answers with a problem. */
async function save(proxy: ProxySettings, password: string): Promise<string | null> {
  const saved = await call('changeSettings', { proxy })
  if (!saved.ok) return reasonSentence(saved.reason, saved.detail)
  if (password === '' && proxy.username !== '') return null
  const kept = await call('setProxyPassword', proxy.username === '' ? null : password)
  if (kept.ok) return null
  return kept.reason === 'not-remembered'
    ? t('settings.proxy.this-run')
    : reasonSentence(kept.reason, kept.detail)
}
