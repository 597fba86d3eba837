import { randomBytes } from 'node:crypto'
import { encodePercent } from '../../protocol/wire/percent.ts'
import type { DialectForms } from '../dialects/dialect-forms.ts'
import type { Client } from '../server-context.ts'

/**
 * The profile, which the client is sent after it has signed in; an empty value has no space before it. Some clients show
 * its ticket (MSPAuth), the one that they came with, to the services.
 */
export const profile = (client: Client, forms: DialectForms, ticket: string, now: number): Uint8Array =>
  Buffer.from(
    [
      'MIME-Version: 1.0',
      'Content-Type: text/x-msmsgsprofile; charset=UTF-8',
      `LoginTime: ${Math.floor(now / 1000)}`,
      'EmailEnabled: 0',
      'MemberIdHigh: 0',
      'MemberIdLow: 0',
      'lang_preference: 1033',
      'preferredEmail:',
      'country:',
      'PostalCode:',
      'Gender:',
      'Kid: 0',
      'Age:',
      'BDayPre:',
      'Birthday:',
      'Wallet:',
      'Flags: 0',
      'sid: 507',
      `MSPAuth: ${ticket}&p=`,
      `ClientIP: ${client.remoteAddress}`,
      `ClientPort: ${client.remotePort}`,
      'ABCHMigrated: 1',
      `MPOPEnabled: ${forms.severalPlaces ? 1 : 0}`,
      '',
      '',
    ].join('\r\n'),
  )

/** The log-in policy. Nothing in it matters to our log-in page; old clients copy these keys one by one. */
export const ticketPolicy = (now: number): string =>
  `lc=1033,id=507,tw=40,fs=1,ru=${encodePercent('http://messenger.msn.com').replaceAll('.', '%2E')},ct=${Math.floor(now / 1000)},kpp=1,kv=7,ver=2.1.6000.1,rn=1,tpf=${randomBytes(8).toString('hex')}`

/** What GCF says unasked from MSNP13 on: blocks no client and no word. */
export const policies = Buffer.from(
  '<Policies><Policy type="SHIELDS"><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" "/></shield><block></block></config></Policy></Policies>',
)
