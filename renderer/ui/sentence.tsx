import { Fragment } from 'react'
import { t, type Key } from '../strings/strings.ts'
import { ShortText } from './short-text.tsx'

const translate = t as (key: Key, params: Readonly<Record<string, string>>) => string

interface Props {
  readonly text: Key
  /** What stands for the words in braces: names of people, kept apart from the direction of the sentence. */
  readonly names: Readonly<Record<string, string>>
  /** Draw the emoticons in names. */
  readonly emoticons?: boolean
}

/** A sentence of the string tables about people. Whatever they call themselves, the sentence around stays in order. */
export function Sentence({ text, names, emoticons = false }: Props) {
  const marked = Object.fromEntries(Object.keys(names).map((key) => [key, `\u0001${key}\u0001`]))
  return translate(text, marked)
    .split('\u0001')
    .map((part, index) =>
      index % 2 === 0 ? (
        <Fragment key={index}>{part}</Fragment>
      ) : (
        <ShortText key={index} text={names[part] ?? ''} emoticons={emoticons} />
      ),
    )
}
