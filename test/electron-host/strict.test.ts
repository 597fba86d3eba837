import { describe, expect, it } from 'vitest'
import { prevented, strict, StrictEmitter } from './strict.ts'

describe('the double', () => {
  it('throws on what it lacks instead of answering undefined', () => {
    const app = strict('app', { getName: () => 'Papilio' })
    expect(app.getName()).toBe('Papilio')
    expect(() => (app as Record<string, unknown>)['dock']).toThrow('app.dock is not implemented')
    class Window extends StrictEmitter {}
    const window = new Window() as unknown as Record<string, unknown>
    expect(() => window['setKiosk']).toThrow('Window.setKiosk is not implemented')
  })

  it('still emits events, which a listener can prevent', () => {
    const emitter = new StrictEmitter()
    expect(prevented(emitter, 'close')).toBe(false)
    emitter.on('close', (event: { preventDefault(): void }) => event.preventDefault())
    expect(prevented(emitter, 'close')).toBe(true)
  })
})
