import { useEffect } from 'react'
import { call } from '../bridge.ts'
import { nextTextSize } from './text-sizes.ts'

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
