import type { Delivery, Notice } from '../../../app/message.ts'

/** What the program says in files, in the user's language; `{name}` stands for a person. */
export interface Sentences {
  readonly says: string
  readonly nudgeSent: string
  readonly nudgeReceived: string
  readonly notices: Readonly<Record<Exclude<Notice['kind'], 'cannot-show'>, string>>
  readonly cannotShow: Readonly<Record<Extract<Notice, { kind: 'cannot-show' }>['what'], string>>
  /** For what has an outcome that is worth a word. */
  readonly deliveries: Readonly<Record<Exclude<Delivery['state'], 'received' | 'delivered'>, string>>
  readonly offline: string
  readonly conversation: string
  readonly account: string
  readonly group: string
  readonly lineCount: (count: string) => string
  readonly conversations: string
  readonly exportedBy: string
}

const english: Sentences = {
  says: '{name} says',
  nudgeSent: 'You have just sent a nudge.',
  nudgeReceived: '{name} has just sent you a nudge.',
  notices: {
    joined: '{name} has joined the conversation.',
    left: '{name} has left the conversation.',
    invited: 'You have invited {name}.',
    'did-not-answer': '{name} did not answer.',
    'connection-lost': 'The connection was lost. Something may be missing here.',
  },
  cannotShow: {
    wink: '{name} sent a wink.',
    'voice-clip': '{name} sent a voice clip.',
    ink: '{name} sent handwriting.',
    invitation: '{name} sent an invitation.',
  },
  deliveries: {
    sending: 'This may not have arrived.',
    uncertain: 'This may not have arrived.',
    failed: 'This was not delivered.',
    waiting: 'This was not sent.',
    stored: 'Left as an offline message.',
  },
  offline: 'Written while you were away.',
  conversation: 'Conversation with {name}',
  account: 'Account',
  group: 'Group conversation',
  lineCount: (count) => (count === '1' ? '1 line' : `${count} lines`),
  conversations: 'Conversations',
  exportedBy: 'Kept by Papilio',
}

const german: Sentences = {
  says: '{name} sagt',
  nudgeSent: 'Du hast gerade angestupst.',
  nudgeReceived: '{name} hat dich gerade angestupst.',
  notices: {
    joined: '{name} ist der Unterhaltung beigetreten.',
    left: '{name} hat die Unterhaltung verlassen.',
    invited: 'Du hast {name} eingeladen.',
    'did-not-answer': '{name} hat nicht geantwortet.',
    'connection-lost': 'Die Verbindung ist abgebrochen. Hier kann etwas fehlen.',
  },
  cannotShow: {
    wink: '{name} hat ein Wink gesendet.',
    'voice-clip': '{name} hat eine Sprachnachricht gesendet.',
    ink: '{name} hat Handschrift gesendet.',
    invitation: '{name} hat eine Einladung gesendet.',
  },
  deliveries: {
    sending: 'Das kam vielleicht nicht an.',
    uncertain: 'Das kam vielleicht nicht an.',
    failed: 'Das wurde nicht zugestellt.',
    waiting: 'Das wurde nicht gesendet.',
    stored: 'Als Offline-Nachricht hinterlassen.',
  },
  offline: 'Geschrieben, während du weg warst.',
  conversation: 'Unterhaltung mit {name}',
  account: 'Konto',
  group: 'Gruppenunterhaltung',
  lineCount: (count) => (count === '1' ? '1 Zeile' : `${count} Zeilen`),
  conversations: 'Unterhaltungen',
  exportedBy: 'Aufbewahrt von Papilio',
}

/** The sentences in the language of a locale such as `de-AT`; English for those that are not spoken. */
export const sentencesFor = (locale: string): Sentences => (/^de\b/i.test(locale) ? german : english)

/** The sentence of a notice. */
export const noticeSentence = (notice: Notice, { notices, cannotShow }: Sentences): string =>
  notice.kind === 'cannot-show' ? cannotShow[notice.what] : notices[notice.kind]

/** What is said about the outcome of a line; null where nothing is. */
export const deliverySentence = ({ state }: Delivery, { deliveries }: Sentences): string | null =>
  state === 'received' || state === 'delivered' ? null : deliveries[state]
