import type { Clock } from './clock.ts'
import type { NotificationEvent } from './events.ts'
import type { Services } from './services.ts'
import type { Command } from './wire/command.ts'

/** What a notification server needs of its surroundings. */
export interface NotificationServerOptions {
  /** One's own address, in the letter case that the server knows it in. */
  readonly address: string
  /** Names of the dialects to offer, best first; those that this program does not speak are left out. */
  readonly dialects: readonly string[]
  /** The version that `CVR` announces; empty for the one that belongs to the dialect. */
  readonly clientVersion: string
  /** The GUID of this installation, in lower case with braces. */
  readonly machineId: string
  /** How other places of the account call this one, such as the computer's name. */
  readonly placeName: string
  readonly services: Services
  readonly clock: Clock
  /** 8 bytes for the proof of a sign-in; by chance unless a test says otherwise. */
  chooseIv?(): Uint8Array
  /** A GUID with braces; by chance unless a test says otherwise. */
  chooseId?(): string
  send(command: Command): void
  onEvent(event: NotificationEvent): void
  /** The server does not answer `PNG` any more: the connection is of no use and has to be closed. */
  onDead?(): void
}
