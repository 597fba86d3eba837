import { findLinks, type TextToken } from './links.ts'

/** A standard emoticon: ordinary characters on the wire, a picture on the screen. */
export interface Emoticon {
  /** What it means, as a key for the string tables: `big-smile`. */
  readonly name: string
  /** What is drawn. */
  readonly symbol: string
  /** Equivalent codes, the usual one first. Letters compare without case. */
  readonly codes: readonly [string, ...string[]]
}

/** An emoticon in a text; `code` is written as the sender wrote it, for copying. */
export interface EmoticonToken {
  readonly kind: 'emoticon'
  readonly code: string
  readonly emoticon: Emoticon
}

/** More emoticons of one message stay text. */
export const maxEmoticons = 100

const row = (name: string, symbol: string, ...codes: [string, ...string[]]): Emoticon => ({
  name,
  symbol,
  codes,
})

/** Every standard emoticon, in the order of the chooser: faces, then objects. */
export const standardEmoticons: readonly Emoticon[] = [
  row('smile', '🙂', ':)', ':-)'),
  row('big-smile', '😃', ':D', ':-D', ':>', ':->'),
  row('wink', '😉', ';)', ';-)'),
  row('surprised', '😮', ':O', ':-O'),
  row('tongue-out', '😛', ':P', ':-P'),
  row('cool', '😎', '(H)'),
  row('angry', '😠', ':@', ':-@'),
  row('embarrassed', '😳', ':$', ':-$'),
  row('confused', '😖', ':S', ':-S'),
  row('sad', '🙁', ':(', ':-(', ':<', ':-<'),
  row('crying', '😢', ":'("),
  row('disappointed', '😐', ':|', ':-|'),
  row('angel', '😇', '(A)'),
  row('devil', '😈', '(6)'),
  row('not-telling', '🤐', ':-#'),
  row('baring-teeth', '😬', '8o|'),
  row('nerd', '🤓', '8-|'),
  row('sarcastic', '🤨', '^o)'),
  row('secret', '🤫', ':-*'),
  row('sick', '🤢', '+o('),
  row('i-do-not-know', '🤷', ':^)'),
  row('thinking', '🤔', '*-)'),
  row('party', '🥳', '<:o)'),
  row('eye-rolling', '🙄', '8-)'),
  row('sleepy', '😴', '|-)'),
  row('heart', '❤️', '(L)'),
  row('broken-heart', '💔', '(U)'),
  row('messenger', '👤', '(M)'),
  row('cat', '🐱', '(@)'),
  row('dog', '🐶', '(&)'),
  row('moon', '🌙', '(S)'),
  row('star', '⭐', '(*)'),
  row('film', '🎞️', '(~)'),
  row('note', '🎵', '(8)'),
  row('e-mail', '✉️', '(E)'),
  row('rose', '🌹', '(F)'),
  row('wilted-rose', '🥀', '(W)'),
  row('clock', '🕒', '(O)'),
  row('kiss', '💋', '(K)'),
  row('gift', '🎁', '(G)'),
  row('birthday-cake', '🎂', '(^)'),
  row('camera', '📷', '(P)'),
  row('light-bulb', '💡', '(I)'),
  row('coffee', '☕', '(C)'),
  row('telephone', '☎️', '(T)'),
  row('left-hug', '🤗', '({)'),
  row('right-hug', '🤗', '(})'),
  row('beer', '🍺', '(B)'),
  row('cocktail', '🍸', '(D)'),
  row('boy', '👦', '(Z)'),
  row('girl', '👧', '(X)'),
  row('thumbs-up', '👍', '(Y)'),
  row('thumbs-down', '👎', '(N)'),
  row('bat', '🦇', ':[', ':-['),
  row('sun', '☀️', '(#)'),
  row('rainbow', '🌈', '(R)'),
  row('goat', '🐐', '(nah)'),
  row('snail', '🐌', '(sn)'),
  row('turtle', '🐢', '(tu)'),
  row('plate', '🍽️', '(pl)'),
  row('bowl', '🥣', '(||)'),
  row('pizza', '🍕', '(pi)'),
  row('football', '⚽', '(so)'),
  row('car', '🚗', '(au)'),
  row('aeroplane', '✈️', '(ap)'),
  row('umbrella', '☂️', '(um)'),
  row('island', '🏝️', '(ip)'),
  row('computer', '💻', '(co)'),
  row('mobile-phone', '📱', '(mp)'),
  row('be-right-back', '🔜', '(brb)'),
  row('rain', '🌧️', '(st)'),
  row('high-five', '🙌', '(h5)'),
  row('money', '💰', '(mo)'),
  row('black-sheep', '🐑', '(bah)'),
  row('lightning', '🌩️', '(li)'),
  row('fingers-crossed', '🤞', '(yn)'),
  row('cigarette', '🚬', '(ci)'),
  row('handcuffs', '⛓️', '(%)'),
  row('game-console', '🎮', '(xx)'),
]

const byCode: ReadonlyMap<string, Emoticon> = new Map(
  standardEmoticons.flatMap((emoticon) =>
    emoticon.codes.map((code) => [code.toLowerCase(), emoticon] as const),
  ),
)
const lengths = [...new Set([...byCode.keys()].map((code) => code.length))].sort((a, b) => b - a)

/** The emoticon of a code in any letter case, or null. */
export const emoticonOf = (code: string): Emoticon | null => byCode.get(code.toLowerCase()) ?? null

/**
 * Cuts a text into emoticons and the text between them: from left to right, the longest code first, not inside links.
 * Joined, the tokens' codes and texts are the text. Linear in its length.
 */
export function findEmoticons(text: string): readonly (TextToken | EmoticonToken)[] {
  const tokens: (TextToken | EmoticonToken)[] = []
  let drawn = 0
  for (const part of findLinks(text)) {
    const found =
      part.kind === 'link'
        ? [{ kind: 'text', text: part.text } as const]
        : cutEmoticons(part.text, maxEmoticons - drawn)
    for (const token of found) {
      const last = tokens.at(-1)
      if (token.kind === 'emoticon') drawn++
      if (token.kind === 'text' && last?.kind === 'text') {
        tokens[tokens.length - 1] = { kind: 'text', text: last.text + token.text }
      } else tokens.push(token)
    }
  }
  return tokens
}

/** The same for a text that is known to hold no link, with at most `most` emoticons. */
export function cutEmoticons(text: string, most: number): readonly (TextToken | EmoticonToken)[] {
  const tokens: (TextToken | EmoticonToken)[] = []
  let done = 0
  let drawn = 0
  for (let at = 0; at < text.length && drawn < most;) {
    const token = emoticonAt(text, at)
    if (token === null) {
      at++
      continue
    }
    if (at > done) tokens.push({ kind: 'text', text: text.slice(done, at) })
    tokens.push(token)
    at += token.code.length
    done = at
    drawn++
  }
  if (done < text.length) tokens.push({ kind: 'text', text: text.slice(done) })
  return tokens
}

function emoticonAt(text: string, at: number): EmoticonToken | null {
  for (const length of lengths) {
    const code = text.slice(at, at + length)
    const emoticon = emoticonOf(code)
    if (emoticon !== null) return { kind: 'emoticon', code, emoticon }
  }
  return null
}
