/** Handlers of the schemes that the program registered. */
export const schemes = new Map<string, ((request: Request) => Response | Promise<Response>) | undefined>()

const suffix = '.electron-host.invalid'

/** `app://host/x` as the page's Chromium sees it, which cannot register schemes: `https://host.app.electron-host.invalid/x`. */
export function inner(url: string): string {
  const [, scheme = '', host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  return schemes.has(scheme.toLowerCase())
    ? `https://${host}.${scheme.toLowerCase()}${suffix}${rest || '/'}`
    : url
}

/** The way back: what the program's main process sees. */
export function outer(url: string): string {
  const [, host, scheme, rest] = /^https:\/\/(.*)\.([a-z0-9+-]+)\.electron-host\.invalid(.*)$/.exec(url) ?? []
  return scheme === undefined ? url : `${scheme}://${host}${rest}`
}

/** A frame's origin as Electron words it. */
export function originOf(url: string): string {
  if (url.startsWith('file:')) return 'file://'
  return /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(url)?.[1] ?? 'null'
}
