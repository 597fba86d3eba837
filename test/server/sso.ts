import { createCipheriv, createHmac } from 'node:crypto'

/** Somebody's ticket with the secret that proves it, as RST.srf gave them. */
export interface Token {
  readonly ticket: string
  readonly secret: Buffer
}

/** A request for tickets as libpurple writes it, each for one address. */
export const ticketRequest = (
  address: string,
  password: string,
  wanted: readonly string[] = ['http://Passport.NET/tb', 'messengerclear.live.com', 'contacts.msn.com'],
): string =>
  '<?xml version="1.0" encoding="UTF-8"?><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="http://schemas.xmlsoap.org/ws/2003/06/secext" xmlns:wsp="http://schemas.xmlsoap.org/ws/2002/12/policy" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/03/addressing" xmlns:wst="http://schemas.xmlsoap.org/ws/2004/04/trust"><Header><wsse:Security><wsse:UsernameToken Id="user">' +
  `<wsse:Username>${address}</wsse:Username><wsse:Password>${password}</wsse:Password></wsse:UsernameToken></wsse:Security></Header>` +
  '<Body><ps:RequestMultipleSecurityTokens xmlns:ps="http://schemas.microsoft.com/Passport/SoapServices/PPCRL" Id="RSTS">' +
  wanted
    .map(
      (each, at) =>
        `<wst:RequestSecurityToken Id="RST${at}"><wsp:AppliesTo><wsa:EndpointReference><wsa:Address>${each}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo></wst:RequestSecurityToken>`,
    )
    .join('') +
  '</ps:RequestMultipleSecurityTokens></Body></Envelope>'

/** Logs in at RST.srf. */
export async function fetchToken(httpPort: number, address: string, password: string): Promise<Token> {
  const response = await fetch(`http://127.0.0.1:${httpPort}/RST.srf`, {
    method: 'POST',
    body: ticketRequest(address, password),
  })
  const text = await response.text()
  const [, ticket, secret] =
    /messengerclear\.live\.com.*?Id="Compact1">(t=[0-9a-f]{40}&amp;p=)<.*?<wst:BinarySecret>([\w+/=]{32})</.exec(
      text,
    ) ?? []
  if (ticket === undefined || secret === undefined) throw new Error(`no ticket but ${text}`)
  return { ticket: ticket.replace('&amp;', '&'), secret: Buffer.from(secret, 'base64') }
}

/** The proof that this secret is known, written down from the specification a second time. */
export function prove(secret: Buffer, nonce: string, iv = Buffer.from('0102030405060708', 'hex')): string {
  const words = Buffer.alloc(28)
  for (const [at, word] of [28, 1, 0x6603, 0x8004, 8, 20, 72].entries()) words.writeUInt32LE(word, 4 * at)
  const hash = createHmac('sha1', key(secret, 'WS-SecureConversationSESSION KEY HASH')).update(nonce).digest()
  const cipher = createCipheriv(
    'des-ede3-cbc',
    key(secret, 'WS-SecureConversationSESSION KEY ENCRYPTION'),
    iv,
  ).setAutoPadding(false)
  const text = cipher.update(`${nonce}${'\x08'.repeat(8)}`, 'latin1')
  return Buffer.concat([words, iv, hash, text]).toString('base64')
}

function key(secret: Buffer, label: string): Buffer {
  const sign = (...texts: (Buffer | string)[]): Buffer =>
    texts.reduce((hmac, text) => hmac.update(text), createHmac('sha1', secret)).digest()
  const h1 = sign(label)
  const h2 = sign(h1, label)
  const h3 = sign(h1)
  const h4 = sign(h3, label)
  return Buffer.concat([h2, h4.subarray(0, 4)])
}
