import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemes } from './addresses.ts'
import { app } from './app.ts'
import { strict, StrictEmitter } from './strict.ts'

type Check = (contents: object, permission: string, origin: string, details: object) => boolean
type Request = (
  contents: object,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void

class Session extends StrictEmitter {
  _check: Check | null = null
  _request: Request | null = null
  /** The system of the host has no proxy. */
  resolveProxy(url: string): Promise<string> {
    return URL.canParse(url) ? Promise.resolve('DIRECT') : Promise.reject(new Error('ERR_INVALID_URL'))
  }

  setPermissionCheckHandler(check: Check | null): void {
    this._check = check
  }

  setPermissionRequestHandler(request: Request | null): void {
    this._request = request
  }

  /** What the program's handlers say, asked ahead of any page. Without a handler Electron grants. */
  async _grants(contents: object, permission: string, url: string): Promise<boolean> {
    const request = this._request
    const asked =
      !request ||
      (await new Promise<boolean>((answer) => request(contents, permission, answer, { requestingUrl: url })))
    return asked && (this._check?.(contents, permission, url, { requestingUrl: url }) ?? true)
  }
}

/** `session`: there is one. */
export const session = strict('session', { defaultSession: new Session() })

/** `protocol`: schemes that the program serves itself. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(all: readonly { scheme: string }[]) {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of all) schemes.set(scheme, undefined)
  },
  handle(scheme: string, handler: (request: globalThis.Request) => Response | Promise<Response>) {
    if (schemes.get(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    schemes.set(scheme, handler)
  },
})

const contentTypes: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
}

/** `net`: files, as the program's own scheme serves them, and a network that is always there. */
export const net = strict('net', {
  isOnline: (): boolean => true,
  async fetch(url: string): Promise<Response> {
    if (!url.startsWith('file:')) throw new Error('electron-host: net.fetch knows files only')
    const extension = path.extname(new URL(url).pathname).slice(1).toLowerCase()
    const bytes = await readFile(fileURLToPath(url)).catch(() => {
      throw new Error('net::ERR_FILE_NOT_FOUND')
    })
    return new Response(bytes, {
      headers: { 'content-type': contentTypes[extension] ?? 'application/octet-stream' },
    })
  },
})
