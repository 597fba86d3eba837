import { richText, type RichToken } from '../../app/rich-text.ts'
import { call } from '../bridge.ts'
import { Emoticon } from './emoticon.tsx'
import { writtenText } from '../../app/clean-text.ts'
import './rich-text.css'

interface Props {
  readonly text: string
  /** Draw emoticons as pictures. */
  readonly emoticons: boolean
}

/** A text that somebody wrote: lines, links and emoticons. Nothing in it can be more than that. */
export function RichText({ text, emoticons }: Props) {
  return richText(writtenText(text), { emoticons }).map((token, index) => <Token key={index} token={token} />)
}

function Token({ token }: { readonly token: RichToken }) {
  switch (token.kind) {
    case 'text':
      return token.text
    case 'link':
      return <Link href={token.href} text={token.text} />
    case 'emoticon':
      return <Emoticon emoticon={token.emoticon} code={token.code} />
  }
}

/** A link opens outside of the program, never in its window; what is shown is the address itself. */
function Link({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a
      className="rich-link"
      href={href}
      title={href}
      draggable={false}
      onClick={(event) => {
        event.preventDefault()
        void call('openLink', href)
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      {text}
    </a>
  )
}
