/** The sizes of letters that can be chosen, in per cent. */
export const textSizes = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** The next size up (1) or down (-1), or the normal one (0). */
export const nextTextSize = (size: number, step: 1 | -1 | 0): number => {
  if (step === 0) return 100
  const next = step === 1 ? textSizes.find((each) => each > size) : textSizes.findLast((each) => each < size)
  return next ?? size
}
