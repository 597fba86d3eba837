import type { IncomingMessage } from 'node:http'

/** Names that official clients have built in: whoever owns those domains sends nobody's browser to this computer. */
const builtIn = /(?:^|\.)(?:passport|live|msn|hotmail)\.(?:com|net)$/

/**
 * Whether a request comes from a page that somebody looks at in a browser, which has no business here: it could take
 * addresses and try passwords behind that person's back. Browsers name the page's origin, or that another site asks.
 * Where they do not, because the page's own name was made to lead to this computer, the name gives it away: over the
 * loopback interface only addresses, names without a dot, the announced host and those built into clients are ours.
 */
export function isFromWebPage({ headers, socket }: IncomingMessage, announcedHost: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return true
  const name = (headers.host ?? '').toLowerCase().replace(/:\d*$/, '')
  return isLoopback(socket.remoteAddress ?? '') && !isOurs(name, announcedHost)
}

const isOurs = (name: string, announcedHost: string | null): boolean =>
  !name.includes('.') ||
  /^(?:\d{1,3}\.){3}\d{1,3}$|^\[.*\]$/.test(name) ||
  name === announcedHost?.toLowerCase() ||
  builtIn.test(name)

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address)
