import { useEffect } from 'react'
import type { Sound } from '../../app/ipc.ts'
import { onEffect, replica } from '../store.ts'
import alert from '../theme/sounds/alert.wav?url'
import contactOnline from '../theme/sounds/contact-online.wav?url'
import message from '../theme/sounds/message.wav?url'
import nudge from '../theme/sounds/nudge.wav?url'

const files: Readonly<Record<Sound, string>> = { message, nudge, 'contact-online': contactOnline, alert }

/** Plays a sound once, unless the user wants none; a computer that cannot play stays silent. */
export function playSound(sound: Sound): void {
  if (!replica.store.getState().settings.sounds) return
  void new Audio(files[sound]).play().catch(() => undefined)
}

/** Plays what the main process asks this window to play. */
export function useSounds(): void {
  useEffect(() => onEffect('play-sound', ({ sound }) => playSound(sound)), [])
}
