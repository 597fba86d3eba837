import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { Closing } from '../../main/protocol/closing.ts'
import { ClosedError } from '../../main/protocol/errors.ts'

const closed = new ClosedError('the connection closed')

describe('what is waited for unless the connection closes', () => {
  test('comes as it would', async () => {
    const closing = new Closing()
    await expect(closing.unlessClosed(Promise.resolve(1))).resolves.toBe(1)
    await expect(closing.unlessClosed(Promise.reject(new Error('no')))).rejects.toThrow('no')
    closing.close(closed)
  })

  test('rejects when the connection closes before, or has closed', async () => {
    const closing = new Closing()
    const never = closing.unlessClosed(new Promise(() => undefined))
    closing.close(closed)
    closing.close(new Error('another'))
    await expect(never).rejects.toBe(closed)
    await expect(closing.unlessClosed(Promise.resolve(1))).rejects.toBe(closed)
  })

  test('is not kept for as long as the connection lasts', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const closing = new Closing()
    const answer = new WeakRef(await closing.unlessClosed(Promise.resolve({ xml: 'x'.repeat(1000) })))
    for (let turns = 0; turns < 10; turns++) {
      await turn()
      collect()
    }
    expect(answer.deref()).toBeUndefined()
    closing.close(closed)
  })
})
