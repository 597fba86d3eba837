import type { Author, Entry, EntryOf } from '../../../app/message.ts'
import { pageEnd, pageStart, picturesStyle } from './html-page.ts'
import { escapeHtml, htmlOfName, htmlOfText, styleOf } from './html-text.ts'
import { deliverySentence, noticeSentence } from './sentences.ts'
import { nameOfTalk, ownAddress, type TalkContext, type TalkWriter } from './talk-writer.ts'

/** A block's time is that of its first line; later lines than this begin a new block, as in the window. */
const maxBlockMs = 5 * 60_000

/** A conversation as one page that looks like its window and needs nothing else. */
export const htmlWriter = (context: TalkContext): TalkWriter => new HtmlWriter(context)

class HtmlWriter implements TalkWriter {
  readonly #context: TalkContext
  readonly #emoticons = new Set<string>()
  /** The first line of the block that is open. */
  #block: EntryOf<'text'> | null = null
  #day: string | null = null

  constructor(context: TalkContext) {
    this.#context = context
  }

  begin(): string {
    const { talk, dates, sentences } = this.#context
    const title = sentences.conversation.replace('{name}', () => nameOfTalk(talk))
    const people = talk.people.map((who) => this.#person(who)).join('')
    const days = [...new Set([dates.shortDay(talk.firstAt), dates.shortDay(talk.lastAt)])].join(' – ')
    const facts = [
      `${sentences.account}: ${ownAddress(talk)}`,
      ...(talk.lines === 0 ? [] : [days, sentences.lineCount(dates.number(talk.lines))]),
    ]
    const head = `<ul class="people">${people}</ul><p class="facts">${facts.map(escapeHtml).join(' · ')}</p>`
    return `${pageStart(title, dates.locale)}<header>${head}</header>\n<main>\n`
  }

  lines(lines: readonly { readonly entry: Entry }[]): string {
    return lines.map(({ entry }) => this.#entry(entry)).join('')
  }

  end(): string {
    const { exportedBy } = this.#context.sentences
    return `${this.#closeBlock()}</main>\n<footer>${exportedBy}</footer>\n${picturesStyle(this.#emoticons)}${pageEnd}`
  }

  readonly #onEmoticon = (name: string): void => void this.#emoticons.add(name)

  #person(who: Author): string {
    const name = htmlOfName(who, this.#onEmoticon)
    const address =
      who.name === '' || who.name === who.address
        ? ''
        : ` <span class="address">${escapeHtml(who.address)}</span>`
    return `<li><h1>${name}</h1>${address}</li>`
  }

  #entry(entry: Entry): string {
    const day = this.#newDay(entry.at)
    if (entry.kind !== 'text') return `${day}${this.#closeBlock()}${this.#event(entry)}`
    const head = this.#block !== null && belongs(entry, this.#block) ? '' : this.#head(entry)
    return `${day}${head}${this.#line(entry)}`
  }

  #newDay(at: number): string {
    const { dates } = this.#context
    const key = dates.dayKey(at)
    if (key === this.#day) return ''
    this.#day = key
    return `${this.#closeBlock()}<h2 class="day">${escapeHtml(dates.day(at))}</h2>\n`
  }

  #head(entry: EntryOf<'text'>): string {
    const closed = this.#closeBlock()
    this.#block = entry
    const says = this.#named(this.#context.sentences.says, entry.author)
    const side = entry.mine ? ' class="mine"' : ''
    return `${closed}<section${side}>\n<p class="head">${says} ${this.#time(entry.at)}</p>\n`
  }

  #closeBlock(): string {
    const closing = this.#block === null ? '' : '</section>\n'
    this.#block = null
    return closing
  }

  #line(entry: EntryOf<'text'>): string {
    const { dates, sentences } = this.#context
    const direction = entry.format.rightToLeft ? 'rtl' : 'auto'
    const text = htmlOfText(entry.text, this.#onEmoticon)
    const written = `<p class="text" title="${escapeHtml(dates.exactTime(entry.at))}"${styleOf(entry.format)}>${text}</p>`
    const offline = entry.offline ? note('stored', sentences.offline) : ''
    return `<div class="line" dir="${direction}">${written}${offline}${this.#outcome(entry)}</div>\n`
  }

  #event(entry: Exclude<Entry, EntryOf<'text'>>): string {
    const outcome = entry.kind === 'notice' ? '' : this.#outcome(entry)
    const time = escapeHtml(this.#context.dates.exactTime(entry.at))
    return `<div class="event ${entry.kind}" title="${time}"><p>${this.#words(entry)}</p>${outcome}</div>\n`
  }

  #words(entry: Exclude<Entry, EntryOf<'text'>>): string {
    const { sentences } = this.#context
    switch (entry.kind) {
      case 'action':
        return `<bdi>${htmlOfText(entry.text, this.#onEmoticon)}</bdi>`
      case 'nudge':
        return entry.mine ? sentences.nudgeSent : this.#named(sentences.nudgeReceived, entry.author)
      case 'notice':
        return this.#named(
          noticeSentence(entry.notice, sentences),
          'who' in entry.notice ? entry.notice.who : null,
        )
    }
  }

  #named(sentence: string, who: Author | null): string {
    const [before = '', after = ''] = sentence.split('{name}')
    const name = who === null ? '' : htmlOfName(who, this.#onEmoticon)
    return `${escapeHtml(before)}${name}${escapeHtml(after)}`
  }

  #outcome({ delivery }: Exclude<Entry, EntryOf<'notice'>>): string {
    const sentence = deliverySentence(delivery, this.#context.sentences)
    return sentence === null ? '' : note(delivery.state, sentence)
  }

  #time(at: number): string {
    return `<time datetime="${new Date(at).toISOString()}">(${escapeHtml(this.#context.dates.time(at))})</time>`
  }
}

const note = (state: string, sentence: string): string =>
  `<p class="note ${state}" dir="ltr">${escapeHtml(sentence)}</p>`

const belongs = (entry: EntryOf<'text'>, first: EntryOf<'text'>): boolean =>
  first.mine === entry.mine &&
  first.author.address === entry.author.address &&
  first.author.name === entry.author.name &&
  Math.abs(entry.at - first.at) < maxBlockMs
