/** The bits of the capability number that this program honours; see docs/protocol.md#capabilities. */
export const capability = {
  /** Reads messages that come in several pieces. */
  chunks: 0x20,
} as const

/** The number of a client generation (0: 5.0, 1: 6.0, 2: 6.1, 4: 7.0, 5: 7.5) with some bits. */
export const formatCapabilities = (generation: number, ...bits: readonly number[]): string =>
  String(bits.reduce((sum, bit) => (sum | bit) >>> 0, (generation << 28) >>> 0))

/** Whether a word can be a capability number, such as `1073741824` or `2788999228:48`. */
export const isCapabilities = (word: string | undefined): boolean =>
  word !== undefined && /^\d+(?::\d+)?$/.test(word)

/** Reads `1073741824` and `2788999228:48`; anything else is 0. Unsigned, 32 bits. */
export function parseCapabilities(word: string | undefined): number {
  const digits = /^(\d{1,10})(?::\d*)?$/.exec(word ?? '')?.[1]
  return digits === undefined ? 0 : Number(digits) >>> 0
}
