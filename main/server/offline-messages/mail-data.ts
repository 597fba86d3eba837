import { elements, timeText } from '../address-book/envelope.ts'
import type { Account } from '../directory/account.ts'
import { formatMail, type OfflineMessage } from './offline-message.ts'

/** With more messages than this the announcement only says that there are too many to tell. */
const maxAnnounced = 25

/** No mail is kept here: nothing unread in the inbox or elsewhere. */
const noMail = '<E><I>0</I><IU>0</IU><O>0</O><OU>0</OU></E>'
const quota = '<Q><QTM>409600</QTM><QNM>204800</QNM></Q>'

/** What a client is told after its first status: every message that waits, or `too-large`. */
export const announcement = (account: Account, waiting: readonly OfflineMessage[]): Uint8Array =>
  notice('initialmdatanotification', mailData(account, waiting))

const mailData = (account: Account, waiting: readonly OfflineMessage[]): string =>
  waiting.length > maxAnnounced
    ? 'Mail-Data: too-large'
    : `Mail-Data: <MD>${noMail}${quota}${entries(account, waiting)}</MD>`

/** What a client is told about a message that comes while its user is online. */
export const arrival = (account: Account, message: OfflineMessage): Uint8Array =>
  notice('oimnotification', `Mail-Data: <MD>${entry(account, message, true)}<SU> </SU></MD>`)

/** What every place is told after messages were deleted at one. */
export const deletion = (count: number): Uint8Array =>
  notice('activemailnotification', `Src-Folder: .!!OIM\r\nDest-Folder: .!!trAsH\r\nMessage-Delta: ${count}`)

/** What GetMetadata answers with: every message, however many. */
export const metadata = (account: Account, waiting: readonly OfflineMessage[]): string =>
  `<MD>${quota}${entries(account, waiting)}</MD>`

const entries = (account: Account, waiting: readonly OfflineMessage[]): string =>
  waiting.map((message) => entry(account, message, false)).join('')

/** `T` 11: an offline message; `RT` when, not in a live notice; `SZ` bytes of the mail; `I` its id; `F` its folder. */
function entry(account: Account, message: OfflineMessage, isLive: boolean): string {
  const fields = {
    T: '11',
    S: '6',
    ...(isLive ? {} : { RT: timeText(message.at) }),
    RS: message.isRead ? 1 : 0,
    SZ: Buffer.byteLength(formatMail(message, account.address)),
    E: message.from,
    I: message.id,
    F: isLive ? '.!!OIM' : '00000000-0000-0000-0000-000000000009',
    N: message.name,
  }
  return `<M>${elements(fields)}</M>`
}

const notice = (type: string, body: string): Uint8Array =>
  Buffer.from(`MIME-Version: 1.0\r\nContent-Type: text/x-msmsgs${type}; charset=UTF-8\r\n\r\n${body}\r\n`)
