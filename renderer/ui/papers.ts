/** The colour behind written text in the light and in the dark theme; received colours are made readable on it. */
export const papers = { light: '#ffffff', dark: '#171d28' } as const

/** A theme as it is drawn: "system" has been decided. */
export type ColorScheme = keyof typeof papers
