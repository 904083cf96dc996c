### Français. Phrases courtes, mots simples (B1), « vous ». Les mots de l'avis lui-même sont dans format/template/.
### Ce qu'un autre a dit est entre “ et ” ; le contrôle des mots ne saute que cela.

## Dates et heures ($zone est le nom du fuseau horaire)
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
day-first = 1er
date-day = { $day } { $month }
date-full = { $weekday } { $day } { $month } { $year }
date-moment = { $weekday } { $day } { $month } { $year }, { $hour } h { $minute }
date-moment-zone = { $weekday } { $day } { $month } { $year }, { $hour } h { $minute }, { $zone }
zone-dutch = heure néerlandaise
zone-belgian = heure belge
zone-german = heure allemande
zone-french = heure française
zone-utc = UTC
zone-other = heure de { $zone }

## Ce que quelqu'un dit (ces textes sont dans la preuve)
act-accept = Je prends réception de ce message. Je ne dis pas par là que je l'ai lu ou que je suis d'accord avec lui.
act-refuse = Je refuse ce message. Je sais qu'un juge peut estimer qu'il compte quand même pour moi.
act-not-for-me = Ce message n'est pas pour moi. Je ne l'accepte pas et je ne le refuse pas.
act-statement = Cette réponse est de moi. L'expéditeur peut la voir.

## Partout
language-name = français
page-languages = Langues
button-back = Retour
page-home-title = E-mail recommandé
page-home-text = { $service } garde un message, demande au destinataire de choisir et note ce choix. Vous avez un avis de notre part ? Ouvrez alors le lien de cet avis.
page-footer = { $service } · { $operator }
page-trial = Ceci est une installation d'essai. Ce qui se passe ici ne prouve rien sur personne.
page-home-lost = Vous n'avez plus l'avis ? Demandez un nouveau lien.

## La page de l'avis (GET /r/… : rien n'est noté)
page-notice-title = E-mail recommandé de { $domain }
page-notice-unrecorded = Nous n'avons pas noté que vous ouvrez cette page. Vous pouvez lire tranquillement.
page-notice-what = De quoi s'agit-il ?
page-notice-what-1 = Quelqu'un qui se nomme { $sender } nous a confié un message pour { $addressee }. Nous sommes { $service }. Nous gardons le message, vous demandons de choisir et notons ce choix. L'expéditeur et vous en avez la même preuve. Nous ne prenons pas parti et ne lisons pas le message pour le juger.
page-notice-sender = Expéditeur
page-notice-sender-value = se nomme { $sender } ({ $address })
page-notice-checked = Ce que nous avons vérifié
page-notice-checked-value = Nous n'avons pas vérifié le nom. L'expéditeur se nomme ainsi. Nous n'avons pas vérifié non plus s'il gère { $domain }.
page-notice-why-address = Pourquoi cette adresse
page-notice-why-address-value = L'expéditeur dit : { $basis }
page-notice-submitted = Déposé
page-notice-deadline = Vous pouvez choisir jusqu'au
page-notice-subject = Objet
page-notice-subject-value = Vous le voyez après le code, avant votre choix.
page-notice-why-registered = Pourquoi en recommandé
page-notice-why-registered-value = L'expéditeur veut pouvoir montrer que ce message vous a été soumis.
page-notice-legal-basis = Base légale, selon l'expéditeur : { $basis }
page-notice-can = Que pouvez-vous faire ?
page-notice-accept = Accepter
page-notice-accept-text = Vous pouvez lire tout le message et le garder. Accepter veut seulement dire : j'en prends réception. Cela ne veut pas dire : je l'ai lu ou je suis d'accord.
page-notice-refuse = Refuser
page-notice-refuse-text = Vous ne pouvez pas lire le message. L'expéditeur apprend que vous avez refusé. Attention : un juge peut estimer que le message compte quand même pour vous.
page-notice-nothing = Ne rien faire
page-notice-nothing-text = Vous avez le temps jusqu'au { $day } inclus. Ensuite, l'expéditeur apprend que rien n'a été choisi. Il n'apprend pas si vous avez lu quelque chose. Dans ce cas aussi, un juge peut estimer que le message compte quand même pour vous.
page-notice-not-for-me = Pas pour moi
page-notice-not-for-me-text = Ce message ne s'adresse pas à vous ? Alors il reste fermé. L'expéditeur apprend que l'adresse n'est peut-être pas la bonne.
page-notice-advice = Vous ne savez pas que faire ? Demandez d'abord conseil. Aux Pays-Bas, juridischloket.nl conseille gratuitement. Vous n'avez rien à décider maintenant.
page-notice-recorded = Que notons-nous, et qui le voit ?
page-notice-recorded-now = Maintenant
page-notice-recorded-now-text = Rien sur votre visite. Nous avons votre adresse, et ce que votre serveur de messagerie a répondu à nos e-mails. L'expéditeur voit aussi cette réponse.
page-notice-recorded-code = Vous demandez un code ?
page-notice-recorded-code-text = Nous gardons pendant 24 heures qu'un code a été envoyé. L'expéditeur ne le voit pas.
page-notice-recorded-choice = Vous choisissez ?
page-notice-recorded-choice-text = Votre choix, le moment, le texte que vous avez vu et comment vous vous êtes identifié. Vous et l'expéditeur le voyez. Un juge le voit si l'un de vous le montre.
page-notice-recorded-accept = Vous acceptez ?
page-notice-recorded-accept-text = Le moment où tout le message vous a été transmis, une seule fois. Combien de fois vous le lisez ensuite, nous ne le notons pas.
page-notice-recorded-never = Jamais
page-notice-recorded-never-text = Votre adresse IP, votre appareil, votre lieu, les pages que vous avez lues.
page-notice-kept = Nous gardons le message au moins { $days } jours après votre choix. Des questions ? { $operator }
page-notice-shared = Plusieurs personnes dans cette boîte mail ?
page-notice-shared-text = Quelqu'un d'autre lit avec vous, comme votre partenaire ou un collègue ? Cette personne peut alors aussi avoir un code. C'est pourquoi la preuve dit : “quelqu'un qui a accès à cette boîte mail”. Vous choisissez pour quelqu'un d'autre ou pour une organisation ? Vous pourrez le dire plus loin.
page-notice-prove = Pour continuer, vous devez montrer que vous avez accès à cette boîte mail. Pour cela, nous envoyons un code à { $addressee }.
page-notice-button-continue = Continuer : choisir moi-même
page-notice-button-continue-hint = Vous ne choisissez que sur une page suivante.
page-notice-button-not-for-me = Pas pour moi
page-notice-do-nothing = Ne rien faire : fermez cette page.
page-notice-doubt = Vous doutez que ce soit vrai ?
page-notice-doubt-text = Fermez cette page. Appelez l'expéditeur à un numéro que vous connaissez déjà. Nous ne demandons jamais d'argent, de mots de passe, de données bancaires ni votre numéro national, et vous n'avez rien à installer.
page-notice-checked-domain = L'expéditeur gère { $domain } (vérifié le { $day }).
page-notice-checked-name = Le nom a été vérifié : { $how }, le { $day }.
page-notice-unchecked-name = Nous n'avons pas vérifié le nom. L'expéditeur se nomme ainsi.
page-notice-unchecked-domain = Nous n'avons pas vérifié s'il gère { $domain }.
page-notice-no-deadline = Il n'y a pas de dernier jour. Vous pouvez choisir tant que nous gardons le message.
page-notice-nothing-open = L'expéditeur apprend que rien n'a été choisi. Il n'apprend pas si vous avez lu quelque chose. Dans ce cas aussi, un juge peut estimer que le message compte quand même pour vous.
page-notice-reference = Référence
page-notice-more = En savoir plus sur la vie privée
page-notice-said-not-for-me = Quelqu'un a déjà dit depuis cette boîte mail : pas pour moi. Vous pouvez encore accepter ou refuser. Les deux réponses restent visibles.
page-notice-mailbox-of-sender = L'expéditeur dit qu'il peut lui-même voir dans cette boîte mail. Un code par e-mail dit alors peu de choses sur qui choisit.

## La page de l'avis quand il n'y a plus rien à choisir
page-closed-decided-title = Un choix a déjà été fait
page-closed-accepted = Quelqu'un a pris réception de ce message.
page-closed-refused = Ce message a été refusé.
page-closed-expired = Personne n'a choisi à temps. Le message reste fermé. L'expéditeur n'apprend pas si vous avez lu quelque chose. Un juge peut estimer que le message compte quand même pour vous. Vous voulez savoir ce qu'il dit ? Demandez-le à l'expéditeur.
page-closed-prove-content = Vous voulez voir le message ou la preuve ?
page-closed-prove-evidence = Vous voulez voir la preuve ?
page-closed-button = Envoyez-moi un code

## La page pour le code
page-code-title = Tapez le code
page-code-sent = Nous envoyons un code de 8 chiffres à { $addressee }. Le code sert pendant 15 minutes.
page-code-unseen = L'expéditeur ne voit pas que vous avez demandé un code.
page-code-label = Code de l'e-mail
page-code-button = Continuer
page-code-missing = Pas encore de code ? Regardez aussi dans le courrier indésirable, ou demandez-en un nouveau. L'ancien ne sert alors plus.
page-code-again = Envoyer un nouveau code
page-code-wrong = Ce code n'est pas le bon. Vérifiez les chiffres, ou demandez un nouveau code. Essais restants : { $left }.
page-code-expired = Ce code ne sert plus : il a plus de 15 minutes, il a déjà servi, ou il a été mal tapé trop souvent. Demandez-en un nouveau.
page-code-tries = Un mauvais code a été tapé trop souvent. Demandez un nouveau code.
page-code-enough = Assez de codes ont été envoyés aujourd'hui. Réessayez demain. Votre lien sert toujours, et le temps pour choisir ne change pas.
page-code-shape = Un code a 8 chiffres. Tapez-le comme il est dans l'e-mail.

## Le choix (après le code ; cette page va dans la preuve)
page-choice-title = Votre choix
page-choice-known-as = Nous vous connaissons comme : quelqu'un qui a accès à { $addressee }, confirmé par un code le { $moment }.
page-choice-sender = Expéditeur : se nomme { $sender } ({ $address }). Nous n'avons vérifié ni le nom ni le domaine.
page-choice-subject = Objet : { $subject }
page-choice-no-subject = Le message n'a pas d'objet.
page-choice-purpose = De quoi il s'agit, selon l'expéditeur : { $purpose }
page-choice-deadline = Vous pouvez choisir jusqu'au { $moment }.
page-choice-capacity = Je choisis :
page-choice-own = pour moi-même
page-choice-organisation = pour une organisation
page-choice-organisation-name = Nom de l'organisation
page-choice-organisation-function = Votre fonction
page-choice-other = pour quelqu'un d'autre
page-choice-other-name = Nom de cette personne
page-choice-other-as = Vous êtes : parent, administrateur, curateur, mentor, exécuteur testamentaire ou mandataire
page-choice-unchecked = C'est votre propre déclaration. Nous ne la vérifions pas.
page-choice-incomplete = Pour une organisation ou quelqu'un d'autre, donnez aussi le nom et votre rôle. Rien n'est encore noté.
page-choice-seen = Si vous choisissez, l'expéditeur voit votre choix, le moment, le texte de votre choix, pour qui vous avez choisi et comment vous vous êtes identifié.
page-choice-back = Retour, je ne choisis pas encore
page-choice-back-hint = L'expéditeur ne le voit pas.
page-choice-remote = { $count ->
    [1] Le message contient 1 renvoi vers l'extérieur. Ainsi, l'expéditeur pourrait voir que vous le lisez. Notre page ne le charge pas. Votre logiciel de messagerie peut-être, si vous enregistrez tout le message et l'y ouvrez.
   *[other] Le message contient { $count } renvois vers l'extérieur. Ainsi, l'expéditeur pourrait voir que vous le lisez. Notre page ne les charge pas. Votre logiciel de messagerie peut-être, si vous enregistrez tout le message et l'y ouvrez.
  }
page-choice-receipts = Le message demande une confirmation de lecture. Notre page n'en envoie pas. Votre logiciel de messagerie peut-être, si vous enregistrez tout le message et l'y ouvrez.
page-choice-unseen = Pour une partie du message, nous ne pouvons pas voir si l'expéditeur saurait ainsi que vous le lisez. Notre page ne charge rien de l'extérieur.
page-choice-purpose-label = De quoi il s'agit, selon l'expéditeur
page-choice-too-long = Mettez au plus 200 lettres dans chaque case. Rien n'est encore noté.
page-choice-handover = Si vous acceptez, nous notons aussi une seule fois quand tout le message vous a été envoyé en entier. Pour cela compte ce que vous ouvrez et enregistrez à la page suivante.
page-later-title = Vous n'avez pas encore choisi
page-later-text = Rien n'est noté. Vous pouvez fermer cette page et revenir plus tard avec le lien de l'avis.
page-later-choose = Choisir quand même

## Réponses par e-mail (après le code)
page-answers-title = Votre réponse par e-mail
page-answers-waits = { $count ->
    [1] Une réponse par e-mail à notre avis attend. L'expéditeur ne la voit pas, sauf si vous la confirmez.
   *[other] { $count } réponses par e-mail à notre avis attendent. L'expéditeur ne les voit pas, sauf si vous les confirmez.
  }
page-answers-button = Regarder la réponse
page-answers-what = Quelqu'un a envoyé ceci en réponse à notre avis. Nous ne le lisons pas. Tout le monde peut écrire un e-mail qui semble venir de vous : confirmez seulement ce que vous avez écrit vous-même.
page-answers-none = Aucune réponse par e-mail n'attend. Ce qui n'a pas été confirmé est effacé.
page-answers-from = De
page-answers-no-from = non indiqué
page-answers-came = Arrivé
page-answers-until = Nous l'effaçons le
page-answers-signed = Signé par le serveur de messagerie de
page-answers-unsigned = aucun serveur
page-answers-size = Taille
page-answers-text = Texte
page-answers-no-text = Il n'y a pas de texte.
page-answers-long = Voici le début. L'expéditeur voit tout.
page-answers-attached = Pièces jointes
page-answers-header = Lignes d'en-tête jointes
page-answers-header-text = Des lignes d'en-tête, nous gardons celles-ci. Ce qui concerne votre ordinateur ou votre connexion, nous l'avons laissé de côté.
page-answers-shared = Si vous confirmez, { $sender } ({ $address }) et ceux qui auront la preuve, comme un juge, voient cette réponse : le texte, les pièces jointes et ces lignes d'en-tête. Ils voient aussi le moment, et que quelqu'un qui a accès à { $addressee } l'a confirmée. Vous ne pouvez pas revenir là-dessus.
page-answers-no-choice = Ceci n'est pas un choix. Vous n'acceptez pas le message ainsi, et vous ne le refusez pas. Le temps pour choisir ne change pas.
page-answers-delete = Ne pas l'utiliser : l'effacer maintenant
page-answers-nothing = Si vous ne faites rien, nous l'effaçons de nous-mêmes. L'expéditeur n'en apprend rien.
page-answers-confirmed = Vous avez confirmé cette réponse. L'expéditeur peut la voir, et elle est dans votre preuve.
page-answers-on = Continuer

## Après le choix
page-done-accepted-title = Vous avez pris réception du message
page-done-accepted = Votre choix a été noté le { $moment }. Le message est ci-dessous.
page-done-refused-title = Vous avez refusé le message
page-done-refused = Votre choix a été noté le { $moment }. Le message reste fermé. L'expéditeur apprend que vous avez refusé. Un juge peut estimer que le message compte quand même pour vous.
page-done-not-for-me-title = Vous avez dit : pas pour moi
page-done-not-for-me = Ceci a été noté le { $moment }. Le message reste fermé et vous n'aurez plus d'avis à ce sujet. L'expéditeur apprend que l'adresse n'est peut-être pas la bonne.
page-done-not-for-me-still = Une erreur ? Vous pouvez encore accepter ou refuser jusqu'au { $moment }. Ce que vous avez dit avant reste visible.
page-done-expired-title = Le temps pour choisir est passé
page-done-expired = Aucun choix n'a été fait jusqu'au { $moment }. L'expéditeur l'apprend. Il n'apprend pas si vous avez lu quelque chose. Un juge peut estimer que le message compte quand même pour vous.
page-done-recalled-title = L'expéditeur a retiré le message
page-done-recalled = C'était le { $moment }. Le message ne peut plus être lu.
page-done-before = Un choix avait déjà été fait sur ce message. Le premier choix compte ; ce que vous venez de faire n'est pas noté.
page-done-too-late = Le temps pour choisir était déjà passé. Ce que vous venez de faire n'est pas noté.
page-done-mail = Vous aurez un e-mail à ce sujet avec un nouveau lien. Le lien que vous venez d'utiliser ne sert plus ensuite.
page-done-accepted-gone = Votre choix a été noté le { $moment }.
page-done-recalled-accepted = Vous en aviez pris réception. Cela reste dans la preuve, et aussi que l'expéditeur l'a retiré ensuite.

## La preuve
page-evidence-title = Votre preuve
page-evidence-sealing = Votre preuve est en train d'être scellée. Cela prend en général moins d'une minute. Votre choix est déjà noté.
page-evidence-refresh = Voir si la preuve est prête
page-evidence-ready = Votre preuve est prête. L'expéditeur peut prendre la même preuve. Qui la prend et quand, nous ne le notons pas.
page-evidence-download = Enregistrer la preuve
page-evidence-bundle = Enregistrer la preuve, avec le message
page-evidence-report = Un rapport à lire et à produire (PDF, avec la preuve dedans)
page-evidence-check = Tout le monde peut vérifier ce fichier sans nous, avec le programme recepis-verify.
page-evidence-list = Qu'est-ce qui a été noté ?
page-evidence-entry = { $moment } : { $event }
page-wait-title = Un instant s'il vous plaît

## Le message (après l'acceptation)
page-content-title = Le message
page-content-recorded = Nous notons une seule fois quand tout le message vous a été envoyé en entier. Ce que vous ouvrez d'abord et combien de fois vous lisez, nous ne le notons pas. Un téléchargement interrompu ne compte pas ; recommencez simplement.
page-content-from = De : { $from }
page-content-subject = Objet : { $subject }
page-content-date = Date, selon l'expéditeur : { $date }
page-content-parts = Ce qu'il contient
page-content-body = Le texte du message
page-content-attachment = Pièce jointe : { $name }
page-content-unnamed = pièce jointe { $number }
page-content-size = { $size }
page-content-open = Ouvrir
page-content-save = Enregistrer
page-content-whole = Enregistrer tout le message (.eml)
page-content-warning = Nous n'avons pas cherché de virus dans les pièces jointes. Ouvrez seulement ce que vous attendez.
page-content-broken = Une partie de ce message est abîmée. Nous montrons ce qui est lisible. Le fichier .eml contient tout, comme l'expéditeur l'a donné.
page-content-kept = Nous gardons le message au moins jusqu'au { $day } inclus. Gardez donc vous-même une copie.
page-content-gone = Nous n'avons plus le message. La preuve reste.
page-content-remote = Nous ne chargeons pas d'images de l'extérieur : ainsi, personne ne voit que vous lisez.
page-content-empty = Ce message n'a pas de texte.
page-content-long = Le texte est trop long pour cette page.
page-content-handed-over = Tout le message vous a été envoyé en entier le { $moment }. Combien de fois vous le lisez ensuite, nous ne le notons pas.

## Un lien qui ne marche pas, et un nouveau lien
page-link-title = Ce lien ne marche pas
page-link-text = Le lien n'est pas bon, ou il y en a un plus récent. Après un choix, l'ancien lien ne sert plus non plus. Nous ne disons pas si le lien a jamais marché.
page-link-form = Demandez un nouveau lien. Tapez l'adresse e-mail où se trouve l'avis.
page-link-label = Votre adresse e-mail
page-link-button = Envoyer un nouveau lien
page-link-unseen = L'expéditeur ne voit pas que vous le demandez.
page-link-answer-title = Regardez dans votre boîte mail
page-link-answer = Si nous avons des messages pour cette adresse, nous y envoyons maintenant de nouveaux liens. Cette réponse est la même pour chaque adresse.
page-link-not-an-address = Ceci n'est pas une adresse e-mail. Tapez-la ainsi : nom@domaine.fr.
page-session-title = Montrez d'abord que vous avez accès à la boîte mail
page-session-text = Cette page demande un code, ou le temps après votre dernier code est passé. Ouvrez à nouveau le lien de l'avis et demandez-y un code.

## Si quelque chose ne marche pas (GET /status)
page-status-title = Pannes
page-status-fine = Nous ne connaissons aucune panne en ce moment. Nous avons regardé le { $moment }.
page-status-now = Quelque chose ne marche pas en ce moment. Nous avons regardé le { $moment }.
page-status-over = Les douze derniers mois
page-status-none = Aucune panne.
page-status-since = depuis le { $from }
page-status-span = du { $from } au { $to }
page-status-words = Nous notons :
page-status-meaning = Ce que cela veut dire pour vous
page-status-extend = Une de nos pannes tombe dans votre temps pour choisir ? Vous retrouvez alors ce temps, en jours entiers. Votre page montre le dernier jour qui compte. Ce qui n'a pas marché ailleurs ne change pas votre temps.
page-status-counts = Nous comptons ce qui a duré un quart d'heure ou plus. Chaque panne est aussi dans la preuve de chaque message sur lequel rien n'était encore choisi.
page-status-nobody = Cette page ne dit rien sur des messages ou des personnes. Nous ne notons pas que vous l'ouvrez.
page-status-blind = Nous ne pouvons pas voir nos données en ce moment. Quelque chose ne marche donc pas. Réessayez dans quelques minutes.
outage-content = Un message n'a pas pu être ouvert.
outage-elsewhere = Quelque chose qui n'est pas à nous n'a pas marché.
outage-mail = Nos e-mails ne partaient pas : ni avis ni codes.
outage-service = Notre service n'était pas là.
outage-time-stamps = Il n'y avait pas d'horodatage. Des preuves attendaient leur sceau.

## Quand quelque chose va mal
error-title = Cela n'a pas marché
error-not-found = Cette page n'existe pas. Ouvrez à nouveau le lien de l'avis.
error-form-used = Ce formulaire a déjà servi ou est trop ancien. Rien n'est noté. Retournez au début et réessayez.
error-other-site = Cette demande ne venait pas de notre propre page. Rien n'est noté. Ouvrez à nouveau le lien de l'avis.
error-too-many = Il y a eu trop de demandes. Attendez quelques minutes et réessayez.
error-too-large = C'est trop grand. Rien n'est noté.
error-bad-request = Nous ne comprenons pas cette demande. Ouvrez à nouveau le lien de l'avis.
error-unavailable = Nous n'y arrivons pas maintenant. Rien n'est noté. Réessayez dans quelques minutes.
error-broken = Quelque chose ne va pas chez nous. Rien n'est noté. Nous sommes prévenus. Réessayez plus tard.
error-start-again = Retour au début
error-ahead = Votre navigateur voulait charger cette page d'avance. Nous ne le faisons pas, car nous notons quand le message a été transmis. Ouvrez la page vous-même.
error-not-accepted = Personne n'a pris réception du message. Il reste fermé.

## Vie privée
page-privacy-title = Vie privée
page-privacy-none = Nous n'utilisons des scripts que sur les pages avec une clé à vous. Nous n'utilisons ni images de l'extérieur, ni compteur, ni pixel espion. Tant que vous n'avez pas tapé de code, nous ne posons aucun cookie. Ensuite un seul, qui retient seulement que vous avez tapé le code. Il disparaît quand vous fermez le navigateur et sert { $minutes } minutes.
page-privacy-stored = Ce que nous gardons sur un destinataire
page-privacy-stored-text = L'adresse, la langue, les choix avec leur moment, comment quelqu'un s'est identifié et ce qui a été transmis. Vos clés, si vous en avez créé. Ce que les serveurs de messagerie ont répondu à nos e-mails. Jusqu'à ce que tout soit transmis : les parties déjà envoyées. Pendant 24 heures : que des codes ont été envoyés et mal tapés. Sinon, seulement ce qui est ci-dessous.
page-privacy-never = Ce que nous ne gardons jamais
page-privacy-never-text = Les adresses IP, les appareils, les lieux, et les pages que quelqu'un a lues. Contre les abus, nous retenons un nombre, au plus une heure et seulement en mémoire. Il est fait d'une partie de l'adresse réseau. Sans une clé qui disparaît avec cette heure, on ne peut pas la retrouver.
page-privacy-sees = Ce que l'expéditeur voit
page-privacy-sees-text = Avant un choix : qu'il a déposé le message, nos e-mails, et ce que les serveurs de messagerie ont répondu. Après : le choix, le moment et le texte que vous avez vu. Aussi comment vous vous êtes identifié et pour qui vous avez dit choisir. Et une seule fois quand tout le message a été transmis. Jamais : visites, codes, nouveaux liens, langue, appareil ou lectures ultérieures.
page-privacy-content = Le message lui-même
page-privacy-content-text = Nous le gardons chiffré. Après un refus, il reste fermé. La preuve ne contient pas le message, mais son empreinte numérique.
page-privacy-letters = Réponses par e-mail
page-privacy-letters-text = Si vous répondez par e-mail à notre avis, nous gardons cette réponse chiffrée et ne la lisons pas. Si vous ne la confirmez pas, nous l'effaçons après 14 jours, et l'expéditeur n'en apprend rien. Ce qui concerne votre ordinateur ou votre connexion, nous ne le gardons pas.
page-privacy-rights = Vos droits
page-privacy-rights-text = Vous pouvez voir ce que nous gardons sur vous : c'est sur la page /mine, et dans la preuve que vous pouvez enregistrer vous-même. Autres questions : { $operator }

## Vie privée : qui, pour quoi, combien de temps, quelle version
page-privacy-who = Qui nous sommes
page-privacy-who-text = { $service } est un service de { $operator }. Nous sommes responsables de ce que nous gardons.
page-privacy-why = Pour quoi nous gardons quelque chose
page-privacy-why-text = Pour pouvoir montrer ce qui s'est passé : à vous, à l'expéditeur et à un juge. Pour rien d'autre. Nous ne vendons rien et ne faisons aucun profil de vous.
page-privacy-long = Combien de temps
page-privacy-long-text = Nous gardons le message au moins { $days } jours après un choix. Nous n'effaçons pas la preuve de nous-mêmes.
page-privacy-complain = Vous n'êtes pas d'accord avec nous ?
page-privacy-complain-text = Dites-le-nous d'abord. Vous pouvez aussi vous plaindre auprès de l'autorité qui protège la vie privée. Aux Pays-Bas, c'est l'Autoriteit Persoonsgegevens.
page-privacy-version = La version de ce texte
page-privacy-version-text = L'empreinte numérique (SHA-256) de ce texte est dans la preuve de chaque message. Ainsi, on peut vérifier plus tard quel texte valait.
page-privacy-version-file = Ce texte en fichier

## La boîte mail d'essai
page-mailbox-original = L'e-mail comme il est arrivé, avec ses signatures
page-mailbox-title = Boîte mail d'essai
page-mailbox-text = Tous les e-mails que cette installation d'essai envoie arrivent ici. Rien ne sort.
page-mailbox-empty = Il n'y a pas encore d'e-mail.
page-mailbox-for = Seulement les e-mails pour { $address }
page-mailbox-all = Montrer tous les e-mails
page-mailbox-from = De
page-mailbox-to = À
page-mailbox-date = Date

## Les quatre réponses, sur les pages, dans les e-mails et dans le rapport
report-step = Étape
report-decision = Choix
report-voucher = Qui répond du choix
report-identity = Qui a choisi
step-g0 = Déposé chez nous.
step-g1 = Un serveur de messagerie du domaine du destinataire a pris l'avis.
step-g2 = Une réponse est venue de la boîte mail, sans accepter ni refuser.
step-g3 = Un choix a été fait.
step-g4 = Tout le message a été envoyé en entier à la personne qui l'a accepté.
decision-none = pas encore de choix
decision-accepted = réception prise
decision-refused = refusé
decision-not-for-me = pas pour moi
decision-expired = pas de choix à temps
decision-recalled = retiré par l'expéditeur
voucher-nobody = Il n'y a pas de choix.
voucher-service = Le service seul. Le choix repose sur son honnêteté.
identity-nobody = personne
identity-mailbox = quelqu'un qui a accès à { $address }, confirmé par un code envoyé par e-mail
capacity-own = pour soi-même
capacity-organisation = pour { $name }, en tant que { $function } (non vérifié)
capacity-other = pour { $name }, en tant que { $as } (non vérifié)
not-proven-notice = Qu'un avis est parti vers le destinataire.
not-proven-arrival = Que l'avis est arrivé dans la boîte mail ou que quelqu'un l'a lu.
not-proven-person = Quelle personne a choisi : un code par e-mail montre seulement l'accès à la boîte mail.
not-proven-read = Que quelqu'un a lu ou compris le message.
not-proven-agreed = Que le destinataire est d'accord avec le message.
not-proven-content-true = Que le contenu du message est vrai.

## Le rapport comme document (recepis-verify --report)
exhibit-title = Rapport sur l'e-mail recommandé { $delivery }
exhibit-title-plain = Rapport sur un fichier
exhibit-foot = Référence { $delivery } · dernière preuve SHA-256 { $digest }
exhibit-foot-extract = Référence { $delivery } · dernier extrait SHA-256 { $digest }
exhibit-foot-nothing = Aucune preuve d'e-mail recommandé n'a pu être lue
exhibit-page = page { $n } sur { $m }
report-attached = Toutes les preuves sur cet e-mail recommandé
report-check-title = Vérifier ce rapport
report-check-attached = La preuve elle-même est jointe dans ce fichier PDF : { $name }. Ce rapport redit ce qui s'y trouve. En cas de doute, c'est la pièce jointe qui compte.
report-check-how = Avec le programme recepis-verify, tout le monde peut vérifier ce fichier, sans internet et sans nous : recepis-verify FICHIER.pdf --trust DOSSIER. Dans le dossier se trouvent les certificats du service, que vous tenez d'ailleurs.
report-check-other = Le fichier PDF est signé selon PAdES (ETSI EN 319 142-1), la pièce jointe est un conteneur selon ASiC (ETSI EN 319 162-1). D'autres programmes faits pour cela peuvent aussi les vérifier. Ce qui a été ajouté à ce fichier après la signature n'en fait pas partie.
report-check-digest = SHA-256 de la pièce jointe :
exhibit-moment = { $moment } ({ $utc } UTC)
exhibit-until = { $moment } (avant { $utc } UTC)
exhibit-notice = Avis { $number }
exhibit-reminder = Rappel { $number }
exhibit-lead-passed = Le fichier est authentique et inchangé. Cela seul ne dit pas ce qu'est devenu le message. Ce qui s'est passé figure ci-dessous.
exhibit-lead-failed = Le fichier n'est pas authentique et inchangé. Cela seul ne dit pas ce qu'est devenu le message. Ne vous fiez pas à ce fichier.
exhibit-lead-unclear = Il n'a pas pu être établi que le fichier est authentique et inchangé. Cela seul ne dit pas ce qu'est devenu le message. Ce que dit le fichier figure ci-dessous.
exhibit-lead-foreign = Les signatures, horodatages et empreintes examinés ici sont justes. Cela seul ne dit pas ce qu'est devenu un message. Ce qui a été examiné figure ci-dessous.
exhibit-lead-redacted = Des parties du fichier ont été laissées de côté. Ce qui est ici est authentique et inchangé. Cela seul ne dit pas ce qu'est devenu le message. Les étapes montrées figurent ci-dessous.
exhibit-lead-none = Aucun fichier de preuves n'a été donné. Ce rapport ne dit donc rien d'un message.
exhibit-why = Pourquoi : { $why }
exhibit-missing-roots = Ce qui manque : vous n'avez pas indiqué les certificats suivants comme fiables. Comparez ces empreintes, par groupes de quatre, avec celles que publie le service. Si elles sont égales, donnez les certificats avec --trust.
exhibit-root-seal = Certificat au-dessus des sceaux : { $name }
exhibit-root-time = Certificat au-dessus des horodatages : { $name }
exhibit-see-findings = Tout ce qui a été relevé figure à la page des constatations.
exhibit-calls-itself = (se nomme { $name })
exhibit-about-sender = Expéditeur
exhibit-about-addressee = Destinataire
exhibit-about-submitted = Déposé
exhibit-about-service = Service
exhibit-about-reference = Référence
exhibit-about-message = Message
exhibit-about-deadline = Choix possible jusqu'au
exhibit-about-up-to = Enregistré jusqu'au
exhibit-about-judged = Examiné pour
exhibit-about-pdf = Ce PDF
exhibit-about-attached = Paquet joint
exhibit-about-zone = Heures
exhibit-zone = Telles que les montrent les horloges de la zone des conditions, { $zone } ; UTC figure à côté.
exhibit-later = { $moment } ; il peut exister des preuves plus récentes
exhibit-pdf-signed = Il est signé en entier par { $signer }. Prouvé par horodatage : { $moment }
exhibit-pdf-untimed = Il est signé en entier par { $signer }. Rien ne prouve quand.
exhibit-pdf-unsigned = Aucune signature de ce PDF n'est valable.
exhibit-message = { $what } ({ $size } octets, SHA-256 { $digest })
exhibit-content-inside = Dans le fichier, et c'est celui que nomme la preuve
exhibit-content-differs = Le message dans le fichier n'est pas celui que nomme la preuve
exhibit-content-none = Pas dans le fichier ; donnez-le avec --message pour le comparer
exhibit-content-given = Donné à côté du fichier, et c'est celui que nomme la preuve
exhibit-content-given-differs = Ce qui a été donné à côté du fichier n'est pas ce message
exhibit-content-given-unknown = Ce qui a été donné à côté du fichier ne peut pas être comparé : l'empreinte du message a été laissée de côté
exhibit-answers = Quatre réponses
exhibit-no-answers = D'un fichier qui n'est pas juste, on ne tire aucune réponse.
exhibit-answer-step = Étape
exhibit-answer-decision = Choix
exhibit-answer-vouches = Qui en répond
exhibit-answer-identity = Identité
exhibit-step-submitted = Le message a été déposé. La preuve ne nomme aucun serveur de messagerie qui ait pris un avis.
exhibit-step-rejected = Le message a été déposé, et le service l'a refusé. Rien n'a été envoyé au destinataire.
exhibit-step-bounced = Le message a été déposé. Un serveur de messagerie a pris un avis au destinataire, et il est revenu.
exhibit-step-relayed = Le message a été déposé. Un avis a été confié à un relais ; ce qu'a fait le côté du destinataire n'est pas connu.
exhibit-step-sent = Le message a été déposé. Un avis a été confié à un serveur de messagerie. La preuve ne montre pas que le domaine du destinataire nommait ce serveur.
exhibit-step-not-sent = Le message a été déposé. On ne connaît aucun serveur de messagerie qui ait pris un avis au destinataire.
exhibit-step-taken = Le serveur de messagerie { $host } a pris l'avis. Le domaine du destinataire nommait ce serveur à ce moment. Ce qu'il en a fait n'est pas connu.
exhibit-step-demo = La boîte d'essai { $host } a pris l'avis. Cette boîte est celle du service lui-même, pour essayer.
exhibit-step-reported = Le serveur de messagerie { $host }, que nommait le domaine du destinataire, a signalé que l'avis a été mis dans une boîte mail. Si quelqu'un l'a vu n'est pas connu.
exhibit-step-answered = Quelqu'un a répondu depuis la boîte mail, sans accepter ni refuser.
exhibit-step-decided = Un choix a été fait.
exhibit-step-handed = Tout le contenu a été envoyé en entier à la session de qui avait montré son identité.
exhibit-decision-none = Aucun. Personne n'a accepté ni refusé ; le silence n'est pas une réponse.
exhibit-decision-rejected = Aucun : le service a refusé le dépôt, il n'y avait donc rien à choisir.
exhibit-decision-accepted = Accepté : { $moment }. Accepter, c'est prendre réception ; cela ne veut dire ni lu ni d'accord.
exhibit-decision-accepted-delegate = Accepté par un mandataire : { $moment }. Accepter, c'est prendre réception ; cela ne veut dire ni lu ni d'accord.
exhibit-decision-instructed = Accepté sur consigne permanente, non par une personne : { $moment }. Personne n'a choisi pour ce message.
exhibit-decision-refused = Refusé : { $moment }. Un juge peut estimer que le message compte quand même pour le destinataire.
exhibit-decision-refused-delegate = Refusé par un mandataire : { $moment }. Un juge peut estimer que le message compte quand même pour le destinataire.
exhibit-decision-not-for-me = Quelqu'un ayant accès à la boîte mail a dit que le message n'est pas pour lui : { $moment }.
exhibit-decision-died = Quelqu'un ayant accès à la boîte mail a dit que le destinataire est décédé : { $moment }.
exhibit-decision-left = Quelqu'un ayant accès à la boîte mail a dit que le destinataire n'y travaille plus : { $moment }.
exhibit-decision-expired = Aucun : le temps pour choisir a pris fin sans réponse, constaté { $moment }. Le silence n'est pas une acceptation ; un juge peut estimer que le message compte quand même pour le destinataire.
exhibit-decision-recalled = L'expéditeur a retiré le message : { $moment }.
exhibit-before-accepted = Auparavant il avait été accepté : { $moment }. Cela reste enregistré.
exhibit-before-refused = Auparavant il avait été refusé : { $moment }. Cela reste enregistré.
exhibit-before-not-for-me = Auparavant, quelqu'un ayant accès à la boîte mail avait dit qu'il n'est pas pour lui : { $moment }. Cela reste enregistré.
exhibit-vouches-nobody = Personne : il n'y a pas de choix dont répondre.
exhibit-vouches-service = Le service seul. Le destinataire n'a pas utilisé de clé à lui ; le choix repose donc sur l'honnêteté du service.
exhibit-vouches-instruction = Le service seul. Personne n'a signé pour ce message. Que la consigne n'avait pas pris fin, et ce que disait DNS, est la parole du service.
exhibit-vouches-key-not-shown = Le service seul. La preuve nomme une clé propre au destinataire ; ce que cette clé a signé n'est pas montré ici.
exhibit-vouches-key = Le service, et aussi la clé propre au destinataire (marque K), qui a signé le texte du choix. Jours entiers entre la première fois où elle a été vue et le dépôt : { $number }.
exhibit-vouches-device = Le service, et aussi une clé (marque K), qui a signé le texte du choix. Cela montre qu'un appareil a fait ce choix, non à qui il est.
exhibit-key-seen = Clé vue pour la première fois : { $moment }.
exhibit-key-seen-own = Clé vue pour la première fois, selon la parole du service lui-même : { $moment }.
exhibit-identity-nobody = Personne n'a montré son identité : il n'y a pas de choix.
exhibit-identity-answered = Il n'y a pas de choix. Qui a répondu : { $who }
exhibit-identity-instructed = Pour ce message, personne n'a montré son identité. Qui a donné la consigne : { $who }
exhibit-identity-senders-mailbox = BOÎTE MAIL SOUS LE CONTRÔLE DE L'EXPÉDITEUR : qui la gère a pu faire cela ; cela ne montre donc rien contre l'expéditeur.
exhibit-identity-several = Plusieurs personnes peuvent lire cette boîte mail : le premier choix compte.
exhibit-identity-mandate = Le mandat a été donné le { $given } et accepté le { $accepted }.
exhibit-who-mail-code = Quelqu'un ayant accès à { $address }, montré par un code envoyé là, le { $moment } ou avant.
exhibit-who-access-code = Quelqu'un ayant accès à { $address }, montré par un code le { $moment } ou avant, et connaissant le code d'accès de l'expéditeur. Les deux côtés le connaissaient : il ne montre rien contre l'expéditeur.
exhibit-who-sms-code = Quelqu'un ayant accès au numéro de téléphone qu'a indiqué l'expéditeur, finissant par { $ending }, montré par un code le { $moment } ou avant. À qui est ce numéro n'a pas été vérifié.
exhibit-who-passkey = Quelqu'un qui détient une clé inscrite pour { $address } avant le dépôt, utilisée le { $moment } ou avant. Elle n'en dit pas plus sur la personne que la preuve donnée à l'inscription.
exhibit-who-delegate = Quelqu'un ayant accès à { $delegate }, montré par un code le { $moment } ou avant, agissant pour { $address } en vertu d'un mandat.
exhibit-who-issuer = Quelqu'un dont { $issuer } a répondu, { $moment }, comme identité électronique de niveau { $level } selon la parole de l'exploitant.
exhibit-who-domain = Quelqu'un dont l'e-mail est parti par un serveur qui signe pour le domaine, { $moment }.
exhibit-who-account = Quelqu'un qui détenait le secret d'un compte auprès du service, { $moment }.
exhibit-level-low = faible
exhibit-level-substantial = substantiel
exhibit-level-high = élevé
exhibit-someone-mailbox = Quelqu'un ayant accès à { $address }
exhibit-someone-telephone = Quelqu'un ayant accès au numéro de téléphone qu'a indiqué l'expéditeur
exhibit-someone-key = Quelqu'un qui détient une clé inscrite pour { $address }
exhibit-someone-issuer = Quelqu'un dont { $issuer } a répondu
exhibit-status = Le statut du service
exhibit-status-no-list = Aucune liste de confiance n'a été donnée ; aucune inscription de ce service n'apparaît donc. Sans inscription, ce n'est pas un service qualifié : la présomption de l'art. 43, § 2, eIDAS ne joue pas ; le juge apprécie librement.
exhibit-status-not-listed = Selon les listes de confiance données, ce n'est pas un service qualifié à cette date : la présomption de l'art. 43, § 2, eIDAS ne joue pas ; le juge apprécie librement. Ce qu'elles disent :
exhibit-status-listed = Une liste de confiance donnée nomme ce service à cette date. Si la présomption de l'art. 43, § 2, eIDAS joue, c'est au juge de le dire. Ce que disent les listes :
exhibit-asked-seal = Sceau de { $signer }, { $moment } :
exhibit-asked-time = Horodatage de { $signer }, { $moment } :
exhibit-asked-service = Service d'envoi recommandé de { $signer }, { $moment } :
exhibit-in-english = Les phrases en retrait sont celles du programme de vérification, qui parle anglais.
exhibit-time = D'où viennent les heures
exhibit-time-stated = Quand quelque chose s'est passé, c'est le service lui-même qui le dit.
exhibit-time-own = Les horodatages viennent de la même racine que les sceaux. Eux aussi sont la parole du service lui-même.
exhibit-time-authority = Les horodatages viennent d'une autorité indépendante, que vous avez indiquée comme fiable : { $name }.
exhibit-time-unknown = Les horodatages viennent d'une autorité que vous n'avez pas indiquée comme fiable : { $name }.
exhibit-time-none = Aucun horodatage ne prouve ces heures.
exhibit-time-witnesses = Des témoins du journal de transparence, indépendants du service, les bornent. Au moins tant pour chacune : { $number }.
exhibit-time-no-witness = Aucun témoin d'un journal de transparence auquel vous faites confiance ne les borne.
exhibit-stated = Qui a déclaré quoi
exhibit-service-states = Le service déclare
exhibit-addressee-stated = Le destinataire a déclaré
exhibit-stated-line = { $number }. { $moment } : { $words }
exhibit-stated-nothing = Rien.
exhibit-states-submitted = Le message a été pris en charge ({ $size } octets). Jours pour choisir : { $days }.
exhibit-states-rejected = Le service a refusé le dépôt.
exhibit-states-noticed = { $what } : le serveur de messagerie { $host } l'a pris.
exhibit-states-relayed = { $what } : confié au relais { $host }.
exhibit-states-demo = { $what } : mis dans la boîte d'essai du service lui-même, { $host }.
exhibit-states-sent = { $what } : envoyé.
exhibit-answered = Réponse : { $reply }.
exhibit-deadline-printed = Échéance imprimée : { $until }.
exhibit-states-failed = { $what } : aucun serveur de messagerie ne l'a pris.
exhibit-states-unsure = { $what } : abandonné ; si un serveur de messagerie l'a pris n'est pas connu.
exhibit-reason-given = Motif indiqué : { $words }.
exhibit-states-accepted = L'acceptation a été enregistrée.
exhibit-states-instructed = Accepté sur consigne permanente du { $moment }, non par une personne. L'inscription figurait dans DNS sous { $name }.
exhibit-states-refused = Le refus a été enregistré.
exhibit-states-expired = Le temps pour choisir a pris fin sans choix : { $until }.
exhibit-states-opened = Le contenu a été ouvert au destinataire auprès du service.
exhibit-states-handed-over = Tout le contenu a été envoyé en entier à la session du destinataire. Parties : { $number }.
exhibit-states-moved = L'échéance a été reportée au { $until }.
exhibit-states-recalled = L'expéditeur a retiré le message. Avant cela, rien du contenu n'avait été envoyé au destinataire. La clé du service pour ce destinataire a été détruite.
exhibit-states-answer = La réponse a été enregistrée.
exhibit-states-said = Ce que déclare le destinataire a été enregistré. Si c'est exact, le service ne le sait pas.
exhibit-states-letter = Le destinataire a confirmé une lettre arrivée { $moment } en réponse à l'avis { $notice }.
exhibit-states-bounced = Un serveur de messagerie a signalé que l'avis { $number } est revenu.
exhibit-states-taken = Un serveur de messagerie a signalé que l'avis { $number } a été mis dans une boîte mail.
exhibit-states-delayed = Un serveur de messagerie a signalé que l'avis { $number } a du retard et qu'il essaie encore.
exhibit-reported-by = Le serveur se nomme { $host }.
exhibit-reported-words = Dans ses mots : { $words }.
exhibit-states-exported = Ce fichier a été fait.
exhibit-states-other = Le service déclare : { $name }.
exhibit-outage-content = De { $from } à { $to }, le contenu de ce message n'a pas pu être ouvert.
exhibit-outage-elsewhere = De { $from } à { $to }, quelque chose qui n'est pas au service n'a pas marché.
exhibit-outage-mail = De { $from } à { $to }, aucun e-mail du service n'est parti, ni avis ni codes.
exhibit-outage-service = De { $from } à { $to }, le service n'était pas là.
exhibit-outage-time-stamps = De { $from } à { $to }, il n'y avait pas d'horodatage ; rien n'a pu être scellé.
exhibit-outage-operator = L'exploitant du service l'a noté.
exhibit-outage-words = Dans les mots de l'exploitant : { $words }.
exhibit-open = Le contenu a pu être retiré tout le temps, de { $from } à { $to }, comme le service l'a vérifié lui-même.
exhibit-open-except = Le contenu a pu être retiré de { $from } à { $to }, comme le service l'a vérifié lui-même, sauf : { $except }.
exhibit-open-unknown = Si le contenu a pu être retiré tout le temps, la preuve ne le dit pas.
exhibit-span = { $from } à { $to }
exhibit-spans-more = et d'autres fois : { $number }
exhibit-said-accepted = Accepté.
exhibit-said-accepted-delegate = Accepté, par un mandataire.
exhibit-said-refused = Refusé.
exhibit-said-refused-delegate = Refusé, par un mandataire.
exhibit-said-not-for-me = Pas pour moi.
exhibit-said-died = Le destinataire est décédé.
exhibit-said-left = Le destinataire n'y travaille plus.
exhibit-said-letter = A confirmé une lettre comme la sienne. Ce n'est ni accepter ni refuser.
exhibit-said-again = A demandé le message à nouveau. Cela ne reprend rien.
exhibit-said-by-post = A demandé le message par la poste. Ce n'est ni accepter ni refuser.
exhibit-said-could-not-open = A dit que du contenu n'a pas pu être ouvert.
exhibit-said-own-words = A fait une déclaration. Ce n'est ni accepter ni refuser.
exhibit-said-read = A dit avoir lu le message.
exhibit-said-words = Dans leurs mots : { $words }.
exhibit-said-shown = Texte montré : { $text }.
exhibit-elements = L'article 3:37, alinéa 3, du Code civil néerlandais concerne une déclaration adressée à une personne déterminée. La Cour suprême des Pays-Bas l'a expliqué le 14 juin 2013 (ECLI:NL:HR:2013:BZ4104). Cette page et les quatre suivantes rangent les faits selon les questions qui en découlent.
exhibit-elements-judge = Seuls des faits figurent ici. Ce qui en découle en droit, c'est au juge de le dire.
exhibit-element-address = L'adresse, et pourquoi elle pouvait sembler juste
exhibit-element-arrived = Ce qui a été envoyé, et ce qui est arrivé là
exhibit-element-when = Quand
exhibit-element-word = Sur la parole de qui
exhibit-element-way = Ce qui y faisait obstacle, et du fait de qui
exhibit-head-fact = Fait
exhibit-head-source = Source
exhibit-head-not = Ce qu'il ne montre pas
exhibit-head-hindrance = Ce qui faisait obstacle
exhibit-head-doing = Du fait de qui, selon la preuve
exhibit-head-file = Fichier
exhibit-head-digest = SHA-256
exhibit-head-result = Égal ou non
exhibit-head-number = N°
exhibit-head-type = Type
exhibit-head-size = Octets
exhibit-head-event = Événement
exhibit-head-stated = Heure selon le service
exhibit-head-proven = Heure prouvée, et par qui
exhibit-source-sender = La parole de l'expéditeur, transmise par le service (preuve { $number })
exhibit-source-service = La parole du service (preuve { $number })
exhibit-source-server = La parole d'un serveur de messagerie, citée par le service (preuve { $number })
exhibit-source-addressee = L'acte de quelqu'un du côté du destinataire, enregistré par le service (preuve { $number })
exhibit-source-chain = Toutes les preuves du fichier ensemble
exhibit-source-seals = Les sceaux sur les preuves
exhibit-source-dialogues = Les réponses que cite le service
exhibit-source-stamps = Les horodatages sur les preuves
exhibit-source-log = Les preuves du journal de transparence
exhibit-address-used = L'expéditeur a envoyé à { $address }.
exhibit-address-used-not = Que le destinataire utilise cette adresse ou y regarde.
exhibit-address-basis = Pourquoi cette adresse, selon l'expéditeur : { $words }.
exhibit-address-dated = Date indiquée pour cela : { $date }.
exhibit-address-undated = Depuis quand, l'expéditeur ne le dit pas.
exhibit-address-unconfirmed = Quand l'adresse a été confirmée pour la dernière fois, la preuve ne le dit pas.
exhibit-address-basis-not = Que c'est exact. Demandez à l'expéditeur sur quoi cela repose.
exhibit-address-no-basis = L'expéditeur n'a pas dit pourquoi cette adresse, qui l'a donnée, ni quand.
exhibit-address-no-basis-not = Que l'expéditeur n'avait pas de raison.
exhibit-address-role = Plusieurs personnes peuvent lire cette boîte mail, a dit l'expéditeur.
exhibit-address-role-listed = Plusieurs personnes peuvent lire cette boîte mail : son nom figure sur la liste des noms de fonction du service.
exhibit-address-role-not = Qui la lit.
exhibit-address-control = La boîte mail est sous le contrôle de l'expéditeur.
exhibit-address-control-not = Ce qui est fait avec un code envoyé là ne montre rien contre l'expéditeur.
exhibit-address-code = Un code envoyé à { $address } a été saisi auprès du service, le { $moment } ou avant.
exhibit-address-code-not = Quelle personne l'a saisi.
exhibit-address-key = Une clé propre au destinataire avait été inscrite pour cette adresse : { $moment }.
exhibit-address-key-not = Quelle personne l'a inscrite.
exhibit-address-not-for-me = Quelqu'un ayant accès à la boîte mail a dit que le message n'est pas pour lui : { $moment }.
exhibit-address-died = Quelqu'un ayant accès à la boîte mail a dit que le destinataire est décédé : { $moment }.
exhibit-address-left = Quelqu'un ayant accès à la boîte mail a dit que le destinataire n'y travaille plus : { $moment }.
exhibit-address-not-for-me-not = Que c'est exact. Personne ne l'a vérifié.
exhibit-address-bounced = Un serveur de messagerie a signalé qu'un avis à cette adresse est revenu : { $moment }.
exhibit-address-bounced-not = Que l'adresse n'a jamais marché, ou ne marchera plus.
exhibit-sent = { $address } a déposé un message : { $size } octets, SHA-256 { $digest }.
exhibit-sent-not = Que ce que dit le message est vrai.
exhibit-no-notice = La preuve ne nomme aucun serveur de messagerie qui ait pris un avis.
exhibit-no-notice-not = Qu'aucun ne l'a jamais fait ; il peut exister des preuves plus récentes.
exhibit-hop-named = Le domaine du destinataire nommait ce serveur à ce moment. Ce qui y est allé est un avis, non le message.
exhibit-hop-unnamed = La preuve ne montre pas que le domaine du destinataire nommait ce serveur. Ce qui y est allé est un avis, non le message.
exhibit-hop-relay = Ce que le relais en a fait n'est pas connu. Ce qui y est allé est un avis, non le message.
exhibit-hop-demo = Cette boîte est pour essayer. Ce qui y est allé est un avis, non le message.
exhibit-notice-not = Ce que le serveur en a fait, et que quelqu'un l'a vu.
exhibit-report-not = Quel programme a écrit ce rapport, et que quelqu'un a vu l'avis.
exhibit-opened-not = Que quelqu'un l'a ouvert.
exhibit-handed-over-not = Que quelqu'un l'a lu ou compris.
exhibit-said-read-not = Que c'est exact, et quelle personne l'a dit.
exhibit-when-no-date = Aucune date d'effet juridique ne figure ici : c'est au juge de le dire.
exhibit-when = { $what } : { $moment }.
exhibit-when-deadline = Le dernier moment pour choisir : { $until }.
exhibit-when-deadline-not = Que quelqu'un a vu cette date.
exhibit-when-not = Que cela s'est passé juste au moment indiqué : à l'heure prouvée c'était enregistré, pas plus tard.
exhibit-when-own-not = Quoi que ce soit qui ne repose pas sur l'horloge du service lui-même.
exhibit-when-unproven-not = Que c'est exact : l'heure est la parole du seul service.
exhibit-proven-nobody = Aucune heure prouvée
exhibit-proven-stamp = Prouvée par horodatage : { $moment }
exhibit-proven-own = Horodatage du service lui-même : { $moment }
exhibit-proven-witnesses = Prouvée par des témoins du journal : { $moment }
exhibit-event-submitted = Le message a été déposé
exhibit-event-rejected = Le service a refusé le dépôt
exhibit-event-noticed = { $what } confié à un serveur de messagerie
exhibit-event-not-noticed = { $what } : aucun serveur de messagerie ne l'a confirmé
exhibit-event-accepted = Accepté
exhibit-event-instructed = Accepté sur consigne permanente, non par une personne
exhibit-event-refused = Refusé
exhibit-event-expired = Le temps pour choisir a pris fin sans choix
exhibit-event-opened = Le contenu a été ouvert auprès du service
exhibit-event-handed-over = Tout le contenu a été envoyé en entier
exhibit-event-said = Une déclaration du destinataire a été enregistrée
exhibit-event-by-post = Demandé : plutôt par la poste
exhibit-event-moved = L'échéance a été reportée
exhibit-event-exported = Ce fichier a été fait
exhibit-event-not-for-me = Dit : pas pour moi
exhibit-event-bounced = Un serveur de messagerie a signalé qu'un avis est revenu
exhibit-event-delayed = Un serveur de messagerie a signalé qu'un avis a du retard
exhibit-event-taken = Un serveur de messagerie a signalé qu'un avis est dans une boîte mail
exhibit-event-outage = Quelque chose n'a pas marché un temps
exhibit-event-recalled = L'expéditeur a retiré le message
exhibit-word-sender = Qui a déposé le message : { $who }
exhibit-word-sender-not = Quelle personne c'était.
exhibit-word-domain = Le service a vérifié que l'expéditeur gère le domaine { $what } : { $how }, { $moment }.
exhibit-word-domain-unchecked = Le service n'a pas vérifié que le domaine { $what } est à l'expéditeur.
exhibit-word-name = Le service a vérifié le nom { $what } de l'expéditeur : { $how }, { $moment }.
exhibit-word-name-unchecked = L'expéditeur se nomme { $what }. Le service n'a pas vérifié ce nom.
exhibit-word-check-not = Qui a écrit le message.
exhibit-word-service = Tout cela est déclaré sous le sceau de { $service }.
exhibit-word-service-not = Que le service dit vrai : un sceau montre qui déclare, et que rien n'a été changé.
exhibit-word-server = Ce qu'a répondu le serveur de messagerie { $host } est cité.
exhibit-word-server-not = Que le serveur a tenu parole, ou qui le gère.
exhibit-word-addressee-not = Quelle personne c'était, et qu'elle a compris le texte.
exhibit-word-vouches-not = Plus que ce qui figure ici.
exhibit-word-stamps = Une autorité d'horodatage répond des heures de preuves. Combien : { $number }.
exhibit-word-own-stamps = Des horodatages du service lui-même figurent sur des preuves. Combien : { $number }.
exhibit-word-witnesses = Des témoins du journal de transparence répondent des heures de preuves. Combien : { $number }.
exhibit-way-nothing = La preuve ne signale rien qui ait fait obstacle.
exhibit-way-nothing-not = Cela ne montre pas qu'il n'y avait rien.
exhibit-doing-service = Le service
exhibit-doing-sender = L'expéditeur
exhibit-doing-server = Un serveur de messagerie ; qui est derrière n'apparaît pas
exhibit-doing-addressee = Quelqu'un du côté du destinataire
exhibit-doing-silence = Aucun acte de personne n'est enregistré : il y a eu silence
exhibit-doing-unknown = N'apparaît pas
exhibit-doing-elsewhere = Quelque chose qui n'est pas au service
exhibit-rejected-not = Que le destinataire en savait quelque chose.
exhibit-failed-not = Que le destinataire y était pour quelque chose.
exhibit-bounced-not = Pourquoi, au-delà de la parole du serveur, et qu'il est revenu aussitôt.
exhibit-delayed-not = Que l'avis n'est pas arrivé plus tard.
exhibit-refused = { $who } a refusé. Objet montré ; texte et pièces jointes non dévoilés.
exhibit-refused-not = Quelle personne a refusé, et qu'elle savait ce que dit le message.
exhibit-not-for-me-not = Que c'est exact. Personne ne l'a vérifié.
exhibit-expired = Aucun choix n'a été fait du { $from } au { $until }.
exhibit-relay = relais { $host }
exhibit-taken-notice = L'avis a été pris par { $host }.
exhibit-taken-reminders = Rappels pris par { $host } : { $number }.
exhibit-taken-unknown = Avis et rappels dont cela n'est pas connu : { $number }.
exhibit-expired-not = Cela ne montre pas que quelqu'un les a vus.
exhibit-said-not = Que c'est exact.
exhibit-recalled-not = Que le destinataire savait ce que dit le message.
exhibit-outage-not = Que quelqu'un a essayé de choisir à ce moment.
exhibit-attachments = Pièces jointes données à côté de ce rapport
exhibit-attachments-text = Chaque fichier donné a été comparé aux pièces jointes du message que nomme la preuve.
exhibit-attachments-message = Pièces jointes du message
exhibit-attachments-none = Aucune n'a été lue : le message n'en a pas, ou ce n'est pas celui que nomme la preuve.
exhibit-attachments-more = Le message a plus de parties, ou de plus profondes, que ce qui est lu.
exhibit-match = Égal : pièce jointe { $number }, octet pour octet.
exhibit-match-lines = Égal : pièce jointe { $number }, sauf les fins de ligne.
exhibit-mismatch = Non égal : aucune pièce jointe du message n'est ce fichier.
exhibit-mismatch-nothing = Non égal : il n'y a pas de pièce jointe à comparer.
exhibit-findings = Constatations
exhibit-verdict = Le verdict, dans les mots de l'EN 319 102-1 : { $verdict }.
exhibit-findings-none = Rien n'a été relevé.
exhibit-findings-more = Autres constatations, non écrites ici : { $number }.
exhibit-worth-knowing = Bon à savoir
exhibit-clause = Disposition
exhibit-promise-broken = Le journal a promis que la preuve de dépôt y figure au plus tard { $moment }. Cette promesse a été rompue. Cela ne rend fausse aucune preuve.
exhibit-promise-kept = Le journal a promis que la preuve de dépôt y figure au plus tard { $moment }. Cette promesse a été tenue.
exhibit-promise-other = Une promesse du journal ({ $moment }) concerne autre chose que ce fichier.
exhibit-promise-running = Le journal a promis que la preuve de dépôt y figure au plus tard { $moment }. Ce temps n'est pas encore passé.
exhibit-promise-unclear = Le journal a promis que la preuve de dépôt y figure au plus tard { $moment }. Si cela a été tenu ne peut être dit.
exhibit-chain = La chaîne des preuves
exhibit-chain-text = Toutes les preuves du fichier, dans l'ordre. Chacune nomme l'empreinte de la précédente.
exhibit-chain-foot = L'empreinte au pied de chaque page est celle de la dernière preuve de la chaîne. Les autres sont celles des fichiers du paquet.
exhibit-foreign = Ce qu'un autre service a fait
exhibit-foreign-cms = Une signature (CMS).
exhibit-foreign-container = Un conteneur avec des signatures (ASiC).
exhibit-foreign-evidence = Une preuve d'envoi recommandé (EN 319 522).
exhibit-foreign-mail = Un e-mail signé avec preuve (REM, EN 319 532).
exhibit-foreign-stamp = Un horodatage (RFC 3161).
exhibit-foreign-law = La forme, les empreintes, les signatures et les certificats ont été examinés. Si ce service a suivi ses propres règles, et si ce qu'il déclare est vrai, ne l'a pas été.
exhibit-foreign-claimed = Signé, selon ses propres dires
exhibit-foreign-proven = Heure prouvée
exhibit-foreign-fingerprint = Empreinte (SHA-256)
exhibit-foreign-attested = Ce qui est déclaré, dans les mots de l'émetteur
exhibit-redacted = Ce qui est montré et ce qui a été laissé de côté
exhibit-redacted-text = Les preuves elles-mêmes ont été laissées de côté. Pour chaque étape, son extrait est ici. Les empreintes ci-dessous sont celles des fichiers de preuves.
exhibit-redacted-step = N° { $number }
exhibit-redacted-none = il n'y en a pas
exhibit-redacted-left-out = Laissé de côté
exhibit-redacted-files = Fichiers laissés de côté
exhibit-field-addressee = l'adresse du destinataire
exhibit-field-delegate = l'adresse du mandataire, ou qu'il n'y en a pas
exhibit-field-digest = l'empreinte du message (SHA-256)
exhibit-field-id = le Message-ID, ou qu'il n'y en a pas
exhibit-field-sender = l'adresse de l'expéditeur
exhibit-field-name = le nom de l'expéditeur, ou qu'il n'y en a pas
exhibit-unproven = Ce qui n'est pas prouvé
exhibit-unproven-left-out = Un extrait montre que le service a déclaré une étape à une heure. Que l'horodatage appartient à cette étape, seul le service le dit. Ce qui a été laissé de côté n'est pas montré : la preuve elle-même, et quelles étapes sont venues avant, entre ou après. Qui sont les personnes n'est montré que là où cela a été ouvert. Si une personne ou une consigne permanente a accepté n'est pas montré.
exhibit-unproven-stamp = Un horodatage montre que ces octets existaient à son heure. Il ne dit rien de qui les a faits ou envoyés.
exhibit-unproven-signature = Une signature montre qui a signé ces octets. Elle ne dit rien de ce qu'ils sont devenus.
exhibit-unproven-evidence = Une preuve montre ce que déclare son émetteur. Que cela s'est passé repose sur sa parole.
exhibit-unproven-notice = Qu'un avis est arrivé ou que quelqu'un l'a vu. Il est prouvé qu'il a été envoyé.
exhibit-unproven-reports = Que ce que signalent des serveurs de messagerie sur un avis est exact. Le service montre ce qu'ils ont dit.
exhibit-unproven-answers = Que ce que le destinataire a dit, hors accepter ou refuser, est exact. Cela ne décide rien.
exhibit-unproven-letters = Que ce qu'a écrit le destinataire est exact. Une signature DKIM montre quel serveur de messagerie a signé, avec une clé que seul le service a vue.
exhibit-unproven-handover = Que quelqu'un a lu le contenu. Il est prouvé qu'il a été envoyé en entier.
exhibit-unproven-mail-code = Quelle personne a utilisé un code par e-mail. Il montre l'accès à une boîte mail.
exhibit-unproven-access-code = Que ce n'était pas l'expéditeur. Les deux côtés connaissent un code d'accès : il écarte les autres, rien de plus.
exhibit-unproven-passkey = Quelle personne détient une clé inscrite plus tôt. C'est qui l'a inscrite, et qui lisait alors la boîte mail a pu le faire.
exhibit-unproven-sms-code = Quelle personne a utilisé un code par SMS. L'expéditeur a indiqué ce numéro ; à qui il est n'a pas été vérifié.
exhibit-unproven-vouched = Qui c'était, hors la parole de l'émetteur de l'identité, et du service qui la transmet.
exhibit-unproven-mandate = Quelles personnes sont derrière un mandat, et qu'aucune n'y avait mis fin.
exhibit-unproven-instruction = Qu'une personne savait quelque chose de ce message. Que la consigne n'avait pas pris fin, et ce que disait DNS, est la parole du service.
exhibit-unproven-key = Quelle personne a choisi. Une clé montre que quelqu'un a pu la déverrouiller.
exhibit-unproven-domain = Que le domaine de l'expéditeur est à l'expéditeur. Le service ne l'a pas vérifié.
exhibit-unproven-name = Que l'expéditeur s'appelle { $name }. Le service ne l'a pas vérifié.
exhibit-unproven-control-declared = Que ce n'est pas l'expéditeur qui a utilisé un code. L'expéditeur a dit contrôler la boîte mail du destinataire.
exhibit-unproven-control-servers = Que ce n'est pas l'expéditeur qui a utilisé un code. L'e-mail du destinataire arrive là où arrive celui de l'expéditeur.
exhibit-unproven-control-domain = Que ce n'est pas l'expéditeur qui a utilisé un code. La boîte mail du destinataire est dans un domaine de l'expéditeur.
exhibit-unproven-one-domain = Que qui gère le domaine n'a pas lu les codes. L'expéditeur et le destinataire ont des adresses dans un même domaine.
exhibit-unproven-own-time = Les heures, sans faire confiance au service. Les horodatages viennent de la même racine que les sceaux.
exhibit-unproven-no-log = Que le service s'en est tenu à un seul récit. La preuve n'est dans aucun journal de transparence que d'autres observent.
exhibit-unproven-not-logged = Que le service s'en est tenu à un seul récit. Il n'apparaît pas que toutes les preuves soient dans un journal auquel vous faites confiance.
exhibit-unproven-not-witnessed = Quoi que ce soit d'indépendant du service par son journal. Trop peu de témoins auxquels vous faites confiance ont tout cosigné.
exhibit-unproven-complete = Que tout est dans le journal. Un événement qui n'y est jamais entré n'y laisse pas de trace.
exhibit-unproven-list = Si le service figure sur une liste de confiance nationale. Cela n'a pas été vérifié.
exhibit-unproven-counts = Si le message compte pour le destinataire. C'est à un juge de le dire.
exhibit-because-format-failure = La forme d'un fichier ou d'une signature n'est pas celle qu'il faut.
exhibit-because-hash-failure = Une empreinte diffère : quelque chose a été changé.
exhibit-because-sig-crypto-failure = Une signature ne correspond pas à ce qu'elle signe.
exhibit-because-revoked = Un certificat avait été révoqué avant la signature.
exhibit-because-expired = Un certificat avait expiré avant la signature.
exhibit-because-not-yet-valid = Un certificat n'était pas encore valable au moment de la signature.
exhibit-because-sig-constraints-failure = Un certificat ou une signature n'est pas prévu pour cet usage.
exhibit-because-chain-constraints-failure = Un certificat de la chaîne ne peut pas en émettre d'autres, ou contient quelque chose que nul ne comprend ici.
exhibit-because-certificate-chain-general-failure = La chaîne de certificats n'a pas pu être examinée.
exhibit-because-crypto-constraints-failure = Un algorithme ou une clé n'est pas assez fort.
exhibit-because-crypto-constraints-failure-no-poe = Un algorithme ou une clé n'est plus assez fort, et rien ne prouve qu'il a servi avant.
exhibit-because-timestamp-order-failure = Des heures prouvées sont dans un ordre impossible.
exhibit-because-no-certificate-chain-found = Aucune chaîne ne mène du certificat du signataire à l'un de ceux que vous avez indiqués comme fiables.
exhibit-because-no-signing-certificate-found = Le certificat du signataire manque.
exhibit-because-revoked-no-poe = Un certificat a été révoqué, et rien ne prouve que la signature est plus ancienne.
exhibit-because-out-of-bounds-no-poe = Un certificat n'est pas valable à ce moment, et rien ne prouve que la signature est plus ancienne.
exhibit-because-no-poe = Rien ne prouve quand une signature existait.
exhibit-because-try-later = Si un certificat avait été révoqué ne peut être dit avec ce qui est ici.
exhibit-because-signed-data-not-found = Un fichier signé ou nommé n'est pas là.
exhibit-because-chain-broken = Des preuves d'une même chaîne ne vont pas ensemble.
exhibit-because-unlawful = Les règles de cet e-mail recommandé ne permettent pas ce qui est déclaré.
exhibit-because-statement-invalid = Une déclaration ne contient pas ce que demande son événement.
exhibit-because-acknowledgement-differs = Le texte du choix et la preuve se contredisent.
exhibit-because-key-differs = Ce qu'a signé la clé propre au destinataire ne correspond pas au choix.
exhibit-because-dkim-differs = Une signature de la lettre du destinataire donne autre chose que ce que dit le service.
exhibit-because-content-differs = Un fichier n'est pas celui que nomme la preuve.
exhibit-because-file-missing = Un fichier qui doit être là n'y est pas.
exhibit-because-file-not-named = Il y a un fichier que rien ne nomme.
exhibit-because-signer-differs = Le signataire n'est pas le service qui déclare.
exhibit-because-time-impossible = Un événement est daté après l'heure prouvée.
exhibit-because-time-unproven = L'heure d'un événement précède de si longtemps l'heure prouvée qu'elle repose sur la parole du seul service.
exhibit-because-log-proof-invalid = Une preuve du journal de transparence ne prouve pas ce pour quoi elle est là.
exhibit-because-log-order = Des preuves sont dans le journal dans un autre ordre que dans la chaîne.
exhibit-because-split-view = Deux preuves montrent deux histoires d'un même journal.
exhibit-because-not-logged = Il n'apparaît pas que des preuves soient dans un journal de confiance, comme il le faut.
exhibit-because-not-witnessed = Trop peu de témoins auxquels vous faites confiance ont cosigné le journal.
exhibit-because-not-post-quantum = Le journal ne porte pas de signature post-quantique, et vous en demandiez une.
exhibit-because-not-judged = Il contient quelque chose qui compte, que nul ne comprend ici ou que nulle signature ne couvre.
exhibit-because-length-unknown = Rien ne dit la longueur de la chaîne : sa fin peut manquer.
exhibit-because-promise-broken = Le journal n'a pas tenu une promesse.
exhibit-because-promise-other-statement = Le journal a promis une autre première déclaration sur ce message que celle du fichier.
exhibit-because-promise-other-delivery = La promesse concerne un autre message que le fichier.
exhibit-because-promise-running = Le temps de la promesse n'est pas passé, et aucune preuve n'est là.
exhibit-because-promise-unproven = Depuis quand la preuve pouvait être faite, personne ne le dit.
exhibit-because-promise-untrusted = Aucune clé du journal à laquelle vous faites confiance n'a signé la promesse.
exhibit-because-notice-altered = Un avis n'est pas tel que le service l'a envoyé.
exhibit-because-report-altered = Le PDF du rapport n'est pas tel que le service l'a signé, ou parle d'un autre paquet que celui qui y est joint.
exhibit-because-notice-tracks = Un avis contient quelque chose qui renseignerait sur son lecteur.
exhibit-lead-notice-passed = L'e-mail est un avis authentique et inchangé du service qui l'a signé. Cela seul ne dit pas ce qu'est devenu le message. Ce sont les preuves d'un paquet qui le disent.
exhibit-lead-notice-failed = L'e-mail n'est pas un avis authentique et inchangé. Ne suivez pas ses liens. Cela seul ne dit pas ce qu'est devenu le message.
exhibit-lead-notice-unclear = Il n'a pas pu être établi que l'e-mail est un avis authentique et inchangé. Cela seul ne dit pas ce qu'est devenu le message.
exhibit-mail = L'avis donné
exhibit-mail-from = Expéditeur, selon ses propres dires : { $from }
exhibit-unproven-mail = Qui est l'expéditeur du message, que quelqu'un a vu l'avis, et ce qu'est devenu le message.

## Événements, comme une liste les nomme
event-submission-acceptance = Le message a été déposé chez nous
event-submission-rejection = Le message a été refusé au dépôt
event-notice-sent = Un avis a été donné à un serveur de messagerie
event-notice-failed = Aucun serveur de messagerie n'a confirmé l'avis
event-accepted = Réception prise
event-content-opened = Le message a été ouvert pour le destinataire
event-refused = Refusé
event-expired = Le temps pour choisir est passé sans choix
event-handover = Tout le message a été envoyé en entier à la personne qui l'a accepté
event-handover-failed = Le message n'a pas pu être transmis
event-notice-bounced = Un serveur de messagerie a signalé que l'avis est revenu
event-notice-delayed = Un serveur de messagerie a signalé que l'avis a du retard et qu'il essaie encore
event-notice-taken = Un serveur de messagerie a signalé que l'avis est dans la boîte mail
event-not-for-me = Dit : pas pour moi
event-recalled = Retiré par l'expéditeur
event-outage = Quelque chose n'a pas marché pendant un temps
event-exported = La preuve a été faite en fichier
event-other = Autre chose a été noté

## E-mail avec le code
mail-code-subject = Votre code pour un e-mail recommandé
mail-code-body =
    Votre code est :

    {"  "}{ $code }

    Tapez ce code sur la page où vous l'avez demandé. Le code sert pendant 15 minutes, jusqu'à { $until }.

    Avec le code, vous montrez que vous avez accès à cette boîte mail. Vous ne choisissez encore rien. L'expéditeur ne voit pas que vous avez demandé un code.

    Vous n'avez pas demandé de code ? Alors ne faites rien. Ne donnez le code à personne, pas à nous non plus : nous ne le demandons jamais, ni par téléphone ni par e-mail.

## E-mail à l'expéditeur : déposé
mail-receipt-subject = Déposé : e-mail recommandé { $submission }
mail-receipt-body =
    Nous avons pris votre message et le gardons.

      Type :       e-mail recommandé
      Numéro :     { $submission }
      Déposé :     { $moment }
      Pour :       { $addressees }
      Taille :     { $size } octets
      SHA-256 :    { $digest-1 }
    {"               "}{ $digest-2 }
      Temps :      au moins { $days } jours après le jour de l'avis

    Cet e-mail dit : vous nous avez donné ce message à ce moment.

    Cet e-mail ne dit pas : qu'un avis est déjà parti, que quelqu'un a vu le message, ou qu'il compte pour le destinataire.

    Pour chaque destinataire, un fichier est joint : promise-(numéro).txt. Nous y promettons quand la preuve du dépôt sera au plus tard dans notre registre public. Gardez le fichier. Si ce moment est passé et si nous ne pouvons pas montrer que la preuve est dans le registre, nous n'avons pas tenu notre promesse. Vous pouvez le vérifier sans nous.

    D'abord, nous scellons la preuve du dépôt. Ensuite, l'avis part vers le destinataire. Nous vous écrivons quand un choix est fait, ou quand le temps est passé.
mail-receipt-addressees = { $count ->
    [1] 1 destinataire
   *[other] { $count } destinataires
  }

## E-mail à l'expéditeur : un choix a été fait
mail-decision-subject-accepted = Réception prise par { $addressee }
mail-decision-subject-refused = Refusé par { $addressee }
mail-decision-subject-not-for-me = Pas pour moi, dit { $addressee }
mail-decision-body =
    Un choix a été fait sur votre e-mail recommandé.

      Choix :      { $decision }
      Moment :     { $moment }
      Adresse :    { $addressee }
      Qui :        { $who }
      A choisi :   { $capacity }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $explained }

    Vous trouvez la preuve sur { $where }, avec le numéro de l'envoi. Le destinataire peut prendre la même preuve.
mail-decision-explained-accepted = Accepter veut dire : réception prise. Cela ne veut pas dire : lu ou d'accord. Qui a utilisé la boîte mail, nous ne le savons pas. Nous notons à part quand tout le message a été envoyé en entier.
mail-decision-explained-refused = Le destinataire a refusé et n'a pas pu lire le message. Un juge peut estimer que le message compte quand même pour le destinataire. Ce n'est pas à nous d'en décider.
mail-decision-explained-not-for-me = Cette adresse n'est peut-être pas la bonne. Le message est resté fermé. Vérifiez l'adresse. Jusqu'à la fin du temps, on peut encore accepter ou refuser depuis cette boîte mail.

## E-mail à l'expéditeur : le temps est passé
mail-expiry-subject = Pas de choix : { $addressee }
mail-expiry-body =
    Le temps pour choisir est passé. Aucun choix n'a été fait.

      Adresse :    { $addressee }
      Jusqu'au :   { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    La preuve dit : nous avons donné un avis à un serveur de messagerie, et aucun choix n'est venu. Elle ne dit pas que l'avis est arrivé dans la boîte mail ou que quelqu'un l'a lu. Si quelqu'un a ouvert la page, nous ne le notons jamais.

    Se taire n'est pas accepter. Un juge peut estimer que le message compte quand même pour le destinataire. Ce n'est pas à nous d'en décider.

    Vous trouvez la preuve sur { $where }, avec le numéro de l'envoi. Le destinataire peut prendre la même preuve.

## E-mail à l'expéditeur : l'avis n'a pas pu être envoyé
mail-failed-subject = Avis non envoyé : { $addressee }
mail-failed-body =
    Nous n'avons pas pu envoyer l'avis sur votre e-mail recommandé.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $answer }

    Aucun temps pour choisir ne court. Vérifiez l'adresse, ou prenez un autre chemin. Ce que le serveur de messagerie a répondu est dans la preuve. Vous la trouvez sur { $where }.

## Ce qu'un serveur de messagerie a dit, dans ces e-mails
mail-answer = Le serveur de messagerie { $server } a répondu : { $answer }
mail-answer-none = Aucun serveur de messagerie n'a répondu. Ce que nous avons noté : { $why }
mail-answer-reported = Il nous a signalé : { $answer }
mail-answer-unknown = Ce qu'il a dit n'est pas connu.

## E-mail à l'expéditeur : l'avis est revenu
mail-bounced-subject = Avis revenu : { $addressee }
mail-bounced-body =
    L'avis sur votre e-mail recommandé est revenu. Un serveur de messagerie l'a d'abord pris, puis nous a signalé qu'il n'est pas arrivé dans la boîte mail.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $answer }

    Aucun temps pour choisir ne court plus. Vérifiez l'adresse, ou prenez un autre chemin. Ce que le serveur de messagerie nous a signalé, c'est lui qui le dit. C'est dans la preuve, à côté de sa première réponse. Vous la trouvez sur { $where }.

## E-mail à l'expéditeur : une déclaration du destinataire
mail-statement-subject = Déclaration de { $addressee }
mail-statement-body =
    Le destinataire de votre e-mail recommandé a répondu par e-mail et a confirmé cette réponse comme sa propre déclaration.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Qui :        { $who }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    Ceci n'est pas un choix : le message n'est ainsi ni accepté ni refusé. Le temps pour choisir ne change pas. La réponse est dans la preuve. Vous la trouvez sur { $where }, avec le numéro de l'envoi. Le destinataire peut prendre la même preuve.

## E-mail à l'expéditeur : personne ne sait si l'avis est parti
mail-unsure-subject = Avis incertain : { $addressee }
mail-unsure-body =
    Nous ne savons pas si un serveur de messagerie a pris l'avis sur votre e-mail recommandé.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $answer }

    Nous avons essayé trois jours au plus. Au moins une fois, la connexion s'est coupée avant que le serveur réponde. Le destinataire a peut-être l'avis et peut alors encore choisir. Aucun temps pour choisir ne court. Ce qui a été échangé avec le serveur est dans la preuve. Vous la trouvez sur { $where }.

## E-mail au destinataire : vous avez choisi
mail-decided-subject-accepted = Vous avez pris réception d'un e-mail recommandé
mail-decided-subject-refused = Vous avez refusé un e-mail recommandé
mail-decided-subject-not-for-me = Vous avez dit : pas pour moi
mail-decided-body =
    Nous avons noté votre choix.

      Choix :      { $decision }
      Moment :     { $moment }
      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }

    { $explained }

    Ce lien est nouveau ; le lien de l'avis ne sert plus :

    {"  "}{ $link }

    Ce n'était pas vous ? { $otherwise } Appelez-nous ou écrivez-nous.
mail-decided-explained-accepted = Avec le lien ci-dessous, vous lisez le message et enregistrez la preuve. Nous gardons le message au moins jusqu'au { $day } inclus. Gardez donc vous-même une copie. L'expéditeur voit une seule fois quand tout le message vous a été envoyé en entier, et rien d'autre.
mail-decided-explained-refused = Le message reste fermé. Avec le lien ci-dessous, vous enregistrez la preuve. L'expéditeur a la même preuve. Un juge peut estimer que le message compte quand même pour vous.
mail-decided-explained-not-for-me = Le message reste fermé. Vous n'aurez plus d'avis à ce sujet. C'était une erreur ? Vous pouvez encore accepter ou refuser jusqu'au { $day } inclus, avec le lien ci-dessous.

## E-mail au destinataire : le temps est passé
mail-expired-subject = Le temps pour choisir est passé
mail-expired-body =
    Vous n'avez pas choisi à temps. L'expéditeur l'apprend. Il n'apprend pas si vous avez lu quelque chose.

      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }
      Jusqu'au :   { $moment }

    Se taire n'est pas accepter. Un juge peut estimer que le message compte quand même pour vous. Un doute ? Demandez conseil. Aux Pays-Bas, juridischloket.nl conseille gratuitement.

    Avec ce nouveau lien, vous enregistrez la preuve. Le lien de l'avis ne sert plus :

    {"  "}{ $link }

## E-mail au destinataire : un nouveau lien
mail-new-link-subject = Votre nouveau lien
mail-new-link-body =
    Un nouveau lien a été demandé pour un e-mail recommandé à cette adresse.

      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }
      Déposé :     { $moment }

    Le nouveau lien. L'ancien ne sert plus.

    {"  "}{ $link }

    L'expéditeur ne voit pas que cela a été demandé. Vous n'avez rien demandé ? Alors vous n'avez rien à faire. Le temps pour choisir ne change pas.

## E-mail au destinataire : une réponse par e-mail attend
mail-held-subject = Votre e-mail attend votre confirmation
mail-held-body =
    Quelqu'un a répondu par e-mail à notre avis sur un e-mail recommandé à cette adresse. Nous gardons cette réponse 14 jours et ne la lisons pas. L'expéditeur ne la voit pas.

      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }
      Déposé :     { $moment }

    Voulez-vous que l'expéditeur voie votre réponse, comme une déclaration de vous ? Confirmez-la alors sur cette page :

    {"  "}{ $link }

    Si vous ne faites rien, nous l'effaçons après 14 jours. Un e-mail n'est pas un choix : il n'accepte rien et ne refuse rien. Le temps pour choisir ne change pas.

    Vous n'avez pas écrit ? Alors vous n'avez rien à faire.

## Vérifier une référence (/check)
page-check-title = Cet avis vient-il vraiment de nous ?
page-check-text = Tapez la référence qui figure dans l'avis. Vous voyez alors si nous la connaissons et qui envoie. Vous n'avez à cliquer sur rien.
page-check-form = Une référence a 12 lettres et chiffres, comme K7M2-94QP-10TX. Les majuscules, les espaces et les tirets ne changent rien.
page-check-button = Vérifier
page-check-unseen = Nous ne notons pas que vous demandez cela. L'expéditeur ne le voit pas.
page-check-shape = Ce n'est pas une référence. Une référence a 12 lettres et chiffres. Tapez-la comme elle figure dans l'avis.
page-check-slip = Une lettre ou un chiffre est faux. Regardez encore la référence et corrigez-la.
page-check-known-title = Nous connaissons cette référence
page-check-known = Est-ce que cela correspond à votre e-mail ? Quelqu'un peut copier une référence dans un faux e-mail. Continuez donc ici, et non avec le lien de cet e-mail.
page-check-unknown-title = Nous ne connaissons pas cette référence
page-check-unknown = Nous n'avons pas de message avec cette référence. Figure-t-elle ainsi dans un e-mail ? Alors cet e-mail ne vient sans doute pas de nous. Ne cliquez sur rien et ne remplissez rien.
page-check-for = Pour une adresse chez
page-check-go = Voulez-vous continuer à lire ? Nous envoyons un code à l'adresse à laquelle le message est destiné. Nous ne montrons pas cette adresse ici. Avec le code, vous continuez ici, sans lien. Vous n'avez encore rien à choisir.
page-check-sent = Nous envoyons un code de 8 chiffres à l'adresse à laquelle le message est destiné. Le code est valable 15 minutes.
page-check-other = Vérifier une autre référence
page-check-back = Retour à la référence
page-check-doubt = Fermez cette page. Tapez vous-même { $check } dans votre navigateur et la référence { $reference }. Ou appelez l'expéditeur à un numéro que vous connaissez déjà. Nous ne demandons jamais d'argent, de mots de passe, de données bancaires ni votre numéro national, et vous n'avez rien à installer.
page-check-home = Vous doutez d'un avis ? Tapez sa référence.
## Rappels
event-reminder-sent = Un rappel a été donné à un serveur de messagerie
event-reminder-failed = Aucun serveur de messagerie n'a confirmé un rappel
mail-reminder-failed-subject = Rappel refusé : { $addressee }
mail-reminder-failed-body =
    Un serveur de messagerie a pris l'avis sur votre e-mail recommandé. Un rappel vient d'être refusé.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $answer }

    Aucun temps pour choisir ne court plus, et nous n'envoyons plus de rappels. Vérifiez l'adresse, ou prenez un autre chemin. Ce que le serveur de messagerie a répondu est dans la preuve, à côté de sa première réponse. Vous la trouvez sur { $where }.

## E-mail au destinataire : une clé a été enregistrée
mail-enrolled-subject = Une nouvelle clé pour vos e-mails recommandés
mail-enrolled-body =
    Le { $moment }, quelqu'un a créé une clé (passkey) pour { $addressee }. Cette personne a d'abord montré qui elle est.

    Avec cette clé, elle peut choisir en votre nom. La clé porte ce numéro :

    {"  "}{ $fingerprint }

    C'était vous ? Alors gardez ce numéro. Vous pourrez ainsi vérifier plus tard quelles clés sont les vôtres.

    Ce n'était pas vous ? Alors quelqu'un d'autre peut lire votre courrier. Changez le mot de passe de votre boîte mail et appelez-nous.
## Comment quelqu'un montre qui il est : côte à côte, comme l'expéditeur le demande
page-means-legend = Pour continuer, vous devez montrer qui vous êtes. Choisissez comment :
page-means-mail-code = par un code envoyé par e-mail à { $addressee }
page-means-access-code = par un code envoyé par e-mail à { $addressee }, et le code d'accès que vous avez de l'expéditeur
page-means-sms-code = par un code envoyé par SMS au numéro que l'expéditeur a donné, qui finit par { $ending }
page-means-asked = L'expéditeur demande plus qu'un code par e-mail.
page-means-not-for-me = Pour cela, un code par e-mail suffit.
page-means-none = L'expéditeur veut que vous montriez d'une certaine façon qui vous êtes. Ce n'est pas possible chez nous maintenant. Réessayez plus tard, ou appelez-nous.
page-means-too-little = Vous avez montré que vous avez accès à cette boîte mail. Pour choisir ou pour lire, l'expéditeur demande plus. Ouvrez encore une fois le lien de l'e-mail et choisissez-y l'autre moyen. Sans cela, vous pouvez dire : pas pour moi.
page-notice-mailbox-at-sender = Cette boîte mail est chez le serveur de l'expéditeur. Un code par e-mail dit alors peu de choses sur qui choisit.
page-notice-mailbox-in-domain = Cette boîte mail appartient à un domaine de l'expéditeur. Un code par e-mail dit alors peu de choses sur qui choisit.
page-code-sent-sms = Nous envoyons un code de 8 chiffres au numéro qui finit par { $ending }. Le code sert pendant 15 minutes.
page-code-label-sms = Code du SMS
page-code-missing-sms = Pas encore de code ? Attendez une minute, ou demandez-en un nouveau. L'ancien ne sert alors plus.
page-code-otherwise = Plutôt { $means }
page-access-label = Code d'accès de l'expéditeur
page-access-known = L'expéditeur connaît aussi ce code. Il tient les autres à l'écart, mais ne prouve rien contre l'expéditeur. Les majuscules et les traits d'union ne comptent pas.
page-access-missing = Tapez aussi le code d'accès. Vous ne le connaissez pas ? Demandez-le à l'expéditeur, à un numéro que vous connaissez déjà.
page-access-wrong = Ce code d'accès n'est pas le bon. Le code de l'e-mail sert encore. Essais restants aujourd'hui : { $left }.
page-access-tries = Un code d'accès a été tapé cinq fois aujourd'hui. Réessayez demain. Votre lien sert toujours, et le temps pour choisir ne change pas.
page-choice-known-as-access = Nous vous connaissons comme : quelqu'un qui a accès à { $addressee }, confirmé par un code le { $moment }. Vous connaissiez aussi le code d'accès. L'expéditeur le connaît aussi.
page-choice-known-as-sms = Nous vous connaissons comme : quelqu'un qui a accès au numéro de téléphone que l'expéditeur a donné, qui finit par { $ending }, confirmé par un code le { $moment }.
sms-code = { $service } : votre code est { $code }. Il sert pendant 15 minutes. Ne le donnez à personne.
page-privacy-proof = Numéro de téléphone et code d'accès
page-privacy-proof-text = L'expéditeur a donné un numéro de téléphone à vous ? Nous le gardons chiffré. La preuve et nos pages n'en montrent que les deux derniers chiffres. Un code par SMS passe par un service de SMS. D'un code d'accès, nous gardons un nombre dont on ne peut pas le calculer sans notre clé.
## Ce que l'on peut dire d'autre (ces textes vont dans la preuve)
act-by-post = Je préfère ce message par courrier postal. Je ne l'accepte pas et je ne le refuse pas.
act-could-not-open = Je n'ai pas pu ouvrir ce message ou une partie de ce message.
act-died = Le destinataire est décédé. Je n'accepte pas ce message et je ne le refuse pas.
act-left = La personne à qui ce message s'adresse ne travaille plus ici. Je ne l'accepte pas et je ne le refuse pas.
act-own-words = Ceci est ma déclaration. L'expéditeur peut la voir.
act-read = J'ai lu ce message. Je ne dis pas par là que je suis d'accord avec lui.
page-notice-by-post = Plutôt par la poste
page-notice-by-post-text = Vous demandez à l'expéditeur d'envoyer le message sur papier. L'expéditeur n'y est pas obligé. Le délai dans le message peut continuer à courir.
page-choice-said-by-post = Vous avez demandé le message par la poste, le { $moment }. L'expéditeur l'apprend. Le temps pour choisir continue : vous pouvez encore accepter ou refuser.
page-choice-died-text = Là aussi, le message reste fermé. Aucun rappel ne part plus. L'expéditeur apprend ce que vous dites. Nous ne le vérifions pas.
page-done-died-title = Vous avez signalé un décès
page-done-died = Ceci a été noté le { $moment }. Le message reste fermé et plus aucun avis ne part à ce sujet. L'expéditeur l'apprend de nous, avec des mots calmes.
page-done-left-title = Vous avez dit : ne travaille plus ici
page-done-left = Ceci a été noté le { $moment }. Le message reste fermé et plus aucun avis ne part à ce sujet. L'expéditeur apprend que l'adresse n'est peut-être plus la bonne.
page-say-title = Faire noter quelque chose
page-say-link = Faire noter autre chose, avec une déclaration à vous
page-say-text = Ici, vous pouvez faire noter quelque chose avec vos propres mots, par exemple ce qui s'est passé selon vous. Vous n'y êtes pas obligé. Ce n'est pas un choix : vous n'acceptez pas le message par là et vous ne le refusez pas. Le temps pour choisir ne change pas.
page-say-shared = { $sender } ({ $address }) voit ce que vous dites, et ceux qui auront la preuve aussi, comme un juge. C'est dans la preuve de l'expéditeur et dans la vôtre, avec le moment. Vous ne pouvez pas revenir là-dessus.
page-say-before = Ceci est déjà noté
page-say-label = Votre déclaration
page-say-hint = Au plus 2 000 caractères. Nous ne la lisons pas et nous ne la vérifions pas.
page-say-empty = Vous n'avez encore rien écrit. Rien n'a été noté.
page-say-too-long = Ceci fait plus de 2 000 caractères. Raccourcissez le texte. Rien n'a encore été noté.
page-say-enough = On ne peut rien faire noter de plus pour ce message. Écrivez vous-même à l'expéditeur.
page-say-twice = Ceci a déjà été noté. Cela reste ainsi.
page-say-accepted = Voulez-vous en dire quelque chose ?
page-say-accepted-text = Vous n'y êtes pas obligé. Si vous ne dites rien, rien ne change.
page-say-read-text = Nous ne le notons que si vous le dites vous-même. Nous ne le déduisons jamais de vos téléchargements. L'expéditeur le voit.
page-say-read-before = Vous avez dit le { $moment } que vous l'avez lu. C'est dans la preuve.
page-say-could-not-open-text = Vous n'arrivez pas à l'ouvrir ? Alors vous pouvez le faire noter. L'expéditeur l'apprend. Ensuite, vous pouvez simplement réessayer.
page-say-could-not-open-label = Qu'avez-vous vu ? (peut rester vide)
page-say-on = Continuer
event-by-post = Demandé : plutôt par la poste
event-could-not-open = Dit : n'a pas pu être ouvert
event-died = Dit : le destinataire est décédé
event-left = Dit : ne travaille plus ici
event-said = Une déclaration à vous a été notée
decision-died = le destinataire est décédé
decision-left = ne travaille plus ici
mail-decision-subject-died = Un décès signalé chez { $addressee }
mail-decision-subject-left = N'y travaille plus : { $addressee }
mail-decision-explained-died = Quelqu'un qui a accès à cette boîte mail a signalé que le destinataire est décédé. Nous ne l'avons pas vérifié. Le message est resté fermé et nous n'envoyons pas de rappels. Jusqu'à la fin du temps, on peut encore accepter ou refuser depuis cette boîte mail, par exemple un exécuteur testamentaire.
mail-decision-explained-left = Quelqu'un qui a accès à cette boîte mail a signalé que le destinataire n'y travaille plus. Nous ne l'avons pas vérifié. Le message est resté fermé et nous n'envoyons pas de rappels. Vérifiez l'adresse. Jusqu'à la fin du temps, on peut encore accepter ou refuser depuis cette boîte mail.
mail-decided-subject-died = Ce que vous avez dit du destinataire
mail-decided-subject-left = Vous avez dit : ne travaille plus ici
mail-said-subject-by-post = Plutôt par la poste, demande { $addressee }
mail-said-subject-could-not-open = N'a pas pu être ouvert, dit { $addressee }
mail-said-subject-read = Lu, dit { $addressee }
mail-said-body =
    Le destinataire de votre e-mail recommandé a fait noter quelque chose.

      Adresse :    { $addressee }
      Moment :     { $moment }
      Qui :        { $who }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    { $explained }

    Le texte est dans la preuve. Vous la trouvez sur { $where }, avec le numéro de l'envoi. Le destinataire peut prendre la même preuve.
mail-said-by-post = Le destinataire préfère le message sur papier. Ce n'est pas un choix : le message n'est ni accepté ni refusé. Le temps pour choisir continue. C'est vous qui décidez si vous l'envoyez par la poste.
mail-said-could-not-open = Le destinataire dit que le message, ou une partie du message, ne pouvait pas être ouvert. Cela ne change rien au choix déjà fait. Envoyer le message d'une autre manière aide peut-être.
mail-said-own-words = Le destinataire a fait une déclaration avec ses propres mots. Ce n'est pas un choix : le message n'est ainsi ni accepté ni refusé. Le temps pour choisir ne change pas.
mail-said-read = Le destinataire dit lui-même que le message est lu. Cela ne veut pas dire que le destinataire est d'accord avec lui. Nous ne savons pas si c'est vrai.
## Signaler un abus (/abuse)
page-abuse-title = Signaler un abus
page-abuse-text = Quelque chose ne va pas avec ce message ou avec un avis ? Dites-le-nous. Signaler n'est pas choisir : vous n'acceptez pas le message et vous ne le refusez pas.
page-abuse-reference = Référence de l'avis (si vous l'avez)
page-abuse-why = Qu'est-ce qui ne va pas ?
page-abuse-deception = Quelqu'un se fait passer pour un autre ou veut me tromper.
page-abuse-threat = Cela me menace ou m'insulte.
page-abuse-unlawful = Je pense que c'est interdit.
page-abuse-unwanted = Je ne veux rien de cet expéditeur.
page-abuse-other = Autre chose.
page-abuse-what = Que voulez-vous en dire ?
page-abuse-seen = Vous n'avez rien à écrire ; 2000 lettres au plus. Nous seuls lisons ceci. L'expéditeur ne le voit pas. Nous le gardons un an.
page-abuse-button = Envoyer le signalement
page-abuse-no-reason = Choisissez ce qui ne va pas. Rien n'a encore été envoyé.
page-abuse-too-long = Écrivez 2000 lettres au plus. Rien n'a encore été envoyé.
page-abuse-told-title = Nous avons votre signalement
page-abuse-told = Merci. Nous lisons votre signalement. L'expéditeur ne le voit pas. Rien ne change pour le message ni pour le temps de choisir.
page-abuse-number = Numéro de votre signalement
page-abuse-more = Vous voulez poser une question ? Donnez alors ce numéro. { $operator }
page-privacy-abuse = Ce que vous signalez
page-privacy-abuse-text = Si vous signalez un abus, nous le gardons un an, chiffré. Nous seuls le lisons. L'expéditeur ne le voit pas.

## Clés personnelles (passkeys)
page-choice-with-key = Signer avec ma clé (passkey)
page-choice-make-key = Créez d'abord une clé (passkey), si vous voulez
page-choice-keys = Mes clés (passkeys)
page-key-title = Une clé à vous
page-key-what = Une clé (passkey) reste sur votre appareil. Vous l'ouvrez avec un doigt, votre visage ou un code. Avec elle, vous signez vous-même votre choix. Personne d'autre ne peut le faire pour vous, nous non plus.
page-key-recorded = Nous notons que vous avez créé une clé, quand, et comment vous avez montré qui vous êtes. Vous recevez un e-mail à ce sujet. L'expéditeur voit la clé seulement si vous signez un choix avec elle.
page-key-make = Créer une clé
page-key-scripts = Une clé demande JavaScript. Vous pouvez aussi choisir sans clé.
page-key-failed = Cela n'a pas marché. Essayez encore, ou choisissez sans clé.
page-key-list = Vos clés
page-key-back = Retour au choix
page-sign-title = Signez votre choix
page-sign-what = Avec votre clé, vous signez exactement ceci :
page-sign-with-key = Signer avec ma clé
error-key = Votre clé n'a pas pu servir ici. Essayez encore, ou choisissez sans clé.
error-key-known = Cette clé est déjà connue ici.
error-key-many = Vous avez ici vingt clés. Il n'en faut pas plus.

## Plusieurs messages à la fois, et repris
page-notice-another = L'expéditeur vous envoie encore un message alors que d'autres attendent. Sa raison : “{ $reason }”
page-recalled-text = L'expéditeur a repris ce message. Vous n'avez rien à faire ni à choisir. Rien de son contenu ne vous a été envoyé, et rien ne le sera.
mail-recalled-subject = L'expéditeur a repris un message
mail-recalled-body =
    Vous avez accepté un e-mail recommandé. Ensuite l'expéditeur l'a repris, avant que rien de son contenu ne vous ait été envoyé.

      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }
      Repris :     { $moment }

    Vous n'avez rien à faire. Votre choix reste dans la preuve, mais vous ne pouvez plus lire le message. Vous enregistrez la preuve par ce lien :

    {"  "}{ $link }

## Le bureau de l'expéditeur (/desk)
desk-title = Ce que vous avez déposé
desk-login-title = Se connecter comme expéditeur
desk-login-text = Vous voyez ici ce que sont devenus les messages que vous avez déposés. Connectez-vous avec le nom et le mot de passe de votre compte.
desk-login-name = Nom du compte
desk-login-password = Mot de passe
desk-login-button = Se connecter
desk-login-wrong = Ce nom et ce mot de passe ne vont pas ensemble.
desk-login-again = Cette page a déjà servi. Essayez encore une fois.
desk-login-clear = On ne peut pas se connecter ici : votre mot de passe passerait en clair sur le réseau. Prenez l'adresse qui commence par https.
desk-logout = Se déconnecter
desk-account = Connecté comme { $account }
desk-empty = Rien n'a encore été déposé.
desk-earlier = Déposé auparavant
desk-back = Vers tout ce que vous avez déposé
desk-submission-title = Déposé : { $submission }
desk-delivery-title = À { $addressee }
desk-delivery = Numéro de l'envoi
desk-answers = Quatre réponses
desk-timeline = Ce qui s'est passé
desk-evidence = Preuve
desk-unsealed = en cours de scellement
desk-dialogue = Ce qui a été échangé avec les serveurs de messagerie
desk-event-addressee-states = Le destinataire a fait une déclaration
desk-unproven = Ce que cela ne prouve pas
desk-unproven-notice = Que quelqu'un a vu l'avis. Il est allé à un serveur de messagerie ; on n'en sait pas plus.
desk-unproven-person = Quelle personne c'était. Un code par e-mail montre l'accès à la boîte mail.
desk-unproven-telephone = Quelle personne c'était. Un code par SMS montre l'accès à un numéro de téléphone.
desk-unproven-access = Que ce n'était pas l'expéditeur. Un code d'accès est connu des deux côtés.
desk-unproven-decision = Le choix, sans faire confiance à ce service. Le destinataire n'a pas utilisé de clé à lui.
desk-unproven-silence = Que celui qui s'est tu a vu l'avis.
desk-unproven-read = Que le message a été lu. Il a été envoyé en entier ; on n'en sait pas plus.
desk-unproven-times = Les moments, sans faire confiance à ce service. Ils portent ses propres horodatages.
desk-voucher-key = Le service, et aussi la propre clé du destinataire.
desk-save = Enregistrer
desk-bundle = Toutes les preuves dans un fichier
desk-bundle-message = La même chose, avec le message tant que nous l'avons
desk-report = Un rapport à lire et à produire (PDF, avec toutes les preuves dedans)
desk-wait-title = Un instant
desk-wait-text = C'est en train d'être fait et scellé. Cela prend le plus souvent quelques secondes.
desk-wait-again = Regarder encore
desk-recall-title = Reprendre
desk-recall-can = Rien du contenu n'a encore été envoyé à { $addressee }. Vous pouvez reprendre le message.
desk-recall-link = Reprendre : lisez d'abord ce que cela fait
desk-recall-text = Vous reprenez le message à { $addressee }. Nous détruisons la clé du contenu pour ce destinataire. Qui ouvre le lien de l'avis lit que vous avez repris le message. Si le destinataire l'avait déjà accepté, nous lui envoyons un e-mail à ce sujet.
desk-recall-final = Cela ne peut pas être annulé. La preuve reste, et aussi que vous avez repris le message.
desk-recall-button = Oui, reprendre
desk-recall-late = Ce message ne peut plus être repris : un choix a été fait, ou une partie du contenu a déjà été envoyée.

## Electronic identities

attribute-name = nom
attribute-birth-date = date de naissance
attribute-customer-number = numéro de client
page-means-eid = avec { $name }
page-eid-title = Montrez qui vous êtes avec { $name }
page-eid-go = Vous allez maintenant chez { $name }, à { $host }. Là, vous montrez qui vous êtes. Ensuite vous revenez ici.
page-eid-asked = Nous demandons à { $name } : { $attributes }. Nous comparons cela avec ce que l'expéditeur a écrit. Ensuite nous le jetons.
page-eid-learns = { $name } voit que vous venez de ce service. Il ne voit pas qui vous a écrit, ni quoi.
page-eid-button = Aller chez { $name }
page-eid-time = Vous avez dix minutes.
page-eid-link = Retour au message
page-eid-back-title = C'est vous
page-eid-back-text = Ce que { $name } dit de vous correspond à ce que l'expéditeur a écrit : { $attributes }. Nous avons jeté ce que { $name } a dit.
page-eid-back-next = Rien n'est encore décidé. Vous choisissez à la page suivante.
page-eid-other-title = Ce message est pour quelqu'un d'autre, ou votre nom y est écrit autrement
page-eid-other-text = Ce que { $name } dit de vous ne correspond pas à ce que l'expéditeur a écrit. Nous ne vous montrons donc rien du message.
page-eid-other-ways = Le message n'est pas pour vous ? Revenez-y et choisissez : pas pour moi. Il est pour vous ? Choisissez-y une autre façon de montrer qui vous êtes. Ou demandez à l'expéditeur de le renvoyer, avec votre nom comme { $name } le connaît. Quelqu'un a-t-il déjà montré avec un autre moyen qu'il est pour lui ? Utilisez alors ce moyen.
page-eid-unseen = L'expéditeur ne voit pas que vous avez essayé.
page-eid-none-title = On ne sait pas encore qui vous êtes
page-eid-cancelled = Vous vous êtes arrêté chez { $name }, ou { $name } ne vous a pas laissé entrer. Réessayez, ou choisissez une autre façon.
page-eid-refused = { $name } a envoyé une réponse à laquelle nous ne nous fions pas. Réessayez. Cela échoue encore ? Choisissez une autre façon, ou appelez-nous.
page-eid-unreached = Nous ne joignons pas { $name } pour le moment. Réessayez plus tard, ou choisissez une autre façon.
page-eid-enough = Vous avez essayé assez souvent aujourd'hui. Réessayez demain, ou choisissez une autre façon. Votre lien fonctionne toujours.
page-eid-over = Cela a duré plus de dix minutes, ou a déjà servi. Ouvrez à nouveau le lien du courriel.
page-choice-known-as-eid = Nous vous connaissons comme : quelqu'un dont { $issuer } s'est porté garant le { $moment }. Ceci correspond à ce que l'expéditeur a écrit : { $attributes }.
desk-unproven-issuer = Qui c'était, en dehors de la parole de l'émetteur de l'identité.
page-privacy-eid = Identité électronique
page-privacy-eid-text = L'expéditeur a-t-il indiqué votre nom, votre date de naissance ou votre numéro de client ? Alors vous pouvez montrer qui vous êtes avec une identité électronique. Nous gardons seulement une empreinte de ce qu'il a indiqué, jusqu'à ce que cela corresponde une fois. Puis nous la détruisons. Nous gardons une empreinte de la personne. Ainsi personne d'autre n'entre avec une telle identité. Nous ne gardons pas ce que l'émetteur dit de vous. La preuve dit : par quel moyen, quand, qui est l'émetteur, et ce qui correspond.
## E-mails : comment quelqu'un a montré qui il est
mail-who-mail-code =
    quelqu'un qui a accès à cette boîte mail,
    confirmé par un code envoyé par e-mail
mail-who-access-code =
    quelqu'un qui a accès à cette boîte mail,
    confirmé par un code envoyé par e-mail, et
    par le code d'accès que vous connaissez aussi
mail-who-sms-code =
    quelqu'un qui a accès au numéro de téléphone
    que vous avez donné, qui finit par { $ending },
    confirmé par un code envoyé par SMS
mail-who-signed = et signé avec une clé à lui
mail-otherwise-mail-code = Alors quelqu'un d'autre avait un code de cette boîte mail.
mail-otherwise-access-code = Alors quelqu'un d'autre avait un code de cette boîte mail, et le code d'accès.
mail-otherwise-sms-code = Alors quelqu'un d'autre avait un code du numéro de téléphone qui finit par { $ending }.
mail-otherwise-signed = Cette personne pouvait aussi utiliser votre propre clé.
mail-who-eid =
    quelqu'un avec une identité électronique ;
    { $issuer } s'en est porté garant
mail-otherwise-eid = Alors quelqu'un d'autre pouvait utiliser votre identité électronique de { $issuer }.
## Mailboxes that several people read
page-role-mailbox = Plusieurs personnes peuvent lire cette boîte mail. Qui choisit en premier choisit pour toutes.
page-role-decided = Plusieurs personnes peuvent lire cette boîte mail. Le premier choix compte pour toutes.

## Absent jusqu'à un jour
page-absence-title = Absence
page-absence-link = Je suis absent ou malade pendant un temps
page-absence-notice = Êtes-vous absent ou malade pendant un temps ? Vous pouvez le dire après le code. Vous avez alors plus de temps là où il le faut.
page-absence-what = Ici, vous pouvez dire jusqu'à quel jour vous ne pouvez pas choisir. Cela vaut pour tous les messages à { $addressee }.
page-absence-does = Le temps pour choisir finit trop tôt ? Alors il finit plus tard. Après votre retour, il vous reste trois jours entiers. Il n'y a jamais plus de temps ajouté que l'expéditeur n'en a donné d'abord.
page-absence-sees = L'expéditeur voit seulement une fin plus tardive. Il ne voit pas pourquoi. Si rien ne finit plus tard, l'expéditeur ne voit rien.
page-absence-away = Nous avons noté que vous êtes absent jusqu'au { $day } inclus.
page-absence-deadline = Vous pouvez choisir sur ce message jusqu'au { $moment }. Vous venez de noter quelque chose ? Ouvrez cette page de nouveau dans une minute.
page-absence-until = Absent jusqu'à ce jour inclus
page-absence-hint = Choisissez un jour à partir d'aujourd'hui, au plus { $days } jours à l'avance. Absent plus longtemps ? Dites-le de nouveau plus tard.
page-absence-no-day = Choisissez un jour à partir d'aujourd'hui, au plus { $days } jours à l'avance.
page-absence-button = Noter mon absence
page-absence-back = Je suis de retour
event-deadline-moved = La fin du temps a été déplacée
mail-moved-subject = Plus de temps pour choisir : { $addressee }
mail-moved-body =
    La fin du temps pour choisir a été déplacée.

      Adresse :    { $addressee }
      Jusqu'au :   { $moment }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    Cela reste dans vos conditions : jamais plus de temps ajouté que vous n'en avez donné d'abord. La raison ne figure pas dans la preuve. Vous la prenez à { $where }.
mail-absence-subject = Votre absence est notée
mail-absence-body =
    Le { $moment }, quelqu'un a noté que { $addressee } est absent jusqu'au { $day } inclus. Cette personne a d'abord montré qu'elle a accès à cette boîte mail.

    Le temps pour choisir sur un message finit trop tôt ? Alors il finit plus tard. Vous recevez un e-mail à ce sujet. L'expéditeur ne voit pas pourquoi.

    Ce n'était pas vous ? Alors quelqu'un d'autre peut lire vos e-mails. Changez le mot de passe de votre boîte mail, et appelez-nous.
mail-back-subject = Vous n'êtes plus absent
mail-back-body =
    Le { $moment }, quelqu'un a noté que { $addressee } est de retour. Ce qui finit plus tard finit toujours plus tard.

    Ce n'était pas vous ? Alors quelqu'un d'autre peut lire vos e-mails. Changez le mot de passe de votre boîte mail, et appelez-nous.
mail-put-off-subject = Vous avez plus de temps pour choisir
mail-put-off-body =
    Vous avez plus de temps pour choisir sur un e-mail recommandé.

      Expéditeur : se nomme { $sender }
      Adresse :    { $addressee }
      Jusqu'au :   { $moment }

    L'expéditeur voit la nouvelle fin, et non pourquoi. Avec ce lien, vous ouvrez la page :

    {"  "}{ $link }
## Ce qui est enregistré à mon sujet (/mine)
page-mine-title = Qu'est-ce qui est enregistré à mon sujet ?
page-mine-text = Vous voyez ici ce que nous avons enregistré sur votre adresse e-mail. Tapez l'adresse. Nous y envoyons un code. Avec ce code, vous entrez. Aucun compte n'est nécessaire.
page-mine-button = M'envoyer un code
page-mine-sent = Si nous avons enregistré quelque chose sur { $address }, nous y envoyons maintenant un code de 8 chiffres. Le code fonctionne 15 minutes. Cette réponse est la même pour toute adresse.
page-mine-what = Voici ce que nous avons enregistré sur { $address }. Aucun expéditeur ne voit que vous regardez ici.
page-mine-deliveries = E-mails recommandés
page-mine-state = Où cela en est
page-mine-open = Vous pouvez choisir jusqu'au { $moment }.
page-mine-waits = Vous pouvez choisir. Aucun délai ne court.
page-mine-accepted = Vous l'avez accepté.
page-mine-refused = Vous l'avez refusé.
page-mine-not-for-me = Vous avez dit qu'il n'est pas pour vous.
page-mine-expired = Le temps de choisir est passé sans choix.
page-mine-recalled = L'expéditeur l'a repris.
page-mine-closed = Il n'y a rien à choisir.
page-mine-go = L'ouvrir, avec ses preuves
page-mine-earlier = Montrer les précédents
page-mine-security = Codes et liens des dernières 24 heures
page-mine-security-text = Vous seul voyez ceci. Après 24 heures, nous l'effaçons. Voyez-vous ici quelque chose que vous n'avez pas fait ? Alors quelqu'un d'autre a essayé d'entrer.
page-mine-security-code = { $moment } : un code a été demandé. Mal saisi : { $wrong } fois.
page-mine-security-used = Le code a été utilisé.
page-mine-security-unused = Le code n'a pas été utilisé.
page-mine-security-link = { $moment } : un autre lien a été demandé.
page-mine-keys = Vos propres clés
page-mine-no-keys = Vous n'avez pas créé de clé ici.
mail-foot-mine = Ce que nous avons enregistré sur vous

## Combien de temps le contenu reste
mail-goes-subject = Votre message disparaît après le { $day }
mail-goes-body =
    Vous avez accepté un e-mail recommandé. Vous ne l'avez pas encore récupéré en entier. Nous le gardons jusqu'au { $moment } inclus. Ensuite nous l'effaçons.

      Expéditeur :     se nomme { $sender }
      Adresse :        { $addressee }
      Gardé jusqu'au : { $moment }

    Voulez-vous le garder ? Enregistrez-le maintenant, par ce lien :

    {"  "}{ $link }

    Les preuves restent chez nous. L'expéditeur ne voit pas ce mail.

## Un message demandé encore une fois
act-again = Je demande à l'expéditeur de soumettre ce message encore une fois pour moi.
page-again-text = Avez-vous changé d'avis ? Vous pouvez demander à l'expéditeur de soumettre le message encore une fois pour vous. L'expéditeur voit votre demande. Il n'est pas obligé de la suivre. Ce qui a été enregistré avant reste.
page-again-asked = Le { $moment }, vous avez demandé à l'expéditeur de soumettre le message encore une fois. S'il le fait, vous aurez un nouvel avis.
mail-said-subject-again = Demandé encore une fois : { $addressee }
mail-said-again = Le destinataire vous demande de soumettre le message encore une fois. Ce qui a été enregistré avant reste. Vous le faites à votre bureau, par l'API (again) ou avec recepis submission again.
desk-again-title = Soumettre encore une fois
desk-again-can = { $addressee } demande encore une fois ce message.
desk-again-link = Soumettre encore une fois : lisez d'abord ce que cela fait
desk-again-text = Vous soumettez le message à { $addressee } encore une fois. Il devient un nouvel envoi avec le même contenu et un délai à lui. Sa preuve nomme celui-ci. Ce qui est enregistré ici reste.
desk-again-button = Oui, soumettre encore une fois
desk-again-not = Le destinataire ne l'a pas demandé encore une fois, il a déjà été soumis encore une fois, ou nous ne le gardons plus.
desk-again-follows = Suit l'envoi

## Bloquer un expéditeur, retirer une clé, et ce qui ne concerne qu'une adresse
page-mine-block = Ne plus rien m'envoyer de cet expéditeur
page-mine-blocked = Expéditeurs que vous avez bloqués
page-mine-block-text = Ne plus rien envoyer ? Alors vous n'avez plus d'avis sur ce que cet expéditeur soumet plus tard. L'expéditeur lit que vous l'avez demandé. Vous trouvez un tel message ici quand même. Pour un message qui attend maintenant, le temps continue.
page-mine-blocked-since = { $sender }, depuis le { $moment }
page-mine-unblock = Autoriser de nouveau
page-mine-none-blocked = Vous n'avez bloqué personne.
page-mine-remove = Retirer cette clé
page-mine-remove-text = Une clé que vous retirez ne signe plus rien. Ce qu'elle a signé avant reste.
page-mine-own = Ce qui ne concerne que vous
page-mine-own-text = Personne ne voit ceci à part vous, sauf si la preuve d'un message repose dessus. Une fois scellé, vous pouvez l'enregistrer comme preuve.
page-mine-own-absent = Vous avez dit jusqu'à quand vous êtes absent
page-mine-own-enrolled = Vous avez créé une clé
page-mine-own-removed = Vous avez retiré une clé
page-mine-own-blocked = Vous avez bloqué un expéditeur
page-mine-own-unblocked = Vous avez de nouveau autorisé un expéditeur
page-mine-own-other = Autre chose a été enregistré
mail-blocked-subject = Vous avez bloqué un expéditeur
mail-blocked-body =
    Quelqu'un qui a accès à votre boîte mail a bloqué un expéditeur. Nous ne vous envoyons plus d'avis sur ce que cet expéditeur soumet désormais.

      Adresse :     { $addressee }
      Expéditeur :  { $sender }
      Quand :       { $moment }

    Ce n'était pas vous ? Annulez-le alors sur la page ci-dessous. Vous y trouvez aussi ce que cet expéditeur soumet quand même.
mail-unblocked-subject = Vous avez de nouveau autorisé un expéditeur
mail-unblocked-body =
    Quelqu'un qui a accès à votre boîte mail a de nouveau autorisé un expéditeur. Nous vous envoyons des avis sur ce que cet expéditeur soumet désormais.

      Adresse :     { $addressee }
      Expéditeur :  { $sender }
      Quand :       { $moment }

    Ce n'était pas vous ? Bloquez alors de nouveau l'expéditeur sur la page ci-dessous.
mail-key-removed-subject = Une clé a été retirée
mail-key-removed-body =
    Quelqu'un qui a accès à votre boîte mail a retiré une clé. Elle ne signe plus rien. Ce qu'elle a signé avant reste.

      Adresse :     { $addressee }
      Quand :       { $moment }
      Empreinte :
    {"  "}{ $fingerprint }

    Ce n'était pas vous ? Alors quelqu'un d'autre peut ouvrir votre boîte mail. Changez son mot de passe.

## Mandats : quelqu'un d'autre choisit pour vous
page-mandates-title = Donner un mandat
page-mandates-link = Laisser quelqu'un d'autre choisir pour moi
page-mandates-what = Ici, vous pouvez donner un mandat. La personne lit alors les messages à { $addressee } et choisit pour vous. Vous pouvez toujours choisir vous-même. Le premier choix compte.
page-mandates-sees = L'autre personne dit d'abord oui, avec un code à sa propre adresse. L'expéditeur ne voit rien avant qu'elle choisisse pour vous. La preuve porte alors votre adresse, la sienne et le numéro du mandat.
page-mandates-list = Vos mandats
page-mandates-give = Donner un mandat
page-mandates-delegate = Adresse e-mail de la personne qui choisit pour vous
page-mandates-scope = Pour quels messages
mandate-scope-all = Pour tous les messages.
mandate-scope-sender = Seulement pour les messages de { $domain }.
page-mandates-from = À partir de ce jour
page-mandates-until = Jusqu'à ce jour inclus
page-mandates-hint = Deux ans au plus. Vous pouvez mettre fin à un mandat à tout moment.
page-mandates-button = Demander à cette personne
page-mandates-revoke = Mettre fin au mandat de { $delegate }
page-mandates-no-day = Choisissez un premier et un dernier jour à partir d'aujourd'hui. Le dernier jour ne vient pas avant le premier, et au plus { $days } jours à l'avance.
page-mandates-no-address = Ce n'est pas une adresse e-mail. Vérifiez-la.
page-mandates-own = C'est votre propre adresse. Indiquez celle d'une autre personne.
page-mandates-many = Vous avez déjà dix mandats. Mettez d'abord fin à l'un d'eux.
page-mandate-title = Un mandat
page-mandate-what = { $principal } demande si vous, { $delegate }, voulez lire des e-mails recommandés pour cette personne et choisir.
page-mandate-does = Vous dites oui ? Alors vous avez un lien à vous pour chaque message. Là, vous pouvez accepter ou refuser. Cela compte pour la personne qui vous donne le mandat. Votre adresse figure alors dans la preuve, aussi pour l'expéditeur. Vous pouvez y mettre fin à tout moment.
page-mandate-days = Du { $from } au { $until } inclus.
page-mandate-number = Numéro : { $number }
page-mandate-asked = Demandé le { $moment }. Il n'y a pas encore de réponse.
page-mandate-accepted = Accepté le { $moment }.
page-mandate-revoked = Terminé le { $moment }.
page-mandate-code = Envoyer un code à { $delegate }
page-mandate-accept = Oui, j'accepte ce mandat
page-mandate-end = Non, je ne veux pas (ou plus) de ce mandat
page-acting = Vous, { $delegate }, regardez ici pour { $principal }. Le code va à votre propre adresse.
page-choice-known-as-delegate = Nous savons : vous êtes quelqu'un qui a accès à { $delegate }, par un code le { $moment }. Vous choisissez pour { $principal }, avec le mandat { $number }.
page-content-to-delegate = Tout le message a été envoyé en entier à { $delegate } le { $moment }. Ce que vous lisez vous-même, nous ne le notons pas.
page-content-to-principal = Tout le message a été envoyé en entier au destinataire le { $moment }. Ce que vous lisez, nous ne le notons pas.
page-privacy-mandates = Mandats
page-privacy-mandates-text = Vous laissez quelqu'un choisir pour vous ? Alors nous gardons, de façon chiffrée, qui c'est et pour quoi. Nous gardons aussi les jours, et si cette personne a dit oui. Vous et cette personne le voyez. L'expéditeur ne le voit que lorsque cette personne choisit pour vous. Alors les deux adresses et le mandat figurent dans la preuve. Trente jours après sa fin, la page du mandat disparaît. Nous ne supprimons pas la preuve de nous-mêmes.
page-done-by-delegate = { $delegate } a choisi cela pour vous, avec le mandat { $number }.
page-done-for-principal = Vous avez choisi pour { $principal }, avec le mandat { $number }. Ce qui est écrit ici vaut pour cette personne.
page-done-by-other = Ce n'est pas vous qui avez fait ce choix. Seul { $principal } peut ouvrir le message.
page-mine-own-mandate-accepted = Vous avez accepté un mandat
page-mine-own-mandate-ended = Vous avez mis fin à un mandat
page-mine-own-mandate-given = Vous avez demandé à quelqu'un de choisir pour vous
error-addressee-only = Seul le destinataire lui-même peut faire cela.
error-mandate-not-begun = Votre mandat n'a pas encore commencé.
error-mandate-over = Votre mandat est terminé. Demandez-en un autre à la personne pour qui vous choisissiez.
error-mandate-other = Votre mandat ne vaut pas pour cet expéditeur.
error-mandate-not-accepted = Vous n'avez pas encore accepté ce mandat. Ouvrez le lien dans l'e-mail à ce sujet.
error-mandate-revoked = Ce mandat a pris fin. Vous ne pouvez plus choisir pour cette personne.
mail-mandate-subject-asked = Quelqu'un vous demande de choisir à sa place
mail-mandate-asked =
    { $principal } demande si vous voulez lire des e-mails recommandés pour cette personne et choisir.

      Pour :       { $principal }
      Par :        { $delegate }
      Du :         { $from }
      Au :         { $until }
      Numéro :     { $number }

    { $scope }

    Sur cette page, vous lisez ce que cela veut dire. Là, vous dites oui ou non, avec un code à votre adresse :

    {"  "}{ $link }

    Si vous ne faites rien, rien ne se passe. Vous ne connaissez pas cette personne ? Alors dites non.
mail-mandate-subject-given = Vous avez demandé à quelqu'un de choisir pour vous
mail-mandate-given =
    Le { $moment }, quelqu'un a été prié de lire les messages de { $principal } et de choisir.

      Par :        { $delegate }
      Du :         { $from }
      Au :         { $until }
      Numéro :     { $number }

    { $scope } L'autre personne doit d'abord dire oui.

    Ce n'était pas vous ? Alors quelqu'un d'autre peut lire vos e-mails. Changez le mot de passe de votre boîte mail, mettez fin au mandat, et appelez-nous.
mail-mandate-subject-accepted = Le mandat est accepté
mail-mandate-accepted =
    Le { $moment }, { $delegate } a dit oui. Cette personne peut maintenant lire et choisir pour { $principal }.

      Du :         { $from }
      Au :         { $until }
      Numéro :     { $number }

    { $scope } Vous pouvez tous deux y mettre fin à tout moment.
mail-mandate-subject-revoked = Le mandat a pris fin
mail-mandate-revoked =
    Le { $moment }, ce mandat a pris fin. { $delegate } ne peut plus choisir pour { $principal }.

      Numéro :     { $number }

    Ce qui a été choisi avant reste.
mail-delegated-subject = Vous pouvez choisir pour quelqu'un d'autre
mail-delegated-body =
    Il y a un e-mail recommandé pour { $principal }. Vous pouvez choisir.

      Expéditeur : se nomme { $sender }
      Jusqu'au :   { $until }

    Avec ce lien, qui n'est qu'à vous, vous ouvrez la page :

    {"  "}{ $link }

    Si { $principal } choisit d'abord, ce choix compte.
mail-delegated-done =
    Vous avez choisi pour { $principal } sur un e-mail recommandé.

      Expéditeur : se nomme { $sender }

    Avec ce nouveau lien, vous avez la preuve, et le message si vous l'avez accepté :

    {"  "}{ $link }
mail-who-delegate =
    quelqu'un qui a accès à
    { $delegate }, avec un mandat,
    confirmé par un code envoyé par e-mail
mail-otherwise-delegate = Alors quelqu'un d'autre avait un code de la boîte mail de { $delegate }, qui avait un mandat de vous.
## Un certificat sur une carte ou dans l'ordinateur

page-card-go = Vous allez maintenant à { $host }. C'est nous aussi. Là, votre navigateur demande quel certificat vous montrez. Mettez d'abord votre carte dans le lecteur, s'il est sur une carte. Ensuite vous revenez ici.
page-card-asked = Du certificat, nous utilisons : { $attributes }. Nous comparons cela avec ce que l'expéditeur a écrit. Ensuite nous jetons le certificat.
page-card-learns = Nous ne demandons rien à celui qui a émis le certificat. Il ne remarque donc pas que vous l'utilisez.
page-card-absent = Votre navigateur n'a montré aucun certificat. Mettez la carte dans le lecteur, ou regardez si le certificat est dans votre navigateur.
page-card-expired = Ce certificat a expiré, ou n'est pas encore valable. Utilisez-en un qui est valable maintenant.
page-card-foreign = Nous ne connaissons pas ce certificat. Seul un certificat de { $name } compte ici.
page-card-purpose = Ce certificat n'est pas fait pour montrer qui vous êtes. Beaucoup de cartes en ont deux. Choisissez alors l'autre.
page-card-revoked = Celui qui a émis ce certificat l'a retiré. Il ne compte plus.
page-card-unclear = Nous ne lisons pas bien ce certificat. Il ne compte donc pas.
page-card-unchecked = Nous ne pouvons pas vérifier maintenant si ce certificat est encore valable. La cause est chez nous. Réessayez plus tard.
page-card-again = Voulez-vous réessayer ? Fermez d'abord tout le navigateur, sinon il garde le même choix. Ouvrez ensuite à nouveau le lien du courriel. Ou choisissez une autre façon.
## Une clé à soi qui montre qui on est
page-means-passkey = Avez-vous créé une clé chez nous lors d'une visite précédente ? Elle peut montrer qui vous êtes.
page-passkey-title = Avec une clé que vous avez déjà
page-passkey-what = Déverrouillez votre clé. Nous savons alors que c'est vous qui l'avez créée. Elle doit être plus ancienne que ce message. Vous signez aussi votre choix avec elle.
page-passkey-use = Utiliser ma clé
page-passkey-failed = Cela n'a pas marché. Réessayez, ou revenez et choisissez un autre moyen.
page-passkey-scripts = Une clé a besoin de JavaScript. Revenez et choisissez un autre moyen.
page-passkey-otherwise = Plutôt un autre moyen
page-choice-known-as-key = Nous vous connaissons comme : quelqu'un qui a une clé créée pour { $addressee } lors d'une visite précédente, utilisée le { $moment }.
page-choice-key-signs = Vous avez montré qui vous êtes avec votre clé. À la page suivante, vous signez votre choix avec elle.
error-key-unsigned = Vous avez montré qui vous êtes avec votre clé. Signez donc aussi votre choix avec elle. Rien n'a été noté.
mail-who-passkey =
    quelqu'un qui a une clé créée pour cette
    adresse lors d'une visite précédente
mail-otherwise-passkey = Alors quelqu'un d'autre pouvait utiliser votre clé.
desk-unproven-key = Quelle personne c'était. Une clé montre que quelqu'un a pu la déverrouiller, et sinon seulement comment elle a été créée.

## Absence, depuis la page sur moi
page-mine-absence = Êtes-vous absent ou malade pendant un temps ? Ici, vous pouvez dire jusqu'à quel jour. Vous avez alors plus de temps là où il le faut.
page-privacy-away = Absence, ou blocage d'un expéditeur
page-privacy-away-text = Vous dites que vous êtes absent ou malade ? Alors nous gardons jusqu'à quel jour, chiffré. L'expéditeur voit au plus que le temps finit plus tard, jamais pourquoi. Vous bloquez un expéditeur ? Alors nous gardons cela aussi. L'expéditeur le lit seulement quand il soumet encore quelque chose. Vous voyez les deux sur la page /mine.
## Consignes permanentes d'une organisation
page-standing-title = Accepter d'avance
page-standing-link = Pour les organisations : accepter d'avance ce qui vient à cette adresse
page-standing-what = Vous pouvez dire d'avance que l'e-mail recommandé à { $address } est accepté. C'est pour les organisations qui en ont beaucoup. Cela concerne cette adresse seulement.
page-standing-does = Nous envoyons alors l'avis comme toujours, et acceptons aussitôt. Plus personne ne décide de ce message. La preuve le dit : accepté sur consigne permanente, non par une personne. Vous ne pouvez plus le refuser ensuite.
page-standing-sees = Aucun expéditeur ne voit cette consigne d'avance. Celui dont le message a été accepté ainsi voit son début, sa fin, l'organisation, la fonction et l'entrée DNS.
page-standing-not = Nous n'acceptons rien si l'expéditeur demande qu'une personne décide. Ni s'il demande plus qu'un code à votre boîte mail, ou s'il gère lui-même votre boîte mail.
page-standing-domain = Montrez d'abord que l'organisation le veut. La personne qui gère votre domaine met cette entrée de type TXT dans le DNS :
page-standing-name = Nom
page-standing-record = Texte
page-standing-stays = Laissez-la. Nous regardons chaque fois avant d'accepter. Si l'entrée n'y est plus, nous n'acceptons rien et vous écrivons.
page-standing-no-domain = Le domaine de cette adresse ne peut pas avoir une telle entrée dans le DNS. On ne peut donc rien accepter d'avance.
page-standing-organisation = Nom de l'organisation
page-standing-function = Votre fonction
page-standing-unchecked = Nous ne vérifions pas ces noms. La preuve le dit aussi.
page-standing-sender = Seulement les messages de cette adresse e-mail
page-standing-anyone = Laissez vide pour accepter de tous.
page-standing-until = Jusqu'à ce jour inclus
page-standing-hint = Choisissez un jour à partir d'aujourd'hui, au plus { $days } jours à l'avance. Ensuite vous le dites de nouveau.
page-standing-button = Accepter d'avance
page-standing-holds = Ce qui vaut maintenant
page-standing-none = Rien n'est accepté d'avance.
page-standing-entry-anyone = Messages de tous, jusqu'au { $day } inclus. Donnée le { $moment } pour { $organisation }.
page-standing-entry-sender = Messages de { $sender }, jusqu'au { $day } inclus. Donnée le { $moment } pour { $organisation }.
page-standing-end = Y mettre fin maintenant
page-standing-no-names = Écrivez le nom de l'organisation et votre fonction, au plus 200 caractères chacun.
page-standing-no-address = Ce n'est pas une adresse e-mail. Écrivez-en une, ou laissez vide.
page-standing-no-term = Choisissez un jour à partir d'aujourd'hui, au plus { $days } jours à l'avance.
page-standing-no-record = Nous avons regardé dans le DNS, et l'entrée n'y est pas encore. Cela peut prendre une heure. Essayez de nouveau plus tard.
page-standing-no-dns = Le DNS de votre domaine n'a pas répondu. Rien n'a été noté. Essayez de nouveau plus tard.
page-standing-back = Retour à ce que nous avons noté
page-mine-own-instructed = Vous avez dit que les messages sont acceptés d'avance
page-mine-own-instruction-ended = Vous avez mis fin à une consigne permanente
page-mine-instructed = Il a été accepté sur votre consigne permanente.
page-closed-instructed = Ce message a été accepté sur consigne permanente, non par une personne.
page-done-instructed-title = Accepté sur consigne permanente
page-done-instructed = Accepté le { $moment } sur consigne permanente du { $given }, non par une personne. Le message est ci-dessous.
page-done-instructed-gone = Accepté le { $moment } sur consigne permanente du { $given }, non par une personne.
decision-instructed = accepté sur consigne permanente, non par une personne
event-instructed = Accepté sur consigne permanente, non par une personne
desk-unproven-instruction = Une consigne permanente a accepté le message. Cela ne montre pas qu'une personne en savait quelque chose. Que la consigne n'avait pas pris fin, et ce que disait le DNS du domaine, est notre parole.
mail-instructed-subject = Accepté sur consigne permanente : { $addressee }
mail-instructed-body =
    Votre e-mail recommandé a été accepté sur consigne permanente du { $given }, non par une personne.

      Accepté :    { $moment }
      Adresse :    { $addressee }
      Numéro :     { $submission }
      Envoi :      { $delivery }

    Une organisation a dit d'avance que ce qui vient à cette adresse est accepté. Le DNS de son domaine portait l'entrée pour cela. Personne n'a décidé de votre message. Nous notons à part quand le message entier a été envoyé complètement.

    Voulez-vous qu'une personne décide ? Mettez alors Recepis-Decision: person dans votre prochain message.

    Vous prenez la preuve sur { $where }, avec le numéro de l'envoi. Le destinataire peut prendre la même preuve.
mail-instructed-you-subject = Accepté sur votre consigne permanente
mail-instructed-you-body =
    Un e-mail recommandé a été accepté sur consigne permanente du { $given }, non par une personne.

      Accepté :     { $moment }
      Expéditeur :  se nomme { $sender }
      Adresse :     { $addressee }

    Avec le lien ci-dessous vous lisez le message et enregistrez la preuve. Nous gardons le message au moins jusqu'à la fin du { $day }. Gardez donc vous-même une copie. L'expéditeur voit une fois quand le message entier vous a été envoyé complètement, et rien d'autre.

    Ce lien est nouveau ; celui de l'avis ne marche plus :

    {"  "}{ $link }

    Ne le voulez-vous plus ? Mettez alors fin à la consigne sur la page ci-dessous.
mail-instruction-given-subject = Vous acceptez d'avance
mail-instruction-given-body =
    Une personne ayant accès à votre boîte mail a dit que l'e-mail recommandé à cette adresse est accepté d'avance. Le DNS de votre domaine portait l'entrée pour cela.

      Adresse :       { $addressee }
      Organisation :  { $organisation }
      Fonction :      { $function }
      Expéditeur :    { $sender }
      Jusqu'au :      { $day }
      Quand :         { $moment }

    Ce n'était pas vous ? Mettez-y alors fin sur la page ci-dessous.
mail-instruction-given-anyone = tous
mail-instruction-ended-subject = Vous n'acceptez plus d'avance
mail-instruction-ended-body =
    Une personne ayant accès à votre boîte mail a mis fin à une consigne permanente. Dès lors elle n'accepte plus rien. Ce qu'elle a accepté avant reste.

      Adresse :  { $addressee }
      Quand :    { $moment }

    Ce n'était pas vous ? Donnez-la alors de nouveau sur la page ci-dessous.
mail-instruction-sleeps-subject = Votre consigne permanente n'agit pas
mail-instruction-sleeps-body =
    Un e-mail recommandé est venu pour vous. Nous ne l'avons pas accepté, car le DNS de votre domaine ne porte plus cette entrée :

      Nom :    { $name }
      Texte :  { $record }

    Vous avez donné la consigne permanente le { $moment }, pour { $addressee }. Elle agit de nouveau dès que l'entrée y est. Pour ce message, une personne décide : choisissez par le lien de l'avis.
page-privacy-standing = Accepter d'avance
page-privacy-standing-text = Une organisation peut dire que l'e-mail à son adresse est accepté d'avance. Nous gardons alors l'organisation et la fonction qu'elle a nommées, de qui et jusqu'à quand, et l'entrée DNS de son domaine. Seul celui dont le message a été accepté ainsi le voit, dans la preuve.

## La vérification en un fichier (wasm/page.html)
alone-title = Vérifier la preuve d'un e-mail recommandé
alone-languages = Langue
alone-offline = Rien ne quitte cet ordinateur. Cette page vérifie le fichier ici, même sans réseau.
alone-intro = Choisissez le fichier avec la preuve, ou glissez-le sur cette page. Son nom finit le plus souvent par .asice ou .pdf.
alone-file = Le fichier avec la preuve
alone-file-hint = Une promesse du journal (promise-….txt) ou une notification (.eml) peut s'y ajouter. Ce qu'un autre service a fait peut aussi être vérifié.
alone-trust = Ce en quoi vous avez confiance : un dossier
alone-trust-hint = Le dossier des certificats et des clés du service. Il contient des dossiers comme seal et tsa. Demandez-le en dehors de ce service, et comparez les empreintes. Sans lui, rien n'est tenu pour sûr.
alone-message = Le message, s'il n'est pas dans le fichier
alone-attachments = Des fichiers qui auraient été joints
alone-more = Autres réglages
alone-at = Juger pour ce moment
alone-at-hint = Comme 2026-11-24T09:14:00Z. Vide veut dire maintenant, selon l'horloge de cet ordinateur.
alone-require = Ce qui doit être établi pour chaque preuve
alone-require-log = Elle est dans un journal en lequel vous avez confiance.
alone-require-witness = Assez de témoins ont cosigné le journal.
alone-require-pq = Le journal est aussi signé avec un algorithme post-quantique.
alone-lists = Listes de confiance (XML)
alone-algorithms = Un tableau d'algorithmes (JSON, TS 119 322)
alone-check = Vérifier
alone-again = Recommencer
alone-chosen = Choisi : { $names }
alone-working = Le fichier est en cours de vérification. Cela peut prendre un moment.
alone-result = La réponse
alone-passed = Réussi : le fichier est authentique et inchangé. Cela seul ne dit pas ce que le message est devenu. Ce qui s'est passé est ci-dessous.
alone-failed = Échoué : quelque chose dans le fichier est faux. Quoi, cela est ci-dessous.
alone-open = Pas certain : il manque quelque chose pour juger. Quoi, cela est ci-dessous.
alone-other-message = Le message que vous avez donné n'est pas celui que la preuve nomme.
alone-other-attachment = Un fichier que vous avez donné n'est pas joint au message. Lequel, cela est ci-dessous.
alone-fingerprints = Empreintes à comparer
alone-compare = Vous n'avez rien donné en quoi vous avez confiance, ou pas tout. Comparez ces empreintes avec celles que le service a publiées ailleurs, par exemple sur papier. Tant que ce n'est pas fait, n'importe qui peut avoir fait ceci.
alone-seal = Sceau
alone-tsa = Horodatage
alone-trusted = fait partie de ce en quoi vous avez confiance
alone-untrusted = ne fait pas partie de ce en quoi vous avez confiance
alone-report = Le rapport
alone-json = Le rapport pour les programmes (JSON)
alone-save = Enregistrer le rapport
alone-wrong = Cela n'a pas pu être vérifié.
alone-too-large = { $name } est trop grand : { $limit } Mio au plus.
alone-no-file = Choisissez d'abord le fichier avec la preuve.
alone-no-anchor = Le dossier ne contient ni certificats ni clés : ni seal, tsa, log, witness, list ou crl.
alone-stopped = La vérification s'est arrêtée d'elle-même. Le fichier est peut-être trop grand pour ce navigateur. Utilisez le programme recepis-verify.
alone-attachment-alone = Les pièces jointes sont comparées au message d'un lot. Donnez aussi le lot.
alone-attachment-without-message = Le message n'est pas dans le fichier. Donnez-le aussi, pour comparer des pièces jointes.
alone-many-bundles = Un seul fichier de preuves à la fois.
alone-many-promises = Une seule promesse à la fois.
alone-many-reports = Un seul rapport PDF à la fois.
alone-message-alone = Un message est comparé à un lot. Donnez aussi le lot.
alone-many-notices = Une seule notification à la fois.
alone-notice-and-more = Une notification n'est pas comparée à un message. Donnez-la seule, ou avec un lot.
alone-notice-and-promise = Une notification est comparée à un lot, et non à une promesse.
alone-nothing = Il n'y a pas de fichier de preuves.
alone-too-many = Pas plus de 64 fichiers d'une sorte.
alone-about = À propos de cette page
alone-version = Version
alone-digest = SHA-256 du module
alone-compiler = Compilateur
alone-about-text = C'est le programme recepis-verify en WebAssembly, en un fichier. Gardez-le : il marche tant qu'il y a des navigateurs.
page-verify-title = Vérifier des preuves
page-verify-home = Avez-vous une preuve en main ? Vérifiez-la.
page-verify-file = Mieux vaut vérifier une preuve dans votre propre navigateur : rien n'est alors envoyé.
page-verify-open = Ouvrir cette page
page-verify-text = Choisissez le fichier avec la preuve et envoyez-le. La réponse vient tout de suite.
page-verify-word = Ici, nous jugeons notre propre travail, avec nos propres certificats. C'est encore notre parole. Pour juger sans nous, prenez le programme recepis-verify ou la page recepis-verify.html. Prenez aussi les certificats ailleurs.
page-verify-limit = Ensemble { $limit } Mio au plus. Pour des fichiers plus grands, prenez le programme recepis-verify.
page-verify-button = Envoyer et vérifier
page-verify-kept = Nous ne gardons rien de ce que vous envoyez : ni fichier, ni nom, ni réponse.
page-verify-another = Vérifier un autre fichier
