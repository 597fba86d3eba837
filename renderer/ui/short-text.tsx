import { findEmoticons } from '../../app/emoticons.ts'
import { Emoticon } from './emoticon.tsx'
import { oneLine, PlainText } from './plain-text.tsx'
import { withoutAddOnCodes } from '../../app/clean-text.ts'
import './short-text.css'

interface Props {
  readonly text: string
  /** Whether the user wants emoticons as pictures. */
  readonly emoticons: boolean
}

/** Somebody's name or personal message on one line, with its emoticons and without the codes of add-ons. */
export function ShortText({ text, emoticons }: Props) {
  const plain = withoutAddOnCodes(text)
  if (!emoticons) return <PlainText text={plain} />
  return (
    <bdi className="short-text">
      {findEmoticons(oneLine(plain)).map((token, index) =>
        token.kind === 'emoticon' ? (
          <Emoticon key={index} emoticon={token.emoticon} code={token.code} />
        ) : (
          token.text
        ),
      )}
    </bdi>
  )
}
