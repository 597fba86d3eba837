import type { Duplex } from 'node:stream'
import { acceptConnection } from '../net/connection.ts'
import type { Grammar } from '../protocol/wire/command.ts'
import type { Client, ServerContext, Session } from './server-context.ts'
import { SignIn } from './signing-in/sign-in.ts'
import { SwitchboardSession } from './switchboard-session.ts'

/** What clients send: nothing of theirs is longer, so nobody can make the server keep more. */
const fromClients: Grammar = {
  payloadVerbs: new Set('MSG QRY UUX PAG PGD ADL RML FQY UUM UUN SDC PUT SDG DEL VAS NOT'.split(' ')),
  errorPayloads: false,
  maxLineBytes: 4096,
  maxPayloadBytes: 16 * 1024,
}

/** A socket, or a session of the gateway that stands for one. */
export type Peer = Duplex & {
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
}

/** Serves one client: VER begins a notification session, USR or ANS a switchboard, anything else nothing. */
export function serveClient(
  server: ServerContext,
  socket: Peer,
  serverAddress: string,
  onClose: () => void,
): void {
  const sessions: Session[] = []
  let firstVerb = ''
  const connection = acceptConnection(socket, {
    chooseGrammar: (verb) => {
      firstVerb = verb
      return ['VER', 'USR', 'ANS'].includes(verb) ? fromClients : null
    },
    onCommands: (commands) => {
      if (sessions.length === 0) begin()
      for (const each of commands.filter(({ verb }) => !server.silentVerbs.has(verb)))
        for (const session of sessions) if (!closing) session.receive(each)
    },
    onClose: () => {
      cancel()
      for (const session of sessions) session.closed()
      onClose()
    },
  })
  let closing = false
  const cancel = server.clock.after(server.limits.signInMs, () => connection.close())
  const client: Client = {
    send: (message) => connection.send(message),
    close: () => {
      closing = true
      connection.close()
    },
    remoteAddress: connection.remoteAddress.replace(/^::ffff:/, ''),
    remotePort: socket.remotePort ?? 0,
    serverAddress,
  }
  const begin = (): void => {
    cancel()
    sessions.push(firstVerb === 'VER' ? new SignIn(server, client) : new SwitchboardSession(server, client))
  }
}
