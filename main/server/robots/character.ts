import { parseMime } from '../../protocol/wire/mime.ts'
import type { Account } from '../directory/account.ts'

/** What a robot understands of a message. */
export type Heard =
  | { readonly kind: 'text'; readonly text: string; readonly format: string | null }
  | { readonly kind: 'nudge' }

/** What a robot can do in a conversation. Everything takes its turn, with a moment of typing before each text. */
export interface Talk {
  /** `format` is an X-MMS-IM-Format; null for the robot's usual one. */
  say(text: string, format?: string | null): void
  nudge(): void
  /** Calls another one of the network's own contacts into the conversation; false when that could not be done. */
  invite(address: string): boolean
  /** Shows the robot as away for a while, to everybody. */
  goAway(forMs: number): void
  /** Whether this robot has said anything here yet. */
  readonly isNew: boolean
  /** Whether somebody whom the robot may answer without being asked by name is alone with it. */
  readonly isPrivate: boolean
  /** Whether another of the network's own contacts is here. */
  readonly hasCompany: boolean
}

/** Who a robot is and how it answers. */
export interface Character {
  readonly address: string
  readonly friendlyName: string
  readonly personalMessage: string
  /** The first word of a text that is meant for it when several people are in the conversation. */
  readonly calledBy: string
  /** The robot's own X-MMS-IM-Format. */
  readonly format: string
  answer(talk: Talk, heard: Heard, from: Account): void
}

/** What a message says to a robot; null for typing, pictures, invitations and later pieces of a long message. */
export function hear(payload: Uint8Array): Heard | null {
  const { headers, body } = parseMime(payload)
  const [type] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const text = new TextDecoder().decode(body)
  if (type?.trim() === 'text/x-msnmsgr-datacast')
    return /^ID:\s*1\s*$/im.test(text) ? { kind: 'nudge' } : null
  if (type?.trim() !== 'text/plain' || text.trim() === '') return null
  const format = headers.get('x-mms-im-format') ?? null
  return {
    kind: 'text',
    text,
    format: format !== null && /^[\x20-\x7e]{1,512}$/.test(format) ? format : null,
  }
}
