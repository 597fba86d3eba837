import type { Page } from '@playwright/test'
import { activeNodes, complaintsOf } from '../support/complaints.ts'
import { composerOf, expect, logOf, said, test, write } from '../support/deeds.ts'
import { makeFriends, RawPerson, rawText, type RawConnection } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const mallory = 'mallory@example.com'

const evilName = '<img src=x onerror=alert(1)></title><style>*{display:none}</style>'
const evilMessage = '"><svg/onload=alert(2)><a href="javascript:alert(3)">click</a>'

/** Texts that would do something if anything in them were more than text. */
const evilTexts = [
  '<script>alert(1)</script>',
  '<img src="x" onerror="alert(1)">',
  '</p></div></main><h1>You are signed out</h1><iframe src="https://example.com/">',
  '<style>body{display:none}</style><link rel=stylesheet href=//example.com/x.css>',
  '<meta http-equiv=refresh content="0;url=https://example.com/">',
  '<form action="https://example.com/"><input name=password type=password>',
  'javascript:alert(1) data:text/html,<script>alert(1)</script> file:///etc/passwd',
  '&lt;b&gt;&amp;#60;script&amp;#62; &#x3C;script&#x3E;alert(1)',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)} %3Cscript%3E',
  `${alice} has left the conversation.`,
  'x'.repeat(1400),
] as const

/** Values of `X-MMS-IM-Format` that would be style, markup or too much, if they were taken as they are. */
const evilFormats = [
  'FN=%22%3E%3Cscript%3Ealert(1)%3C/script%3E; EF=B; CO=ff; CS=0; PF=22',
  'FN=x;background:url(https://example.com/x.png); EF=; CO=0; CS=0; PF=22',
  'FN=x%3B%20background%3A%20url(https%3A//example.com/x.png)%3B%20position%3Afixed; EF=; CO=0; CS=0; PF=22',
  'FN=expression(alert(1)); EF=BIUS<b>; CO=red;position:fixed; CS=0; PF=22',
  'FN=Arial; EF=; CO=ffffffffffffffffff; CS=999999; PF=-1',
  `FN=${'A'.repeat(900)}; EF=B; CO=0`,
  'FN=%; EF=%00; CO=0x10; RL=url(x)',
  '%%%;;;===',
] as const

const message = (...lines: readonly string[]): string => ['MIME-Version: 1.0', ...lines].join('\r\n')

/** Messages that must leave nothing in the log. */
const unseen: readonly string[] = [
  ...['text/html', 'image/svg+xml', 'application/x-evil', '<script>alert(1)</script>', 'x'.repeat(900)].map(
    (type) => message(`Content-Type: ${type}`, '', '<script>alert(1)</script>'),
  ),
  message(
    'Content-Type: application/x-msmsgssystemmessage',
    '',
    'Type: 1\r\nArg1: 5\r\n<b>The server goes down</b>',
  ),
  message('Content-Type: text/x-msmsgsprofile; charset=UTF-8', 'MSPAuth: stolen', 'sid: 1', '', ''),
  message('Content-Type: text/x-msmsgsinitialemailnotification', '', 'Inbox-Unread: 7\r\n'),
  message('Content-Type: text/x-msmsgscontrol', `TypingUser: ${alice}`, '', ''),
  message('Content-Type: text/x-msmsgscontrol', 'TypingUser: carol@example.com', '', ''),
  message('Content-Type: text/x-msmsgscontrol', 'TypingUser: <script>alert(1)</script>', '', ''),
  message('Content-Type: text/x-msnmsgr-datacast', '', 'ID: 99\r\nData: <script>alert(1)</script>'),
  message('Content-Type: text/x-mms-emoticon', '', '<script>\t<msnobj Creator="x" SHA1D="../../x"/>\t'),
  message('Content-Type: application/x-msnmsgrp2p', 'P2P-Dest: x', '', '\u0000'.repeat(48)),
  message('Content-Type: text/plain', 'Message-ID: {1}', 'Chunks: 4294967295', '', 'a'),
  message('Content-Type: text/plain', 'Message-ID: {2}', 'Chunks: -1', '', 'b'),
  message('Message-ID: {3}', 'Chunk: 999999999', '', 'c'),
  '',
  '\r\n\r\n',
]

/** Messages of which the last pieces never come. */
const chunkBombs = Array.from({ length: 200 }, (_, at) =>
  message(
    'Content-Type: text/plain; charset=UTF-8',
    `Message-ID: {bomb-${at}}`,
    'Chunks: 1024',
    '',
    'x'.repeat(1400),
  ),
)

/** Every inline style in the log, as the names of its properties and all of its text. */
const stylesOf = (conversation: Page) =>
  logOf(conversation).evaluate((log) =>
    [...log.querySelectorAll<HTMLElement>('[style]')].map(({ style }) => ({
      names: [...style],
      text: style.cssText,
    })),
  )

/** Says everything in order, and waits until the server has passed it on. */
async function sayAll(room: RawConnection, payloads: readonly string[]): Promise<void> {
  for (const payload of payloads) room.sendPayload('MSG 90 N', payload)
  room.sendPayload('MSG 91 A', message('Content-Type: text/x-keepalive', '', ''))
  await room.expect(/ACK 91\r\n/)
}

test('whatever a contact sends is text in the windows, and the program stays usable', async ({
  network,
  launch,
}, info) => {
  await makeFriends(network, alice, mallory)
  const program = await launch()
  const list = await program.signIn(alice)
  const complaints = complaintsOf(program)
  await expect(list.getByRole('treeitem', { name: `${mallory}, Offline` })).toBeVisible()
  const listNodes = await activeNodes(list)

  const evil = await RawPerson.signIn(network, mallory)
  await evil.ask(`PRP # MFN ${encodeURIComponent(evilName)}`)
  const xmlText = evilMessage.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  await evil.describe(
    `<Data><PSM>${xmlText}</PSM><CurrentMedia>\\0Music\\01\\0&lt;b&gt;{0}&lt;/b&gt;\\0&lt;script&gt;alert(4)&lt;/script&gt;\\0</CurrentMedia></Data>`,
  )
  const row = list.getByRole('treeitem', { name: `${evilName}, Available, ${evilMessage}` })
  await expect(row).toBeVisible()
  await expect(row).toContainText(evilMessage)

  const room = await evil.call(alice)
  await sayAll(room, [rawText('hello, I am harmless')])
  const conversation = await program.window('conversation', { with: mallory })
  await expect(said(conversation, 'hello, I am harmless')).toBeVisible()
  const nodes = await activeNodes(conversation)

  await sayAll(
    room,
    evilTexts.map((text) => rawText(text)),
  )
  await sayAll(
    room,
    evilFormats.map((format, at) => rawText(`format ${at}`, format)),
  )
  await sayAll(room, [...unseen, ...chunkBombs])
  await sayAll(room, [rawText('the last one')])
  await expect(said(conversation, 'the last one')).toBeVisible()

  for (const text of evilTexts) await expect(said(conversation, text)).toHaveCount(1)
  for (const [at] of evilFormats.entries()) await expect(said(conversation, `format ${at}`)).toHaveCount(1)
  await expect(logOf(conversation).locator('.line')).toHaveCount(evilTexts.length + evilFormats.length + 2)
  await expect(logOf(conversation).locator('.log-event')).toHaveCount(0)
  await expect(conversation.getByText(/writing…/)).toHaveCount(0)
  await expect(conversation.getByRole('heading', { name: evilName, exact: true })).toBeVisible()
  // Addresses of the web are links wherever they stand, to what one reads and to nothing else.
  for (const link of await conversation.getByRole('link').all()) {
    await expect(link).toHaveText(/^https:\/\/example\.com\/[^"<>]*$/)
    await expect(link).toHaveAttribute('href', (await link.textContent())!)
  }
  expect(await activeNodes(conversation)).toEqual(nodes)
  expect(await activeNodes(list)).toEqual(listNodes)
  const allowed = ['font-family', 'font-weight', 'font-style', 'text-decoration-line', 'color']
  for (const { names, text } of await stylesOf(conversation)) {
    expect(allowed).toEqual(expect.arrayContaining(names))
    const outsideOfQuotes = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
    expect(outsideOfQuotes).not.toMatch(/url|expression|script|position/i)
  }
  await conversation.screenshot({ path: info.outputPath('conversation.png') })
  await list.screenshot({ path: info.outputPath('contact-list.png') })

  await write(conversation, 'I am still here')
  await room.expect(/\r\n\r\nI am still here/)
  await expect(composerOf(conversation)).toHaveValue('')
  await list.getByRole('treeitem', { name: /^Echo,/ }).dblclick()
  const echo = await program.window('conversation', { with: 'echo@papilio.example' })
  await write(echo, 'and here')
  await expect(said(echo, 'and here')).toHaveCount(2)
  expect(complaints).toEqual([])
  // What the test listens to is heard.
  await conversation.evaluate(() => console.error('a complaint'))
  await expect.poll(() => complaints).toEqual(['a complaint'])
})
