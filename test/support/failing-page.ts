import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server that answers everything with one status, and counts. */
export interface FailingPage {
  readonly url: string
  readonly requests: number
  close(): Promise<void>
}

/** Starts such a server on this computer. */
export async function startFailingPage(path: string, status: number): Promise<FailingPage> {
  let requests = 0
  const server = http.createServer((request, response) => {
    requests += 1
    request.resume()
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>It does not work.</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    get requests() {
      return requests
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
