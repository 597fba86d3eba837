import { composerOf, contactIn, expect, said, test, write } from '../support/deeds.ts'
import { RawConnection, RawPerson, rawText } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const carol = 'carol@example.com'

test('somebody added us: accepted, the other one sees us and may write', async ({
  network,
  launch,
}, info) => {
  const program = await launch()
  const list = await program.signIn(alice)
  const stranger = await RawPerson.signIn(network, bob)
  await stranger.ask('PRP # MFN Bob%20the%20builder')
  await stranger.ask(`ADC # FL N=${alice} F=${alice}`)
  await expect(list.getByRole('heading', { name: 'Bob the builder added you' })).toBeVisible()
  await expect(
    list.getByText(`${bob} would like to see when you are online and to write to you.`),
  ).toBeVisible()
  await list.screenshot({ path: info.outputPath('request.png') })
  await list.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(list.getByRole('heading', { name: /added you$/ })).toHaveCount(0)
  await expect(list.getByRole('treeitem', { name: /^Bob/ })).toHaveCount(0)

  const room = await stranger.call(alice)
  room.sendPayload('MSG 3 A', rawText('thank you'))
  await room.expect(/ACK 3\r\n/)
  const conversation = await program.window('conversation', { with: bob })
  await expect(said(conversation, 'thank you')).toBeVisible()
  await expect(conversation.getByRole('heading', { name: 'Bob the builder' })).toBeVisible()
})

test('somebody added us: blocked, the other one sees us go and reaches nobody, also after a new sign-in', async ({
  network,
  launch,
}) => {
  const program = await launch()
  const list = await program.signIn(alice)
  const stranger = await RawPerson.signIn(network, bob)
  await stranger.ask(`ADC # FL N=${alice} F=${alice}`)
  await stranger.server.expect(new RegExp(`ILN \\d+ NLN ${alice} `))
  await list.getByRole('button', { name: 'Block', exact: true }).click()
  await stranger.server.expect(new RegExp(`FLN ${alice}`))
  await expect(list.getByRole('heading', { name: /added you$/ })).toHaveCount(0)
  stranger.server.sendLine('XFR 20 SB')
  const [, port, cookie] = await stranger.server.expect(/XFR 20 SB [^ ]+:(\d+) CKI ([^ \r]+)/)
  const room = await RawConnection.open(Number(port))
  room.sendLine(`USR 1 ${bob} ${cookie}`)
  room.sendLine(`CAL 2 ${alice}`)
  await room.expect(/(216|217) 2\r\n/)

  await list.getByRole('button', { name: 'Menu' }).click()
  await list.getByRole('menuitem', { name: 'Sign out' }).click()
  const again = await program.signIn(alice)
  await expect(contactIn(again, 'Echo', 'Available')).toBeVisible()
  await expect(again.getByRole('heading', { name: /added you$/ })).toHaveCount(0)
  expect(await program.hasWindow('conversation')).toBe(false)
})

test('those who added us while we were away are asked about at the next sign-in, one after the other', async ({
  network,
  launch,
}) => {
  const first = await RawPerson.signIn(network, alice)
  await first.signOut()
  for (const address of [bob, carol]) {
    const stranger = await RawPerson.signIn(network, address)
    await stranger.ask(`ADC # FL N=${alice} F=${alice}`)
  }
  const program = await launch()
  const list = await program.signIn(alice)
  const request = list.getByRole('heading', { name: /added you$/ })
  await expect(request).toHaveText(`${bob} added you`)
  await list.getByRole('button', { name: 'Later' }).click()
  await expect(request).toHaveText(`${carol} added you`)
  await list.getByRole('button', { name: 'Accept and add' }).click()
  await expect(contactIn(list, carol, 'Available')).toBeVisible()
  await list.getByRole('button', { name: 'Waiting for your answer: 1' }).click()
  await expect(request).toHaveText(`${bob} added you`)
  await list.getByRole('button', { name: 'Accept and add' }).click()
  await expect(contactIn(list, bob, 'Available')).toBeVisible()
  await expect(request).toHaveCount(0)

  await list.getByRole('treeitem', { name: `${bob}, Available` }).dblclick()
  const conversation = await program.window('conversation', { with: bob })
  await expect(composerOf(conversation)).toBeFocused()
  await write(conversation, 'sorry for being late')
  await expect(said(conversation, 'sorry for being late')).toBeVisible()
})
