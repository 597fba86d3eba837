import { startTransition, useOptimistic } from 'react'
import type { TextFormat } from '../../app/message.ts'
import { call } from '../bridge.ts'

/** The format that one writes in, and how to change it: at once on the screen, then in the settings. */
export function useFormat(saved: TextFormat): readonly [TextFormat, (format: TextFormat) => void] {
  const [format, setFormat] = useOptimistic(saved)
  const change = (next: TextFormat) =>
    startTransition(async () => {
      setFormat(next)
      await call('changeSettings', { format: next })
    })
  return [format, change]
}
