import { useId } from 'react'
import { addressKey } from '../../app/contact.ts'
import './avatar.css'
import { avatarMotifs } from './avatar-motifs.tsx'
import type { AnyPresence } from './status-icon.tsx'

/** Colours of a picture's sky: upper left, lower right, and the thing drawn on it. */
const skies = [
  ['#7cc4f0', '#3b74d6', '#ffffff'],
  ['#9adfc2', '#1f8f8a', '#ffffff'],
  ['#ffd08a', '#ef7d57', '#fffaf0'],
  ['#f7b3cf', '#a35bd1', '#ffffff'],
  ['#b9c8ff', '#5b53c9', '#ffffff'],
  ['#cdeb9d', '#4d9c4f', '#ffffff'],
  ['#ffc2b0', '#d14f6e', '#fff7f2'],
] as const

/** The same small number for the same address, on every computer. */
function numberOf(address: string): number {
  let number = 7
  for (const character of addressKey(address)) number = (number * 31 + character.charCodeAt(0)) % 1_000_003
  return number
}

interface Props {
  readonly address: string
  /** Colours the frame; without it there is none. */
  readonly presence?: AnyPresence
  /** In rem, the frame included; without it a style sheet says it. */
  readonly size?: number
}

/** The picture of somebody who has set none: one of a few drawings, always the same for the same address. Decorative. */
export function Avatar({ address, presence, size }: Props) {
  const number = numberOf(address)
  const [start, end, ink] = skies[number % skies.length] ?? skies[0]
  const motif = avatarMotifs[Math.floor(number / skies.length) % avatarMotifs.length]
  const id = useId()
  return (
    <span
      className={presence === undefined ? 'avatar' : `avatar avatar-framed avatar-${presence}`}
      style={size === undefined ? undefined : { inlineSize: `${size}rem`, blockSize: `${size}rem` }}
      aria-hidden="true"
    >
      <svg viewBox="0 0 48 48">
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={start} />
          <stop offset="1" stopColor={end} />
        </linearGradient>
        <rect width="48" height="48" fill={`url(#${id})`} />
        <circle cx="40" cy="6" r="20" fill="#fff" opacity="0.14" />
        <g fill={ink} color={end}>
          {motif}
        </g>
      </svg>
    </span>
  )
}
