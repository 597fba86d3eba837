/** A proxy server of the system's settings. */
export interface SystemProxy {
  readonly kind: 'socks5' | 'http'
  readonly host: string
  readonly port: number
  /** The system keeps no names and passwords for us. */
  readonly username: ''
  readonly password: ''
}

const kinds: Readonly<Record<string, SystemProxy['kind']>> = { PROXY: 'http', SOCKS5: 'socks5' }

/**
 * The first entry of an answer such as `SOCKS5 10.0.0.1:1080; PROXY proxy:3128; DIRECT` that can be used, or null for
 * a direct connection. Entries of kinds that the program does not speak (`HTTPS`, `SOCKS4`) are passed over.
 */
export function proxyOfAnswer(answer: string): SystemProxy | null {
  for (const entry of answer.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    const proxy = proxyAt(kinds[kind.toUpperCase()], address)
    if (proxy !== null) return proxy
  }
  return null
}

function proxyAt(kind: SystemProxy['kind'] | undefined, address: string): SystemProxy | null {
  const [, bracketed, plain, digits] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(address) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (kind === undefined || host === undefined || !(port >= 1 && port <= 65535)) return null
  return { kind, host, port, username: '', password: '' }
}
