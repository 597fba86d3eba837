import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { plainly, textOf } from './session.ts'

// One account at two places, and the local server, over real TCP.

let server: LocalServer
let accounts = 0

beforeAll(async () => {
  server = await startLocalServer({
    host: '127.0.0.1',
    port: 0,
    httpPort: 0,
    directoryFile: null,
    contactsWhoAnswer: false,
  })
})
afterAll(() => server.close())

const study = { machineId: '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}', placeName: 'Study' }
const attic = { machineId: '{bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb}', placeName: 'Attic <&>' }

/** Alice in her study and in her attic. */
async function twoPlaces(dialect: string) {
  const address = `places${++accounts}@example.com`
  const below = await Person.signIn(server, address, dialect, 'online', study)
  const above = await Person.signIn(server, address, dialect, 'busy', attic)
  return { address, below, above, signOut: () => [below, above].forEach((one) => one.signOut()) }
}

/** Waits until somebody knows of places with these names. */
async function places(person: Person, ...names: readonly string[]) {
  const event = await person.notification.ear.next(
    (each) =>
      each.type === 'places-changed' &&
      JSON.stringify(each.places.map(({ name }) => name).sort()) === JSON.stringify([...names].sort()),
  )
  if (event.type !== 'places-changed') throw new Error('never')
  return event.places
}

const signedOut = (person: Person) => person.notification.ear.next(({ type }) => type === 'signed-out')

describe.each(['MSNP16', 'MSNP17', 'MSNP18'])('in %s an account', (dialect) => {
  test('is told of all its places, which one is here, and when one goes', async () => {
    const { below, above, signOut } = await twoPlaces(dialect)
    const known = await places(below, 'Study', 'Attic <&>')
    expect(known.map(({ id, here, kind }) => [id, here, kind]).sort()).toEqual([
      [study.machineId, true, 'computer'],
      [attic.machineId, false, 'computer'],
    ])
    above.signOut()
    await places(below, 'Study')
    signOut()
  })

  test('signs out at another place', async () => {
    const { below, above, signOut } = await twoPlaces(dialect)
    await places(below, 'Study', 'Attic <&>')
    await below.session.signOutPlace(attic.machineId)
    expect(await signedOut(above)).toMatchObject({ reason: 'signed-out-elsewhere' })
    above.notification.close()
    await places(below, 'Study')
    await below.session.ping()
    signOut()
  })

  test('signs out everywhere else', async () => {
    const { below, above, signOut } = await twoPlaces(dialect)
    await places(above, 'Study', 'Attic <&>')
    await above.session.signOutPlace(null)
    expect(await signedOut(below)).toMatchObject({ reason: 'signed-out-elsewhere' })
    await above.session.ping()
    signOut()
  })

  test('has the status and the message that the other place gave it', async () => {
    const { below, above, signOut } = await twoPlaces(dialect)
    await below.session.setPersonalMessage('downstairs', null)
    await above.session.setPresence('away')
    await below.notification.ear.next(
      (event) => event.type === 'me-changed' && event.change.presence === 'away',
    )
    await above.session.setPersonalMessage('upstairs', null)
    await below.notification.ear.next(
      (event) => event.type === 'me-changed' && event.change.personalMessage === 'upstairs',
    )
    signOut()
  })

  test('takes part in a conversation at both', async () => {
    const { address, below, above, signOut } = await twoPlaces(dialect)
    const bob = await Person.signIn(server, `bob-of-${address}`, dialect)
    await below.session.contacts.add(bob.address, plainly)
    await bob.session.contacts.add(address, plainly)
    await places(below, 'Study', 'Attic <&>')

    const hers = await below.openSwitchboard()
    const calledBob = bob.called()
    const joined = hers.session.invite(bob.address)
    const his = await bob.answer(await calledBob)
    await joined
    const upstairs = await above.answer(await above.called())
    expect(upstairs.session.participants.map((who) => who.address)).toEqual([bob.address])
    expect(his.session.participants.map((who) => who.address)).toEqual([address])

    expect(await his.session.sendText('hello, both of you', textOf())).toBe('acknowledged')
    for (const one of [hers, upstairs]) {
      expect(await one.ear.next(({ type }) => type === 'message-received')).toMatchObject({
        message: { text: 'hello, both of you' },
      })
    }
    for (const one of [hers, his, upstairs]) one.close()
    bob.signOut()
    signOut()
  })
})

test('in dialects without places there is nobody to sign out', async () => {
  const alone = await Person.signIn(server, 'alone@example.com', 'MSNP15', 'online', study)
  expect(alone.session.features.places).toBe(false)
  await expect(alone.session.signOutPlace(null)).resolves.toBeUndefined()
  alone.signOut()
})
