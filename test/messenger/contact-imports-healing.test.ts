import { beforeEach, describe, expect, test } from 'vitest'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

const setting = useScriptedNetwork()
const bob = 'bob@example.com'
const file = JSON.stringify({
  format: 'papilio-contacts',
  version: 1,
  contacts: [
    { address: bob, lists: ['allow'] },
    { address: 'carol@example.com', lists: ['allow'] },
  ],
})
let alice: Program

beforeEach(async () => {
  alice = await setting.alice()
  setting.scripted.answers.set('ADC', [])
})

/** Begins an import, whose link is lost at the first contact. */
async function lostInTheMiddle() {
  const result = alice.messenger.importContactList(alice.accountId, file)
  await setting.scripted.hears('ADC')
  setting.scripted.notification!.close()
  await alice.until(() => alice.account.connection.state === 'reconnecting')
  return { result }
}

describe('an import whose link is lost', () => {
  test('goes on where it was when the link is back', async () => {
    const { result } = await lostInTheMiddle()
    alice.clock.advance(3_000)
    for (const address of [bob, 'carol@example.com']) {
      const { words } = await setting.scripted.hears('ADC')
      expect(words[3]).toBe(`N=${address}`)
      setting.scripted.notification!.write(`ADC ${words[1]} AL N=${address}`)
      await alice.until(() => alice.account.contacts[address]?.lists.allow)
      await new Promise((resolve) => setImmediate(resolve))
      alice.clock.advance(1_000)
    }
    expect(await result).toEqual({ ok: true, value: { added: 2, alreadyThere: 0, refused: [] } })
  })

  test('ends at once when the user does not wait for it', async () => {
    const { result } = await lostInTheMiddle()
    await alice.messenger.cancelContactImport(alice.accountId)
    const refused = [{ address: bob, reason: 'connection-lost' }]
    expect(await result).toEqual({ ok: true, value: { added: 0, alreadyThere: 0, refused } })
    expect(alice.account.contactImport).toBeNull()
  })

  test('ends at once when the user signs out', async () => {
    const { result } = await lostInTheMiddle()
    await alice.messenger.signOut(alice.accountId)
    const { value } = (await result) as { value: { refused: readonly unknown[] } }
    expect(value.refused).toHaveLength(2)
    expect(alice.account.contactImport).toBeNull()
  })
})
