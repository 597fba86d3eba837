import { Fragment, type ReactNode } from 'react'
import { richText, type RichToken } from '../../app/rich-text.ts'
import { call } from '../bridge.ts'
import { Emoticon } from './emoticon.tsx'
import { writtenText } from '../../app/clean-text.ts'
import { cutByMarks, marksInWritten, type Marks } from './marks.ts'
import './rich-text.css'

interface Props {
  readonly text: string
  /** Draw emoticons as pictures. */
  readonly emoticons: boolean
  /** Words that stand out. */
  readonly marks?: Marks | undefined
}

/** A text that somebody wrote: lines, links and emoticons. Nothing in it can be more than that. */
export function RichText({ text, emoticons, marks = [] }: Props) {
  const tokens = richText(writtenText(text), { emoticons })
  const shown = marksInWritten(text, marks)
  return withPlaces(tokens).map(({ token, at }) => <Token key={at} token={token} at={at} marks={shown} />)
}

/** A written text as it is, for where nothing in it may be pressed. */
export const MarkedText = ({ text, marks }: { readonly text: string; readonly marks: Marks }) => (
  <Marked text={writtenText(text)} at={0} marks={marksInWritten(text, marks)} />
)

interface TokenProps {
  readonly token: RichToken
  /** Where in the text it begins. */
  readonly at: number
  readonly marks: Marks
}

function Token({ token, at, marks }: TokenProps) {
  switch (token.kind) {
    case 'text':
      return <Marked text={token.text} at={at} marks={marks} />
    case 'link':
      return (
        <Link href={token.href}>
          <Marked text={token.text} at={at} marks={marks} />
        </Link>
      )
    case 'emoticon': {
      const picture = <Emoticon emoticon={token.emoticon} code={token.code} />
      return cutByMarks(token.code, at, marks).some(({ marked }) => marked) ? <mark>{picture}</mark> : picture
    }
  }
}

const Marked = ({ text, at, marks }: { readonly text: string; readonly at: number; readonly marks: Marks }) =>
  cutByMarks(text, at, marks).map((piece, index) =>
    piece.marked ? <mark key={index}>{piece.text}</mark> : <Fragment key={index}>{piece.text}</Fragment>,
  )

function withPlaces(
  tokens: readonly RichToken[],
): readonly { readonly token: RichToken; readonly at: number }[] {
  let next = 0
  return tokens.map((token) => {
    const at = next
    next += token.kind === 'emoticon' ? token.code.length : token.text.length
    return { token, at }
  })
}

/** A link opens outside of the program, never in its window; what is shown is the address itself. */
function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
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
      {children}
    </a>
  )
}
