import type { OwnPresence } from '../../app/presence.ts'

/** The sentences that main itself shows, outside of the windows: menus, notifications. */
export interface Strings {
  readonly open: string
  readonly quit: string
  readonly signOut: (address: string) => string
  readonly notSignedIn: string
  /** Behind an address whose connection was lost and comes back by itself. */
  readonly reconnecting: (account: string) => string
  readonly tryNow: string
  readonly openContacts: string
  readonly onNetwork: (address: string, network: string) => string
  readonly localNetwork: string
  readonly settings: string
  readonly history: string
  readonly presences: Readonly<Record<OwnPresence, string>>
  readonly nudged: string
  readonly cameOnline: string
  readonly addedYou: string
  readonly cannotStart: string
  readonly exportContacts: string
  readonly importContacts: string
  readonly contactLists: string
  readonly exportHistory: string
  readonly importHistory: string
  readonly exportLabel: string
  readonly importLabel: string
  readonly conversation: string
  readonly chatLogs: string
  readonly allFiles: string
  readonly menus: Readonly<Record<'file' | 'edit' | 'view' | 'window', string>>
}

export const english: Strings = {
  open: 'Open Papilio',
  quit: 'Quit Papilio',
  signOut: (address) => `Sign out ${address}`,
  notSignedIn: 'Not signed in',
  reconnecting: (account) => `${account}: connecting again…`,
  tryNow: 'Try now',
  openContacts: 'Show contacts',
  onNetwork: (address, network) => `${address} (${network})`,
  localNetwork: 'Local network',
  settings: 'Settings…',
  history: 'History',
  presences: {
    online: 'Available',
    busy: 'Busy',
    idle: 'Idle',
    'be-right-back': 'Be right back',
    away: 'Away',
    'on-the-phone': 'On the phone',
    'out-to-lunch': 'Out to lunch',
    hidden: 'Appear offline',
  },
  nudged: 'sent you a nudge',
  cameOnline: 'has just signed in',
  addedYou: 'added you',
  cannotStart: 'Papilio cannot start',
  exportContacts: 'Export the contact list',
  importContacts: 'Import contacts',
  contactLists: 'Contact lists',
  exportHistory: 'Export conversations',
  importHistory: 'Import conversations',
  exportLabel: 'Export here',
  importLabel: 'Import',
  conversation: 'Conversation',
  chatLogs: 'Logs of conversations',
  allFiles: 'All files',
  menus: { file: 'File', edit: 'Edit', view: 'View', window: 'Window' },
}

export const german: Strings = {
  open: 'Papilio öffnen',
  quit: 'Papilio beenden',
  signOut: (address) => `${address} abmelden`,
  notSignedIn: 'Nicht angemeldet',
  reconnecting: (account) => `${account}: neue Verbindung…`,
  tryNow: 'Jetzt versuchen',
  openContacts: 'Kontakte zeigen',
  onNetwork: (address, network) => `${address} (${network})`,
  localNetwork: 'Lokales Netzwerk',
  settings: 'Einstellungen…',
  history: 'Verlauf',
  presences: {
    online: 'Verfügbar',
    busy: 'Beschäftigt',
    idle: 'Untätig',
    'be-right-back': 'Bin gleich zurück',
    away: 'Abwesend',
    'on-the-phone': 'Am Telefon',
    'out-to-lunch': 'Beim Essen',
    hidden: 'Als offline erscheinen',
  },
  nudged: 'hat dich angestupst',
  cameOnline: 'hat sich gerade angemeldet',
  addedYou: 'hat dich hinzugefügt',
  cannotStart: 'Papilio kann nicht starten',
  exportContacts: 'Kontaktliste exportieren',
  importContacts: 'Kontakte importieren',
  contactLists: 'Kontaktlisten',
  exportHistory: 'Unterhaltungen exportieren',
  importHistory: 'Unterhaltungen importieren',
  exportLabel: 'Hierhin exportieren',
  importLabel: 'Importieren',
  conversation: 'Unterhaltung',
  chatLogs: 'Protokolle von Unterhaltungen',
  allFiles: 'Alle Dateien',
  menus: { file: 'Datei', edit: 'Bearbeiten', view: 'Ansicht', window: 'Fenster' },
}

/** The sentences in the language of a locale such as `de-AT`, where we speak it, else in English. */
export const stringsFor = (locale: string): Strings =>
  locale.toLowerCase().startsWith('de') ? german : english
