### Nederlands. Korte zinnen, taalniveau B1. De woorden van de melding zelf staan in format/template/.
### Een citaat van een ander staat tussen “ en ”; de woordentoets slaat alleen dat over.

## Datum en tijd ($zone is de naam van de tijdzone)
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
day-first = 1
date-day = { $day } { $month }
date-full = { $weekday } { $day } { $month } { $year }
date-moment = { $weekday } { $day } { $month } { $year }, { $hour }.{ $minute } uur
date-moment-zone = { $weekday } { $day } { $month } { $year }, { $hour }.{ $minute } uur, { $zone }
zone-dutch = Nederlandse tijd
zone-belgian = Belgische tijd
zone-german = Duitse tijd
zone-french = Franse tijd
zone-utc = UTC
zone-other = tijd in { $zone }

## Wat iemand zegt (deze teksten komen in het bewijs)
act-accept = Ik neem dit bericht in ontvangst. Ik zeg daarmee niet dat ik het gelezen heb of het ermee eens ben.
act-refuse = Ik weiger dit bericht. Ik weet dat een rechter kan vinden dat het toch voor mij geldt.
act-not-for-me = Dit bericht is niet voor mij bedoeld. Ik neem het niet aan en ik weiger het niet.
act-statement = Dit antwoord is van mij. De afzender mag het zien.

## Overal
language-name = Nederlands
page-languages = Talen
button-back = Terug
page-home-title = Aangetekende e-mail
page-home-text = { $service } bewaart een bericht, vraagt de geadresseerde om een keuze en legt die keuze vast. Hebt u een melding van ons? Open dan de link in die melding.
page-footer = { $service } · { $operator }
page-trial = Dit is een proefopstelling. Wat hier gebeurt, bewijst niets over iemand.
page-home-lost = Is de melding weg? Vraag een nieuwe link.

## De pagina bij de melding (GET /r/…: er wordt niets vastgelegd)
page-notice-title = Aangetekende e-mail van { $domain }
page-notice-unrecorded = Wij hebben niet vastgelegd dat u deze pagina opent. U kunt rustig lezen.
page-notice-what = Wat is dit?
page-notice-what-1 = Iemand die zich { $sender } noemt, heeft ons een bericht gegeven voor { $addressee }. Wij zijn { $service }. Wij bewaren het bericht, vragen u om een keuze en leggen die keuze vast. De afzender en u krijgen daarvan hetzelfde bewijs. Wij kiezen geen partij en lezen het bericht niet om het te beoordelen.
page-notice-sender = Afzender
page-notice-sender-value = noemt zich { $sender } ({ $address })
page-notice-checked = Wat wij nagingen
page-notice-checked-value = De naam hebben wij niet gecontroleerd. De afzender noemt zich zo. Ook of hij { $domain } beheert, hebben wij niet gecontroleerd.
page-notice-why-address = Waarom dit adres
page-notice-why-address-value = De afzender zegt: { $basis }
page-notice-submitted = Ingediend
page-notice-deadline = Kiezen kan tot en met
page-notice-subject = Onderwerp
page-notice-subject-value = Dat ziet u na de code, vóór uw keuze.
page-notice-why-registered = Waarom aangetekend
page-notice-why-registered-value = De afzender wil kunnen aantonen dat dit bericht aan u is voorgelegd.
page-notice-legal-basis = Grondslag volgens de afzender: { $basis }
page-notice-can = Wat kunt u doen?
page-notice-accept = Aannemen
page-notice-accept-text = U krijgt het hele bericht te lezen en kunt het bewaren. Aannemen betekent alleen: ik neem het in ontvangst. Het betekent niet: ik las het of ik ben het ermee eens.
page-notice-refuse = Weigeren
page-notice-refuse-text = U krijgt het bericht niet te lezen. De afzender hoort dat u weigerde. Let op: een rechter kan vinden dat het bericht toch voor u geldt.
page-notice-nothing = Niets doen
page-notice-nothing-text = U houdt de tijd tot en met { $day }. Daarna hoort de afzender dat er niet is gekozen. Of u iets las, hoort hij niet. Ook dan kan een rechter vinden dat het bericht toch voor u geldt.
page-notice-not-for-me = Niet voor mij
page-notice-not-for-me-text = Bent u niet degene voor wie dit is? Dan blijft het bericht dicht. De afzender hoort dat het adres misschien niet klopt.
page-notice-advice = Weet u niet wat verstandig is? Vraag eerst raad, bijvoorbeeld bij het Juridisch Loket, juridischloket.nl. U hoeft nu niets te beslissen.
page-notice-recorded = Wat leggen wij vast, en wie ziet dat?
page-notice-recorded-now = Nu
page-notice-recorded-now-text = Niets over uw bezoek. Wij hebben uw adres, en wat uw mailserver antwoordde op onze mails. Dat laatste ziet de afzender ook.
page-notice-recorded-code = Vraagt u een code?
page-notice-recorded-code-text = Wij bewaren 24 uur dat er een code is gestuurd. De afzender ziet dit niet.
page-notice-recorded-choice = Kiest u?
page-notice-recorded-choice-text = Uw keuze, het tijdstip, de tekst die u zag en hoe u zich bekendmaakte. Dit zien u en de afzender. Een rechter ziet het als een van u beiden het laat zien.
page-notice-recorded-accept = Neemt u aan?
page-notice-recorded-accept-text = Het tijdstip waarop het hele bericht aan u is overgedragen, één keer. Hoe vaak u het daarna leest, leggen wij niet vast.
page-notice-recorded-never = Nooit
page-notice-recorded-never-text = Uw IP-adres, uw apparaat, uw plaats, welke bladzijden u las.
page-notice-kept = Het bericht bewaren wij ten minste { $days } dagen na uw keuze. Vragen? { $operator }
page-notice-shared = Meer mensen in deze mailbox?
page-notice-shared-text = Leest iemand anders mee, zoals uw partner of een collega? Dan kan die ook een code krijgen. In het bewijs staat daarom: “iemand met toegang tot deze mailbox”. Kiest u voor een ander of voor een organisatie? Dat kunt u hierna aangeven.
page-notice-prove = Om verder te gaan moet u laten zien dat u bij deze mailbox kunt. Wij sturen daarvoor een code naar { $addressee }.
page-notice-button-continue = Verder: kies zelf
page-notice-button-continue-hint = U kiest pas op een volgende pagina.
page-notice-button-not-for-me = Niet voor mij
page-notice-do-nothing = Niets doen: sluit deze pagina.
page-notice-doubt = Twijfelt u of dit echt is?
page-notice-doubt-text = Sluit deze pagina. Bel de afzender op een nummer dat u al kent. Wij vragen nooit om geld, wachtwoorden, bankgegevens of uw burgerservicenummer, en u hoeft niets te installeren.
page-notice-checked-domain = De afzender beheert { $domain } (nagegaan op { $day }).
page-notice-checked-name = De naam is nagegaan: { $how }, op { $day }.
page-notice-unchecked-name = De naam hebben wij niet gecontroleerd. De afzender noemt zich zo.
page-notice-unchecked-domain = Of hij { $domain } beheert, hebben wij niet gecontroleerd.
page-notice-no-deadline = Er is geen laatste dag. Kiezen kan zolang wij het bericht bewaren.
page-notice-nothing-open = De afzender hoort dat er niet is gekozen. Of u iets las, hoort hij niet. Ook dan kan een rechter vinden dat het bericht toch voor u geldt.
page-notice-reference = Kenmerk
page-notice-more = Meer over privacy
page-notice-said-not-for-me = Vanuit deze mailbox is eerder gemeld: niet voor mij. Aannemen of weigeren kan nog. Beide antwoorden blijven zichtbaar.
page-notice-mailbox-of-sender = De afzender zegt dat hij zelf in deze mailbox kan kijken. Een code per e-mail zegt dan weinig over wie er kiest.

## De pagina bij de melding als er niets meer te kiezen is
page-closed-decided-title = Er is al gekozen
page-closed-accepted = Dit bericht is in ontvangst genomen.
page-closed-refused = Dit bericht is geweigerd.
page-closed-expired = Er is niet op tijd gekozen. Het bericht blijft dicht. Of u iets las, hoort de afzender niet. Een rechter kan vinden dat het bericht toch voor u geldt. Wilt u weten wat erin staat? Vraag het de afzender.
page-closed-prove-content = Wilt u het bericht of het bewijs zien?
page-closed-prove-evidence = Wilt u het bewijs zien?
page-closed-button = Stuur mij een code

## De pagina voor de code
page-code-title = Vul de code in
page-code-sent = Wij sturen een code van 8 cijfers naar { $addressee }. De code werkt 15 minuten.
page-code-unseen = De afzender ziet niet dat u een code vroeg.
page-code-label = Code uit de e-mail
page-code-button = Verder
page-code-missing = Nog geen code? Kijk ook bij de ongewenste e-mail, of vraag een nieuwe. De oude werkt dan niet meer.
page-code-again = Stuur een nieuwe code
page-code-wrong = Deze code klopt niet. Kijk de cijfers na, of vraag een nieuwe code. Pogingen over: { $left }.
page-code-expired = Deze code werkt niet meer: hij is ouder dan 15 minuten, al gebruikt, of te vaak verkeerd ingevuld. Vraag een nieuwe.
page-code-tries = Er is te vaak een verkeerde code ingevuld. Vraag een nieuwe code.
page-code-enough = Voor vandaag zijn er genoeg codes gestuurd. Probeer het morgen weer. Uw link blijft werken, en de tijd om te kiezen verandert niet.
page-code-shape = Een code bestaat uit 8 cijfers. Typ hem zoals hij in de mail staat.

## De keuze (na de code; deze pagina komt in het bewijs)
page-choice-title = Uw keuze
page-choice-known-as = U bent bij ons bekend als: iemand met toegang tot { $addressee }, bevestigd met een code op { $moment }.
page-choice-sender = Afzender: noemt zich { $sender } ({ $address }). Naam en domein hebben wij niet gecontroleerd.
page-choice-subject = Onderwerp: { $subject }
page-choice-no-subject = Het bericht heeft geen onderwerp.
page-choice-purpose = Waarover, volgens de afzender: { $purpose }
page-choice-deadline = Kiezen kan tot en met { $moment }.
page-choice-capacity = Ik kies:
page-choice-own = voor mijzelf
page-choice-organisation = voor een organisatie
page-choice-organisation-name = Naam van de organisatie
page-choice-organisation-function = Uw functie
page-choice-other = voor iemand anders
page-choice-other-name = Naam van die ander
page-choice-other-as = U bent: ouder, bewindvoerder, curator, mentor, executeur of gemachtigde
page-choice-unchecked = Dit is uw eigen verklaring. Wij controleren haar niet.
page-choice-incomplete = Vul bij een organisatie of iemand anders ook de naam en uw rol in. Er is nog niets vastgelegd.
page-choice-seen = Kiest u, dan ziet de afzender uw keuze en het tijdstip. Ook ziet hij de tekst van uw keuze, voor wie u koos en hoe u zich bekendmaakte.
page-choice-back = Terug, ik kies nog niet
page-choice-back-hint = De afzender ziet dit niet.
page-choice-remote = { $count ->
    [1] In het bericht staat 1 verwijzing naar iets van buiten, waardoor de afzender kan zien dat u het leest. Onze pagina laadt die niet. Uw mailprogramma misschien wel, als u het hele bericht bewaart en daar opent.
   *[other] In het bericht staan { $count } verwijzingen naar iets van buiten, waardoor de afzender kan zien dat u het leest. Onze pagina laadt die niet. Uw mailprogramma misschien wel, als u het hele bericht bewaart en daar opent.
  }
page-choice-receipts = Het bericht vraagt om een leesbevestiging. Onze pagina stuurt die niet. Uw mailprogramma misschien wel, als u het hele bericht bewaart en daar opent.
page-choice-unseen = Van een deel van het bericht kunnen wij niet zien of de afzender daardoor merkt dat u het leest. Onze pagina laadt niets van buiten.
page-choice-purpose-label = Waarover, volgens de afzender
page-choice-too-long = Gebruik voor elk vak niet meer dan 200 letters. Er is nog niets vastgelegd.
page-choice-handover = Neemt u aan, dan leggen wij ook één keer vast wanneer het hele bericht volledig naar u is verzonden. Daarvoor telt wat u op de volgende pagina opent en opslaat.
page-later-title = U koos nog niet
page-later-text = Er is niets vastgelegd. U kunt deze pagina sluiten en later terugkomen met de link uit de melding.
page-later-choose = Toch kiezen

## Antwoorden per e-mail (na de code)
page-answers-title = Uw antwoord per e-mail
page-answers-waits = { $count ->
    [1] Er wacht een antwoord per e-mail op onze melding. De afzender ziet het niet, tenzij u het bevestigt.
   *[other] Er wachten { $count } antwoorden per e-mail op onze melding. De afzender ziet ze niet, tenzij u ze bevestigt.
  }
page-answers-button = Het antwoord bekijken
page-answers-what = Iemand stuurde dit als antwoord op onze melding. Wij lezen het niet. Iedereen kan een e-mail schrijven die van u lijkt te komen: bevestig alleen wat u zelf schreef.
page-answers-none = Er wacht geen antwoord per e-mail. Wat niet is bevestigd, is gewist.
page-answers-from = Van
page-answers-no-from = niet vermeld
page-answers-came = Kwam binnen
page-answers-until = Wij wissen het op
page-answers-signed = Ondertekend door de mailserver van
page-answers-unsigned = geen mailserver
page-answers-size = Grootte
page-answers-text = Tekst
page-answers-no-text = Er is geen tekst.
page-answers-long = Hier staat het begin. De afzender ziet alles.
page-answers-attached = Bijlagen
page-answers-header = Kopregels die meegaan
page-answers-header-text = Van de kopregels bewaren wij deze. Wat over uw computer of uw verbinding gaat, lieten wij weg.
page-answers-shared = Bevestigt u, dan ziet { $sender } ({ $address }) dit antwoord. Ook wie het bewijs krijgt, zoals een rechter, ziet het. Zij zien de tekst, de bijlagen en deze kopregels. Zij zien ook het tijdstip en dat iemand met toegang tot { $addressee } het bevestigde. Dat kunt u niet terugnemen.
page-answers-no-choice = Dit is geen keuze. U neemt het bericht er niet mee aan en u weigert het er niet mee. De tijd om te kiezen verandert niet.
page-answers-delete = Niet gebruiken: wis het nu
page-answers-nothing = Doet u niets, dan wissen wij het vanzelf. De afzender hoort er niets van.
page-answers-confirmed = U bevestigde dit antwoord. De afzender kan het zien, en het staat in uw bewijs.
page-answers-on = Verder

## Na de keuze
page-done-accepted-title = U nam het bericht in ontvangst
page-done-accepted = Uw keuze is vastgelegd op { $moment }. Hieronder staat het bericht.
page-done-refused-title = U weigerde het bericht
page-done-refused = Uw keuze is vastgelegd op { $moment }. Het bericht blijft dicht. De afzender hoort dat u weigerde. Een rechter kan vinden dat het bericht toch voor u geldt.
page-done-not-for-me-title = U meldde: niet voor mij
page-done-not-for-me = Dit is vastgelegd op { $moment }. Het bericht blijft dicht en u krijgt hierover geen meldingen meer. De afzender hoort dat het adres misschien niet klopt.
page-done-not-for-me-still = Vergist? Tot en met { $moment } kunt u nog aannemen of weigeren. Wat u eerder meldde, blijft zichtbaar.
page-done-expired-title = De tijd om te kiezen is voorbij
page-done-expired = Er is niet gekozen tot en met { $moment }. Dat hoort de afzender. Of u iets las, hoort hij niet. Een rechter kan vinden dat het bericht toch voor u geldt.
page-done-recalled-title = De afzender trok het bericht in
page-done-recalled = Dit gebeurde op { $moment }. Het bericht is niet meer te lezen.
page-done-before = Over dit bericht was al gekozen. De eerste keuze telt; wat u net deed, is niet vastgelegd.
page-done-too-late = De tijd om te kiezen was al voorbij. Wat u net deed, is niet vastgelegd.
page-done-mail = U krijgt hierover een e-mail met een nieuwe link. De link die u nu gebruikte, werkt daarna niet meer.
page-done-accepted-gone = Uw keuze is vastgelegd op { $moment }.
page-done-recalled-accepted = U nam het eerder in ontvangst. Dat blijft in het bewijs staan, en ook dat de afzender het daarna introk.

## Het bewijs
page-evidence-title = Uw bewijs
page-evidence-sealing = Uw bewijs wordt nu verzegeld. Dat duurt meestal minder dan een minuut. Uw keuze staat al vast.
page-evidence-refresh = Kijk of het bewijs klaar is
page-evidence-ready = Uw bewijs is klaar. De afzender kan hetzelfde bewijs ophalen. Wie het ophaalt en wanneer, leggen wij niet vast.
page-evidence-download = Het bewijs opslaan
page-evidence-bundle = Het bewijs opslaan, met het bericht erbij
page-evidence-report = Een verslag om te lezen en in te leveren (PDF, met het bewijs erin)
page-evidence-check = Iedereen kan dit bestand controleren zonder ons, met het programma recepis-verify.
page-evidence-list = Wat is er vastgelegd?
page-evidence-entry = { $moment }: { $event }
page-wait-title = Nog even geduld

## Het bericht (na aannemen)
page-content-title = Het bericht
page-content-recorded = Wij leggen één keer vast wanneer het hele bericht volledig naar u is verzonden. Wat u eerst opent en hoe vaak u leest, leggen wij niet vast. Een afgebroken download telt niet; begin gerust opnieuw.
page-content-from = Van: { $from }
page-content-subject = Onderwerp: { $subject }
page-content-date = Datum volgens de afzender: { $date }
page-content-parts = Dit zit erin
page-content-body = De tekst van het bericht
page-content-attachment = Bijlage: { $name }
page-content-unnamed = bijlage { $number }
page-content-size = { $size }
page-content-open = Openen
page-content-save = Opslaan
page-content-whole = Het hele bericht opslaan (.eml)
page-content-warning = Wij hebben bijlagen niet op virussen gecontroleerd. Open alleen wat u verwacht.
page-content-broken = Een deel van dit bericht is beschadigd. Wij laten zien wat leesbaar is. In het bestand .eml staat alles zoals de afzender het gaf.
page-content-kept = Wij bewaren het bericht ten minste tot en met { $day }. Bewaar daarom zelf een kopie.
page-content-gone = Wij hebben het bericht niet meer. Het bewijs blijft.
page-content-remote = Afbeeldingen van buiten laden wij niet: zo ziet niemand dat u leest.
page-content-empty = Dit bericht heeft geen tekst.
page-content-long = De tekst is te lang voor deze pagina.
page-content-handed-over = Het hele bericht is volledig naar u verzonden op { $moment }. Hoe vaak u het daarna leest, leggen wij niet vast.

## Een link die niet werkt, en een nieuwe link
page-link-title = Deze link werkt niet
page-link-text = De link klopt niet, of er is een nieuwere. Na een keuze vervalt de oude link ook. Of de link ooit werkte, zeggen wij niet.
page-link-form = Vraag een nieuwe link. Vul het e-mailadres in waarop u de melding hebt.
page-link-label = Uw e-mailadres
page-link-button = Stuur een nieuwe link
page-link-unseen = De afzender ziet niet dat u dit vraagt.
page-link-answer-title = Kijk in uw mailbox
page-link-answer = Liggen er voor dit adres berichten bij ons, dan sturen wij er nu nieuwe links heen. Dit antwoord is voor elk adres hetzelfde.
page-link-not-an-address = Dit is geen e-mailadres. Vul het in als naam@domein.nl.
page-session-title = Laat eerst zien dat u bij de mailbox kunt
page-session-text = Voor deze pagina is een code nodig. Of de tijd na uw vorige code is om. Open de link uit de melding opnieuw en vraag daar een code.

## Of iets niet werkt (GET /status)
page-status-title = Storingen
page-status-fine = Wij weten op dit moment van geen storing. Wij keken op { $moment }.
page-status-now = Op dit moment werkt iets niet. Wij keken op { $moment }.
page-status-over = De laatste twaalf maanden
page-status-none = Geen storingen.
page-status-since = sinds { $from }
page-status-span = { $from } tot { $to }
page-status-words = Wij tekenen aan:
page-status-meaning = Wat dit voor u betekent
page-status-extend = Valt een storing van ons in uw tijd om te kiezen? Dan krijgt u die tijd terug, in hele dagen. Op uw pagina staat de laatste dag die telt. Wat elders niet werkte, verandert uw tijd niet.
page-status-counts = Wij tellen wat een kwartier of langer duurde. Elke storing staat ook in het bewijs van elk bericht waarover toen nog niet was gekozen.
page-status-nobody = Deze pagina zegt niets over berichten of mensen. Wij leggen niet vast dat u haar opent.
page-status-blind = Wij kunnen op dit moment niet in onze gegevens kijken. Er werkt nu dus iets niet. Probeer het over een paar minuten opnieuw.
outage-content = Eén bericht kon niet worden geopend.
outage-elsewhere = Iets dat niet van ons is, werkte niet.
outage-mail = Onze mails gingen niet weg: geen meldingen en geen codes.
outage-service = Onze dienst was er niet.
outage-time-stamps = Er waren geen tijdstempels. Bewijs wachtte op zijn zegel.

## Als er iets misgaat
error-title = Dit lukte niet
error-not-found = Deze pagina bestaat niet. Open de link uit de melding opnieuw.
error-form-used = Dit formulier is al gebruikt of te oud. Er is niets vastgelegd. Ga terug naar het begin en probeer het opnieuw.
error-other-site = Deze opdracht kwam niet van onze eigen pagina. Er is niets vastgelegd. Open de link uit de melding opnieuw.
error-too-many = Er kwamen te veel verzoeken. Wacht een paar minuten en probeer het opnieuw.
error-too-large = Dit is te groot. Er is niets vastgelegd.
error-bad-request = Wij begrijpen dit verzoek niet. Open de link uit de melding opnieuw.
error-unavailable = Het lukt ons nu niet. Er is niets vastgelegd. Probeer het over een paar minuten opnieuw.
error-broken = Bij ons gaat iets mis. Er is niets vastgelegd. Wij zijn gewaarschuwd. Probeer het later opnieuw.
error-start-again = Terug naar het begin
error-ahead = Uw browser wilde deze pagina alvast ophalen. Dat doen wij niet, want wij leggen vast wanneer het bericht is overgedragen. Open de pagina zelf.
error-not-accepted = Het bericht is niet in ontvangst genomen. Het blijft dicht.

## Privacy
page-privacy-title = Privacy
page-privacy-none = Wij gebruiken alleen scripts op de pagina's met een eigen sleutel. Wij gebruiken geen plaatjes van buiten, geen teller en geen volgpixel. Tot u een code hebt ingevuld, zetten wij geen cookie. Daarna één, die alleen onthoudt dat u de code invulde. Hij verdwijnt als u de browser sluit en werkt { $minutes } minuten.
page-privacy-stored = Wat wij over een geadresseerde bewaren
page-privacy-stored-text = Het adres, de taal, de keuzes met hun tijdstip, hoe iemand zich bekendmaakte en wat er is overgedragen. Eigen sleutels, als u die maakte. Wat mailservers antwoordden op onze mails. Tot alles is overgedragen: welke delen al zijn verzonden. 24 uur: dat er codes zijn gestuurd en verkeerd ingevuld. Verder alleen wat hieronder staat.
page-privacy-never = Wat wij nooit bewaren
page-privacy-never-text = IP-adressen, apparaten, plaatsen, en welke bladzijden iemand las. Tegen misbruik onthouden wij een getal, hooguit een uur en alleen in het geheugen. Het is gemaakt van een deel van het netwerkadres. Terugrekenen kan niet zonder een sleutel, en die verdwijnt met dat uur.
page-privacy-sees = Wat de afzender ziet
page-privacy-sees-text = Vóór een keuze: dat hij het bericht indiende, onze mails, en wat mailservers antwoordden. Daarna: de keuze, het tijdstip en de tekst die u zag. Ook hoe u zich bekendmaakte en voor wie u zei te kiezen. En één keer wanneer het hele bericht is overgedragen. Nooit: bezoeken, codes, nieuwe links, taal, apparaat of later lezen.
page-privacy-content = Het bericht zelf
page-privacy-content-text = Wij bewaren het versleuteld. Na een weigering blijft het dicht. In het bewijs staat niet het bericht, maar een digitale vingerafdruk ervan.
page-privacy-letters = Antwoorden per e-mail
page-privacy-letters-text = Antwoordt u per e-mail op onze melding? Dan bewaren wij dat antwoord versleuteld en lezen het niet. Bevestigt u het niet, dan wissen wij het na 14 dagen. De afzender hoort er dan niets van. Wat over uw computer of uw verbinding gaat, bewaren wij niet.
page-privacy-rights = Uw rechten
page-privacy-rights-text = U mag zien wat wij over u bewaren. Het staat op de pagina /mine, en in het bewijs dat u zelf kunt opslaan. Andere vragen: { $operator }

## Privacy: wie, waarvoor, hoe lang, welke versie
page-privacy-who = Wie wij zijn
page-privacy-who-text = { $service } is een dienst van { $operator }. Wij zijn verantwoordelijk voor wat wij bewaren.
page-privacy-why = Waarvoor wij iets bewaren
page-privacy-why-text = Om te kunnen laten zien wat er is gebeurd: aan u, aan de afzender en aan een rechter. Voor niets anders. Wij verkopen niets en maken geen profiel van u.
page-privacy-long = Hoe lang
page-privacy-long-text = Het bericht bewaren wij ten minste { $days } dagen na een keuze. Het bewijs wissen wij niet vanzelf.
page-privacy-complain = Bent u het niet met ons eens?
page-privacy-complain-text = Zeg het ons eerst. U mag ook klagen bij de toezichthouder op privacy. In Nederland is dat de Autoriteit Persoonsgegevens.
page-privacy-version = De versie van deze tekst
page-privacy-version-text = De digitale vingerafdruk (SHA-256) van deze tekst staat in het bewijs van elk bericht. Zo is later na te gaan welke tekst er gold.
page-privacy-version-file = Deze tekst als bestand

## De proefmailbox
page-mailbox-original = De mail zoals hij binnenkwam, met handtekeningen
page-mailbox-title = Proefmailbox
page-mailbox-text = Alle mail die deze proefopstelling verstuurt, komt hier terecht. Niets gaat naar buiten.
page-mailbox-empty = Er is nog geen mail.
page-mailbox-for = Alleen mail voor { $address }
page-mailbox-all = Toon alle mail
page-mailbox-from = Van
page-mailbox-to = Aan
page-mailbox-date = Datum

## De vier antwoorden, in pagina's, mails en rapport
report-step = Stap
report-decision = Keuze
report-voucher = Wie staat in voor de keuze
report-identity = Wie koos
step-g0 = Ingediend bij ons.
step-g1 = Een mailserver van het domein van de geadresseerde nam de melding aan.
step-g2 = Er is vanuit de mailbox geantwoord, zonder aan te nemen of te weigeren.
step-g3 = Er is gekozen.
step-g4 = Het hele bericht is volledig verzonden naar wie het aannam.
decision-none = nog geen keuze
decision-accepted = in ontvangst genomen
decision-refused = geweigerd
decision-not-for-me = niet voor mij
decision-expired = niet gekozen binnen de tijd
decision-recalled = ingetrokken door de afzender
voucher-nobody = Er is geen keuze.
voucher-service = Alleen de dienst. De keuze rust op haar eerlijkheid.
identity-nobody = niemand
identity-mailbox = iemand met toegang tot { $address }, bevestigd met een code per e-mail
capacity-own = voor zichzelf
capacity-organisation = voor { $name }, als { $function } (niet gecontroleerd)
capacity-other = voor { $name }, als { $as } (niet gecontroleerd)
not-proven-notice = Dat er een melding naar de geadresseerde ging.
not-proven-arrival = Dat de melding in de mailbox kwam of dat iemand haar las.
not-proven-person = Welke persoon koos: een code per e-mail toont alleen toegang tot de mailbox.
not-proven-read = Dat iemand het bericht las of begreep.
not-proven-agreed = Dat de geadresseerde het met het bericht eens is.
not-proven-content-true = Dat de inhoud van het bericht klopt.

## Het verslag als document (recepis-verify --report)
exhibit-title = Verslag over aangetekende e-mail { $delivery }
exhibit-title-plain = Verslag over een bestand
exhibit-foot = Kenmerk { $delivery } · laatste bewijs SHA-256 { $digest }
exhibit-foot-extract = Kenmerk { $delivery } · laatste uittreksel SHA-256 { $digest }
exhibit-foot-nothing = Er was geen bewijs van een aangetekende e-mail te lezen
exhibit-page = pagina { $n } van { $m }
report-attached = Al het bewijs over deze aangetekende e-mail
report-check-title = Dit verslag nagaan
report-check-attached = Het bewijs zelf zit als bijlage in dit PDF-bestand: { $name }. Dit verslag vertelt na wat erin staat. Wie twijfelt, gaat op de bijlage af.
report-check-how = Iedereen kan dit bestand nagaan, zonder internet en zonder ons. Dat gaat met het programma recepis-verify: recepis-verify BESTAND.pdf --trust MAP. In die map liggen de certificaten van de dienst. Haal die ergens anders vandaan.
report-check-other = Het PDF-bestand is ondertekend volgens PAdES (ETSI EN 319 142-1). De bijlage is een container volgens ASiC (ETSI EN 319 162-1). Andere programma's hiervoor kunnen ze ook nagaan. Wat na het ondertekenen aan dit bestand is toegevoegd, hoort er niet bij.
report-check-digest = SHA-256 van de bijlage:
exhibit-moment = { $moment } ({ $utc } UTC)
exhibit-until = { $moment } (vóór { $utc } UTC)
exhibit-notice = Melding { $number }
exhibit-reminder = Herinnering { $number }
exhibit-lead-passed = Het bestand is echt en onveranderd. Dat alleen zegt niet wat er met het bericht is gebeurd. Wat er gebeurde, staat hieronder.
exhibit-lead-failed = Het bestand is niet echt en onveranderd. Dat alleen zegt niet wat er met het bericht is gebeurd. Vertrouw niet op dit bestand.
exhibit-lead-unclear = Of het bestand echt en onveranderd is, kon niet worden vastgesteld. Dat alleen zegt niet wat er met het bericht is gebeurd. Wat het bestand zegt, staat hieronder.
exhibit-lead-foreign = De handtekeningen, tijdstempels en digests die hier zijn beoordeeld, kloppen. Dat alleen zegt niet wat er met een bericht is gebeurd. Wat is beoordeeld, staat hieronder.
exhibit-lead-redacted = Delen van het bestand zijn weggelaten. Wat hier staat, is echt en onveranderd. Dat alleen zegt niet wat er met het bericht is gebeurd. De getoonde stappen staan hieronder.
exhibit-lead-none = Er is geen bestand met bewijs gegeven. Dit verslag zegt dus niets over een bericht.
exhibit-why = Waarom: { $why }
exhibit-missing-roots = Wat ontbreekt: de certificaten hieronder gaf u niet op als vertrouwd. Vergelijk deze vingerafdrukken, in groepen van vier, met die van de dienst. Zijn ze gelijk, geef de certificaten dan op met --trust.
exhibit-root-seal = Certificaat boven de zegels: { $name }
exhibit-root-time = Certificaat boven de tijdstempels: { $name }
exhibit-see-findings = Alles wat is gevonden, staat op de pagina met bevindingen.
exhibit-calls-itself = (noemt zich { $name })
exhibit-about-sender = Afzender
exhibit-about-addressee = Geadresseerde
exhibit-about-submitted = Ingediend
exhibit-about-service = Dienst
exhibit-about-reference = Kenmerk
exhibit-about-message = Bericht
exhibit-about-deadline = Kiezen kon tot en met
exhibit-about-up-to = Vastgelegd tot
exhibit-about-judged = Beoordeeld voor
exhibit-about-pdf = Deze PDF
exhibit-about-attached = Bijgevoegde bundel
exhibit-about-zone = Tijden
exhibit-zone = Zoals klokken ze tonen in de zone van de voorwaarden, { $zone }; UTC staat ernaast.
exhibit-later = { $moment }; er kan later bewijs zijn
exhibit-pdf-signed = De hele PDF is ondertekend door { $signer }. Bewezen met een tijdstempel: { $moment }
exhibit-pdf-untimed = De hele PDF is ondertekend door { $signer }. Niets bewijst wanneer.
exhibit-pdf-unsigned = Geen handtekening in deze PDF klopt.
exhibit-message = { $what } ({ $size } bytes, SHA-256 { $digest })
exhibit-content-inside = Zit in het bestand en is het bericht dat het bewijs noemt
exhibit-content-differs = Het bericht in het bestand is niet het bericht dat het bewijs noemt
exhibit-content-none = Zit niet in het bestand; geef het op met --message om te vergelijken
exhibit-content-given = Naast het bestand gegeven, en het bericht dat het bewijs noemt
exhibit-content-given-differs = Wat naast het bestand is gegeven, is niet dit bericht
exhibit-content-given-unknown = Wat naast het bestand is gegeven, is niet te vergelijken: de digest van het bericht is weggelaten
exhibit-answers = Vier antwoorden
exhibit-no-answers = Over een bestand dat niet klopt, wordt geen vraag beantwoord.
exhibit-answer-step = Stap
exhibit-answer-decision = Keuze
exhibit-answer-vouches = Wie ervoor instaat
exhibit-answer-identity = Identiteit
exhibit-step-submitted = Het bericht is ingediend. Het bewijs noemt geen mailserver die een melding aannam.
exhibit-step-rejected = Het bericht is ingediend, en de dienst weigerde het. Er ging niets naar de geadresseerde.
exhibit-step-bounced = Het bericht is ingediend. Een mailserver nam een melding aan de geadresseerde aan, en die kwam terug.
exhibit-step-relayed = Het bericht is ingediend. Een melding ging naar een doorgeefserver; wat de kant van de geadresseerde deed, is niet bekend.
exhibit-step-sent = Het bericht is ingediend. Een melding ging naar een mailserver. Het bewijs toont niet dat het domein van de geadresseerde die server noemde.
exhibit-step-not-sent = Het bericht is ingediend. Van geen mailserver is bekend dat hij een melding aan de geadresseerde aannam.
exhibit-step-taken = Mailserver { $host } nam de melding aan. Het domein van de geadresseerde noemde die server op dat moment. Wat die ermee deed, is niet bekend.
exhibit-step-demo = De proefmailbox { $host } nam de melding aan. Die mailbox is van de dienst zelf, om te proberen.
exhibit-step-reported = Mailserver { $host }, die het domein van de geadresseerde noemde, meldde dat de melding in een mailbox is gezet. Of iemand haar zag, is niet bekend.
exhibit-step-answered = Iemand antwoordde vanuit de mailbox, zonder aan te nemen of te weigeren.
exhibit-step-decided = Er is gekozen.
exhibit-step-handed = De hele inhoud is volledig verzonden naar de sessie van wie zich bekend had gemaakt.
exhibit-decision-none = Geen. Niemand nam aan of weigerde; zwijgen is geen antwoord.
exhibit-decision-rejected = Geen: de dienst weigerde de indiening, dus er viel niets te kiezen.
exhibit-decision-accepted = Aangenomen: { $moment }. Aannemen is in ontvangst nemen; het betekent niet gelezen of akkoord.
exhibit-decision-accepted-delegate = Aangenomen door een gemachtigde: { $moment }. Aannemen is in ontvangst nemen; het betekent niet gelezen of akkoord.
exhibit-decision-instructed = Aangenomen op vaste opdracht, niet door een mens: { $moment }. Over dit bericht koos niemand.
exhibit-decision-refused = Geweigerd: { $moment }. Een rechter kan vinden dat het bericht toch voor de geadresseerde geldt.
exhibit-decision-refused-delegate = Geweigerd door een gemachtigde: { $moment }. Een rechter kan vinden dat het bericht toch voor de geadresseerde geldt.
exhibit-decision-not-for-me = Iemand met toegang tot de mailbox zei dat het bericht niet voor hem of haar is: { $moment }.
exhibit-decision-died = Iemand met toegang tot de mailbox zei dat de geadresseerde is overleden: { $moment }.
exhibit-decision-left = Iemand met toegang tot de mailbox zei dat de geadresseerde daar niet meer werkt: { $moment }.
exhibit-decision-expired = Geen: de tijd om te kiezen eindigde zonder antwoord, vastgelegd { $moment }. Zwijgen is geen aannemen. Een rechter kan vinden dat het bericht toch voor de geadresseerde geldt.
exhibit-decision-recalled = De afzender nam het bericht terug: { $moment }.
exhibit-before-accepted = Daarvoor was het aangenomen: { $moment }. Dat blijft vastgelegd.
exhibit-before-refused = Daarvoor was het geweigerd: { $moment }. Dat blijft vastgelegd.
exhibit-before-not-for-me = Daarvoor zei iemand met toegang tot de mailbox: niet voor mij, { $moment }. Dat blijft vastgelegd.
exhibit-vouches-nobody = Niemand: er is geen keuze om voor in te staan.
exhibit-vouches-service = Alleen de dienst. De geadresseerde gebruikte geen eigen sleutel, dus de keuze rust op de eerlijkheid van de dienst.
exhibit-vouches-instruction = Alleen de dienst. Niemand tekende voor dit bericht. Dat de opdracht nog gold, en wat DNS zei, is het woord van de dienst.
exhibit-vouches-key-not-shown = Alleen de dienst. Het bewijs noemt een eigen sleutel van de geadresseerde; wat die tekende, blijkt hier niet.
exhibit-vouches-key = De dienst, en ook de eigen sleutel van de geadresseerde (teken K). Die ondertekende de tekst van de keuze. Hele dagen tussen de eerste keer gezien en de indiening: { $number }.
exhibit-vouches-device = De dienst, en ook een sleutel (teken K), die de tekst van de keuze ondertekende. Dat toont dat één apparaat deze keuze maakte, niet van wie.
exhibit-key-seen = Sleutel voor het eerst gezien: { $moment }.
exhibit-key-seen-own = Sleutel voor het eerst gezien, naar het woord van de dienst zelf: { $moment }.
exhibit-identity-nobody = Niemand maakte zich bekend: er is geen keuze.
exhibit-identity-answered = Er is geen keuze. Wie antwoordde: { $who }
exhibit-identity-instructed = Voor dit bericht maakte niemand zich bekend. Wie de opdracht gaf: { $who }
exhibit-identity-senders-mailbox = MAILBOX IN DE MACHT VAN DE AFZENDER: wie haar beheert, kon dit doen, dus het toont niets tegen de afzender.
exhibit-identity-several = Deze mailbox kan door meer mensen worden gelezen: de eerste keuze telt.
exhibit-identity-mandate = De machtiging is gegeven op { $given } en aangenomen op { $accepted }.
exhibit-who-mail-code = Iemand met toegang tot { $address }, gebleken met een code die daarheen ging, op of vóór { $moment }.
exhibit-who-access-code = Iemand met toegang tot { $address }, gebleken met een code op of vóór { $moment }. Die kende ook de toegangscode van de afzender. Beide kanten kenden die: zij toont niets tegen de afzender.
exhibit-who-sms-code = Iemand met toegang tot het telefoonnummer dat de afzender opgaf, eindigend op { $ending }, gebleken met een code op of vóór { $moment }. Van wie het nummer is, is niet gecontroleerd.
exhibit-who-passkey = Iemand met een sleutel, vóór de indiening aangemeld voor { $address }, gebruikt op of vóór { $moment }. Dat zegt over de persoon niet meer dan het bewijs bij die aanmelding.
exhibit-who-delegate = Iemand met toegang tot { $delegate }, gebleken met een code op of vóór { $moment }, die met een machtiging handelde voor { $address }.
exhibit-who-issuer = Iemand voor wie { $issuer } instond, { $moment }, als elektronische identiteit van niveau { $level } naar het woord van de beheerder.
exhibit-who-domain = Iemand van wie de mail wegging via een server die voor het domein tekent, { $moment }.
exhibit-who-account = Iemand met het geheim van een account bij de dienst, { $moment }.
exhibit-level-low = laag
exhibit-level-substantial = substantieel
exhibit-level-high = hoog
exhibit-someone-mailbox = Iemand met toegang tot { $address }
exhibit-someone-telephone = Iemand met toegang tot het telefoonnummer dat de afzender opgaf
exhibit-someone-key = Iemand met een sleutel die is aangemeld voor { $address },
exhibit-someone-issuer = Iemand voor wie { $issuer } instond,
exhibit-status = Wat voor dienst dit is
exhibit-status-no-list = Er is geen vertrouwenslijst gegeven, dus er blijkt geen vermelding van deze dienst. Zonder vermelding is het geen gekwalificeerde dienst. Het vermoeden van art. 43 lid 2 eIDAS geldt dan niet; de rechter weegt vrij.
exhibit-status-not-listed = Volgens de gegeven vertrouwenslijsten is dit op die datum geen gekwalificeerde dienst. Het vermoeden van art. 43 lid 2 eIDAS geldt niet; de rechter weegt vrij. Wat ze zeggen:
exhibit-status-listed = Een gegeven vertrouwenslijst noemt deze dienst op die datum. Of het vermoeden van art. 43 lid 2 eIDAS geldt, is aan de rechter. Wat de lijsten zeggen:
exhibit-asked-seal = Zegel van { $signer }, { $moment }:
exhibit-asked-time = Tijdstempel van { $signer }, { $moment }:
exhibit-asked-service = Dienst voor aangetekende verzending van { $signer }, { $moment }:
exhibit-in-english = De ingesprongen zinnen zijn van het controleprogramma zelf, dat Engels spreekt.
exhibit-time = Waar de tijden vandaan komen
exhibit-time-stated = Wanneer iets gebeurde, zegt de dienst zelf.
exhibit-time-own = De tijdstempels komen van dezelfde wortel als de zegels. Ook die zijn het woord van de dienst zelf.
exhibit-time-authority = De tijdstempels komen van een onafhankelijke autoriteit, die u als vertrouwd opgaf: { $name }.
exhibit-time-unknown = De tijdstempels komen van een autoriteit die u niet als vertrouwd opgaf: { $name }.
exhibit-time-none = Geen tijdstempel bewijst deze tijden.
exhibit-time-witnesses = Getuigen van het transparantielogboek, onafhankelijk van de dienst, begrenzen ze. Minstens zoveel bij elk: { $number }.
exhibit-time-no-witness = Geen getuigen van een transparantielogboek die u vertrouwt, begrenzen ze.
exhibit-stated = Wie wat verklaarde
exhibit-service-states = De dienst verklaart
exhibit-addressee-stated = De geadresseerde verklaarde
exhibit-stated-line = { $number }. { $moment }: { $words }
exhibit-stated-nothing = Niets.
exhibit-states-submitted = Het bericht is ingenomen ({ $size } bytes). Dagen om te kiezen: { $days }.
exhibit-states-rejected = De dienst weigerde de indiening.
exhibit-states-noticed = { $what }: mailserver { $host } nam haar aan.
exhibit-states-relayed = { $what }: gegeven aan doorgeefserver { $host }.
exhibit-states-demo = { $what }: in de eigen proefmailbox van de dienst gezet, { $host }.
exhibit-states-sent = { $what }: verzonden.
exhibit-answered = Antwoord: { $reply }.
exhibit-deadline-printed = Gedrukte termijn: { $until }.
exhibit-states-failed = { $what }: geen mailserver nam haar aan.
exhibit-states-unsure = { $what }: opgegeven; of een mailserver haar aannam, is niet bekend.
exhibit-reason-given = Opgegeven reden: { $words }.
exhibit-states-accepted = Het aannemen is vastgelegd.
exhibit-states-instructed = Aangenomen op vaste opdracht van { $moment }, niet door een mens. De vermelding ervoor stond in DNS onder { $name }.
exhibit-states-refused = De weigering is vastgelegd.
exhibit-states-expired = De tijd om te kiezen eindigde zonder keuze: { $until }.
exhibit-states-opened = De inhoud is bij de dienst voor de geadresseerde opengesteld.
exhibit-states-handed-over = De hele inhoud is volledig verzonden naar de sessie van de geadresseerde. Delen: { $number }.
exhibit-states-moved = De termijn schoof op naar { $until }.
exhibit-states-recalled = De afzender nam het bericht terug. Daarvoor was niets van de inhoud naar de geadresseerde verzonden. De sleutel van de dienst voor deze geadresseerde is vernietigd.
exhibit-states-answer = Het antwoord is vastgelegd.
exhibit-states-said = Wat de geadresseerde verklaart, is vastgelegd. Of het zo is, weet de dienst niet.
exhibit-states-letter = De geadresseerde bevestigde een brief die { $moment } binnenkwam als antwoord op melding { $notice }.
exhibit-states-bounced = Een mailserver meldde dat melding { $number } terugkwam.
exhibit-states-taken = Een mailserver meldde dat melding { $number } in een mailbox is gezet.
exhibit-states-delayed = Een mailserver meldde dat melding { $number } vertraagd is en nog wordt geprobeerd.
exhibit-reported-by = De server noemt zich { $host }.
exhibit-reported-words = In zijn woorden: { $words }.
exhibit-states-exported = Dit bestand is gemaakt.
exhibit-states-other = De dienst verklaart: { $name }.
exhibit-outage-content = Van { $from } tot { $to } kon de inhoud van dit bericht niet worden geopend.
exhibit-outage-elsewhere = Van { $from } tot { $to } werkte iets niet dat niet van de dienst is.
exhibit-outage-mail = Van { $from } tot { $to } ging er geen mail van de dienst weg, geen meldingen en geen codes.
exhibit-outage-service = Van { $from } tot { $to } was de dienst er niet.
exhibit-outage-time-stamps = Van { $from } tot { $to } waren er geen tijdstempels, dus er kon niets worden verzegeld.
exhibit-outage-operator = De beheerder van de dienst noteerde het.
exhibit-outage-words = In de woorden van de beheerder: { $words }.
exhibit-open = De inhoud was de hele tijd op te halen, van { $from } tot { $to }, zoals de dienst zelf naging.
exhibit-open-except = De inhoud was op te halen van { $from } tot { $to }, zoals de dienst zelf naging, behalve: { $except }.
exhibit-open-unknown = Of de inhoud de hele tijd op te halen was, zegt het bewijs niet.
exhibit-span = { $from } tot { $to }
exhibit-spans-more = en nog vaker: { $number }
exhibit-said-accepted = Aangenomen.
exhibit-said-accepted-delegate = Aangenomen, door een gemachtigde.
exhibit-said-refused = Geweigerd.
exhibit-said-refused-delegate = Geweigerd, door een gemachtigde.
exhibit-said-not-for-me = Niet voor mij.
exhibit-said-died = De geadresseerde is overleden.
exhibit-said-left = De geadresseerde werkt daar niet meer.
exhibit-said-letter = Bevestigde een brief als eigen brief. Dat is geen aannemen en geen weigeren.
exhibit-said-again = Vroeg nog eens om het bericht. Dat neemt niets terug.
exhibit-said-by-post = Vroeg om het bericht per post. Dat is geen aannemen en geen weigeren.
exhibit-said-could-not-open = Zei dat inhoud niet kon worden geopend.
exhibit-said-own-words = Gaf een eigen verklaring. Dat is geen aannemen en geen weigeren.
exhibit-said-read = Zei het bericht te hebben gelezen.
exhibit-said-words = In hun woorden: { $words }.
exhibit-said-shown = Getoonde tekst: { $text }.
exhibit-elements = Artikel 3:37 lid 3 BW gaat over een verklaring tot een bepaald persoon. De Hoge Raad legde het uit op 14 juni 2013 (ECLI:NL:HR:2013:BZ4104). Deze pagina en de vier erna ordenen de feiten naar de vragen die daaruit volgen.
exhibit-elements-judge = Hier staan alleen feiten. Wat daaruit volgt in het recht, is aan de rechter.
exhibit-element-address = Het adres, en waarom het juist mocht lijken
exhibit-element-arrived = Wat is verzonden, en wat daar aankwam
exhibit-element-when = Wanneer
exhibit-element-word = Op wiens woord
exhibit-element-way = Wat in de weg stond, en door wiens toedoen
exhibit-head-fact = Feit
exhibit-head-source = Bron
exhibit-head-not = Wat het niet toont
exhibit-head-hindrance = Wat in de weg stond
exhibit-head-doing = Door wiens toedoen, volgens het bewijs
exhibit-head-file = Bestand
exhibit-head-digest = SHA-256
exhibit-head-result = Gelijk of niet
exhibit-head-number = Nr.
exhibit-head-type = Soort
exhibit-head-size = Bytes
exhibit-head-event = Gebeurtenis
exhibit-head-stated = Tijd volgens de dienst
exhibit-head-proven = Bewezen tijd, en door wie
exhibit-source-sender = Het woord van de afzender, doorgegeven door de dienst (bewijs { $number })
exhibit-source-service = Het woord van de dienst (bewijs { $number })
exhibit-source-server = Het woord van een mailserver, aangehaald door de dienst (bewijs { $number })
exhibit-source-addressee = De daad van iemand aan de kant van de geadresseerde, vastgelegd door de dienst (bewijs { $number })
exhibit-source-chain = Al het bewijs in het bestand samen
exhibit-source-seals = De zegels op het bewijs
exhibit-source-dialogues = De antwoorden die de dienst aanhaalt
exhibit-source-stamps = De tijdstempels op het bewijs
exhibit-source-log = De bewijzen van het transparantielogboek
exhibit-address-used = De afzender stuurde naar { $address }.
exhibit-address-used-not = Dat de geadresseerde dit adres gebruikt of daar kijkt.
exhibit-address-basis = Waarom dit adres, volgens de afzender: { $words }.
exhibit-address-dated = Datum die daarbij hoort: { $date }.
exhibit-address-undated = Sinds wanneer, zegt de afzender niet.
exhibit-address-unconfirmed = Wanneer het adres voor het laatst is bevestigd, zegt het bewijs niet.
exhibit-address-basis-not = Dat het zo is. Vraag de afzender waarop het rust.
exhibit-address-no-basis = De afzender zei niet waarom dit adres, wie het gaf of wanneer.
exhibit-address-no-basis-not = Dat de afzender geen reden had.
exhibit-address-role = Deze mailbox kan door meer mensen worden gelezen, zei de afzender.
exhibit-address-role-listed = Deze mailbox kan door meer mensen worden gelezen: de naam staat op de lijst met rolnamen van de dienst.
exhibit-address-role-not = Wie haar leest.
exhibit-address-control = De mailbox is in de macht van de afzender.
exhibit-address-control-not = Wat met een code naar die mailbox gebeurt, toont niets tegen de afzender.
exhibit-address-code = Een code die naar { $address } ging, is bij de dienst ingetypt, op of vóór { $moment }.
exhibit-address-code-not = Welke persoon hem intypte.
exhibit-address-key = Voor dit adres was een eigen sleutel van de geadresseerde aangemeld: { $moment }.
exhibit-address-key-not = Welke persoon hem aanmeldde.
exhibit-address-not-for-me = Iemand met toegang tot de mailbox zei dat het bericht niet voor hem of haar is: { $moment }.
exhibit-address-died = Iemand met toegang tot de mailbox zei dat de geadresseerde is overleden: { $moment }.
exhibit-address-left = Iemand met toegang tot de mailbox zei dat de geadresseerde daar niet meer werkt: { $moment }.
exhibit-address-not-for-me-not = Dat het zo is. Niemand controleerde het.
exhibit-address-bounced = Een mailserver meldde dat een melding aan dit adres terugkwam: { $moment }.
exhibit-address-bounced-not = Dat het adres nooit werkte, of later niet werkt.
exhibit-sent = { $address } diende een bericht in: { $size } bytes, SHA-256 { $digest }.
exhibit-sent-not = Dat klopt wat er in het bericht staat.
exhibit-no-notice = Het bewijs noemt geen mailserver die een melding aannam.
exhibit-no-notice-not = Dat er nooit een was; er kan later bewijs zijn.
exhibit-hop-named = Het domein van de geadresseerde noemde die server op dat moment. Wat daarheen ging, is een melding en niet het bericht.
exhibit-hop-unnamed = Het bewijs toont niet dat het domein van de geadresseerde die server noemde. Wat daarheen ging, is een melding en niet het bericht.
exhibit-hop-relay = Wat de doorgeefserver ermee deed, is niet bekend. Wat daarheen ging, is een melding en niet het bericht.
exhibit-hop-demo = Die mailbox is om te proberen. Wat daarheen ging, is een melding en niet het bericht.
exhibit-notice-not = Wat de server ermee deed, en dat iemand haar zag.
exhibit-report-not = Welk programma dit bericht schreef, en dat iemand de melding zag.
exhibit-opened-not = Dat iemand haar opende.
exhibit-handed-over-not = Dat iemand haar las of begreep.
exhibit-said-read-not = Dat het zo is, en welke persoon het zei.
exhibit-when-no-date = Er staat hier geen datum waarop iets rechtsgevolg heeft: dat is aan de rechter.
exhibit-when = { $what }: { $moment }.
exhibit-when-deadline = Het laatste moment om te kiezen: { $until }.
exhibit-when-deadline-not = Dat iemand deze datum zag.
exhibit-when-not = Dat het precies op het genoemde moment gebeurde: op de bewezen tijd was het vastgelegd, niet later.
exhibit-when-own-not = Iets wat niet rust op de klok van de dienst zelf.
exhibit-when-unproven-not = Dat het zo is: de tijd is alleen het woord van de dienst.
exhibit-proven-nobody = Geen tijd bewezen
exhibit-proven-stamp = Bewezen met een tijdstempel: { $moment }
exhibit-proven-own = Eigen tijdstempel van de dienst: { $moment }
exhibit-proven-witnesses = Bewezen door getuigen van het logboek: { $moment }
exhibit-event-submitted = Het bericht is ingediend
exhibit-event-rejected = De dienst weigerde de indiening
exhibit-event-noticed = { $what } aan een mailserver gegeven
exhibit-event-not-noticed = { $what }: geen mailserver bevestigde haar
exhibit-event-accepted = Aangenomen
exhibit-event-instructed = Aangenomen op vaste opdracht, niet door een mens
exhibit-event-refused = Geweigerd
exhibit-event-expired = De tijd om te kiezen eindigde zonder keuze
exhibit-event-opened = De inhoud is bij de dienst opengesteld
exhibit-event-handed-over = De hele inhoud is volledig verzonden
exhibit-event-said = Een verklaring van de geadresseerde is vastgelegd
exhibit-event-by-post = Gevraagd: liever per post
exhibit-event-moved = De termijn schoof op
exhibit-event-exported = Dit bestand is gemaakt
exhibit-event-not-for-me = Gezegd: niet voor mij
exhibit-event-bounced = Een mailserver meldde dat een melding terugkwam
exhibit-event-delayed = Een mailserver meldde dat een melding vertraagd is
exhibit-event-taken = Een mailserver meldde dat een melding in een mailbox is
exhibit-event-outage = Iets werkte een tijd niet
exhibit-event-recalled = De afzender nam het bericht terug
exhibit-word-sender = Wie het bericht inleverde: { $who }
exhibit-word-sender-not = Welke persoon dat was.
exhibit-word-domain = De dienst ging na dat de afzender het domein { $what } beheert: { $how }, { $moment }.
exhibit-word-domain-unchecked = De dienst ging niet na dat het domein { $what } van de afzender is.
exhibit-word-name = De dienst ging de naam { $what } van de afzender na: { $how }, { $moment }.
exhibit-word-name-unchecked = De afzender noemt zich { $what }. De dienst ging die naam niet na.
exhibit-word-check-not = Wie het bericht schreef.
exhibit-word-service = Dit alles is verklaard onder het zegel van { $service }.
exhibit-word-service-not = Dat de dienst de waarheid spreekt: een zegel toont wie verklaart, en dat er niets is veranderd.
exhibit-word-server = Wat mailserver { $host } antwoordde, is aangehaald.
exhibit-word-server-not = Dat de server zijn woord hield, of wie hem beheert.
exhibit-word-addressee-not = Welke persoon het was, en dat die de tekst begreep.
exhibit-word-vouches-not = Meer dan hier staat.
exhibit-word-stamps = Een tijdstempelautoriteit staat in voor de tijden van bewijs. Hoeveel: { $number }.
exhibit-word-own-stamps = Eigen tijdstempels van de dienst staan op bewijs. Hoeveel: { $number }.
exhibit-word-witnesses = Getuigen van het transparantielogboek staan in voor de tijden van bewijs. Hoeveel: { $number }.
exhibit-way-nothing = Het bewijs noemt niets dat in de weg stond.
exhibit-way-nothing-not = Dat toont niet dat er niets was.
exhibit-doing-service = De dienst
exhibit-doing-sender = De afzender
exhibit-doing-server = Een mailserver; wie daarachter zit, blijkt niet
exhibit-doing-addressee = Iemand aan de kant van de geadresseerde
exhibit-doing-silence = Van niemand is een daad vastgelegd: er was stilte
exhibit-doing-unknown = Blijkt niet
exhibit-doing-elsewhere = Iets dat niet van de dienst is
exhibit-rejected-not = Dat de geadresseerde ervan wist.
exhibit-failed-not = Dat de geadresseerde er iets mee te maken had.
exhibit-bounced-not = Waarom, los van het woord van de server, en dat zij meteen terugkwam.
exhibit-delayed-not = Dat de melding niet later aankwam.
exhibit-refused = { $who } weigerde. Onderwerp getoond; tekst en bijlagen niet vrijgegeven.
exhibit-refused-not = Welke persoon weigerde, en dat die wist wat er in het bericht staat.
exhibit-not-for-me-not = Dat het zo is. Niemand controleerde het.
exhibit-expired = Er is niet gekozen van { $from } tot en met { $until }.
exhibit-relay = doorgeefserver { $host }
exhibit-taken-notice = De melding is aangenomen door { $host }.
exhibit-taken-reminders = Herinneringen aangenomen door { $host }: { $number }.
exhibit-taken-unknown = Meldingen en herinneringen waarvan dat niet bekend is: { $number }.
exhibit-expired-not = Dit toont niet dat iemand ze zag.
exhibit-said-not = Dat het zo is.
exhibit-recalled-not = Dat de geadresseerde wist wat er in het bericht staat.
exhibit-outage-not = Dat iemand op dat moment probeerde te kiezen.
exhibit-attachments = Bijlagen die naast dit verslag zijn gegeven
exhibit-attachments-text = Elk gegeven bestand is vergeleken met de bijlagen van het bericht dat het bewijs noemt.
exhibit-attachments-message = Bijlagen van het bericht
exhibit-attachments-none = Er is geen gelezen: het bericht heeft er geen, of het is niet het bericht dat het bewijs noemt.
exhibit-attachments-more = Het bericht heeft meer of diepere delen dan worden gelezen.
exhibit-match = Gelijk: bijlage { $number }, byte voor byte.
exhibit-match-lines = Gelijk: bijlage { $number }, op de regeleinden na.
exhibit-mismatch = Niet gelijk: geen bijlage van het bericht is dit bestand.
exhibit-mismatch-nothing = Niet gelijk: er is geen bijlage om mee te vergelijken.
exhibit-findings = Bevindingen
exhibit-verdict = Het oordeel, in de woorden van EN 319 102-1: { $verdict }.
exhibit-findings-none = Er is niets gevonden.
exhibit-findings-more = Meer bevindingen, niet uitgeschreven: { $number }.
exhibit-worth-knowing = Goed om te weten
exhibit-clause = Bepaling
exhibit-promise-broken = Het logboek beloofde dat het bewijs van indiening er uiterlijk { $moment } in staat. Die belofte is gebroken. Dat maakt geen bewijs onwaar.
exhibit-promise-kept = Het logboek beloofde dat het bewijs van indiening er uiterlijk { $moment } in staat. Die belofte is gehouden.
exhibit-promise-other = Een belofte van het logboek ({ $moment }) gaat over iets anders dan dit bestand.
exhibit-promise-running = Het logboek beloofde dat het bewijs van indiening er uiterlijk { $moment } in staat. Die tijd is nog niet voorbij.
exhibit-promise-unclear = Het logboek beloofde dat het bewijs van indiening er uiterlijk { $moment } in staat. Of dat is gehouden, is niet te zeggen.
exhibit-chain = De keten van bewijs
exhibit-chain-text = Al het bewijs in het bestand, op volgorde. Elk bewijs noemt de digest van het bewijs ervoor.
exhibit-chain-foot = De digest onderaan elke pagina is die van het laatste bewijs van de keten. De andere zijn die van de bestanden in de bundel.
exhibit-foreign = Wat een andere dienst maakte
exhibit-foreign-cms = Een handtekening (CMS).
exhibit-foreign-container = Een container met handtekeningen (ASiC).
exhibit-foreign-evidence = Een bewijs van aangetekende verzending (EN 319 522).
exhibit-foreign-mail = Een ondertekende mail met bewijs (REM, EN 319 532).
exhibit-foreign-stamp = Een tijdstempel (RFC 3161).
exhibit-foreign-law = Vorm, digests, handtekeningen en certificaten zijn beoordeeld. Of die dienst haar eigen regels volgde, en of klopt wat zij verklaart, is niet beoordeeld.
exhibit-foreign-claimed = Ondertekend, naar eigen zeggen
exhibit-foreign-proven = Bewezen tijd
exhibit-foreign-fingerprint = Vingerafdruk (SHA-256)
exhibit-foreign-attested = Wat wordt verklaard, in de woorden van de uitgever
exhibit-redacted = Wat is getoond, en wat is weggelaten
exhibit-redacted-text = Het bewijs zelf is weggelaten. Van elke stap is het uittreksel hier. De digests hieronder zijn die van de bestanden met bewijs.
exhibit-redacted-step = Nr. { $number }
exhibit-redacted-none = er is er geen
exhibit-redacted-left-out = Weggelaten
exhibit-redacted-files = Bestanden die zijn weggelaten
exhibit-field-addressee = het adres van de geadresseerde
exhibit-field-delegate = het adres van de gemachtigde, of dat er geen is
exhibit-field-digest = de digest van het bericht (SHA-256)
exhibit-field-id = de Message-ID, of dat er geen is
exhibit-field-sender = het adres van de afzender
exhibit-field-name = de naam van de afzender, of dat er geen is
exhibit-unproven = Wat niet is bewezen
exhibit-unproven-left-out = Een uittreksel toont dat de dienst op een tijd een stap verklaarde. Dat de tijdstempel bij die stap hoort, zegt alleen de dienst. Wat is weggelaten, is niet getoond: het bewijs zelf, en welke stappen ervoor, ertussen of erna kwamen. Wie de mensen zijn, is alleen getoond waar dat is geopend. Of een mens aannam of een vaste opdracht, is niet getoond.
exhibit-unproven-stamp = Een tijdstempel toont dat deze bytes toen bestonden. Hij zegt niets over wie ze maakte of verzond.
exhibit-unproven-signature = Een handtekening toont wie deze bytes tekende. Zij zegt niets over wat ermee is gebeurd.
exhibit-unproven-evidence = Een bewijs toont wat de uitgever verklaart. Dat het gebeurde, rust op het woord van de uitgever.
exhibit-unproven-notice = Dat een melding aankwam of dat iemand haar zag. Bewezen is dat zij is verzonden.
exhibit-unproven-reports = Dat klopt wat mailservers over een melding zeggen. De dienst toont wat zij zeiden.
exhibit-unproven-answers = Dat klopt wat de geadresseerde zei naast aannemen of weigeren. Het beslist niets.
exhibit-unproven-letters = Dat klopt wat de geadresseerde schreef. Een DKIM-handtekening toont welke mailserver tekende, met een sleutel die alleen de dienst zag.
exhibit-unproven-handover = Dat iemand de inhoud las. Bewezen is dat zij volledig is verzonden.
exhibit-unproven-mail-code = Welke persoon een code per e-mail gebruikte. Die toont toegang tot een mailbox.
exhibit-unproven-access-code = Dat het de afzender niet was. Een toegangscode kennen beide kanten: zij houdt anderen buiten, en meer niet.
exhibit-unproven-passkey = Welke persoon een sleutel heeft die eerder is aangemeld. Het is wie hem aanmeldde, en wie toen de mailbox las, kon dat doen.
exhibit-unproven-sms-code = Welke persoon een code per sms gebruikte. De afzender gaf dat nummer op; van wie het is, is niet nagegaan.
exhibit-unproven-vouched = Wie het was, los van het woord van de uitgever van de identiteit, en van de dienst die dat doorgeeft.
exhibit-unproven-mandate = Welke personen achter een machtiging staan, en dat geen van beiden haar had ingetrokken.
exhibit-unproven-instruction = Dat een mens van dit bericht wist. Dat de opdracht nog gold, en wat DNS zei, is het woord van de dienst.
exhibit-unproven-key = Welke persoon koos. Een sleutel toont dat iemand hem kon ontgrendelen.
exhibit-unproven-domain = Dat het domein van de afzender van de afzender is. De dienst ging het niet na.
exhibit-unproven-name = Dat de afzender { $name } heet. De dienst ging het niet na.
exhibit-unproven-control-declared = Dat niet de afzender een code gebruikte. De afzender zei dat hij de mailbox van de geadresseerde beheert.
exhibit-unproven-control-servers = Dat niet de afzender een code gebruikte. De mail van de geadresseerde komt binnen waar die van de afzender binnenkomt.
exhibit-unproven-control-domain = Dat niet de afzender een code gebruikte. De mailbox van de geadresseerde staat in een domein van de afzender.
exhibit-unproven-one-domain = Dat wie het domein beheert, de codes niet las. Afzender en geadresseerde hebben adressen in één domein.
exhibit-unproven-own-time = De tijden, zonder op de dienst te vertrouwen. De tijdstempels komen van dezelfde wortel als de zegels.
exhibit-unproven-no-log = Dat de dienst zich aan één verhaal hield. Het bewijs staat in geen transparantielogboek dat anderen bekijken.
exhibit-unproven-not-logged = Dat de dienst zich aan één verhaal hield. Niet van al het bewijs blijkt dat het in een logboek staat dat u vertrouwt.
exhibit-unproven-not-witnessed = Iets onafhankelijks van de dienst door zijn logboek. Niet genoeg getuigen die u vertrouwt, tekenden alles mee.
exhibit-unproven-complete = Dat alles in het logboek staat. Een gebeurtenis die er nooit in kwam, laat daar geen spoor na.
exhibit-unproven-list = Of de dienst op een nationale vertrouwenslijst staat. Dat is niet nagegaan.
exhibit-unproven-counts = Of het bericht voor de geadresseerde geldt. Dat is aan een rechter.
exhibit-because-format-failure = De vorm van een bestand of handtekening is niet zoals die moet zijn.
exhibit-because-hash-failure = Een digest verschilt: er is iets veranderd.
exhibit-because-sig-crypto-failure = Een handtekening past niet bij wat erboven staat.
exhibit-because-revoked = Een certificaat was ingetrokken voordat de handtekening werd gezet.
exhibit-because-expired = Een certificaat was verlopen voordat de handtekening werd gezet.
exhibit-because-not-yet-valid = Een certificaat gold nog niet toen de handtekening werd gezet.
exhibit-because-sig-constraints-failure = Een certificaat of handtekening is niet voor dit gebruik bedoeld.
exhibit-because-chain-constraints-failure = Een certificaat in de keten mag geen andere uitgeven, of bevat iets dat hier niet wordt begrepen.
exhibit-because-certificate-chain-general-failure = De keten van certificaten kon niet worden beoordeeld.
exhibit-because-crypto-constraints-failure = Een algoritme of sleutel is niet sterk genoeg.
exhibit-because-crypto-constraints-failure-no-poe = Een algoritme of sleutel is niet meer sterk genoeg, en niets bewijst dat het eerder is gebruikt.
exhibit-because-timestamp-order-failure = Bewezen tijden staan in een volgorde die niet kan.
exhibit-because-no-certificate-chain-found = Er loopt geen keten van het certificaat van de ondertekenaar naar een dat u als vertrouwd opgaf.
exhibit-because-no-signing-certificate-found = Het certificaat van de ondertekenaar ontbreekt.
exhibit-because-revoked-no-poe = Een certificaat is ingetrokken, en niets bewijst dat de handtekening ouder is.
exhibit-because-out-of-bounds-no-poe = Een certificaat geldt op dat moment niet, en niets bewijst dat de handtekening ouder is.
exhibit-because-no-poe = Niets bewijst wanneer een handtekening bestond.
exhibit-because-try-later = Of een certificaat was ingetrokken, is hiermee niet te zeggen.
exhibit-because-signed-data-not-found = Een bestand dat is ondertekend of genoemd, is er niet.
exhibit-because-chain-broken = Bewijs van één keten past niet bij elkaar.
exhibit-because-unlawful = De regels voor deze aangetekende e-mail staan niet toe wat is verklaard.
exhibit-because-statement-invalid = In een verklaring staat niet wat er voor die gebeurtenis in moet staan.
exhibit-because-acknowledgement-differs = De tekst van de keuze en het bewijs spreken elkaar tegen.
exhibit-because-key-differs = Wat de eigen sleutel van de geadresseerde tekende, past niet bij de keuze.
exhibit-because-dkim-differs = Een handtekening onder de brief van de geadresseerde komt anders uit dan de dienst zegt.
exhibit-because-content-differs = Een bestand is niet het bestand dat het bewijs noemt.
exhibit-because-file-missing = Een bestand dat er moet zijn, is er niet.
exhibit-because-file-not-named = Er is een bestand dat nergens wordt genoemd.
exhibit-because-signer-differs = De ondertekenaar is niet de dienst die verklaart.
exhibit-because-time-impossible = Een gebeurtenis staat op een tijd na de bewezen tijd.
exhibit-because-time-unproven = De tijd van een gebeurtenis ligt zo lang vóór de bewezen tijd dat alleen het woord van de dienst telt.
exhibit-because-log-proof-invalid = Een bewijs van het transparantielogboek bewijst niet waar het voor is.
exhibit-because-log-order = Bewijs staat in het logboek in een andere volgorde dan in de keten.
exhibit-because-split-view = Twee bewijzen tonen twee verhalen van één logboek.
exhibit-because-not-logged = Van bewijs dat in een vertrouwd logboek moet staan, blijkt dat niet.
exhibit-because-not-witnessed = Te weinig getuigen die u vertrouwt, tekenden het logboek mee.
exhibit-because-not-post-quantum = Het logboek draagt geen postkwantumhandtekening, en u vroeg erom.
exhibit-because-not-judged = Er staat iets in dat telt, en dat hier niet wordt begrepen of onder geen handtekening valt.
exhibit-because-length-unknown = Niets zegt hoe lang de keten is: het einde kan eraf zijn.
exhibit-because-promise-broken = Het logboek hield een belofte niet.
exhibit-because-promise-other-statement = Het logboek beloofde een andere eerste verklaring over dit bericht dan die in het bestand.
exhibit-because-promise-other-delivery = De belofte gaat over een ander bericht dan het bestand.
exhibit-because-promise-running = De tijd van de belofte is niet voorbij, en er is geen bewijs bij de hand.
exhibit-because-promise-unproven = Sinds wanneer het bewijs te maken was, zegt niemand.
exhibit-because-promise-untrusted = Geen sleutel van het logboek die u vertrouwt, tekende de belofte.
exhibit-because-notice-altered = Een melding is niet zoals de dienst haar verstuurde.
exhibit-because-report-altered = De PDF van het rapport is niet zoals de dienst die ondertekende, of noemt een andere bundel dan de bijgevoegde.
exhibit-because-notice-tracks = In een melding staat iets dat over de lezer zou berichten.
exhibit-lead-notice-passed = De mail is een echte en onveranderde melding van de dienst die haar tekende. Dat alleen zegt niet wat er met het bericht is gebeurd. Dat zegt het bewijs in een bundel.
exhibit-lead-notice-failed = De mail is geen echte en onveranderde melding. Volg de links niet. Dat alleen zegt niet wat er met het bericht is gebeurd.
exhibit-lead-notice-unclear = Of de mail een echte en onveranderde melding is, kon niet worden vastgesteld. Dat alleen zegt niet wat er met het bericht is gebeurd.
exhibit-mail = De gegeven melding
exhibit-mail-from = Afzender, naar eigen zeggen: { $from }
exhibit-unproven-mail = Wie de afzender van het bericht is, dat iemand de melding zag, en wat er met het bericht gebeurde.

## Gebeurtenissen, zoals een lijst ze noemt
event-submission-acceptance = Het bericht is bij ons ingediend
event-submission-rejection = Het bericht is bij het indienen geweigerd
event-notice-sent = Een melding is aan een mailserver gegeven
event-notice-failed = Geen mailserver bevestigde de melding
event-accepted = In ontvangst genomen
event-content-opened = Het bericht is voor de geadresseerde opengezet
event-refused = Geweigerd
event-expired = De tijd om te kiezen ging voorbij zonder keuze
event-handover = Het hele bericht is volledig verzonden naar wie het aannam
event-handover-failed = Het bericht kon niet worden overgedragen
event-notice-bounced = Een mailserver meldde dat de melding is teruggekomen
event-notice-delayed = Een mailserver meldde dat de melding vertraagd is en nog wordt geprobeerd
event-notice-taken = Een mailserver meldde dat de melding in de mailbox is
event-not-for-me = Gemeld: niet voor mij
event-recalled = Ingetrokken door de afzender
event-outage = Iets werkte een tijd niet
event-exported = Het bewijs is als bestand gemaakt
event-other = Iets anders is vastgelegd

## Mail met de code
mail-code-subject = Uw code voor een aangetekende e-mail
mail-code-body =
    Uw code is:

    {"  "}{ $code }

    Vul deze code in op de pagina waar u hem vroeg. De code werkt 15 minuten, tot { $until }.

    Met de code laat u zien dat u bij deze mailbox kunt. U kiest daarmee nog niets. De afzender ziet niet dat u een code vroeg.

    Vroeg u geen code? Doe dan niets. Geef de code aan niemand, ook niet aan ons. Wij vragen er nooit om, niet per telefoon en niet per e-mail.

## Mail aan de afzender: ingediend
mail-receipt-subject = Ingediend: aangetekende e-mail { $submission }
mail-receipt-body =
    Wij hebben uw bericht aangenomen en bewaren het.

      Soort:           aangetekende e-mail
      Nummer:          { $submission }
      Ingediend:       { $moment }
      Voor:            { $addressees }
      Grootte:         { $size } bytes
      SHA-256:         { $digest-1 }
    {"                   "}{ $digest-2 }
      Kiezen kan:      minstens { $days } dagen na de dag van de melding

    Dit bericht zegt: u gaf dit bericht op dit tijdstip aan ons.

    Dit bericht zegt niet dat er al een melding is verzonden of dat iemand het bericht zag. Het zegt ook niet dat het voor de geadresseerde geldt.

    Voor elke geadresseerde gaat een bestand mee: promise-(nummer).txt. Daarin beloven wij wanneer het bewijs van indienen uiterlijk in ons openbare logboek staat. Bewaar het bestand. Is die tijd voorbij? En kunnen wij niet laten zien dat het bewijs in het logboek staat? Dan braken wij onze belofte. Dat kunt u nagaan zonder ons.

    Eerst verzegelen wij het bewijs van indienen. Daarna gaat de melding naar de geadresseerde. U hoort van ons als er is gekozen, of als de tijd voorbij is.
mail-receipt-addressees = { $count ->
    [1] 1 geadresseerde
   *[other] { $count } geadresseerden
  }

## Mail aan de afzender: er is gekozen
mail-decision-subject-accepted = In ontvangst genomen door { $addressee }
mail-decision-subject-refused = Geweigerd door { $addressee }
mail-decision-subject-not-for-me = Niet voor mij, zegt { $addressee }
mail-decision-body =
    Over uw aangetekende e-mail is gekozen.

      Keuze:       { $decision }
      Tijdstip:    { $moment }
      Adres:       { $addressee }
      Wie:         { $who }
      Koos:        { $capacity }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $explained }

    Het bewijs haalt u op bij { $where }, met het nummer van de zending. De geadresseerde kan hetzelfde bewijs ophalen.
mail-decision-explained-accepted = Aannemen betekent: in ontvangst genomen. Het betekent niet: gelezen of ermee eens. Wie de mailbox gebruikte, weten wij niet. Wij leggen apart vast wanneer het hele bericht volledig is verzonden.
mail-decision-explained-refused = De geadresseerde weigerde en kreeg het bericht niet te lezen. Een rechter kan vinden dat het bericht toch voor de geadresseerde geldt. Dat beslissen wij niet.
mail-decision-explained-not-for-me = Misschien klopt dit adres niet. Het bericht bleef dicht. Kijk het adres na. Tot het einde van de tijd kan vanuit deze mailbox nog worden aangenomen of geweigerd.

## Mail aan de afzender: de tijd is voorbij
mail-expiry-subject = Niet gekozen: { $addressee }
mail-expiry-body =
    De tijd om te kiezen is voorbij. Er is niet gekozen.

      Adres:       { $addressee }
      Tot en met:  { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    Het bewijs zegt: wij gaven een melding aan een mailserver, en er kwam geen keuze. Het zegt niet dat de melding in de mailbox kwam of dat iemand haar las. Of iemand de pagina opende, leggen wij nooit vast.

    Zwijgen is geen aannemen. Een rechter kan vinden dat het bericht toch voor de geadresseerde geldt. Dat beslissen wij niet.

    Het bewijs haalt u op bij { $where }, met het nummer van de zending. De geadresseerde kan hetzelfde bewijs ophalen.

## Mail aan de afzender: de melding kon niet worden verzonden
mail-failed-subject = Melding niet verzonden: { $addressee }
mail-failed-body =
    Wij konden de melding over uw aangetekende e-mail niet verzenden.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $answer }

    Er loopt geen tijd om te kiezen. Kijk het adres na, of kies een andere weg. Wat de mailserver antwoordde, staat in het bewijs. Dat haalt u op bij { $where }.

## Wat een mailserver zei, in die mails
mail-answer = De mailserver { $server } antwoordde: { $answer }
mail-answer-none = Geen mailserver antwoordde. Wat wij noteerden: { $why }
mail-answer-reported = Hij meldde ons: { $answer }
mail-answer-unknown = Wat hij zei is niet bekend.

## Mail aan de afzender: de melding kwam terug
mail-bounced-subject = Melding teruggekomen: { $addressee }
mail-bounced-body =
    De melding over uw aangetekende e-mail is teruggekomen. Een mailserver nam haar eerst aan, en meldde ons later dat zij niet in de mailbox is gekomen.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $answer }

    Er loopt geen tijd meer om te kiezen. Kijk het adres na, of kies een andere weg. Wat de mailserver ons meldde, is zijn woord. Het staat in het bewijs, naast zijn eerste antwoord. Dat haalt u op bij { $where }.

## Mail aan de afzender: een verklaring van de geadresseerde
mail-statement-subject = Verklaring van { $addressee }
mail-statement-body =
    De geadresseerde van uw aangetekende e-mail antwoordde per e-mail en bevestigde dat antwoord als eigen verklaring.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Wie:         { $who }
      Nummer:      { $submission }
      Zending:     { $delivery }

    Dit is geen keuze: het bericht is er niet mee aangenomen en niet mee geweigerd. De tijd om te kiezen verandert niet. Het antwoord staat in het bewijs. Dat haalt u op bij { $where }, met het nummer van de zending. De geadresseerde kan hetzelfde bewijs ophalen.

## Mail aan de afzender: niemand weet of de melding is verzonden
mail-unsure-subject = Melding niet zeker: { $addressee }
mail-unsure-body =
    Wij weten niet of een mailserver de melding over uw aangetekende e-mail heeft aangenomen.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $answer }

    Wij probeerden het hooguit drie dagen. Minstens één keer viel de verbinding weg voordat de mailserver antwoordde. De geadresseerde heeft de melding misschien, en kan dan nog kiezen. Er loopt geen tijd om te kiezen. Wat met de mailserver is gewisseld, staat in het bewijs. Dat haalt u op bij { $where }.

## Mail aan de geadresseerde: u koos
mail-decided-subject-accepted = U nam een aangetekende e-mail in ontvangst
mail-decided-subject-refused = U weigerde een aangetekende e-mail
mail-decided-subject-not-for-me = U meldde: niet voor mij
mail-decided-body =
    Wij legden uw keuze vast.

      Keuze:       { $decision }
      Tijdstip:    { $moment }
      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }

    { $explained }

    Deze link is nieuw; de link uit de melding werkt niet meer:

    {"  "}{ $link }

    Was u dit niet? { $otherwise } Bel of mail ons.
mail-decided-explained-accepted = Via de link hieronder leest u het bericht en slaat u het bewijs op. Wij bewaren het bericht ten minste tot en met { $day }. Bewaar daarom zelf een kopie. De afzender ziet één keer wanneer het hele bericht volledig naar u is verzonden, en verder niets.
mail-decided-explained-refused = Het bericht blijft dicht. Via de link hieronder slaat u het bewijs op. De afzender heeft hetzelfde bewijs. Een rechter kan vinden dat het bericht toch voor u geldt.
mail-decided-explained-not-for-me = Het bericht blijft dicht. U krijgt hierover geen meldingen meer. Vergiste u zich? Dan kunt u tot en met { $day } nog aannemen of weigeren, via de link hieronder.

## Mail aan de geadresseerde: de tijd is voorbij
mail-expired-subject = De tijd om te kiezen is voorbij
mail-expired-body =
    U koos niet binnen de tijd. Dat hoort de afzender. Of u iets las, hoort hij niet.

      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }
      Tot en met:  { $moment }

    Zwijgen is geen aannemen. Een rechter kan vinden dat het bericht toch voor u geldt. Twijfelt u? Vraag raad, bijvoorbeeld bij het Juridisch Loket, juridischloket.nl.

    Via deze nieuwe link slaat u het bewijs op. De link uit de melding werkt niet meer:

    {"  "}{ $link }

## Mail aan de geadresseerde: een nieuwe link
mail-new-link-subject = Uw nieuwe link
mail-new-link-body =
    Er is een nieuwe link gevraagd voor een aangetekende e-mail aan dit adres.

      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }
      Ingediend:   { $moment }

    De nieuwe link. De oude werkt niet meer.

    {"  "}{ $link }

    De afzender ziet niet dat dit is gevraagd. Vroeg u het niet? Dan hoeft u niets te doen. De tijd om te kiezen verandert niet.

## Mail aan de geadresseerde: een antwoord per mail wacht
mail-held-subject = Uw e-mail wacht op uw bevestiging
mail-held-body =
    Iemand beantwoordde onze melding over een aangetekende e-mail aan dit adres per e-mail. Wij bewaren dat antwoord 14 dagen en lezen het niet. De afzender ziet het niet.

      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }
      Ingediend:   { $moment }

    Wilt u dat de afzender uw antwoord ziet, als verklaring van u? Bevestig het dan op deze pagina:

    {"  "}{ $link }

    Doet u niets, dan wissen wij het na 14 dagen. Een e-mail is geen keuze: u neemt er niets mee aan en weigert er niets mee. De tijd om te kiezen verandert niet.

    Schreef u niet? Dan hoeft u niets te doen.

## Een kenmerk nagaan (/check)
page-check-title = Is deze melding echt van ons?
page-check-text = Vul het kenmerk in dat in de melding staat. Dan ziet u of wij het kennen, en wie de afzender is. U hoeft nergens op te klikken.
page-check-form = Een kenmerk heeft 12 letters en cijfers, zoals K7M2-94QP-10TX. Hoofdletters, spaties en streepjes maken niet uit.
page-check-button = Nagaan
page-check-unseen = Wij leggen niet vast dat u dit vraagt. De afzender ziet het niet.
page-check-shape = Dit is geen kenmerk. Een kenmerk heeft 12 letters en cijfers. Typ het zoals het in de melding staat.
page-check-slip = Er klopt een letter of cijfer niet. Kijk het kenmerk na en verbeter het.
page-check-known-title = Dit kenmerk kennen wij
page-check-known = Klopt dit met uw mail? Iemand kan een kenmerk overschrijven in een valse mail. Ga daarom hier verder, en niet met de link in die mail.
page-check-unknown-title = Dit kenmerk kennen wij niet
page-check-unknown = Wij hebben geen bericht met dit kenmerk. Staat het zo in een mail? Dan is die mail waarschijnlijk niet van ons. Klik nergens op en vul nergens iets in.
page-check-for = Voor een adres bij
page-check-go = Wilt u verder lezen? Wij sturen een code naar het adres waarvoor het bericht is. Dat adres tonen wij hier niet. Met de code gaat u hier verder, zonder link. U hoeft daarna nog niets te kiezen.
page-check-sent = Wij sturen een code van 8 cijfers naar het adres waarvoor het bericht is. De code werkt 15 minuten.
page-check-other = Een ander kenmerk nagaan
page-check-back = Terug naar het kenmerk
page-check-doubt = Sluit deze pagina. Typ zelf { $check } in uw browser en vul kenmerk { $reference } in. Of bel de afzender op een nummer dat u al kent. Wij vragen nooit om geld, wachtwoorden, bankgegevens of uw burgerservicenummer, en u hoeft niets te installeren.
page-check-home = Twijfelt u aan een melding? Vul het kenmerk in.
## Herinneringen
event-reminder-sent = Een herinnering is aan een mailserver gegeven
event-reminder-failed = Geen mailserver bevestigde een herinnering
mail-reminder-failed-subject = Herinnering geweigerd: { $addressee }
mail-reminder-failed-body =
    Een mailserver nam de melding over uw aangetekende e-mail aan. Een herinnering daaraan is nu geweigerd.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $answer }

    Er loopt geen tijd meer om te kiezen, en wij sturen geen herinneringen meer. Kijk het adres na, of kies een andere weg. Wat de mailserver antwoordde, staat in het bewijs, naast zijn eerste antwoord. Dat haalt u op bij { $where }.

## Mail aan de geadresseerde: een sleutel is aangemeld
mail-enrolled-subject = Een nieuwe sleutel voor uw aangetekende e-mail
mail-enrolled-body =
    Op { $moment } maakte iemand een sleutel (passkey) voor { $addressee }. Deze persoon liet eerst zien wie hij is.

    Met deze sleutel kan hij in uw naam kiezen. De sleutel heeft dit nummer:

    {"  "}{ $fingerprint }

    Was u dit? Bewaar dan dit nummer. Zo kunt u later nagaan welke sleutels van u zijn.

    Was u dit niet? Dan kan iemand anders uw mail lezen. Wijzig het wachtwoord van uw mailbox en bel ons.
## Hoe iemand laat zien wie hij is: naast elkaar, zoals de afzender vraagt
page-means-legend = Om verder te gaan moet u laten zien wie u bent. Kies hoe:
page-means-mail-code = met een code per e-mail naar { $addressee }
page-means-access-code = met een code per e-mail naar { $addressee }, en de toegangscode die u van de afzender hebt
page-means-sms-code = met een code per sms naar het nummer dat de afzender noemde, eindigend op { $ending }
page-means-asked = De afzender vraagt om meer dan een code per e-mail.
page-means-not-for-me = Daarvoor is een code per e-mail genoeg.
page-means-none = De afzender wil dat u op een bepaalde manier laat zien wie u bent. Dat kan nu niet bij ons. Probeer het later weer, of bel ons.
page-means-too-little = U liet zien dat u bij deze mailbox kunt. Om te kiezen of te lezen vraagt de afzender meer. Open de link uit de mail opnieuw en kies daar het andere middel. Zonder dat kunt u wel melden: niet voor mij.
page-notice-mailbox-at-sender = Deze mailbox staat bij de mailserver van de afzender. Een code per e-mail zegt dan weinig over wie er kiest.
page-notice-mailbox-in-domain = Deze mailbox hoort bij een domein van de afzender. Een code per e-mail zegt dan weinig over wie er kiest.
page-code-sent-sms = Wij sturen een code van 8 cijfers naar het nummer dat eindigt op { $ending }. De code werkt 15 minuten.
page-code-label-sms = Code uit de sms
page-code-missing-sms = Nog geen code? Wacht een minuut, of vraag een nieuwe. De oude werkt dan niet meer.
page-code-otherwise = Liever { $means }
page-access-label = Toegangscode van de afzender
page-access-known = Deze code kent de afzender ook. Zij houdt anderen tegen, maar bewijst niets tegenover de afzender. Hoofdletters en streepjes tellen niet mee.
page-access-missing = Vul ook de toegangscode in. Weet u die niet? Vraag haar aan de afzender, op een nummer dat u al kent.
page-access-wrong = Deze toegangscode klopt niet. De code uit de e-mail werkt nog. Pogingen over vandaag: { $left }.
page-access-tries = Er is vandaag vijf keer een toegangscode ingevuld. Probeer het morgen weer. Uw link blijft werken, en de tijd om te kiezen verandert niet.
page-choice-known-as-access = U bent bij ons bekend als: iemand met toegang tot { $addressee }, bevestigd met een code op { $moment }. U kende ook de toegangscode. Die kent de afzender ook.
page-choice-known-as-sms = U bent bij ons bekend als: iemand met toegang tot het telefoonnummer dat de afzender noemde, eindigend op { $ending }. Dat is bevestigd met een code op { $moment }.
sms-code = { $service }: uw code is { $code }. Hij werkt 15 minuten. Geef hem aan niemand.
page-privacy-proof = Telefoonnummer en toegangscode
page-privacy-proof-text = Noemde de afzender een telefoonnummer van u? Dan bewaren wij dat versleuteld. Het bewijs en onze pagina’s tonen alleen de laatste twee cijfers. Een code per sms gaat via een dienst voor sms. Van een toegangscode bewaren wij een getal waaruit zij niet is terug te rekenen zonder onze sleutel.
## Wat iemand nog meer kan zeggen (deze teksten komen in het bewijs)
act-by-post = Ik wil dit bericht liever per post. Ik neem het niet aan en ik weiger het niet.
act-could-not-open = Ik kon dit bericht of een deel ervan niet openen.
act-died = De geadresseerde is overleden. Ik neem dit bericht niet aan en ik weiger het niet.
act-left = Degene voor wie dit is, werkt hier niet meer. Ik neem dit bericht niet aan en ik weiger het niet.
act-own-words = Dit is mijn verklaring. De afzender mag haar zien.
act-read = Ik heb dit bericht gelezen. Ik zeg daarmee niet dat ik het ermee eens ben.
page-notice-by-post = Liever per post
page-notice-by-post-text = U vraagt de afzender om het bericht op papier te sturen. De afzender hoeft dat niet te doen. De termijn in het bericht kan doorlopen.
page-choice-said-by-post = U vroeg om het bericht per post, op { $moment }. De afzender hoort dat. De tijd om te kiezen loopt door: u kunt nog aannemen of weigeren.
page-choice-died-text = Ook dan blijft het bericht dicht. Er gaan geen herinneringen meer uit. De afzender hoort wat u meldt. Wij gaan het niet na.
page-done-died-title = U meldde een overlijden
page-done-died = Dit is vastgelegd op { $moment }. Het bericht blijft dicht en er gaan hierover geen meldingen meer uit. De afzender hoort het van ons, in rustige woorden.
page-done-left-title = U meldde: werkt hier niet meer
page-done-left = Dit is vastgelegd op { $moment }. Het bericht blijft dicht en er gaan hierover geen meldingen meer uit. De afzender hoort dat het adres misschien niet meer klopt.
page-say-title = Iets laten vastleggen
page-say-link = Iets anders laten vastleggen, met een eigen verklaring
page-say-text = U kunt hier met eigen woorden iets laten vastleggen, bijvoorbeeld wat er volgens u is gebeurd. Dat hoeft niet. Het is geen keuze: u neemt het bericht er niet mee aan en u weigert het er niet mee. De tijd om te kiezen verandert niet.
page-say-shared = { $sender } ({ $address }) ziet wat u zegt, en ook wie het bewijs krijgt, zoals een rechter. Het staat in het bewijs van de afzender en in dat van u, met het tijdstip. U kunt het niet terugnemen.
page-say-before = Dit is al vastgelegd
page-say-label = Uw verklaring
page-say-hint = Hooguit 2.000 letters. Wij lezen het niet en gaan het niet na.
page-say-empty = U schreef nog niets. Er is niets vastgelegd.
page-say-too-long = Dit zijn meer dan 2.000 letters. Maak het korter. Er is nog niets vastgelegd.
page-say-enough = Bij dit bericht kan niet nog meer worden vastgelegd. Schrijf de afzender zelf.
page-say-twice = Dit is al eerder vastgelegd. Dat blijft staan.
page-say-accepted = Wilt u hier iets over zeggen?
page-say-accepted-text = Dat hoeft niet. Zegt u niets, dan verandert er niets.
page-say-read-text = Dit leggen wij alleen vast als u het zelf zegt. Uit uw downloads leiden wij het nooit af. De afzender ziet het.
page-say-read-before = U zei op { $moment } dat u het las. Dat staat in het bewijs.
page-say-could-not-open-text = Lukt het openen niet? Dan kunt u dat laten vastleggen. De afzender hoort het. U kunt het daarna gewoon opnieuw proberen.
page-say-could-not-open-label = Wat zag u? (mag leeg blijven)
page-say-on = Verder
event-by-post = Gevraagd: liever per post
event-could-not-open = Gemeld: kon niet worden geopend
event-died = Gemeld: de geadresseerde is overleden
event-left = Gemeld: werkt hier niet meer
event-said = Een eigen verklaring is vastgelegd
decision-died = de geadresseerde is overleden
decision-left = werkt hier niet meer
mail-decision-subject-died = Een overlijden gemeld bij { $addressee }
mail-decision-subject-left = Werkt daar niet meer: { $addressee }
mail-decision-explained-died = Iemand met toegang tot deze mailbox meldde dat de geadresseerde is overleden. Wij hebben dat niet nagegaan. Het bericht bleef dicht en wij sturen geen herinneringen. Tot het einde van de tijd kan vanuit deze mailbox nog worden aangenomen of geweigerd, bijvoorbeeld door een executeur.
mail-decision-explained-left = Iemand met toegang tot deze mailbox meldde dat de geadresseerde daar niet meer werkt. Wij hebben dat niet nagegaan. Het bericht bleef dicht en wij sturen geen herinneringen. Kijk het adres na. Tot het einde van de tijd kan vanuit deze mailbox nog worden aangenomen of geweigerd.
mail-decided-subject-died = U meldde een overlijden
mail-decided-subject-left = U meldde: werkt hier niet meer
mail-said-subject-by-post = Liever per post, vraagt { $addressee }
mail-said-subject-could-not-open = Kon niet worden geopend, zegt { $addressee }
mail-said-subject-read = Gelezen, zegt { $addressee }
mail-said-body =
    De geadresseerde van uw aangetekende e-mail liet iets vastleggen.

      Adres:       { $addressee }
      Tijdstip:    { $moment }
      Wie:         { $who }
      Nummer:      { $submission }
      Zending:     { $delivery }

    { $explained }

    De tekst staat in het bewijs. Dat haalt u op bij { $where }, met het nummer van de zending. De geadresseerde kan hetzelfde bewijs ophalen.
mail-said-by-post = De geadresseerde heeft het bericht liever op papier. Dat is geen keuze: het bericht is niet aangenomen en niet geweigerd. De tijd om te kiezen loopt door. Of u het per post stuurt, beslist u zelf.
mail-said-could-not-open = De geadresseerde zegt dat het bericht, of een deel ervan, niet te openen was. Dat verandert niets aan de keuze die al is gemaakt. Misschien helpt het om het bericht op een andere manier te sturen.
mail-said-own-words = De geadresseerde gaf een verklaring in eigen woorden. Dat is geen keuze: het bericht is er niet mee aangenomen en niet mee geweigerd. De tijd om te kiezen verandert niet.
mail-said-read = De geadresseerde zegt zelf dat het bericht is gelezen. Dat betekent niet dat de geadresseerde het ermee eens is. Wij weten niet of het zo is.
## Misbruik melden (/abuse)
page-abuse-title = Misbruik melden
page-abuse-text = Klopt er iets niet aan dit bericht, of aan een melding? Vertel het ons. Melden is geen keuze: u neemt het bericht er niet mee aan en u weigert het niet.
page-abuse-reference = Kenmerk uit de melding (als u het hebt)
page-abuse-why = Wat is er mis?
page-abuse-deception = Iemand doet zich voor als een ander, of wil mij oplichten.
page-abuse-threat = Het bedreigt of beledigt mij.
page-abuse-unlawful = Het is volgens mij verboden.
page-abuse-unwanted = Ik wil van deze afzender niets krijgen.
page-abuse-other = Iets anders.
page-abuse-what = Wat wilt u erover zeggen?
page-abuse-seen = U hoeft niets te schrijven; ten hoogste 2000 letters. Alleen wij lezen dit. De afzender ziet het niet. Wij bewaren het een jaar.
page-abuse-button = Melding versturen
page-abuse-no-reason = Kies wat er mis is. Er is nog niets verstuurd.
page-abuse-too-long = Schrijf ten hoogste 2000 letters. Er is nog niets verstuurd.
page-abuse-told-title = Uw melding is bij ons
page-abuse-told = Dank u. Wij lezen uw melding. De afzender ziet haar niet. Aan het bericht en aan de tijd om te kiezen verandert niets.
page-abuse-number = Nummer van uw melding
page-abuse-more = Wilt u er iets over vragen? Noem dan dit nummer. { $operator }
page-privacy-abuse = Wat u meldt
page-privacy-abuse-text = Meldt u misbruik, dan bewaren wij dat een jaar, versleuteld. Alleen wij lezen het. De afzender ziet het niet.

## Eigen sleutels (passkeys)
page-choice-with-key = Ondertekenen met mijn sleutel (passkey)
page-choice-make-key = Maak eerst een sleutel (passkey), als u wilt
page-choice-keys = Mijn sleutels (passkeys)
page-key-title = Een eigen sleutel
page-key-what = Een sleutel (passkey) blijft op uw apparaat. U opent hem met een vinger, uw gezicht of een pincode. Daarmee ondertekent u uw keuze zelf. Niemand anders kan dat voor u doen, ook wij niet.
page-key-recorded = Wij leggen vast dat u een sleutel maakte, wanneer, en hoe u liet zien wie u bent. U krijgt er een e-mail over. De afzender ziet de sleutel alleen als u er een keuze mee ondertekent.
page-key-make = Maak een sleutel
page-key-scripts = Een sleutel heeft JavaScript nodig. U kunt ook zonder sleutel kiezen.
page-key-failed = Dat lukte niet. Probeer het opnieuw, of kies zonder sleutel.
page-key-list = Uw sleutels
page-key-back = Terug naar de keuze
page-sign-title = Onderteken uw keuze
page-sign-what = Met uw sleutel ondertekent u precies dit:
page-sign-with-key = Onderteken met mijn sleutel
error-key = Uw sleutel kon hier niet gebruikt worden. Probeer het opnieuw, of kies zonder sleutel.
error-key-known = Deze sleutel is hier al bekend.
error-key-many = U hebt hier twintig sleutels. Meer kan niet.

## Meer berichten tegelijk, en teruggenomen
page-notice-another = De afzender stuurt u nog een bericht terwijl er al wachten. Zijn reden: “{ $reason }”
page-recalled-text = De afzender nam dit bericht terug. U hoeft niets te doen en niets te kiezen. Van de inhoud is niets aan u verzonden, en dat gebeurt ook niet meer.
mail-recalled-subject = De afzender nam een bericht terug
mail-recalled-body =
    U nam een aangetekende e-mail in ontvangst. De afzender nam die daarna terug, voordat er iets van de inhoud naar u was verzonden.

      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }
      Teruggenomen: { $moment }

    U hoeft niets te doen. Uw keuze blijft in het bewijs staan, maar het bericht kunt u niet meer lezen. Het bewijs slaat u op via deze link:

    {"  "}{ $link }

## Het bureau van de afzender (/desk)
desk-title = Wat u indiende
desk-login-title = Inloggen als afzender
desk-login-text = Hier ziet u hoe het staat met de berichten die u indiende. Log in met de naam en het wachtwoord van uw account.
desk-login-name = Naam van het account
desk-login-password = Wachtwoord
desk-login-button = Inloggen
desk-login-wrong = Deze naam en dit wachtwoord horen niet bij elkaar.
desk-login-again = Deze pagina was al gebruikt. Probeer het nog eens.
desk-login-clear = Inloggen kan hier niet: uw wachtwoord zou leesbaar over het net gaan. Gebruik het adres dat met https begint.
desk-logout = Uitloggen
desk-account = Ingelogd als { $account }
desk-empty = Er is nog niets ingediend.
desk-earlier = Eerder ingediend
desk-back = Naar alles wat u indiende
desk-submission-title = Ingediend: { $submission }
desk-delivery-title = Aan { $addressee }
desk-delivery = Nummer van de zending
desk-answers = Vier antwoorden
desk-timeline = Wat er gebeurde
desk-evidence = Bewijs
desk-unsealed = wordt verzegeld
desk-dialogue = Wat er met mailservers is gewisseld
desk-event-addressee-states = De geadresseerde legde een verklaring af
desk-unproven = Wat hiermee niet is bewezen
desk-unproven-notice = Dat iemand de melding zag. Zij ging naar een mailserver; meer is niet bekend.
desk-unproven-person = Welke persoon het was. Een code per e-mail toont toegang tot de mailbox.
desk-unproven-telephone = Welke persoon het was. Een code per sms toont toegang tot een telefoonnummer.
desk-unproven-access = Dat de afzender het niet zelf was. Een toegangscode kennen beide kanten.
desk-unproven-decision = De keuze, zonder op deze dienst te vertrouwen. De geadresseerde gebruikte geen eigen sleutel.
desk-unproven-silence = Dat wie zweeg, de melding zag.
desk-unproven-read = Dat het bericht is gelezen. Het is volledig verzonden; meer is niet bekend.
desk-unproven-times = De tijdstippen, zonder op deze dienst te vertrouwen. Haar eigen tijdstempels staan erop.
desk-voucher-key = De dienst, en ook de eigen sleutel van de geadresseerde.
desk-save = Opslaan
desk-bundle = Al het bewijs in één bestand
desk-bundle-message = Hetzelfde, met het bericht erbij zolang wij het hebben
desk-report = Een verslag om te lezen en in te leveren (PDF, met al het bewijs erin)
desk-wait-title = Nog even
desk-wait-text = Dit wordt nog gemaakt en verzegeld. Dat duurt meestal enkele seconden.
desk-wait-again = Nog eens kijken
desk-recall-title = Terugnemen
desk-recall-can = Van de inhoud is nog niets verzonden naar { $addressee }. U kunt het bericht terugnemen.
desk-recall-link = Terugnemen: lees eerst wat dat doet
desk-recall-text = U neemt het bericht aan { $addressee } terug. Wij vernietigen de sleutel van de inhoud voor deze geadresseerde. Wie de link van de melding opent, leest dat u het bericht terugnam. Nam de geadresseerde het al aan, dan krijgt die daarover een e-mail.
desk-recall-final = Dit kan niet ongedaan worden gemaakt. Het bewijs blijft, en ook dat u het bericht terugnam.
desk-recall-button = Ja, terugnemen
desk-recall-late = Dit bericht is niet meer terug te nemen: er is over beslist, of een deel van de inhoud is al verzonden.

## Electronic identities

attribute-name = naam
attribute-birth-date = geboortedatum
attribute-customer-number = klantnummer
page-means-eid = met { $name }
page-eid-title = Laat met { $name } zien wie u bent
page-eid-go = U gaat nu naar { $name }, op { $host }. Daar laat u zien wie u bent. Daarna komt u hier terug.
page-eid-asked = Wij vragen { $name } om: { $attributes }. Dat vergelijken wij met wat de afzender schreef. Daarna gooien wij het weg.
page-eid-learns = { $name } ziet dat u van deze dienst komt. Het ziet niet wie u schreef, of wat.
page-eid-button = Ga naar { $name }
page-eid-time = U hebt er tien minuten voor.
page-eid-link = Terug naar het bericht
page-eid-back-title = U bent het
page-eid-back-text = Wat { $name } over u zegt, past bij wat de afzender schreef: { $attributes }. Wat { $name } zei, hebben wij weggegooid.
page-eid-back-next = Er is nog niets besloten. U kiest op de volgende pagina.
page-eid-other-title = Dit bericht is voor iemand anders, of uw naam staat er anders
page-eid-other-text = Wat { $name } over u zegt, past niet bij wat de afzender schreef. Daarom laten wij u niets van het bericht zien.
page-eid-other-ways = Is het bericht niet voor u? Ga terug en kies: niet voor mij. Is het wel voor u? Kies daar een andere manier om te laten zien wie u bent. Of vraag de afzender het opnieuw te sturen, met uw naam zoals { $name } die kent. Liet iemand al met een ander middel zien dat het voor hem is? Gebruik dan dat middel.
page-eid-unseen = De afzender ziet niet dat u het probeerde.
page-eid-none-title = Nog niet bekend wie u bent
page-eid-cancelled = U stopte bij { $name }, of { $name } liet u niet toe. Probeer het opnieuw, of kies een andere manier.
page-eid-refused = { $name } stuurde een antwoord dat wij niet vertrouwen. Probeer het opnieuw. Gaat het weer mis? Kies een andere manier, of bel ons.
page-eid-unreached = Wij kunnen { $name } nu niet bereiken. Probeer het later weer, of kies een andere manier.
page-eid-enough = U probeerde dit vandaag vaak genoeg. Probeer het morgen, of kies een andere manier. Uw link blijft werken.
page-eid-over = Dit duurde langer dan tien minuten, of het was al gebruikt. Open de link uit de e-mail opnieuw.
page-choice-known-as-eid = Wij kennen u als: iemand voor wie { $issuer } instond op { $moment }. Dit past bij wat de afzender schreef: { $attributes }.
desk-unproven-issuer = Wie het was, los van het woord van de uitgever van de identiteit.
page-privacy-eid = Elektronische identiteit
page-privacy-eid-text = Noemde de afzender uw naam, geboortedatum of klantnummer? Dan kunt u met een elektronische identiteit laten zien wie u bent. Wij bewaren alleen een vingerafdruk van wat de afzender noemde, tot het één keer past. Dan vernietigen wij die. Wij bewaren een vingerafdruk van wie het was. Zo komt niemand anders er met zo'n identiteit in. Wat de uitgever over u zegt, bewaren wij niet. Het bewijs zegt: met welk middel, wanneer, wie de uitgever is, en wat past.
## Mails: hoe iemand liet zien wie hij is
mail-who-mail-code =
    iemand met toegang tot deze mailbox,
    bevestigd met een code per e-mail
mail-who-access-code =
    iemand met toegang tot deze mailbox,
    bevestigd met een code per e-mail, en met
    de toegangscode die u ook kent
mail-who-sms-code =
    iemand met toegang tot het telefoonnummer
    dat u noemde, eindigend op { $ending },
    bevestigd met een code per sms
mail-who-signed = en ondertekend met een eigen sleutel
mail-otherwise-mail-code = Dan had iemand anders een code uit deze mailbox.
mail-otherwise-access-code = Dan had iemand anders een code uit deze mailbox, en de toegangscode.
mail-otherwise-sms-code = Dan had iemand anders een code van het telefoonnummer dat eindigt op { $ending }.
mail-otherwise-signed = Die kon ook uw eigen sleutel gebruiken.
mail-who-eid =
    iemand met een elektronische identiteit;
    { $issuer } stond voor hem in
mail-otherwise-eid = Dan kon iemand anders uw elektronische identiteit van { $issuer } gebruiken.
## Mailboxes that several people read
page-role-mailbox = Deze mailbox kunnen meer mensen lezen. Wie het eerst kiest, kiest voor allemaal.
page-role-decided = Deze mailbox kunnen meer mensen lezen. De eerste keuze telt voor allemaal.

## Afwezig tot een dag
page-absence-title = Afwezig
page-absence-link = Ik ben een tijd weg of ziek
page-absence-notice = Bent u een tijd weg of ziek? Na de code kunt u dat zeggen. Dan krijgt u meer tijd als dat nodig is.
page-absence-what = U kunt hier zeggen tot en met welke dag u niet kunt kiezen. Dat geldt voor alle berichten aan { $addressee }.
page-absence-does = Loopt de tijd om te kiezen te vroeg af? Dan schuift die op. Na uw terugkeer hebt u nog drie hele dagen. Er komt nooit meer tijd bij dan de afzender eerst gaf.
page-absence-sees = De afzender ziet alleen een later einde. Waarom het later is, ziet hij niet. Schuift er niets op, dan ziet de afzender niets.
page-absence-away = Wij hebben vastgelegd dat u afwezig bent tot en met { $day }.
page-absence-deadline = Voor dit bericht kunt u kiezen tot { $moment }. Net iets vastgelegd? Open deze pagina over een minuut opnieuw.
page-absence-until = Afwezig tot en met
page-absence-hint = Kies een dag vanaf vandaag, hoogstens { $days } dagen vooruit. Langer weg? Zeg het later opnieuw.
page-absence-no-day = Kies een dag vanaf vandaag, hoogstens { $days } dagen vooruit.
page-absence-button = Leg mijn afwezigheid vast
page-absence-back = Ik ben terug
event-deadline-moved = Het einde van de tijd is verschoven
mail-moved-subject = Meer tijd om te kiezen: { $addressee }
mail-moved-body =
    Het einde van de tijd om te kiezen is verschoven.

      Adres:       { $addressee }
      Kiezen tot:  { $moment }
      Nummer:      { $submission }
      Zending:     { $delivery }

    Dat past binnen uw voorwaarden: er komt nooit meer tijd bij dan u eerst gaf. Waarom het einde verschoof, staat niet in het bewijs. U haalt het bewijs op bij { $where }.
mail-absence-subject = Uw afwezigheid is vastgelegd
mail-absence-body =
    Op { $moment } legde iemand vast dat { $addressee } afwezig is tot en met { $day }. Die persoon liet eerst zien dat hij in deze mailbox kan.

    Loopt de tijd om te kiezen over een bericht te vroeg af? Dan schuift die op. U krijgt daarover een e-mail. De afzender ziet niet waarom.

    Was u dit niet? Dan kan iemand anders uw mail lezen. Verander het wachtwoord van uw mailbox, en bel ons.
mail-back-subject = U bent niet meer afwezig
mail-back-body =
    Op { $moment } legde iemand vast dat { $addressee } er weer is. Tijd die al verschoven was, blijft verschoven.

    Was u dit niet? Dan kan iemand anders uw mail lezen. Verander het wachtwoord van uw mailbox, en bel ons.
mail-put-off-subject = U hebt meer tijd om te kiezen
mail-put-off-body =
    U hebt meer tijd om te kiezen over een aangetekende e-mail.

      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }
      Kiezen tot:  { $moment }

    De afzender ziet het nieuwe einde, en niet waarom. Met deze link opent u de pagina:

    {"  "}{ $link }
## Wat is over mij vastgelegd (/mine)
page-mine-title = Wat is over mij vastgelegd?
page-mine-text = Hier ziet u wat wij over uw e-mailadres vastlegden. Typ het adres. Wij sturen er een code heen. Daarmee komt u binnen. U hebt geen account nodig.
page-mine-button = Stuur mij een code
page-mine-sent = Legden wij iets vast over { $address }? Dan sturen wij nu een code van 8 cijfers daarheen. De code werkt 15 minuten. Dit antwoord is voor elk adres hetzelfde.
page-mine-what = Dit legden wij vast over { $address }. Geen afzender ziet dat u hier kijkt.
page-mine-deliveries = Aangetekende e-mails
page-mine-state = Hoe het ermee staat
page-mine-open = U kunt kiezen tot en met { $moment }.
page-mine-waits = U kunt kiezen. Er loopt geen tijd.
page-mine-accepted = U nam hem aan.
page-mine-refused = U weigerde hem.
page-mine-not-for-me = U meldde dat hij niet voor u is.
page-mine-expired = De tijd om te kiezen ging zonder keuze voorbij.
page-mine-recalled = De afzender nam hem terug.
page-mine-closed = Er valt niets te kiezen.
page-mine-go = Open deze, met het bewijs
page-mine-earlier = Toon eerdere
page-mine-security = Codes en links van de laatste 24 uur
page-mine-security-text = Alleen u ziet dit. Na 24 uur wissen wij het. Ziet u iets dat u niet deed? Dan probeerde iemand anders binnen te komen.
page-mine-security-code = { $moment }: er is een code gevraagd. Fout ingevuld: { $wrong } keer.
page-mine-security-used = De code is gebruikt.
page-mine-security-unused = De code is niet gebruikt.
page-mine-security-link = { $moment }: er is een nieuwe link gevraagd.
page-mine-keys = Eigen sleutels
page-mine-no-keys = U maakte hier geen sleutels.
mail-foot-mine = Wat wij over u vastlegden

## Hoe lang de inhoud blijft
mail-goes-subject = Uw bericht verdwijnt na { $day }
mail-goes-body =
    U nam een aangetekende e-mail in ontvangst. U haalde hem nog niet helemaal op. Wij bewaren hem tot en met { $moment }. Daarna wissen wij hem.

      Afzender:     noemt zich { $sender }
      Adres:        { $addressee }
      Bewaard t/m:  { $moment }

    Wilt u hem bewaren? Sla hem dan nu op, via deze link:

    {"  "}{ $link }

    Het bewijs blijft bij ons. De afzender ziet deze mail niet.

## Een bericht waar nog eens om gevraagd wordt
act-again = Ik vraag de afzender dit bericht nog eens voor mij in te dienen.
page-again-text = Bedacht u zich? U kunt de afzender vragen het bericht nog eens voor u in te dienen. De afzender ziet dat u het vraagt. Hij hoeft het niet te doen. Wat eerder is vastgelegd, blijft staan.
page-again-asked = Op { $moment } vroeg u de afzender het bericht nog eens in te dienen. Doet de afzender dat? Dan krijgt u een nieuwe melding.
mail-said-subject-again = Nog eens gevraagd: { $addressee }
mail-said-again = De geadresseerde vraagt u het bericht nog eens in te dienen. Wat eerder is vastgelegd, blijft staan. U doet dat aan uw bureau, met de API (again) of met recepis submission again.
desk-again-title = Nog eens indienen
desk-again-can = { $addressee } vraagt nog eens om dit bericht.
desk-again-link = Nog eens indienen: lees eerst wat dat doet
desk-again-text = U dient het bericht aan { $addressee } nog eens in. Het wordt een nieuwe zending met dezelfde inhoud en een eigen tijd. Het bewijs daarvan noemt deze. Wat hier is vastgelegd, blijft staan.
desk-again-button = Ja, dien het nog eens in
desk-again-not = De geadresseerde vroeg er niet nog eens om, het is al eens opnieuw ingediend, of wij bewaren het niet meer.
desk-again-follows = Volgt op de zending

## Een afzender blokkeren, een sleutel weghalen, en wat alleen een adres aangaat
page-mine-block = Stuur mij niets meer van deze afzender
page-mine-blocked = Afzenders die u blokkeerde
page-mine-block-text = Niets meer sturen? Dan krijgt u geen melding van wat deze afzender later indient. De afzender leest dat u dit vroeg. U vindt zo’n bericht hier toch. Voor een bericht dat nu wacht, loopt de tijd door.
page-mine-blocked-since = { $sender }, sinds { $moment }
page-mine-unblock = Weer toestaan
page-mine-none-blocked = U blokkeerde niemand.
page-mine-remove = Haal deze sleutel weg
page-mine-remove-text = Een sleutel die u weghaalt, tekent niets meer. Wat hij eerder tekende, blijft.
page-mine-own = Wat alleen u aangaat
page-mine-own-text = Niemand ziet dit behalve u. Soms rust het bewijs van een bericht erop. Dan staat het daarbij. Is het verzegeld? Dan kunt u het als bewijs opslaan.
page-mine-own-absent = U meldde tot wanneer u weg bent
page-mine-own-enrolled = U maakte een sleutel
page-mine-own-removed = U haalde een sleutel weg
page-mine-own-blocked = U blokkeerde een afzender
page-mine-own-unblocked = U stond een afzender weer toe
page-mine-own-other = Er is iets anders vastgelegd
mail-blocked-subject = U blokkeerde een afzender
mail-blocked-body =
    Iemand met toegang tot uw mailbox blokkeerde een afzender. Van wat deze afzender nu nog indient, krijgt u geen melding meer.

      Adres:     { $addressee }
      Afzender:  { $sender }
      Wanneer:   { $moment }

    Was u dit niet? Maak het dan ongedaan op de pagina hieronder. Daar vindt u ook wat deze afzender toch indient.
mail-unblocked-subject = U stond een afzender weer toe
mail-unblocked-body =
    Iemand met toegang tot uw mailbox stond een afzender weer toe. Van wat deze afzender nu indient, krijgt u weer een melding.

      Adres:     { $addressee }
      Afzender:  { $sender }
      Wanneer:   { $moment }

    Was u dit niet? Blokkeer de afzender dan opnieuw op de pagina hieronder.
mail-key-removed-subject = Er is een sleutel weggehaald
mail-key-removed-body =
    Iemand met toegang tot uw mailbox haalde een sleutel weg. Die tekent niets meer. Wat hij eerder tekende, blijft.

      Adres:         { $addressee }
      Wanneer:       { $moment }
      Vingerafdruk:
    {"  "}{ $fingerprint }

    Was u dit niet? Dan kan iemand anders in uw mailbox. Verander het wachtwoord.

## Machtigingen: iemand anders laat voor u kiezen
page-mandates-title = Iemand machtigen
page-mandates-link = Iemand anders voor mij laten kiezen
page-mandates-what = U kunt hier iemand machtigen. Die persoon leest dan berichten aan { $addressee } en kiest voor u. U kunt zelf ook blijven kiezen. De eerste keuze telt.
page-mandates-sees = De ander zegt eerst ja, met een code naar het eigen adres. De afzender ziet pas iets als de ander voor u kiest. In het bewijs staan dan uw adres, het adres van de ander en het nummer van de machtiging.
page-mandates-list = Uw machtigingen
page-mandates-give = Iemand machtigen
page-mandates-delegate = E-mailadres van wie voor u kiest
page-mandates-scope = Voor welke berichten
mandate-scope-all = Voor alle berichten.
mandate-scope-sender = Alleen voor berichten van { $domain }.
page-mandates-from = Vanaf deze dag
page-mandates-until = Tot en met deze dag
page-mandates-hint = Hoogstens twee jaar. U kunt een machtiging altijd meteen stoppen.
page-mandates-button = Vraag deze persoon
page-mandates-revoke = Stop de machtiging van { $delegate }
page-mandates-no-day = Kies een eerste en een laatste dag vanaf vandaag. De laatste dag komt niet voor de eerste, en is hoogstens { $days } dagen vooruit.
page-mandates-no-address = Dit is geen e-mailadres. Kijk het na.
page-mandates-own = Dit is uw eigen adres. Noem dat van iemand anders.
page-mandates-many = U hebt al tien machtigingen. Stop er eerst een.
page-mandate-title = Een machtiging
page-mandate-what = { $principal } vraagt of u, { $delegate }, aangetekende e-mail voor hem of haar leest en kiest.
page-mandate-does = Zegt u ja? Dan krijgt u bij elk bericht een eigen link. U kunt daar aannemen of weigeren. Dat telt voor degene die u machtigt. Uw adres staat dan in het bewijs, ook voor de afzender. U kunt er altijd mee stoppen.
page-mandate-days = Van { $from } tot en met { $until }.
page-mandate-number = Nummer: { $number }
page-mandate-asked = Gevraagd op { $moment }. Er is nog geen antwoord.
page-mandate-accepted = Aangenomen op { $moment }.
page-mandate-revoked = Gestopt op { $moment }.
page-mandate-code = Stuur een code naar { $delegate }
page-mandate-accept = Ja, ik neem deze machtiging aan
page-mandate-end = Nee, ik wil deze machtiging niet (meer)
page-acting = U, { $delegate }, kijkt hier voor { $principal }. De code gaat naar uw eigen adres.
page-choice-known-as-delegate = Wij weten: u bent iemand met toegang tot { $delegate }, door een code op { $moment }. U kiest voor { $principal }, met machtiging { $number }.
page-content-to-delegate = Het hele bericht is volledig naar { $delegate } verzonden op { $moment }. Wat u zelf leest, leggen wij niet vast.
page-content-to-principal = Het hele bericht is volledig naar de geadresseerde verzonden op { $moment }. Wat u leest, leggen wij niet vast.
page-privacy-mandates = Machtigingen
page-privacy-mandates-text = Laat u iemand voor u kiezen? Dan bewaren wij versleuteld wie dat is en waarvoor. Ook bewaren wij de dagen, en of die persoon ja zei. U en die persoon zien dat. De afzender ziet het pas als die persoon voor u kiest. Dan staan beide adressen en de machtiging in het bewijs. Dertig dagen na het einde verdwijnt de pagina van de machtiging. Het bewijs verwijderen wij niet uit onszelf.
page-done-by-delegate = { $delegate } koos dit voor u, met machtiging { $number }.
page-done-for-principal = U koos voor { $principal }, met machtiging { $number }. Wat hier staat, geldt voor die persoon.
page-done-by-other = Die keuze is niet door u gemaakt. Alleen { $principal } kan het bericht openen.
page-mine-own-mandate-accepted = U nam een machtiging aan
page-mine-own-mandate-ended = U stopte een machtiging
page-mine-own-mandate-given = U vroeg iemand om voor u te kiezen
error-addressee-only = Dit kan alleen de geadresseerde zelf.
error-mandate-not-begun = Uw machtiging is nog niet begonnen.
error-mandate-over = Uw machtiging is afgelopen. Vraag degene voor wie u koos om een nieuwe.
error-mandate-other = Uw machtiging geldt niet voor deze afzender.
error-mandate-not-accepted = U hebt deze machtiging nog niet aangenomen. Open de link in de mail daarover.
error-mandate-revoked = Deze machtiging is gestopt. U kunt niet meer kiezen voor deze persoon.
mail-mandate-subject-asked = Iemand vraagt of u voor hem of haar kiest
mail-mandate-asked =
    { $principal } vraagt of u aangetekende e-mail voor hem of haar leest en kiest.

      Voor wie:    { $principal }
      Door wie:    { $delegate }
      Van:         { $from }
      Tot en met:  { $until }
      Nummer:      { $number }

    { $scope }

    Op deze pagina leest u wat dat betekent. Daar zegt u ja of nee, met een code naar uw adres:

    {"  "}{ $link }

    Doet u niets? Dan gebeurt er niets. Kent u deze persoon niet? Zeg dan nee.
mail-mandate-subject-given = U hebt iemand gevraagd om voor u te kiezen
mail-mandate-given =
    Op { $moment } is voor { $principal } iemand gevraagd om berichten te lezen en te kiezen.

      Door wie:    { $delegate }
      Van:         { $from }
      Tot en met:  { $until }
      Nummer:      { $number }

    { $scope } De ander moet eerst nog ja zeggen.

    Was u dit niet? Dan kan iemand anders uw mail lezen. Verander het wachtwoord van uw mailbox, stop de machtiging, en bel ons.
mail-mandate-subject-accepted = De machtiging is aangenomen
mail-mandate-accepted =
    Op { $moment } heeft { $delegate } ja gezegd. Hij of zij mag nu voor { $principal } lezen en kiezen.

      Van:         { $from }
      Tot en met:  { $until }
      Nummer:      { $number }

    { $scope } Allebei kunt u hier altijd mee stoppen.
mail-mandate-subject-revoked = De machtiging is gestopt
mail-mandate-revoked =
    Op { $moment } is deze machtiging gestopt. { $delegate } kan niet meer kiezen voor { $principal }.

      Nummer:      { $number }

    Wat eerder is gekozen, blijft staan.
mail-delegated-subject = U kunt kiezen voor iemand anders
mail-delegated-body =
    Er is een aangetekende e-mail voor { $principal }. U mag daarvoor kiezen.

      Afzender:    noemt zich { $sender }
      Kiezen tot:  { $until }

    Met deze link, die alleen van u is, opent u de pagina:

    {"  "}{ $link }

    Kiest { $principal } eerder? Dan telt die keuze.
mail-delegated-done =
    U koos voor { $principal } over een aangetekende e-mail.

      Afzender:    noemt zich { $sender }

    Met deze nieuwe link komt u bij het bewijs en bij het bericht, als u het aannam:

    {"  "}{ $link }
mail-who-delegate =
    iemand met toegang tot
    { $delegate }, met een machtiging,
    bevestigd met een code per e-mail
mail-otherwise-delegate = Dan had iemand anders een code uit de mailbox van { $delegate }. Die had een machtiging van u.
## Een certificaat op een kaart of in de computer

page-card-go = U gaat nu naar { $host }. Dat zijn wij ook. Daar vraagt uw browser welk certificaat u laat zien. Doe eerst uw kaart in de lezer, als het op een kaart staat. Daarna komt u hier terug.
page-card-asked = Van het certificaat gebruiken wij: { $attributes }. Dat vergelijken wij met wat de afzender schreef. Daarna gooien wij het certificaat weg.
page-card-learns = Wie het certificaat uitgaf, vragen wij niets. Die merkt dus niet dat u het gebruikt.
page-card-absent = Uw browser liet geen certificaat zien. Doe de kaart in de lezer, of kijk of het certificaat in uw browser staat.
page-card-expired = Dit certificaat is verlopen, of het geldt nog niet. Gebruik een certificaat dat nu geldt.
page-card-foreign = Dit certificaat kennen wij niet. Alleen een certificaat van { $name } telt hier.
page-card-purpose = Dit certificaat is niet gemaakt om te laten zien wie u bent. Op veel kaarten staan er twee. Kies dan het andere.
page-card-revoked = Wie dit certificaat uitgaf, heeft het ingetrokken. Het telt niet meer.
page-card-unclear = Dit certificaat kunnen wij niet goed lezen. Het telt daarom niet.
page-card-unchecked = Wij kunnen nu niet nagaan of dit certificaat nog geldig is. Dat ligt aan ons. Probeer het later weer.
page-card-again = Opnieuw proberen? Sluit dan eerst de browser helemaal, anders gebruikt die dezelfde keuze. Open de link uit de e-mail daarna weer. Of kies een andere manier.
## Een eigen sleutel die laat zien wie iemand is
page-means-passkey = Maakte u bij een eerder bezoek een sleutel bij ons? Daarmee kunt u laten zien wie u bent.
page-passkey-title = Met een sleutel die u eerder maakte
page-passkey-what = Ontgrendel uw sleutel. Dan weten wij dat u hem maakte. Hij moet ouder zijn dan dit bericht. U ondertekent ook uw keuze ermee.
page-passkey-use = Gebruik mijn sleutel
page-passkey-failed = Dat lukte niet. Probeer het nog eens, of ga terug en kies een ander middel.
page-passkey-scripts = Een sleutel heeft JavaScript nodig. Ga terug en kies een ander middel.
page-passkey-otherwise = Liever een ander middel
page-choice-known-as-key = U bent bij ons bekend als: iemand met een sleutel die bij een eerder bezoek is gemaakt voor { $addressee }, gebruikt op { $moment }.
page-choice-key-signs = U liet met uw sleutel zien wie u bent. Op de volgende pagina ondertekent u er uw keuze mee.
error-key-unsigned = U liet met uw sleutel zien wie u bent. Onderteken dus ook uw keuze ermee. Er is niets vastgelegd.
mail-who-passkey =
    iemand met een sleutel die bij een eerder
    bezoek voor dit adres is gemaakt
mail-otherwise-passkey = Dan kon iemand anders uw sleutel gebruiken.
desk-unproven-key = Welke persoon het was. Een sleutel toont dat iemand hem kon ontgrendelen, en verder alleen hoe hij is gemaakt.

## Afwezig, vanaf de pagina over mijzelf
page-mine-absence = Bent u een tijd weg of ziek? U kunt hier zeggen tot welke dag. Dan krijgt u meer tijd als dat nodig is.
page-privacy-away = Afwezig, of een afzender blokkeren
page-privacy-away-text = Meldt u dat u weg of ziek bent? Dan bewaren wij tot welke dag, versleuteld. De afzender ziet hooguit dat de tijd later eindigt, nooit waarom. Blokkeert u een afzender? Dan bewaren wij dat ook. De afzender leest het pas als hij weer iets indient. U ziet beide op de pagina /mine.
## Vaste opdrachten van een organisatie
page-standing-title = Vooraf aannemen
page-standing-link = Voor organisaties: neem vooraf aan wat naar dit adres komt
page-standing-what = U kunt vooraf zeggen dat aangetekende e-mail aan { $address } wordt aangenomen. Dit is voor organisaties die er veel krijgen. Het geldt alleen voor dit adres.
page-standing-does = Wij sturen dan eerst de kennisgeving, zoals altijd. Daarna nemen wij het bericht meteen aan. Niemand beslist er nog over. Dat staat ook in het bewijs: aangenomen op vaste opdracht, niet door een mens. Weigeren kan daarna niet meer.
page-standing-sees = Geen afzender ziet deze opdracht vooraf. Is zijn bericht zo aangenomen, dan ziet hij de opdracht wel. Hij ziet begin, einde, organisatie, functie en de DNS-regel.
page-standing-not = Soms nemen wij niets aan. De afzender kan vragen dat een mens beslist. Hij kan meer bewijs vragen dan een code in uw mailbox. Of hij beheert uw mailbox zelf.
page-standing-domain = Laat eerst zien dat de organisatie het wil. De beheerder van uw domein zet deze regel van het type TXT in DNS:
page-standing-name = Naam
page-standing-record = Tekst
page-standing-stays = Laat die regel staan. Wij kijken elke keer voordat wij iets aannemen. Is de regel weg? Dan nemen wij niets aan en mailen wij u.
page-standing-no-domain = Het domein van dit adres kan zo'n regel niet hebben in DNS. Vooraf aannemen kan dus niet.
page-standing-organisation = Naam van de organisatie
page-standing-function = Uw functie daar
page-standing-unchecked = Wij controleren deze namen niet. Zo staan ze ook in het bewijs.
page-standing-sender = Alleen berichten van dit e-mailadres
page-standing-anyone = Laat dit leeg om van iedereen aan te nemen.
page-standing-until = Tot en met
page-standing-hint = Kies een dag vanaf vandaag, hoogstens { $days } dagen vooruit. Daarna zegt u het opnieuw.
page-standing-button = Vooraf aannemen
page-standing-holds = Wat nu geldt
page-standing-none = Er wordt niets vooraf aangenomen.
page-standing-entry-anyone = Berichten van iedereen, tot en met { $day }. Gegeven op { $moment } voor { $organisation }.
page-standing-entry-sender = Berichten van { $sender }, tot en met { $day }. Gegeven op { $moment } voor { $organisation }.
page-standing-end = Nu beëindigen
page-standing-no-names = Vul de naam van de organisatie en uw functie in, hoogstens 200 tekens elk.
page-standing-no-address = Dit is geen e-mailadres. Vul er een in, of laat het leeg.
page-standing-no-term = Kies een dag vanaf vandaag, hoogstens { $days } dagen vooruit.
page-standing-no-record = Wij keken in DNS en de regel staat er nog niet. Dat kan een uur duren. Probeer het later opnieuw.
page-standing-no-dns = De DNS van uw domein gaf geen antwoord. Er is niets vastgelegd. Probeer het later opnieuw.
page-standing-back = Terug naar wat wij vastlegden
page-mine-own-instructed = U zei dat berichten vooraf worden aangenomen
page-mine-own-instruction-ended = U beëindigde een vaste opdracht
page-mine-instructed = Uw vaste opdracht nam hem aan.
page-closed-instructed = Dit bericht is aangenomen op vaste opdracht, niet door een mens.
page-done-instructed-title = Aangenomen op vaste opdracht
page-done-instructed = Aangenomen op { $moment } op vaste opdracht van { $given }, niet door een mens. Hieronder staat het bericht.
page-done-instructed-gone = Aangenomen op { $moment } op vaste opdracht van { $given }, niet door een mens.
decision-instructed = aangenomen op vaste opdracht, niet door een mens
event-instructed = Aangenomen op vaste opdracht, niet door een mens
desk-unproven-instruction = Een vaste opdracht nam het bericht aan. Dat toont niet dat een mens ervan wist. Dat de opdracht nog gold, is ons woord. Wat de DNS van het domein zei, ook.
mail-instructed-subject = Aangenomen op vaste opdracht: { $addressee }
mail-instructed-body =
    Uw aangetekende e-mail is aangenomen op vaste opdracht van { $given }, niet door een mens.

      Aangenomen:  { $moment }
      Adres:       { $addressee }
      Nummer:      { $submission }
      Aflevering:  { $delivery }

    Een organisatie zei vooraf dat post aan dit adres wordt aangenomen. In de DNS van haar domein stond daarvoor een regel. Niemand besliste over uw bericht. Wij leggen apart vast wanneer het hele bericht volledig is verstuurd.

    Wilt u dat een mens beslist? Zet dan Recepis-Decision: person in uw volgende bericht.

    U haalt het bewijs op bij { $where }, met het nummer van de aflevering. De geadresseerde kan hetzelfde bewijs ophalen.
mail-instructed-you-subject = Aangenomen op uw vaste opdracht
mail-instructed-you-body =
    Een aangetekende e-mail is aangenomen op vaste opdracht van { $given }, niet door een mens.

      Aangenomen:  { $moment }
      Afzender:    noemt zich { $sender }
      Adres:       { $addressee }

    Met de link hieronder leest u het bericht en bewaart u het bewijs. Wij bewaren het bericht zeker tot en met { $day }. Bewaar dus zelf een kopie. De afzender ziet één keer wanneer het hele bericht volledig naar u is verstuurd, en verder niets.

    Deze link is nieuw; de link uit de kennisgeving werkt niet meer:

    {"  "}{ $link }

    Wilt u dit niet meer? Beëindig de opdracht dan op de pagina hieronder.
mail-instruction-given-subject = U neemt aangetekende e-mail vooraf aan
mail-instruction-given-body =
    Iemand die in uw mailbox kan, gaf een vaste opdracht. Aangetekende e-mail aan dit adres wordt vooraf aangenomen. In de DNS van uw domein stond daarvoor een regel.

      Adres:        { $addressee }
      Organisatie:  { $organisation }
      Functie:      { $function }
      Afzender:     { $sender }
      Tot en met:   { $day }
      Wanneer:      { $moment }

    Was u dat niet? Beëindig het dan op de pagina hieronder.
mail-instruction-given-anyone = iedereen
mail-instruction-ended-subject = U neemt niets meer vooraf aan
mail-instruction-ended-body =
    Iemand die in uw mailbox kan, beëindigde een vaste opdracht. Vanaf dan neemt die niets meer aan. Wat eerder werd aangenomen, blijft staan.

      Adres:    { $addressee }
      Wanneer:  { $moment }

    Was u dat niet? Geef de opdracht dan opnieuw op de pagina hieronder.
mail-instruction-sleeps-subject = Uw vaste opdracht werkt niet
mail-instruction-sleeps-body =
    Er kwam een aangetekende e-mail voor u. Wij namen hem niet aan. Deze regel staat niet meer in de DNS van uw domein:

      Naam:   { $name }
      Tekst:  { $record }

    U gaf de vaste opdracht op { $moment }, voor { $addressee }. Zij werkt weer als de regel er weer staat. Over dit bericht beslist nu een mens. Kies met de link in de kennisgeving.
page-privacy-standing = Vooraf aannemen
page-privacy-standing-text = Een organisatie kan zeggen dat e-mail aan haar adres vooraf wordt aangenomen. Dan bewaren wij welke organisatie en functie zij noemde. Ook van wie, tot wanneer, en de DNS-regel van haar domein. Wie een bericht stuurde dat zo werd aangenomen, leest dat in het bewijs. Niemand anders.

## De controle in één bestand (wasm/page.html)
alone-title = Controleer het bewijs van aangetekende e-mail
alone-languages = Taal
alone-offline = Niets verlaat deze computer. Deze pagina controleert het bestand hier, ook zonder netwerk.
alone-intro = Kies het bestand met het bewijs, of sleep het naar deze pagina. De naam eindigt meestal op .asice of .pdf.
alone-file = Het bestand met het bewijs
alone-file-hint = Een belofte van het logboek (promise-….txt) of een kennisgeving (.eml) mag erbij. Wat een andere dienst maakte, kan ook.
alone-trust = Wat u vertrouwt: een map
alone-trust-hint = De map met certificaten en sleutels van de dienst. Daarin staan mappen zoals seal en tsa. Vraag haar buiten deze dienst om, en vergelijk de vingerafdrukken. Zonder die map wordt niets vertrouwd.
alone-message = Het bericht, als het niet in het bestand zit
alone-attachments = Bestanden die bijlage zouden zijn
alone-more = Meer instellingen
alone-at = Oordeel voor dit moment
alone-at-hint = Zoals 2026-11-24T09:14:00Z. Laat het leeg voor nu, volgens de klok van deze computer.
alone-require = Wat van elk bewijs vast moet staan
alone-require-log = Het staat in een logboek dat u vertrouwt.
alone-require-witness = Genoeg getuigen tekenden het logboek mee.
alone-require-pq = Het logboek is ook getekend met een post-kwantumalgoritme.
alone-lists = Vertrouwenslijsten (XML)
alone-algorithms = Een tabel van algoritmen (JSON, TS 119 322)
alone-check = Controleer
alone-again = Begin opnieuw
alone-chosen = Gekozen: { $names }
alone-working = Het bestand wordt gecontroleerd. Dat kan even duren.
alone-result = Het antwoord
alone-passed = Geslaagd: het bestand is echt en ongewijzigd. Dat alleen zegt niet wat er met het bericht gebeurde. Wat er gebeurde, staat hieronder.
alone-failed = Niet geslaagd: er klopt iets niet in het bestand. Wat dat is, staat hieronder.
alone-open = Niet zeker: er ontbreekt iets om te oordelen. Wat dat is, staat hieronder.
alone-other-message = Het bericht dat u gaf, is niet het bericht dat het bewijs noemt.
alone-other-attachment = Een bestand dat u gaf, is geen bijlage van het bericht. Welk bestand dat is, staat hieronder.
alone-fingerprints = Vingerafdrukken om te vergelijken
alone-compare = U gaf niets wat u vertrouwt, of niet alles. Vergelijk deze vingerafdrukken met die van de dienst. Gebruik wat zij elders bekendmaakte, zoals op papier. Zolang ze niet vergeleken zijn, kan iedereen dit gemaakt hebben.
alone-seal = Zegel
alone-tsa = Tijdstempel
alone-trusted = hoort bij wat u vertrouwt
alone-untrusted = hoort niet bij wat u vertrouwt
alone-report = Het verslag
alone-json = Het rapport voor programma's (JSON)
alone-save = Bewaar het rapport
alone-wrong = Dit kon niet worden gecontroleerd.
alone-too-large = { $name } is te groot: { $limit } MiB is het meeste.
alone-no-file = Kies eerst het bestand met het bewijs.
alone-no-anchor = In de map zitten geen certificaten of sleutels: geen seal, tsa, log, witness, list of crl.
alone-stopped = De controle stopte vanzelf. Misschien is het bestand te groot voor deze browser. Gebruik het programma recepis-verify.
alone-attachment-alone = Bijlagen worden vergeleken met het bericht van een bundel. Geef ook de bundel.
alone-attachment-without-message = Het bericht zit niet in het bestand. Geef het erbij om bijlagen te vergelijken.
alone-many-bundles = Eén bestand met bewijs tegelijk.
alone-many-promises = Eén belofte tegelijk.
alone-many-reports = Eén rapport als PDF tegelijk.
alone-message-alone = Een bericht wordt vergeleken met een bundel. Geef ook de bundel.
alone-many-notices = Eén kennisgeving tegelijk.
alone-notice-and-more = Een kennisgeving wordt niet vergeleken met een bericht. Geef haar alleen, of met een bundel.
alone-notice-and-promise = Een kennisgeving wordt vergeleken met een bundel, niet met een belofte.
alone-nothing = Er is geen bestand met bewijs.
alone-too-many = Meer dan 64 bestanden van één soort kan niet.
alone-about = Over deze pagina
alone-version = Versie
alone-digest = SHA-256 van de module
alone-compiler = Compiler
alone-about-text = Dit is het programma recepis-verify als WebAssembly, in één bestand. Bewaar het: het werkt zolang er browsers zijn.
page-verify-title = Bewijs controleren
page-verify-home = Hebt u bewijs in handen? Controleer het.
page-verify-file = U controleert bewijs beter in uw eigen browser: dan wordt niets verstuurd.
page-verify-open = Open die pagina
page-verify-text = Kies het bestand met het bewijs en verstuur het. Het antwoord komt meteen.
page-verify-word = Hier beoordelen wij ons eigen werk, met onze eigen certificaten. Dat is weer ons woord. Wilt u oordelen zonder ons? Gebruik dan het programma recepis-verify of de pagina recepis-verify.html. Haal ook de certificaten ergens anders.
page-verify-limit = Samen hooguit { $limit } MiB. Gebruik voor grotere bestanden het programma recepis-verify.
page-verify-button = Verstuur en controleer
page-verify-kept = Wij bewaren niets van wat u verstuurt: geen bestand, geen naam en geen antwoord.
page-verify-another = Controleer een ander bestand
