import { encodePercent } from './wire/percent.ts'

/** The longest friendly name on the wire, in bytes after percent-encoding; see docs/protocol.md#limits. */
const maxEncodedName = 387

/** One's own friendly name as one word; null when it is too long for servers. */
export function encodeFriendlyName(name: string): string | null {
  const word = encodePercent(name)
  return word.length > maxEncodedName ? null : word
}
