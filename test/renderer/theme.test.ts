import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../renderer/theme/colors.css', import.meta.url), 'utf8')
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }],
  ),
)

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(name: string, ground: string, theme: 'light' | 'dark'): number {
  const both = [colors.get(name)?.[theme], colors.get(ground)?.[theme]].map((color) => luminance(color ?? ''))
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
}

const grounds = [
  'page',
  'surface',
  'surface-raised',
  'surface-sunken',
  'hover',
  'selected',
  'sky-start',
  'sky-middle',
  'sky-end',
]
const notes = ['danger-surface', 'caution-surface', 'mark']

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each(['text', 'text-quiet', 'heading'])('%s can be read on every ground', (name) => {
    for (const ground of grounds)
      expect(contrast(name, ground, theme), `${name} on ${ground}`).toBeGreaterThan(4.5)
  })

  test('text can be read on notes, words on buttons, links and errors on what they stand on', () => {
    for (const ground of notes) expect(contrast('text', ground, theme), ground).toBeGreaterThan(4.5)
    for (const ground of ['accent', 'accent-hover', 'accent-pressed']) {
      expect(contrast('on-accent', ground, theme), ground).toBeGreaterThan(4.5)
    }
    for (const ground of ['page', 'surface', 'surface-raised', 'surface-sunken', 'hover']) {
      expect(contrast('link', ground, theme), `link on ${ground}`).toBeGreaterThan(4.5)
      expect(contrast('danger', ground, theme), `danger on ${ground}`).toBeGreaterThan(4.5)
    }
    expect(contrast('link', 'caution-surface', theme)).toBeGreaterThan(4.5)
  })

  test.each(['focus', 'status-online', 'status-busy', 'status-away', 'status-offline'])(
    '%s can be seen next to every ground it stands on',
    (name) => {
      for (const ground of [
        'page',
        'surface',
        'surface-raised',
        'hover',
        'selected',
        'sky-start',
        'sky-end',
      ]) {
        expect(contrast(name, ground, theme), `${name} on ${ground}`).toBeGreaterThan(3)
      }
    },
  )

  test('the frames of fields can be seen', () => {
    for (const ground of ['page', 'surface', 'surface-raised', 'surface-sunken']) {
      expect(contrast('control-line', ground, theme), ground).toBeGreaterThan(3)
    }
  })

  test.each(['status-online', 'status-busy', 'status-away'])('the mark on %s can be seen', (name) => {
    expect(contrast('status-mark', name, theme)).toBeGreaterThan(3)
  })
})
