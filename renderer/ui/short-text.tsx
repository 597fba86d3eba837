import { findEmoticons } from '../../app/emoticons.ts'
import { Emoticon } from './emoticon.tsx'
import { oneLine, PlainText } from './plain-text.tsx'
import './short-text.css'

interface Props {
  readonly text: string
  /** Whether the user wants emoticons as pictures. */
  readonly emoticons: boolean
}

/** Somebody's name or personal message on one line, with its emoticons. */
export function ShortText({ text, emoticons }: Props) {
  if (!emoticons) return <PlainText text={text} />
  return (
    <bdi className="short-text">
      {findEmoticons(oneLine(text)).map((token, index) =>
        token.kind === 'emoticon' ? (
          <Emoticon key={index} emoticon={token.emoticon} code={token.code} />
        ) : (
          token.text
        ),
      )}
    </bdi>
  )
}
