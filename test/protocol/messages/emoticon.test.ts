import { describe, expect, it } from 'vitest'
import { read, typed } from './read.ts'

describe('custom emoticons', () => {
  const object = '<msnobj Creator="alice@example.com" Size="14" Type="2"/>'
  it.each<[string, string, readonly (readonly [code: string, object: string])[]]>([
    ['one', `:cat:\t${object}\t`, [[':cat:', object]]],
    ['one without the last tab', `:cat:\t${object}`, [[':cat:', object]]],
    [
      'two',
      `:cat:\t${object}\t(a b)\t${object}\t`,
      [
        [':cat:', object],
        ['(a b)', object],
      ],
    ],
    ['a line break behind', `x\t${object}\t\r\n`, [['x', object]]],
    [
      'a line break between',
      `x\t${object}\t\r\ny\t${object}\t`,
      [
        ['x', object],
        ['y', object],
      ],
    ],
    [
      'a percent-coded object',
      ':é:\t%3cmsnobj%20Type%3D"2"/>\t'.replace('é', '\xc3\xa9'),
      [[':é:', '<msnobj Type="2"/>']],
    ],
    ['junk, then one', `x\tjunk\ty\t${object}\t`, [['y', object]]],
    ['an empty code', `\t${object}\t`, []],
    ['a code without end', `${'x'.repeat(33)}\t${object}\t`, []],
    ['a code alone', 'x', []],
    ['nothing', '', []],
  ])('are read: %s', (_name, body, definitions) => {
    const expected = {
      kind: 'emoticons',
      definitions: definitions.map(([code, object]) => ({ code, object })),
    }
    expect(read(typed('text/x-mms-emoticon', body))).toEqual(expected)
    expect(read(typed('text/x-mms-animemoticon', body))).toEqual(expected)
  })

  it('are no more than fifty', () => {
    const message = read(typed('text/x-mms-emoticon', `x\t${object}\t`.repeat(200)))
    expect(message).toHaveProperty('definitions.length', 50)
  })
})
