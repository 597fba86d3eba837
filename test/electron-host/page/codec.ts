/** The text codec for calls and events between main and a page. */
export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Makes the codec, in main and in a page (it is sent there as text, so it names nothing outside itself).
 * It carries plain data and undefined, all that this program sends; what Electron could carry beyond that
 * (dates, maps, bytes, cycles) throws, as does what Electron could not carry.
 */
export function makeCodec(): Codec {
  const refuse = (what: string): never => {
    throw new Error(`electron-host: ${what} over IPC is not implemented; cover it on real Electron`)
  }
  const isPlain = (value: object) => {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  }
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new Error('An object could not be cloned.')
    if (value === undefined) return { u: 0 }
    if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
      return refuse(String(value))
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(pack)
    if (!isPlain(value)) return refuse(Object.prototype.toString.call(value))
    return { o: Object.entries(value).map(([key, each]) => [key, pack(each)]) }
  }
  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    const entries = (value as { o?: [string, unknown][] }).o
    return entries && Object.fromEntries(entries.map(([key, each]) => [key, unpack(each)]))
  }
  return { encode: (value) => JSON.stringify(pack(value)), decode: (text) => unpack(JSON.parse(text)) }
}
