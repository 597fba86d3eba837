import type { Page } from '@playwright/test'
import { call } from '../support/bridge-calls.ts'
import { activeNodes, complaintsOf } from '../support/complaints.ts'
import { contactIn, expect, logOf, said, signOut, test as base, write } from '../support/deeds.ts'
import { networkHere } from '../support/networks.ts'
import { rawText, type RawConnection } from '../support/raw-client.ts'
import { RawServer } from '../support/raw-server.ts'

const alice = 'alice@example.com'

const senseless =
  'The server sent something that makes no sense. Check host and port of the network, then try again.'
const lost = 'The connection was lost. Check your internet connection, then try again.'
const closed = 'The server ended the connection. Wait a moment, then try again.'

const test = base.extend<{ server: RawServer }>({
  // Playwright insists on the braces.
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await RawServer.start()
    await use(server)
    await server.close()
  },
})

/** Fills in the form for the scripted server, which is known to speak MSNP8 only. */
async function fillIn(page: Page, server: RawServer): Promise<void> {
  const network = networkHere('custom', 'Scripted', server, { dialects: ['MSNP8'] })
  const loginUrl = `http://127.0.0.1:${server.httpPort}/login`
  await call(page, 'saveNetwork', { ...network, signIn: { nexusUrl: '', loginUrl, tokenUrl: '' } })
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Scripted' })
  await page.getByLabel('Address', { exact: true }).fill(alice)
  await page.getByLabel('Password', { exact: true }).fill('secret')
}

const submit = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Sign in', exact: true }).click()

const agree = async (connection: RawConnection): Promise<void> => {
  const [, number] = await connection.expect(/VER (\d+) .*\r\n/)
  connection.sendLine(`VER ${number} MSNP8`)
  await connection.expect(/CVR \d+ .*\r\n/)
}

/** Every byte there is, line feeds among them. */
const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7 + 129) % 256)

/** What a server does instead of letting somebody in, and what the window says of it. */
const attacks: readonly (readonly [
  name: string,
  attack: (connection: RawConnection) => Promise<void> | void,
  sentences: readonly string[],
])[] = [
  ['bytes without sense', (each) => each.send(noise), [senseless]],
  ['a page of the web', (each) => each.send('HTTP/1.1 400 Bad Request\r\n\r\n<h1>No</h1>\r\n'), [senseless]],
  ['a line without an end', (each) => each.send(`VER 1 ${'MSNP8 '.repeat(20_000)}`), [senseless]],
  [
    'a payload of a gigabyte',
    async (each) => {
      await agree(each)
      each.send('MSG Hotmail Hotmail 1073741824\r\nMIME-Version: 1.0\r\n')
    },
    [senseless],
  ],
  [
    'half a command and the end',
    async (each) => {
      await agree(each)
      each.send('CVR 2 7.0.08')
      each.end()
    },
    [closed, lost],
  ],
  [
    'an answer to another question',
    async (each) => {
      await each.expect(/VER (\d+) .*\r\n/)
      each.sendLine('VER 999 MSNP8')
      each.sendLine('XYZ 1 2 3')
      each.sendLine('OUT SSD')
      each.end()
    },
    ['The server is shutting down. Try again in a few minutes.'],
  ],
]

test('a server that sends junk is told of in a sentence, and the local network works afterwards', async ({
  launch,
  server,
}, info) => {
  const program = await launch()
  const complaints = complaintsOf(program)
  const page = await program.window('sign-in')
  await fillIn(page, server)
  for (const [name, attack, sentences] of attacks) {
    await test.step(name, async () => {
      await submit(page)
      await attack(await server.next())
      const alert = page.getByRole('alert')
      await expect(alert).toBeVisible()
      expect(sentences).toContain(await alert.textContent())
    })
  }
  await page.screenshot({ path: info.outputPath('sign-in.png') })

  await test.step('half a command and silence', async () => {
    await submit(page)
    const connection = await server.next()
    await connection.expect(/VER (\d+) .*\r\n/)
    connection.send('VER 1 MS')
    await expect(page.getByRole('listitem').filter({ hasText: 'in progress' })).toContainText(
      'Agreeing on a version',
    )
    await page.getByRole('button', { name: 'Cancel' }).click()
    await connection.closed()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused()
  })

  const list = await program.signIn(alice)
  await expect(contactIn(list, 'Echo', 'Available')).toBeVisible()
  expect(complaints).toEqual([])
})

test('a server that lies about people and conversations is survived; what can be read is shown as text', async ({
  launch,
  server,
}, info) => {
  const program = await launch()
  const complaints = complaintsOf(program)
  const page = await program.window('sign-in')
  await fillIn(page, server)
  await submit(page)
  const long = 'n'.repeat(7000)
  const connection = await server.signIn([
    'LST bob@example.com %3Cscript%3Ealert(1)%3C%2Fscript%3E 11 0',
    `LST carol@example.com ${long} 11 0`,
    'LST dave@example.com %FF%FE%80Dave%C3 11 0',
    'LST %3Cb%3E@example.com x 11 0',
    'LST __proto__ constructor 11 0',
  ])
  const list = await program.window('contact-list', { account: alice })
  await expect(contactIn(list, '<script>alert(1)</script>', 'Offline')).toBeVisible()
  await expect(list.getByRole('treeitem', { name: /^n{300}…,/ })).toHaveCount(1)
  await expect(list.getByRole('treeitem', { name: /Dave/ })).toHaveCount(1)
  const nodes = await activeNodes(list)

  for (const line of [
    'NLN NLN bob@example.com %3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E 0 %3Cmsnobj%20x',
    'NLN XXX bob@example.com nonsense -1',
    'FLN nobody@example.com',
    'NLN NLN stranger@example.com Stranger 0',
    'NLN AWY __proto__ __proto__ 0',
    '999 4711',
    'REM 0 FL 7 nobody@example.com',
    'LSG x y z',
    'CHL 0',
    'QNG zero',
    'NOT 0',
    'RNG 1 127.0.0.1:1 CKI x bob@example.com Bob',
    ...Array.from({ length: 300 }, (_, at) => `RNG ${at} 127.0.0.1:1 CKI x bob${at}@example.com Bob`),
  ])
    connection.sendLine(line)
  connection.sendPayload('MSG Hotmail Hotmail', 'Content-Type: text/html\r\n\r\n<script>alert(1)</script>')
  connection.sendPayload('MSG bob@example.com Bob', rawText('not from a switchboard'))
  connection.send(Buffer.from('NLN BSY bob@example.com \xff\xfe\x80Bob 0\r\n', 'latin1'))
  await expect(list.getByRole('treeitem', { name: /Bob, Busy$/ })).toBeVisible()
  expect(await program.hasWindow('conversation')).toBe(false)

  await test.step('a switchboard where people speak who never came', async () => {
    connection.sendLine(`RNG 77 127.0.0.1:${server.port} CKI cookie bob@example.com Bob`)
    const room = await server.next()
    const [, number] = await room.expect(/ANS (\d+) alice@example.com cookie 77\r\n/)
    room.sendLine(`IRO ${number} 1 1 bob@example.com %3Cb%3EBob`)
    room.sendLine(`ANS ${number} OK`)
    room.sendPayload('MSG Hotmail Hotmail', 'Content-Type: text/x-msmsgsprofile\r\n\r\nMSPAuth: x')
    room.sendLine('BYE ghost@example.com')
    room.sendPayload('MSG bob@example.com Bob', Buffer.from(`${rawText('')}\xff\xfeB\xf6b`, 'latin1'))
    room.sendPayload('MSG bob@example.com %3Cb%3EBob', rawText('hello from Bob'))
    room.sendPayload('MSG ghost@example.com Ghost', rawText('I was never here'))
    const conversation = await program.window('conversation', { with: 'bob@example.com' })
    await expect(said(conversation, 'hello from Bob')).toBeVisible()
    await expect(said(conversation, '\ufffd\ufffdB\ufffdb')).toBeVisible()
    await expect(logOf(conversation).getByText('Ghost says')).toBeVisible()
    await conversation.screenshot({ path: info.outputPath('conversation.png') })
    await write(conversation, 'hello you')
    await room.expect(/MSG \d+ A \d+\r\n[^]*\r\n\r\nhello you/)
    room.send(`MSG bob@example.com Bob 65537\r\n`)
    await room.closed()
    await expect(logOf(conversation).getByText('hello you')).toBeVisible()
  })
  expect(await activeNodes(list)).toEqual(nodes)

  await test.step('a name of 64 KiB ends the connection with a sentence', async () => {
    connection.sendLine(`NLN NLN bob@example.com ${'B'.repeat(65_536)} 0`)
    await expect(list.getByText('You are offline at the moment.')).toBeVisible()
    await expect(list.getByText('The server sent something that makes no sense.')).toBeVisible()
    await signOut(list)
  })
  await expect.poll(() => program.hasWindow('contact-list')).toBe(false)
  const local = await program.signIn(alice)
  await expect(contactIn(local, 'Echo', 'Available')).toBeVisible()
  expect(complaints).toEqual([])
})
