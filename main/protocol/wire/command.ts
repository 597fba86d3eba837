/** One command: a line, and the bytes that follow it when its verb carries a payload. */
export interface Command {
  /** Three letters in upper case, or the three digits of an error. */
  readonly verb: string
  /** The words after the verb as they stand on the wire (percent-encoded), without a payload's length. */
  readonly params: readonly string[]
  /** The payload's bytes; null when the command has none, which differs from a payload of no bytes. */
  readonly payload: Uint8Array | null
}

/** Makes a command without a payload. */
export const command = (verb: string, ...params: (string | number)[]): Command => ({
  verb,
  params: params.map(String),
  payload: null,
})

/** Makes a command with a payload; its length is written by `encodeCommand`. */
export const payloadCommand = (
  verb: string,
  params: readonly (string | number)[],
  payload: Uint8Array,
): Command => ({
  verb,
  params: params.map(String),
  payload,
})

/** Whether the command is a server's refusal: a number instead of a verb. */
export const isError = ({ verb }: Command): boolean => /^\d{3}$/.test(verb)

/** What one side of one kind of connection may send with a payload, and how much. */
export interface Grammar {
  /** Verbs that carry a payload when their last word is a number. */
  readonly payloadVerbs: ReadonlySet<string>
  /** Whether an error with a third field carries a payload (`241 9 12`). */
  readonly errorPayloads: boolean
  readonly maxLineBytes: number
  readonly maxPayloadBytes: number
}

/** Longest line of a client. Real ones stay far below; see docs/protocol.md#limits. */
const maxLineBytes = 8192

/** Longest line of a server: some pass on names of any length, and nobody's name may cut the connections of others. */
const maxServerLineBytes = 64 * 1024

/** Largest payload on a notification connection, list XML of 10,000 contacts included; see docs/protocol.md#limits. */
const maxNotificationPayloadBytes = 1024 * 1024

/** Servers close a switchboard above 1664 bytes; ours reads more so that it can say so. See docs/protocol.md#limits. */
const maxSwitchboardPayloadBytes = 64 * 1024

const verbs = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** What a notification server sends to its client. */
export const fromNotificationServer: Grammar = {
  payloadVerbs: verbs('MSG NOT IPG UBX UBM UBN GCF ADL RML FQY NFY PUT SDG UUN'),
  errorPayloads: true,
  maxLineBytes: maxServerLineBytes,
  maxPayloadBytes: maxNotificationPayloadBytes,
}

/** What a client sends to its notification server. */
export const toNotificationServer: Grammar = {
  payloadVerbs: verbs('QRY UUX PAG PGD ADL RML FQY UUM UUN SDC PUT SDG DEL VAS'),
  errorPayloads: false,
  maxLineBytes,
  maxPayloadBytes: maxNotificationPayloadBytes,
}

/** What a switchboard sends to its client. */
export const fromSwitchboard: Grammar = {
  payloadVerbs: verbs('MSG UBM'),
  errorPayloads: false,
  maxLineBytes: maxServerLineBytes,
  maxPayloadBytes: maxSwitchboardPayloadBytes,
}

/** What a client sends to its switchboard. */
export const toSwitchboard: Grammar = {
  payloadVerbs: verbs('MSG'),
  errorPayloads: false,
  maxLineBytes,
  maxPayloadBytes: maxSwitchboardPayloadBytes,
}
