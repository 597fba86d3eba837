import { useSyncExternalStore } from 'react'
import type { Settings } from '../../app/settings.ts'
import type { ColorScheme } from './papers.ts'

const dark = typeof window === 'undefined' ? null : window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(onChange: () => void): () => void {
  dark?.addEventListener('change', onChange)
  return () => dark?.removeEventListener('change', onChange)
}

/** Whether the window is drawn light or dark at the moment. */
export function useColorScheme(theme: Settings['theme']): ColorScheme {
  const system = useSyncExternalStore(subscribe, () => (dark?.matches === true ? 'dark' : 'light'))
  return theme === 'system' ? system : theme
}
