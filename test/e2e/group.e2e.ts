import { choose, composerOf, expect, logOf, said, talkTo, test, write } from '../support/deeds.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const carol = 'carol@example.com'

test('three people talk: one is invited, everybody hears everybody, one leaves', async ({ meet }, info) => {
  const [one, two, three] = await meet(alice, bob, carol)
  const aliceTalk = await talkTo(one, bob)
  await write(aliceTalk, 'shall we ask Carol?')
  const bobTalk = await two.program.window('conversation', { with: alice })
  await expect(said(bobTalk, 'shall we ask Carol?')).toBeVisible()

  await choose(aliceTalk, 'Invite', `${carol} <${carol}>`)
  await expect(logOf(aliceTalk).getByText(`You have invited ${carol}.`)).toBeVisible()
  for (const page of [aliceTalk, bobTalk])
    await expect(logOf(page).getByText(`${carol} has joined the conversation.`)).toBeVisible()

  await write(aliceTalk, 'hello both')
  const carolTalk = await three.program.window('conversation')
  await expect(said(carolTalk, 'hello both')).toBeVisible()
  await expect(carolTalk.getByText('shall we ask Carol?')).toHaveCount(0)
  await write(bobTalk, 'hello from Bob')
  await write(carolTalk, 'hello from Carol')
  const everybody = [aliceTalk, bobTalk, carolTalk]
  for (const page of everybody) {
    for (const text of ['hello both', 'hello from Bob', 'hello from Carol'])
      await expect(said(page, text)).toHaveCount(1)
    const people = page.getByRole('list', { name: 'In this conversation' }).getByRole('listitem')
    await expect(people).toHaveCount(3)
  }
  await composerOf(bobTalk).pressSequentially('hm')
  for (const page of [aliceTalk, carolTalk]) await expect(page.getByText(`${bob} is writing…`)).toBeVisible()
  for (const [at, page] of everybody.entries())
    await page.screenshot({ path: info.outputPath(`three-${at}.png`) })

  const closed = carolTalk.waitForEvent('close')
  await choose(carolTalk, 'Menu', 'Leave the conversation')
  await closed
  for (const page of [aliceTalk, bobTalk])
    await expect(logOf(page).getByText(`${carol} has left the conversation.`)).toBeVisible()
  await write(aliceTalk, 'two again')
  await expect(said(bobTalk, 'two again')).toBeVisible()
  await expect.poll(() => three.program.hasWindow('conversation')).toBe(false)
  for (const page of [aliceTalk, bobTalk])
    await expect(page.getByRole('list', { name: 'In this conversation' }).getByRole('listitem')).toHaveCount(
      2,
    )
})
