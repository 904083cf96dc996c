### Deutsch. Kurze Sätze, einfache Wörter (B1), Anrede „Sie“. Die Worte der Mitteilung selbst stehen in letters/notice/.
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
page-privacy-rights-text = Sie dürfen sehen, was wir über Sie aufbewahren; es steht in dem Nachweis, den Sie selbst speichern können. Andere Fragen: { $operator }

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
      Wer:         jemand mit Zugang zu diesem Postfach,
                   bestätigt mit einem Code per E-Mail
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
      Wer:         jemand mit Zugang zu diesem Postfach,
                   bestätigt mit einem Code per E-Mail
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

    Waren Sie das nicht? Dann hatte jemand anders einen Code aus diesem Postfach. Rufen Sie uns an oder schreiben Sie uns.
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
    Für eine eingeschriebene E-Mail an diese Adresse wurde ein neuer Link angefordert. Der alte Link gilt nicht mehr.

      Absender:    nennt sich { $sender }
      Adresse:     { $addressee }
      Eingereicht: { $moment }

    Der neue Link:

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
    Am { $moment } hat jemand einen Schlüssel (Passkey) für { $addressee } angelegt. Diese Person hat vorher gezeigt, dass sie Zugang zu diesem Postfach hat.

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
page-means-none = Der Absender verlangt einen Code per SMS. Den können wir jetzt nicht senden. Versuchen Sie es später wieder, oder rufen Sie uns an.
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
      Wer:         jemand mit Zugang zu diesem Postfach,
                   bestätigt mit einem Code per E-Mail
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
