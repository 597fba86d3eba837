/** What a gateway says of a session in the header `X-MSN-Messenger`. */
export interface GatewaySession {
  /** Empty when none is named, or one that cannot stand in an address. */
  readonly sessionId: string
  /** Where the next request goes; empty for where the last one went. */
  readonly host: string
  /** Nothing follows. */
  readonly over: boolean
}

/** Reads `SessionID=123456.789; GW-IP=192.0.2.9; Session=close`, in any order and letter case. */
export function parseSession(header: string): GatewaySession {
  const fields = new Map<string, string>()
  for (const field of header.slice(0, maxHeaderLength).split(';')) {
    const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(field) ?? []
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), value)
  }
  return {
    sessionId: matching(fields.get('sessionid'), /^[\w.:-]{1,128}$/),
    host: matching(fields.get('gw-ip'), /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\]|[\da-f:.]{2,45})$/i),
    over: fields.get('session')?.toLowerCase() === 'close',
  }
}

const maxHeaderLength = 1024

const matching = (text: string | undefined, form: RegExp): string =>
  text !== undefined && form.test(text) ? text : ''
