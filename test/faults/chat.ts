import { readFileSync } from 'node:fs'
import { parseTranscript } from '../support/transcript.ts'

/** Who does something in the chat. */
export type Side = 'alice' | 'bob'

/** What one of the two does; a nudge is a line, too. */
export type Deed =
  | { readonly side: Side; readonly kind: 'text'; readonly text: string }
  | { readonly side: Side; readonly kind: 'nudge' | 'typing' }

/** What happens at about the same moment; then it is quiet for a moment. */
export type Beat = readonly Deed[]

const transcript = new URL('../fixtures/transcripts/msnp12-alice.txt', import.meta.url)

/** The texts that were said on the first switchboard of the recording, by Alice and by Bob, without those that are only long. */
function recordedTexts(): readonly Deed[] {
  return parseTranscript(readFileSync(transcript, 'utf8')).flatMap((step): Deed[] => {
    if (step.kind !== 'command' || step.connection !== 'alice/SB' || step.words[0] !== 'MSG') return []
    const [head = '', ...body] = Buffer.from(step.payload ?? [])
      .toString('utf8')
      .split('\r\n\r\n')
    const text = body.join('\r\n\r\n').replaceAll('\r\n', '\n')
    if (!head.includes('text/plain') || /Chunk/.test(head) || text.startsWith('xxx')) return []
    const side = step.side === 'client' ? 'alice' : step.words[1] === 'bob@example.com' ? 'bob' : null
    return side === null ? [] : [{ side, kind: 'text', text }]
  })
}

/** Every word of it is there once, so that each piece of it is known by itself. */
export const longText = Array.from({ length: 250 }, (_, at) => `w${at}é`).join(' ')

const alice = (text: string): Deed => ({ side: 'alice', kind: 'text', text })
const bob = (text: string): Deed => ({ side: 'bob', kind: 'text', text })
const does = (side: Side, kind: 'nudge' | 'typing'): Deed => ({ side, kind })

/** A chat of two: what the recording has, and what it has not: both at once, accents, emoji, a text of two messages. */
export function recordedChat(): readonly Beat[] {
  const recorded = recordedTexts()
  const hers = recorded.filter(({ side }) => side === 'alice')
  const his = recorded.filter(({ side }) => side === 'bob')
  if (hers.length < 4 || his.length < 1) throw new Error('the recording is not what it was')
  return [
    [does('alice', 'typing')],
    hers.slice(0, 1),
    [does('bob', 'typing'), ...his.slice(0, 1)],
    [...hers.slice(1, 4), bob('Größe, naïveté, Ørsted'), bob('👩‍👩‍👧 🦋')],
    [does('alice', 'nudge'), bob(longText), bob('did that arrive?')],
    [alice('yes 🎉'), does('bob', 'nudge')],
    [alice('see you'), bob('bye')],
  ]
}
