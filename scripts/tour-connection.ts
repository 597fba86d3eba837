import path from 'node:path'
import { call } from '../test/support/bridge-calls.ts'
import { closeTest } from '../test/support/connection-test-dialog.ts'
import { freePort } from '../test/support/free-port.ts'
import { NetworkEditor } from '../test/support/network-editor.ts'
import { RawServer } from '../test/support/raw-server.ts'
import { startSecureFront } from '../test/support/secure-front.ts'
import { draw } from './draw.ts'
import type { Person } from './tour-person.ts'
import type { TourStop } from './tour-lists.ts'

/** Alice looks at the settings, enters a network, and makes one mistake after the other until it works. */
export async function showConnection({ program, ports, folder }: TourStop, alice: Person): Promise<void> {
  const picture = (name: string): string => path.join(folder, name)
  const list = await program.window('contact-list', { account: alice.address })
  await call(list, 'showSettings', 'connection')
  const page = await program.window('settings')
  await page.getByRole('tab', { name: 'Connection', selected: true }).waitFor()
  await draw(page, picture('settings.png'))
  await program.browserWindow(page, (window) => window.setBounds({ width: 600, height: 1180 }))

  const stranger = await RawServer.start()
  const front = await startSecureFront(ports)
  const editor = await NetworkEditor.open(page)
  await editor.fill({ 'Server address': 'messenger.papilio.invalid', 'Name of the network': 'Garden club' })
  await editor.field('Server address').focus()
  await draw(page, picture('network-editor.png'))
  await editor.fill({ 'HTTP gateway': '', 'Token service': `http://127.0.0.1:${ports.httpPort}/RST.srf` })

  const fails = async (step: string): Promise<void> => {
    const test = await editor.test()
    await draw(test, picture(`connection-test-${step}.png`))
    await closeTest(test)
  }
  await fails('name')
  await editor.fill({ 'Notification server': '127.0.0.1', Port: `${await freePort()}` })
  await fails('tcp')
  await editor.fill({ Port: `${stranger.port}` })
  const refused = stranger.next().then((connection) => connection.sendLine('HTTP/1.1 400 Bad Request'))
  await fails('dialect')
  await refused
  await editor.fill({
    Port: `${ports.port}`,
    'Token service': `${front.origin}/RST.srf`,
    Contacts: `${front.origin}/abservice/abservice.asmx`,
    Membership: `${front.origin}/abservice/SharingService.asmx`,
  })
  const test = await editor.test()
  await draw(test, picture('connection-test-tls.png'))
  await test.getByRole('checkbox', { name: 'I have compared the fingerprint.' }).check()
  front.statuses.set('/RST.srf', 404)
  await test.getByRole('button', { name: 'Trust this certificate' }).click()
  await test.getByText('There is a problem: Sign-in service.').waitFor()
  await draw(test, picture('connection-test-sign-in-service.png'))
  front.statuses.clear()
  front.statuses.set('/abservice/abservice.asmx', 404)
  await test.getByRole('button', { name: 'Test again' }).click()
  await test.getByText('There is a problem: Address book.').waitFor()
  await draw(test, picture('connection-test-address-book.png'))
  await stranger.close()
  await front.close()
}
