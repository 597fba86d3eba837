import { ProtocolError } from './wire/errors.ts'

/** Where a server is. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
}

const defaultPort = 1863

/**
 * Reads `192.0.2.5:1863`, `[::1]:1863` or an address without a port, which means 1863.
 * @throws ProtocolError when it is none of these.
 */
export function parseServerAddress(word: string): ServerAddress {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(word)
  const port = match?.[2] === undefined ? defaultPort : Number(match[2])
  if (match === null || port < 1 || port > 65535) throw new ProtocolError('a server address that is none')
  return { host: match[1]!, port }
}
