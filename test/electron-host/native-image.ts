import { readFileSync } from 'node:fs'
import { strict } from './strict.ts'

class NativeImage {
  readonly #png: Buffer

  constructor(png: Buffer = Buffer.alloc(0)) {
    this.#png = png
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  getSize(): { width: number; height: number } {
    if (this.isEmpty()) return { width: 0, height: 0 }
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }

  toPNG(): Buffer {
    return this.#png
  }

  setTemplateImage(): void {}
}

/** `nativeImage`: PNG files. */
export const nativeImage = strict('nativeImage', {
  createFromPath(file: string): NativeImage {
    try {
      return new NativeImage(readFileSync(file))
    } catch {
      return new NativeImage()
    }
  },
})
