import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, readableColor, readableContrast } from '../../app/contrast.ts'
import { papers } from '../../renderer/ui/papers.ts'

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`
const anyColor = fc.integer({ min: 0, max: 0xffffff }).map(hex)
const anyPaper = fc.constantFrom(...Object.values(papers))
const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** Hue in degrees and the spread of the channels, computed apart from the code under test. */
function hueOf(color: string): { hue: number; spread: number } {
  const [red, green, blue] = channels(color) as [number, number, number]
  const hue = (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI
  return { hue: (hue + 360) % 360, spread: Math.max(red, green, blue) - Math.min(red, green, blue) }
}

describe('the contrast of two colours', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
  ])('%s on %s is %d, as published', (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 1)
    expect(contrast(other, one)).toBe(contrast(one, other))
  })
})

describe('a colour on the paper of either theme', () => {
  test('can always be read', () => {
    fc.assert(
      fc.property(anyColor, anyPaper, (color, paper) => {
        expect(contrast(readableColor(color, paper), paper)).toBeGreaterThanOrEqual(readableContrast)
      }),
      { numRuns: 5000 },
    )
  })

  test('can be read for a dense grid of all colours', () => {
    for (const paper of Object.values(papers)) {
      for (let red = 0; red < 256; red += 15) {
        for (let green = 0; green < 256; green += 15) {
          for (let blue = 0; blue < 256; blue += 15) {
            const color = hex((red << 16) | (green << 8) | blue)
            if (contrast(readableColor(color, paper), paper) < readableContrast) {
              expect.fail(`${color} on ${paper}`)
            }
          }
        }
      }
    }
  })

  test('stays as it is where it can be read already', () => {
    fc.assert(
      fc.property(anyColor, anyPaper, (color, paper) => {
        fc.pre(contrast(color, paper) >= readableContrast)
        expect(readableColor(color, paper)).toBe(color)
      }),
    )
  })

  test('keeps its hue', () => {
    fc.assert(
      fc.property(anyColor, anyPaper, (color, paper) => {
        const [before, after] = [hueOf(color), hueOf(readableColor(color, paper))]
        // The hue of what is nearly grey is rounding noise.
        fc.pre(before.spread >= 40 && after.spread >= 40)
        const apart = Math.abs(before.hue - after.hue)
        expect(Math.min(apart, 360 - apart)).toBeLessThan(4)
      }),
      { numRuns: 2000 },
    )
  })

  test('is the same when it is made readable twice', () => {
    fc.assert(
      fc.property(anyColor, anyPaper, (color, paper) => {
        const once = readableColor(color, paper)
        expect(readableColor(once, paper)).toBe(once)
      }),
    )
  })

  test('black, which most people write in, is as plain on dark paper as it is on light paper', () => {
    expect(contrast(readableColor('#000000', papers.dark), papers.dark)).toBeGreaterThan(12)
    expect(contrast(readableColor('#ffffff', papers.light), papers.light)).toBeGreaterThan(12)
  })
})
