import { change, contactIn, expect, setStatus, talkTo, test } from '../support/deeds.ts'

const alice = 'alice@example.com'
const bob = 'bob@example.com'

test('statuses are seen by the other one, and hidden is seen as offline', async ({ meet }) => {
  const [one, other] = await meet(alice, bob)
  const bobTalk = await talkTo(other, alice)
  for (const status of ['Busy', 'Be right back', 'On the phone']) {
    await setStatus(one.list, status)
    await expect(contactIn(other.list, alice, status)).toBeVisible()
    await expect(bobTalk.getByText(`${alice} may not reply: the status is “${status}”.`)).toBeVisible()
  }
  await setStatus(one.list, 'Appear offline')
  await expect(contactIn(other.list, alice, 'Offline')).toBeVisible()
  const offline = bobTalk.getByText(
    `${alice} is offline. What you write is delivered when ${alice} signs in.`,
  )
  await expect(offline).toBeVisible()
  await expect(one.list.getByRole('button', { name: 'Your status: Appear offline' })).toBeVisible()
  await setStatus(one.list, 'Available')
  await expect(contactIn(other.list, alice, 'Available')).toBeVisible()
  await expect(offline).toHaveCount(0)
  await expect(bobTalk.getByText(/may not reply/)).toHaveCount(0)
})

test('a friendly name and a personal message reach the other one’s list, header and title', async ({
  meet,
}) => {
  const [one, other] = await meet(alice, bob)
  const bobTalk = await talkTo(other, alice)
  const name = 'Alice ✨ 100 % <b>世界</b>'
  const message = 'Tea & “biscuits” <i>at</i> 5'
  await change(one.list, `Change your name: ${alice}`, 'Your name', name)
  await expect(contactIn(other.list, name, 'Available')).toBeVisible()
  await change(one.list, 'Share a quick message', 'Personal message', message)
  await expect(
    other.list.getByRole('treeitem', { name: `${name}, Available, ${message}`, exact: true }),
  ).toBeVisible()
  await expect(bobTalk.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(bobTalk.getByText(message, { exact: true })).toBeVisible()
  await expect(bobTalk).toHaveTitle(`${name} – Conversation`)

  await change(one.list, /^Change your personal message/, 'Personal message', '')
  await expect(other.list.getByRole('treeitem', { name: `${name}, Available`, exact: true })).toBeVisible()
  await expect(bobTalk.getByText(message, { exact: true })).toHaveCount(0)
})

test('somebody who does not use the computer is seen as idle, and then as before', async ({ meet }) => {
  const [one, other] = await meet(alice, bob)
  await setStatus(other.list, 'Busy')
  for (const { program } of [one, other]) {
    await program.setComputer({ idleSeconds: 5 * 60 })
    await program.wakeUp()
  }
  await expect(one.list.getByRole('button', { name: 'Your status: Idle' })).toBeVisible()
  await expect(contactIn(other.list, alice, 'Idle')).toBeVisible()
  // Only somebody who was available becomes idle.
  await expect(contactIn(one.list, bob, 'Busy')).toBeVisible()
  for (const { program } of [one, other]) {
    await program.setComputer({ idleSeconds: 0 })
    await program.wakeUp()
  }
  await expect(contactIn(other.list, alice, 'Available')).toBeVisible()
  await expect(contactIn(one.list, bob, 'Busy')).toBeVisible()
})
