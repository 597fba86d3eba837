import { command, type Command } from '../protocol/wire/command.ts'
import { ClientInRoom } from './client-in-room.ts'
import type { Client, ServerContext, Session } from './server-context.ts'

/** A connection to a switchboard: USR or ANS, and then one participant of a room. */
export class SwitchboardSession implements Session {
  readonly #server: ServerContext
  readonly #client: Client
  readonly #stopWaiting: () => void
  #participant: ClientInRoom | null = null

  constructor(server: ServerContext, client: Client) {
    this.#server = server
    this.#client = client
    this.#stopWaiting = server.clock.after(server.limits.signInMs, () => client.close())
  }

  receive({ verb, params, payload }: Command): void {
    if (verb === 'OUT') return this.#goOut()
    // Some clients keep switchboards alive with a PNG, which has no number and gets no answer here.
    if (!['USR', 'ANS', 'CAL', 'MSG'].includes(verb)) return
    const [trid, ...words] = params
    if (trid === undefined || !/^\d{1,10}$/.test(trid)) return this.#goOut()
    if (this.#participant === null) return this.#comeIn(verb, trid, words)
    if (verb === 'CAL') this.#participant.call(trid, words[0] ?? '')
    else if (verb === 'MSG') this.#participant.send(trid, words[0] ?? '', payload)
    else this.#client.send(command('715', trid))
  }

  closed(): void {
    this.#stopWaiting()
    this.#participant?.leave()
  }

  /** C: OUT, or what is no command. The room is left at once: what is said while the connection closes would be lost. */
  #goOut(): void {
    this.closed()
    this.#client.close()
  }

  /** C: USR trid address{;guid} cookie, or ANS trid address{;guid} cookie session; wrong or used cookie: 911 and the end. */
  #comeIn(verb: string, trid: string, words: readonly string[]): void {
    const [name = '', cookie = '', session] = words
    const [address, place] = name.toLowerCase().split(';')
    const admission = this.#server.cookies.take(cookie)
    const fits =
      admission !== null &&
      admission.account.address === address &&
      (place === undefined || place === admission.place) &&
      admission.called === (verb === 'ANS') &&
      (verb === 'USR' || session === admission.room.id) &&
      !admission.room.hasPlace(admission.account.address, admission.place)
    if (!fits) {
      this.#client.send(command('911', trid))
      return this.#client.close()
    }
    this.#stopWaiting()
    this.#participant = new ClientInRoom(this.#server, this.#client, admission)
    if (verb === 'USR') this.#participant.open(trid, name)
    else this.#participant.answer(trid)
  }
}
