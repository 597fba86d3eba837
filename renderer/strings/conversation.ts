import { defineStrings } from './define-strings.ts'
import { emoticonStrings } from './emoticons.ts'
import { formatStrings } from './format.ts'

/** The sentences of the conversation window. */
export const conversationStrings = defineStrings({
  en: {
    ...emoticonStrings.en,
    ...formatStrings.en,
    'conversation.title': '{name} – Conversation',
    'conversation.title-of': '{name} – Conversation – {account}',
    'conversation.gone': 'This conversation is over. Open a new one from the contact list.',
    'conversation.log': 'What was said',
    'conversation.empty': 'Say hello to {name}!',
    'conversation.says': '{name} says',
    'conversation.new-one': '1 new message',
    'conversation.new': '{count} new messages',
    'conversation.to-the-end': 'To the newest message',
    'conversation.people': 'In this conversation',
    'conversation.you': '(you)',

    'conversation.invite': 'Invite',
    'conversation.invite-whom': 'Invite somebody who is online',
    'conversation.nobody-online': 'Nobody else is online',
    'conversation.add': 'Add to my contacts',
    'conversation.block': 'Block this contact',
    'conversation.unblock': 'Unblock this contact',
    'conversation.leave': 'Leave the conversation',
    'conversation.text-size': 'Size of the text, for you only',
    'conversation.larger': 'Larger text (Ctrl +)',
    'conversation.smaller': 'Smaller text (Ctrl –)',
    'conversation.normal-size': 'Normal size (Ctrl 0)',

    'conversation.is-offline': '{name} appears to be offline and may not reply.',
    'conversation.may-not-reply': '{name} may not reply: the status is “{status}”.',
    'conversation.is-blocked': 'You have blocked {name}. Unblock this contact to be seen and written to.',
    'conversation.signed-out':
      'You are signed out. What you write stays here and can be sent once you are signed in again.',
    'conversation.signing-in': 'You are being signed in. What you send goes out in a moment.',

    'conversation.reconnecting':
      'The connection was lost and comes back by itself. What you send waits and goes out then.',
    'conversation.not-sent':
      'This was not sent, because you are signed out. Your text stays here: send it when you are signed in again.',

    'conversation.status-signed-out': 'Status unknown: you are signed out',
    'conversation.status-signing-in': 'Status unknown: signing in…',
    'conversation.status-reconnecting': 'Status unknown: the connection was lost',
    'conversation.close-again': 'Press Escape once more to close this window.',

    'conversation.nudge': 'Send a nudge',
    'conversation.nudge-too-soon': 'You may not send a nudge that often. Wait a few seconds.',
    'conversation.nudge-sent': 'You have just sent a nudge.',
    'conversation.nudge-received': '{name} has just sent you a nudge.',
    'conversation.joined': '{name} has joined the conversation.',
    'conversation.left': '{name} has left the conversation.',
    'conversation.invited': 'You have invited {name}.',
    'conversation.did-not-answer': '{name} did not answer.',
    'conversation.connection-lost': 'The connection was lost.',
    'conversation.cannot-show-wink': '{name} sent a wink, which Papilio cannot show yet.',
    'conversation.cannot-show-voice-clip': '{name} sent a voice clip, which Papilio cannot play yet.',
    'conversation.cannot-show-ink': '{name} sent handwriting, which Papilio cannot show yet.',
    'conversation.cannot-show-invitation':
      '{name} sent an invitation to something that Papilio cannot do yet.',

    'conversation.writing-one': '{name} is writing…',
    'conversation.writing-two': '{name} and {other} are writing…',
    'conversation.writing-many': '{count} people are writing…',
    'conversation.last-received': 'Last message received at {time} on {date}.',

    'conversation.sending': 'Being sent…',
    'conversation.stored': 'Left as an offline message.',
    'conversation.waiting': 'This was not sent yet.',
    'conversation.uncertain': 'This may not have arrived.',
    'conversation.failed': 'This was not delivered.',
    'conversation.retry': 'Send again',
    'conversation.retry-this': 'Send again: {text}',

    'conversation.message': 'Message',
    'conversation.write': 'Write to {name}',
    'conversation.send': 'Send',
    'conversation.left-one': '1 character left',
    'conversation.left-many': '{count} characters left',
    'conversation.too-long': 'Too long by {count} characters. Shorten it or send it in parts.',
    'conversation.tools': 'Emoticons, nudge and text format',
  },
  de: {
    ...emoticonStrings.de,
    ...formatStrings.de,
    'conversation.title': '{name} – Unterhaltung',
    'conversation.title-of': '{name} – Unterhaltung – {account}',
    'conversation.gone': 'Diese Unterhaltung ist zu Ende. Öffne eine neue aus der Kontaktliste.',
    'conversation.log': 'Was gesagt wurde',
    'conversation.empty': 'Sag {name} Hallo!',
    'conversation.says': '{name} sagt',
    'conversation.new-one': '1 neue Nachricht',
    'conversation.new': '{count} neue Nachrichten',
    'conversation.to-the-end': 'Zur neuesten Nachricht',
    'conversation.people': 'In dieser Unterhaltung',
    'conversation.you': '(du)',

    'conversation.invite': 'Einladen',
    'conversation.invite-whom': 'Jemanden einladen, der online ist',
    'conversation.nobody-online': 'Sonst ist niemand online',
    'conversation.add': 'Zu meinen Kontakten hinzufügen',
    'conversation.block': 'Diesen Kontakt blockieren',
    'conversation.unblock': 'Diesen Kontakt freigeben',
    'conversation.leave': 'Unterhaltung verlassen',
    'conversation.text-size': 'Schriftgröße, nur für dich',
    'conversation.larger': 'Größere Schrift (Strg +)',
    'conversation.smaller': 'Kleinere Schrift (Strg –)',
    'conversation.normal-size': 'Normale Größe (Strg 0)',

    'conversation.is-offline': '{name} scheint offline zu sein und antwortet vielleicht nicht.',
    'conversation.may-not-reply': '{name} antwortet vielleicht nicht: Der Status ist „{status}“.',
    'conversation.is-blocked':
      'Du hast {name} blockiert. Gib diesen Kontakt frei, um gesehen und angeschrieben zu werden.',
    'conversation.signed-out':
      'Du bist abgemeldet. Was du schreibst, bleibt hier und kann nach der nächsten Anmeldung gesendet werden.',
    'conversation.signing-in': 'Du wirst gerade angemeldet. Was du sendest, geht gleich hinaus.',

    'conversation.reconnecting':
      'Die Verbindung ist abgebrochen und kommt von selbst wieder. Was du sendest, wartet und geht dann hinaus.',
    'conversation.not-sent':
      'Das wurde nicht gesendet, weil du abgemeldet bist. Dein Text bleibt hier: Sende ihn, wenn du wieder angemeldet bist.',

    'conversation.status-signed-out': 'Status unbekannt: Du bist abgemeldet',
    'conversation.status-signing-in': 'Status unbekannt: Anmeldung läuft…',
    'conversation.status-reconnecting': 'Status unbekannt: Die Verbindung ist abgebrochen',
    'conversation.close-again': 'Drücke noch einmal Escape, um dieses Fenster zu schließen.',

    'conversation.nudge': 'Anstupsen',
    'conversation.nudge-too-soon': 'So oft darfst du nicht anstupsen. Warte ein paar Sekunden.',
    'conversation.nudge-sent': 'Du hast gerade angestupst.',
    'conversation.nudge-received': '{name} hat dich gerade angestupst.',
    'conversation.joined': '{name} ist der Unterhaltung beigetreten.',
    'conversation.left': '{name} hat die Unterhaltung verlassen.',
    'conversation.invited': 'Du hast {name} eingeladen.',
    'conversation.did-not-answer': '{name} hat nicht geantwortet.',
    'conversation.connection-lost': 'Die Verbindung ist abgebrochen.',
    'conversation.cannot-show-wink': '{name} hat ein Wink gesendet, das Papilio noch nicht zeigen kann.',
    'conversation.cannot-show-voice-clip':
      '{name} hat eine Sprachnachricht gesendet, die Papilio noch nicht abspielen kann.',
    'conversation.cannot-show-ink': '{name} hat Handschrift gesendet, die Papilio noch nicht zeigen kann.',
    'conversation.cannot-show-invitation': '{name} hat zu etwas eingeladen, das Papilio noch nicht kann.',

    'conversation.writing-one': '{name} schreibt gerade…',
    'conversation.writing-two': '{name} und {other} schreiben gerade…',
    'conversation.writing-many': '{count} Personen schreiben gerade…',
    'conversation.last-received': 'Letzte Nachricht um {time} am {date} empfangen.',

    'conversation.sending': 'Wird gesendet…',
    'conversation.stored': 'Als Offline-Nachricht hinterlassen.',
    'conversation.waiting': 'Das wurde noch nicht gesendet.',
    'conversation.uncertain': 'Das kam vielleicht nicht an.',
    'conversation.failed': 'Das wurde nicht zugestellt.',
    'conversation.retry': 'Noch einmal senden',
    'conversation.retry-this': 'Noch einmal senden: {text}',

    'conversation.message': 'Nachricht',
    'conversation.write': 'Schreibe an {name}',
    'conversation.send': 'Senden',
    'conversation.left-one': 'Noch 1 Zeichen',
    'conversation.left-many': 'Noch {count} Zeichen',
    'conversation.too-long': '{count} Zeichen zu lang. Kürze den Text oder sende ihn in Teilen.',
    'conversation.tools': 'Emoticons, Anstupsen und Textformat',
  },
})
