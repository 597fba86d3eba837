import { accountIdOf } from '../../app/account.ts'
import { EventBatch } from '../../main/messenger/accounts/event-batch.ts'
import { Store } from '../../main/messenger/store.ts'
import { NotificationServer } from '../../main/protocol/notification-server.ts'
import { fromNotificationServer, type Command } from '../../main/protocol/wire/command.ts'
import { CommandReader } from '../../main/protocol/wire/reader.ts'
import type { Case } from './measure.ts'

const size = 10_000
const accountId = accountIdOf('local', 'me@example.com')
const guid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const friends = Array.from({ length: size }, (_, at) => at)

/** What a server of dialect 12 answers, as the specification's page on signing in has it. */
const answers: Record<string, (trid: string) => string> = {
  VER: (trid) => `VER ${trid} MSNP12 CVR0\r\n`,
  CVR: (trid) => `CVR ${trid} 7.5.0324 7.5.0324 1.0.0000 http://example.com/ http://example.com/\r\n`,
  SYN: (trid) => list(trid),
}
const users = ['USR 3 TWN S policy\r\n', 'USR 4 OK me@example.com 1 0\r\n']

function list(trid: string): string {
  const people = friends.map((at) => `LST N=friend${at}@example.com F=Friend%20${at} C=${guid(at)} 11 1\r\n`)
  return `SYN ${trid} 2026-11-23T10:00:00.0-00:00 2026-11-23T10:00:00.0-00:00 ${size} 0\r\nGTC A\r\nBLP AL\r\nPRP MFN Me\r\n${people.join('')}`
}

const presences = Buffer.from(
  friends.map((at) => `ILN 6 NLN friend${at}@example.com Friend%20${at} 1342558252\r\n`).join(''),
)
const listBytes = Buffer.from(list('5'))
const clock = { now: () => 0, after: () => () => {} }

/** Signs in and hears of everybody's status: bytes through reader, session and store, in pieces as a socket has them. */
async function signIn(): Promise<void> {
  const store = new Store()
  const me = { name: 'Me', presence: 'online', personalMessage: '', currentMedia: null } as const
  store.publish({ type: 'account-opened', accountId, address: 'me@example.com', networkId: 'local', me })
  const batch = new EventBatch(accountId, (event) => store.publish(event))
  const reader = new CommandReader(fromNotificationServer)
  const left = [...users]
  const hear = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += 65_536) {
      reader.push(bytes.subarray(at, at + 65_536))
      for (let next = reader.next(); next !== null; next = reader.next()) session.receive(next)
      batch.flush()
    }
  }
  const send = ({ verb, params }: Command): void => {
    const [trid = ''] = params
    const answer = verb === 'USR' ? left.shift() : answers[verb]?.(trid)
    queueMicrotask(() => hear(Buffer.from(answer ?? '')))
  }
  const session: NotificationServer = new NotificationServer({
    address: 'me@example.com',
    dialects: ['MSNP12'],
    clientVersion: '',
    machineId: '',
    placeName: '',
    services: {
      fetchTicket: () => Promise.resolve('ticket'),
      fetchToken: () => Promise.reject(new Error('no token')),
      callSoap: () => Promise.reject(new Error('no address book')),
      has: () => false,
    },
    clock,
    send,
    onEvent(event) {
      if (
        event.type !== 'invited' &&
        event.type !== 'signed-out' &&
        event.type !== 'offline-messages-waiting' &&
        event.type !== 'message-relayed'
      )
        batch.add(event)
    },
  })
  await session.signIn({ onStep: () => {} })
  hear(presences)
  session.connectionClosed()
  check(store)
}

function check({ state }: Store): void {
  const contacts = Object.values(state.accounts[accountId]?.contacts ?? {})
  const online = contacts.filter(({ presence }) => presence === 'online').length
  if (contacts.length !== size || online !== size)
    throw new Error(`${contacts.length} contacts, ${online} online`)
}

/** The least that anybody must do with these bytes: cut them into words. */
function readOnly(): number {
  const lines = Buffer.concat([listBytes, presences]).toString().split('\r\n')
  return lines.reduce((sum, line) => sum + line.split(' ').length, 0)
}

/** Signing in with a contact list far beyond what any network allows. */
export const signInCases: readonly Case[] = [
  {
    name: `sign in with ${size} contacts, all online`,
    amount: size,
    unit: 'contacts',
    run: signIn,
    baseline: { name: 'cut the bytes into words', run: readOnly },
  },
]
