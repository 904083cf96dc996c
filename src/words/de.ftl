### Deutsch. Kurze Sätze, einfache Wörter (B1), Anrede „Sie“. Die Worte der Mitteilung selbst stehen in format/template/.
### Was ein anderer sagte, steht zwischen “ und ”; nur das überspringt die Wortprüfung.

## Datum und Uhrzeit ($zone ist der Name der Zeitzone)
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
day-first = 1
date-day = { $day }. { $month }
date-full = { $weekday }, { $day }. { $month } { $year }
date-moment = { $weekday }, { $day }. { $month } { $year }, { $hour }:{ $minute } Uhr
date-moment-zone = { $weekday }, { $day }. { $month } { $year }, { $hour }:{ $minute } Uhr, { $zone }
zone-dutch = niederländische Zeit
zone-belgian = belgische Zeit
zone-german = deutsche Zeit
zone-french = französische Zeit
zone-utc = UTC
zone-other = Zeit in { $zone }

## Was jemand sagt (diese Texte stehen im Nachweis)
act-accept = Ich nehme diese Nachricht in Empfang. Ich sage damit nicht, dass ich sie gelesen habe oder mit ihr einverstanden bin.
act-refuse = Ich lehne diese Nachricht ab. Ich weiß, dass ein Gericht entscheiden kann, dass sie trotzdem für mich gilt.
act-not-for-me = Diese Nachricht ist nicht für mich bestimmt. Ich nehme sie nicht an und ich lehne sie nicht ab.
act-statement = Diese Antwort ist von mir. Der Absender darf sie sehen.

## Überall
language-name = Deutsch
page-languages = Sprachen
button-back = Zurück
page-home-title = Eingeschriebene E-Mail
page-home-text = { $service } bewahrt eine Nachricht auf, bittet den Adressaten um eine Entscheidung und hält diese Entscheidung fest. Haben Sie eine Mitteilung von uns? Dann öffnen Sie den Link in dieser Mitteilung.
page-footer = { $service } · { $operator }
page-trial = Dies ist eine Testanlage. Was hier geschieht, beweist über niemanden etwas.
page-home-lost = Ist die Mitteilung weg? Fordern Sie einen neuen Link an.

## Die Seite zur Mitteilung (GET /r/…: es wird nichts festgehalten)
page-notice-title = Eingeschriebene E-Mail von { $domain }
page-notice-unrecorded = Wir haben nicht festgehalten, dass Sie diese Seite öffnen. Sie können in Ruhe lesen.
page-notice-what = Was ist das?
page-notice-what-1 = Jemand, der sich { $sender } nennt, hat uns eine Nachricht für { $addressee } gegeben. Wir sind { $service }. Wir bewahren die Nachricht auf, bitten Sie um eine Entscheidung und halten sie fest. Der Absender und Sie bekommen davon denselben Nachweis. Wir ergreifen keine Partei und lesen die Nachricht nicht, um sie zu bewerten.
page-notice-sender = Absender
page-notice-sender-value = nennt sich { $sender } ({ $address })
page-notice-checked = Was wir geprüft haben
page-notice-checked-value = Den Namen haben wir nicht geprüft. Der Absender nennt sich so. Auch ob er { $domain } verwaltet, haben wir nicht geprüft.
page-notice-why-address = Warum diese Adresse
page-notice-why-address-value = Der Absender sagt: { $basis }
page-notice-submitted = Eingereicht
page-notice-deadline = Entscheiden können Sie bis
page-notice-subject = Betreff
page-notice-subject-value = Den sehen Sie nach dem Code, vor Ihrer Entscheidung.
page-notice-why-registered = Warum eingeschrieben
page-notice-why-registered-value = Der Absender möchte zeigen können, dass Ihnen diese Nachricht vorgelegt wurde.
page-notice-legal-basis = Rechtsgrundlage laut Absender: { $basis }
page-notice-can = Was können Sie tun?
page-notice-accept = Annehmen
page-notice-accept-text = Sie können die ganze Nachricht lesen und aufbewahren. Annehmen heißt nur: Ich nehme sie in Empfang. Es heißt nicht: Ich habe sie gelesen oder bin einverstanden.
page-notice-refuse = Ablehnen
page-notice-refuse-text = Sie können die Nachricht nicht lesen. Der Absender erfährt, dass Sie abgelehnt haben. Achtung: Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt.
page-notice-nothing = Nichts tun
page-notice-nothing-text = Sie haben Zeit bis einschließlich { $day }. Danach erfährt der Absender, dass nicht entschieden wurde. Ob Sie etwas gelesen haben, erfährt er nicht. Auch dann kann ein Gericht entscheiden, dass die Nachricht trotzdem für Sie gilt.
page-notice-not-for-me = Nicht für mich
page-notice-not-for-me-text = Sind nicht Sie gemeint? Dann bleibt die Nachricht geschlossen. Der Absender erfährt, dass die Adresse vielleicht nicht stimmt.
page-notice-advice = Sie wissen nicht, was klug ist? Fragen Sie zuerst um Rat. In den Niederlanden berät juridischloket.nl kostenlos. Sie müssen jetzt nichts entscheiden.
page-notice-recorded = Was halten wir fest, und wer sieht das?
page-notice-recorded-now = Jetzt
page-notice-recorded-now-text = Nichts über Ihren Besuch. Wir haben Ihre Adresse und das, was Ihr Mailserver auf unsere Mails geantwortet hat. Diese Antwort sieht auch der Absender.
page-notice-recorded-code = Sie fordern einen Code an?
page-notice-recorded-code-text = Wir bewahren 24 Stunden lang auf, dass ein Code gesendet wurde. Der Absender sieht das nicht.
page-notice-recorded-choice = Sie entscheiden?
page-notice-recorded-choice-text = Ihre Entscheidung, den Zeitpunkt, den Text, den Sie sahen, und wie Sie sich ausgewiesen haben. Das sehen Sie und der Absender. Ein Gericht sieht es, wenn einer von Ihnen es vorlegt.
page-notice-recorded-accept = Sie nehmen an?
page-notice-recorded-accept-text = Den Zeitpunkt, an dem die ganze Nachricht an Sie übergeben wurde, ein einziges Mal. Wie oft Sie sie danach lesen, halten wir nicht fest.
page-notice-recorded-never = Nie
page-notice-recorded-never-text = Ihre IP-Adresse, Ihr Gerät, Ihren Ort, welche Seiten Sie gelesen haben.
page-notice-kept = Wir bewahren die Nachricht mindestens { $days } Tage nach Ihrer Entscheidung auf. Fragen? { $operator }
page-notice-shared = Mehr Menschen in diesem Postfach?
page-notice-shared-text = Liest jemand anders mit, zum Beispiel Ihr Partner oder eine Kollegin? Dann kann auch diese Person einen Code bekommen. Im Nachweis steht darum: “jemand mit Zugang zu diesem Postfach”. Entscheiden Sie für jemand anderen oder für eine Organisation? Das können Sie später angeben.
page-notice-prove = Um weiterzugehen, müssen Sie zeigen, dass Sie Zugang zu diesem Postfach haben. Dafür senden wir einen Code an { $addressee }.
page-notice-button-continue = Weiter: selbst entscheiden
page-notice-button-continue-hint = Sie entscheiden erst auf einer späteren Seite.
page-notice-button-not-for-me = Nicht für mich
page-notice-do-nothing = Nichts tun: Schließen Sie diese Seite.
page-notice-doubt = Sie sind nicht sicher, ob das echt ist?
page-notice-doubt-text = Schließen Sie diese Seite. Rufen Sie den Absender unter einer Nummer an, die Sie schon kennen. Wir fragen nie nach Geld, Passwörtern, Bankdaten oder Ihrer Bürgernummer, und Sie müssen nichts installieren.
page-notice-checked-domain = Der Absender verwaltet { $domain } (geprüft am { $day }).
page-notice-checked-name = Der Name wurde geprüft: { $how }, am { $day }.
page-notice-unchecked-name = Den Namen haben wir nicht geprüft. Der Absender nennt sich so.
page-notice-unchecked-domain = Ob er { $domain } verwaltet, haben wir nicht geprüft.
page-notice-no-deadline = Es gibt keinen letzten Tag. Sie können entscheiden, solange wir die Nachricht aufbewahren.
page-notice-nothing-open = Der Absender erfährt, dass nicht entschieden wurde. Ob Sie etwas gelesen haben, erfährt er nicht. Auch dann kann ein Gericht entscheiden, dass die Nachricht trotzdem für Sie gilt.
page-notice-reference = Kennzeichen
page-notice-more = Mehr zum Datenschutz
page-notice-said-not-for-me = Aus diesem Postfach wurde schon gemeldet: nicht für mich. Annehmen oder ablehnen können Sie noch. Beide Antworten bleiben sichtbar.
page-notice-mailbox-of-sender = Der Absender sagt, dass er selbst in dieses Postfach sehen kann. Ein Code per E-Mail sagt dann wenig darüber, wer entscheidet.

## Die Seite zur Mitteilung, wenn nichts mehr zu entscheiden ist
page-closed-decided-title = Es wurde schon entschieden
page-closed-accepted = Diese Nachricht wurde in Empfang genommen.
page-closed-refused = Diese Nachricht wurde abgelehnt.
page-closed-expired = Es wurde nicht rechtzeitig entschieden. Die Nachricht bleibt geschlossen. Ob Sie etwas gelesen haben, erfährt der Absender nicht. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt. Möchten Sie wissen, was darin steht? Fragen Sie den Absender.
page-closed-prove-content = Möchten Sie die Nachricht oder den Nachweis sehen?
page-closed-prove-evidence = Möchten Sie den Nachweis sehen?
page-closed-button = Senden Sie mir einen Code

## Die Seite für den Code
page-code-title = Geben Sie den Code ein
page-code-sent = Wir senden einen Code mit 8 Ziffern an { $addressee }. Der Code gilt 15 Minuten.
page-code-unseen = Der Absender sieht nicht, dass Sie einen Code angefordert haben.
page-code-label = Code aus der E-Mail
page-code-button = Weiter
page-code-missing = Noch kein Code? Sehen Sie auch bei der unerwünschten E-Mail nach, oder fordern Sie einen neuen an. Der alte gilt dann nicht mehr.
page-code-again = Neuen Code senden
page-code-wrong = Dieser Code stimmt nicht. Prüfen Sie die Ziffern, oder fordern Sie einen neuen Code an. Versuche übrig: { $left }.
page-code-expired = Dieser Code gilt nicht mehr: Er ist älter als 15 Minuten, schon benutzt oder zu oft falsch eingegeben. Fordern Sie einen neuen an.
page-code-tries = Es wurde zu oft ein falscher Code eingegeben. Fordern Sie einen neuen Code an.
page-code-enough = Für heute wurden genug Codes gesendet. Versuchen Sie es morgen wieder. Ihr Link gilt weiter, und die Zeit zum Entscheiden ändert sich nicht.
page-code-shape = Ein Code hat 8 Ziffern. Tippen Sie ihn so, wie er in der Mail steht.

## Die Entscheidung (nach dem Code; diese Seite kommt in den Nachweis)
page-choice-title = Ihre Entscheidung
page-choice-known-as = Sie sind uns bekannt als: jemand mit Zugang zu { $addressee }, bestätigt mit einem Code am { $moment }.
page-choice-sender = Absender: nennt sich { $sender } ({ $address }). Name und Domain haben wir nicht geprüft.
page-choice-subject = Betreff: { $subject }
page-choice-no-subject = Die Nachricht hat keinen Betreff.
page-choice-purpose = Worum es geht, laut Absender: { $purpose }
page-choice-deadline = Entscheiden können Sie bis { $moment }.
page-choice-capacity = Ich entscheide:
page-choice-own = für mich selbst
page-choice-organisation = für eine Organisation
page-choice-organisation-name = Name der Organisation
page-choice-organisation-function = Ihre Funktion
page-choice-other = für jemand anderen
page-choice-other-name = Name dieser Person
page-choice-other-as = Sie sind: Elternteil, Vermögensverwalter, Betreuer, Mentor, Testamentsvollstrecker oder bevollmächtigt
page-choice-unchecked = Das ist Ihre eigene Erklärung. Wir prüfen sie nicht.
page-choice-incomplete = Geben Sie bei einer Organisation oder jemand anderem auch den Namen und Ihre Rolle an. Es ist noch nichts festgehalten.
page-choice-seen = Wenn Sie entscheiden, sieht der Absender Ihre Entscheidung, den Zeitpunkt, den Text Ihrer Entscheidung, für wen Sie entschieden haben und wie Sie sich ausgewiesen haben.
page-choice-back = Zurück, ich entscheide noch nicht
page-choice-back-hint = Der Absender sieht das nicht.
page-choice-remote = { $count ->
    [1] In der Nachricht steht 1 Verweis auf etwas von außen. Dadurch könnte der Absender sehen, dass Sie sie lesen. Unsere Seite lädt ihn nicht. Ihr Mailprogramm vielleicht schon, wenn Sie die ganze Nachricht speichern und dort öffnen.
   *[other] In der Nachricht stehen { $count } Verweise auf etwas von außen. Dadurch könnte der Absender sehen, dass Sie sie lesen. Unsere Seite lädt sie nicht. Ihr Mailprogramm vielleicht schon, wenn Sie die ganze Nachricht speichern und dort öffnen.
  }
page-choice-receipts = Die Nachricht bittet um eine Lesebestätigung. Unsere Seite sendet keine. Ihr Mailprogramm vielleicht schon, wenn Sie die ganze Nachricht speichern und dort öffnen.
page-choice-unseen = Bei einem Teil der Nachricht sehen wir nicht, ob der Absender dadurch merkt, dass Sie sie lesen. Unsere Seite lädt nichts von außen.
page-choice-purpose-label = Worum es geht, laut Absender
page-choice-too-long = Benutzen Sie für jedes Feld höchstens 200 Buchstaben. Es ist noch nichts festgehalten.
page-choice-handover = Wenn Sie annehmen, halten wir auch ein einziges Mal fest, wann die ganze Nachricht vollständig an Sie gesendet wurde. Dafür zählt, was Sie auf der nächsten Seite öffnen und speichern.
page-later-title = Sie haben noch nicht entschieden
page-later-text = Es ist nichts festgehalten. Sie können diese Seite schließen und später mit dem Link aus der Mitteilung zurückkommen.
page-later-choose = Doch entscheiden

## Antworten per E-Mail (nach dem Code)
page-answers-title = Ihre Antwort per E-Mail
page-answers-waits = { $count ->
    [1] Eine Antwort per E-Mail auf unsere Mitteilung wartet. Der Absender sieht sie nicht, außer Sie bestätigen sie.
   *[other] { $count } Antworten per E-Mail auf unsere Mitteilung warten. Der Absender sieht sie nicht, außer Sie bestätigen sie.
  }
page-answers-button = Die Antwort ansehen
page-answers-what = Jemand hat dies als Antwort auf unsere Mitteilung gesendet. Wir lesen es nicht. Jeder kann eine E-Mail schreiben, die von Ihnen zu kommen scheint: Bestätigen Sie nur, was Sie selbst geschrieben haben.
page-answers-none = Es wartet keine Antwort per E-Mail. Was nicht bestätigt wurde, ist gelöscht.
page-answers-from = Von
page-answers-no-from = nicht angegeben
page-answers-came = Eingegangen
page-answers-until = Wir löschen es am
page-answers-signed = Unterschrieben vom Mailserver von
page-answers-unsigned = keinem Mailserver
page-answers-size = Größe
page-answers-text = Text
page-answers-no-text = Es gibt keinen Text.
page-answers-long = Hier steht der Anfang. Der Absender sieht alles.
page-answers-attached = Anhänge
page-answers-header = Kopfzeilen, die mitgehen
page-answers-header-text = Von den Kopfzeilen bewahren wir diese auf. Was Ihren Computer oder Ihre Verbindung betrifft, haben wir weggelassen.
page-answers-shared = Wenn Sie bestätigen, sehen { $sender } ({ $address }) und wer den Nachweis bekommt, zum Beispiel ein Gericht, diese Antwort: den Text, die Anhänge und diese Kopfzeilen. Sie sehen auch den Zeitpunkt und dass jemand mit Zugang zu { $addressee } sie bestätigt hat. Das können Sie nicht zurücknehmen.
page-answers-no-choice = Das ist keine Entscheidung. Sie nehmen die Nachricht damit nicht an und lehnen sie nicht ab. Die Zeit zum Entscheiden ändert sich nicht.
page-answers-delete = Nicht verwenden: jetzt löschen
page-answers-nothing = Wenn Sie nichts tun, löschen wir sie von selbst. Der Absender erfährt davon nichts.
page-answers-confirmed = Sie haben diese Antwort bestätigt. Der Absender kann sie sehen, und sie steht in Ihrem Nachweis.
page-answers-on = Weiter

## Nach der Entscheidung
page-done-accepted-title = Sie haben die Nachricht in Empfang genommen
page-done-accepted = Ihre Entscheidung wurde festgehalten am { $moment }. Unten steht die Nachricht.
page-done-refused-title = Sie haben die Nachricht abgelehnt
page-done-refused = Ihre Entscheidung wurde festgehalten am { $moment }. Die Nachricht bleibt geschlossen. Der Absender erfährt, dass Sie abgelehnt haben. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt.
page-done-not-for-me-title = Sie haben gemeldet: nicht für mich
page-done-not-for-me = Das wurde festgehalten am { $moment }. Die Nachricht bleibt geschlossen, und Sie bekommen dazu keine Mitteilungen mehr. Der Absender erfährt, dass die Adresse vielleicht nicht stimmt.
page-done-not-for-me-still = Ein Irrtum? Sie können bis { $moment } noch annehmen oder ablehnen. Was Sie vorher gemeldet haben, bleibt sichtbar.
page-done-expired-title = Die Zeit zum Entscheiden ist vorbei
page-done-expired = Es wurde nicht entschieden bis { $moment }. Das erfährt der Absender. Ob Sie etwas gelesen haben, erfährt er nicht. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt.
page-done-recalled-title = Der Absender hat die Nachricht zurückgezogen
page-done-recalled = Das war am { $moment }. Die Nachricht ist nicht mehr zu lesen.
page-done-before = Über diese Nachricht war schon entschieden. Die erste Entscheidung zählt; was Sie gerade getan haben, ist nicht festgehalten.
page-done-too-late = Die Zeit zum Entscheiden war schon vorbei. Was Sie gerade getan haben, ist nicht festgehalten.
page-done-mail = Sie bekommen dazu eine E-Mail mit einem neuen Link. Der Link, den Sie jetzt benutzt haben, gilt danach nicht mehr.
page-done-accepted-gone = Ihre Entscheidung wurde festgehalten am { $moment }.
page-done-recalled-accepted = Sie haben sie vorher in Empfang genommen. Das bleibt im Nachweis stehen, und auch, dass der Absender sie danach zurückgezogen hat.

## Der Nachweis
page-evidence-title = Ihr Nachweis
page-evidence-sealing = Ihr Nachweis wird jetzt versiegelt. Das dauert meistens weniger als eine Minute. Ihre Entscheidung steht schon fest.
page-evidence-refresh = Nachsehen, ob der Nachweis fertig ist
page-evidence-ready = Ihr Nachweis ist fertig. Der Absender kann denselben Nachweis abholen. Wer ihn abholt und wann, halten wir nicht fest.
page-evidence-download = Den Nachweis speichern
page-evidence-bundle = Den Nachweis speichern, mit der Nachricht dabei
page-evidence-report = Ein Bericht zum Lesen und Einreichen (PDF, mit dem Nachweis darin)
page-evidence-check = Jeder kann diese Datei ohne uns prüfen, mit dem Programm recepis-verify.
page-evidence-list = Was wurde festgehalten?
page-evidence-entry = { $moment }: { $event }
page-wait-title = Einen Augenblick bitte

## Die Nachricht (nach dem Annehmen)
page-content-title = Die Nachricht
page-content-recorded = Wir halten ein einziges Mal fest, wann die ganze Nachricht vollständig an Sie gesendet wurde. Was Sie zuerst öffnen und wie oft Sie lesen, halten wir nicht fest. Ein abgebrochener Download zählt nicht; beginnen Sie einfach neu.
page-content-from = Von: { $from }
page-content-subject = Betreff: { $subject }
page-content-date = Datum laut Absender: { $date }
page-content-parts = Das ist darin
page-content-body = Der Text der Nachricht
page-content-attachment = Anhang: { $name }
page-content-unnamed = Anhang { $number }
page-content-size = { $size }
page-content-open = Öffnen
page-content-save = Speichern
page-content-whole = Die ganze Nachricht speichern (.eml)
page-content-warning = Wir haben Anhänge nicht auf Viren geprüft. Öffnen Sie nur, was Sie erwarten.
page-content-broken = Ein Teil dieser Nachricht ist beschädigt. Wir zeigen, was lesbar ist. In der Datei .eml steht alles so, wie der Absender es gab.
page-content-kept = Wir bewahren die Nachricht mindestens bis einschließlich { $day } auf. Bewahren Sie darum selbst eine Kopie auf.
page-content-gone = Wir haben die Nachricht nicht mehr. Der Nachweis bleibt.
page-content-remote = Bilder von außen laden wir nicht: So sieht niemand, dass Sie lesen.
page-content-empty = Diese Nachricht hat keinen Text.
page-content-long = Der Text ist zu lang für diese Seite.
page-content-handed-over = Die ganze Nachricht wurde vollständig an Sie gesendet am { $moment }. Wie oft Sie sie danach lesen, halten wir nicht fest.

## Ein Link, der nicht geht, und ein neuer Link
page-link-title = Dieser Link geht nicht
page-link-text = Der Link stimmt nicht, oder es gibt einen neueren. Nach einer Entscheidung endet der alte Link auch. Ob der Link je gegolten hat, sagen wir nicht.
page-link-form = Fordern Sie einen neuen Link an. Geben Sie die E-Mail-Adresse ein, in der die Mitteilung steht.
page-link-label = Ihre E-Mail-Adresse
page-link-button = Neuen Link senden
page-link-unseen = Der Absender sieht nicht, dass Sie danach fragen.
page-link-answer-title = Sehen Sie in Ihr Postfach
page-link-answer = Wenn für diese Adresse Nachrichten bei uns liegen, senden wir jetzt neue Links dorthin. Diese Antwort ist für jede Adresse gleich.
page-link-not-an-address = Das ist keine E-Mail-Adresse. Geben Sie sie ein als name@domain.de.
page-session-title = Zeigen Sie zuerst, dass Sie in das Postfach können
page-session-text = Diese Seite braucht einen Code, oder die Zeit nach Ihrem letzten Code ist um. Öffnen Sie den Link aus der Mitteilung noch einmal und fordern Sie dort einen Code an.

## Ob etwas nicht geht (GET /status)
page-status-title = Störungen
page-status-fine = Wir wissen zurzeit von keiner Störung. Wir haben nachgesehen am { $moment }.
page-status-now = Zurzeit geht etwas nicht. Wir haben nachgesehen am { $moment }.
page-status-over = Die letzten zwölf Monate
page-status-none = Keine Störungen.
page-status-since = seit { $from }
page-status-span = { $from } bis { $to }
page-status-words = Wir merken an:
page-status-meaning = Was das für Sie bedeutet
page-status-extend = Fällt eine Störung von uns in Ihre Zeit zum Entscheiden? Dann bekommen Sie diese Zeit zurück, in ganzen Tagen. Auf Ihrer Seite steht der letzte Tag, der zählt. Was anderswo nicht ging, ändert Ihre Zeit nicht.
page-status-counts = Wir zählen, was eine Viertelstunde oder länger dauerte. Jede Störung steht auch im Nachweis jeder Nachricht, über die damals noch nicht entschieden war.
page-status-nobody = Diese Seite sagt nichts über Nachrichten oder Menschen. Wir halten nicht fest, dass Sie sie öffnen.
page-status-blind = Wir können zurzeit nicht in unsere Daten sehen. Es geht jetzt also etwas nicht. Versuchen Sie es in ein paar Minuten noch einmal.
outage-content = Eine Nachricht ließ sich nicht öffnen.
outage-elsewhere = Etwas, das nicht uns gehört, ging nicht.
outage-mail = Unsere Mails gingen nicht hinaus: keine Mitteilungen und keine Codes.
outage-service = Unser Dienst war nicht da.
outage-time-stamps = Es gab keine Zeitstempel. Nachweise warteten auf ihr Siegel.

## Wenn etwas schiefgeht
error-title = Das hat nicht geklappt
error-not-found = Diese Seite gibt es nicht. Öffnen Sie den Link aus der Mitteilung noch einmal.
error-form-used = Dieses Formular wurde schon benutzt oder ist zu alt. Es ist nichts festgehalten. Gehen Sie zurück zum Anfang und versuchen Sie es noch einmal.
error-other-site = Dieser Auftrag kam nicht von unserer eigenen Seite. Es ist nichts festgehalten. Öffnen Sie den Link aus der Mitteilung noch einmal.
error-too-many = Es kamen zu viele Anfragen. Warten Sie ein paar Minuten und versuchen Sie es noch einmal.
error-too-large = Das ist zu groß. Es ist nichts festgehalten.
error-bad-request = Wir verstehen diese Anfrage nicht. Öffnen Sie den Link aus der Mitteilung noch einmal.
error-unavailable = Es geht bei uns gerade nicht. Es ist nichts festgehalten. Versuchen Sie es in ein paar Minuten noch einmal.
error-broken = Bei uns stimmt etwas nicht. Es ist nichts festgehalten. Wir sind gewarnt. Versuchen Sie es später noch einmal.
error-start-again = Zurück zum Anfang
error-ahead = Ihr Browser wollte diese Seite im Voraus holen. Das tun wir nicht, denn wir halten fest, wann die Nachricht übergeben wurde. Öffnen Sie die Seite selbst.
error-not-accepted = Die Nachricht wurde nicht in Empfang genommen. Sie bleibt geschlossen.

## Datenschutz
page-privacy-title = Datenschutz
page-privacy-none = Skripte benutzen wir nur auf den Seiten mit einem eigenen Schlüssel. Wir benutzen keine Bilder von außen, keinen Zähler und keinen Zählpixel. Bis Sie einen Code eingegeben haben, setzen wir kein Cookie. Danach eines, das sich nur merkt, dass Sie den Code eingegeben haben. Es verschwindet, wenn Sie den Browser schließen, und gilt { $minutes } Minuten.
page-privacy-stored = Was wir über einen Adressaten aufbewahren
page-privacy-stored-text = Die Adresse, die Sprache, die Entscheidungen mit ihrem Zeitpunkt, wie sich jemand ausgewiesen hat und was übergeben wurde. Eigene Schlüssel, wenn Sie welche angelegt haben. Was Mailserver auf unsere Mails geantwortet haben. Bis alles übergeben ist: welche Teile schon gesendet sind. 24 Stunden lang: dass Codes gesendet und falsch eingegeben wurden. Sonst nur, was unten steht.
page-privacy-never = Was wir nie aufbewahren
page-privacy-never-text = IP-Adressen, Geräte, Orte, und welche Seiten jemand gelesen hat. Gegen Missbrauch merken wir uns höchstens eine Stunde, nur im Arbeitsspeicher, eine Zahl. Sie ist aus einem Teil der Netzwerkadresse gemacht. Ohne einen Schlüssel, der mit dieser Stunde verschwindet, lässt sie sich nicht zurückrechnen.
page-privacy-sees = Was der Absender sieht
page-privacy-sees-text = Vor einer Entscheidung: dass er die Nachricht eingereicht hat, unsere Mails und was Mailserver geantwortet haben. Danach: die Entscheidung, den Zeitpunkt und den Text, den Sie sahen. Auch wie Sie sich ausgewiesen haben und für wen Sie nach Ihren Worten entschieden haben. Und ein einziges Mal, wann die ganze Nachricht übergeben wurde. Nie: Besuche, Codes, neue Links, Sprache, Gerät oder späteres Lesen.
page-privacy-content = Die Nachricht selbst
page-privacy-content-text = Wir bewahren sie verschlüsselt auf. Nach einer Ablehnung bleibt sie geschlossen. Im Nachweis steht nicht die Nachricht, sondern ein digitaler Fingerabdruck davon.
page-privacy-letters = Antworten per E-Mail
page-privacy-letters-text = Antworten Sie per E-Mail auf unsere Mitteilung, dann bewahren wir diese Antwort verschlüsselt auf und lesen sie nicht. Bestätigen Sie sie nicht, dann löschen wir sie nach 14 Tagen, und der Absender erfährt davon nichts. Was Ihren Computer oder Ihre Verbindung betrifft, bewahren wir nicht auf.
page-privacy-rights = Ihre Rechte
page-privacy-rights-text = Sie dürfen sehen, was wir über Sie aufbewahren. Es steht auf der Seite /mine und in dem Nachweis, den Sie selbst speichern können. Andere Fragen: { $operator }

## Datenschutz: wer, wofür, wie lange, welche Fassung
page-privacy-who = Wer wir sind
page-privacy-who-text = { $service } ist ein Dienst von { $operator }. Wir sind verantwortlich für das, was wir aufbewahren.
page-privacy-why = Wofür wir etwas aufbewahren
page-privacy-why-text = Um zeigen zu können, was geschehen ist: Ihnen, dem Absender und einem Gericht. Für nichts anderes. Wir verkaufen nichts und legen kein Profil von Ihnen an.
page-privacy-long = Wie lange
page-privacy-long-text = Die Nachricht bewahren wir mindestens { $days } Tage nach einer Entscheidung auf. Den Nachweis löschen wir nicht von selbst.
page-privacy-complain = Sind Sie nicht mit uns einverstanden?
page-privacy-complain-text = Sagen Sie es zuerst uns. Sie dürfen sich auch bei der Aufsicht für den Datenschutz beschweren. In den Niederlanden ist das die Autoriteit Persoonsgegevens.
page-privacy-version = Die Fassung dieses Textes
page-privacy-version-text = Der digitale Fingerabdruck (SHA-256) dieses Textes steht im Nachweis jeder Nachricht. So lässt sich später prüfen, welcher Text galt.
page-privacy-version-file = Dieser Text als Datei

## Das Testpostfach
page-mailbox-original = Die Mail, wie sie hereinkam, mit Unterschriften
page-mailbox-title = Testpostfach
page-mailbox-text = Alle Mails, die diese Testanlage sendet, landen hier. Nichts geht hinaus.
page-mailbox-empty = Es gibt noch keine Mail.
page-mailbox-for = Nur Mails für { $address }
page-mailbox-all = Alle Mails zeigen
page-mailbox-from = Von
page-mailbox-to = An
page-mailbox-date = Datum

## Die vier Antworten, auf Seiten, in Mails und im Bericht
report-step = Stand
report-decision = Entscheidung
report-voucher = Wer steht für die Entscheidung ein
report-identity = Wer hat entschieden
step-g0 = Bei uns eingereicht.
step-g1 = Ein Mailserver der Domain des Adressaten hat die Mitteilung angenommen.
step-g2 = Aus dem Postfach kam eine Antwort, ohne Annahme oder Ablehnung.
step-g3 = Es wurde entschieden.
step-g4 = Die ganze Nachricht wurde vollständig an den gesendet, der sie angenommen hat.
decision-none = noch keine Entscheidung
decision-accepted = in Empfang genommen
decision-refused = abgelehnt
decision-not-for-me = nicht für mich
decision-expired = nicht rechtzeitig entschieden
decision-recalled = vom Absender zurückgezogen
voucher-nobody = Es gibt keine Entscheidung.
voucher-service = Nur der Dienst. Die Entscheidung beruht auf seiner Ehrlichkeit.
identity-nobody = niemand
identity-mailbox = jemand mit Zugang zu { $address }, bestätigt mit einem Code per E-Mail
capacity-own = für sich selbst
capacity-organisation = für { $name }, als { $function } (nicht geprüft)
capacity-other = für { $name }, als { $as } (nicht geprüft)
not-proven-notice = Dass eine Mitteilung an den Adressaten ging.
not-proven-arrival = Dass die Mitteilung in das Postfach kam oder dass jemand sie las.
not-proven-person = Welche Person entschieden hat: Ein Code per E-Mail zeigt nur den Zugang zum Postfach.
not-proven-read = Dass jemand die Nachricht gelesen oder verstanden hat.
not-proven-agreed = Dass der Adressat mit der Nachricht einverstanden ist.
not-proven-content-true = Dass der Inhalt der Nachricht stimmt.

## Der Bericht als Dokument (recepis-verify --report)
exhibit-title = Bericht über das E-Mail-Einschreiben { $delivery }
exhibit-title-plain = Bericht über eine Datei
exhibit-foot = Zeichen { $delivery } · letzter Nachweis SHA-256 { $digest }
exhibit-foot-extract = Zeichen { $delivery } · letzter Auszug SHA-256 { $digest }
exhibit-foot-nothing = Kein Nachweis eines E-Mail-Einschreibens war lesbar
exhibit-page = Seite { $n } von { $m }
report-attached = Alle Nachweise über diese eingeschriebene E-Mail
report-check-title = Diesen Bericht prüfen
report-check-attached = Der Nachweis selbst liegt als Anlage in dieser PDF-Datei: { $name }. Dieser Bericht erzählt nach, was darin steht. Wer zweifelt, geht von der Anlage aus.
report-check-how = Mit dem Programm recepis-verify kann jeder diese Datei prüfen, ohne Internet und ohne uns: recepis-verify DATEI.pdf --trust ORDNER. In dem Ordner liegen die Zertifikate des Dienstes, die Sie anderswoher haben.
report-check-other = Die PDF-Datei ist nach PAdES (ETSI EN 319 142-1) signiert, die Anlage ist ein Container nach ASiC (ETSI EN 319 162-1). Andere Programme dafür können sie auch prüfen. Was nach dem Signieren zu dieser Datei hinzugefügt wurde, gehört nicht dazu.
report-check-digest = SHA-256 der Anlage:
exhibit-moment = { $moment } ({ $utc } UTC)
exhibit-until = { $moment } (vor { $utc } UTC)
exhibit-notice = Mitteilung { $number }
exhibit-reminder = Erinnerung { $number }
exhibit-lead-passed = Die Datei ist echt und unverändert. Das allein sagt nicht, was aus der Nachricht wurde. Was geschah, steht unten.
exhibit-lead-failed = Die Datei ist nicht echt und unverändert. Das allein sagt nicht, was aus der Nachricht wurde. Verlassen Sie sich nicht auf diese Datei.
exhibit-lead-unclear = Ob die Datei echt und unverändert ist, ließ sich nicht feststellen. Das allein sagt nicht, was aus der Nachricht wurde. Was die Datei aussagt, steht unten.
exhibit-lead-foreign = Die hier geprüften Signaturen, Zeitstempel und Prüfsummen stimmen. Das allein sagt nicht, was aus einer Nachricht wurde. Was geprüft wurde, steht unten.
exhibit-lead-redacted = Teile der Datei wurden weggelassen. Was hier steht, ist echt und unverändert. Das allein sagt nicht, was aus der Nachricht wurde. Die gezeigten Schritte stehen unten.
exhibit-lead-none = Es wurde keine Datei mit Nachweisen vorgelegt. Dieser Bericht sagt also nichts über eine Nachricht.
exhibit-why = Warum: { $why }
exhibit-missing-roots = Was fehlt: Die folgenden Zertifikate haben Sie nicht als vertrauenswürdig angegeben. Vergleichen Sie diese Fingerabdrücke, in Vierergruppen, mit denen, die der Dienst veröffentlicht. Sind sie gleich, geben Sie die Zertifikate mit --trust an.
exhibit-root-seal = Zertifikat über den Siegeln: { $name }
exhibit-root-time = Zertifikat über den Zeitstempeln: { $name }
exhibit-see-findings = Alles, was gefunden wurde, steht auf der Seite der Feststellungen.
exhibit-calls-itself = (nennt sich { $name })
exhibit-about-sender = Absender
exhibit-about-addressee = Adressat
exhibit-about-submitted = Eingereicht
exhibit-about-service = Dienst
exhibit-about-reference = Zeichen
exhibit-about-message = Nachricht
exhibit-about-deadline = Zeit zur Entscheidung bis
exhibit-about-up-to = Aufgezeichnet bis
exhibit-about-judged = Geprüft für
exhibit-about-pdf = Dieses PDF
exhibit-about-attached = Angehängtes Bündel
exhibit-about-zone = Zeiten
exhibit-zone = Wie Uhren sie in der Zone der Bedingungen zeigen, { $zone }; UTC steht daneben.
exhibit-later = { $moment }; es kann spätere Nachweise geben
exhibit-pdf-signed = Es ist als Ganzes signiert von { $signer }. Bewiesen durch Zeitstempel: { $moment }
exhibit-pdf-untimed = Es ist als Ganzes signiert von { $signer }. Nichts beweist, wann.
exhibit-pdf-unsigned = Keine Signatur darin hält der Prüfung stand.
exhibit-message = { $what } ({ $size } Bytes, SHA-256 { $digest })
exhibit-content-inside = In der Datei, und die, die der Nachweis nennt
exhibit-content-differs = Die Nachricht in der Datei ist nicht die, die der Nachweis nennt
exhibit-content-none = Nicht in der Datei; geben Sie sie zum Vergleich mit --message an
exhibit-content-given = Neben der Datei vorgelegt, und die, die der Nachweis nennt
exhibit-content-given-differs = Was neben der Datei vorgelegt wurde, ist nicht diese Nachricht
exhibit-content-given-unknown = Was neben der Datei vorgelegt wurde, ist nicht zu vergleichen: die Prüfsumme der Nachricht wurde weggelassen
exhibit-answers = Vier Antworten
exhibit-no-answers = Zu einer Datei, die nicht stimmt, wird keine Frage beantwortet.
exhibit-answer-step = Stufe
exhibit-answer-decision = Entscheidung
exhibit-answer-vouches = Wer dafür einsteht
exhibit-answer-identity = Identität
exhibit-step-submitted = Die Nachricht wurde eingereicht. Der Nachweis nennt keinen Mailserver, der eine Mitteilung annahm.
exhibit-step-rejected = Die Nachricht wurde eingereicht, und der Dienst lehnte sie ab. An den Adressaten ging nichts.
exhibit-step-bounced = Die Nachricht wurde eingereicht. Ein Mailserver nahm eine Mitteilung an den Adressaten an, und sie kam zurück.
exhibit-step-relayed = Die Nachricht wurde eingereicht. Eine Mitteilung ging an ein Relay; was die Seite des Adressaten tat, ist nicht bekannt.
exhibit-step-sent = Die Nachricht wurde eingereicht. Eine Mitteilung ging an einen Mailserver. Der Nachweis zeigt nicht, dass die Domain des Adressaten diesen Server nannte.
exhibit-step-not-sent = Die Nachricht wurde eingereicht. Von keinem Mailserver ist bekannt, dass er eine Mitteilung an den Adressaten annahm.
exhibit-step-taken = Der Mailserver { $host } nahm die Mitteilung an. Die Domain des Adressaten nannte diesen Server in dem Moment. Was er damit tat, ist nicht bekannt.
exhibit-step-demo = Das Probepostfach { $host } nahm die Mitteilung an. Es gehört dem Dienst selbst, zum Ausprobieren.
exhibit-step-reported = Der Mailserver { $host }, den die Domain des Adressaten nannte, meldete, dass die Mitteilung in ein Postfach gelegt wurde. Ob jemand sie sah, ist nicht bekannt.
exhibit-step-answered = Jemand antwortete aus dem Postfach, ohne anzunehmen oder abzulehnen.
exhibit-step-decided = Es wurde entschieden.
exhibit-step-handed = Der ganze Inhalt wurde vollständig an die Sitzung dessen gesendet, der sich ausgewiesen hatte.
exhibit-decision-none = Keine. Niemand nahm an oder lehnte ab; Schweigen ist keine Antwort.
exhibit-decision-rejected = Keine: Der Dienst lehnte die Einreichung ab, also gab es nichts zu entscheiden.
exhibit-decision-accepted = Angenommen: { $moment }. Annehmen heißt in Empfang nehmen; es heißt nicht gelesen oder einverstanden.
exhibit-decision-accepted-delegate = Von einem Bevollmächtigten angenommen: { $moment }. Annehmen heißt in Empfang nehmen; es heißt nicht gelesen oder einverstanden.
exhibit-decision-instructed = Auf ständige Anweisung angenommen, nicht von einem Menschen: { $moment }. Über diese Nachricht hat niemand entschieden.
exhibit-decision-refused = Abgelehnt: { $moment }. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für den Adressaten gilt.
exhibit-decision-refused-delegate = Von einem Bevollmächtigten abgelehnt: { $moment }. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für den Adressaten gilt.
exhibit-decision-not-for-me = Jemand mit Zugang zum Postfach sagte, die Nachricht sei nicht für ihn oder sie: { $moment }.
exhibit-decision-died = Jemand mit Zugang zum Postfach sagte, der Adressat sei verstorben: { $moment }.
exhibit-decision-left = Jemand mit Zugang zum Postfach sagte, der Adressat arbeite dort nicht mehr: { $moment }.
exhibit-decision-expired = Keine: Die Zeit zum Entscheiden endete ohne Antwort, festgehalten { $moment }. Schweigen ist keine Annahme; ein Gericht kann entscheiden, dass die Nachricht trotzdem für den Adressaten gilt.
exhibit-decision-recalled = Der Absender zog die Nachricht zurück: { $moment }.
exhibit-before-accepted = Davor war sie angenommen worden: { $moment }. Das bleibt festgehalten.
exhibit-before-refused = Davor war sie abgelehnt worden: { $moment }. Das bleibt festgehalten.
exhibit-before-not-for-me = Davor hatte jemand mit Zugang zum Postfach gesagt, sie sei nicht für ihn oder sie: { $moment }. Das bleibt festgehalten.
exhibit-vouches-nobody = Niemand: Es gibt keine Entscheidung, für die jemand einstehen könnte.
exhibit-vouches-service = Der Dienst allein. Der Adressat benutzte keinen eigenen Schlüssel; die Entscheidung beruht also auf der Ehrlichkeit des Dienstes.
exhibit-vouches-instruction = Der Dienst allein. Niemand hat für diese Nachricht unterschrieben. Dass die Anweisung nicht beendet war und was DNS sagte, ist das Wort des Dienstes.
exhibit-vouches-key-not-shown = Der Dienst allein. Der Nachweis nennt einen eigenen Schlüssel des Adressaten; was dieser unterschrieb, zeigt sich hier nicht.
exhibit-vouches-key = Der Dienst, und auch der eigene Schlüssel des Adressaten (Zeichen K), der den Text der Entscheidung unterschrieb. Ganze Tage zwischen dem ersten Mal, dass er gesehen wurde, und der Einreichung: { $number }.
exhibit-vouches-device = Der Dienst, und auch ein Schlüssel (Zeichen K), der den Text der Entscheidung unterschrieb. Das zeigt, dass ein Gerät diese Entscheidung traf, nicht wessen.
exhibit-key-seen = Schlüssel zuerst gesehen: { $moment }.
exhibit-key-seen-own = Schlüssel zuerst gesehen, nach dem Wort des Dienstes selbst: { $moment }.
exhibit-identity-nobody = Niemand hat sich ausgewiesen: Es gibt keine Entscheidung.
exhibit-identity-answered = Es gibt keine Entscheidung. Wer antwortete: { $who }
exhibit-identity-instructed = Für diese Nachricht hat sich niemand ausgewiesen. Wer die Anweisung gab: { $who }
exhibit-identity-senders-mailbox = POSTFACH IN DER HAND DES ABSENDERS: Wer es betreibt, konnte dies tun; es zeigt also nichts gegen den Absender.
exhibit-identity-several = Dieses Postfach können mehrere lesen: Die erste Entscheidung zählt.
exhibit-identity-mandate = Die Vollmacht wurde erteilt am { $given } und angenommen am { $accepted }.
exhibit-who-mail-code = Jemand mit Zugang zu { $address }, gezeigt mit einem dorthin gesendeten Code, am oder vor { $moment }.
exhibit-who-access-code = Jemand mit Zugang zu { $address }, gezeigt mit einem Code am oder vor { $moment }, der auch den Zugangscode des Absenders kannte. Beide Seiten kannten ihn: Er zeigt nichts gegen den Absender.
exhibit-who-sms-code = Jemand mit Zugang zu der Telefonnummer, die der Absender angab, endend auf { $ending }, gezeigt mit einem Code am oder vor { $moment }. Wessen Nummer es ist, wurde nicht geprüft.
exhibit-who-passkey = Jemand mit einem Schlüssel, der vor der Einreichung für { $address } angemeldet wurde, benutzt am oder vor { $moment }. Das sagt nicht mehr darüber, wer das ist, als der Nachweis bei der Anmeldung.
exhibit-who-delegate = Jemand mit Zugang zu { $delegate }, gezeigt mit einem Code am oder vor { $moment }, der mit einer Vollmacht für { $address } handelte.
exhibit-who-issuer = Jemand, für den { $issuer } einstand, { $moment }, als elektronische Identität des Niveaus { $level } nach dem Wort des Betreibers.
exhibit-who-domain = Jemand, dessen Mail über einen Server hinausging, der für die Domain unterschreibt, { $moment }.
exhibit-who-account = Jemand mit dem Geheimnis eines Kontos beim Dienst, { $moment }.
exhibit-level-low = niedrig
exhibit-level-substantial = substanziell
exhibit-level-high = hoch
exhibit-someone-mailbox = Jemand mit Zugang zu { $address }
exhibit-someone-telephone = Jemand mit Zugang zu der Telefonnummer, die der Absender angab,
exhibit-someone-key = Jemand mit einem Schlüssel, der für { $address } angemeldet ist,
exhibit-someone-issuer = Jemand, für den { $issuer } einstand,
exhibit-status = Der Status des Dienstes
exhibit-status-no-list = Es wurde keine Vertrauensliste vorgelegt; ein Eintrag dieses Dienstes zeigt sich also nicht. Ohne Eintrag ist er kein qualifizierter Dienst: Die Vermutung des Art. 43 Abs. 2 eIDAS greift nicht; das Gericht würdigt frei.
exhibit-status-not-listed = Nach den vorgelegten Vertrauenslisten ist dies an diesem Tag kein qualifizierter Dienst: Die Vermutung des Art. 43 Abs. 2 eIDAS greift nicht; das Gericht würdigt frei. Was sie sagen:
exhibit-status-listed = Eine vorgelegte Vertrauensliste nennt diesen Dienst an diesem Tag. Ob die Vermutung des Art. 43 Abs. 2 eIDAS greift, entscheidet das Gericht. Was die Listen sagen:
exhibit-asked-seal = Siegel von { $signer }, { $moment }:
exhibit-asked-time = Zeitstempel von { $signer }, { $moment }:
exhibit-asked-service = Dienst für Einschreiben von { $signer }, { $moment }:
exhibit-in-english = Die eingerückten Sätze stammen vom Prüfprogramm selbst, das Englisch spricht.
exhibit-time = Woher die Zeiten kommen
exhibit-time-stated = Wann etwas geschah, sagt der Dienst selbst.
exhibit-time-own = Die Zeitstempel stehen unter derselben Wurzel wie die Siegel. Auch sie sind das Wort des Dienstes selbst.
exhibit-time-authority = Die Zeitstempel kommen von einer unabhängigen Stelle, die Sie als vertrauenswürdig angaben: { $name }.
exhibit-time-unknown = Die Zeitstempel kommen von einer Stelle, die Sie nicht als vertrauenswürdig angaben: { $name }.
exhibit-time-none = Kein Zeitstempel beweist diese Zeiten.
exhibit-time-witnesses = Zeugen des Transparenzprotokolls, unabhängig vom Dienst, grenzen sie ein. Mindestens so viele bei jeder: { $number }.
exhibit-time-no-witness = Keine Zeugen eines Transparenzprotokolls, denen Sie vertrauen, grenzen sie ein.
exhibit-stated = Wer was erklärte
exhibit-service-states = Der Dienst erklärt
exhibit-addressee-stated = Der Adressat erklärte
exhibit-stated-line = { $number }. { $moment }: { $words }
exhibit-stated-nothing = Nichts.
exhibit-states-submitted = Die Nachricht wurde aufgenommen ({ $size } Bytes). Tage zum Entscheiden: { $days }.
exhibit-states-rejected = Der Dienst lehnte die Einreichung ab.
exhibit-states-noticed = { $what }: Der Mailserver { $host } nahm sie an.
exhibit-states-relayed = { $what }: an das Relay { $host } gegeben.
exhibit-states-demo = { $what }: in das eigene Probepostfach des Dienstes gelegt, { $host }.
exhibit-states-sent = { $what }: gesendet.
exhibit-answered = Antwort: { $reply }.
exhibit-deadline-printed = Darin gedruckte Frist: { $until }.
exhibit-states-failed = { $what }: Kein Mailserver nahm sie an.
exhibit-states-unsure = { $what }: aufgegeben; ob ein Mailserver sie annahm, ist nicht bekannt.
exhibit-reason-given = Angegebener Grund: { $words }.
exhibit-states-accepted = Die Annahme wurde festgehalten.
exhibit-states-instructed = Angenommen auf ständige Anweisung von { $moment }, nicht von einem Menschen. Der Eintrag dafür stand in DNS unter { $name }.
exhibit-states-refused = Die Ablehnung wurde festgehalten.
exhibit-states-expired = Die Zeit zum Entscheiden endete ohne Entscheidung: { $until }.
exhibit-states-opened = Der Inhalt wurde dem Adressaten beim Dienst zugänglich gemacht.
exhibit-states-handed-over = Der ganze Inhalt wurde vollständig an die Sitzung des Adressaten gesendet. Teile: { $number }.
exhibit-states-moved = Die Frist verschob sich auf { $until }.
exhibit-states-recalled = Der Absender zog die Nachricht zurück. Davor war nichts vom Inhalt an den Adressaten gesendet worden. Der Schlüssel des Dienstes für diesen Adressaten wurde vernichtet.
exhibit-states-answer = Die Antwort wurde festgehalten.
exhibit-states-said = Was der Adressat erklärt, wurde festgehalten. Ob es so ist, weiß der Dienst nicht.
exhibit-states-letter = Der Adressat bestätigte einen Brief, der { $moment } als Antwort auf Mitteilung { $notice } einging.
exhibit-states-bounced = Ein Mailserver meldete, dass Mitteilung { $number } zurückkam.
exhibit-states-taken = Ein Mailserver meldete, dass Mitteilung { $number } in ein Postfach gelegt wurde.
exhibit-states-delayed = Ein Mailserver meldete, dass Mitteilung { $number } sich verspätet und noch versucht wird.
exhibit-reported-by = Der Server nennt sich { $host }.
exhibit-reported-words = In seinen Worten: { $words }.
exhibit-states-exported = Diese Datei wurde erstellt.
exhibit-states-other = Der Dienst erklärt: { $name }.
exhibit-outage-content = Von { $from } bis { $to } ließ sich der Inhalt dieser Nachricht nicht öffnen.
exhibit-outage-elsewhere = Von { $from } bis { $to } ging etwas nicht, das nicht dem Dienst gehört.
exhibit-outage-mail = Von { $from } bis { $to } ging keine Mail des Dienstes hinaus, weder Mitteilungen noch Codes.
exhibit-outage-service = Von { $from } bis { $to } war der Dienst nicht da.
exhibit-outage-time-stamps = Von { $from } bis { $to } gab es keine Zeitstempel; nichts ließ sich versiegeln.
exhibit-outage-operator = Der Betreiber des Dienstes hat es vermerkt.
exhibit-outage-words = In den Worten des Betreibers: { $words }.
exhibit-open = Der Inhalt war die ganze Zeit abrufbar, von { $from } bis { $to }, wie der Dienst selbst nachsah.
exhibit-open-except = Der Inhalt war abrufbar von { $from } bis { $to }, wie der Dienst selbst nachsah, außer: { $except }.
exhibit-open-unknown = Ob der Inhalt die ganze Zeit abrufbar war, sagt der Nachweis nicht.
exhibit-span = { $from } bis { $to }
exhibit-spans-more = und weitere Male: { $number }
exhibit-said-accepted = Angenommen.
exhibit-said-accepted-delegate = Angenommen, von einem Bevollmächtigten.
exhibit-said-refused = Abgelehnt.
exhibit-said-refused-delegate = Abgelehnt, von einem Bevollmächtigten.
exhibit-said-not-for-me = Nicht für mich.
exhibit-said-died = Der Adressat ist verstorben.
exhibit-said-left = Der Adressat arbeitet dort nicht mehr.
exhibit-said-letter = Bestätigte einen Brief als eigenen. Das ist weder Annahme noch Ablehnung.
exhibit-said-again = Bat noch einmal um die Nachricht. Das nimmt nichts zurück.
exhibit-said-by-post = Bat um die Nachricht per Post. Das ist weder Annahme noch Ablehnung.
exhibit-said-could-not-open = Sagte, dass Inhalt sich nicht öffnen ließ.
exhibit-said-own-words = Gab eine eigene Erklärung ab. Das ist weder Annahme noch Ablehnung.
exhibit-said-read = Sagte, die Nachricht gelesen zu haben.
exhibit-said-words = In ihren Worten: { $words }.
exhibit-said-shown = Gezeigter Text: { $text }.
exhibit-elements = Artikel 3:37 Absatz 3 des niederländischen Zivilgesetzbuchs betrifft eine Erklärung an eine bestimmte Person. Der Hoge Raad legte ihn am 14. Juni 2013 aus (ECLI:NL:HR:2013:BZ4104). Diese Seite und die vier folgenden ordnen die Tatsachen nach den Fragen, die daraus folgen.
exhibit-elements-judge = Hier stehen nur Tatsachen. Was rechtlich daraus folgt, entscheidet das Gericht.
exhibit-element-address = Die Adresse, und warum man sie für richtig halten durfte
exhibit-element-arrived = Was gesendet wurde, und was dort ankam
exhibit-element-when = Wann
exhibit-element-word = Auf wessen Wort
exhibit-element-way = Was im Weg stand, und durch wessen Zutun
exhibit-head-fact = Tatsache
exhibit-head-source = Quelle
exhibit-head-not = Was sie nicht zeigt
exhibit-head-hindrance = Was im Weg stand
exhibit-head-doing = Wessen Zutun, nach dem Nachweis
exhibit-head-file = Datei
exhibit-head-digest = SHA-256
exhibit-head-result = Gleich oder nicht
exhibit-head-number = Nr.
exhibit-head-type = Art
exhibit-head-size = Bytes
exhibit-head-event = Ereignis
exhibit-head-stated = Zeit laut Dienst
exhibit-head-proven = Bewiesene Zeit, und von wem
exhibit-source-sender = Das Wort des Absenders, vom Dienst weitergegeben (Nachweis { $number })
exhibit-source-service = Das Wort des Dienstes (Nachweis { $number })
exhibit-source-server = Das Wort eines Mailservers, vom Dienst zitiert (Nachweis { $number })
exhibit-source-addressee = Die Handlung von jemandem auf der Seite des Adressaten, vom Dienst festgehalten (Nachweis { $number })
exhibit-source-chain = Alle Nachweise der Datei zusammen
exhibit-source-seals = Die Siegel auf den Nachweisen
exhibit-source-dialogues = Die Antworten, die der Dienst zitiert
exhibit-source-stamps = Die Zeitstempel auf den Nachweisen
exhibit-source-log = Die Belege des Transparenzprotokolls
exhibit-address-used = Der Absender sandte an { $address }.
exhibit-address-used-not = Dass der Adressat diese Adresse benutzt oder dort nachsieht.
exhibit-address-basis = Warum diese Adresse, laut Absender: { $words }.
exhibit-address-dated = Dafür angegebenes Datum: { $date }.
exhibit-address-undated = Seit wann, sagt der Absender nicht.
exhibit-address-unconfirmed = Wann die Adresse zuletzt bestätigt wurde, sagt der Nachweis nicht.
exhibit-address-basis-not = Dass es so ist. Fragen Sie den Absender, worauf es beruht.
exhibit-address-no-basis = Der Absender sagte nicht, warum diese Adresse, wer sie angab oder wann.
exhibit-address-no-basis-not = Dass der Absender keinen Grund hatte.
exhibit-address-role = Dieses Postfach können mehrere lesen, sagte der Absender.
exhibit-address-role-listed = Dieses Postfach können mehrere lesen: Sein Name steht auf der Liste der Funktionsnamen des Dienstes.
exhibit-address-role-not = Wer es liest.
exhibit-address-control = Das Postfach ist in der Hand des Absenders.
exhibit-address-control-not = Was mit einem dorthin gesendeten Code geschieht, zeigt nichts gegen den Absender.
exhibit-address-code = Ein an { $address } gesendeter Code wurde beim Dienst eingegeben, am oder vor { $moment }.
exhibit-address-code-not = Welche Person ihn eingab.
exhibit-address-key = Für diese Adresse war ein eigener Schlüssel des Adressaten angemeldet: { $moment }.
exhibit-address-key-not = Welche Person ihn anmeldete.
exhibit-address-not-for-me = Jemand mit Zugang zum Postfach sagte, die Nachricht sei nicht für ihn oder sie: { $moment }.
exhibit-address-died = Jemand mit Zugang zum Postfach sagte, der Adressat sei verstorben: { $moment }.
exhibit-address-left = Jemand mit Zugang zum Postfach sagte, der Adressat arbeite dort nicht mehr: { $moment }.
exhibit-address-not-for-me-not = Dass es so ist. Niemand hat es geprüft.
exhibit-address-bounced = Ein Mailserver meldete, dass eine Mitteilung an diese Adresse zurückkam: { $moment }.
exhibit-address-bounced-not = Dass die Adresse nie ging oder später nicht geht.
exhibit-sent = { $address } reichte eine Nachricht ein: { $size } Bytes, SHA-256 { $digest }.
exhibit-sent-not = Dass stimmt, was in der Nachricht steht.
exhibit-no-notice = Der Nachweis nennt keinen Mailserver, der eine Mitteilung annahm.
exhibit-no-notice-not = Dass es nie einer tat; es kann spätere Nachweise geben.
exhibit-hop-named = Die Domain des Adressaten nannte diesen Server in dem Moment. Was dorthin ging, ist eine Mitteilung, nicht die Nachricht.
exhibit-hop-unnamed = Der Nachweis zeigt nicht, dass die Domain des Adressaten diesen Server nannte. Was dorthin ging, ist eine Mitteilung, nicht die Nachricht.
exhibit-hop-relay = Was das Relay damit tat, ist nicht bekannt. Was dorthin ging, ist eine Mitteilung, nicht die Nachricht.
exhibit-hop-demo = Das Postfach ist zum Ausprobieren. Was dorthin ging, ist eine Mitteilung, nicht die Nachricht.
exhibit-notice-not = Was der Server damit tat, und dass jemand sie sah.
exhibit-report-not = Welches Programm den Bericht schrieb, und dass jemand die Mitteilung sah.
exhibit-opened-not = Dass jemand ihn öffnete.
exhibit-handed-over-not = Dass jemand ihn las oder verstand.
exhibit-said-read-not = Dass es so ist, und welche Person es sagte.
exhibit-when-no-date = Hier steht kein Datum einer Rechtswirkung: Das entscheidet das Gericht.
exhibit-when = { $what }: { $moment }.
exhibit-when-deadline = Der letzte Moment zum Entscheiden: { $until }.
exhibit-when-deadline-not = Dass jemand dieses Datum sah.
exhibit-when-not = Dass es genau in dem genannten Moment geschah: Zur bewiesenen Zeit war es festgehalten, nicht später.
exhibit-when-own-not = Etwas, das nicht auf der eigenen Uhr des Dienstes beruht.
exhibit-when-unproven-not = Dass es so ist: Die Zeit ist allein das Wort des Dienstes.
exhibit-proven-nobody = Keine Zeit bewiesen
exhibit-proven-stamp = Bewiesen durch Zeitstempel: { $moment }
exhibit-proven-own = Eigener Zeitstempel des Dienstes: { $moment }
exhibit-proven-witnesses = Bewiesen durch Zeugen des Protokolls: { $moment }
exhibit-event-submitted = Die Nachricht wurde eingereicht
exhibit-event-rejected = Der Dienst lehnte die Einreichung ab
exhibit-event-noticed = { $what } einem Mailserver gegeben
exhibit-event-not-noticed = { $what }: kein Mailserver hat sie bestätigt
exhibit-event-accepted = Angenommen
exhibit-event-instructed = Angenommen auf ständige Anweisung, nicht von einem Menschen
exhibit-event-refused = Abgelehnt
exhibit-event-expired = Die Zeit zum Entscheiden endete ohne Entscheidung
exhibit-event-opened = Der Inhalt wurde beim Dienst zugänglich gemacht
exhibit-event-handed-over = Der ganze Inhalt wurde vollständig gesendet
exhibit-event-said = Eine Erklärung des Adressaten wurde festgehalten
exhibit-event-by-post = Gebeten: lieber per Post
exhibit-event-moved = Die Frist verschob sich
exhibit-event-exported = Diese Datei wurde erstellt
exhibit-event-not-for-me = Gesagt: nicht für mich
exhibit-event-bounced = Ein Mailserver meldete, dass eine Mitteilung zurückkam
exhibit-event-delayed = Ein Mailserver meldete, dass eine Mitteilung sich verspätet
exhibit-event-taken = Ein Mailserver meldete, dass eine Mitteilung in einem Postfach ist
exhibit-event-outage = Etwas ging eine Zeit lang nicht
exhibit-event-recalled = Der Absender zog die Nachricht zurück
exhibit-word-sender = Wer die Nachricht einlieferte: { $who }
exhibit-word-sender-not = Welche Person das war.
exhibit-word-domain = Der Dienst prüfte, dass der Absender die Domain { $what } betreibt: { $how }, { $moment }.
exhibit-word-domain-unchecked = Der Dienst prüfte nicht, dass die Domain { $what } dem Absender gehört.
exhibit-word-name = Der Dienst prüfte den Namen { $what } des Absenders: { $how }, { $moment }.
exhibit-word-name-unchecked = Der Absender nennt sich { $what }. Der Dienst prüfte diesen Namen nicht.
exhibit-word-check-not = Wer die Nachricht schrieb.
exhibit-word-service = All dies ist unter dem Siegel von { $service } erklärt.
exhibit-word-service-not = Dass der Dienst die Wahrheit sagt: Ein Siegel zeigt, wer erklärt, und dass nichts verändert wurde.
exhibit-word-server = Was der Mailserver { $host } antwortete, ist zitiert.
exhibit-word-server-not = Dass der Server sein Wort hielt, oder wer ihn betreibt.
exhibit-word-addressee-not = Welche Person es war, und dass sie den Text verstand.
exhibit-word-vouches-not = Mehr, als hier steht.
exhibit-word-stamps = Eine Zeitstempelstelle steht für die Zeiten von Nachweisen ein. Wie viele: { $number }.
exhibit-word-own-stamps = Eigene Zeitstempel des Dienstes stehen auf Nachweisen. Wie viele: { $number }.
exhibit-word-witnesses = Zeugen des Transparenzprotokolls stehen für die Zeiten von Nachweisen ein. Wie viele: { $number }.
exhibit-way-nothing = Der Nachweis nennt nichts, das im Weg stand.
exhibit-way-nothing-not = Das zeigt nicht, dass nichts war.
exhibit-doing-service = Der Dienst
exhibit-doing-sender = Der Absender
exhibit-doing-server = Ein Mailserver; wer dahintersteht, zeigt sich nicht
exhibit-doing-addressee = Jemand auf der Seite des Adressaten
exhibit-doing-silence = Von niemandem ist eine Handlung festgehalten: Es war Schweigen
exhibit-doing-unknown = Zeigt sich nicht
exhibit-doing-elsewhere = Etwas, das nicht dem Dienst gehört
exhibit-rejected-not = Dass der Adressat davon wusste.
exhibit-failed-not = Dass der Adressat etwas damit zu tun hatte.
exhibit-bounced-not = Warum, über das Wort des Servers hinaus, und dass sie sofort zurückkam.
exhibit-delayed-not = Dass die Mitteilung nicht später ankam.
exhibit-refused = { $who } lehnte ab. Betreff gezeigt; Text und Anhänge nicht offengelegt.
exhibit-refused-not = Welche Person ablehnte, und dass sie wusste, was in der Nachricht steht.
exhibit-not-for-me-not = Dass es so ist. Niemand hat es geprüft.
exhibit-expired = Von { $from } bis { $until } wurde nicht entschieden.
exhibit-relay = Relay { $host }
exhibit-taken-notice = Die Mitteilung wurde angenommen von { $host }.
exhibit-taken-reminders = Erinnerungen, angenommen von { $host }: { $number }.
exhibit-taken-unknown = Mitteilungen und Erinnerungen, von denen dies nicht bekannt ist: { $number }.
exhibit-expired-not = Dies zeigt nicht, dass jemand sie sah.
exhibit-said-not = Dass es so ist.
exhibit-recalled-not = Dass der Adressat wusste, was in der Nachricht steht.
exhibit-outage-not = Dass jemand in dieser Zeit zu entscheiden versuchte.
exhibit-attachments = Anhänge, die neben diesem Bericht vorgelegt wurden
exhibit-attachments-text = Jede vorgelegte Datei wurde mit den Anhängen der Nachricht verglichen, die der Nachweis nennt.
exhibit-attachments-message = Anhänge der Nachricht
exhibit-attachments-none = Keiner wurde gelesen: Die Nachricht hat keinen, oder sie ist nicht die, die der Nachweis nennt.
exhibit-attachments-more = Die Nachricht hat mehr oder tiefere Teile, als gelesen werden.
exhibit-match = Gleich: Anhang { $number }, Byte für Byte.
exhibit-match-lines = Gleich: Anhang { $number }, bis auf die Zeilenenden.
exhibit-mismatch = Nicht gleich: Kein Anhang der Nachricht ist diese Datei.
exhibit-mismatch-nothing = Nicht gleich: Es gibt keinen Anhang zum Vergleichen.
exhibit-findings = Feststellungen
exhibit-verdict = Das Ergebnis, in den Worten der EN 319 102-1: { $verdict }.
exhibit-findings-none = Es wurde nichts gefunden.
exhibit-findings-more = Weitere Feststellungen, nicht ausgeschrieben: { $number }.
exhibit-worth-knowing = Gut zu wissen
exhibit-clause = Bestimmung
exhibit-promise-broken = Das Protokoll versprach, dass der Nachweis der Einreichung bis { $moment } darin steht. Dieses Versprechen wurde gebrochen. Das macht keinen Nachweis falsch.
exhibit-promise-kept = Das Protokoll versprach, dass der Nachweis der Einreichung bis { $moment } darin steht. Dieses Versprechen wurde gehalten.
exhibit-promise-other = Ein Versprechen des Protokolls ({ $moment }) betrifft etwas anderes als diese Datei.
exhibit-promise-running = Das Protokoll versprach, dass der Nachweis der Einreichung bis { $moment } darin steht. Diese Zeit ist noch nicht vorbei.
exhibit-promise-unclear = Das Protokoll versprach, dass der Nachweis der Einreichung bis { $moment } darin steht. Ob das gehalten wurde, lässt sich nicht sagen.
exhibit-chain = Die Kette der Nachweise
exhibit-chain-text = Alle Nachweise der Datei, der Reihe nach. Jeder nennt die Prüfsumme des vorigen.
exhibit-chain-foot = Die Prüfsumme am Fuß jeder Seite ist die des letzten Nachweises der Kette. Die anderen sind die der Dateien im Bündel.
exhibit-foreign = Was ein anderer Dienst erstellt hat
exhibit-foreign-cms = Eine Signatur (CMS).
exhibit-foreign-container = Ein Container mit Signaturen (ASiC).
exhibit-foreign-evidence = Ein Nachweis eines Einschreibdienstes (EN 319 522).
exhibit-foreign-mail = Eine signierte Mail mit Nachweis (REM, EN 319 532).
exhibit-foreign-stamp = Ein Zeitstempel (RFC 3161).
exhibit-foreign-law = Form, Prüfsummen, Signaturen und Zertifikate wurden geprüft. Ob jener Dienst sein eigenes Recht einhielt und ob stimmt, was er erklärt, wurde nicht geprüft.
exhibit-foreign-claimed = Signiert, nach eigener Angabe
exhibit-foreign-proven = Bewiesene Zeit
exhibit-foreign-fingerprint = Fingerabdruck (SHA-256)
exhibit-foreign-attested = Was erklärt wird, in den Worten des Ausstellers
exhibit-redacted = Was gezeigt und was weggelassen wurde
exhibit-redacted-text = Die Nachweise selbst wurden weggelassen. Zu jedem Schritt liegt der Auszug vor. Die Prüfsummen unten sind die der Dateien mit Nachweisen.
exhibit-redacted-step = Nr. { $number }
exhibit-redacted-none = es gibt keine Angabe
exhibit-redacted-left-out = Weggelassen
exhibit-redacted-files = Dateien, die weggelassen wurden
exhibit-field-addressee = die Adresse des Adressaten
exhibit-field-delegate = die Adresse des Bevollmächtigten, oder dass es keinen gibt
exhibit-field-digest = die Prüfsumme der Nachricht (SHA-256)
exhibit-field-id = die Message-ID, oder dass es keine gibt
exhibit-field-sender = die Adresse des Absenders
exhibit-field-name = der Name des Absenders, oder dass es keinen gibt
exhibit-unproven = Was nicht bewiesen ist
exhibit-unproven-left-out = Ein Auszug zeigt, dass der Dienst zu einer Zeit einen Schritt erklärte. Dass der Zeitstempel zu diesem Schritt gehört, sagt allein der Dienst. Was weggelassen wurde, ist nicht gezeigt: der Nachweis selbst, und welche Schritte davor, dazwischen oder danach kamen. Wer die Menschen sind, ist nur gezeigt, wo das geöffnet wurde. Ob ein Mensch oder eine ständige Anweisung annahm, ist nicht gezeigt.
exhibit-unproven-stamp = Ein Zeitstempel zeigt, dass diese Bytes zu seiner Zeit da waren. Er sagt nichts darüber, wer sie erstellte oder sandte.
exhibit-unproven-signature = Eine Signatur zeigt, wer diese Bytes unterschrieb. Sie sagt nichts darüber, was aus ihnen wurde.
exhibit-unproven-evidence = Ein Nachweis zeigt, was sein Aussteller erklärt. Dass es geschah, beruht auf dessen Wort.
exhibit-unproven-notice = Dass eine Mitteilung ankam oder dass jemand sie sah. Bewiesen ist, dass sie gesendet wurde.
exhibit-unproven-reports = Dass stimmt, was Mailserver über eine Mitteilung melden. Der Dienst zeigt, was sie sagten.
exhibit-unproven-answers = Dass stimmt, was der Adressat außer Annahme oder Ablehnung sagte. Es entscheidet nichts.
exhibit-unproven-letters = Dass stimmt, was der Adressat schrieb. Eine DKIM-Signatur zeigt, welcher Mailserver unterschrieb, mit einem Schlüssel, den nur der Dienst sah.
exhibit-unproven-handover = Dass jemand den Inhalt las. Bewiesen ist, dass er vollständig gesendet wurde.
exhibit-unproven-mail-code = Welche Person einen Code per E-Mail benutzte. Er zeigt Zugang zu einem Postfach.
exhibit-unproven-access-code = Dass es nicht der Absender war. Einen Zugangscode kennen beide Seiten: Er hält andere fern, mehr nicht.
exhibit-unproven-passkey = Welche Person einen früher angemeldeten Schlüssel hält. Es ist, wer ihn anmeldete, und wer damals das Postfach las, konnte das tun.
exhibit-unproven-sms-code = Welche Person einen Code per SMS benutzte. Der Absender gab die Nummer an; wessen sie ist, wurde nicht geprüft.
exhibit-unproven-vouched = Wer es war, über das Wort des Ausstellers der Identität und des Dienstes hinaus, der es weitergibt.
exhibit-unproven-mandate = Welche Personen hinter einer Vollmacht stehen, und dass keine von beiden sie beendet hatte.
exhibit-unproven-instruction = Dass ein Mensch von dieser Nachricht wusste. Dass die Anweisung nicht beendet war und was DNS sagte, ist das Wort des Dienstes.
exhibit-unproven-key = Welche Person entschied. Ein Schlüssel zeigt, dass jemand ihn entsperren konnte.
exhibit-unproven-domain = Dass die Domain des Absenders dem Absender gehört. Der Dienst prüfte es nicht.
exhibit-unproven-name = Dass der Absender { $name } heißt. Der Dienst prüfte es nicht.
exhibit-unproven-control-declared = Dass nicht der Absender einen Code benutzte. Der Absender sagte, dass er das Postfach des Adressaten in der Hand hat.
exhibit-unproven-control-servers = Dass nicht der Absender einen Code benutzte. Die Mail des Adressaten geht ein, wo die des Absenders eingeht.
exhibit-unproven-control-domain = Dass nicht der Absender einen Code benutzte. Das Postfach des Adressaten liegt in einer Domain des Absenders.
exhibit-unproven-one-domain = Dass, wer die Domain betreibt, die Codes nicht las. Absender und Adressat haben Adressen in einer Domain.
exhibit-unproven-own-time = Die Zeiten, ohne dem Dienst zu vertrauen. Die Zeitstempel stehen unter derselben Wurzel wie die Siegel.
exhibit-unproven-no-log = Dass der Dienst bei einer Darstellung blieb. Die Nachweise stehen in keinem Transparenzprotokoll, das andere beobachten.
exhibit-unproven-not-logged = Dass der Dienst bei einer Darstellung blieb. Nicht von allen Nachweisen zeigt sich, dass sie in einem Protokoll stehen, dem Sie vertrauen.
exhibit-unproven-not-witnessed = Etwas vom Dienst Unabhängiges durch sein Protokoll. Nicht genug Zeugen, denen Sie vertrauen, haben alles mitunterschrieben.
exhibit-unproven-complete = Dass alles im Protokoll steht. Ein Ereignis, das nie hineinkam, hinterlässt dort keine Spur.
exhibit-unproven-list = Ob der Dienst auf einer nationalen Vertrauensliste steht. Das wurde nicht geprüft.
exhibit-unproven-counts = Ob die Nachricht für den Adressaten gilt. Das entscheidet ein Gericht.
exhibit-because-format-failure = Die Form einer Datei oder Signatur ist nicht die vorgeschriebene.
exhibit-because-hash-failure = Eine Prüfsumme weicht ab: Etwas wurde verändert.
exhibit-because-sig-crypto-failure = Eine Signatur passt nicht zu dem, worunter sie steht.
exhibit-because-revoked = Ein Zertifikat war widerrufen, bevor die Signatur entstand.
exhibit-because-expired = Ein Zertifikat war abgelaufen, bevor die Signatur entstand.
exhibit-because-not-yet-valid = Ein Zertifikat war noch nicht gültig, als die Signatur entstand.
exhibit-because-sig-constraints-failure = Ein Zertifikat oder eine Signatur ist nicht für diesen Gebrauch bestimmt.
exhibit-because-chain-constraints-failure = Ein Zertifikat der Kette darf keine anderen ausstellen oder enthält etwas, das hier niemand versteht.
exhibit-because-certificate-chain-general-failure = Die Kette der Zertifikate ließ sich nicht prüfen.
exhibit-because-crypto-constraints-failure = Ein Algorithmus oder Schlüssel ist nicht stark genug.
exhibit-because-crypto-constraints-failure-no-poe = Ein Algorithmus oder Schlüssel ist nicht mehr stark genug, und nichts beweist, dass er früher benutzt wurde.
exhibit-because-timestamp-order-failure = Bewiesene Zeiten stehen in einer Reihenfolge, die nicht sein kann.
exhibit-because-no-certificate-chain-found = Keine Kette führt vom Zertifikat des Unterzeichners zu einem, das Sie als vertrauenswürdig angaben.
exhibit-because-no-signing-certificate-found = Das Zertifikat des Unterzeichners fehlt.
exhibit-because-revoked-no-poe = Ein Zertifikat wurde widerrufen, und nichts beweist, dass die Signatur älter ist.
exhibit-because-out-of-bounds-no-poe = Ein Zertifikat ist zu dieser Zeit nicht gültig, und nichts beweist, dass die Signatur älter ist.
exhibit-because-no-poe = Nichts beweist, wann eine Signatur bestand.
exhibit-because-try-later = Ob ein Zertifikat widerrufen war, lässt sich damit nicht sagen.
exhibit-because-signed-data-not-found = Eine Datei, die signiert oder genannt ist, ist nicht da.
exhibit-because-chain-broken = Nachweise einer Kette passen nicht zusammen.
exhibit-because-unlawful = Die Regeln dieses E-Mail-Einschreibens erlauben nicht, was erklärt ist.
exhibit-because-statement-invalid = Eine Erklärung enthält nicht, was ihr Ereignis verlangt.
exhibit-because-acknowledgement-differs = Der Text der Entscheidung und der Nachweis widersprechen sich.
exhibit-because-key-differs = Was der eigene Schlüssel des Adressaten unterschrieb, passt nicht zur Entscheidung.
exhibit-because-dkim-differs = Eine Signatur am Brief des Adressaten fällt anders aus, als der Dienst sagt.
exhibit-because-content-differs = Eine Datei ist nicht die, die der Nachweis nennt.
exhibit-because-file-missing = Eine Datei, die da sein muss, fehlt.
exhibit-because-file-not-named = Es gibt eine Datei, die nichts nennt.
exhibit-because-signer-differs = Der Unterzeichner ist nicht der Dienst, der erklärt.
exhibit-because-time-impossible = Ein Ereignis steht mit einer Zeit nach der bewiesenen Zeit.
exhibit-because-time-unproven = Die Zeit eines Ereignisses liegt so lange vor der bewiesenen, dass sie allein auf dem Wort des Dienstes beruht.
exhibit-because-log-proof-invalid = Ein Beleg des Transparenzprotokolls beweist nicht, wofür er da ist.
exhibit-because-log-order = Nachweise stehen im Protokoll in anderer Reihenfolge als in der Kette.
exhibit-because-split-view = Zwei Belege zeigen zwei Fassungen eines Protokolls.
exhibit-because-not-logged = Von Nachweisen, die in einem Protokoll Ihres Vertrauens stehen müssen, zeigt sich das nicht.
exhibit-because-not-witnessed = Zu wenige Zeugen, denen Sie vertrauen, haben das Protokoll mitunterschrieben.
exhibit-because-not-post-quantum = Das Protokoll trägt keine Post-Quanten-Signatur, und Sie verlangten eine.
exhibit-because-not-judged = Es enthält etwas, das zählt und das hier niemand versteht oder keine Signatur deckt.
exhibit-because-length-unknown = Nichts sagt, wie lang die Kette ist: Ihr Ende kann fehlen.
exhibit-because-promise-broken = Das Protokoll hielt ein Versprechen nicht.
exhibit-because-promise-other-statement = Das Protokoll versprach eine andere erste Erklärung zu dieser Nachricht als die in der Datei.
exhibit-because-promise-other-delivery = Das Versprechen betrifft eine andere Nachricht als die Datei.
exhibit-because-promise-running = Die Zeit des Versprechens ist nicht vorbei, und kein Beleg liegt vor.
exhibit-because-promise-unproven = Seit wann sich der Beleg erstellen ließ, sagt niemand.
exhibit-because-promise-untrusted = Kein Schlüssel des Protokolls, dem Sie vertrauen, hat das Versprechen unterschrieben.
exhibit-because-notice-altered = Eine Mitteilung ist nicht so, wie der Dienst sie sandte.
exhibit-because-report-altered = Das PDF des Berichts ist nicht so, wie der Dienst es signiert hat, oder nennt ein anderes Bündel als das angehängte.
exhibit-because-notice-tracks = Eine Mitteilung enthält etwas, das über ihren Leser berichten würde.
exhibit-lead-notice-passed = Die Mail ist eine echte und unveränderte Mitteilung des Dienstes, der sie signierte. Das allein sagt nicht, was aus der Nachricht wurde. Das sagen die Nachweise in einem Bündel.
exhibit-lead-notice-failed = Die Mail ist keine echte und unveränderte Mitteilung. Folgen Sie ihren Links nicht. Das allein sagt nicht, was aus der Nachricht wurde.
exhibit-lead-notice-unclear = Ob die Mail eine echte und unveränderte Mitteilung ist, ließ sich nicht feststellen. Das allein sagt nicht, was aus der Nachricht wurde.
exhibit-mail = Die vorgelegte Mitteilung
exhibit-mail-from = Absender, nach eigener Angabe: { $from }
exhibit-unproven-mail = Wer der Absender der Nachricht ist, dass jemand die Mitteilung sah, und was aus der Nachricht wurde.

## Ereignisse, wie eine Liste sie nennt
event-submission-acceptance = Die Nachricht wurde bei uns eingereicht
event-submission-rejection = Die Nachricht wurde beim Einreichen abgelehnt
event-notice-sent = Eine Mitteilung wurde einem Mailserver gegeben
event-notice-failed = Kein Mailserver hat die Mitteilung bestätigt
event-accepted = In Empfang genommen
event-content-opened = Die Nachricht wurde für den Adressaten geöffnet
event-refused = Abgelehnt
event-expired = Die Zeit zum Entscheiden ging ohne Entscheidung vorbei
event-handover = Die ganze Nachricht wurde vollständig an den gesendet, der sie angenommen hat
event-handover-failed = Die Nachricht ließ sich nicht übergeben
event-notice-bounced = Ein Mailserver meldete, dass die Mitteilung zurückkam
event-notice-delayed = Ein Mailserver meldete, dass die Mitteilung sich verspätet und noch versucht wird
event-notice-taken = Ein Mailserver meldete, dass die Mitteilung im Postfach ist
event-not-for-me = Gemeldet: nicht für mich
event-recalled = Vom Absender zurückgezogen
event-outage = Etwas ging eine Zeit lang nicht
event-exported = Der Nachweis wurde als Datei erstellt
event-other = Etwas anderes wurde festgehalten

## Mail mit dem Code
mail-code-subject = Ihr Code für eine eingeschriebene E-Mail
mail-code-body =
    Ihr Code ist:

    {"  "}{ $code }

    Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben. Der Code gilt 15 Minuten, bis { $until }.

    Mit dem Code zeigen Sie, dass Sie Zugang zu diesem Postfach haben. Sie entscheiden damit noch nichts. Der Absender sieht nicht, dass Sie einen Code angefordert haben.

    Sie haben keinen Code angefordert? Dann tun Sie nichts. Geben Sie den Code niemandem, auch uns nicht: Wir fragen nie danach, nicht am Telefon und nicht per E-Mail.

## Mail an den Absender: eingereicht
mail-receipt-subject = Eingereicht: eingeschriebene E-Mail { $submission }
mail-receipt-body =
    Wir haben Ihre Nachricht angenommen und bewahren sie auf.

      Art:         eingeschriebene E-Mail
      Nummer:      { $submission }
      Eingereicht: { $moment }
      Für:         { $addressees }
      Größe:       { $size } Bytes
      SHA-256:     { $digest-1 }
    {"               "}{ $digest-2 }
      Zeit:        mindestens { $days } Tage nach dem Tag der Mitteilung

    Diese Mail sagt: Sie haben uns diese Nachricht zu diesem Zeitpunkt gegeben.

    Diese Mail sagt nicht: dass schon eine Mitteilung gesendet wurde, dass jemand die Nachricht sah oder dass sie für den Adressaten gilt.

    Für jeden Adressaten geht eine Datei mit: promise-(Nummer).txt. Darin versprechen wir, bis wann der Nachweis des Einreichens in unserem öffentlichen Protokoll steht. Bewahren Sie die Datei auf. Ist diese Zeit vorbei und können wir nicht zeigen, dass der Nachweis im Protokoll steht, dann haben wir unser Versprechen gebrochen. Das können Sie ohne uns prüfen.

    Zuerst versiegeln wir den Nachweis des Einreichens. Danach geht die Mitteilung an den Adressaten. Sie hören von uns, wenn entschieden wurde oder wenn die Zeit vorbei ist.
mail-receipt-addressees = { $count ->
    [1] 1 Adressat
   *[other] { $count } Adressaten
  }

## Mail an den Absender: es wurde entschieden
mail-decision-subject-accepted = In Empfang genommen von { $addressee }
mail-decision-subject-refused = Abgelehnt von { $addressee }
mail-decision-subject-not-for-me = Nicht für mich, sagt { $addressee }
mail-decision-body =
    Über Ihre eingeschriebene E-Mail wurde entschieden.

      Ergebnis:    { $decision }
      Zeitpunkt:   { $moment }
      Adresse:     { $addressee }
      Wer:         { $who }
      Entschied:   { $capacity }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $explained }

    Den Nachweis holen Sie bei { $where } ab, mit der Nummer der Sendung. Der Adressat kann denselben Nachweis abholen.
mail-decision-explained-accepted = Annehmen heißt: in Empfang genommen. Es heißt nicht: gelesen oder einverstanden. Wer das Postfach benutzt hat, wissen wir nicht. Wir halten gesondert fest, wann die ganze Nachricht vollständig gesendet wurde.
mail-decision-explained-refused = Der Adressat hat abgelehnt und konnte die Nachricht nicht lesen. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für den Adressaten gilt. Das entscheiden nicht wir.
mail-decision-explained-not-for-me = Vielleicht stimmt diese Adresse nicht. Die Nachricht blieb geschlossen. Prüfen Sie die Adresse. Bis zum Ende der Zeit kann aus diesem Postfach noch angenommen oder abgelehnt werden.

## Mail an den Absender: die Zeit ist vorbei
mail-expiry-subject = Nicht entschieden: { $addressee }
mail-expiry-body =
    Die Zeit zum Entscheiden ist vorbei. Es wurde nicht entschieden.

      Adresse:     { $addressee }
      Bis:         { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    Der Nachweis sagt: Wir gaben einem Mailserver eine Mitteilung, und es kam keine Entscheidung. Er sagt nicht, dass die Mitteilung in das Postfach kam oder dass jemand sie las. Ob jemand die Seite öffnete, halten wir nie fest.

    Schweigen ist kein Annehmen. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für den Adressaten gilt. Das entscheiden nicht wir.

    Den Nachweis holen Sie bei { $where } ab, mit der Nummer der Sendung. Der Adressat kann denselben Nachweis abholen.

## Mail an den Absender: die Mitteilung ließ sich nicht senden
mail-failed-subject = Mitteilung nicht gesendet: { $addressee }
mail-failed-body =
    Wir konnten die Mitteilung über Ihre eingeschriebene E-Mail nicht senden.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $answer }

    Es läuft keine Zeit zum Entscheiden. Prüfen Sie die Adresse, oder wählen Sie einen anderen Weg. Was der Mailserver geantwortet hat, steht im Nachweis. Den holen Sie bei { $where } ab.

## Was ein Mailserver sagte, in diesen Mails
mail-answer = Der Mailserver { $server } antwortete: { $answer }
mail-answer-none = Kein Mailserver hat geantwortet. Was wir notiert haben: { $why }
mail-answer-reported = Er meldete uns: { $answer }
mail-answer-unknown = Was er sagte, ist nicht bekannt.

## Mail an den Absender: die Mitteilung kam zurück
mail-bounced-subject = Mitteilung kam zurück: { $addressee }
mail-bounced-body =
    Die Mitteilung über Ihre eingeschriebene E-Mail kam zurück. Ein Mailserver nahm sie zuerst an und meldete uns später, dass sie nicht in das Postfach kam.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $answer }

    Es läuft keine Zeit zum Entscheiden mehr. Prüfen Sie die Adresse, oder wählen Sie einen anderen Weg. Was der Mailserver uns meldete, ist sein Wort. Es steht im Nachweis, neben seiner ersten Antwort. Den holen Sie bei { $where } ab.

## Mail an den Absender: eine Erklärung des Adressaten
mail-statement-subject = Erklärung von { $addressee }
mail-statement-body =
    Der Adressat Ihrer eingeschriebenen E-Mail hat per E-Mail geantwortet und diese Antwort als eigene Erklärung bestätigt.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Wer:         { $who }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    Das ist keine Entscheidung: Die Nachricht ist damit nicht angenommen und nicht abgelehnt. Die Zeit zum Entscheiden ändert sich nicht. Die Antwort steht im Nachweis. Den holen Sie bei { $where } ab, mit der Nummer der Sendung. Der Adressat kann denselben Nachweis abholen.

## Mail an den Absender: niemand weiß, ob die Mitteilung gesendet wurde
mail-unsure-subject = Mitteilung nicht sicher: { $addressee }
mail-unsure-body =
    Wir wissen nicht, ob ein Mailserver die Mitteilung über Ihre eingeschriebene E-Mail angenommen hat.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $answer }

    Wir haben es höchstens drei Tage lang versucht. Mindestens einmal brach die Verbindung ab, bevor der Mailserver antwortete. Der Adressat hat die Mitteilung vielleicht und kann dann noch entscheiden. Es läuft keine Zeit zum Entscheiden. Was mit dem Mailserver gewechselt wurde, steht im Nachweis. Den holen Sie bei { $where } ab.

## Mail an den Adressaten: Sie haben entschieden
mail-decided-subject-accepted = Sie haben eine eingeschriebene E-Mail in Empfang genommen
mail-decided-subject-refused = Sie haben eine eingeschriebene E-Mail abgelehnt
mail-decided-subject-not-for-me = Sie haben gemeldet: nicht für mich
mail-decided-body =
    Wir haben Ihre Entscheidung festgehalten.

      Ergebnis:    { $decision }
      Zeitpunkt:   { $moment }
      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }

    { $explained }

    Dieser Link ist neu; der Link aus der Mitteilung gilt nicht mehr:

    {"  "}{ $link }

    Waren Sie das nicht? { $otherwise } Rufen Sie uns an oder schreiben Sie uns.
mail-decided-explained-accepted = Mit dem Link unten lesen Sie die Nachricht und speichern den Nachweis. Wir bewahren die Nachricht mindestens bis einschließlich { $day } auf. Bewahren Sie darum selbst eine Kopie auf. Der Absender sieht ein einziges Mal, wann die ganze Nachricht vollständig an Sie gesendet wurde, und sonst nichts.
mail-decided-explained-refused = Die Nachricht bleibt geschlossen. Mit dem Link unten speichern Sie den Nachweis. Der Absender hat denselben Nachweis. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt.
mail-decided-explained-not-for-me = Die Nachricht bleibt geschlossen. Sie bekommen dazu keine Mitteilungen mehr. War es ein Irrtum? Dann können Sie bis einschließlich { $day } noch annehmen oder ablehnen, mit dem Link unten.

## Mail an den Adressaten: die Zeit ist vorbei
mail-expired-subject = Die Zeit zum Entscheiden ist vorbei
mail-expired-body =
    Sie haben nicht rechtzeitig entschieden. Das erfährt der Absender. Ob Sie etwas gelesen haben, erfährt er nicht.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Bis:         { $moment }

    Schweigen ist kein Annehmen. Ein Gericht kann entscheiden, dass die Nachricht trotzdem für Sie gilt. Nicht sicher? Fragen Sie um Rat. In den Niederlanden berät juridischloket.nl kostenlos.

    Mit diesem neuen Link speichern Sie den Nachweis. Der Link aus der Mitteilung gilt nicht mehr:

    {"  "}{ $link }

## Mail an den Adressaten: ein neuer Link
mail-new-link-subject = Ihr neuer Link
mail-new-link-body =
    Für eine eingeschriebene E-Mail an diese Adresse wurde ein neuer Link angefordert.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Eingereicht: { $moment }

    Der neue Link. Der alte gilt nicht mehr.

    {"  "}{ $link }

    Der Absender sieht nicht, dass danach gefragt wurde. Sie haben nicht gefragt? Dann müssen Sie nichts tun. Die Zeit zum Entscheiden ändert sich nicht.

## Mail an den Adressaten: eine Antwort per Mail wartet
mail-held-subject = Ihre E-Mail wartet auf Ihre Bestätigung
mail-held-body =
    Jemand hat unsere Mitteilung über eine eingeschriebene E-Mail an diese Adresse per E-Mail beantwortet. Wir bewahren diese Antwort 14 Tage auf und lesen sie nicht. Der Absender sieht sie nicht.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Eingereicht: { $moment }

    Soll der Absender Ihre Antwort sehen, als Erklärung von Ihnen? Dann bestätigen Sie sie auf dieser Seite:

    {"  "}{ $link }

    Wenn Sie nichts tun, löschen wir sie nach 14 Tagen. Eine E-Mail ist keine Entscheidung: Sie nehmen damit nichts an und lehnen nichts ab. Die Zeit zum Entscheiden ändert sich nicht.

    Sie haben nicht geschrieben? Dann müssen Sie nichts tun.

## Ein Kennzeichen prüfen (/check)
page-check-title = Ist diese Mitteilung wirklich von uns?
page-check-text = Geben Sie das Kennzeichen ein, das in der Mitteilung steht. Dann sehen Sie, ob wir es kennen und wer der Absender ist. Sie müssen auf nichts klicken.
page-check-form = Ein Kennzeichen hat 12 Buchstaben und Ziffern, zum Beispiel K7M2-94QP-10TX. Großbuchstaben, Leerzeichen und Striche sind gleich.
page-check-button = Prüfen
page-check-unseen = Wir halten nicht fest, dass Sie dies fragen. Der Absender sieht es nicht.
page-check-shape = Das ist kein Kennzeichen. Ein Kennzeichen hat 12 Buchstaben und Ziffern. Tippen Sie es so, wie es in der Mitteilung steht.
page-check-slip = Ein Buchstabe oder eine Ziffer stimmt nicht. Bitte sehen Sie das Kennzeichen noch einmal an.
page-check-known-title = Dieses Kennzeichen kennen wir
page-check-known = Stimmt das mit Ihrer E-Mail überein? Jemand kann ein Kennzeichen in eine falsche E-Mail abschreiben. Machen Sie darum hier weiter und nicht mit dem Link in dieser E-Mail.
page-check-unknown-title = Dieses Kennzeichen kennen wir nicht
page-check-unknown = Wir haben keine Nachricht mit diesem Kennzeichen. Steht es so in einer E-Mail? Dann ist diese E-Mail wahrscheinlich nicht von uns. Klicken Sie auf nichts und geben Sie nichts ein.
page-check-for = Für eine Adresse bei
page-check-go = Möchten Sie weiterlesen? Wir senden einen Code an die Adresse, für die die Nachricht ist. Diese Adresse zeigen wir hier nicht. Mit dem Code machen Sie hier weiter, ohne Link. Sie müssen danach noch nichts entscheiden.
page-check-sent = Wir senden einen Code mit 8 Ziffern an die Adresse, für die die Nachricht ist. Der Code gilt 15 Minuten.
page-check-other = Ein anderes Kennzeichen prüfen
page-check-back = Zurück zum Kennzeichen
page-check-doubt = Schließen Sie diese Seite. Tippen Sie selbst { $check } in Ihren Browser und geben Sie das Kennzeichen { $reference } ein. Oder rufen Sie den Absender unter einer Nummer an, die Sie schon kennen. Wir fragen nie nach Geld, Passwörtern, Bankdaten oder Ihrer Bürgernummer, und Sie müssen nichts installieren.
page-check-home = Zweifeln Sie an einer Mitteilung? Geben Sie das Kennzeichen ein.
## Erinnerungen
event-reminder-sent = Eine Erinnerung wurde einem Mailserver gegeben
event-reminder-failed = Kein Mailserver hat eine Erinnerung bestätigt
mail-reminder-failed-subject = Erinnerung abgelehnt: { $addressee }
mail-reminder-failed-body =
    Ein Mailserver nahm die Mitteilung über Ihre eingeschriebene E-Mail an. Eine Erinnerung daran wurde jetzt abgelehnt.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $answer }

    Es läuft keine Zeit zum Entscheiden mehr, und wir senden keine Erinnerungen mehr. Prüfen Sie die Adresse, oder wählen Sie einen anderen Weg. Was der Mailserver antwortete, steht im Nachweis, neben seiner ersten Antwort. Den holen Sie bei { $where } ab.

## Mail an den Empfänger: ein Schlüssel wurde angemeldet
mail-enrolled-subject = Ein neuer Schlüssel für Ihre eingeschriebene E-Mail
mail-enrolled-body =
    Am { $moment } hat jemand einen Schlüssel (Passkey) für { $addressee } angelegt. Diese Person hat vorher gezeigt, wer sie ist.

    Mit diesem Schlüssel kann sie in Ihrem Namen entscheiden. Der Schlüssel hat diese Nummer:

    {"  "}{ $fingerprint }

    Waren Sie das? Dann bewahren Sie diese Nummer auf. So können Sie später prüfen, welche Schlüssel Ihnen gehören.

    Waren Sie das nicht? Dann kann jemand anders Ihre Post lesen. Ändern Sie das Passwort Ihres Postfachs und rufen Sie uns an.
## Wie jemand zeigt, wer er ist: nebeneinander, wie der Absender es verlangt
page-means-legend = Um fortzufahren, müssen Sie zeigen, wer Sie sind. Wählen Sie, wie:
page-means-mail-code = mit einem Code per E-Mail an { $addressee }
page-means-access-code = mit einem Code per E-Mail an { $addressee } und dem Zugangscode, den Sie vom Absender haben
page-means-sms-code = mit einem Code per SMS an die Nummer, die der Absender nannte und die auf { $ending } endet
page-means-asked = Der Absender verlangt mehr als einen Code per E-Mail.
page-means-not-for-me = Dafür genügt ein Code per E-Mail.
page-means-none = Der Absender will, dass Sie auf eine bestimmte Weise zeigen, wer Sie sind. Das geht bei uns jetzt nicht. Versuchen Sie es später wieder, oder rufen Sie uns an.
page-means-too-little = Sie haben gezeigt, dass Sie Zugang zu diesem Postfach haben. Zum Entscheiden oder Lesen verlangt der Absender mehr. Öffnen Sie den Link aus der Mail noch einmal und wählen Sie dort das andere Mittel. Ohne das können Sie melden: nicht für mich.
page-notice-mailbox-at-sender = Dieses Postfach liegt beim Mailserver des Absenders. Ein Code per E-Mail sagt dann wenig darüber, wer entscheidet.
page-notice-mailbox-in-domain = Dieses Postfach gehört zu einer Domain des Absenders. Ein Code per E-Mail sagt dann wenig darüber, wer entscheidet.
page-code-sent-sms = Wir senden einen Code mit 8 Ziffern an die Nummer, die auf { $ending } endet. Der Code gilt 15 Minuten.
page-code-label-sms = Code aus der SMS
page-code-missing-sms = Noch kein Code? Warten Sie eine Minute, oder fordern Sie einen neuen an. Der alte gilt dann nicht mehr.
page-code-otherwise = Lieber { $means }
page-access-label = Zugangscode vom Absender
page-access-known = Diesen Code kennt auch der Absender. Er hält andere fern, beweist aber nichts gegenüber dem Absender. Großbuchstaben und Bindestriche zählen nicht.
page-access-missing = Geben Sie auch den Zugangscode ein. Sie kennen ihn nicht? Fragen Sie den Absender, unter einer Nummer, die Sie schon kennen.
page-access-wrong = Dieser Zugangscode stimmt nicht. Der Code aus der E-Mail gilt noch. Versuche übrig für heute: { $left }.
page-access-tries = Heute wurde fünfmal ein Zugangscode eingegeben. Versuchen Sie es morgen wieder. Ihr Link gilt weiter, und die Zeit zum Entscheiden ändert sich nicht.
page-choice-known-as-access = Sie sind uns bekannt als: jemand mit Zugang zu { $addressee }, bestätigt mit einem Code am { $moment }. Sie kannten auch den Zugangscode. Den kennt der Absender auch.
page-choice-known-as-sms = Sie sind uns bekannt als: jemand mit Zugang zu der Telefonnummer, die der Absender nannte und die auf { $ending } endet, bestätigt mit einem Code am { $moment }.
sms-code = { $service }: Ihr Code ist { $code }. Er gilt 15 Minuten. Geben Sie ihn niemandem.
page-privacy-proof = Telefonnummer und Zugangscode
page-privacy-proof-text = Hat der Absender eine Telefonnummer von Ihnen genannt? Dann bewahren wir sie verschlüsselt auf. Beweis und Seiten zeigen nur die letzten zwei Ziffern. Ein Code per SMS geht über einen Dienst für SMS. Von einem Zugangscode bewahren wir eine Zahl auf, aus der er ohne unseren Schlüssel nicht zu berechnen ist.
## Was man sonst noch sagen kann (diese Texte kommen in den Nachweis)
act-by-post = Ich möchte diese Nachricht lieber per Post. Ich nehme sie nicht an und ich lehne sie nicht ab.
act-could-not-open = Ich konnte diese Nachricht oder einen Teil davon nicht öffnen.
act-died = Der Adressat ist verstorben. Ich nehme diese Nachricht nicht an und ich lehne sie nicht ab.
act-left = Die Person, für die das ist, arbeitet hier nicht mehr. Ich nehme diese Nachricht nicht an und ich lehne sie nicht ab.
act-own-words = Das ist meine Erklärung. Der Absender darf sie sehen.
act-read = Ich habe diese Nachricht gelesen. Ich sage damit nicht, dass ich mit ihr einverstanden bin.
page-notice-by-post = Lieber per Post
page-notice-by-post-text = Sie bitten den Absender, die Nachricht auf Papier zu schicken. Der Absender muss das nicht tun. Die Frist in der Nachricht kann weiterlaufen.
page-choice-said-by-post = Sie haben am { $moment } um die Nachricht per Post gebeten. Der Absender erfährt das. Die Zeit zu entscheiden läuft weiter: Sie können noch annehmen oder ablehnen.
page-choice-died-text = Auch dann bleibt die Nachricht geschlossen. Es gehen keine Erinnerungen mehr hinaus. Der Absender erfährt, was Sie melden. Wir prüfen es nicht.
page-done-died-title = Sie haben einen Todesfall gemeldet
page-done-died = Das wurde festgehalten am { $moment }. Die Nachricht bleibt geschlossen, und es gehen dazu keine Mitteilungen mehr hinaus. Der Absender erfährt es von uns, in ruhigen Worten.
page-done-left-title = Sie haben gemeldet: arbeitet hier nicht mehr
page-done-left = Das wurde festgehalten am { $moment }. Die Nachricht bleibt geschlossen, und es gehen dazu keine Mitteilungen mehr hinaus. Der Absender erfährt, dass die Adresse vielleicht nicht mehr stimmt.
page-say-title = Etwas festhalten lassen
page-say-link = Etwas anderes festhalten lassen, mit einer eigenen Erklärung
page-say-text = Hier können Sie mit eigenen Worten etwas festhalten lassen, zum Beispiel was Ihrer Meinung nach geschehen ist. Sie müssen das nicht. Es ist keine Entscheidung: Sie nehmen die Nachricht damit nicht an und lehnen sie damit nicht ab. Die Zeit zu entscheiden ändert sich nicht.
page-say-shared = { $sender } ({ $address }) sieht, was Sie sagen, und auch wer den Nachweis bekommt, zum Beispiel ein Gericht. Es steht im Nachweis des Absenders und in Ihrem, mit dem Zeitpunkt. Sie können es nicht zurücknehmen.
page-say-before = Das ist schon festgehalten
page-say-label = Ihre Erklärung
page-say-hint = Höchstens 2.000 Zeichen. Wir lesen sie nicht und prüfen sie nicht.
page-say-empty = Sie haben noch nichts geschrieben. Es wurde nichts festgehalten.
page-say-too-long = Das sind mehr als 2.000 Zeichen. Kürzen Sie den Text. Es wurde noch nichts festgehalten.
page-say-enough = Zu dieser Nachricht kann nicht noch mehr festgehalten werden. Schreiben Sie dem Absender selbst.
page-say-twice = Das wurde schon früher festgehalten. Das bleibt stehen.
page-say-accepted = Möchten Sie etwas dazu sagen?
page-say-accepted-text = Sie müssen das nicht. Sagen Sie nichts, dann ändert sich nichts.
page-say-read-text = Das halten wir nur fest, wenn Sie es selbst sagen. Aus Ihren Downloads schließen wir es nie. Der Absender sieht es.
page-say-read-before = Sie haben am { $moment } gesagt, dass Sie sie gelesen haben. Das steht im Nachweis.
page-say-could-not-open-text = Gelingt das Öffnen nicht? Dann können Sie das festhalten lassen. Der Absender erfährt es. Danach können Sie es einfach noch einmal versuchen.
page-say-could-not-open-label = Was haben Sie gesehen? (darf leer bleiben)
page-say-on = Weiter
event-by-post = Gebeten: lieber per Post
event-could-not-open = Gemeldet: konnte nicht geöffnet werden
event-died = Gemeldet: der Adressat ist verstorben
event-left = Gemeldet: arbeitet hier nicht mehr
event-said = Eine eigene Erklärung wurde festgehalten
decision-died = der Adressat ist verstorben
decision-left = arbeitet hier nicht mehr
mail-decision-subject-died = Ein Todesfall wurde gemeldet bei { $addressee }
mail-decision-subject-left = Arbeitet dort nicht mehr: { $addressee }
mail-decision-explained-died = Jemand mit Zugang zu diesem Postfach hat gemeldet, dass der Adressat verstorben ist. Wir haben das nicht geprüft. Die Nachricht blieb geschlossen, und wir schicken keine Erinnerungen. Bis zum Ende der Zeit kann aus diesem Postfach noch angenommen oder abgelehnt werden, zum Beispiel von einem Testamentsvollstrecker.
mail-decision-explained-left = Jemand mit Zugang zu diesem Postfach hat gemeldet, dass der Adressat dort nicht mehr arbeitet. Wir haben das nicht geprüft. Die Nachricht blieb geschlossen, und wir schicken keine Erinnerungen. Prüfen Sie die Adresse. Bis zum Ende der Zeit kann aus diesem Postfach noch angenommen oder abgelehnt werden.
mail-decided-subject-died = Sie haben einen Todesfall gemeldet
mail-decided-subject-left = Sie haben gemeldet: arbeitet hier nicht mehr
mail-said-subject-by-post = Lieber per Post, bittet { $addressee }
mail-said-subject-could-not-open = Konnte nicht geöffnet werden, sagt { $addressee }
mail-said-subject-read = Gelesen, sagt { $addressee }
mail-said-body =
    Der Adressat Ihrer eingeschriebenen E-Mail hat etwas festhalten lassen.

      Adresse:     { $addressee }
      Zeitpunkt:   { $moment }
      Wer:         { $who }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    { $explained }

    Der Text steht im Nachweis. Sie finden ihn unter { $where }, mit der Nummer der Sendung. Der Adressat kann denselben Nachweis abrufen.
mail-said-by-post = Der Adressat möchte die Nachricht lieber auf Papier. Das ist keine Entscheidung: Die Nachricht ist nicht angenommen und nicht abgelehnt. Die Zeit zu entscheiden läuft weiter. Ob Sie sie per Post schicken, entscheiden Sie selbst.
mail-said-could-not-open = Der Adressat sagt, dass die Nachricht oder ein Teil davon nicht zu öffnen war. Das ändert nichts an der Entscheidung, die schon getroffen ist. Vielleicht hilft es, die Nachricht auf einem anderen Weg zu schicken.
mail-said-own-words = Der Adressat hat eine Erklärung in eigenen Worten abgegeben. Das ist keine Entscheidung: Die Nachricht ist damit nicht angenommen und nicht abgelehnt. Die Zeit zu entscheiden ändert sich nicht.
mail-said-read = Der Adressat sagt selbst, dass die Nachricht gelesen ist. Das heißt nicht, dass der Adressat mit ihr einverstanden ist. Wir wissen nicht, ob es so ist.
## Missbrauch melden (/abuse)
page-abuse-title = Missbrauch melden
page-abuse-text = Stimmt etwas mit dieser Nachricht oder mit einer Mitteilung nicht? Sagen Sie es uns. Melden ist keine Entscheidung: Sie nehmen die Nachricht damit nicht an und lehnen sie nicht ab.
page-abuse-reference = Kennzeichen aus der Mitteilung (falls Sie es haben)
page-abuse-why = Was stimmt nicht?
page-abuse-deception = Jemand gibt sich als ein anderer aus oder will mich betrügen.
page-abuse-threat = Es bedroht oder beleidigt mich.
page-abuse-unlawful = Es ist meiner Meinung nach verboten.
page-abuse-unwanted = Ich will von diesem Absender nichts bekommen.
page-abuse-other = Etwas anderes.
page-abuse-what = Was möchten Sie dazu sagen?
page-abuse-seen = Sie müssen nichts schreiben; höchstens 2000 Buchstaben. Nur wir lesen dies. Der Absender sieht es nicht. Wir bewahren es ein Jahr auf.
page-abuse-button = Meldung senden
page-abuse-no-reason = Wählen Sie, was nicht stimmt. Es wurde noch nichts gesendet.
page-abuse-too-long = Schreiben Sie höchstens 2000 Buchstaben. Es wurde noch nichts gesendet.
page-abuse-told-title = Ihre Meldung ist bei uns
page-abuse-told = Danke. Wir lesen Ihre Meldung. Der Absender sieht sie nicht. An der Nachricht und an der Frist ändert sich nichts.
page-abuse-number = Nummer Ihrer Meldung
page-abuse-more = Möchten Sie etwas dazu fragen? Dann nennen Sie diese Nummer. { $operator }
page-privacy-abuse = Was Sie melden
page-privacy-abuse-text = Melden Sie Missbrauch, bewahren wir das ein Jahr verschlüsselt auf. Nur wir lesen es. Der Absender sieht es nicht.

## Eigene Schlüssel (Passkeys)
page-choice-with-key = Mit meinem Schlüssel (Passkey) unterschreiben
page-choice-make-key = Erst einen Schlüssel (Passkey) anlegen, wenn Sie möchten
page-choice-keys = Meine Schlüssel (Passkeys)
page-key-title = Ein eigener Schlüssel
page-key-what = Ein Schlüssel (Passkey) bleibt auf Ihrem Gerät. Sie öffnen ihn mit dem Finger, dem Gesicht oder einer PIN. Damit unterschreiben Sie Ihre Wahl selbst. Niemand sonst kann das für Sie tun, auch wir nicht.
page-key-recorded = Wir halten fest, dass Sie einen Schlüssel angelegt haben, wann, und wie Sie gezeigt haben, wer Sie sind. Sie bekommen dazu eine E-Mail. Der Absender sieht den Schlüssel nur, wenn Sie eine Wahl damit unterschreiben.
page-key-make = Schlüssel anlegen
page-key-scripts = Ein Schlüssel braucht JavaScript. Sie können auch ohne Schlüssel wählen.
page-key-failed = Das hat nicht geklappt. Versuchen Sie es noch einmal, oder wählen Sie ohne Schlüssel.
page-key-list = Ihre Schlüssel
page-key-back = Zurück zur Wahl
page-sign-title = Unterschreiben Sie Ihre Wahl
page-sign-what = Mit Ihrem Schlüssel unterschreiben Sie genau dies:
page-sign-with-key = Mit meinem Schlüssel unterschreiben
error-key = Ihr Schlüssel konnte hier nicht benutzt werden. Versuchen Sie es noch einmal, oder wählen Sie ohne Schlüssel.
error-key-known = Dieser Schlüssel ist hier schon bekannt.
error-key-many = Sie haben hier zwanzig Schlüssel. Mehr sind nicht möglich.

## Mehrere Nachrichten zugleich, und zurückgenommen
page-notice-another = Der Absender sendet Ihnen noch eine Nachricht, während schon welche warten. Sein Grund: “{ $reason }”
page-recalled-text = Der Absender hat diese Nachricht zurückgenommen. Sie müssen nichts tun und nichts entscheiden. Vom Inhalt wurde Ihnen nichts gesendet, und das geschieht auch nicht mehr.
mail-recalled-subject = Der Absender nahm eine Nachricht zurück
mail-recalled-body =
    Sie haben eine eingeschriebene E-Mail angenommen. Danach nahm der Absender sie zurück, bevor etwas vom Inhalt an Sie gesendet war.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Zurückgenommen: { $moment }

    Sie müssen nichts tun. Ihre Entscheidung bleibt im Nachweis, aber die Nachricht können Sie nicht mehr lesen. Den Nachweis speichern Sie über diesen Link:

    {"  "}{ $link }

## Der Platz des Absenders (/desk)
desk-title = Was Sie eingereicht haben
desk-login-title = Als Absender anmelden
desk-login-text = Hier sehen Sie, was aus Ihren eingereichten Nachrichten wurde. Melden Sie sich mit Namen und Passwort Ihres Kontos an.
desk-login-name = Name des Kontos
desk-login-password = Passwort
desk-login-button = Anmelden
desk-login-wrong = Dieser Name und dieses Passwort gehören nicht zusammen.
desk-login-again = Diese Seite wurde schon benutzt. Versuchen Sie es noch einmal.
desk-login-clear = Hier können Sie sich nicht anmelden: Ihr Passwort ginge lesbar durch das Netz. Nehmen Sie die Adresse, die mit https beginnt.
desk-logout = Abmelden
desk-account = Angemeldet als { $account }
desk-empty = Es wurde noch nichts eingereicht.
desk-earlier = Früher eingereicht
desk-back = Zu allem, was Sie eingereicht haben
desk-submission-title = Eingereicht: { $submission }
desk-delivery-title = An { $addressee }
desk-delivery = Nummer der Sendung
desk-answers = Vier Antworten
desk-timeline = Was geschah
desk-evidence = Nachweis
desk-unsealed = wird versiegelt
desk-dialogue = Was mit Mailservern gewechselt wurde
desk-event-addressee-states = Der Adressat gab eine Erklärung ab
desk-unproven = Was damit nicht bewiesen ist
desk-unproven-notice = Dass jemand die Mitteilung sah. Sie ging an einen Mailserver; mehr ist nicht bekannt.
desk-unproven-person = Welche Person es war. Ein Code per E-Mail zeigt Zugang zum Postfach.
desk-unproven-telephone = Welche Person es war. Ein Code per SMS zeigt Zugang zu einer Telefonnummer.
desk-unproven-access = Dass es nicht der Absender war. Einen Zugangscode kennen beide Seiten.
desk-unproven-decision = Die Entscheidung, ohne diesem Dienst zu vertrauen. Der Adressat benutzte keinen eigenen Schlüssel.
desk-unproven-silence = Dass wer schwieg, die Mitteilung sah.
desk-unproven-read = Dass die Nachricht gelesen wurde. Sie wurde vollständig gesendet; mehr ist nicht bekannt.
desk-unproven-times = Die Zeitpunkte, ohne diesem Dienst zu vertrauen. Sie tragen seine eigenen Zeitstempel.
desk-voucher-key = Der Dienst, und auch der eigene Schlüssel des Adressaten.
desk-save = Speichern
desk-bundle = Alle Nachweise in einer Datei
desk-bundle-message = Dasselbe, mit der Nachricht, solange wir sie haben
desk-report = Ein Bericht zum Lesen und Einreichen (PDF, mit allen Nachweisen darin)
desk-wait-title = Einen Moment
desk-wait-text = Das wird noch gemacht und versiegelt. Meist dauert es einige Sekunden.
desk-wait-again = Noch einmal nachsehen
desk-recall-title = Zurücknehmen
desk-recall-can = Vom Inhalt wurde noch nichts an { $addressee } gesendet. Sie können die Nachricht zurücknehmen.
desk-recall-link = Zurücknehmen: lesen Sie zuerst, was das bewirkt
desk-recall-text = Sie nehmen die Nachricht an { $addressee } zurück. Wir vernichten den Schlüssel zum Inhalt für diesen Adressaten. Wer den Link der Mitteilung öffnet, liest, dass Sie die Nachricht zurücknahmen. Hatte der Adressat sie schon angenommen, bekommt er darüber eine E-Mail.
desk-recall-final = Das lässt sich nicht rückgängig machen. Der Nachweis bleibt, auch dass Sie die Nachricht zurücknahmen.
desk-recall-button = Ja, zurücknehmen
desk-recall-late = Diese Nachricht lässt sich nicht mehr zurücknehmen: Über sie wurde entschieden, oder ein Teil des Inhalts wurde schon gesendet.

## Electronic identities

attribute-name = Name
attribute-birth-date = Geburtsdatum
attribute-customer-number = Kundennummer
page-means-eid = mit { $name }
page-eid-title = Zeigen Sie mit { $name }, wer Sie sind
page-eid-go = Sie gehen jetzt zu { $name }, auf { $host }. Dort zeigen Sie, wer Sie sind. Danach kommen Sie hierher zurück.
page-eid-asked = Wir fragen { $name } nach: { $attributes }. Das vergleichen wir mit dem, was der Absender schrieb. Danach werfen wir es weg.
page-eid-learns = { $name } sieht, dass Sie von diesem Dienst kommen. Es sieht nicht, wer Ihnen schrieb oder was.
page-eid-button = Zu { $name } gehen
page-eid-time = Sie haben zehn Minuten dafür.
page-eid-link = Zurück zur Nachricht
page-eid-back-title = Sie sind es
page-eid-back-text = Was { $name } über Sie sagt, passt zu dem, was der Absender schrieb: { $attributes }. Was { $name } sagte, haben wir weggeworfen.
page-eid-back-next = Noch ist nichts entschieden. Sie wählen auf der nächsten Seite.
page-eid-other-title = Diese Nachricht ist für jemand anderen, oder Ihr Name steht dort anders
page-eid-other-text = Was { $name } über Sie sagt, passt nicht zu dem, was der Absender schrieb. Darum zeigen wir Ihnen nichts von der Nachricht.
page-eid-other-ways = Ist die Nachricht nicht für Sie? Gehen Sie zurück und wählen Sie: nicht für mich. Ist sie doch für Sie? Wählen Sie dort einen anderen Weg, um zu zeigen, wer Sie sind. Oder bitten Sie den Absender, sie erneut zu senden, mit Ihrem Namen, wie { $name } ihn kennt. Hat schon jemand mit einem anderen Mittel gezeigt, dass sie für ihn ist? Dann benutzen Sie dieses Mittel.
page-eid-unseen = Der Absender sieht nicht, dass Sie es versuchten.
page-eid-none-title = Noch ist nicht bekannt, wer Sie sind
page-eid-cancelled = Sie haben bei { $name } aufgehört, oder { $name } ließ Sie nicht ein. Versuchen Sie es erneut, oder wählen Sie einen anderen Weg.
page-eid-refused = { $name } sandte eine Antwort, der wir nicht trauen. Versuchen Sie es erneut. Geht es wieder schief? Wählen Sie einen anderen Weg, oder rufen Sie uns an.
page-eid-unreached = Wir erreichen { $name } jetzt nicht. Versuchen Sie es später, oder wählen Sie einen anderen Weg.
page-eid-enough = Sie haben das heute oft genug versucht. Versuchen Sie es morgen, oder wählen Sie einen anderen Weg. Ihr Link gilt weiter.
page-eid-over = Das dauerte länger als zehn Minuten, oder es wurde schon benutzt. Öffnen Sie den Link aus der E-Mail erneut.
page-choice-known-as-eid = Wir kennen Sie als: jemand, für den { $issuer } am { $moment } einstand. Dies passt zu dem, was der Absender schrieb: { $attributes }.
desk-unproven-issuer = Wer es war, abgesehen vom Wort des Ausstellers der Identität.
page-privacy-eid = Elektronische Identität
page-privacy-eid-text = Nannte der Absender Ihren Namen, Ihr Geburtsdatum oder Ihre Kundennummer? Dann können Sie mit einer elektronischen Identität zeigen, wer Sie sind. Wir behalten nur einen Fingerabdruck dessen, was der Absender nannte, bis es einmal passt. Dann vernichten wir ihn. Wir behalten einen Fingerabdruck davon, wer es war. So kommt niemand anders mit einer solchen Identität hinein. Was der Aussteller über Sie sagt, behalten wir nicht. Der Nachweis sagt: mit welchem Mittel, wann, wer der Aussteller ist und was passt.
## Mails: wie jemand gezeigt hat, wer er ist
mail-who-mail-code =
    jemand mit Zugang zu diesem Postfach,
    bestätigt mit einem Code per E-Mail
mail-who-access-code =
    jemand mit Zugang zu diesem Postfach,
    bestätigt mit einem Code per E-Mail und mit
    dem Zugangscode, den Sie auch kennen
mail-who-sms-code =
    jemand mit Zugang zu der Telefonnummer,
    die Sie nannten und die auf { $ending } endet,
    bestätigt mit einem Code per SMS
mail-who-signed = und mit einem eigenen Schlüssel unterschrieben
mail-otherwise-mail-code = Dann hatte jemand anders einen Code aus diesem Postfach.
mail-otherwise-access-code = Dann hatte jemand anders einen Code aus diesem Postfach und den Zugangscode.
mail-otherwise-sms-code = Dann hatte jemand anders einen Code von der Telefonnummer, die auf { $ending } endet.
mail-otherwise-signed = Er konnte auch Ihren eigenen Schlüssel benutzen.
mail-who-eid =
    jemand mit einer elektronischen Identität;
    { $issuer } stand für ihn ein
mail-otherwise-eid = Dann konnte jemand anders Ihre elektronische Identität von { $issuer } benutzen.
## Mailboxes that several people read
page-role-mailbox = Mehrere Menschen können dieses Postfach lesen. Wer zuerst entscheidet, entscheidet für alle.
page-role-decided = Mehrere Menschen können dieses Postfach lesen. Die erste Entscheidung zählt für alle.

## Abwesend bis zu einem Tag
page-absence-title = Abwesend
page-absence-link = Ich bin eine Zeit lang weg oder krank
page-absence-notice = Sind Sie eine Zeit lang weg oder krank? Nach dem Code können Sie das sagen. Dann haben Sie mehr Zeit, wo das nötig ist.
page-absence-what = Hier können Sie sagen, bis zu welchem Tag Sie nicht entscheiden können. Das gilt für alle Nachrichten an { $addressee }.
page-absence-does = Endet die Zeit zu früh? Dann endet sie später. Nach Ihrer Rückkehr haben Sie noch drei ganze Tage. Es kommt nie mehr Zeit hinzu, als der Absender zuerst gab.
page-absence-sees = Der Absender sieht nur ein späteres Ende. Warum, sieht er nicht. Endet nichts später, so sieht der Absender nichts.
page-absence-away = Wir haben festgehalten, dass Sie bis einschließlich { $day } abwesend sind.
page-absence-deadline = Über diese Nachricht können Sie bis { $moment } entscheiden. Haben Sie gerade etwas festgehalten? Öffnen Sie diese Seite in einer Minute noch einmal.
page-absence-until = Abwesend bis einschließlich
page-absence-hint = Wählen Sie einen Tag ab heute, höchstens { $days } Tage voraus. Länger weg? Sagen Sie es später noch einmal.
page-absence-no-day = Wählen Sie einen Tag ab heute, höchstens { $days } Tage voraus.
page-absence-button = Meine Abwesenheit festhalten
page-absence-back = Ich bin zurück
event-deadline-moved = Das Ende der Zeit ist verschoben
mail-moved-subject = Mehr Zeit zum Entscheiden: { $addressee }
mail-moved-body =
    Das Ende der Zeit zum Entscheiden ist verschoben.

      Adresse:     { $addressee }
      Bis:         { $moment }
      Nummer:      { $submission }
      Sendung:     { $delivery }

    Das liegt innerhalb Ihrer Bedingungen: Es kommt nie mehr Zeit hinzu, als Sie zuerst gaben. Warum das Ende verschoben ist, steht nicht im Nachweis. Sie holen ihn unter { $where } ab.
mail-absence-subject = Ihre Abwesenheit ist festgehalten
mail-absence-body =
    Am { $moment } hat jemand festgehalten, dass { $addressee } bis einschließlich { $day } abwesend ist. Diese Person hat zuerst gezeigt, dass sie Zugang zu diesem Postfach hat.

    Endet die Zeit zum Entscheiden über eine Nachricht zu früh? Dann endet sie später. Sie bekommen darüber eine E-Mail. Der Absender sieht nicht, warum.

    Waren Sie das nicht? Dann kann jemand anderes Ihre E-Mails lesen. Ändern Sie das Passwort Ihres Postfachs, und rufen Sie uns an.
mail-back-subject = Sie sind nicht mehr abwesend
mail-back-body =
    Am { $moment } hat jemand festgehalten, dass { $addressee } zurück ist. Zeiten, die später enden, tun es weiterhin.

    Waren Sie das nicht? Dann kann jemand anderes Ihre E-Mails lesen. Ändern Sie das Passwort Ihres Postfachs, und rufen Sie uns an.
mail-put-off-subject = Sie haben mehr Zeit zum Entscheiden
mail-put-off-body =
    Sie haben mehr Zeit, über eine eingeschriebene E-Mail zu entscheiden.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Bis:         { $moment }

    Der Absender sieht das neue Ende, und nicht, warum. Mit diesem Link öffnen Sie die Seite:

    {"  "}{ $link }
## Was über mich festgehalten ist (/mine)
page-mine-title = Was ist über mich festgehalten?
page-mine-text = Hier sehen Sie, was wir über Ihre E-Mail-Adresse festgehalten haben. Tippen Sie die Adresse ein. Wir senden einen Code dorthin. Mit ihm kommen Sie hinein. Sie brauchen kein Konto.
page-mine-button = Einen Code senden
page-mine-sent = Ist über { $address } etwas festgehalten? Dann senden wir jetzt einen Code mit 8 Ziffern dorthin. Der Code gilt 15 Minuten. Diese Antwort ist für jede Adresse gleich.
page-mine-what = Das haben wir über { $address } festgehalten. Kein Absender sieht, dass Sie hier nachsehen.
page-mine-deliveries = Eingeschriebene E-Mails
page-mine-state = Wie es steht
page-mine-open = Sie können wählen bis { $moment }.
page-mine-waits = Sie können wählen. Es läuft keine Frist.
page-mine-accepted = Sie haben sie angenommen.
page-mine-refused = Sie haben sie abgelehnt.
page-mine-not-for-me = Sie haben gesagt, dass sie nicht für Sie ist.
page-mine-expired = Die Zeit zu wählen ging ohne Wahl vorbei.
page-mine-recalled = Der Absender hat sie zurückgenommen.
page-mine-closed = Es gibt nichts zu wählen.
page-mine-go = Öffnen, mit dem Nachweis
page-mine-earlier = Frühere zeigen
page-mine-security = Codes und Links der letzten 24 Stunden
page-mine-security-text = Nur Sie sehen das. Nach 24 Stunden löschen wir es. Sehen Sie etwas, das Sie nicht getan haben? Dann hat jemand anders versucht, hineinzukommen.
page-mine-security-code = { $moment }: Ein Code wurde verlangt. Falsch eingegeben: { $wrong } Mal.
page-mine-security-used = Der Code wurde benutzt.
page-mine-security-unused = Der Code wurde nicht benutzt.
page-mine-security-link = { $moment }: Ein neuer Link wurde verlangt.
page-mine-keys = Eigene Schlüssel
page-mine-no-keys = Sie haben hier keine Schlüssel angelegt.
mail-foot-mine = Was wir über Sie festgehalten haben

## Wie lange der Inhalt bleibt
mail-goes-subject = Ihre Nachricht verschwindet nach dem { $day }
mail-goes-body =
    Sie haben eine eingeschriebene E-Mail angenommen. Sie haben sie noch nicht ganz abgeholt. Wir bewahren sie bis einschließlich { $moment } auf. Danach löschen wir sie.

      Absender:         nennt sich { $sender }
      Adresse:          { $addressee }
      Aufbewahrt bis:   { $moment }

    Wollen Sie sie behalten? Dann speichern Sie sie jetzt, über diesen Link:

    {"  "}{ $link }

    Die Nachweise bleiben bei uns. Der Absender sieht diese Mail nicht.

## Eine Nachricht, um die noch einmal gebeten wird
act-again = Ich bitte den Absender, diese Nachricht noch einmal für mich einzureichen.
page-again-text = Haben Sie es sich anders überlegt? Sie können den Absender bitten, die Nachricht noch einmal für Sie einzureichen. Der Absender sieht Ihre Bitte. Er muss ihr nicht folgen. Was vorher festgehalten wurde, bleibt.
page-again-asked = Am { $moment } haben Sie den Absender gebeten, die Nachricht noch einmal einzureichen. Tut er das, dann bekommen Sie eine neue Mitteilung.
mail-said-subject-again = Noch einmal erbeten: { $addressee }
mail-said-again = Der Empfänger bittet Sie, die Nachricht noch einmal einzureichen. Was vorher festgehalten wurde, bleibt. Das geht an Ihrem Schreibtisch, über die API (again) oder mit recepis submission again.
desk-again-title = Noch einmal einreichen
desk-again-can = { $addressee } bittet noch einmal um diese Nachricht.
desk-again-link = Noch einmal einreichen: lesen Sie zuerst, was das bewirkt
desk-again-text = Sie reichen die Nachricht an { $addressee } noch einmal ein. Sie wird eine neue Sendung mit demselben Inhalt und eigener Frist. Ihr Nachweis nennt diese hier. Was hier festgehalten ist, bleibt.
desk-again-button = Ja, noch einmal einreichen
desk-again-not = Der Empfänger hat nicht noch einmal darum gebeten, sie wurde schon noch einmal eingereicht, oder wir bewahren sie nicht mehr auf.
desk-again-follows = Folgt auf die Sendung

## Einen Absender sperren, einen Schlüssel entfernen, und was nur eine Adresse angeht
page-mine-block = Nichts mehr von diesem Absender senden
page-mine-blocked = Absender, die Sie gesperrt haben
page-mine-block-text = Nichts mehr senden? Dann bekommen Sie keine Mitteilung über das, was dieser Absender später einreicht. Der Absender liest, dass Sie darum gebeten haben. Sie finden eine solche Nachricht trotzdem hier. Für eine Nachricht, die jetzt wartet, läuft die Zeit weiter.
page-mine-blocked-since = { $sender }, seit { $moment }
page-mine-unblock = Wieder zulassen
page-mine-none-blocked = Sie haben niemanden gesperrt.
page-mine-remove = Diesen Schlüssel entfernen
page-mine-remove-text = Ein Schlüssel, den Sie entfernen, unterschreibt nichts mehr. Was er vorher unterschrieben hat, bleibt.
page-mine-own = Was nur Sie angeht
page-mine-own-text = Niemand sieht das außer Ihnen, es sei denn, der Nachweis einer Nachricht beruht darauf. Ist es versiegelt, dann können Sie es als Nachweis speichern.
page-mine-own-absent = Sie haben gesagt, bis wann Sie weg sind
page-mine-own-enrolled = Sie haben einen Schlüssel angelegt
page-mine-own-removed = Sie haben einen Schlüssel entfernt
page-mine-own-blocked = Sie haben einen Absender gesperrt
page-mine-own-unblocked = Sie haben einen Absender wieder zugelassen
page-mine-own-other = Etwas anderes wurde festgehalten
mail-blocked-subject = Sie haben einen Absender gesperrt
mail-blocked-body =
    Jemand mit Zugang zu Ihrem Postfach hat einen Absender gesperrt. Über das, was dieser Absender ab jetzt einreicht, senden wir Ihnen keine Mitteilung mehr.

      Adresse:   { $addressee }
      Absender:  { $sender }
      Wann:      { $moment }

    Waren Sie das nicht? Dann machen Sie es auf der Seite unten rückgängig. Dort finden Sie auch, was dieser Absender trotzdem einreicht.
mail-unblocked-subject = Sie haben einen Absender wieder zugelassen
mail-unblocked-body =
    Jemand mit Zugang zu Ihrem Postfach hat einen Absender wieder zugelassen. Über das, was dieser Absender ab jetzt einreicht, senden wir Ihnen wieder eine Mitteilung.

      Adresse:   { $addressee }
      Absender:  { $sender }
      Wann:      { $moment }

    Waren Sie das nicht? Dann sperren Sie den Absender auf der Seite unten wieder.
mail-key-removed-subject = Ein Schlüssel wurde entfernt
mail-key-removed-body =
    Jemand mit Zugang zu Ihrem Postfach hat einen Schlüssel entfernt. Er unterschreibt nichts mehr. Was er vorher unterschrieben hat, bleibt.

      Adresse:  { $addressee }
      Wann:     { $moment }
      Fingerabdruck:
    {"  "}{ $fingerprint }

    Waren Sie das nicht? Dann kann jemand anders Ihr Postfach öffnen. Ändern Sie das Passwort.

## Vollmachten: jemand anderes entscheidet für Sie
page-mandates-title = Jemanden bevollmächtigen
page-mandates-link = Jemand anderen für mich entscheiden lassen
page-mandates-what = Hier können Sie jemanden bevollmächtigen. Diese Person liest dann Nachrichten an { $addressee } und entscheidet für Sie. Sie können auch weiter selbst entscheiden. Die erste Entscheidung zählt.
page-mandates-sees = Die andere Person sagt zuerst Ja, mit einem Code an die eigene Adresse. Der Absender sieht erst etwas, wenn sie für Sie entscheidet. Im Nachweis stehen dann Ihre Adresse, die der anderen Person und die Nummer der Vollmacht.
page-mandates-list = Ihre Vollmachten
page-mandates-give = Jemanden bevollmächtigen
page-mandates-delegate = E-Mail-Adresse der Person, die für Sie entscheidet
page-mandates-scope = Für welche Nachrichten
mandate-scope-all = Für alle Nachrichten.
mandate-scope-sender = Nur für Nachrichten von { $domain }.
page-mandates-from = Ab diesem Tag
page-mandates-until = Bis einschließlich diesem Tag
page-mandates-hint = Höchstens zwei Jahre. Sie können eine Vollmacht jederzeit sofort beenden.
page-mandates-button = Diese Person fragen
page-mandates-revoke = Die Vollmacht von { $delegate } beenden
page-mandates-no-day = Wählen Sie einen ersten und einen letzten Tag ab heute. Der letzte Tag liegt nicht vor dem ersten und höchstens { $days } Tage voraus.
page-mandates-no-address = Das ist keine E-Mail-Adresse. Bitte prüfen Sie sie.
page-mandates-own = Das ist Ihre eigene Adresse. Nennen Sie die einer anderen Person.
page-mandates-many = Sie haben schon zehn Vollmachten. Beenden Sie zuerst eine.
page-mandate-title = Eine Vollmacht
page-mandate-what = { $principal } fragt, ob Sie, { $delegate }, eingeschriebene E-Mails für diese Person lesen und entscheiden.
page-mandate-does = Sagen Sie Ja? Dann bekommen Sie zu jeder Nachricht einen eigenen Link. Dort können Sie annehmen oder ablehnen. Das zählt für die Person, die Sie bevollmächtigt. Ihre Adresse steht dann im Nachweis, auch für den Absender. Sie können die Vollmacht jederzeit beenden.
page-mandate-days = Von { $from } bis einschließlich { $until }.
page-mandate-number = Nummer: { $number }
page-mandate-asked = Gefragt am { $moment }. Es gibt noch keine Antwort.
page-mandate-accepted = Angenommen am { $moment }.
page-mandate-revoked = Beendet am { $moment }.
page-mandate-code = Einen Code an { $delegate } senden
page-mandate-accept = Ja, ich nehme diese Vollmacht an
page-mandate-end = Nein, ich will diese Vollmacht nicht (mehr)
page-acting = Sie, { $delegate }, sehen hier für { $principal } nach. Der Code geht an Ihre eigene Adresse.
page-choice-known-as-delegate = Wir wissen: Sie sind jemand mit Zugang zu { $delegate }, durch einen Code am { $moment }. Sie entscheiden für { $principal }, mit der Vollmacht { $number }.
page-content-to-delegate = Die ganze Nachricht wurde vollständig an { $delegate } gesendet am { $moment }. Was Sie selbst lesen, halten wir nicht fest.
page-content-to-principal = Die ganze Nachricht wurde vollständig an die Adressatin oder den Adressaten gesendet am { $moment }. Was Sie lesen, halten wir nicht fest.
page-privacy-mandates = Vollmachten
page-privacy-mandates-text = Lassen Sie jemanden für Sie entscheiden? Dann bewahren wir verschlüsselt auf, wer das ist und wofür. Auch die Tage, und ob diese Person Ja sagte. Sie und diese Person sehen das. Der Absender sieht es erst, wenn diese Person für Sie entscheidet. Dann stehen beide Adressen und die Vollmacht im Nachweis. Dreißig Tage nach dem Ende ist die Seite der Vollmacht weg. Den Nachweis löschen wir nicht von uns aus.
page-done-by-delegate = { $delegate } entschied das für Sie, mit der Vollmacht { $number }.
page-done-for-principal = Sie entschieden für { $principal }, mit der Vollmacht { $number }. Was hier steht, gilt für diese Person.
page-done-by-other = Diese Entscheidung haben nicht Sie getroffen. Nur { $principal } kann die Nachricht öffnen.
page-mine-own-mandate-accepted = Sie nahmen eine Vollmacht an
page-mine-own-mandate-ended = Sie beendeten eine Vollmacht
page-mine-own-mandate-given = Sie baten jemanden, für Sie zu entscheiden
error-addressee-only = Das kann nur die Adressatin oder der Adressat selbst.
error-mandate-not-begun = Ihre Vollmacht hat noch nicht begonnen.
error-mandate-over = Ihre Vollmacht ist abgelaufen. Bitten Sie die Person, für die Sie entschieden, um eine neue.
error-mandate-other = Ihre Vollmacht gilt nicht für diesen Absender.
error-mandate-not-accepted = Sie haben diese Vollmacht noch nicht angenommen. Öffnen Sie den Link in der E-Mail darüber.
error-mandate-revoked = Diese Vollmacht ist beendet. Sie können nicht mehr für diese Person entscheiden.
mail-mandate-subject-asked = Jemand fragt, ob Sie für ihn entscheiden
mail-mandate-asked =
    { $principal } fragt, ob Sie eingeschriebene E-Mails für diese Person lesen und entscheiden.

      Für:         { $principal }
      Durch:       { $delegate }
      Von:         { $from }
      Bis:         { $until }
      Nummer:      { $number }

    { $scope }

    Auf dieser Seite lesen Sie, was das heißt. Dort sagen Sie Ja oder Nein, mit einem Code an Ihre Adresse:

    {"  "}{ $link }

    Tun Sie nichts, so geschieht nichts. Kennen Sie diese Person nicht? Dann sagen Sie Nein.
mail-mandate-subject-given = Sie haben jemanden gebeten, für Sie zu entscheiden
mail-mandate-given =
    Am { $moment } wurde für { $principal } jemand gebeten, Nachrichten zu lesen und zu entscheiden.

      Durch:       { $delegate }
      Von:         { $from }
      Bis:         { $until }
      Nummer:      { $number }

    { $scope } Die andere Person muss zuerst Ja sagen.

    Waren Sie das nicht? Dann kann jemand anderes Ihre E-Mails lesen. Ändern Sie das Passwort Ihres Postfachs, beenden Sie die Vollmacht, und rufen Sie uns an.
mail-mandate-subject-accepted = Die Vollmacht ist angenommen
mail-mandate-accepted =
    Am { $moment } hat { $delegate } Ja gesagt. Diese Person darf nun für { $principal } lesen und entscheiden.

      Von:         { $from }
      Bis:         { $until }
      Nummer:      { $number }

    { $scope } Sie beide können das jederzeit beenden.
mail-mandate-subject-revoked = Die Vollmacht ist beendet
mail-mandate-revoked =
    Am { $moment } wurde diese Vollmacht beendet. { $delegate } kann nicht mehr für { $principal } entscheiden.

      Nummer:      { $number }

    Was vorher entschieden wurde, bleibt.
mail-delegated-subject = Sie können für jemand anderen entscheiden
mail-delegated-body =
    Es gibt eine eingeschriebene E-Mail für { $principal }. Sie dürfen darüber entscheiden.

      Absender:    nennt sich { $sender }
      Bis:         { $until }

    Mit diesem Link, der nur Ihnen gehört, öffnen Sie die Seite:

    {"  "}{ $link }

    Entscheidet { $principal } zuerst, so zählt diese Entscheidung.
mail-delegated-done =
    Sie haben für { $principal } über eine eingeschriebene E-Mail entschieden.

      Absender:    nennt sich { $sender }

    Mit diesem neuen Link kommen Sie zum Nachweis, und zur Nachricht, wenn Sie sie angenommen haben:

    {"  "}{ $link }
mail-who-delegate =
    jemand mit Zugang zu
    { $delegate }, mit einer Vollmacht,
    bestätigt mit einem Code per E-Mail
mail-otherwise-delegate = Dann hatte jemand anders einen Code aus dem Postfach von { $delegate }. Diese Person hatte eine Vollmacht von Ihnen.
## Ein Zertifikat auf einer Karte oder im Computer

page-card-go = Sie gehen jetzt zu { $host }. Das sind auch wir. Dort fragt Ihr Browser, welches Zertifikat Sie zeigen. Stecken Sie zuerst Ihre Karte in das Lesegerät, wenn es auf einer Karte ist. Danach kommen Sie hierher zurück.
page-card-asked = Vom Zertifikat benutzen wir: { $attributes }. Das vergleichen wir mit dem, was der Absender schrieb. Danach werfen wir das Zertifikat weg.
page-card-learns = Wer das Zertifikat ausgab, wird von uns nichts gefragt. Dort merkt also niemand, dass Sie es benutzen.
page-card-absent = Ihr Browser zeigte kein Zertifikat. Stecken Sie die Karte in das Lesegerät, oder sehen Sie nach, ob das Zertifikat in Ihrem Browser ist.
page-card-expired = Dieses Zertifikat ist abgelaufen, oder es gilt noch nicht. Benutzen Sie eines, das jetzt gilt.
page-card-foreign = Dieses Zertifikat kennen wir nicht. Hier zählt nur ein Zertifikat von { $name }.
page-card-purpose = Dieses Zertifikat ist nicht dazu gemacht, zu zeigen, wer Sie sind. Auf vielen Karten sind zwei. Wählen Sie dann das andere.
page-card-revoked = Wer dieses Zertifikat ausgab, hat es zurückgezogen. Es zählt nicht mehr.
page-card-unclear = Dieses Zertifikat können wir nicht gut lesen. Darum zählt es nicht.
page-card-unchecked = Wir können jetzt nicht prüfen, ob dieses Zertifikat noch gilt. Das liegt an uns. Versuchen Sie es später.
page-card-again = Möchten Sie es erneut versuchen? Schließen Sie zuerst den Browser ganz, sonst benutzt er dieselbe Wahl. Öffnen Sie danach wieder den Link aus der E-Mail. Oder wählen Sie einen anderen Weg.
## Ein eigener Schlüssel, der zeigt, wer jemand ist
page-means-passkey = Haben Sie bei einem früheren Besuch einen Schlüssel bei uns gemacht? Damit können Sie zeigen, wer Sie sind.
page-passkey-title = Mit einem Schlüssel, den Sie früher gemacht haben
page-passkey-what = Entsperren Sie Ihren Schlüssel. Dann wissen wir, dass Sie ihn gemacht haben. Er muss älter sein als diese Nachricht. Sie unterschreiben damit auch Ihre Wahl.
page-passkey-use = Meinen Schlüssel benutzen
page-passkey-failed = Das ging nicht. Versuchen Sie es noch einmal, oder gehen Sie zurück und wählen Sie ein anderes Mittel.
page-passkey-scripts = Ein Schlüssel braucht JavaScript. Gehen Sie zurück und wählen Sie ein anderes Mittel.
page-passkey-otherwise = Lieber ein anderes Mittel
page-choice-known-as-key = Sie sind uns bekannt als: jemand mit einem Schlüssel, der bei einem früheren Besuch für { $addressee } gemacht wurde, benutzt am { $moment }.
page-choice-key-signs = Sie haben mit Ihrem Schlüssel gezeigt, wer Sie sind. Auf der nächsten Seite unterschreiben Sie damit Ihre Wahl.
error-key-unsigned = Sie haben mit Ihrem Schlüssel gezeigt, wer Sie sind. Unterschreiben Sie also auch Ihre Wahl damit. Es wurde nichts festgehalten.
mail-who-passkey =
    jemand mit einem Schlüssel, der bei einem
    früheren Besuch für diese Adresse gemacht wurde
mail-otherwise-passkey = Dann konnte jemand anders Ihren Schlüssel benutzen.
desk-unproven-key = Welche Person es war. Ein Schlüssel zeigt, dass jemand ihn entsperren konnte, und sonst nur, wie er gemacht wurde.

## Abwesend, von der Seite über mich aus
page-mine-absence = Sind Sie eine Zeit lang weg oder krank? Hier können Sie sagen, bis zu welchem Tag. Dann haben Sie mehr Zeit, wo das nötig ist.
page-privacy-away = Abwesend, oder einen Absender sperren
page-privacy-away-text = Sagen Sie, dass Sie weg oder krank sind? Dann bewahren wir verschlüsselt auf, bis zu welchem Tag. Der Absender sieht höchstens, dass die Zeit später endet, nie warum. Sperren Sie einen Absender? Dann bewahren wir auch das auf. Der Absender liest es erst, wenn er wieder etwas einreicht. Beides sehen Sie auf der Seite /mine.
## Ständige Anweisungen einer Organisation
page-standing-title = Im Voraus annehmen
page-standing-link = Für Organisationen: im Voraus annehmen, was an diese Adresse kommt
page-standing-what = Sie können im Voraus sagen, dass eingeschriebene E-Mail an { $address } angenommen wird. Das ist für Organisationen, die viel davon bekommen. Es betrifft nur diese Adresse.
page-standing-does = Wir senden dann die Benachrichtigung wie immer und nehmen die Nachricht sofort an. Niemand entscheidet mehr darüber. Das steht auch im Nachweis: angenommen auf ständige Anweisung, nicht von einem Menschen. Danach können Sie nicht mehr ablehnen.
page-standing-sees = Kein Absender sieht diese Anweisung im Voraus. Wessen Nachricht so angenommen wurde, sieht Anfang, Ende, Organisation, Funktion und den DNS-Eintrag.
page-standing-not = Wir nehmen nichts an, wenn der Absender will, dass ein Mensch entscheidet. Auch nicht, wenn er mehr verlangt als einen Code in Ihr Postfach oder wenn er Ihr Postfach selbst betreibt.
page-standing-domain = Zeigen Sie zuerst, dass die Organisation es will. Wer Ihre Domain verwaltet, trägt dies als TXT in DNS ein:
page-standing-name = Name
page-standing-record = Text
page-standing-stays = Lassen Sie den Eintrag stehen. Wir sehen jedes Mal nach, bevor wir annehmen. Ist er weg, nehmen wir nichts an und schreiben Ihnen.
page-standing-no-domain = Die Domain dieser Adresse kann in DNS keinen solchen Eintrag haben. Im Voraus annehmen geht daher nicht.
page-standing-organisation = Name der Organisation
page-standing-function = Ihre Funktion dort
page-standing-unchecked = Wir prüfen diese Namen nicht. So stehen sie auch im Nachweis.
page-standing-sender = Nur Nachrichten von dieser E-Mail-Adresse
page-standing-anyone = Lassen Sie dies leer, um von allen anzunehmen.
page-standing-until = Bis einschließlich
page-standing-hint = Wählen Sie einen Tag ab heute, höchstens { $days } Tage voraus. Danach sagen Sie es noch einmal.
page-standing-button = Im Voraus annehmen
page-standing-holds = Was jetzt gilt
page-standing-none = Es wird nichts im Voraus angenommen.
page-standing-entry-anyone = Nachrichten von allen, bis einschließlich { $day }. Gegeben am { $moment } für { $organisation }.
page-standing-entry-sender = Nachrichten von { $sender }, bis einschließlich { $day }. Gegeben am { $moment } für { $organisation }.
page-standing-end = Jetzt beenden
page-standing-no-names = Schreiben Sie den Namen der Organisation und Ihre Funktion, je höchstens 200 Zeichen.
page-standing-no-address = Das ist keine E-Mail-Adresse. Schreiben Sie eine, oder lassen Sie das Feld leer.
page-standing-no-term = Wählen Sie einen Tag ab heute, höchstens { $days } Tage voraus.
page-standing-no-record = Wir haben in DNS nachgesehen, und der Eintrag steht noch nicht da. Das kann eine Stunde dauern. Versuchen Sie es später noch einmal.
page-standing-no-dns = Die DNS Ihrer Domain hat nicht geantwortet. Es wurde nichts festgehalten. Versuchen Sie es später noch einmal.
page-standing-back = Zurück zu dem, was wir festgehalten haben
page-mine-own-instructed = Sie sagten, dass Nachrichten im Voraus angenommen werden
page-mine-own-instruction-ended = Sie beendeten eine ständige Anweisung
page-mine-instructed = Sie wurde auf Ihre ständige Anweisung angenommen.
page-closed-instructed = Diese Nachricht wurde auf ständige Anweisung angenommen, nicht von einem Menschen.
page-done-instructed-title = Angenommen auf ständige Anweisung
page-done-instructed = Angenommen am { $moment } auf ständige Anweisung vom { $given }, nicht von einem Menschen. Unten steht die Nachricht.
page-done-instructed-gone = Angenommen am { $moment } auf ständige Anweisung vom { $given }, nicht von einem Menschen.
decision-instructed = angenommen auf ständige Anweisung, nicht von einem Menschen
event-instructed = Angenommen auf ständige Anweisung, nicht von einem Menschen
desk-unproven-instruction = Eine ständige Anweisung nahm die Nachricht an. Das zeigt nicht, dass ein Mensch davon wusste. Dass die Anweisung nicht beendet war und was die DNS der Domain sagte, ist unser Wort.
mail-instructed-subject = Angenommen auf ständige Anweisung: { $addressee }
mail-instructed-body =
    Ihre eingeschriebene E-Mail wurde auf ständige Anweisung vom { $given } angenommen, nicht von einem Menschen.

      Angenommen:  { $moment }
      Adresse:     { $addressee }
      Nummer:      { $submission }
      Zustellung:  { $delivery }

    Eine Organisation hat im Voraus gesagt, dass an diese Adresse angenommen wird. Die DNS ihrer Domain trug den Eintrag dafür. Niemand hat über Ihre Nachricht entschieden. Wir halten getrennt fest, wann die ganze Nachricht vollständig gesendet wurde.

    Soll ein Mensch entscheiden? Dann schreiben Sie Recepis-Decision: person in Ihre nächste Nachricht.

    Den Nachweis holen Sie bei { $where }, mit der Nummer der Zustellung. Der Adressat kann denselben Nachweis holen.
mail-instructed-you-subject = Angenommen auf Ihre ständige Anweisung
mail-instructed-you-body =
    Eine eingeschriebene E-Mail wurde auf ständige Anweisung vom { $given } angenommen, nicht von einem Menschen.

      Angenommen:  { $moment }
      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }

    Mit dem Link unten lesen Sie die Nachricht und sichern den Nachweis. Wir bewahren die Nachricht mindestens bis Ende { $day } auf. Behalten Sie also selbst eine Kopie. Der Absender sieht einmal, wann die ganze Nachricht vollständig an Sie gesendet wurde, und sonst nichts.

    Dieser Link ist neu; der Link aus der Benachrichtigung geht nicht mehr:

    {"  "}{ $link }

    Wollen Sie das nicht mehr? Dann beenden Sie die Anweisung auf der Seite unten.
mail-instruction-given-subject = Sie nehmen im Voraus an
mail-instruction-given-body =
    Jemand mit Zugang zu Ihrem Postfach hat gesagt, dass eingeschriebene E-Mail an diese Adresse im Voraus angenommen wird. Die DNS Ihrer Domain trug den Eintrag dafür.

      Adresse:       { $addressee }
      Organisation:  { $organisation }
      Funktion:      { $function }
      Absender:      { $sender }
      Bis:           { $day }
      Wann:          { $moment }

    Waren Sie das nicht? Dann beenden Sie es auf der Seite unten.
mail-instruction-given-anyone = alle
mail-instruction-ended-subject = Sie nehmen nichts mehr im Voraus an
mail-instruction-ended-body =
    Jemand mit Zugang zu Ihrem Postfach hat eine ständige Anweisung beendet. Von da an nimmt sie nichts mehr an. Was sie vorher annahm, bleibt.

      Adresse:  { $addressee }
      Wann:     { $moment }

    Waren Sie das nicht? Dann geben Sie sie auf der Seite unten noch einmal.
mail-instruction-sleeps-subject = Ihre ständige Anweisung wirkt nicht
mail-instruction-sleeps-body =
    Eine eingeschriebene E-Mail kam für Sie. Wir haben sie nicht angenommen, denn die DNS Ihrer Domain trägt diesen Eintrag nicht mehr:

      Name:  { $name }
      Text:  { $record }

    Sie gaben die ständige Anweisung am { $moment }, für { $addressee }. Sie wirkt wieder, sobald der Eintrag wieder da ist. Über diese Nachricht entscheidet ein Mensch: wählen Sie mit dem Link in der Benachrichtigung.
page-privacy-standing = Im Voraus annehmen
page-privacy-standing-text = Eine Organisation kann sagen, dass E-Mail an ihre Adresse im Voraus angenommen wird. Dann bewahren wir auf, welche Organisation und Funktion sie nannte, von wem und bis wann, und den DNS-Eintrag ihrer Domain. Nur wessen Nachricht so angenommen wurde, sieht das im Nachweis.

## Die Prüfung in einer Datei (wasm/page.html)
alone-title = Den Nachweis einer eingeschriebenen E-Mail prüfen
alone-languages = Sprache
alone-offline = Nichts verlässt diesen Computer. Diese Seite prüft die Datei hier, auch ohne Netz.
alone-intro = Wählen Sie die Datei mit dem Nachweis, oder ziehen Sie sie auf diese Seite. Ihr Name endet meist auf .asice oder .pdf.
alone-file = Die Datei mit dem Nachweis
alone-file-hint = Ein Versprechen des Protokolls (promise-….txt) oder eine Benachrichtigung (.eml) darf dabei sein. Auch was ein anderer Dienst gemacht hat, lässt sich prüfen.
alone-trust = Wem Sie vertrauen: ein Ordner
alone-trust-hint = Der Ordner mit Zertifikaten und Schlüsseln des Dienstes. Darin liegen Ordner wie seal und tsa. Fragen Sie außerhalb dieses Dienstes danach, und vergleichen Sie die Fingerabdrücke. Ohne ihn wird nichts und niemandem vertraut.
alone-message = Die Nachricht, wenn sie nicht in der Datei liegt
alone-attachments = Dateien, die Anhang gewesen sein sollen
alone-more = Weitere Einstellungen
alone-at = Für diesen Zeitpunkt urteilen
alone-at-hint = Etwa 2026-11-24T09:14:00Z. Leer heißt jetzt, nach der Uhr dieses Computers.
alone-require = Was für jeden Nachweis feststehen muss
alone-require-log = Er steht in einem Protokoll, dem Sie vertrauen.
alone-require-witness = Genügend Zeugen haben das Protokoll mitgezeichnet.
alone-require-pq = Das Protokoll ist auch mit einem Post-Quanten-Verfahren signiert.
alone-lists = Vertrauenslisten (XML)
alone-algorithms = Eine Tabelle der Algorithmen (JSON, TS 119 322)
alone-check = Prüfen
alone-again = Neu beginnen
alone-chosen = Gewählt: { $names }
alone-working = Die Datei wird geprüft. Das kann etwas dauern.
alone-result = Die Antwort
alone-passed = Bestanden: Die Datei ist echt und unverändert. Das allein sagt nicht, was aus der Nachricht wurde. Was geschah, steht unten.
alone-failed = Nicht bestanden: In der Datei stimmt etwas nicht. Was es ist, steht unten.
alone-open = Nicht sicher: Für ein Urteil fehlt etwas. Was es ist, steht unten.
alone-other-message = Die Nachricht, die Sie gegeben haben, ist nicht die, die der Nachweis nennt.
alone-other-attachment = Eine Datei, die Sie gegeben haben, ist kein Anhang der Nachricht. Welche, steht unten.
alone-fingerprints = Fingerabdrücke zum Vergleichen
alone-compare = Sie haben nichts gegeben, dem Sie vertrauen, oder nicht alles. Vergleichen Sie diese Fingerabdrücke mit denen, die der Dienst anderswo bekannt gemacht hat, etwa auf Papier. Solange das nicht geschehen ist, kann das hier jeder gemacht haben.
alone-seal = Siegel
alone-tsa = Zeitstempel
alone-trusted = gehört zu dem, dem Sie vertrauen
alone-untrusted = gehört nicht zu dem, dem Sie vertrauen
alone-report = Der Bericht
alone-json = Der Bericht für Programme (JSON)
alone-save = Bericht speichern
alone-wrong = Das konnte nicht geprüft werden.
alone-too-large = { $name } ist zu groß: { $limit } MiB sind das Höchste.
alone-no-file = Wählen Sie zuerst die Datei mit dem Nachweis.
alone-no-anchor = In dem Ordner liegen keine Zertifikate oder Schlüssel: kein seal, tsa, log, witness, list oder crl.
alone-stopped = Die Prüfung ist von selbst zu Ende gegangen. Vielleicht ist die Datei zu groß für diesen Browser. Nehmen Sie das Programm recepis-verify.
alone-attachment-alone = Anhänge werden mit der Nachricht eines Bündels verglichen. Geben Sie auch das Bündel.
alone-attachment-without-message = Die Nachricht liegt nicht in der Datei. Geben Sie sie dazu, damit Anhänge verglichen werden können.
alone-many-bundles = Nur eine Datei mit Nachweisen zugleich.
alone-many-promises = Nur ein Versprechen zugleich.
alone-many-reports = Nur ein Bericht als PDF zugleich.
alone-message-alone = Eine Nachricht wird mit einem Bündel verglichen. Geben Sie auch das Bündel.
alone-many-notices = Nur eine Benachrichtigung zugleich.
alone-notice-and-more = Eine Benachrichtigung wird nicht mit einer Nachricht verglichen. Geben Sie sie allein, oder mit einem Bündel.
alone-notice-and-promise = Eine Benachrichtigung wird mit einem Bündel verglichen, nicht mit einem Versprechen.
alone-nothing = Es gibt keine Datei mit Nachweisen.
alone-too-many = Mehr als 64 Dateien einer Art gehen nicht.
alone-about = Über diese Seite
alone-version = Version
alone-digest = SHA-256 des Moduls
alone-compiler = Compiler
alone-about-text = Das ist das Programm recepis-verify als WebAssembly, in einer Datei. Bewahren Sie sie auf: Sie geht, solange es Browser gibt.
page-verify-title = Nachweise prüfen
page-verify-home = Haben Sie einen Nachweis in der Hand? Prüfen Sie ihn.
page-verify-file = Besser prüfen Sie Nachweise in Ihrem eigenen Browser: Dann wird nichts gesendet.
page-verify-open = Diese Seite öffnen
page-verify-text = Wählen Sie die Datei mit dem Nachweis und senden Sie sie. Die Antwort kommt sofort.
page-verify-word = Hier beurteilen wir unsere eigene Arbeit, mit unseren eigenen Zertifikaten. Das ist wieder unser Wort. Um ohne uns zu urteilen, nehmen Sie das Programm recepis-verify oder die Seite recepis-verify.html. Holen Sie auch die Zertifikate anderswo.
page-verify-limit = Zusammen höchstens { $limit } MiB. Für größere Dateien nehmen Sie das Programm recepis-verify.
page-verify-button = Senden und prüfen
page-verify-kept = Wir behalten nichts von dem, was Sie senden: keine Datei, keinen Namen und keine Antwort.
page-verify-another = Eine andere Datei prüfen
