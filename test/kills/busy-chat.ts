import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountIdOf } from '../../app/account.ts'
import { conversationIdOf } from '../../app/conversation.ts'
import type { Network } from '../../app/networks.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { networkOf } from '../messenger/local-network.ts'
import { OtherPerson } from './other-person.ts'
import { ProgramRun, programKinds, type ProgramKind } from './program-run.ts'
import type { Random } from './random.ts'
import { Seen } from './seen.ts'

const alice = 'alice@example.com'

/** A test writes faster than the local network lets people write. */
const limits = {
  ...{ switchboardsPerTenSeconds: 10_000, callsPerTenSeconds: 10_000, logInsPerMinute: 10_000 },
  ...{ offlineMessagesPerMinute: 100_000, maxOfflineMessages: 10_000, maxOfflineMessagesOfOne: 10_000 },
}

/** Alice, whose program is a process that is killed, and Bob and Carol, who talk with her from here without a pause. */
export class BusyChat {
  readonly seen = new Seen()
  readonly bob: OtherPerson
  readonly carol: OtherPerson
  /** The texts that Alice's program was asked to send. */
  readonly commanded = new Set<string>()
  /** When it was killed, by the monotonic clock. */
  readonly kills: number[] = []
  readonly profile: string
  /** Numbers of drafts: the last that the program was asked to keep, and that it said it keeps. */
  readonly drafts = { asked: 0, kept: 0 }
  /** Faults that her program told of. */
  readonly faults: string[] = []
  /** How often Alice asked to send a line again, by its text. */
  readonly retried = new Map<string, number>()
  nudges = 0
  readonly #folder: string
  readonly #server: LocalServer
  readonly #random: Random
  readonly #network: Network
  #stopped = false
  #others: Promise<unknown> = Promise.resolve()

  private constructor(server: LocalServer, random: Random) {
    this.#server = server
    this.#random = random
    this.#network = networkOf(server)
    this.#folder = mkdtempSync(path.join(tmpdir(), 'papilio-kills-'))
    this.profile = path.join(this.#folder, 'profile')
    this.bob = new OtherPerson(this.#network, 'bob', alice)
    this.carol = new OtherPerson(this.#network, 'carol', alice)
  }

  static async begin(random: Random): Promise<BusyChat> {
    const server = await startLocalServer({
      ...{ host: '127.0.0.1', port: 0, httpPort: 0, directoryFile: null, contactsWhoAnswer: false },
      limits,
    })
    const chat = new BusyChat(server, random)
    await Promise.all([chat.bob.come(), chat.carol.come()])
    chat.#others = chat.#othersWrite()
    return chat
  }

  get conversation(): string {
    return conversationIdOf(this.#accountId, this.bob.address)
  }

  start(kind: ProgramKind): ProgramRun {
    this.seen.begin()
    return new ProgramRun({ kind, profile: this.profile, network: this.#network, account: alice })
  }

  /** One run of Alice's program, until it is killed. */
  async runAndKill(): Promise<void> {
    const random = this.#random
    const run = this.start(programKinds[Math.floor(random.between(0, programKinds.length))]!)
    const early = random.chance(0.15)
    const bobIsAway = !early && random.chance(0.15)
    const withGroup = !early && !bobIsAway && random.chance(0.4)
    if (early) await sleep(random.between(0, 900))
    else {
      await run.signedIn()
      if (bobIsAway) await this.bob.go()
      await this.#talk(run, random.between(10, 2000), withGroup)
    }
    await run.kill()
    this.kills.push(performance.now())
    this.#read(run)
    if (bobIsAway) await this.bob.come()
  }

  /** Alice signs in a last time, and everything that is on its way arrives. */
  async finish(): Promise<void> {
    this.#stopped = true
    await this.#others
    const run = this.start('client')
    await run.signedIn()
    if (this.seen.entries.size === 0) throw new Error('nothing was seen')
    await run.call('addContact', this.#accountId, this.bob.address)
    await this.#quiet(run)
    const code = await run.end()
    this.#read(run)
    if (code !== 0) throw new Error(`the last run ended with ${code}: ${run.stderr}`)
    await sleep(300)
  }

  async close(): Promise<void> {
    this.#stopped = true
    await this.#others
    await Promise.all([this.bob, this.carol].map(({ program }) => program.messenger.close()))
    await this.#server.close()
    rmSync(this.#folder, { recursive: true })
  }

  get #accountId(): string {
    return accountIdOf(this.#network.id, alice)
  }

  #read(run: ProgramRun): void {
    if (run.stderr !== '') this.faults.push(`run ${this.kills.length}: ${run.stderr}`)
    for (const line of run.output) this.seen.take(line)
    for (const { call, id, result } of run.output)
      if (call === 'keepDraft' && result?.ok === true)
        this.drafts.kept = Math.max(this.drafts.kept, this.#draftOf.get(`${this.kills.length}:${id}`) ?? 0)
  }

  readonly #draftOf = new Map<string, number>()

  async #talk(run: ProgramRun, milliseconds: number, withGroup: boolean): Promise<void> {
    const until = performance.now() + milliseconds
    run.ask('openConversation', this.#accountId, this.bob.address)
    run.ask('addContact', this.#accountId, this.bob.address)
    run.ask('sendNudge', this.conversation)
    this.nudges++
    const seen = new Seen()
    let read = 0
    let retriedAlready = false
    const group = withGroup ? this.#groupTalk(until) : Promise.resolve()
    while (performance.now() < until) {
      for (; read < run.output.length; read++) seen.take(run.output[read]!)
      if (!retriedAlready && seen.uncertain.length > 0) {
        retriedAlready = true
        if (this.#random.chance(0.5)) this.#retry(run, seen)
      }
      this.#aliceDoes(run, seen)
      await sleep(this.#random.between(0, 40))
    }
    await group
  }

  #aliceDoes(run: ProgramRun, seen: Seen): void {
    const dice = this.#random.next()
    if (dice < 0.1) this.#draft(run)
    else if (dice < 0.25 && seen.group !== null) this.#say(run, seen.group.id)
    else this.#say(run, this.conversation)
  }

  #say(run: ProgramRun, conversation: string): void {
    const text = `alice ${this.commanded.size + 1}`
    this.commanded.add(text)
    run.ask('sendMessage', conversation, text)
  }

  #draft(run: ProgramRun): void {
    const number = ++this.drafts.asked
    const id = run.ask('keepDraft', this.conversation, `draft ${number}`)
    this.#draftOf.set(`${this.kills.length}:${id}`, number)
  }

  #retry(run: ProgramRun, seen: Seen): void {
    const texts = seen.uncertain.filter(([, id]) => seen.entries.get(id)?.kind === 'text')
    const chosen = texts[Math.floor(this.#random.between(0, texts.length))]
    const entry = chosen && seen.entries.get(chosen[1])
    if (chosen === undefined || entry?.kind !== 'text') return
    this.retried.set(entry.text, (this.retried.get(entry.text) ?? 0) + 1)
    run.ask('retryMessage', ...chosen)
  }

  /** Carol takes Bob and Alice into a conversation, and writes there. */
  async #groupTalk(until: number): Promise<void> {
    const { messenger } = this.carol.program
    const id = await this.carol.program.open(this.bob.address)
    const invited = await messenger.inviteToConversation(id, alice)
    while (invited.ok && performance.now() < until) {
      await this.carol.write(id)
      await sleep(this.#random.between(20, 80))
    }
    void messenger.closeConversation(id)
  }

  /** Bob never stops, whether Alice is there or not. */
  async #othersWrite(): Promise<void> {
    const random = this.#random
    while (!this.#stopped) {
      if (this.bob.program.account.connection.state === 'signed-in') {
        if (random.chance(0.02)) await this.bob.nudge()
        else await this.bob.write()
      }
      await sleep(random.between(0, this.bob.sees(alice) ? 60 : 250))
    }
  }

  /** Resolves when no line is on its way on either side. */
  async #quiet(run: ProgramRun): Promise<void> {
    const last = performance.now() + 60_000
    for (let quietFor = 0; quietFor < 8;) {
      if (performance.now() > last) throw new Error('something is on its way for a minute')
      await sleep(100)
      const seen = new Seen()
      for (const line of run.output) seen.take(line)
      const going = [...seen.deliveries.values(), ...[this.bob, this.carol].flatMap(deliveriesOf)]
      quietFor = going.some(({ state }) => state === 'sending') ? 0 : quietFor + 1
    }
  }
}

const deliveriesOf = ({ written }: OtherPerson) => [...written.values()].map(({ delivery }) => delivery)
