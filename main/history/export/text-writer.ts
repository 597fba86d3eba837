import { writtenText } from '../../../app/clean-text.ts'
import type { Author, Entry } from '../../../app/message.ts'
import { deliverySentence, noticeSentence } from './sentences.ts'
import { nameOfTalk, ownAddress, shownName, type TalkContext, type TalkWriter } from './talk-writer.ts'

/**
 * A conversation as plain text: a heading, and for each day its lines, `[14:05:33] Bob: hello`. The further lines of a text are
 * indented, so nobody's text can pass for another's line.
 */
export function textWriter(context: TalkContext): TalkWriter {
  const { talk, dates, sentences } = context
  let day: string | null = null
  const dayLine = (at: number): string => {
    const key = dates.dayKey(at)
    if (key === day) return ''
    day = key
    return `\n${dates.day(at)}\n\n`
  }
  return {
    begin() {
      const title = sentences.conversation.replace('{name}', () => nameOfTalk(talk))
      const addresses = talk.people.map(({ address }) => shownName({ name: address, address })).join(', ')
      return `${title}\n${addresses}\n${sentences.account}: ${ownAddress(talk)}\n`
    },
    lines: (lines) => lines.map(({ entry }) => dayLine(entry.at) + lineOf(entry, context)).join(''),
    end: () => '',
  }
}

function lineOf(entry: Entry, context: TalkContext): string {
  const { dates, sentences } = context
  const time = `[${dates.exactTime(entry.at)}] `
  const notes = entry.kind === 'notice' ? [] : [deliverySentence(entry.delivery, sentences)]
  if (entry.kind === 'text' && entry.offline) notes.push(sentences.offline)
  const noted = notes.flatMap((note) => (note === null ? [] : [` (${note})`])).join('')
  return `${time}${indented(wordsOf(entry, context))}${noted}\n`
}

function wordsOf(entry: Entry, { sentences }: TalkContext): string {
  switch (entry.kind) {
    case 'text':
      return `${shownName(entry.author)}: ${writtenText(entry.text)}`
    case 'action':
      return `* ${writtenText(entry.text)}`
    case 'nudge':
      return `* ${entry.mine ? sentences.nudgeSent : named(sentences.nudgeReceived, entry.author)}`
    case 'notice':
      return `* ${named(noticeSentence(entry.notice, sentences), 'who' in entry.notice ? entry.notice.who : null)}`
  }
}

const indented = (text: string): string => text.replace(/\n/g, '\n    ')

const named = (sentence: string, who: Author | null): string =>
  who === null ? sentence : sentence.replace('{name}', () => shownName(who))
