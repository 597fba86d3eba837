import type { TextFormat } from '../../../app/message.ts'

/** What a `MSG` payload on a switchboard means, one kind for each content type that the program knows. */
export type Message =
  /** `claimedName` is the `P4-Context` header: a name that the sender asks to be shown under; never to be trusted. */
  | {
      readonly kind: 'text'
      readonly text: string
      readonly format: TextFormat
      readonly claimedName: string | null
    }
  | { readonly kind: 'typing'; readonly account: string }
  | { readonly kind: 'recording'; readonly account: string }
  | { readonly kind: 'nudge' }
  | { readonly kind: 'wink'; readonly object: string }
  | { readonly kind: 'voice-clip'; readonly object: string }
  | { readonly kind: 'action'; readonly text: string }
  | { readonly kind: 'emoticons'; readonly definitions: readonly EmoticonDefinition[] }
  | { readonly kind: 'client-capabilities'; readonly fields: ReadonlyMap<string, string> }
  | { readonly kind: 'keep-alive' }
  | { readonly kind: 'search'; readonly words: string }
  | {
      readonly kind: 'invitation'
      readonly command: string
      readonly cookie: string
      readonly fields: ReadonlyMap<string, string>
    }
  | { readonly kind: 'ink'; readonly encoding: 'gif' | 'isf'; readonly data: Uint8Array }
  | { readonly kind: 'peer-to-peer'; readonly destination: string; readonly body: Uint8Array }
  /** One piece of a message that was too large; `index` 0 carries the headers and knows the number of pieces. */
  | {
      readonly kind: 'chunk'
      readonly id: string
      readonly index: number
      readonly total: number | null
      readonly payload: Uint8Array
    }
  /** A type that this program does not know, or one that only a notification server may send. Never shown. */
  | { readonly kind: 'unknown'; readonly contentType: string }

/** A custom emoticon: its code, and the MSNObject that names its picture. */
export interface EmoticonDefinition {
  readonly code: string
  readonly object: string
}
