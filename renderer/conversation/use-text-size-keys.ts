import { useEffect } from 'react'
import { call } from '../bridge.ts'

/** The sizes that the keys step through, in per cent. */
const sizes = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** The next size up (1) or down (-1), or the normal one (0). */
export const nextTextSize = (size: number, step: 1 | -1 | 0): number => {
  if (step === 0) return 100
  const next = step === 1 ? sizes.find((each) => each > size) : sizes.findLast((each) => each < size)
  return next ?? size
}

const steps: Readonly<Record<string, 1 | -1 | 0>> = { '+': 1, '=': 1, '-': -1, '0': 0 }

/** Ctrl and plus, minus or zero change the size of the letters, which is nobody else's business. */
export function useTextSizeKeys(textSize: number): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.ctrlKey || event.metaKey ? steps[event.key] : undefined
      if (step === undefined || event.altKey) return
      event.preventDefault()
      const next = nextTextSize(textSize, step)
      if (next !== textSize) void call('changeSettings', { textSize: next })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [textSize])
}
