import { dialectFamilies } from '../../main/protocol/dialects.ts'
import { signOut } from '../support/deeds.ts'
import { alice, bob, chat, seeList, seeStatuses, test, type Side } from '../support/everyday.ts'
import type { Program } from '../support/launch.ts'
import { networkHere, signInOn } from '../support/networks.ts'
import type { RawPorts } from '../support/raw-client.ts'

/** Signs in on a network of this name; `offer` is what the program names to the server, everything if left out. */
async function side(
  program: Program,
  address: string,
  { ports, name, dialect, offer }: { ports: RawPorts; name: string; dialect: string; offer?: string[] },
): Promise<Side> {
  const networkId = `custom-${name.toLowerCase()}`
  const network = networkHere(networkId, name, ports, offer && { dialects: offer })
  return { program, networkId, address, dialect, list: await signInOn(program, network, address) }
}

/** Everything that two people do on an ordinary day, and good-bye. */
async function spendADay(one: Side, other: Side): Promise<void> {
  await Promise.all([seeList(one, other.address), seeList(other, one.address)])
  await seeStatuses(one, other)
  await chat(one, other)
  await Promise.all([signOut(one.list), signOut(other.list)])
}

for (const family of dialectFamilies) {
  test(`two programs in ${family.join(', ')}: signing in, lists, statuses, messages, text and nudges`, async ({
    directory,
    launch,
  }) => {
    const [first, second] = await Promise.all([launch(), launch()])
    for (const dialect of family) {
      await test.step(dialect, async () => {
        const ports = await directory.startCopy({ dialects: [dialect] })
        const network = { ports, name: dialect, dialect }
        await spendADay(...(await Promise.all([side(first, alice, network), side(second, bob, network)])))
      })
    }
  })
}

test('people in different dialects see each other and talk: 8 with 18, 12 with 16, 13 with 15', async ({
  directory,
  launch,
}) => {
  const [first, second] = await Promise.all([launch(), launch()])
  const ports = await directory.start()
  const pairs = [
    ['MSNP8', 'MSNP18'],
    ['MSNP16', 'MSNP12'],
    ['MSNP13', 'MSNP15'],
  ] as const
  for (const [one, other] of pairs) {
    await test.step(`${one} with ${other}`, async () => {
      const speaking = (dialect: string) => ({ ports, name: dialect, dialect, offer: [dialect] })
      await spendADay(
        ...(await Promise.all([side(first, alice, speaking(one)), side(second, bob, speaking(other))])),
      )
    })
  }
})
