import type { CSSProperties } from 'react'
import { t } from '../strings/strings.ts'
import type { Emoticon as StandardEmoticon } from '../../app/emoticons.ts'
import './emoticon.css'

const files: Readonly<Record<string, string>> = import.meta.glob('./emoticon-pictures/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
})

/** What the emoticon means, in the user's language. */
export const emoticonMeaning = ({ name }: StandardEmoticon): string =>
  t(`emoticon.${name}` as 'emoticon.smile')

/** The style that draws an emoticon as the background of a box. */
const pictureOf = ({ name }: StandardEmoticon): CSSProperties => ({
  backgroundImage: `url("${files[`./emoticon-pictures/${name}.svg`] ?? ''}")`,
})

/** Only the picture, for a button that names it. */
export const EmoticonPicture = ({ emoticon }: { readonly emoticon: StandardEmoticon }) => (
  <span className="emoticon-picture" style={pictureOf(emoticon)} aria-hidden="true" />
)

interface Props {
  readonly emoticon: StandardEmoticon
  /** As its sender wrote it. */
  readonly code: string
}

/** An emoticon in a text: a picture to the eye, its code to the ear and when it is copied; the tool tip has its meaning. */
export const Emoticon = ({ emoticon, code }: Props) => (
  <span
    className="emoticon"
    role="img"
    aria-label={code}
    title={emoticonMeaning(emoticon)}
    style={pictureOf(emoticon)}
  >
    <span className="emoticon-code">{code}</span>
  </span>
)
