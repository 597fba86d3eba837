import { echo } from './echo.ts'
import type { Character, Talk } from './character.ts'

const plain = 'FN=Segoe%20UI; EF=; CO=0; CS=0; PF=22'

const awayMs = 15_000

/** Shows what a messenger can do, on request. */
export const guide: Character = {
  address: 'guide@papilio.example',
  friendlyName: 'Papilio Guide',
  personalMessage: 'Ask me what Papilio can do (*)',
  calledBy: 'guide',
  format: plain,
  answer(talk, heard, from) {
    if (heard.kind === 'nudge') return talk.nudge()
    const [word = ''] = heard.text
      .trim()
      .toLowerCase()
      .split(/[\s.!?,]+/)
    const demonstrate = demonstrations.get(word)
    if (demonstrate !== undefined) return demonstrate(talk)
    if (talk.isNew || greetings.has(word)) return greet(talk, from.friendlyName)
    // With Echo in the conversation, what is no request is Echo's to answer.
    if (!talk.hasCompany) talk.say(`I did not understand that. ${commands}`)
  },
}

const greetings = new Set(['hello', 'hi', 'hey'])

const commands =
  'Write one of these words: format, colors, emoticons, link, nudge, away, group. Or just nudge me.'

/** Fonts, effects and colours (blue, green, red in hexadecimal), each shown by the text that names it. */
const formats: readonly (readonly [text: string, format: string])[] = [
  ['This is Georgia, in bold.', 'FN=Georgia; EF=B; CO=0; CS=0; PF=12'],
  ['This is Verdana, in italics.', 'FN=Verdana; EF=I; CO=0; CS=0; PF=22'],
  ['This is Courier New, underlined.', 'FN=Courier%20New; EF=U; CO=0; CS=0; PF=31'],
  ['This is Comic Sans MS, struck through.', 'FN=Comic%20Sans%20MS; EF=S; CO=0; CS=0; PF=42'],
]

const colors: readonly (readonly [text: string, format: string])[] = [
  ['Red', 'FN=Segoe%20UI; EF=B; CO=ff; CS=0; PF=22'],
  ['Green', 'FN=Segoe%20UI; EF=B; CO=8000; CS=0; PF=22'],
  ['Blue', 'FN=Segoe%20UI; EF=B; CO=ff0000; CS=0; PF=22'],
  ['Purple', 'FN=Segoe%20UI; EF=B; CO=800080; CS=0; PF=22'],
]

const demonstrations: ReadonlyMap<string, (talk: Talk) => void> = new Map([
  ['help', (talk: Talk) => talk.say(commands)],
  ['format', (talk: Talk) => sayAll(talk, formats)],
  ['formats', (talk: Talk) => sayAll(talk, formats)],
  ['colors', (talk: Talk) => sayAll(talk, colors)],
  ['colours', (talk: Talk) => sayAll(talk, colors)],
  [
    'emoticons',
    (talk: Talk) =>
      talk.say('Faces: :) :D ;) :P :O (H) :$ :(\r\nAnd more: (L) (K) (Y) (N) (F) (*) (@) (&) (^)'),
  ],
  ['link', (talk: Talk) => talk.say('Addresses become links: https://example.org/papilio')],
  ['nudge', (talk: Talk) => talk.nudge()],
  ['away', away],
  ['group', group],
])

function greet(talk: Talk, name: string): void {
  talk.say(`Hello ${name}! I am a program that lives in this network and shows what Papilio can do. (*)`)
  talk.say(commands)
}

function sayAll(talk: Talk, lines: readonly (readonly [text: string, format: string])[]): void {
  for (const [text, format] of lines) talk.say(text, format)
}

function away(talk: Talk): void {
  talk.say('Look at your contact list: I am away for fifteen seconds. You can still write to me.')
  talk.goAway(awayMs)
}

function group(talk: Talk): void {
  if (talk.hasCompany) return talk.say('Echo is here already.')
  talk.say(
    talk.invite(echo.address)
      ? 'I have called Echo into this conversation: now we are three. Write something, and Echo will repeat it.'
      : 'I could not reach Echo.',
  )
}
