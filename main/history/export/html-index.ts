import type { HistoryTalk } from '../../../app/history.ts'
import type { Dates } from './dates.ts'
import { pageEnd, pageStart, picturesStyle } from './html-page.ts'
import { escapeHtml, htmlOfName } from './html-text.ts'
import type { Sentences } from './sentences.ts'
import { ownAddress } from './talk-writer.ts'

/** A conversation, and where its file lies: names of folders and of the file. */
export interface WrittenTalk {
  readonly talk: HistoryTalk
  readonly path: readonly string[]
}

/** A page that leads to the pages of all conversations. */
export function htmlIndex(talks: readonly WrittenTalk[], dates: Dates, sentences: Sentences): string {
  const emoticons = new Set<string>()
  const accounts = [...new Set(talks.map(({ talk }) => talk.accountId))]
  const lists = accounts.map((accountId) => {
    const own = talks.filter(({ talk }) => talk.accountId === accountId)
    const items = own.map((each) => item(each, dates, sentences, (name) => void emoticons.add(name)))
    const account = own[0] === undefined ? '' : escapeHtml(ownAddress(own[0].talk))
    return `<h2 class="day">${account}</h2>\n<ul class="index">\n${items.join('')}</ul>\n`
  })
  const title = escapeHtml(sentences.conversations)
  const head = `<header><ul class="people"><li><h1>${title}</h1></li></ul></header>\n`
  const footer = `<footer>${escapeHtml(sentences.exportedBy)}</footer>\n`
  const start = pageStart(sentences.conversations, dates.locale)
  return `${start}${head}<main>\n${lists.join('')}</main>\n${footer}${picturesStyle(emoticons)}${pageEnd}`
}

function item(
  { talk, path }: WrittenTalk,
  dates: Dates,
  sentences: Sentences,
  onEmoticon: (name: string) => void,
): string {
  const href = ['.', ...path].map(encodeURIComponent).join('/')
  const names = talk.people.map((who) => htmlOfName(who, onEmoticon)).join(', ')
  const [only] = talk.people
  const named = talk.group || (only !== undefined && only.name !== '' && only.name !== only.address)
  const address = talk.group ? sentences.group : talk.historyId
  const who = `<strong>${names || escapeHtml(talk.historyId)}</strong>${named ? ` ${small(address)}` : ''}`
  const when = `${sentences.lineCount(dates.number(talk.lines))} · ${dates.shortDay(talk.lastAt)}`
  return `<li><a href="${escapeHtml(href)}"><span>${who}</span>${small(when)}</a></li>\n`
}

const small = (text: string): string => `<span class="small">${escapeHtml(text)}</span>`
