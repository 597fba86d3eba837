import { host } from './host.ts'
import { strict, StrictEmitter } from './strict.ts'

class NativeTheme extends StrictEmitter {
  #source = 'system'

  get themeSource(): string {
    return this.#source
  }

  set themeSource(source: string) {
    if (source === this.#source) return
    this.#source = source
    for (const window of host.windows) window.webContents._applyTheme()
    this.emit('updated', {})
  }

  /** The system of the host is a light one. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

/** `nativeTheme`. */
export const nativeTheme = new NativeTheme()

const workArea = { x: 0, y: 0, width: 1920, height: 1040 }
const display = { id: 1, scaleFactor: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea }

class Screen extends StrictEmitter {
  getPrimaryDisplay() {
    return display
  }

  getAllDisplays() {
    return [display]
  }

  getDisplayMatching() {
    return display
  }
}

/** `screen`: one display. */
export const screen = strict('screen', new Screen())
