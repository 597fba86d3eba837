/** Numbers from 0 to 1 that look random and are the same each time. */
export type Random = () => number

/** The generator known as mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A number below `count`, low ones far more often: the ranks of words in speech, or of people in a contact list. */
export function rankBelow(count: number, random: Random): number {
  return Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1))) - 1)
}

/** The words that chats are made of, in the order of how often they are said. */
const commonWords = (
  'i you the to a it and that of in is me my on so for not just what be have do this but no with are yeah was can like know ok at ' +
  'all we your if get up go im its well now one got out think good don lol when there about see time how will or he want back from ' +
  'here they oh then going an really would too some did work am right she need her him today hey sure them more as haha tomorrow ' +
  'because tell who why home where make something night come still off been thanks sorry love day maybe only over had people take ' +
  'could his much later say than way said last way let great look first thing should sleep send little never nice again wait before ' +
  'ich du nicht das und ist ja die der es wir ein zu mal auch noch so was mit aber wie schon heute morgen für über schön grüße wäre müde'
).split(' ')

const beginnings =
  'b c d f g h j k l m n p r s t v w z br ch cl cr dr fl gr pl pr sch sh sp st th tr wh'.split(' ')
const middles = 'a e i o u ai au ea ee ei ie oa oo ou y ä ö ü é è á í ó ø å ê'.split(' ')
const ends = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'd', 'ck', 'ng', 'st', 'nd', 'ss', 'ß', 'tion']
const vocabularySize = 40_000

function inventedWord(random: Random): string {
  const pick = (from: readonly string[], plain: number): string =>
    from[Math.floor(random() * (random() < 0.93 ? plain : from.length))] ?? ''
  const syllables = 1 + Math.floor(random() * 3.2)
  let word = ''
  for (let count = 0; count < syllables; count++) word += pick(beginnings, 18) + pick(middles, 11)
  return word + pick(ends, 15)
}

/** The words of the language, the most usual first; the same for the same random numbers. */
export function vocabularyOf(random: Random): readonly string[] {
  const words = new Set(commonWords)
  while (words.size < vocabularySize) words.add(inventedWord(random))
  return [...words]
}

const cjk =
  '的一是不了人我在有他这为之大来以个中上们今日はいい天気ですねがのをたに私も行きます안녕하세요오늘은뭐해'
const extras = [
  ':-)',
  ':D',
  ';)',
  'xD',
  '😀',
  '👍',
  '❤️',
  '!!!',
  '...',
  '?',
  'https://example.com/a/b?c=1',
  '(h)',
]

/** A line as people write them: a few words mostly, a long story now and then. */
export function naturalLine(words: readonly string[], random: Random): string {
  if (random() < 0.02) return cjkLine(random)
  const spread = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const length = Math.min(120, Math.max(1, Math.round(Math.exp(1.75 + 0.8 * spread))))
  const said = Array.from({ length }, () => words[rankBelow(words.length, random)] ?? '')
  if (random() < 0.3) said[0] = (said[0] ?? '').replace(/^./, (letter) => letter.toUpperCase())
  if (random() < 0.15) said.push(extras[Math.floor(random() * extras.length)] ?? '')
  if (random() < 0.05) said.push(String(Math.floor(random() * 10_000)))
  return said.join(' ')
}

function cjkLine(random: Random): string {
  const length = 3 + Math.floor(random() * 20)
  return Array.from({ length }, () => cjk[Math.floor(random() * cjk.length)]).join('')
}
