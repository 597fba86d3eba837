import path from 'node:path'

/** Scheme, host and origin of the windows' own pages. */
export const scheme = 'app'
export const host = 'papilio'
export const origin = `${scheme}://${host}`

/** What the pages may do: load what the program itself brings, nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The file inside the folder that an address names, or null for any other address. */
export function servedFile(folder: string, address: string): string | null {
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== host) return null
  const name = decoded(url.pathname)
  if (name === null || name.includes('\0')) return null
  const file = path.resolve(folder, `.${name}`)
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
