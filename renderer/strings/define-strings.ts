/** The sentences of one area in every language; each language has exactly the keys of English. */
export interface Strings<Keys extends string> {
  readonly en: Readonly<Record<Keys, string>>
  readonly de: Readonly<Record<Keys, string>>
}

/**
 * Declares the sentences of one area: English first, then the same keys in the other languages.
 * A word in braces, such as `{name}`, is filled in by `t`.
 */
export const defineStrings = <const English extends Readonly<Record<string, string>>>(strings: {
  readonly en: English
  readonly de: { readonly [Key in keyof English]: string }
}): typeof strings => strings

/** The names in braces of a sentence, as types: `'{a} of {b}'` gives `'a' | 'b'`. */
export type Placeholders<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never
