/** How programs wrote in English, in the place of a text, that somebody was nudged: by the user himself, or by another. */
const nudges: readonly (readonly [RegExp, boolean])[] = [
  [/^you have just sent a nudge[.!]?$/i, true],
  [/^you have just nudged .{1,200}[.!]?$/i, true],
  [/^nudging .{1,200}(?:\.\.\.|…)$/i, true],
  [/^.{1,500} (?:has )?just sent you a nudge[.!]?$/i, false],
  [/^.{1,500} (?:has )?nudged you[.!]?$/i, false],
]

/** Whether a text says that somebody was nudged, and whether the user did; null when it does not. */
export const nudgeIn = (text: string): { readonly mine: boolean } | null => {
  const found = text.length > 600 ? undefined : nudges.find(([sentence]) => sentence.test(text))
  return found === undefined ? null : { mine: found[1] }
}
