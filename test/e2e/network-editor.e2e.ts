import { axeViolations } from '../support/axe.ts'
import { complaintsOf } from '../support/complaints.ts'
import { closeTest, expectFailure, stepIn } from '../support/connection-test-dialog.ts'
import { freePort } from '../support/free-port.ts'
import { expect, test } from '../support/launch.ts'
import { NetworkEditor } from '../support/network-editor.ts'
import { RawServer } from '../support/raw-server.ts'

test('all addresses follow from one; a server that cannot be reached or talked to is told of in plain words', async ({
  launch,
  network,
}) => {
  const stranger = await RawServer.start()
  const program = await launch()
  const complaints = complaintsOf(program)
  const page = await program.window('sign-in')
  const editor = await NetworkEditor.open(page)
  await editor.fill({ 'Server address': 'messenger.papilio.invalid' })
  for (const [field, value] of [
    ['Name of the network', 'messenger.papilio.invalid'],
    ['Notification server', 'messenger.papilio.invalid'],
    ['Port', '1863'],
    ['Token service', 'https://messenger.papilio.invalid/RST.srf'],
    ['Nexus', 'https://messenger.papilio.invalid/rdr/pprdr.asp'],
    ['Contacts', 'https://messenger.papilio.invalid/abservice/abservice.asmx'],
    ['Membership', 'https://messenger.papilio.invalid/abservice/SharingService.asmx'],
    ['HTTP gateway', 'https://messenger.papilio.invalid/gateway/gateway.dll'],
  ] as const)
    await expect(editor.field(field)).toHaveValue(value)
  expect(await axeViolations(page, { onePage: true })).toEqual([])

  const tested = async (
    step: string,
    fields: Parameters<NetworkEditor['fill']>[0],
    failure: { readonly fault: string; readonly advice: string },
  ): Promise<void> => {
    await test.step(`${step}: ${failure.fault}`, async () => {
      await editor.fill(fields)
      const dialog = await editor.test()
      await expectFailure(dialog, { step, ...failure })
      await expect(stepIn(dialog, 'Address book')).toContainText('not tried, because an earlier step failed')
      await closeTest(dialog)
    })
  }
  await tested(
    'Server name',
    { 'Token service': `http://127.0.0.1:${network.httpPort}/RST.srf` },
    {
      fault: 'This name was not found.',
      advice:
        'Check the name for typing mistakes, and your internet connection. Networks move: ask the people who run it for the new address.',
    },
  )
  await tested(
    'Connection to the server',
    { 'Notification server': '127.0.0.1', Port: `${await freePort()}` },
    {
      fault: 'Nothing answers at this address.',
      advice:
        'Check your internet connection, the host and the port. A firewall may block the port: a proxy, or the network’s HTTP gateway, gets around that.',
    },
  )
  const saysOnly = async (words: string): Promise<void> => {
    const connection = await stranger.next()
    await connection.expect(/VER 1 MSNP18 .*\r\n/)
    connection.sendLine(words)
  }
  void saysOnly('HTTP/1.1 400 Bad Request')
  await tested(
    'Messenger protocol',
    { Port: `${stranger.port}` },
    {
      fault: 'Something answers there, but it is no messenger server.',
      advice:
        'Check host and port; the usual port is 1863. In a hotel or café, open a web page first: its log-in page may have answered.',
    },
  )
  void saysOnly('VER 1 0')
  await tested(
    'Messenger protocol',
    {},
    {
      fault: 'The server speaks none of the protocol versions offered.',
      advice: 'Edit the network, and let the protocol version be chosen automatically under “Advanced”.',
    },
  )
  expect(complaints).toEqual([])
  await stranger.close()
})
