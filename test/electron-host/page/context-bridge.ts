type Message =
  | { op: 'call'; id: number; number: number; args: unknown[] }
  | { op: 'answer'; number: number; ok: boolean; value?: unknown }
  | { op: 'settle'; id: number; ok: boolean; value: unknown }
  | { op: 'expose'; number: number; key: string; value: unknown }

/** One world's end of the bridge. */
export interface BridgeEnd {
  onExpose(listener: (key: string, value: unknown) => void): void
  expose(key: string, value: object): void
}

/**
 * contextBridge: one end in each world of a page (sent there as text, so it names nothing outside itself).
 * The worlds share the document: a CustomEvent on it is delivered at once, and its detail is cloned from one
 * world to the other. So values are copied, calls are synchronous, functions and promises are represented.
 */
export function makeBridge(token: string, mine: string, theirs: string): BridgeEnd {
  const reference = `\u0000reference:${token}`
  const target = document
  // Taken now: the page may replace them later.
  const Custom = CustomEvent
  const dispatch = target.dispatchEvent.bind(target)
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const ids = new WeakMap<object, number>()
  const proxies = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, PromiseWithResolvers<unknown>>()
  const answers = new Map<number, { ok: boolean; value?: unknown }>()
  let lastNumber = 0
  let exposed: ((key: string, value: unknown) => void) | undefined

  const post = (detail: Message) => dispatch(new Custom(token + theirs, { detail }))
  const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)))
  const isPlain = (value: unknown) => Object.prototype.toString.call(value) === '[object Object]'

  function idOf(value: (...args: unknown[]) => unknown): number {
    const id = ids.get(value) ?? ++lastNumber
    ids.set(value, id)
    functions.set(id, value)
    return id
  }

  function encode(value: unknown): unknown {
    if (typeof value === 'function') return { [reference]: 'function', id: idOf(value as () => unknown) }
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.')
    if (value instanceof Promise) {
      const id = ++lastNumber
      value.then(
        (result: unknown) => settle(id, true, result),
        (error: unknown) => settle(id, false, asError(error)),
      )
      return { [reference]: 'promise', id }
    }
    if (Array.isArray(value)) return value.map(encode)
    if (isPlain(value)) {
      return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, encode(each)]))
    }
    return value
  }

  function decode(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(decode)
    if (!isPlain(value)) return value
    const object = value as Record<string, unknown>
    if (object[reference] === 'function') return proxyOf(object.id as number)
    if (object[reference] === 'promise') {
      const promise = Promise.withResolvers<unknown>()
      promises.set(object.id as number, promise)
      return promise.promise
    }
    return Object.fromEntries(Object.entries(object).map(([key, each]) => [key, decode(each)]))
  }

  function proxyOf(id: number) {
    const proxy = proxies.get(id) ?? ((...args: unknown[]) => call(id, args))
    proxies.set(id, proxy)
    return proxy
  }

  function settle(id: number, ok: boolean, value: unknown): void {
    post({ op: 'settle', id, ok, value: encode(value) })
  }

  function call(id: number, args: unknown[]): unknown {
    const number = ++lastNumber
    post({ op: 'call', id, number, args: args.map(encode) })
    const answer = answers.get(number)
    answers.delete(number)
    // What cannot be cloned never reaches the other world, so nobody answered.
    if (answer === undefined) throw new Error('An object could not be cloned.')
    if (!answer.ok) throw asError(answer.value)
    return decode(answer.value)
  }

  function run(id: number, args: unknown[]): { ok: boolean; value: unknown } {
    try {
      return { ok: true, value: encode(functions.get(id)?.(...args.map(decode))) }
    } catch (error) {
      return { ok: false, value: asError(error) }
    }
  }

  target.addEventListener(token + mine, (event) => {
    const message = (event as CustomEvent<Message | null>).detail
    if (message === null) return
    switch (message.op) {
      case 'call':
        post({ op: 'answer', number: message.number, ...run(message.id, message.args) })
        break
      case 'answer':
        answers.set(message.number, message)
        break
      case 'settle': {
        const promise = promises.get(message.id)
        promises.delete(message.id)
        if (message.ok) promise?.resolve(decode(message.value))
        else promise?.reject(message.value)
        break
      }
      case 'expose':
        exposed?.(message.key, decode(message.value))
        post({ op: 'answer', number: message.number, ok: true })
    }
  })

  return {
    onExpose: (listener) => {
      exposed = listener
    },
    expose: (key, value) => {
      const number = ++lastNumber
      post({ op: 'expose', number, key, value: encode(value) })
      if (!answers.delete(number)) throw new Error('An object could not be cloned.')
    },
  }
}
