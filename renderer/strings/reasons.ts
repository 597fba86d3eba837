import type { Reason } from '../../app/reasons.ts'
import { defineStrings } from './define-strings.ts'

type Sentences = { readonly [R in Reason as `reason.${R}`]: string }

const en = {
  'reason.account-unknown':
    'The network does not know this address. Check it for typing mistakes, or create an account on the network’s web site.',
  'reason.address-book-failed':
    'The network’s address book does not answer as it should. Try again in a few minutes; if it stays so, test the connection.',
  'reason.already-signed-in':
    'This account is already signed in. Use its contact list, or sign out there first.',
  'reason.already-there': 'This contact is already there. Nothing needs to be done.',
  'reason.cancelled': 'Cancelled. Try again whenever you like.',
  'reason.certificate-untrusted':
    'The server’s certificate is not trusted, so nothing was sent to it. For a network of your own, test the connection and compare the certificate; otherwise ask the people who run the network.',
  'reason.connection-lost': 'The connection was lost. Check your internet connection, then try again.',
  'reason.contact-offline': 'This contact is offline. Try again when the contact is back.',
  'reason.contact-unknown': 'This person is not on your list any more. Add the contact again to go on.',
  'reason.dialect-refused':
    'The server speaks none of the protocol versions offered. Edit the network to offer others, or ask the people who run it.',
  'reason.disk-failed':
    'This could not be written to the disk. Make room on it, or check whether Papilio may write there, then try again.',
  'reason.file-unreadable':
    'Papilio cannot read this file, or it is too large. Choose one of the kinds that Papilio reads.',
  'reason.group-exists': 'There is a group of this name already. Choose another name.',
  'reason.group-unknown':
    'The server does not know this group any more. Sign out and in again to fetch the list anew.',
  'reason.hidden': 'This is not possible while you appear offline. Choose another status first.',
  'reason.host-unknown':
    'The server’s name could not be found. Check your internet connection and the name of the server for typing mistakes.',
  'reason.interrupted':
    'Papilio ended before the server confirmed the message; it may not have arrived. Ask, or send it again.',
  'reason.invalid-arguments': 'Something entered here cannot be used. Check it and try again.',
  'reason.list-full': 'The list is full. Delete a contact that you no longer need, then try again.',
  'reason.name-refused': 'The network does not accept this name. Choose a shorter or different one.',
  'reason.not-a-messenger-server':
    'Something answers there, but it is no messenger server. Check host and port of the network.',
  'reason.not-acknowledged':
    'The server did not confirm the message; it may not have arrived. Ask, or send it again.',
  'reason.not-available': 'This network cannot do that. Choose another way, or another network.',
  'reason.not-delivered': 'The message did not arrive. Send it again.',
  'reason.not-remembered':
    'This computer has no safe place for passwords, so yours was not remembered. You will be asked for it next time.',
  'reason.not-signed-in': 'You are not signed in. Sign in first, then try again.',
  'reason.offline-messages-failed':
    'The network’s service for offline messages does not work at the moment. Try again in a few minutes.',
  'reason.plain-http-refused':
    'The sign-in page of this network is not encrypted (http), so your password was not sent. Use an address that begins with https.',
  'reason.private-address-refused':
    'The network pointed to an address inside your own network, so Papilio did not go there. Ask the people who run the network.',
  'reason.protocol-error':
    'The server sent something that makes no sense. Check host and port of the network, then try again.',
  'reason.proxy-failed':
    'The proxy does not answer, or cannot reach the server. Check the proxy in the settings, page “Connection”.',
  'reason.proxy-refused':
    'The proxy refused the connection. Check its user name and password in the settings, page “Connection”.',
  'reason.server-busy': 'The server is too busy at the moment. Wait a few minutes, then try again.',
  'reason.server-closed': 'The server ended the connection. Wait a moment, then try again.',
  'reason.server-refused':
    'The server refused this. Wait a moment and try again; if it stays so, ask the people who run the network.',
  'reason.server-shutting-down': 'The server is shutting down. Try again in a few minutes.',
  'reason.server-unreachable':
    'The server does not answer. Check your internet connection, and the host and port of the network.',
  'reason.sign-in-service-failed':
    'The network’s sign-in service does not work at the moment. Try again in a few minutes.',
  'reason.signed-in-elsewhere':
    'You signed in somewhere else with this account, which ended the connection here. Sign in again to come back.',
  'reason.signed-out-elsewhere':
    'You signed this place out from another one. Sign in again whenever you like.',
  'reason.timed-out': 'The server took too long to answer. Check your internet connection, then try again.',
  'reason.too-fast': 'That was too fast for the server. Wait a moment, then try again.',
  'reason.too-long': 'This text is too long. Shorten it and try again.',
  'reason.too-many-groups':
    'There is no room for another group. Delete one that you no longer need, then try again.',
  'reason.too-many-redirections':
    'The servers sent Papilio round in circles. Try again in a few minutes; if it stays so, ask the people who run the network.',
  'reason.unexpected': 'Something went wrong inside Papilio. Try again; if it stays so, restart the program.',
  'reason.wrong-password':
    'The address or the password is wrong. Check both and try again; passwords tell upper from lower case.',
} as const satisfies Sentences

const de: Sentences = {
  'reason.account-unknown':
    'Das Netzwerk kennt diese Adresse nicht. Prüfe sie auf Tippfehler oder lege auf der Website des Netzwerks ein Konto an.',
  'reason.address-book-failed':
    'Das Adressbuch des Netzwerks antwortet nicht, wie es soll. Versuche es in ein paar Minuten noch einmal; bleibt es so, prüfe die Verbindung.',
  'reason.already-signed-in':
    'Dieses Konto ist schon angemeldet. Benutze seine Kontaktliste oder melde es dort zuerst ab.',
  'reason.already-there': 'Diesen Kontakt gibt es schon. Es ist nichts zu tun.',
  'reason.cancelled': 'Abgebrochen. Du kannst es jederzeit wieder versuchen.',
  'reason.certificate-untrusted':
    'Dem Zertifikat des Servers wird nicht vertraut, darum wurde nichts gesendet. Bei einem eigenen Netzwerk prüfe die Verbindung und vergleiche das Zertifikat; sonst frage die Betreiber.',
  'reason.connection-lost':
    'Die Verbindung ist abgebrochen. Prüfe deine Internetverbindung und versuche es noch einmal.',
  'reason.contact-offline': 'Dieser Kontakt ist offline. Versuche es, wenn der Kontakt wieder da ist.',
  'reason.contact-unknown':
    'Diese Person steht nicht mehr auf deiner Liste. Füge den Kontakt wieder hinzu, um weiterzumachen.',
  'reason.dialect-refused':
    'Der Server spricht keine der angebotenen Protokollversionen. Bearbeite das Netzwerk, um andere anzubieten, oder frage die Betreiber.',
  'reason.disk-failed':
    'Das konnte nicht auf die Festplatte geschrieben werden. Schaffe dort Platz oder prüfe, ob Papilio dort schreiben darf, und versuche es noch einmal.',
  'reason.file-unreadable':
    'Papilio kann diese Datei nicht lesen, oder sie ist zu groß. Wähle eine von den Arten, die Papilio liest.',
  'reason.group-exists': 'Eine Gruppe mit diesem Namen gibt es schon. Wähle einen anderen Namen.',
  'reason.group-unknown':
    'Der Server kennt diese Gruppe nicht mehr. Melde dich ab und wieder an, um die Liste neu zu holen.',
  'reason.hidden': 'Das geht nicht, solange du als offline erscheinst. Wähle zuerst einen anderen Status.',
  'reason.host-unknown':
    'Der Name des Servers wurde nicht gefunden. Prüfe deine Internetverbindung und den Namen auf Tippfehler.',
  'reason.interrupted':
    'Papilio endete, bevor der Server die Nachricht bestätigte; vielleicht kam sie nicht an. Frage nach oder sende sie noch einmal.',
  'reason.invalid-arguments':
    'Eine Eingabe kann so nicht verwendet werden. Prüfe sie und versuche es noch einmal.',
  'reason.list-full':
    'Die Liste ist voll. Lösche einen Kontakt, den du nicht mehr brauchst, und versuche es noch einmal.',
  'reason.name-refused': 'Das Netzwerk nimmt diesen Namen nicht an. Wähle einen kürzeren oder anderen.',
  'reason.not-a-messenger-server':
    'Dort antwortet etwas, aber kein Messenger-Server. Prüfe Host und Port des Netzwerks.',
  'reason.not-acknowledged':
    'Der Server hat die Nachricht nicht bestätigt; vielleicht kam sie nicht an. Frage nach oder sende sie noch einmal.',
  'reason.not-available':
    'Das kann dieses Netzwerk nicht. Wähle einen anderen Weg oder ein anderes Netzwerk.',
  'reason.not-delivered': 'Die Nachricht kam nicht an. Sende sie noch einmal.',
  'reason.not-remembered':
    'Dieser Computer hat keinen sicheren Ort für Passwörter, darum wurde deines nicht gemerkt. Beim nächsten Mal wirst du danach gefragt.',
  'reason.not-signed-in': 'Du bist nicht angemeldet. Melde dich zuerst an und versuche es noch einmal.',
  'reason.offline-messages-failed':
    'Der Dienst des Netzwerks für Offline-Nachrichten funktioniert gerade nicht. Versuche es in ein paar Minuten noch einmal.',
  'reason.plain-http-refused':
    'Die Anmeldeseite dieses Netzwerks ist nicht verschlüsselt (http), darum wurde dein Passwort nicht gesendet. Benutze eine Adresse, die mit https beginnt.',
  'reason.private-address-refused':
    'Das Netzwerk verwies auf eine Adresse in deinem eigenen Netz, darum ging Papilio nicht dorthin. Frage die Betreiber.',
  'reason.protocol-error':
    'Der Server hat etwas Unverständliches gesendet. Prüfe Host und Port des Netzwerks und versuche es noch einmal.',
  'reason.proxy-failed':
    'Der Proxy antwortet nicht oder erreicht den Server nicht. Prüfe den Proxy in den Einstellungen, Seite „Verbindung“.',
  'reason.proxy-refused':
    'Der Proxy hat die Verbindung abgelehnt. Prüfe Benutzername und Passwort in den Einstellungen, Seite „Verbindung“.',
  'reason.server-busy':
    'Der Server ist gerade überlastet. Warte ein paar Minuten und versuche es noch einmal.',
  'reason.server-closed':
    'Der Server hat die Verbindung beendet. Warte einen Moment und versuche es noch einmal.',
  'reason.server-refused':
    'Der Server hat das abgelehnt. Warte einen Moment und versuche es noch einmal; bleibt es so, frage die Betreiber.',
  'reason.server-shutting-down':
    'Der Server wird heruntergefahren. Versuche es in ein paar Minuten noch einmal.',
  'reason.server-unreachable':
    'Der Server antwortet nicht. Prüfe deine Internetverbindung sowie Host und Port des Netzwerks.',
  'reason.sign-in-service-failed':
    'Der Anmeldedienst des Netzwerks funktioniert gerade nicht. Versuche es in ein paar Minuten noch einmal.',
  'reason.signed-in-elsewhere':
    'Du hast dich mit diesem Konto woanders angemeldet; das hat die Verbindung hier beendet. Melde dich wieder an, um zurückzukommen.',
  'reason.signed-out-elsewhere':
    'Du hast diesen Ort von einem anderen aus abgemeldet. Melde dich wieder an, wann du möchtest.',
  'reason.timed-out':
    'Der Server hat zu lange nicht geantwortet. Prüfe deine Internetverbindung und versuche es noch einmal.',
  'reason.too-fast': 'Das war zu schnell für den Server. Warte einen Moment und versuche es noch einmal.',
  'reason.too-long': 'Dieser Text ist zu lang. Kürze ihn und versuche es noch einmal.',
  'reason.too-many-groups':
    'Für eine weitere Gruppe ist kein Platz. Lösche eine, die du nicht mehr brauchst, und versuche es noch einmal.',
  'reason.too-many-redirections':
    'Die Server haben Papilio im Kreis geschickt. Versuche es in ein paar Minuten noch einmal; bleibt es so, frage die Betreiber.',
  'reason.unexpected':
    'In Papilio ist etwas schiefgegangen. Versuche es noch einmal; bleibt es so, starte das Programm neu.',
  'reason.wrong-password':
    'Adresse oder Passwort ist falsch. Prüfe beide und versuche es noch einmal; beim Passwort zählt Groß- und Kleinschreibung.',
}

/** One sentence for every reason: what happened and what to do about it. */
export const reasonStrings = defineStrings({ en, de })
