import type { ConnectionTestStep } from '../../app/connection-test.ts'
import { defineStrings } from './define-strings.ts'

type StepNames = { readonly [S in ConnectionTestStep as `test.step.${S}`]: string }

/** The sentences of the connection test: its steps, what can be wrong, what to do about it, and certificates. */
export const connectionTestStrings = defineStrings({
  en: {
    'test.title': 'Connection to {name}',
    'test.step.name': 'Server name',
    'test.step.tcp': 'Connection to the server',
    'test.step.dialect': 'Messenger protocol',
    'test.step.tls': 'Certificate of the sign-in service',
    'test.step.sign-in-service': 'Sign-in service',
    'test.step.address-book': 'Address book',
    'test.waiting': 'not tried yet',
    'test.running': 'in progress…',
    'test.passed': 'works',
    'test.failed': 'does not work',
    'test.skipped-earlier-failure': 'not tried, because an earlier step failed',
    'test.skipped-not-needed': 'not needed here',
    'test.milliseconds': '{count} ms',
    'test.what-to-do': 'What to do: {advice}',
    'test.all-passed': 'Everything works. If you still cannot sign in, check address and password.',
    'test.some-failed': 'There is a problem: {step}.',
    'test.testing': 'Testing: {step}',
    'test.again': 'Test again',
    'test.copy': 'Copy the result',
    'test.copied': 'The result was copied.',
    'test.report': 'Connection test of {name} ({host}:{port}), {date}',
    'test.nothing-sent': 'No password is sent during the test.',

    'certificate.heading': 'The certificate that the server showed',
    'certificate.host': 'Server',
    'certificate.fingerprint': 'Fingerprint (SHA-256)',
    'certificate.subject': 'Issued to',
    'certificate.issuer': 'Issued by',
    'certificate.valid': 'Valid',
    'certificate.validity': 'from {from} to {to}',
    'certificate.public':
      'This is a public network: its certificate must be vouched for. Do not sign in until this is solved.',
    'certificate.compare':
      'Trust it only if this is a network of your own or of somebody you know, and the fingerprint is the one that you were told in another way.',
    'certificate.compared': 'I have compared the fingerprint.',
    'certificate.trust': 'Trust this certificate',

    'fault.address-book-failed': 'The address book does not answer as it should.',
    'advice.address-book-failed':
      'Check its addresses under “Advanced”. If they are right, try again later or ask the people who run the network.',
    'fault.cancelled': 'You cancelled the test.',
    'advice.cancelled': 'Test again whenever you like.',
    'fault.certificate-untrusted': 'Nobody vouches for the certificate that the server showed.',
    'advice.certificate-untrusted':
      'Check the date and the time of this computer, and its virus scanner. If the network is your own, compare the certificate below; otherwise ask the people who run it.',
    'fault.connection-lost': 'The connection broke off.',
    'advice.connection-lost': 'Check your internet connection and test again.',
    'fault.dialect-refused': 'The server speaks none of the protocol versions offered.',
    'advice.dialect-refused':
      'Edit the network, and let the protocol version be chosen automatically under “Advanced”.',
    'fault.host-unknown': 'This name was not found.',
    'advice.host-unknown':
      'Check the name for typing mistakes, and your internet connection. Networks move: ask the people who run it for the new address.',
    'fault.not-a-messenger-server': 'Something answers there, but it is no messenger server.',
    'advice.not-a-messenger-server':
      'Check host and port; the usual port is 1863. In a hotel or café, open a web page first: its log-in page may have answered.',
    'fault.plain-http-refused': 'The address is not encrypted (http).',
    'advice.plain-http-refused':
      'Edit the network and use an address that begins with https. Papilio sends passwords nowhere else.',
    'fault.private-address-refused': 'The name leads to an address inside your own network.',
    'advice.private-address-refused':
      'A public network must not lead there. Check the name servers, VPN and filters of this computer, or ask the people who run the network.',
    'fault.protocol-error': 'The server sent something that makes no sense.',
    'advice.protocol-error':
      'Check host and port. Something in between, such as a proxy or a filter, may have changed what was sent.',
    'fault.proxy-failed': 'The proxy does not answer, or cannot reach the server.',
    'advice.proxy-failed': 'Check the proxy in the settings, page “Connection”, or try without it.',
    'fault.proxy-refused': 'The proxy refused the connection.',
    'advice.proxy-refused':
      'Check the proxy’s user name and password in the settings, page “Connection”. It may also forbid this port: ask those who run it.',
    'fault.server-busy': 'The server is too busy.',
    'advice.server-busy': 'Wait a few minutes and test again.',
    'fault.server-closed': 'The server ended the connection.',
    'advice.server-closed':
      'Wait a minute and test again. If it stays so, something in between may block it, or the server is out of order.',
    'fault.server-refused': 'The server refused.',
    'advice.server-refused': 'Test again later; if it stays so, ask the people who run the network.',
    'fault.server-shutting-down': 'The server is shutting down.',
    'advice.server-shutting-down': 'Wait a few minutes and test again.',
    'fault.server-unreachable': 'Nothing answers at this address.',
    'advice.server-unreachable':
      'Check your internet connection, the host and the port. A firewall may block the port: a proxy, or the network’s HTTP gateway, gets around that.',
    'fault.sign-in-service-failed': 'The sign-in service does not answer as it should.',
    'advice.sign-in-service-failed':
      'Check its addresses under “Advanced”. If they are right, try again later or ask the people who run the network.',
    'fault.timed-out': 'There was no answer in time.',
    'advice.timed-out':
      'The server may be overloaded, or a firewall swallows the connection. Test again in a few minutes, or from another network.',
    'fault.too-many-redirections': 'The servers sent Papilio round in circles.',
    'advice.too-many-redirections': 'Test again later; if it stays so, ask the people who run the network.',
    'fault.unexpected': 'Something went wrong inside Papilio.',
    'advice.unexpected': 'Test again; if it stays so, restart the program.',
  } as const satisfies StepNames & Record<string, string>,
  de: {
    'test.title': 'Verbindung zu {name}',
    'test.step.name': 'Name des Servers',
    'test.step.tcp': 'Verbindung zum Server',
    'test.step.dialect': 'Messenger-Protokoll',
    'test.step.tls': 'Zertifikat des Anmeldedienstes',
    'test.step.sign-in-service': 'Anmeldedienst',
    'test.step.address-book': 'Adressbuch',
    'test.waiting': 'noch nicht geprüft',
    'test.running': 'läuft…',
    'test.passed': 'geht',
    'test.failed': 'geht nicht',
    'test.skipped-earlier-failure': 'nicht geprüft, weil ein früherer Schritt nicht ging',
    'test.skipped-not-needed': 'hier nicht nötig',
    'test.milliseconds': '{count} ms',
    'test.what-to-do': 'Was du tun kannst: {advice}',
    'test.all-passed': 'Alles geht. Wenn du dich trotzdem nicht anmelden kannst, prüfe Adresse und Passwort.',
    'test.some-failed': 'Hier gibt es ein Problem: {step}.',
    'test.testing': 'Geprüft wird: {step}',
    'test.again': 'Erneut prüfen',
    'test.copy': 'Ergebnis kopieren',
    'test.copied': 'Das Ergebnis wurde kopiert.',
    'test.report': 'Verbindungsprüfung von {name} ({host}:{port}), {date}',
    'test.nothing-sent': 'Bei der Prüfung wird kein Passwort gesendet.',

    'certificate.heading': 'Das Zertifikat, das der Server gezeigt hat',
    'certificate.host': 'Server',
    'certificate.fingerprint': 'Fingerabdruck (SHA-256)',
    'certificate.subject': 'Ausgestellt für',
    'certificate.issuer': 'Ausgestellt von',
    'certificate.valid': 'Gültig',
    'certificate.validity': 'vom {from} bis zum {to}',
    'certificate.public':
      'Das ist ein öffentliches Netzwerk: Für sein Zertifikat muss jemand bürgen. Melde dich nicht an, bis das gelöst ist.',
    'certificate.compare':
      'Vertraue ihm nur, wenn das Netzwerk dir oder jemandem gehört, den du kennst, und der Fingerabdruck der ist, den man dir auf anderem Weg genannt hat.',
    'certificate.compared': 'Ich habe den Fingerabdruck verglichen.',
    'certificate.trust': 'Diesem Zertifikat vertrauen',

    'fault.address-book-failed': 'Das Adressbuch antwortet nicht, wie es soll.',
    'advice.address-book-failed':
      'Prüfe seine Adressen unter „Erweitert“. Sind sie richtig, versuche es später noch einmal oder frage die Betreiber.',
    'fault.cancelled': 'Du hast die Prüfung abgebrochen.',
    'advice.cancelled': 'Prüfe noch einmal, wann du möchtest.',
    'fault.certificate-untrusted': 'Für das Zertifikat, das der Server zeigt, bürgt niemand.',
    'advice.certificate-untrusted':
      'Prüfe Datum und Uhrzeit dieses Computers und seinen Virenscanner. Gehört das Netzwerk dir, vergleiche unten das Zertifikat; sonst frage die Betreiber.',
    'fault.connection-lost': 'Die Verbindung ist abgebrochen.',
    'advice.connection-lost': 'Prüfe deine Internetverbindung und prüfe dann noch einmal.',
    'fault.dialect-refused': 'Der Server spricht keine der angebotenen Protokollversionen.',
    'advice.dialect-refused':
      'Bearbeite das Netzwerk und lass die Protokollversion unter „Erweitert“ automatisch wählen.',
    'fault.host-unknown': 'Dieser Name wurde nicht gefunden.',
    'advice.host-unknown':
      'Prüfe den Namen auf Tippfehler und deine Internetverbindung. Netzwerke ziehen um: Frage die Betreiber nach der neuen Adresse.',
    'fault.not-a-messenger-server': 'Dort antwortet etwas, aber kein Messenger-Server.',
    'advice.not-a-messenger-server':
      'Prüfe Host und Port; üblich ist 1863. Öffne im Hotel oder Café erst eine Webseite: Vielleicht hat deren Anmeldeseite geantwortet.',
    'fault.plain-http-refused': 'Die Adresse ist nicht verschlüsselt (http).',
    'advice.plain-http-refused':
      'Bearbeite das Netzwerk und benutze eine Adresse, die mit https beginnt. Papilio sendet Passwörter nirgendwo sonst hin.',
    'fault.private-address-refused': 'Der Name führt zu einer Adresse in deinem eigenen Netz.',
    'advice.private-address-refused':
      'Dorthin darf ein öffentliches Netzwerk nicht führen. Prüfe Nameserver, VPN und Filter dieses Computers, oder frage die Betreiber.',
    'fault.protocol-error': 'Der Server hat etwas Unverständliches gesendet.',
    'advice.protocol-error':
      'Prüfe Host und Port. Etwas dazwischen, etwa ein Proxy oder ein Filter, hat vielleicht verändert, was gesendet wurde.',
    'fault.proxy-failed': 'Der Proxy antwortet nicht oder erreicht den Server nicht.',
    'advice.proxy-failed':
      'Prüfe den Proxy in den Einstellungen, Seite „Verbindung“, oder versuche es ohne ihn.',
    'fault.proxy-refused': 'Der Proxy hat die Verbindung abgelehnt.',
    'advice.proxy-refused':
      'Prüfe Benutzername und Passwort des Proxys in den Einstellungen, Seite „Verbindung“. Vielleicht verbietet er auch diesen Port: Frage, wer ihn betreibt.',
    'fault.server-busy': 'Der Server ist überlastet.',
    'advice.server-busy': 'Warte ein paar Minuten und prüfe noch einmal.',
    'fault.server-closed': 'Der Server hat die Verbindung beendet.',
    'advice.server-closed':
      'Warte eine Minute und prüfe noch einmal. Bleibt es so, sperrt vielleicht etwas dazwischen, oder der Server ist gestört.',
    'fault.server-refused': 'Der Server hat abgelehnt.',
    'advice.server-refused': 'Prüfe später noch einmal; bleibt es so, frage die Betreiber.',
    'fault.server-shutting-down': 'Der Server wird heruntergefahren.',
    'advice.server-shutting-down': 'Warte ein paar Minuten und prüfe noch einmal.',
    'fault.server-unreachable': 'Unter dieser Adresse antwortet nichts.',
    'advice.server-unreachable':
      'Prüfe deine Internetverbindung, Host und Port. Vielleicht sperrt eine Firewall den Port: Ein Proxy oder das HTTP-Gateway des Netzwerks führt daran vorbei.',
    'fault.sign-in-service-failed': 'Der Anmeldedienst antwortet nicht, wie er soll.',
    'advice.sign-in-service-failed':
      'Prüfe seine Adressen unter „Erweitert“. Sind sie richtig, versuche es später noch einmal oder frage die Betreiber.',
    'fault.timed-out': 'Es kam nicht rechtzeitig eine Antwort.',
    'advice.timed-out':
      'Der Server ist vielleicht überlastet, oder eine Firewall verschluckt die Verbindung. Prüfe in ein paar Minuten noch einmal, oder aus einem anderen Netz.',
    'fault.too-many-redirections': 'Die Server haben Papilio im Kreis geschickt.',
    'advice.too-many-redirections': 'Prüfe später noch einmal; bleibt es so, frage die Betreiber.',
    'fault.unexpected': 'In Papilio ist etwas schiefgegangen.',
    'advice.unexpected': 'Prüfe noch einmal; bleibt es so, starte das Programm neu.',
  },
})
