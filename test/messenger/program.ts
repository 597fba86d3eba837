import { accountIdOf, type Account } from '../../app/account.ts'
import type { Conversation, ConversationId } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import { signInSchema, type CallArgs } from '../../app/ipc.ts'
import { defaultFormat, type Entry } from '../../app/message.ts'
import type { Network } from '../../app/networks.ts'
import type { Result } from '../../app/reasons.ts'
import type { State } from '../../app/state.ts'
import { createMessenger, type Messenger } from '../../main/messenger/messenger.ts'
import type { HistoryHome } from '../../main/messenger/history/history-home.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { noSecrets } from '../../main/messenger/accounts/secrets.ts'
import { Store } from '../../main/messenger/store.ts'
import { openConnection } from '../../main/net/connection.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'
import * as v from 'valibot'
import { FakeClock } from './fake-clock.ts'
import { historyAt } from './history-at.ts'

/** No id is used by two programs, not even by two runs with the same files. */
let ids = 0

/** One running messenger, as a test uses it: an account on a network, without windows. */
export class Program {
  readonly store = new Store()
  readonly clock: FakeClock
  readonly messenger: Messenger
  readonly events: Event[] = []
  readonly faults: unknown[] = []
  readonly accountId: string
  readonly network: Network
  readonly history: HistoryHome
  readonly address: string

  constructor(network: Network, address: string, options: Partial<MessengerOptions> = {}) {
    this.network = network
    this.address = address
    this.accountId = accountIdOf(network.id, address)
    this.clock = (options.clock as FakeClock | undefined) ?? new FakeClock()
    this.history = options.history ?? historyAt()
    this.messenger = createMessenger({
      ...storageOf(openDatabase(':memory:').database, () => '6f2c7a10-0000-4000-8000-00000000beef'),
      store: this.store,
      clock: this.clock,
      randomId: () => `id-${++ids}`,
      openConnection,
      random: () => 0.5,
      createServices: (given) => new NetworkServices(given),
      findSystemProxy: () => Promise.resolve(null),
      placeName: 'test',
      soon: (run) => setImmediate(run),
      locale: 'en-US',
      secrets: noSecrets,
      prepareNetwork: (given) => Promise.resolve(given),
      log: (message, error) => this.faults.push([message, error]),
      ...options,
      history: this.history,
    })
    this.store.subscribe((event) => this.events.push(event))
  }

  /** `password` null for the remembered one. */
  signIn(
    password: string | null = 'secret',
    more: Partial<CallArgs<'signIn'>[0]> = {},
  ): Promise<Result<string>> {
    const credentials = password === null ? {} : { password }
    return this.messenger.signIn(
      v.parse(signInSchema, { network: this.network, address: this.address, ...credentials, ...more }),
    )
  }

  get account(): Account {
    return this.store.state.accounts[this.accountId]!
  }

  /** The id of the conversation with somebody, opened. */
  async open(address: string): Promise<ConversationId> {
    const result = await this.messenger.openConversation(this.accountId, address)
    if (!result.ok) throw new Error(result.reason)
    return result.value
  }

  /** Sends a plain text and answers the id of its line. */
  async say(id: ConversationId, text: string): Promise<string> {
    const result = await this.messenger.sendMessage(id, text, defaultFormat)
    if (!result.ok) throw new Error(result.reason)
    return result.value
  }

  conversation(id: ConversationId): Conversation {
    return this.store.state.conversations[id]!
  }

  entry(id: ConversationId, entryId: string): Exclude<Entry, { kind: 'notice' }> {
    const found = this.conversation(id).entries.find((entry) => entry.id === entryId)
    if (found === undefined || found.kind === 'notice') throw new Error('no such line')
    return found
  }

  /** Texts and notices of a conversation, short. */
  log(id: ConversationId): string[] {
    return this.conversation(id).entries.map(inShort)
  }

  /** Resolves with what the predicate found, at once or after an event. */
  until<T>(find: (state: State) => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = (state: State): boolean => {
        const found = find(state)
        if (found === null || found === undefined || found === false) return false
        resolve(found)
        return true
      }
      if (check(this.store.state)) return
      const stop = this.store.subscribe((_event, state) => {
        if (check(state)) stop()
      })
    })
  }

  /** Lets time pass while the server goes on answering. */
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 30_000) {
      this.clock.advance(Math.min(left, 30_000))
      await this.messenger.setPersonalMessage(this.accountId, this.account.me.personalMessage)
    }
  }

  /** Resolves when a line's fate is known. */
  settled(id: ConversationId, entryId: string) {
    return this.until((state) => {
      const entry = state.conversations[id]?.entries.find((one) => one.id === entryId)
      return (
        entry !== undefined && entry.kind !== 'notice' && entry.delivery.state !== 'sending' && entry.delivery
      )
    })
  }

  /** Resolves with the id of the conversation in which a text came. */
  heard(text: string): Promise<ConversationId> {
    return this.until(
      ({ conversations }) =>
        Object.values(conversations).find(({ entries }) =>
          entries.some((entry) => entry.kind === 'text' && !entry.mine && entry.text === text),
        )?.id,
    )
  }
}

function inShort(entry: Entry): string {
  switch (entry.kind) {
    case 'text':
      return `${entry.mine ? 'me' : entry.author.address}: ${entry.text}`
    case 'nudge':
      return `${entry.mine ? 'me' : entry.author.address}: (nudge)`
    case 'action':
      return `${entry.author.address} ${entry.text}`
    case 'notice':
      return 'who' in entry.notice
        ? `(${entry.notice.kind} ${entry.notice.who.address})`
        : `(${entry.notice.kind})`
  }
}
