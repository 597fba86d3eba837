import { writeFileSync } from 'node:fs'

/** A word that is in every line with Bob, to look for in the bytes of files. */
export const secretWord = 'Schmetterling'

/** What line so and so of a log says. */
export const textOf = (person: string, number: number): string =>
  `${person} ${number} ${person === 'bob' ? secretWord : 'word'} ${'x'.repeat(number % 60)}`

/** Writes a conversation as docs/history-json.md describes it. */
export function writeLog(file: string, person: string, lines: number): void {
  const author = { address: `${person}@example.com`, name: person }
  const head = {
    ...{ format: 'papilio-history', version: 1, account: 'local/alice@example.com' },
    ...{ conversation: author.address, group: false, people: [author] },
  }
  const format = {
    ...{ font: '', bold: false, italic: false, underline: false, strikethrough: false },
    ...{ color: null, charset: 0, pitchFamily: 0, rightToLeft: false },
  }
  const entries = Array.from({ length: lines }, (_, number) => ({
    ...{
      id: `${person}-${number}`,
      at: 1_700_000_000_000 + number * 1_000,
      kind: 'text',
      author,
      mine: false,
    },
    ...{ text: textOf(person, number), format, delivery: { state: 'received' } },
  }))
  const beginning = JSON.stringify(head).slice(0, -1)
  const rest = entries.map((entry) => JSON.stringify(entry)).join(',\n')
  writeFileSync(file, `${beginning},"lines":[\n${rest}\n]}\n`)
}
