import { writtenText } from '../../../app/clean-text.ts'
import { readableColor } from '../../../app/contrast.ts'
import { findEmoticons, type EmoticonToken } from '../../../app/emoticons.ts'
import { fontFamily } from '../../../app/fonts.ts'
import type { Author, TextFormat } from '../../../app/message.ts'
import { richText, type RichToken } from '../../../app/rich-text.ts'
import { shownName } from './talk-writer.ts'

/** The colour behind the text of a page, in light and dark surroundings. */
export const papers = { light: '#ffffff', dark: '#171d28' } as const

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text that stays a text, in an element and in an attribute in quotes. */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')

/** Told of every emoticon that is drawn, so that its picture can be put into the page. */
export type OnEmoticon = (name: string) => void

/** What somebody wrote: text, links and emoticons. */
export const htmlOfText = (text: string, onEmoticon: OnEmoticon): string =>
  richText(writtenText(text), { emoticons: true })
    .map((token) => htmlOfToken(token, onEmoticon))
    .join('')

/** A name on one line, kept apart from the direction of what is around it. */
export function htmlOfName(who: Author, onEmoticon: OnEmoticon): string {
  const tokens = findEmoticons(shownName(who)).map((token) =>
    token.kind === 'emoticon' ? emoticon(token, onEmoticon) : escapeHtml(token.text),
  )
  return `<bdi>${tokens.join('')}</bdi>`
}

function htmlOfToken(token: RichToken, onEmoticon: OnEmoticon): string {
  switch (token.kind) {
    case 'text':
      return escapeHtml(token.text)
    case 'link':
      return `<a href="${escapeHtml(token.href)}" rel="noreferrer noopener">${escapeHtml(token.text)}</a>`
    case 'emoticon':
      return emoticon(token, onEmoticon)
  }
}

/** A picture to the eye, the code to the ear and when it is copied. */
function emoticon({ code, emoticon: { name } }: EmoticonToken, onEmoticon: OnEmoticon): string {
  onEmoticon(name)
  const written = escapeHtml(code)
  return `<span class="emoticon e-${name}" role="img" aria-label="${written}" title="${written}"><span>${written}</span></span>`
}

/** The attribute for a text in this format; only a font, effects and a readable form of the colour come from a sender. */
export function styleOf(format: TextFormat): string {
  const lines = [format.underline && 'underline', format.strikethrough && 'line-through'].filter(Boolean)
  const declarations = [
    format.font.trim() === ''
      ? ''
      : `font-family:${fontFamily(format.font.slice(0, 100), format.pitchFamily)}`,
    format.bold ? 'font-weight:700' : '',
    format.italic ? 'font-style:italic' : '',
    lines.length === 0 ? '' : `text-decoration:${lines.join(' ')}`,
    format.color === null ? '' : colorOf(format.color),
  ].filter((declaration) => declaration !== '')
  return declarations.length === 0 ? '' : ` style="${escapeHtml(declarations.join(';'))}"`
}

/** Readable on light and on dark paper; the first is for browsers that do not know the second form. */
function colorOf(color: string): string {
  const [light, dark] = [readableColor(color, papers.light), readableColor(color, papers.dark)]
  return light === dark ? `color:${light}` : `color:${light};color:light-dark(${light},${dark})`
}
