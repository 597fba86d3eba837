import { EventEmitter } from 'node:events'

/** Names that languages and tools ask of any object; they may be undefined. */
const asked = new Set(['then', 'toJSON', 'domain', 'nodeType', 'asymmetricMatch', 'inspect', 'prototype'])

function lacking(owner: string, name: string): undefined {
  if (asked.has(name)) return undefined
  throw new Error(`electron-host: ${owner}.${name} is not implemented; cover it on real Electron`)
}

/** An object on which everything that it lacks throws instead of being undefined. */
export const strict = <T extends object>(owner: string, object: T): T =>
  new Proxy(object, {
    get: (target, key, receiver): unknown =>
      typeof key === 'symbol' || key in target ? Reflect.get(target, key, receiver) : lacking(owner, key),
  })

/** An event emitter on which everything that its class lacks throws. */
export class StrictEmitter extends EventEmitter {}

Object.setPrototypeOf(
  StrictEmitter.prototype,
  new Proxy(EventEmitter.prototype, {
    get: (target, key, receiver: object): unknown =>
      typeof key === 'symbol' || key in target || key.startsWith('_')
        ? Reflect.get(target, key, receiver)
        : lacking(receiver.constructor.name, key),
  }),
)

/** Emits an event that a listener can prevent, and answers whether one did. */
export function prevented(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...rest: unknown[]
): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
  emitter.emit(name, event, ...rest)
  return event.defaultPrevented
}
