import { defineStrings } from './define-strings.ts'

/** The sentences about what is kept: deleting, exporting, importing, and what can go wrong with it. */
export const keepingStrings = defineStrings({
  en: {
    'history.delete-talk': 'Delete this conversation…',
    'history.delete-account': 'Delete all of {account}…',
    'history.delete-all': 'Delete everything…',
    'history.delete-title.lines': 'Delete these lines?',
    'history.delete-title.line': 'Delete this line?',
    'history.delete-title.conversation': 'Delete this conversation?',
    'history.delete-title.account': 'Delete the history of this account?',
    'history.delete-title.all': 'Delete the whole history?',
    'history.delete-question.lines':
      '{lines} of the conversation with {name} will be gone for good: nothing can bring that back. The others keep what they have.',
    'history.delete-question.conversation':
      'Everything that was said with {name} ({lines}) will be gone for good: nothing can bring it back. The others keep what they have.',
    'history.delete-question.account':
      'Everything that was ever said with {account} will be gone from this computer for good: nothing can bring it back. The account and its contacts stay.',
    'history.delete-question.all':
      'Everything that was ever said, with every account, will be gone from this computer for good: nothing can bring it back. Accounts and contacts stay.',
    'history.delete-for-good': 'Delete for good',
    'history.deleted-one': '1 line was deleted.',
    'history.deleted': '{count} lines were deleted.',
    'history.deleting': 'Being deleted…',

    'history.export-talk': 'Export this conversation…',
    'history.export-account': 'Export all of {account}…',
    'history.export-all': 'Export everything…',
    'history.export-title': 'Export the history',
    'history.export-what.lines': 'The chosen lines',
    'history.export-what.conversation': 'The conversation with {name}, as one file.',
    'history.export-what.account': 'Every conversation of {account}, as files in a folder.',
    'history.export-what.all': 'Every conversation of every account, as files in a folder.',
    'history.export-format': 'Kind of file',
    'history.export.html': 'Web page (HTML)',
    'history.export.html-hint': 'Looks like the conversation; any browser shows it.',
    'history.export.text': 'Text',
    'history.export.text-hint': 'Only the words, for every program there is.',
    'history.export.json': 'JSON',
    'history.export.json-hint': 'Complete; Papilio can import it again.',
    'history.export.choose': 'Choose where…',
    'history.export-plain': 'The files are not encrypted: whoever gets them can read them.',
    'history.exported': 'The export is finished.',

    'history.import': 'Import…',
    'history.import-title': 'Import conversations',
    'history.import-account': 'Into the history of',
    'history.import-nobody':
      'Sign in once with the account that these conversations belong to, then come back.',
    'history.import-kinds': 'Papilio reads',
    'history.import.msn':
      'MSN Messenger and Windows Live Messenger: XML files, usually in “My Received Files”, folder “History”.',
    'history.import.amsn': 'aMSN: files in “.amsn”, your address, “logs”.',
    'history.import.pidgin': 'Pidgin: text and HTML files in “.purple/logs/msn”, your address.',
    'history.import.papilio': 'Papilio: JSON files of an export.',
    'history.import-safe': 'What is there already is not added twice, and nothing there is changed.',
    'history.import.choose-files': 'Choose files…',
    'history.import.choose-folder': 'Choose a folder…',
    'history.imported': 'Conversations imported',
    'history.import-cancelled': 'Import ended early',
    'history.import-nothing': 'There was nothing to import.',
    'history.import-added': 'Lines added: {count}',
    'history.import-already-there': 'Already there: {count}',
    'history.import-refused': 'Files that could not be read: {count}',

    'history.task.import': 'Importing',
    'history.task.export': 'Exporting',
    'history.task.delete': 'Deleting',
    'history.task.rescue': 'Reading what can be read of the damaged file',
    'history.task.other':
      'Something else is being done with the history. Wait until it is finished, or end it.',
    'history.task.progress': '{what}: {done} of {total}',
    'history.task.unknown': '{what}: {done}',

    'history.problem.damaged-reading':
      'The file of your history was damaged. A new one was begun, and what can be read of the old one is being added. The old one is kept as “{file}”.',
    'history.problem.damaged':
      'The file of your history was damaged. A new one was begun, and {count} lines were saved from the old one, which is kept as “{file}”.',
    'history.problem.too-new':
      'A later version of Papilio wrote your history. It was left alone, and nothing is kept now. Use the later version again.',
    'history.problem.not-written':
      'Your history cannot be written at the moment. Make room on the disk; what is said meanwhile is kept as soon as that works.',
    'history.cannot-read':
      'The history cannot be read at the moment. Try again; if it stays so, restart Papilio.',
    'history.problem.read': 'I have read this',

    'settings.history.keep': 'Keep conversations on this computer',
    'settings.history.keep-note':
      'They are kept here and nowhere else, and are not encrypted. What was kept before stays until you delete it.',
    'settings.history.last-talk': 'Show what was said last when a conversation opens',
    'settings.history.not-kept': 'Conversations that are not kept',
    'settings.history.not-kept-none':
      'None. In the history, the menu of a conversation has “Do not keep this conversation”.',
    'settings.history.keep-again': 'Keep again',
    'settings.history.keep-again-this': 'Keep the conversation with {name} again',
    'settings.history.what-is-there': 'What was kept',
    'settings.history.open': 'Open the history',
    'settings.history.on-account': 'with {account}',
    'settings.forget-history': 'Also delete everything that was said with it, for good',
  },
  de: {
    'history.delete-talk': 'Diese Unterhaltung löschen…',
    'history.delete-account': 'Alles von {account} löschen…',
    'history.delete-all': 'Alles löschen…',
    'history.delete-title.lines': 'Diese Zeilen löschen?',
    'history.delete-title.line': 'Diese Zeile löschen?',
    'history.delete-title.conversation': 'Diese Unterhaltung löschen?',
    'history.delete-title.account': 'Den Verlauf dieses Kontos löschen?',
    'history.delete-title.all': 'Den ganzen Verlauf löschen?',
    'history.delete-question.lines':
      'Endgültig weg ist dann aus der Unterhaltung mit {name}: {lines}. Nichts kann das zurückholen. Die anderen behalten, was sie haben.',
    'history.delete-question.conversation':
      'Alles, was mit {name} gesagt wurde ({lines}), ist dann endgültig weg: Nichts kann es zurückholen. Die anderen behalten, was sie haben.',
    'history.delete-question.account':
      'Alles, was je mit {account} gesagt wurde, ist dann auf diesem Computer endgültig weg: Nichts kann es zurückholen. Das Konto und seine Kontakte bleiben.',
    'history.delete-question.all':
      'Alles, was je gesagt wurde, mit jedem Konto, ist dann auf diesem Computer endgültig weg: Nichts kann es zurückholen. Konten und Kontakte bleiben.',
    'history.delete-for-good': 'Endgültig löschen',
    'history.deleted-one': '1 Zeile wurde gelöscht.',
    'history.deleted': '{count} Zeilen wurden gelöscht.',
    'history.deleting': 'Wird gelöscht…',

    'history.export-talk': 'Diese Unterhaltung exportieren…',
    'history.export-account': 'Alles von {account} exportieren…',
    'history.export-all': 'Alles exportieren…',
    'history.export-title': 'Den Verlauf exportieren',
    'history.export-what.lines': 'Die gewählten Zeilen',
    'history.export-what.conversation': 'Die Unterhaltung mit {name}, als eine Datei.',
    'history.export-what.account': 'Alle Unterhaltungen von {account}, als Dateien in einem Ordner.',
    'history.export-what.all': 'Alle Unterhaltungen aller Konten, als Dateien in einem Ordner.',
    'history.export-format': 'Art der Datei',
    'history.export.html': 'Webseite (HTML)',
    'history.export.html-hint': 'Sieht aus wie die Unterhaltung; jeder Browser zeigt sie.',
    'history.export.text': 'Text',
    'history.export.text-hint': 'Nur die Worte, für jedes Programm.',
    'history.export.json': 'JSON',
    'history.export.json-hint': 'Vollständig; Papilio kann es wieder importieren.',
    'history.export.choose': 'Ort wählen…',
    'history.export-plain': 'Die Dateien sind nicht verschlüsselt: Wer sie bekommt, kann sie lesen.',
    'history.exported': 'Der Export ist fertig.',

    'history.import': 'Importieren…',
    'history.import-title': 'Unterhaltungen importieren',
    'history.import-account': 'In den Verlauf von',
    'history.import-nobody':
      'Melde dich einmal mit dem Konto an, zu dem diese Unterhaltungen gehören, und komm dann wieder.',
    'history.import-kinds': 'Papilio liest',
    'history.import.msn':
      'MSN Messenger und Windows Live Messenger: XML-Dateien, meist in „Meine empfangenen Dateien“, Ordner „Verlauf“.',
    'history.import.amsn': 'aMSN: Dateien in „.amsn“, deine Adresse, „logs“.',
    'history.import.pidgin': 'Pidgin: Text- und HTML-Dateien in „.purple/logs/msn“, deine Adresse.',
    'history.import.papilio': 'Papilio: JSON-Dateien eines Exports.',
    'history.import-safe': 'Was schon da ist, kommt nicht doppelt hinzu, und nichts davon wird verändert.',
    'history.import.choose-files': 'Dateien wählen…',
    'history.import.choose-folder': 'Ordner wählen…',
    'history.imported': 'Unterhaltungen importiert',
    'history.import-cancelled': 'Import vorzeitig beendet',
    'history.import-nothing': 'Es gab nichts zu importieren.',
    'history.import-added': 'Zeilen hinzugefügt: {count}',
    'history.import-already-there': 'Schon da: {count}',
    'history.import-refused': 'Dateien, die nicht gelesen werden konnten: {count}',

    'history.task.import': 'Import läuft',
    'history.task.export': 'Export läuft',
    'history.task.delete': 'Wird gelöscht',
    'history.task.rescue': 'Von der beschädigten Datei wird gelesen, was lesbar ist',
    'history.task.other':
      'Mit dem Verlauf wird gerade etwas anderes getan. Warte, bis das fertig ist, oder beende es.',
    'history.task.progress': '{what}: {done} von {total}',
    'history.task.unknown': '{what}: {done}',

    'history.problem.damaged-reading':
      'Die Datei deines Verlaufs war beschädigt. Eine neue wurde begonnen, und was von der alten lesbar ist, kommt gerade hinzu. Die alte liegt unter „{file}“.',
    'history.problem.damaged':
      'Die Datei deines Verlaufs war beschädigt. Eine neue wurde begonnen, und {count} Zeilen wurden aus der alten gerettet, die unter „{file}“ liegt.',
    'history.problem.too-new':
      'Eine spätere Version von Papilio hat deinen Verlauf geschrieben. Er blieb unberührt, und jetzt wird nichts aufbewahrt. Benutze wieder die spätere Version.',
    'history.problem.not-written':
      'Dein Verlauf kann gerade nicht geschrieben werden. Schaffe Platz auf der Festplatte; was inzwischen gesagt wird, kommt hinzu, sobald das geht.',
    'history.cannot-read':
      'Der Verlauf lässt sich gerade nicht lesen. Versuche es noch einmal; bleibt es so, starte Papilio neu.',
    'history.problem.read': 'Ich habe das gelesen',

    'settings.history.keep': 'Unterhaltungen auf diesem Computer aufbewahren',
    'settings.history.keep-note':
      'Sie liegen hier und nirgends sonst und sind nicht verschlüsselt. Was schon aufbewahrt ist, bleibt, bis du es löschst.',
    'settings.history.last-talk': 'Zeigen, was zuletzt gesagt wurde, wenn sich eine Unterhaltung öffnet',
    'settings.history.not-kept': 'Unterhaltungen, die nicht aufbewahrt werden',
    'settings.history.not-kept-none':
      'Keine. Im Verlauf gibt es im Menü einer Unterhaltung „Diese Unterhaltung nicht aufbewahren“.',
    'settings.history.keep-again': 'Wieder aufbewahren',
    'settings.history.keep-again-this': 'Die Unterhaltung mit {name} wieder aufbewahren',
    'settings.history.what-is-there': 'Was aufbewahrt ist',
    'settings.history.open': 'Den Verlauf öffnen',
    'settings.history.on-account': 'mit {account}',
    'settings.forget-history': 'Auch alles löschen, was damit gesagt wurde, endgültig',
  },
})
