import type { OwnPresence, Presence } from '../../app/presence.ts'
import { defineStrings } from './define-strings.ts'

type PresenceNames = { readonly [P in OwnPresence | Presence as `presence.${P}`]: string }

/** Words that more than one window uses. */
export const commonStrings = defineStrings({
  en: {
    'program.name': 'Papilio',
    'presence.online': 'Available',
    'presence.busy': 'Busy',
    'presence.idle': 'Idle',
    'presence.be-right-back': 'Be right back',
    'presence.away': 'Away',
    'presence.on-the-phone': 'On the phone',
    'presence.out-to-lunch': 'Out to lunch',
    'presence.hidden': 'Appear offline',
    'presence.offline': 'Offline',
    'action.ok': 'OK',
    'action.cancel': 'Cancel',
    'action.close': 'Close',
    'action.delete': 'Delete',
    'action.try-again': 'Try again',
    'action.more': 'Menu',
    'action.save': 'Save',
    'action.remove': 'Remove',
    'action.copy': 'Copy',
    'network.local': 'Local network',
    'account.on-network': '{address} on {network}',
  } as const satisfies PresenceNames & Record<string, string>,
  de: {
    'program.name': 'Papilio',
    'presence.online': 'Verfügbar',
    'presence.busy': 'Beschäftigt',
    'presence.idle': 'Untätig',
    'presence.be-right-back': 'Bin gleich zurück',
    'presence.away': 'Abwesend',
    'presence.on-the-phone': 'Am Telefon',
    'presence.out-to-lunch': 'Beim Essen',
    'presence.hidden': 'Als offline erscheinen',
    'presence.offline': 'Offline',
    'action.ok': 'OK',
    'action.cancel': 'Abbrechen',
    'action.close': 'Schließen',
    'action.delete': 'Löschen',
    'action.try-again': 'Noch einmal versuchen',
    'action.more': 'Menü',
    'action.save': 'Speichern',
    'action.remove': 'Entfernen',
    'action.copy': 'Kopieren',
    'network.local': 'Lokales Netzwerk',
    'account.on-network': '{address} bei {network}',
  },
})
