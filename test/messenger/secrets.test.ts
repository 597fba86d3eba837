import { expect, test } from 'vitest'
import { SecretsOfThisRun } from '../../main/messenger/accounts/secrets.ts'
import { KeyRing } from './key-ring.ts'

test('what can be remembered is, and nowhere else', async () => {
  const ring = new KeyRing()
  const secrets = new SecretsOfThisRun(ring)
  expect(await secrets.save('proxy', 'hush')).toBe(true)
  expect([...ring.kept]).toEqual([['proxy', 'hush']])
  ring.kept.clear()
  expect(await secrets.load('proxy')).toBeNull()
})

test('what cannot be remembered is at hand in this run, in place of what was remembered before', async () => {
  const ring = new KeyRing()
  const secrets = new SecretsOfThisRun(ring)
  await secrets.save('proxy', 'before')
  ring.works = false
  expect(await secrets.save('proxy', 'hush')).toBe(false)
  expect(await secrets.load('proxy')).toBe('hush')
  expect(ring.kept.size).toBe(0)
  await secrets.forget('proxy')
  expect(await secrets.load('proxy')).toBeNull()
  ring.works = true
  await secrets.save('proxy', 'later')
  expect(await secrets.load('proxy')).toBe('later')
})
