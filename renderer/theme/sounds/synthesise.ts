import type { Sound } from '../../../app/ipc.ts'

/** Samples per second; with 16 bits and one channel a second takes 44 kB. */
export const sampleRate = 22_050

/** One struck note. */
interface Note {
  /** In hertz. */
  readonly pitch: number
  /** In seconds from the beginning of the sound. */
  readonly at: number
  /** Seconds until the note has faded to a third. */
  readonly decay: number
  /** 0 to 1. */
  readonly strength: number
  /** How strong each multiple of the pitch sounds, the pitch itself first. */
  readonly overtones: readonly number[]
  /** Shakes the pitch: times per second, and how far as a share of the pitch. */
  readonly shake?: readonly [rate: number, depth: number]
}

interface Score {
  readonly seconds: number
  readonly notes: readonly Note[]
}

const bell = [1, 0.05, 0.3, 0.02, 0.08] as const
const wood = [1, 0.5, 0.12, 0.2] as const
const reed = [1, 0.3, 0.55, 0.15, 0.3, 0.1] as const

const struck =
  (overtones: readonly number[], decay: number) =>
  (pitch: number, at: number, strength: number): Note => ({
    pitch,
    at,
    decay,
    strength,
    overtones,
  })

const chime = struck(bell, 0.16)
const block = struck(wood, 0.07)

/** What is played on each occasion. */
const scores: Readonly<Record<Sound, Score>> = {
  message: { seconds: 0.55, notes: [block(784, 0, 0.55), chime(1175, 0.075, 0.5), chime(1568, 0.085, 0.16)] },
  nudge: {
    seconds: 0.75,
    notes: [0, 0.12, 0.24, 0.36].map((at, index) => ({
      pitch: index % 2 === 0 ? 165 : 147,
      at,
      decay: 0.11,
      strength: 0.62 - index * 0.08,
      overtones: reed,
      shake: [31, 0.05],
    })),
  },
  'contact-online': {
    seconds: 0.95,
    notes: [chime(523, 0, 0.4), chime(659, 0.1, 0.4), chime(880, 0.2, 0.42), chime(1047, 0.31, 0.36)],
  },
  alert: {
    seconds: 1,
    notes: [chime(988, 0, 0.45), chime(740, 0.2, 0.5), chime(988, 0.2, 0.12), block(740, 0.2, 0.2)],
  },
}

const attackSeconds = 0.004
const fadeSeconds = 0.03

function noteAt({ pitch, at, decay, strength, overtones, shake }: Note, second: number): number {
  const time = second - at
  if (time < 0) return 0
  const turn = 2 * Math.PI * pitch
  const phase =
    shake === undefined
      ? turn * time
      : turn * (time - (shake[1] / (2 * Math.PI * shake[0])) * Math.cos(2 * Math.PI * shake[0] * time))
  const total = overtones.reduce((sum, share) => sum + share, 0)
  const wave = overtones.reduce((sum, share, index) => sum + share * Math.sin(phase * (index + 1)), 0) / total
  return strength * wave * Math.min(time / attackSeconds, 1) * Math.exp(-time / decay)
}

/** The samples of a sound, -1 to 1. */
export function samplesOf(sound: Sound): Float64Array {
  const { seconds, notes } = scores[sound]
  return Float64Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const second = index / sampleRate
    const fade = Math.min((seconds - second) / fadeSeconds, 1)
    return fade * notes.reduce((sum, note) => sum + noteAt(note, second), 0)
  })
}

/** A sound as a WAV file: PCM, 16 bits, one channel. The same bytes on every computer. */
export function synthesise(sound: Sound): Uint8Array {
  const samples = samplesOf(sound)
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const word = (at: number, text: string) =>
    bytes.set(
      Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    )
  word(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => view.setInt16(44 + index * 2, Math.round(sample * 32_000), true))
  return bytes
}
