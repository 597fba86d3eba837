import type { Locator, Page } from '@playwright/test'
import { expect, test, type Program } from '../support/launch.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

/** Opens the conversation with a contact as a person does. */
async function talkTo(program: Program, contactList: Page, contact: string): Promise<Page> {
  await contactList.getByRole('treeitem', { name: new RegExp(`^${contact}`) }).dblclick()
  return program.window('conversation')
}

async function write(conversation: Page, text: string): Promise<void> {
  await conversation.getByRole('textbox', { name: /^Write to/ }).fill(text)
  await conversation.keyboard.press('Enter')
}

const said = (conversation: Page, text: string): Locator =>
  conversation.getByRole('log').getByText(text, { exact: true })

/** How a line of the log looks to its reader. */
const look = (line: Locator) =>
  line.evaluate((element) => {
    const { fontWeight, fontStyle, textDecorationLine, color } = getComputedStyle(element)
    return { fontWeight, fontStyle, textDecorationLine, color }
  })

test('somebody signs in, opens Echo, writes a formatted line and gets it back', async ({ launch }, info) => {
  const program = await launch()
  const contactList = await program.signIn(alice)
  const conversation = await talkTo(program, contactList, 'Echo')
  await conversation.getByRole('button', { name: /^Bold/ }).click()
  await conversation.getByRole('button', { name: /^Underline/ }).click()
  await conversation.getByRole('button', { name: 'Colour' }).click()
  await conversation.getByRole('radio', { name: 'Purple' }).click()
  await write(conversation, 'Grüße, 世界 <b>')
  const lines = said(conversation, 'Grüße, 世界 <b>')
  await expect(lines).toHaveCount(2)
  for (const line of await lines.all()) {
    expect(await look(line)).toEqual({
      fontWeight: '700',
      fontStyle: 'normal',
      textDecorationLine: 'underline',
      color: 'rgb(128, 0, 128)',
    })
  }
  await contactList.screenshot({ path: info.outputPath('contact-list.png') })
  await conversation.screenshot({ path: info.outputPath('conversation.png') })
})

test('two people in two programs add each other and talk, each in a format of their own', async ({
  launch,
}) => {
  const [aliceProgram, bobProgram] = await Promise.all([launch(), launch()])
  const [aliceList, bobList] = await Promise.all([aliceProgram.signIn(alice), bobProgram.signIn(bob)])
  await aliceList.getByRole('button', { name: 'Add a contact' }).click()
  await aliceList.getByRole('textbox', { name: 'Address' }).fill(bob)
  await aliceList.keyboard.press('Enter')
  await bobList.getByRole('button', { name: 'Accept and add' }).click()
  await expect(bobList.getByRole('treeitem', { name: `${alice}, Available` })).toBeVisible()
  await expect(aliceList.getByRole('treeitem', { name: `${bob}, Available` })).toBeVisible()

  const aliceTalk = await talkTo(aliceProgram, aliceList, bob)
  await aliceTalk.getByRole('button', { name: /^Italic/ }).click()
  await write(aliceTalk, 'hello Bob')
  const bobTalk = await bobProgram.window('conversation', { with: alice })
  await expect(said(bobTalk, 'hello Bob')).toBeVisible()
  expect(await look(said(bobTalk, 'hello Bob'))).toMatchObject({ fontStyle: 'italic', fontWeight: '400' })

  await bobTalk.getByRole('button', { name: /^Strikethrough/ }).click()
  await write(bobTalk, 'hello Alice')
  await expect(said(aliceTalk, 'hello Alice')).toBeVisible()
  expect(await look(said(aliceTalk, 'hello Alice'))).toMatchObject({
    textDecorationLine: 'line-through',
    fontStyle: 'normal',
  })
})
