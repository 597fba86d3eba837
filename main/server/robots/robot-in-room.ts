import { formatMime } from '../../protocol/wire/mime.ts'
import type { Account } from '../directory/account.ts'
import { hear, type Heard, type Talk } from './character.ts'
import type { Robot } from './robot.ts'
import type { Participant, Room } from '../room.ts'

/** Largest message that clients take. */
const maxPayloadBytes = 1664

/** A robot that is written to faster than it answers forgets the rest. */
const maxWaiting = 12

/** Before a text a robot is seen typing, longer for longer texts. */
const typingMs = (text: string): number => Math.min(400 + text.length * 12, 1800)
const pauseMs = 200

type Act =
  { readonly kind: 'text'; readonly text: string; readonly format: string } | { readonly kind: 'nudge' }

/** A robot in one conversation. */
export class RobotInRoom implements Participant, Talk {
  readonly account: Account
  readonly place = null
  readonly #robot: Robot
  readonly #room: Room
  readonly #onLeave: () => void
  readonly #waiting: Act[] = []
  #cancel: (() => void) | null = null
  isNew = true

  constructor(robot: Robot, room: Room, onLeave: () => void) {
    this.account = robot.account
    this.#robot = robot
    this.#room = room
    this.#onLeave = onLeave
  }

  get isPrivate(): boolean {
    return this.#people().length === 1
  }

  get hasCompany(): boolean {
    return this.#room.participants.some((other) => other !== this && this.#robot.isRobot(other.account))
  }

  received(from: Participant, payload: Uint8Array): void {
    if (this.#robot.isRobot(from.account)) return
    const heard = hear(payload)
    const meant = heard === null ? null : this.#meantForMe(heard)
    if (meant !== null) this.#robot.character.answer(this, meant, from.account)
  }

  joined(): void {}

  /** With the last person the robot goes too. */
  left(): void {
    if (this.#people().length === 0) this.#leave()
  }

  dropped(): void {
    this.stop()
    this.#onLeave()
  }

  say(text: string, format: string | null = null): void {
    this.#do({ kind: 'text', text, format: format ?? this.#robot.character.format })
  }

  nudge(): void {
    this.#do({ kind: 'nudge' })
  }

  invite(address: string): boolean {
    return this.#robot.network.call(this.#room, this.account, address) === null
  }

  goAway(forMs: number): void {
    this.#robot.goAway(forMs)
  }

  /** Forgets what it was about to say. */
  stop(): void {
    this.#waiting.length = 0
    this.#cancel?.()
    this.#cancel = null
  }

  /** Each of them once, at however many places they are. */
  #people(): readonly Account[] {
    const accounts = this.#room.participants.map(({ account }) => account)
    return [...new Set(accounts)].filter((account) => !this.#robot.isRobot(account))
  }

  /** Among several people only what begins with its name is meant for a robot, and the name is cut off. */
  #meantForMe(heard: Heard): Heard | null {
    if (this.isPrivate) return heard
    if (heard.kind === 'nudge') return null
    const [word = ''] = heard.text.trimStart().split(/[\s,:]/)
    if (word.toLowerCase() !== this.#robot.character.calledBy) return null
    return {
      ...heard,
      text: heard.text
        .trimStart()
        .slice(word.length)
        .replace(/^[\s,:]+/, ''),
    }
  }

  #leave(): void {
    this.stop()
    this.#room.leave(this)
    this.#onLeave()
  }

  #do(act: Act): void {
    this.isNew = false
    if (this.#waiting.length >= maxWaiting) return
    this.#waiting.push(act)
    if (this.#cancel === null) this.#pause()
  }

  /** Reads what was written, or takes breath after what it said. */
  #pause(): void {
    this.#cancel = this.#robot.clock.after(pauseMs, () => {
      this.#cancel = null
      this.#begin()
    })
  }

  #begin(): void {
    const act = this.#waiting.shift()
    if (act === undefined) return
    if (act.kind === 'nudge') return this.#finish(nudge)
    this.#room.send(this, typing(this.account.address))
    const message = textMessage(act.text, act.format)
    this.#cancel = this.#robot.clock.after(typingMs(act.text), () => this.#finish(message))
  }

  #finish(message: Uint8Array): void {
    this.#room.send(this, message)
    this.#pause()
  }
}

const typing = (address: string): Uint8Array =>
  formatMime(
    [
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/x-msmsgscontrol'],
      ['TypingUser', address],
    ],
    Buffer.from('\r\n'),
  )

const nudge = formatMime(
  [
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/x-msnmsgr-datacast'],
  ],
  Buffer.from('ID: 1\r\n\r\n'),
)

/** A text that is too long for one message loses its end, between two characters. */
function textMessage(text: string, format: string): Uint8Array {
  const message = formatMime(
    [
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/plain; charset=UTF-8'],
      ['X-MMS-IM-Format', format],
    ],
    Buffer.from(text),
  )
  const excess = message.length - maxPayloadBytes
  if (excess <= 0) return message
  const shorter = [...text]
  for (let cut = 0; cut < excess;) cut += Buffer.byteLength(shorter.pop() ?? '')
  return textMessage(shorter.join(''), format)
}
