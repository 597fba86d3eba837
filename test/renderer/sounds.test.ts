import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sampleRate, samplesOf, synthesise } from '../../renderer/theme/sounds/synthesise.ts'

const sounds = ['message', 'nudge', 'contact-online', 'alert'] as const
const file = (sound: string) =>
  readFileSync(new URL(`../../renderer/theme/sounds/${sound}.wav`, import.meta.url))

describe.each(sounds)('the sound %s', (sound) => {
  test('is a small WAV file of one channel with 16 bits', () => {
    const bytes = file(sound)
    expect(bytes.length).toBeLessThan(50_000)
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF')
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
    expect(bytes.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    expect([bytes.readUInt16LE(20), bytes.readUInt16LE(22), bytes.readUInt32LE(24)]).toEqual([
      1,
      1,
      sampleRate,
    ])
    expect([bytes.readUInt32LE(28), bytes.readUInt16LE(32), bytes.readUInt16LE(34)]).toEqual([
      sampleRate * 2,
      2,
      16,
    ])
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44)
  })

  test('is what its score says', () => {
    const [written, anew] = [file(sound), synthesise(sound)]
    expect(written.length).toBe(anew.length)
    const view = new DataView(anew.buffer)
    // One step of rounding is allowed: the sine of another engine may differ in its last bit.
    for (let at = 44; at < written.length; at += 2) {
      if (Math.abs(written.readInt16LE(at) - view.getInt16(at, true)) > 1) expect.fail(`sample at byte ${at}`)
    }
  })

  test('can be heard, does not clip, and begins and ends without a click', () => {
    const samples = samplesOf(sound)
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(loudest).toBeGreaterThan(0.2)
    expect(loudest).toBeLessThan(0.9)
    expect(Math.abs(samples[0]!)).toBeLessThan(0.01)
    expect(Math.abs(samples.at(-1)!)).toBeLessThan(0.01)
  })
})

test('no two sounds are the same', () => {
  expect(new Set(sounds.map((sound) => file(sound).toString('base64'))).size).toBe(sounds.length)
})
