import type { Network } from '../../app/networks.ts'
import { dialectFamilies } from '../../main/protocol/dialects.ts'
import { connectionOf, contactIn, expect, said, signOut, talkTo, write } from '../support/deeds.ts'
import { startDispatchChain } from '../support/dispatch-server.ts'
import { alice, test } from '../support/everyday.ts'
import { startFailingPage } from '../support/failing-page.ts'
import type { Program } from '../support/launch.ts'
import { connectTo, startLinks, type Links } from '../support/links.ts'
import { networkHere, signInOn, trySignIn } from '../support/networks.ts'
import { RawServer } from '../support/raw-server.ts'

const networkId = 'custom-quirky'
const offered = (from: number): string =>
  Array.from({ length: from - 7 }, (_, at) => `MSNP${from - at}`).join(' ')

/** Signs in, sees the list and what dialect it is, and talks with Echo. */
async function comeIn(program: Program, network: Network, dialect: string, words = 'hello'): Promise<void> {
  const list = await signInOn(program, network, alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(await connectionOf(list, `${network.id}/${alice}`)).toEqual({ state: 'signed-in', dialect })
  const conversation = await talkTo({ program, list }, 'Echo')
  await write(conversation, `${words} in ${dialect}`)
  await expect(said(conversation, `${words} in ${dialect}`)).toHaveCount(2)
  await conversation.close()
  await signOut(list)
}

/** A link to a server that hangs up on whoever wants to sign in with the newer scheme; `offers` are the VER lines. */
async function startOldFashionedLink(port: number): Promise<{ link: Links; offers: readonly string[] }> {
  const offers: string[] = []
  const link = await startLinks(async (client) => {
    const server = await connectTo('127.0.0.1', port)
    client.on('data', (bytes: Buffer) => {
      const [, offer] = /^VER \d+ (.*) CVR0\r\n/m.exec(bytes.toString('latin1')) ?? []
      if (offer !== undefined) offers.push(offer)
      if (/^USR \d+ SSO /m.test(bytes.toString('latin1'))) client.destroy()
    })
    return server
  })
  return { link, offers }
}

test('a server that hangs up on the newer sign-in is met in MSNP14, at the next start at once', async ({
  network: { port, httpPort },
  launch,
}) => {
  const { link, offers } = await startOldFashionedLink(port)
  const record = networkHere(networkId, 'Old-fashioned', { port: link.port, httpPort })
  const program = await launch()
  await comeIn(program, record, 'MSNP14')
  expect(offers).toEqual([offered(18), offered(14)])
  await program.close()
  await comeIn(await launch({ userData: program.userData }), record, 'MSNP14', 'hello again')
  expect(offers.slice(2)).toEqual([offered(14)])
  await link.close()
})

for (const status of [404, 500]) {
  test(`where the token service answers ${status}, MSNP12 is chosen, and remembered`, async ({
    network,
    launch,
  }) => {
    const page = await startFailingPage('/RST.srf', status)
    const local = networkHere(networkId, 'Without tokens', network)
    const record = { ...local, signIn: { ...local.signIn, tokenUrl: page.url } }
    const program = await launch()
    await comeIn(program, record, 'MSNP12')
    const { requests } = page
    expect(requests).toBeGreaterThan(0)
    await comeIn(program, record, 'MSNP12', 'hello again')
    expect(page.requests).toBe(requests)
    await page.close()
  })
}

test('dispatch servers send the program on, one after the other, and it talks', async ({
  network: { host, port, httpPort },
  launch,
}) => {
  const chain = await startDispatchChain({ host, port }, 3)
  const record = networkHere(networkId, 'Dispatching', { port: chain.port, httpPort })
  await comeIn(await launch(), record, 'MSNP18')
  const verbs = chain.heard.map((lines) => lines.map((line) => line.slice(0, 3)))
  expect(verbs).toEqual(Array(3).fill(['VER', 'CVR', 'USR']))
  await chain.close()
})

test('a network whose address book is out of order is used without one', async ({ network, launch }) => {
  const page = await startFailingPage('/abservice/abservice.asmx', 500)
  const local = networkHere(networkId, 'Without a book', network)
  const record = { ...local, addressBook: { contactsUrl: page.url, membershipUrl: page.url } }
  await comeIn(await launch(), record, 'MSNP12')
  await page.close()
})

test('a server without sense is asked once in each family of dialects, and told of in a sentence', async ({
  launch,
}) => {
  const server = await RawServer.start()
  let connections = 0
  const babble = async (): Promise<void> => {
    for (;;) {
      const connection = await server.next()
      connections += 1
      connection.sendLine('HTTP/1.1 400 Bad Request')
    }
  }
  void babble()
  const program = await launch()
  const page = await program.window('sign-in')
  await trySignIn(page, networkHere(networkId, 'Senseless', server), alice)
  await expect(page.getByRole('alert')).toHaveText(
    'The server sent something that makes no sense. Check host and port of the network, then try again.',
  )
  expect(connections).toBe(dialectFamilies.length)
  await server.close()
})
