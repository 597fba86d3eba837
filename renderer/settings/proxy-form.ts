import * as v from 'valibot'
import { settingsSchema, type Settings } from '../../app/settings.ts'

/** A proxy as the settings hold it. */
export type ProxySettings = Settings['proxy']

/** The proxy's fields, as typed; its password is in its own field. */
export interface ProxyForm {
  readonly kind: ProxySettings['kind']
  readonly host: string
  readonly port: string
  readonly username: string
}

/** Which fields cannot be used. */
export interface ProxyErrors {
  readonly host: boolean
  readonly port: boolean
}

/** The usual ports of proxies. */
const usualPorts: Readonly<Record<string, string>> = { socks5: '1080', http: '8080' }

export const proxyFormOf = ({ kind, host, port, username }: ProxySettings): ProxyForm => ({
  kind,
  host,
  port: String(port),
  username,
})

/** The form for another kind of proxy; a usual port becomes that kind's usual one. */
export const withKind = (form: ProxyForm, kind: ProxyForm['kind']): ProxyForm => {
  const usual = Object.values(usualPorts).includes(form.port.trim()) || form.port.trim() === ''
  return { ...form, kind, port: usual ? (usualPorts[kind] ?? form.port) : form.port }
}

/** The settings that the form describes, or null with what is wrong. What a kind does not need is kept as it can be. */
export function proxyOfForm(
  form: ProxyForm,
  before: ProxySettings,
): { readonly proxy: ProxySettings | null; readonly errors: ProxyErrors } {
  const { kind } = form
  if (kind === 'system' || kind === 'none')
    return { proxy: { ...before, kind }, errors: { host: false, port: false } }
  const port = /^\d{1,5}$/.test(form.port.trim()) ? Number(form.port) : Number.NaN
  const host = form.host.trim()
  const parsed = v.safeParse(settingsSchema.entries.proxy, { ...form, host, port })
  const wrong = new Set(parsed.success ? [] : parsed.issues.map((issue) => v.getDotPath(issue)))
  const errors = { host: host === '' || wrong.has('host'), port: wrong.has('port') }
  return { proxy: parsed.success && !errors.host ? (parsed.output ?? null) : null, errors }
}
