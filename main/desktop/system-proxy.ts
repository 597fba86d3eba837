import { session } from 'electron'
import { proxyOfAnswer, type SystemProxy } from './proxy-answer.ts'

/** What a connection leads to. */
export interface ProxyTarget {
  readonly scheme: 'http' | 'https' | 'msnp'
  readonly host: string
  readonly port: number
}

/** The proxy that the system's settings, a script of theirs included, name for a target; null for a direct connection. */
export async function findSystemProxy({ scheme, host, port }: ProxyTarget): Promise<SystemProxy | null> {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const url = `${scheme === 'http' ? 'http' : 'https'}://${name}:${port}/`
  return proxyOfAnswer(await session.defaultSession.resolveProxy(url))
}
