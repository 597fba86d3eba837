import type { IncomingMessage, ServerResponse } from 'node:http'

/** The whole body of a request; null when it is longer than it may be. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | null> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** The host that the client asked for; without a believable one, the address that it reached. */
export function hostOf(request: IncomingMessage): string {
  const { host } = request.headers
  const isHost = /^[\w.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(host ?? '')
  if (host !== undefined && isHost && URL.canParse(`http://${host}`)) return host
  const { localAddress = '127.0.0.1', localPort = 80 } = request.socket
  const address = localAddress.replace(/^::ffff:/, '')
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`
}

/** Answers in plain text, for people who look. */
export function finish(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(text === '' ? '' : `${text}\n`)
}

/** Refuses a body that is too large; what is left of it is not read. */
export function refuseLength(response: ServerResponse): void {
  response.setHeader('Connection', 'close')
  finish(response, 413, 'The request is too large.')
}
