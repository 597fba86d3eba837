import { net, protocol } from 'electron'
import { pathToFileURL } from 'node:url'
import { contentSecurityPolicy, scheme, servedFile } from './served-file.ts'

/** Tells Electron of the pages' scheme; must run before the program is ready, and once. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Serves the windows' pages from the folder, each under the content security policy. */
export function servePages(folder: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const file = method === 'GET' ? servedFile(folder, url) : null
    return file === null ? notFound() : withPolicy(await net.fetch(pathToFileURL(file).href).catch(notFound))
  })
}

const notFound = () => new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })

function withPolicy(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('content-security-policy', contentSecurityPolicy)
  headers.set('x-content-type-options', 'nosniff')
  return new Response(response.body, { status: response.status, headers })
}
