import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { call } from '../support/bridge-calls.ts'
import { connectionOf, contactIn } from '../support/deeds.ts'
import { freePort } from '../support/free-port.ts'
import { expect, test } from '../support/launch.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

test('the first program hosts the local network, the second finds it, and hosts it when the first is ended', async ({
  launch,
}) => {
  const env = { PAPILIO_LOCAL_PORT: `${await freePort()}`, PAPILIO_LOCAL_HTTP_PORT: `${await freePort()}` }
  const [first, second] = [await launch({ ownNetwork: true, env }), await launch({ ownNetwork: true, env })]
  const aliceList = await first.signIn(alice)
  const bobList = await second.signIn(bob)
  await call(bobList, 'addContact', `local/${bob}`, alice, {})
  await expect(aliceList.getByRole('button', { name: 'Accept and add' })).toBeVisible()

  const { pid } = first.electron.process()
  const ended = once(first.electron.process(), 'exit')
  process.kill(pid!, 'SIGTERM')
  await ended
  const kept = readFileSync(path.join(first.userData, 'local-network.json'), 'utf8')
  expect(kept).toContain(`"address": "${bob}"`)
  expect(kept).not.toContain('secret')

  // By itself, without a sign-in: the second one is the host now.
  await expect.poll(async () => (await connectionOf(bobList, `local/${bob}`))?.state).toBe('signed-in')
  await expect(contactIn(bobList, 'Echo', 'Available')).toBeVisible()
  const again = await launch({ ownNetwork: true, env, userData: first.userData })
  const list = await again.signIn(alice, 'another password, because another copy hosts now')
  await call(list, 'addContact', `local/${alice}`, bob, {})
  await expect(bobList.getByRole('button', { name: 'Accept and add' })).toBeVisible()
})
