import type { Proxy, Route } from './net/route.ts'

/** The variables that name proxies, in either letter case. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Finds the proxy that the environment names, as command-line programs do: `HTTPS_PROXY` (`HTTP_PROXY` for http) or
 * `ALL_PROXY`, a URL with the scheme `http`, `socks5` or `socks5h`; hosts in `NO_PROXY` are reached directly.
 */
export const environmentProxy =
  (environment: Environment): Route['findProxy'] =>
  ({ scheme, host }) => {
    const read = (name: string): string => environment[name] ?? environment[name.toLowerCase()] ?? ''
    if (isExcepted(host, read('NO_PROXY'))) return Promise.resolve(null)
    const address = read(scheme === 'http' ? 'HTTP_PROXY' : 'HTTPS_PROXY') || read('ALL_PROXY')
    return Promise.resolve(proxyAt(address))
  }

const kinds: Readonly<Record<string, Proxy['kind']>> = {
  'http:': 'http',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
}

function proxyAt(address: string): Proxy | null {
  if (!URL.canParse(address)) return null
  const { protocol, hostname, port, username, password } = new URL(address)
  const kind = kinds[protocol]
  if (kind === undefined || hostname === '') return null
  return {
    kind,
    host: hostname,
    port: Number(port) || (kind === 'http' ? 80 : 1080),
    username: decode(username),
    password: decode(password),
  }
}

/** A name in the list stands for itself and for what is below it. */
const isExcepted = (host: string, list: string): boolean =>
  list
    .toLowerCase()
    .split(/[\s,]+/)
    .map((name) => name.replace(/^\*?\./, ''))
    .some((name) => name !== '' && (name === '*' || `.${host.toLowerCase()}`.endsWith(`.${name}`)))

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
