import { expect, test } from '../support/launch.ts'

test('what was packed opens, signs in on the local network and shows the contact list', async ({
  launch,
}) => {
  const program = await launch()
  const contactList = await program.signIn('alice@example.com')
  await expect(contactList.getByText('alice@example.com').first()).toBeVisible()
  const folder = await program.electron.evaluate(({ app }) => app.getAppPath())
  expect(folder).toBe(process.env.PAPILIO_E2E_APP_DIR)
})
