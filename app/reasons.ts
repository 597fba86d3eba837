/** Why something did not work: a closed set, each with a sentence in the string tables of the windows. */
export const reasons = [
  'account-unknown',
  'address-book-failed',
  'already-signed-in',
  'already-there',
  'cancelled',
  'certificate-untrusted',
  'connection-lost',
  'contact-offline',
  'contact-unknown',
  'dialect-refused',
  'disk-failed',
  'file-unreadable',
  'group-exists',
  'group-unknown',
  'hidden',
  'host-unknown',
  'interrupted',
  'invalid-arguments',
  'list-full',
  'name-refused',
  'not-a-messenger-server',
  'not-acknowledged',
  'not-available',
  'not-delivered',
  'not-remembered',
  'not-signed-in',
  'offline-messages-failed',
  'plain-http-refused',
  'private-address-refused',
  'protocol-error',
  'proxy-failed',
  'proxy-refused',
  'server-busy',
  'server-closed',
  'server-refused',
  'server-shutting-down',
  'server-unreachable',
  'sign-in-service-failed',
  'signed-in-elsewhere',
  'signed-out-elsewhere',
  'timed-out',
  'too-fast',
  'too-long',
  'too-many-groups',
  'too-many-redirections',
  'unexpected',
  'wrong-password',
] as const

/** One member of the closed set of reasons. */
export type Reason = (typeof reasons)[number]

/** The answer to a call: a value, or a reason and, where it helps, a detail such as a server's error number. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason; readonly detail?: string }

/** A successful result. */
export const success = <T>(value: T): Result<T> => ({ ok: true, value })

/** A refused or failed result; `detail` is shown after the sentence, so it must hold no secret. */
export const failure = (reason: Reason, detail?: string): Result<never> =>
  detail === undefined ? { ok: false, reason } : { ok: false, reason, detail }
