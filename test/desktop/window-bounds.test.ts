import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { minimumSizes, WindowBounds, type Bounds } from '../../main/desktop/window-bounds.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'papilio-bounds-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = path.join(folder, 'windows.json')
const screen: Bounds = { x: 0, y: 0, width: 1920, height: 1040 }

describe('window bounds', () => {
  it('leave the first window to the system', () => {
    expect(new WindowBounds(path.join(folder, 'none.json')).place('conversation', [screen], [])).toEqual({
      width: 560,
      height: 480,
    })
  })

  it('put a window where the last one of its kind was, after a restart too', () => {
    const place = { x: 700, y: 80, width: 400, height: 600 }
    const bounds = new WindowBounds(file)
    bounds.remember('contact-list', place)
    bounds.save()
    expect(new WindowBounds(file).place('contact-list', [screen], [])).toEqual(place)
    expect(new WindowBounds(file).place('sign-in', [screen], [])).not.toHaveProperty('x')
  })

  it('remember the history’s window like any other', () => {
    const place = { x: 10, y: 20, width: 900, height: 500 }
    const bounds = new WindowBounds(file)
    bounds.remember('history', place)
    bounds.save()
    expect(new WindowBounds(file).place('history', [screen], [])).toEqual(place)
  })

  it('put a second conversation beside the first', () => {
    const bounds = new WindowBounds(file)
    const first = { x: 100, y: 100, width: 560, height: 480 }
    bounds.remember('conversation', first)
    const second = bounds.place('conversation', [screen], [first])
    expect(second).toEqual({ ...first, x: 126, y: 126 })
    expect(bounds.place('conversation', [screen], [first, second as Bounds])).toMatchObject({
      x: 152,
      y: 152,
    })
  })

  it('forget a place on a display that is gone', () => {
    const bounds = new WindowBounds(file)
    bounds.remember('conversation', { x: 2500, y: 100, width: 600, height: 500 })
    expect(bounds.place('conversation', [screen], [])).toEqual({ width: 600, height: 500 })
  })

  const pixels = fc.integer({ min: -3000, max: 3000 })
  const size = fc.integer({ min: 1, max: 3000 })
  const any = fc.record({ x: pixels, y: pixels, width: size, height: size })

  it('always lie wholly on a display and are never too small', () => {
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 5 }), (last, open) => {
        const bounds = new WindowBounds(path.join(folder, 'none.json'))
        bounds.remember('conversation', last)
        const { x, y, width, height } = bounds.place('conversation', [screen], open)
        expect(width).toBeGreaterThanOrEqual(minimumSizes.conversation.width)
        expect(height).toBeGreaterThanOrEqual(minimumSizes.conversation.height)
        expect(width).toBeLessThanOrEqual(screen.width)
        expect(height).toBeLessThanOrEqual(screen.height)
        if (x === undefined || y === undefined) return
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + width).toBeLessThanOrEqual(screen.width)
        expect(y + height).toBeLessThanOrEqual(screen.height)
      }),
    )
  })

  it.each([
    '',
    'null',
    '[]',
    '{"conversation":{"x":1}}',
    '{"conversation":{"x":"1","y":1,"width":1,"height":1}}',
  ])('ignore a file that holds %j', (content) => {
    writeFileSync(file, content)
    expect(new WindowBounds(file).place('conversation', [screen], [])).not.toHaveProperty('x')
  })

  it('are not worth failing for', () => {
    expect(() => new WindowBounds(path.join(folder, 'no', 'such', 'folder.json')).save()).not.toThrow()
  })
})
