import type { Reason } from './reasons.ts'

/** How a text looks: one font, one set of effects and one colour for the whole message. */
export interface TextFormat {
  /** The font's family name; empty for the reader's default. */
  readonly font: string
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strikethrough: boolean
  /** `#rrggbb` in lower case, or null for the reader's default. */
  readonly color: string | null
  /** The Windows character set of the font, 0 to 255; it says nothing about the encoding of the text. */
  readonly charset: number
  /** Family in the high four bits, pitch in the low four, as in `PF`; 0 when unknown. */
  readonly pitchFamily: number
  readonly rightToLeft: boolean
}

/** What a text without a format line looks like, and what "back to default" restores. */
export const defaultFormat: TextFormat = {
  font: 'Segoe UI',
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  color: '#000000',
  charset: 0,
  pitchFamily: 0x22,
  rightToLeft: false,
}

/** Who wrote something; the name is the friendly name at that moment and is data, never markup. */
export interface Author {
  readonly address: string
  readonly name: string
}

/** What became of a line that the user sent. `received` is the state of everybody else's lines. */
export type Delivery =
  | { readonly state: 'received' }
  | { readonly state: 'sending' }
  | { readonly state: 'delivered' }
  /** The network keeps it for somebody who is offline. */
  | { readonly state: 'stored' }
  /** It was not sent, and is offered for sending; such as to somebody who is offline where the network keeps nothing. */
  | { readonly state: 'waiting'; readonly reason: Reason }
  /** Nobody knows: it may have arrived. */
  | { readonly state: 'uncertain'; readonly reason: Reason }
  /** It certainly did not arrive. */
  | { readonly state: 'failed'; readonly reason: Reason }

/** Something that the program says in a conversation, as opposed to a person. */
export type Notice =
  | { readonly kind: 'joined' | 'left'; readonly who: Author }
  | { readonly kind: 'invited' | 'did-not-answer'; readonly who: Author }
  /** Somebody sent a thing that this program cannot show; `what` names it. */
  | {
      readonly kind: 'cannot-show'
      readonly who: Author
      readonly what: 'wink' | 'voice-clip' | 'ink' | 'invitation'
    }
  | { readonly kind: 'connection-lost' }

interface EntryBase {
  /** Never used twice, neither by another run of the program. */
  readonly id: string
  /** Milliseconds since 1970, by this computer's clock. */
  readonly at: number
}

/** One line of a conversation's log. */
export type Entry =
  | (EntryBase & {
      readonly kind: 'text'
      readonly author: Author
      readonly mine: boolean
      readonly text: string
      readonly format: TextFormat
      readonly delivery: Delivery
      /** It was left while we were away; `at` is when it was written. */
      readonly offline?: true
    })
  | (EntryBase & {
      readonly kind: 'nudge'
      readonly author: Author
      readonly mine: boolean
      readonly delivery: Delivery
    })
  /** A line that is shown without "says": "Alice is dancing". */
  | (EntryBase & {
      readonly kind: 'action'
      readonly author: Author
      readonly mine: boolean
      readonly text: string
      readonly delivery: Delivery
    })
  | (EntryBase & { readonly kind: 'notice'; readonly notice: Notice })

/** An entry as `Omit` cannot say it: any kind, without the fields that its receiver fills in. */
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>
