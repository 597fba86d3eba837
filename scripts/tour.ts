import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connectionTestSteps } from '../app/connection-test.ts'
import { freePort } from '../test/support/free-port.ts'
import { installFonts } from './browser.ts'
import { root, say } from './command.ts'
import { useHost } from './electron-host.ts'
import { Person } from './tour-person.ts'

const pictures = [
  'sign-in.png',
  'sign-in-dark.png',
  'contact-list.png',
  'contact-list-dark.png',
  'conversation-light.png',
  'conversation-dark.png',
  'contact-list-groups.png',
  'contact-card.png',
  'second-account.png',
  'reconnecting.png',
  ...[
    'left-for-somebody-offline',
    'failed-line',
    'retried-line',
    'last-talk',
    'history',
    'history-search',
  ].flatMap((name) => [`${name}.png`, `${name}-dark.png`]),
  'settings.png',
  'network-editor.png',
  ...connectionTestSteps.map((step) => `connection-test-${step}.png`),
]

/**
 * Starts the whole program twice, lets two people meet on the local network and talk in formatted text, and leaves pictures
 * of their windows in tour/. False, after a sentence, when that does not work.
 */
export async function playTour(): Promise<boolean> {
  if (!(await useHost('headless'))) return false
  await installFonts()
  const folder = path.join(root, 'tour')
  const profiles = mkdtempSync(path.join(os.tmpdir(), 'papilio-tour-'))
  mkdirSync(folder, { recursive: true })
  try {
    await meet(folder, profiles)
    say(`The pictures:\n${pictures.map((name) => `  ${path.join(folder, name)}`).join('\n')}`)
    return true
  } catch (error) {
    say(`The tour ended early: ${error instanceof Error ? error.message : String(error)}`)
    return false
  } finally {
    rmSync(profiles, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function meet(folder: string, profiles: string): Promise<void> {
  // Imported late: what it starts as Electron is decided when it is loaded.
  const { start } = await import('../test/support/launch.ts')
  const { showLists } = await import('./tour-lists.ts')
  const { showHistory, showLines } = await import('./tour-history.ts')
  const { showConnection } = await import('./tour-connection.ts')
  const ports = { port: await freePort(), httpPort: await freePort() }
  const env = { PAPILIO_LOCAL_PORT: `${ports.port}`, PAPILIO_LOCAL_HTTP_PORT: `${ports.httpPort}` }
  const programs = [
    await start({ env }, null, path.join(profiles, 'alice')),
    await start({ env }, null, path.join(profiles, 'bob')),
  ] as const
  try {
    const alice = new Person('Alice', programs[0], folder)
    const bob = new Person('Bob', programs[1], folder)
    await talk(alice, bob)
    const stop = { program: programs[0], ports, folder }
    say('Alice puts her contacts in order, and signs in to a second network.')
    await showLists(stop, alice, bob)
    say('She writes to somebody who is offline, and to a server that refuses a word; then she looks back.')
    await showLines(stop, alice)
    await showHistory(stop, alice, bob)
    say('She enters a network of her own, wrong at first, and tests the connection.')
    await showConnection(stop, alice)
  } finally {
    for (const program of programs) await program.close().catch(() => undefined)
  }
}

async function talk(alice: Person, bob: Person): Promise<void> {
  say('Alice and Bob sign in; her program hosts the network, his finds it.')
  await alice.signIn('sign-in.png', 'light')
  await bob.signIn('sign-in-dark.png', 'dark')
  await alice.introduce('Growing butterflies (#)')
  await bob.introduce('Back in Lisbon')

  say('Alice adds Bob, and Bob says yes.')
  await alice.add(bob.address)
  await bob.accept()
  await alice.seesOnline(bob)
  await bob.seesOnline(alice)
  await alice.drawContactList('contact-list.png')

  say('They talk.')
  await bob.useTheme('Dark')
  await bob.drawContactList('contact-list-dark.png')
  await alice.openConversation(bob)
  await alice.write(bob, 'Hello Bob! Did you see the garden today? :)', {
    font: 'Verdana',
    effects: ['Bold'],
    color: 'Purple',
  })
  await alice.makeRoom(bob)
  await bob.makeRoom(alice)
  await bob.write(alice, 'I did. The swallowtail is back!', {
    font: 'Times New Roman',
    effects: ['Italic'],
    color: 'Teal',
  })
  await alice.write(bob, 'Do not forget: the flower market is on Saturday', {
    font: 'Arial',
    effects: ['Underline'],
    color: 'Red',
  })
  await bob.write(alice, 'At nine', { effects: ['Strikethrough'], color: 'Grey' })
  await bob.write(alice, 'At ten, after a coffee (c)', {
    font: 'Courier New',
    effects: ['Bold', 'Italic'],
    color: 'Blue',
  })
  await alice.nudge(bob)
  await alice.write(bob, 'Lovely (f) see you there', { font: 'Verdana', effects: ['Bold'], color: 'Purple' })
  await alice.drawConversation(bob, 'conversation-light.png')
  await bob.drawConversation(alice, 'conversation-dark.png')
}
