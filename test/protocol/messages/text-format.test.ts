import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextFormat } from '../../../app/message.ts'
import {
  formatColor,
  formatFormat,
  parseColor,
  parseFormat,
} from '../../../main/protocol/messages/text-format.ts'
import { textFormat } from '../../support/arbitraries.ts'

/** What the reader's defaults look like. */
const nothing: TextFormat = {
  font: '',
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  color: null,
  charset: 0,
  pitchFamily: 0,
  rightToLeft: false,
}
const arial = { ...nothing, font: 'Arial', color: '#000000', pitchFamily: 0x22 }

describe('a format', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(textFormat, (format) => {
        expect(parseFormat(formatFormat(format))).toEqual(format)
      }),
    )
  })

  it('is written without anything that could end a header', () => {
    fc.assert(
      fc.property(textFormat, fc.string({ unit: 'binary' }), (format, font) => {
        expect(formatFormat({ ...format, font })).toMatch(/^[\x20-\x7e]*$/)
      }),
    )
  })

  it('is something, whatever the header says', () => {
    const part = fc.constantFrom(
      'FN',
      'EF',
      'CO',
      'CS',
      'PF',
      'RL',
      '=',
      ';',
      ' ',
      '%',
      'ff',
      '1',
      'B',
      'é',
      '\0',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (value) => {
          const { font, color, charset, pitchFamily } = parseFormat(value)
          expect(font.length).toBeLessThanOrEqual(64)
          expect(font).not.toMatch(/\p{Cc}/u)
          expect(color ?? '#000000').toMatch(/^#[0-9a-f]{6}$/)
          for (const byte of [charset, pitchFamily]) expect(byte & 0xff).toBe(byte)
        },
      ),
    )
  })

  it.each<[string, Partial<TextFormat>]>([
    ['FN=Arial; EF=I; CO=0; CS=0; PF=22', { ...arial, italic: true }],
    [
      'FN=MS%20Sans%20Serif; EF=BIUS; CO=ff; CS=1; PF=0',
      {
        font: 'MS Sans Serif',
        bold: true,
        italic: true,
        underline: true,
        strikethrough: true,
        color: '#ff0000',
        charset: 1,
      },
    ],
    ['FN=%E5%AE%8B%E4%BD%93; EF=; CO=ff0000; CS=86; PF=0', { font: '宋体', color: '#0000ff', charset: 134 }],
    [
      'FN=David; EF=; CO=f00; CS=b1; PF=2; RL=1',
      { font: 'David', color: '#000f00', charset: 177, pitchFamily: 2, rightToLeft: true },
    ],
    [
      'FN=50%25%20Bold; EF=U; CO=563412; CS=0; PF=12',
      { font: '50% Bold', underline: true, color: '#123456', pitchFamily: 0x12 },
    ],
    [
      'FN=A%3BB%3DC; EF=S; CO=80ff; CS=0; PF=ff',
      { font: 'A;B=C', strikethrough: true, color: '#ff8000', pitchFamily: 0xff },
    ],
  ])('%s is both written and read', (value, format) => {
    expect(parseFormat(value)).toEqual({ ...nothing, ...format })
    expect(formatFormat({ ...nothing, ...format })).toBe(value)
  })

  it('without a colour or a usable font name is written in a form that everybody reads', () => {
    expect(formatFormat(nothing)).toBe('FN=; EF=; CO=0; CS=0; PF=0')
    expect(formatFormat({ ...arial, font: 'x'.repeat(65) })).toBe('FN=; EF=; CO=0; CS=0; PF=22')
    expect(formatFormat({ ...arial, font: 'Ari\nal' })).toBe('FN=; EF=; CO=0; CS=0; PF=22')
  })

  it.each<[string, string | undefined, Partial<TextFormat>]>([
    ['no header', undefined, {}],
    ['an empty one', '', {}],
    ['empty fields', 'FN=; EF=; CO=; CS=; PF=; RL=', {}],
    ['no spaces', 'FN=Arial;EF=I;CO=0;CS=0;PF=22', { ...arial, italic: true }],
    [
      'another order, case and spacing',
      '  eF=b ;pF = 22;co=FF0000;Fn= Arial ; rl=1',
      { ...arial, bold: true, color: '#0000ff', rightToLeft: true },
    ],
    ['a raw space in the name', 'FN=Segoe UI; EF=; CO=0; PF=0; RL=0', { font: 'Segoe UI', color: '#000000' }],
    [
      'the empty name of a Java library',
      'FN=;EF=BI;CO=ff;RL=0',
      { bold: true, italic: true, color: '#ff0000' },
    ],
    [
      'six digits of colour',
      'FN=Helvetica; EF=; CO=0000ff; CS=0; PF=22',
      { font: 'Helvetica', color: '#ff0000', pitchFamily: 0x22 },
    ],
    ['letters of effects twice and unknown ones', 'EF=xBb9I', { bold: true, italic: true }],
    ['a repeated field: the last counts', 'EF=B; EF=I', { italic: true }],
    ['a bad colour beside a good effect', 'CO=zzz; EF=B', { bold: true }],
    ['a decimal character set', 'CS=177; PF=222', {}],
    ['fields without an equals sign', 'FN; B; =; EF=B', { bold: true }],
    ['an equals sign in the name', 'FN=A=B', { font: 'A=B' }],
    ['a percent sign that is none', 'FN=100%zz%', { font: '100%zz%' }],
    ['a plus', 'FN=a+b', { font: 'a+b' }],
    ['a control character in the name', 'FN=Ari%0Aal; EF=B', { bold: true }],
    ['a name that no font has', `FN=${'x'.repeat(65)}; EF=B`, { bold: true }],
    ['fields beyond the limit', `EF=B; ${'X'.repeat(2000)}; EF=I`, { bold: true }],
    ['a right to left that is no 1', 'RL=11', {}],
  ])('is read from %s', (_name, value, format) => {
    expect(parseFormat(value)).toEqual({ ...nothing, ...format })
  })
})

describe('a colour', () => {
  it.each([
    ['#000000', '0'],
    ['#ff0000', 'ff'],
    ['#00ff00', 'ff00'],
    ['#0000ff', 'ff0000'],
    ['#ffffff', 'ffffff'],
    ['#ff8000', '80ff'],
    ['#0f0000', 'f'],
    ['#000f00', 'f00'],
    ['#00000f', 'f0000'],
    ['#0a0b0c', 'c0b0a'],
    ['#123456', '563412'],
    ['#800080', '800080'],
    ['#00ffff', 'ffff00'],
  ])('%s is %s: blue, green, red without leading zeros', (color, value) => {
    expect(formatColor(color)).toBe(value)
    expect(parseColor(value)).toBe(color)
    expect(parseColor(` ${value.toUpperCase().padStart(6, '0')} `)).toBe(color)
  })

  it.each([
    ['12345678', '#785634'],
    ['1234567', '#674523'],
    ['00000000', '#000000'],
  ])('%s counts its lowest six digits', (value, color) => {
    expect(parseColor(value)).toBe(color)
  })

  it.each(['', ' ', 'xyz', '#ff', '-1', '+f', '0x12', 'ff ff', '123456789', 'f\n0'])(
    '%j is none',
    (value) => {
      expect(parseColor(value)).toBeNull()
    },
  )

  it('that is no colour is a mistake of ours', () => {
    expect(() => formatColor('red')).toThrow(TypeError)
  })
})
