### English. Short sentences, plain words (B1). The words of the notice itself stand in format/template/.
### A quotation of somebody else stands between “ and ”; the word test skips nothing but that.

## Dates and times ($zone is the name of the time zone)
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
day-first = 1
date-day = { $day } { $month }
date-full = { $weekday } { $day } { $month } { $year }
date-moment = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
date-moment-zone = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }, { $zone }
zone-dutch = Dutch time
zone-belgian = Belgian time
zone-german = German time
zone-french = French time
zone-utc = UTC
zone-other = time in { $zone }

## What somebody says (these texts stand in evidence)
act-accept = I take receipt of this message. I do not say that I have read it or agree with it.
act-refuse = I refuse this message. I know that a judge may find that it counts for me all the same.
act-not-for-me = This message is not meant for me. I do not accept it and I do not refuse it.
act-statement = This answer is mine. The sender may see it.

## Everywhere
language-name = English
page-languages = Languages
button-back = Back
page-home-title = Registered e-mail
page-home-text = { $service } keeps a message, asks the addressee for a choice and records that choice. Do you have a notice from us? Then open the link in that notice.
page-footer = { $service } · { $operator }
page-trial = This is a trial installation. What happens here proves nothing about anybody.
page-home-lost = Is the notice gone? Ask for a new link.

## The page of the notice (GET /r/…: nothing is recorded)
page-notice-title = Registered e-mail from { $domain }
page-notice-unrecorded = We have not recorded that you opened this page. You can read at your ease.
page-notice-what = What is this?
page-notice-what-1 = Somebody who calls themselves { $sender } gave us a message for { $addressee }. We are { $service }. We keep the message, ask you for a choice and record that choice. The sender and you get the same evidence of it. We take no side and do not read the message to judge it.
page-notice-sender = Sender
page-notice-sender-value = calls itself { $sender } ({ $address })
page-notice-checked = What we checked
page-notice-checked-value = We did not check the name. It is what the sender calls itself. We did not check either whether the sender controls { $domain }.
page-notice-why-address = Why this address
page-notice-why-address-value = The sender says: { $basis }
page-notice-submitted = Handed in
page-notice-deadline = You can choose until
page-notice-subject = Subject
page-notice-subject-value = You see it after the code, before your choice.
page-notice-why-registered = Why registered
page-notice-why-registered-value = The sender wants to be able to show that this message was put before you.
page-notice-legal-basis = Legal basis, as the sender says: { $basis }
page-notice-can = What can you do?
page-notice-accept = Accept
page-notice-accept-text = You can read and keep the whole message. Accepting only means: I take receipt of it. It does not mean: I read it, or I agree with it.
page-notice-refuse = Refuse
page-notice-refuse-text = You cannot read the message. The sender is told that you refused. Note: a judge may find that the message counts for you all the same.
page-notice-nothing = Do nothing
page-notice-nothing-text = You have until the end of { $day }. After that the sender is told that no choice was made. The sender is not told whether you read anything. In this case too, a judge may find that the message counts for you all the same.
page-notice-not-for-me = Not for me
page-notice-not-for-me-text = Are you not the one this is for? Then the message stays closed. The sender is told that the address may be wrong.
page-notice-advice = Not sure what is wise? Ask for advice first. In the Netherlands, juridischloket.nl gives free advice. You need not decide anything now.
page-notice-recorded = What do we record, and who sees it?
page-notice-recorded-now = Now
page-notice-recorded-now-text = Nothing about your visit. We have your address, and what your mail server answered to our mails. The sender sees that answer too.
page-notice-recorded-code = You ask for a code?
page-notice-recorded-code-text = For 24 hours we keep that a code was sent. The sender does not see this.
page-notice-recorded-choice = You choose?
page-notice-recorded-choice-text = Your choice, the time, the text that you saw and how you identified yourself. You and the sender see this. A judge sees it if one of you shows it.
page-notice-recorded-accept = You accept?
page-notice-recorded-accept-text = The time at which the whole message was handed over to you, once. How often you read it after that, we do not record.
page-notice-recorded-never = Never
page-notice-recorded-never-text = Your IP address, your device, your location, which pages you read.
page-notice-kept = We keep the message for at least { $days } days after your choice. Questions? { $operator }
page-notice-shared = More people in this mailbox?
page-notice-shared-text = Does somebody else read along, such as your partner or a colleague? Then they can get a code too. That is why the evidence says: “somebody with access to this mailbox”. Do you choose for somebody else or for an organisation? You can say so on a later page.
page-notice-prove = To go on, you must show that you can get into this mailbox. For that we send a code to { $addressee }.
page-notice-button-continue = Go on: choose for yourself
page-notice-button-continue-hint = You choose on a later page only.
page-notice-button-not-for-me = Not for me
page-notice-do-nothing = Do nothing: close this page.
page-notice-doubt = Not sure that this is real?
page-notice-doubt-text = Close this page. Call the sender on a number that you already know. We never ask for money, passwords, bank details or your citizen service number, and you need not install anything.
page-notice-checked-domain = The sender controls { $domain } (checked on { $day }).
page-notice-checked-name = The name was checked: { $how }, on { $day }.
page-notice-unchecked-name = We did not check the name. It is what the sender calls itself.
page-notice-unchecked-domain = We did not check whether it controls { $domain }.
page-notice-no-deadline = There is no last day. You can choose as long as we keep the message.
page-notice-nothing-open = The sender is told that nothing was chosen. Whether you read anything, it is not told. Even then a judge may find that the message counts for you.
page-notice-reference = Reference
page-notice-more = More about privacy
page-notice-said-not-for-me = Somebody said from this mailbox before: not for me. You can still accept or refuse. Both answers stay visible.
page-notice-mailbox-of-sender = The sender says that it can look into this mailbox itself. A code by e-mail then says little about who chooses.

## The page of the notice when nothing is left to choose
page-closed-decided-title = A choice was made before
page-closed-accepted = Receipt of this message was taken.
page-closed-refused = This message was refused.
page-closed-expired = Nobody chose in time. The message stays closed. Whether you read anything, the sender is not told. A judge may find that the message counts for you all the same. Do you want to know what it says? Ask the sender.
page-closed-prove-content = Do you want to see the message or the evidence?
page-closed-prove-evidence = Do you want to see the evidence?
page-closed-button = Send me a code

## The page for the code
page-code-title = Type the code
page-code-sent = We are sending a code of 8 digits to { $addressee }. The code works for 15 minutes.
page-code-unseen = The sender does not see that you asked for a code.
page-code-label = Code from the e-mail
page-code-button = Go on
page-code-missing = No code yet? Look among unwanted mail too, or ask for another. The old one will not work then.
page-code-again = Send another code
page-code-wrong = This code is not right. Check the digits, or ask for another code. Tries left: { $left }.
page-code-expired = This code does not work any more: it is older than 15 minutes, already used, or was filled in wrongly too often. Ask for another.
page-code-tries = A wrong code was typed too often. Ask for another code.
page-code-enough = Enough codes were sent for today. Try again tomorrow. Your link still works, and the time to choose does not change.
page-code-shape = A code has 8 digits. Type it as it stands in the mail.

## The choice (after the code; this page goes into the evidence)
page-choice-title = Your choice
page-choice-known-as = We know you as: somebody with access to { $addressee }, confirmed by a code on { $moment }.
page-choice-sender = Sender: calls itself { $sender } ({ $address }). We did not check name or domain.
page-choice-subject = Subject: { $subject }
page-choice-no-subject = The message has no subject.
page-choice-purpose = What it is about, as the sender says: { $purpose }
page-choice-deadline = You can choose until { $moment }.
page-choice-capacity = I choose:
page-choice-own = for myself
page-choice-organisation = for an organisation
page-choice-organisation-name = Name of the organisation
page-choice-organisation-function = Your function
page-choice-other = for somebody else
page-choice-other-name = Name of that person
page-choice-other-as = You are: parent, administrator, curator, mentor, executor or attorney
page-choice-unchecked = This is your own statement. We do not check it.
page-choice-incomplete = For an organisation or somebody else, give the name and your role too. Nothing has been recorded yet.
page-choice-seen = If you choose, the sender sees your choice, the time, the text of your choice, for whom you chose and how you identified yourself.
page-choice-back = Back, I do not choose yet
page-choice-back-hint = The sender does not see this.
page-choice-remote = { $count ->
    [1] The message contains 1 remote reference: something by which the sender could see that you read it. Our page does not load it. Your mail program might, if you save the whole message and open it there.
   *[other] The message contains { $count } remote references: things by which the sender could see that you read it. Our page does not load them. Your mail program might, if you save the whole message and open it there.
  }
page-choice-receipts = The message asks for a read receipt. Our page sends none. Your mail program might, if you save the whole message and open it there.
page-choice-unseen = Of a part of the message we cannot tell whether it would show the sender that you read it. Our page loads nothing from outside.
page-choice-purpose-label = What it is about, according to the sender
page-choice-too-long = Use no more than 200 letters in each box. Nothing was recorded yet.
page-choice-handover = If you accept, we also record once when the whole message was sent to you completely. For that counts what you open and save on the next page.
page-later-title = You did not choose yet
page-later-text = Nothing was recorded. You can close this page and come back later with the link from the notice.
page-later-choose = Choose after all

## Answers by e-mail (after the code)
page-answers-title = Your answer by e-mail
page-answers-waits = { $count ->
    [1] An answer by e-mail to our notice waits here. The sender does not see it, unless you confirm it.
   *[other] { $count } answers by e-mail to our notice wait here. The sender does not see them, unless you confirm them.
  }
page-answers-button = Look at the answer
page-answers-what = Somebody sent this in answer to our notice. We do not read it. Anybody can write an e-mail that seems to come from you: confirm only what you wrote yourself.
page-answers-none = No answer by e-mail waits here. What was not confirmed has been deleted.
page-answers-from = From
page-answers-no-from = not stated
page-answers-came = Came in
page-answers-until = We delete it on
page-answers-signed = Signed by the mail server of
page-answers-unsigned = no mail server
page-answers-size = Size
page-answers-text = Text
page-answers-no-text = There is no text.
page-answers-long = This is the beginning. The sender sees all of it.
page-answers-attached = Attachments
page-answers-header = Header lines that go with it
page-answers-header-text = Of the header lines we keep these. What is about your computer or your connection, we left out.
page-answers-shared = If you confirm, { $sender } ({ $address }) and whoever gets the evidence, such as a judge, see this answer: the text, the attachments and these header lines. They also see the time, and that somebody with access to { $addressee } confirmed it. You cannot take that back.
page-answers-no-choice = This is not a choice. You do not accept the message by it, and you do not refuse it. The time to choose does not change.
page-answers-delete = Do not use it: delete it now
page-answers-nothing = If you do nothing, we delete it by ourselves. The sender is not told.
page-answers-confirmed = You confirmed this answer. The sender can see it, and it stands in your evidence.
page-answers-on = Go on

## After the choice
page-done-accepted-title = You took receipt of the message
page-done-accepted = Your choice was recorded on { $moment }. The message stands below.
page-done-refused-title = You refused the message
page-done-refused = Your choice was recorded on { $moment }. The message stays closed. The sender is told that you refused. A judge may find that the message counts for you all the same.
page-done-not-for-me-title = You said: not for me
page-done-not-for-me = This was recorded on { $moment }. The message stays closed and you get no more notices about it. The sender is told that the address may be wrong.
page-done-not-for-me-still = A mistake? You can still accept or refuse until { $moment }. What you said before stays visible.
page-done-expired-title = The time to choose is over
page-done-expired = No choice was made until { $moment }. The sender is told so. The sender is not told whether you read anything. A judge may find that the message counts for you all the same.
page-done-recalled-title = The sender took the message back
page-done-recalled = This was on { $moment }. The message can no longer be read.
page-done-before = A choice had already been made about this message. The first choice counts; what you just did was not recorded.
page-done-too-late = The time to choose was already over. What you just did was not recorded.
page-done-mail = You get an e-mail about this with another link. The link that you used now does not work after that.
page-done-accepted-gone = Your choice was recorded on { $moment }.
page-done-recalled-accepted = You took receipt of it before. That stays in the evidence, and so does the fact that the sender withdrew it afterwards.

## The evidence
page-evidence-title = Your evidence
page-evidence-sealing = Your proof is being sealed. This mostly takes less than a minute. Your choice is already on record.
page-evidence-refresh = See whether the evidence is ready
page-evidence-ready = Your evidence is ready. The sender can fetch the same evidence. Who fetches it, and when, we do not record.
page-evidence-download = Save the evidence
page-evidence-bundle = Save the evidence, with the message
page-evidence-report = A report to read and to hand in (PDF, with the evidence in it)
page-evidence-check = Anybody can check this file without us, with the program recepis-verify.
page-evidence-list = What was recorded?
page-evidence-entry = { $moment }: { $event }
page-wait-title = One moment please

## The message (after acceptance)
page-content-title = The message
page-content-recorded = We record once when the whole message has been sent to you completely. What you open first and how often you read, we do not record. A broken download does not count; you can simply start again.
page-content-from = From: { $from }
page-content-subject = Subject: { $subject }
page-content-date = Date, as the sender says: { $date }
page-content-parts = What it holds
page-content-body = The text of the message
page-content-attachment = Attachment: { $name }
page-content-unnamed = attachment { $number }
page-content-size = { $size }
page-content-open = Open
page-content-save = Save
page-content-whole = Save the whole message (.eml)
page-content-warning = We did not check attachments for viruses. Open only what you expect.
page-content-broken = A part of this message is damaged. We show what can be read. The .eml file holds everything as the sender gave it.
page-content-kept = We keep the message at least until the end of { $day }. So keep a copy yourself.
page-content-gone = We no longer have the message. The evidence stays.
page-content-remote = We load no pictures from outside: so nobody sees that you read.
page-content-empty = This message has no text.
page-content-long = The text is too long for this page.
page-content-handed-over = The whole message was sent to you completely on { $moment }. How often you read it after that, we do not record.

## A link that does not work, and another link
page-link-title = This link does not work
page-link-text = The link is wrong, or there is a newer one. After a choice the old link ends too. We do not say whether the link ever worked.
page-link-form = Ask for another link. Type the e-mail address that has the notice.
page-link-label = Your e-mail address
page-link-button = Send another link
page-link-unseen = The sender does not see that you ask this.
page-link-answer-title = Look in your mailbox
page-link-answer = If we hold messages for this address, we are now sending links to it. This answer is the same for every address.
page-link-not-an-address = This is not an e-mail address. Type it as name@domain.org.
page-session-title = First show that you can open the mailbox
page-session-text = This page needs a code, or the time after your last code is over. Open the link from the notice again and ask for a code there.

## Whether something does not work (GET /status)
page-status-title = Outages
page-status-fine = We know of no outage at this moment. We looked on { $moment }.
page-status-now = Something does not work at this moment. We looked on { $moment }.
page-status-over = The last twelve months
page-status-none = No outages.
page-status-since = since { $from }
page-status-span = { $from } to { $to }
page-status-words = We note:
page-status-meaning = What this means for you
page-status-extend = Does an outage of ours fall in your time to choose? Then you get that time back, in whole days. Your page shows the last day that counts. What did not work elsewhere does not change your time.
page-status-counts = We count what lasted a quarter of an hour or longer. Each outage also stands in the evidence of every message that had not been decided on at the time.
page-status-nobody = This page says nothing about messages or people. We do not record that you opened it.
page-status-blind = We cannot look in our records at this moment. So something does not work now. Please try again in a few minutes.
outage-content = One message could not be opened.
outage-elsewhere = Something that is not ours did not work.
outage-mail = Our mails did not go out: no notices and no codes.
outage-service = Our service was not there.
outage-time-stamps = No time-stamps could be had. Evidence waited for its seal.

## When something goes wrong
error-title = This did not work
error-not-found = This page does not exist. Open the link from the notice again.
error-form-used = This form was already used or is too old. Nothing was recorded. Go back to the beginning and try again.
error-other-site = This request did not come from our own page. Nothing was recorded. Open the link from the notice again.
error-too-many = There were too many requests. Wait a few minutes and try again.
error-too-large = This is too large. Nothing was recorded.
error-bad-request = We do not understand this request. Open the link from the notice again.
error-unavailable = We cannot do this now. Nothing was recorded. Try again in a few minutes.
error-broken = Something is wrong on our side. Nothing was recorded. We have been warned. Try again later.
error-start-again = Back to the beginning
error-ahead = Your browser wanted to fetch this page ahead. We do not do that, because we record when the message was handed over. Open the page yourself.
error-not-accepted = Receipt of the message was not taken. It stays closed.

## Privacy
page-privacy-title = Privacy
page-privacy-none = We use scripts only on the pages with a key of your own. We use no pictures from elsewhere, no counter and no tracking pixel. Until you have filled in a code we set no cookie. After that one, which only remembers that you filled in the code. It goes when you close the browser, and works for { $minutes } minutes.
page-privacy-stored = What we keep about an addressee
page-privacy-stored-text = The address, the language, the choices with their times, how somebody made themselves known, and what was handed over. Keys of your own, if you made any. What mail servers answered to our mails. Until everything is handed over: which parts were sent. For 24 hours: that codes were sent and filled in wrongly. Beyond that only what stands below.
page-privacy-never = What we never keep
page-privacy-never-text = IP addresses, devices, places, and which pages somebody read. Against abuse we remember a number, for at most an hour and in memory only. It is made from part of the network address. It cannot be computed back without a key, and that key goes with the hour.
page-privacy-sees = What the sender sees
page-privacy-sees-text = Before a choice: that it submitted the message, our mails, and what mail servers answered. After: the choice, the time and the text you saw. Also how you made yourself known and for whom you said you chose. And once when the whole message was handed over. Never: visits, codes, new links, language, device, or later reading.
page-privacy-content = The message itself
page-privacy-content-text = We keep it encrypted. After a refusal it stays closed. The evidence does not hold the message but a digital fingerprint of it.
page-privacy-letters = Answers by e-mail
page-privacy-letters-text = If you answer our notice by e-mail, we keep that answer encrypted and do not read it. If you do not confirm it, we delete it after 14 days, and the sender is not told. What is about your computer or your connection, we do not keep.
page-privacy-rights = Your rights
page-privacy-rights-text = You may see what we keep about you. It is on the page /mine, and in the evidence that you can save yourself. Other questions: { $operator }

## Privacy: who, what for, how long, which version
page-privacy-who = Who we are
page-privacy-who-text = { $service } is a service of { $operator }. We are responsible for what we keep.
page-privacy-why = What we keep it for
page-privacy-why-text = To be able to show what happened: to you, to the sender and to a judge. For nothing else. We sell nothing and make no profile of you.
page-privacy-long = For how long
page-privacy-long-text = We keep the message for at least { $days } days after a choice. We do not delete the evidence by ourselves.
page-privacy-complain = Do you disagree with us?
page-privacy-complain-text = Tell us first. You may also complain to the authority that watches over privacy. In the Netherlands that is the Autoriteit Persoonsgegevens.
page-privacy-version = The version of this text
page-privacy-version-text = The digital fingerprint (SHA-256) of this text stands in the evidence of every message. So it can be checked later which text was in force.
page-privacy-version-file = This text as a file

## The trial mailbox
page-mailbox-original = The mail as it came, with its signatures
page-mailbox-title = Trial mailbox
page-mailbox-text = All mail that this trial installation sends ends up here. Nothing goes out.
page-mailbox-empty = There is no mail yet.
page-mailbox-for = Only mail for { $address }
page-mailbox-all = Show all mail
page-mailbox-from = From
page-mailbox-to = To
page-mailbox-date = Date

## The four answers, on pages, in mails and in the report
report-step = Step
report-decision = Decision
report-voucher = Who vouches for the decision
report-identity = Who decided
step-g0 = Submitted to us.
step-g1 = A mail server of the addressee's domain took the notice.
step-g2 = There was an answer from the mailbox that neither accepts nor refuses.
step-g3 = A decision was made.
step-g4 = The whole message was sent completely to whoever accepted it.
decision-none = no decision yet
decision-accepted = receipt taken
decision-refused = refused
decision-not-for-me = not for me
decision-expired = no decision within the time
decision-recalled = taken back by the sender
voucher-nobody = There is no decision.
voucher-service = The service alone. The decision rests on its honesty.
identity-nobody = nobody
identity-mailbox = somebody with access to { $address }, confirmed by a code sent by e-mail
capacity-own = for themselves
capacity-organisation = for { $name }, as { $function } (not checked)
capacity-other = for { $name }, as { $as } (not checked)
not-proven-notice = That a notice was sent to the addressee.
not-proven-arrival = That the notice got into the mailbox or that anybody read it.
not-proven-person = Which person decided: a code sent by e-mail shows access to the mailbox only.
not-proven-read = That anybody read or understood the message.
not-proven-agreed = That the addressee agrees with the message.
not-proven-content-true = That what the message says is true.

## The report as a document (recepis-verify --report)
exhibit-title = Report on registered e-mail { $delivery }
exhibit-title-plain = Report on a file
exhibit-foot = Reference { $delivery } · last evidence SHA-256 { $digest }
exhibit-foot-extract = Reference { $delivery } · last extract SHA-256 { $digest }
exhibit-foot-nothing = No evidence of a registered e-mail could be read
exhibit-page = page { $n } of { $m }
report-attached = All evidence about this registered e-mail
report-check-title = How to check this report
report-check-attached = The evidence itself is attached inside this PDF file: { $name }. This report retells what it says. Whoever doubts goes by the attachment.
report-check-how = With the program recepis-verify anybody can check this file, without the internet and without us: recepis-verify FILE.pdf --trust FOLDER. In the folder are the certificates of the service, which you have from somewhere else.
report-check-other = The PDF file is signed as PAdES (ETSI EN 319 142-1), the attachment is a container as ASiC (ETSI EN 319 162-1). Other programs for these can check them, too. What was added to this file after it was signed does not belong to it.
report-check-digest = SHA-256 of the attachment:
exhibit-moment = { $moment } ({ $utc } UTC)
exhibit-until = { $moment } (before { $utc } UTC)
exhibit-notice = Notice { $number }
exhibit-reminder = Reminder { $number }
exhibit-lead-passed = The file is genuine and unchanged. That alone does not say what became of the message. What happened stands below.
exhibit-lead-failed = The file is not genuine and unchanged. That alone does not say what became of the message. Do not rely on this file.
exhibit-lead-unclear = It could not be established whether the file is genuine and unchanged. That alone does not say what became of the message. What the file states stands below.
exhibit-lead-foreign = The signatures, time-stamps and digests that were judged here hold. That alone does not say what became of a message. What was judged stands below.
exhibit-lead-redacted = Parts of the file were left out. What is here is genuine and unchanged. That alone does not say what became of the message. The steps that are shown stand below.
exhibit-lead-none = No file with evidence was given. So this report says nothing of a message.
exhibit-why = Why: { $why }
exhibit-missing-roots = What is missing: you did not name the certificates below as trusted. Compare these fingerprints, in groups of four, with those that the service publishes. If they are equal, give the certificates with --trust.
exhibit-root-seal = Certificate above the seals: { $name }
exhibit-root-time = Certificate above the time-stamps: { $name }
exhibit-see-findings = All that was found stands on the page of findings.
exhibit-calls-itself = (calls itself { $name })
exhibit-about-sender = Sender
exhibit-about-addressee = Addressee
exhibit-about-submitted = Submitted
exhibit-about-service = Service
exhibit-about-reference = Reference
exhibit-about-message = Message
exhibit-about-deadline = Time to decide until
exhibit-about-up-to = Recorded up to
exhibit-about-judged = Judged for
exhibit-about-pdf = This PDF
exhibit-about-attached = Bundle attached
exhibit-about-zone = Times
exhibit-zone = As clocks show them in the zone of the terms, { $zone }; UTC stands beside.
exhibit-later = { $moment }; later evidence may exist
exhibit-pdf-signed = The whole of it is signed by { $signer }. Proven by time-stamp: { $moment }
exhibit-pdf-untimed = The whole of it is signed by { $signer }. Nothing proves when.
exhibit-pdf-unsigned = No signature of it holds.
exhibit-message = { $what } ({ $size } octets, SHA-256 { $digest })
exhibit-content-inside = In the file, and the one that the evidence names
exhibit-content-differs = The message in the file is not the one that the evidence names
exhibit-content-none = Not in the file; give it with --message to compare it
exhibit-content-given = Given beside the file, and the one that the evidence names
exhibit-content-given-differs = What was given beside the file is not this message
exhibit-content-given-unknown = What was given beside the file cannot be compared: the digest of the message was left out
exhibit-answers = Four answers
exhibit-no-answers = Of a file that does not fit, no question is answered.
exhibit-answer-step = Step
exhibit-answer-decision = Decision
exhibit-answer-vouches = Who vouches for it
exhibit-answer-identity = Identity
exhibit-step-submitted = The message was submitted. The evidence names no mail server that took a notice.
exhibit-step-rejected = The message was submitted, and the service refused it. Nothing was sent to the addressee.
exhibit-step-bounced = The message was submitted. A mail server took a notice to the addressee, and it came back.
exhibit-step-relayed = The message was submitted. A notice was handed to a relay; what the addressee's side did is not known.
exhibit-step-sent = The message was submitted. A notice was handed to a mail server. The evidence does not show that the addressee's domain named that server.
exhibit-step-not-sent = The message was submitted. No mail server is known to have taken a notice to the addressee.
exhibit-step-taken = Mail server { $host } took the notice. The addressee's domain named that server at that moment. What it did with the notice is not known.
exhibit-step-demo = The demo mailbox { $host } took the notice. That mailbox is the service's own, for trying out.
exhibit-step-reported = Mail server { $host }, which the addressee's domain named, reported that the notice was put into a mailbox. Whether anybody saw it is not known.
exhibit-step-answered = Somebody answered from the mailbox, and neither accepted nor refused.
exhibit-step-decided = A decision was made.
exhibit-step-handed = All of the content was sent completely to the session of whoever had shown who they are.
exhibit-decision-none = None. Nobody accepted or refused; silence is not an answer.
exhibit-decision-rejected = None: the service refused the submission, so there was nothing to decide.
exhibit-decision-accepted = Accepted: { $moment }. Accepting means taking receipt; it does not mean read or agreed.
exhibit-decision-accepted-delegate = Accepted by a delegate: { $moment }. Accepting means taking receipt; it does not mean read or agreed.
exhibit-decision-instructed = Accepted by standing instruction, not by a person: { $moment }. Nobody decided on this message.
exhibit-decision-refused = Refused: { $moment }. A judge may still find that the message counts for the addressee.
exhibit-decision-refused-delegate = Refused by a delegate: { $moment }. A judge may still find that the message counts for the addressee.
exhibit-decision-not-for-me = Somebody with access to the mailbox said that the message is not for them: { $moment }.
exhibit-decision-died = Somebody with access to the mailbox said that the addressee has died, so that the message is not for them: { $moment }.
exhibit-decision-left = Somebody with access to the mailbox said that the addressee no longer works there: { $moment }.
exhibit-decision-expired = None: the time to decide ended without an answer, stated { $moment }. Silence is not acceptance; a judge may still find that the message counts for the addressee.
exhibit-decision-recalled = The sender took the message back: { $moment }.
exhibit-before-accepted = Before that it had been accepted: { $moment }. That stays on record.
exhibit-before-refused = Before that it had been refused: { $moment }. That stays on record.
exhibit-before-not-for-me = Before that, somebody with access to the mailbox had said that it is not for them: { $moment }. That stays on record.
exhibit-vouches-nobody = Nobody: there is no decision to vouch for.
exhibit-vouches-service = The service alone. The addressee used no key of their own, so the decision rests on the service's honesty.
exhibit-vouches-instruction = The service alone. Nobody signed for this message. That the instruction had not been ended, and what DNS said, is the service's word.
exhibit-vouches-key-not-shown = The service alone. The evidence names a key of the addressee's own; what that key signed is not shown here.
exhibit-vouches-key = The service, and also the addressee's own key (mark K), which signed the text of the decision. Whole days between when it was first seen and the submission: { $number }.
exhibit-vouches-device = The service, and also a key (mark K), which signed the text of the decision. It shows that one device made this decision, not whose.
exhibit-key-seen = Key first seen: { $moment }.
exhibit-key-seen-own = Key first seen, by the service's own word: { $moment }.
exhibit-identity-nobody = Nobody showed who they are: there is no decision.
exhibit-identity-answered = There is no decision. Who answered: { $who }
exhibit-identity-instructed = Nobody showed who they are for this message. Who gave the instruction: { $who }
exhibit-identity-senders-mailbox = MAILBOX UNDER THE SENDER'S CONTROL: whoever runs it could have done this, so it shows nothing against the sender.
exhibit-identity-several = Several people may read this mailbox: the first decision counts.
exhibit-identity-mandate = The mandate was given { $given } and accepted { $accepted }.
exhibit-who-mail-code = Somebody with access to { $address }, shown by a code sent there, at or before { $moment }.
exhibit-who-access-code = Somebody with access to { $address }, shown by a code sent there at or before { $moment }, who also knew the sender's access code. Both sides knew it: it shows nothing against the sender.
exhibit-who-sms-code = Somebody with access to the telephone number that the sender stated, ending { $ending }, shown by a code sent there at or before { $moment }. Whose number it is was not checked.
exhibit-who-passkey = Somebody who holds a key that was enrolled for { $address } before the submission, used at or before { $moment }. It says no more of who that is than the proof with which it was enrolled.
exhibit-who-delegate = Somebody with access to { $delegate }, shown by a code sent there at or before { $moment }, who acted for { $address } under a mandate.
exhibit-who-issuer = Somebody for whom { $issuer } vouched, { $moment }, as an electronic identity of the level { $level } by the operator's word.
exhibit-who-domain = Somebody whose mail went out through a server that signs for the domain, { $moment }.
exhibit-who-account = Somebody who held the secret of an account with the service, { $moment }.
exhibit-level-low = low
exhibit-level-substantial = substantial
exhibit-level-high = high
exhibit-someone-mailbox = Somebody with access to { $address }
exhibit-someone-telephone = Somebody with access to the telephone number that the sender stated
exhibit-someone-key = Somebody who holds a key enrolled for { $address }
exhibit-someone-issuer = Somebody for whom { $issuer } vouched
exhibit-status = The service's status
exhibit-status-no-list = No trusted list was given, so none is shown to name this service. Without such an entry it is not a qualified service: the presumption of art. 43(2) eIDAS does not apply; the judge weighs freely.
exhibit-status-not-listed = By the trusted lists given, this is not a qualified service at that date: the presumption of art. 43(2) eIDAS does not apply; the judge weighs freely. What they say:
exhibit-status-listed = A trusted list that was given names this service at that date. Whether the presumption of art. 43(2) eIDAS applies is for the judge. What the lists say:
exhibit-asked-seal = Seal of { $signer }, { $moment }:
exhibit-asked-time = Time-stamp of { $signer }, { $moment }:
exhibit-asked-service = Registered delivery service of { $signer }, { $moment }:
exhibit-in-english = The indented sentences are the verifier's own.
exhibit-time = Where the times come from
exhibit-time-stated = When something happened is stated by the service itself.
exhibit-time-own = The time-stamps come from under the same root as the seals. They too are stated by the service itself.
exhibit-time-authority = The time-stamps come from an independent authority, which you named as trusted: { $name }.
exhibit-time-unknown = The time-stamps come from an authority that you did not name as trusted: { $name }.
exhibit-time-none = No time-stamp proves these times.
exhibit-time-witnesses = Witnesses of the transparency log, independent of the service, bound them. At least so many for each: { $number }.
exhibit-time-no-witness = No witnesses of a transparency log that you trust bound them.
exhibit-stated = Who stated what
exhibit-service-states = The service states
exhibit-addressee-stated = The addressee stated
exhibit-stated-line = { $number }. { $moment }: { $words }
exhibit-stated-nothing = Nothing.
exhibit-states-submitted = The message was taken in ({ $size } octets). Days to decide: { $days }.
exhibit-states-rejected = The service refused the submission.
exhibit-states-noticed = { $what }: mail server { $host } took it.
exhibit-states-relayed = { $what }: handed to relay { $host }.
exhibit-states-demo = { $what }: put into the service's own demo mailbox { $host }.
exhibit-states-sent = { $what }: sent.
exhibit-answered = It answered: { $reply }.
exhibit-deadline-printed = Deadline printed in it: { $until }.
exhibit-states-failed = { $what }: no mail server took it.
exhibit-states-unsure = { $what }: given up; whether a mail server took it is not known.
exhibit-reason-given = Reason given: { $words }.
exhibit-states-accepted = The acceptance was recorded.
exhibit-states-instructed = Accepted by standing instruction of { $moment }, not by a person. DNS bore the record for it under { $name }.
exhibit-states-refused = The refusal was recorded.
exhibit-states-expired = The time to decide ended without a decision: { $until }.
exhibit-states-opened = The content was made available to the addressee at the service.
exhibit-states-handed-over = All of the content was sent completely to the addressee's session. Parts: { $number }.
exhibit-states-moved = The deadline moved to { $until }.
exhibit-states-recalled = The sender took the message back. Before that, nothing of the content had been sent to the addressee. The service's key for this addressee was destroyed.
exhibit-states-answer = The answer was recorded.
exhibit-states-said = What the addressee states was recorded. Whether it is so, the service does not know.
exhibit-states-letter = The addressee confirmed a letter that came in { $moment } in answer to notice { $notice }.
exhibit-states-bounced = A mail server reported that notice { $number } came back.
exhibit-states-taken = A mail server reported that notice { $number } was put into a mailbox.
exhibit-states-delayed = A mail server reported that notice { $number } is late and still tried.
exhibit-reported-by = The server calls itself { $host }.
exhibit-reported-words = In its words: { $words }.
exhibit-states-exported = This file was made.
exhibit-states-other = The service states: { $name }.
exhibit-outage-content = From { $from } to { $to } the content of this message could not be opened.
exhibit-outage-elsewhere = From { $from } to { $to } something that is not the service's did not work.
exhibit-outage-mail = From { $from } to { $to } no mail of the service went out, neither notices nor codes.
exhibit-outage-service = From { $from } to { $to } the service was not there.
exhibit-outage-time-stamps = From { $from } to { $to } no time-stamps could be had, so nothing could be sealed.
exhibit-outage-operator = The service's operator noted it.
exhibit-outage-words = In the operator's words: { $words }.
exhibit-open = The content could be fetched the whole time, from { $from } to { $to }, by the service's own look at it.
exhibit-open-except = The content could be fetched from { $from } to { $to }, by the service's own look at it, except: { $except }.
exhibit-open-unknown = Whether the content could be fetched the whole time, the evidence does not say.
exhibit-span = { $from } to { $to }
exhibit-spans-more = and more times: { $number }
exhibit-said-accepted = Accepted.
exhibit-said-accepted-delegate = Accepted, by a delegate.
exhibit-said-refused = Refused.
exhibit-said-refused-delegate = Refused, by a delegate.
exhibit-said-not-for-me = Not for me.
exhibit-said-died = The addressee has died.
exhibit-said-left = The addressee no longer works there.
exhibit-said-letter = Confirmed a letter as their own. That neither accepts nor refuses.
exhibit-said-again = Asked for the message again. That takes nothing back.
exhibit-said-by-post = Asked for the message by post. That neither accepts nor refuses.
exhibit-said-could-not-open = Said that content could not be opened.
exhibit-said-own-words = Made a statement. That neither accepts nor refuses.
exhibit-said-read = Said that they read the message.
exhibit-said-words = In their words: { $words }.
exhibit-said-shown = Text shown to them: { $text }.
exhibit-elements = Article 3:37(3) of the Dutch Civil Code concerns a statement addressed to somebody. The Dutch Supreme Court explained it on 14 June 2013 (ECLI:NL:HR:2013:BZ4104). This page and the four after it set the facts out by the questions that follow from it.
exhibit-elements-judge = Only facts stand here. What follows from them in law is for the judge.
exhibit-element-address = The address, and why it might be assumed right
exhibit-element-arrived = What was sent, and what arrived there
exhibit-element-when = When
exhibit-element-word = By whose word
exhibit-element-way = What stood in the way, and whose doing it was
exhibit-head-fact = Fact
exhibit-head-source = Source
exhibit-head-not = What it does not show
exhibit-head-hindrance = What stood in the way
exhibit-head-doing = Whose doing, by the evidence
exhibit-head-file = File
exhibit-head-digest = SHA-256
exhibit-head-result = Match or mismatch
exhibit-head-number = No.
exhibit-head-type = Type
exhibit-head-size = Octets
exhibit-head-event = Event
exhibit-head-stated = Time stated by the service
exhibit-head-proven = Time proven, and by whom
exhibit-source-sender = The sender's word, passed on by the service (evidence { $number })
exhibit-source-service = The service's word (evidence { $number })
exhibit-source-server = A mail server's word, quoted by the service (evidence { $number })
exhibit-source-addressee = The act of somebody on the addressee's side, recorded by the service (evidence { $number })
exhibit-source-chain = All evidence in the file together
exhibit-source-seals = The seals on the evidence
exhibit-source-dialogues = The replies that the service quotes
exhibit-source-stamps = The time-stamps on the evidence
exhibit-source-log = The proofs of the transparency log
exhibit-address-used = The sender sent to { $address }.
exhibit-address-used-not = That the addressee uses this address or looks there.
exhibit-address-basis = Why this address, the sender states: { $words }.
exhibit-address-dated = Date stated for that: { $date }.
exhibit-address-undated = Since when, the sender does not state.
exhibit-address-unconfirmed = When the address was last confirmed, the evidence does not say.
exhibit-address-basis-not = That it is so. Ask the sender for what it rests on.
exhibit-address-no-basis = The sender did not state why this address, who gave it, or when.
exhibit-address-no-basis-not = That the sender had no reason.
exhibit-address-role = Several people may read this mailbox, the sender stated.
exhibit-address-role-listed = Several people may read this mailbox, by its name: it is on the service's list of role names.
exhibit-address-role-not = Who reads it.
exhibit-address-control = The mailbox is under the sender's control.
exhibit-address-control-not = What is done with a code sent there shows nothing against the sender.
exhibit-address-code = A code that was sent to { $address } was typed in at the service, at or before { $moment }.
exhibit-address-code-not = Which person typed it in.
exhibit-address-key = A key of the addressee's own had been enrolled for this address: { $moment }.
exhibit-address-key-not = Which person enrolled it.
exhibit-address-not-for-me = Somebody with access to the mailbox said that the message is not for them: { $moment }.
exhibit-address-died = Somebody with access to the mailbox said that the addressee has died: { $moment }.
exhibit-address-left = Somebody with access to the mailbox said that the addressee no longer works there: { $moment }.
exhibit-address-not-for-me-not = That it is so. Nobody checked it.
exhibit-address-bounced = A mail server reported that a notice to this address came back: { $moment }.
exhibit-address-bounced-not = That the address never worked, or does not work later.
exhibit-sent = { $address } submitted a message: { $size } octets, SHA-256 { $digest }.
exhibit-sent-not = That what the message says is true.
exhibit-no-notice = The evidence names no mail server that took a notice.
exhibit-no-notice-not = That none ever did; later evidence may exist.
exhibit-hop-named = The addressee's domain named that server at that moment. What went there is a notice, not the message.
exhibit-hop-unnamed = The evidence does not show that the addressee's domain named that server. What went there is a notice, not the message.
exhibit-hop-relay = What the relay did with it is not known. What went there is a notice, not the message.
exhibit-hop-demo = That mailbox is for trying out. What went there is a notice, not the message.
exhibit-notice-not = What the server did with it, and that anybody saw it.
exhibit-report-not = Which program wrote the report, and that anybody saw the notice.
exhibit-opened-not = That anybody opened it.
exhibit-handed-over-not = That anybody read or understood it.
exhibit-said-read-not = That it is so, and which person said it.
exhibit-when-no-date = No date of legal effect stands here: that is for the judge.
exhibit-when = { $what }: { $moment }.
exhibit-when-deadline = The last moment to decide: { $until }.
exhibit-when-deadline-not = That anybody saw this date.
exhibit-when-not = That it happened at the very moment stated: it was on record by the time proven, and not later.
exhibit-when-own-not = Anything that does not rest on the service's own clock.
exhibit-when-unproven-not = That it is so: the time is the service's word alone.
exhibit-proven-nobody = No time proven
exhibit-proven-stamp = Proven by time-stamp: { $moment }
exhibit-proven-own = Time-stamp of the service's own: { $moment }
exhibit-proven-witnesses = Proven by witnesses of the log: { $moment }
exhibit-event-submitted = The message was submitted
exhibit-event-rejected = The service refused the submission
exhibit-event-noticed = { $what } handed to a mail server
exhibit-event-not-noticed = { $what }: no mail server confirmed it
exhibit-event-accepted = Accepted
exhibit-event-instructed = Accepted by standing instruction, not by a person
exhibit-event-refused = Refused
exhibit-event-expired = The time to decide ended without a decision
exhibit-event-opened = The content was made available at the service
exhibit-event-handed-over = All of the content was sent completely
exhibit-event-said = The addressee's statement was recorded
exhibit-event-by-post = Asked for: by post please
exhibit-event-moved = The deadline moved
exhibit-event-exported = This file was made
exhibit-event-not-for-me = Said: not for me
exhibit-event-bounced = A mail server reported that a notice came back
exhibit-event-delayed = A mail server reported that a notice is late
exhibit-event-taken = A mail server reported that a notice is in a mailbox
exhibit-event-outage = Something did not work for a while
exhibit-event-recalled = The sender took the message back
exhibit-word-sender = Who handed the message in: { $who }
exhibit-word-sender-not = Which person that was.
exhibit-word-domain = The service checked that the sender runs the domain { $what }: { $how }, { $moment }.
exhibit-word-domain-unchecked = The service did not check that the domain { $what } is the sender's.
exhibit-word-name = The service checked the sender's name { $what }: { $how }, { $moment }.
exhibit-word-name-unchecked = The sender calls itself { $what }. The service did not check that name.
exhibit-word-check-not = Who wrote the message.
exhibit-word-service = All of this is stated under the seal of { $service }.
exhibit-word-service-not = That the service tells the truth: a seal shows who states, and that nothing was changed.
exhibit-word-server = What mail server { $host } answered is quoted.
exhibit-word-server-not = That the server kept its word, or who runs it.
exhibit-word-addressee-not = Which person it was, and that they understood the text.
exhibit-word-vouches-not = More than stands here.
exhibit-word-stamps = A time-stamping authority vouches for the times of evidence. How many: { $number }.
exhibit-word-own-stamps = Time-stamps of the service's own stand on evidence. How many: { $number }.
exhibit-word-witnesses = Witnesses of the transparency log vouch for the times of evidence. How many: { $number }.
exhibit-way-nothing = The evidence records nothing that stood in the way.
exhibit-way-nothing-not = That does not show that nothing did.
exhibit-doing-service = The service
exhibit-doing-sender = The sender
exhibit-doing-server = A mail server; who is behind that is not shown
exhibit-doing-addressee = Somebody on the addressee's side
exhibit-doing-silence = Nobody's act is recorded: there was silence
exhibit-doing-unknown = Not shown
exhibit-doing-elsewhere = Something that is not the service's
exhibit-rejected-not = That the addressee knew of it.
exhibit-failed-not = That the addressee had anything to do with it.
exhibit-bounced-not = Why, beyond the server's word, and that it came back at once.
exhibit-delayed-not = That the notice did not arrive later.
exhibit-refused = { $who } refused. Subject shown; body and attachments not disclosed.
exhibit-refused-not = Which person refused, and that they knew what the message says.
exhibit-not-for-me-not = That it is so. Nobody checked it.
exhibit-expired = No decision was made from { $from } to { $until }.
exhibit-relay = relay { $host }
exhibit-taken-notice = The notice was taken by { $host }.
exhibit-taken-reminders = Reminders taken by { $host }: { $number }.
exhibit-taken-unknown = Notices and reminders not known to have been taken by any: { $number }.
exhibit-expired-not = This does not show that anybody saw them.
exhibit-said-not = That it is so.
exhibit-recalled-not = That the addressee knew what the message says.
exhibit-outage-not = That somebody tried to choose at that time.
exhibit-attachments = Attachments given beside this report
exhibit-attachments-text = Each file given was compared with the attachments of the message that the evidence names.
exhibit-attachments-message = Attachments of the message
exhibit-attachments-none = None was read: the message has none, or it is not the one that the evidence names.
exhibit-attachments-more = The message has more parts, or deeper ones, than are read.
exhibit-match = Match: attachment { $number }, octet for octet.
exhibit-match-lines = Match: attachment { $number }, but for its line ends.
exhibit-mismatch = Mismatch: no attachment of the message is this file.
exhibit-mismatch-nothing = Mismatch: there is no attachment to compare it with.
exhibit-findings = Findings
exhibit-verdict = The verdict, in the words of EN 319 102-1: { $verdict }.
exhibit-findings-none = Nothing was found.
exhibit-findings-more = More findings, not written out: { $number }.
exhibit-worth-knowing = Worth knowing
exhibit-clause = Clause
exhibit-promise-broken = The log promised that the evidence of submission is in it by { $moment }. That promise was broken. It makes no evidence false.
exhibit-promise-kept = The log promised that the evidence of submission is in it by { $moment }. That promise was kept.
exhibit-promise-other = A promise of the log ({ $moment }) is about something else than this file.
exhibit-promise-running = The log promised that the evidence of submission is in it by { $moment }. That time is not over yet.
exhibit-promise-unclear = The log promised that the evidence of submission is in it by { $moment }. Whether that was kept cannot be told.
exhibit-chain = The chain of evidence
exhibit-chain-text = Every evidence in the file, in order. Each names the digest of the one before it.
exhibit-chain-foot = The digest at the foot of each page is that of the last evidence of the chain. The other digests are those of the files in the bundle.
exhibit-foreign = What another service made
exhibit-foreign-cms = A signature (CMS).
exhibit-foreign-container = A container with signatures (ASiC).
exhibit-foreign-evidence = An evidence of registered delivery (EN 319 522).
exhibit-foreign-mail = A signed mail with evidence (REM, EN 319 532).
exhibit-foreign-stamp = A time-stamp (RFC 3161).
exhibit-foreign-law = Form, digests, signatures and certificates were judged. Whether that service kept to its own law, and whether what it states is true, was not.
exhibit-foreign-claimed = Signed, by its own word
exhibit-foreign-proven = Time proven
exhibit-foreign-fingerprint = Fingerprint (SHA-256)
exhibit-foreign-attested = What is stated, in its issuer's words
exhibit-redacted = What is shown, and what was left out
exhibit-redacted-text = The evidence itself was left out. For each step its extract is here. The digests below are those of the evidence files.
exhibit-redacted-step = No. { $number }
exhibit-redacted-none = there is none
exhibit-redacted-left-out = Left out
exhibit-redacted-files = Files that were left out
exhibit-field-addressee = the addressee's address
exhibit-field-delegate = the delegate's address, or that there is none
exhibit-field-digest = the digest of the message (SHA-256)
exhibit-field-id = the Message-ID, or that there is none
exhibit-field-sender = the sender's address
exhibit-field-name = the sender's name, or that there is none
exhibit-unproven = What is not proven
exhibit-unproven-left-out = An extract shows that the service stated a step at a time. Only the service's word ties the time-stamp to the step. What was left out is not shown: the evidence itself, and which steps came before, between or after. Who the people are is shown only where that was opened. Whether a person or a standing instruction accepted is not shown.
exhibit-unproven-stamp = A time-stamp shows that these octets existed at its time. It says nothing about who made or sent them.
exhibit-unproven-signature = A signature shows who signed these octets. It says nothing about what became of them.
exhibit-unproven-evidence = An evidence shows what its issuer states. That it happened rests on the issuer's word.
exhibit-unproven-notice = That a notice arrived or that anybody saw it. It is proven that it was sent.
exhibit-unproven-reports = That what mail servers report of a notice is so. The service shows what they said.
exhibit-unproven-answers = That what the addressee said besides accepting or refusing is so. It decides nothing.
exhibit-unproven-letters = That what the addressee wrote is so. A DKIM signature shows which mail server signed, with a key that only the service's resolver saw.
exhibit-unproven-handover = That anybody read the content. It is proven that it was sent completely.
exhibit-unproven-mail-code = Which person used a code by mail. It shows access to a mailbox.
exhibit-unproven-access-code = That it was not the sender. Both sides know an access code: it keeps others out, and no more.
exhibit-unproven-passkey = Which person holds a key that was enrolled earlier. It shows that it is whoever enrolled it, and whoever read the mailbox then could do that.
exhibit-unproven-sms-code = Which person used a code by SMS. The sender stated that number; whose it is was not checked.
exhibit-unproven-vouched = Who it was, apart from the word of the issuer of the identity, and the service's that the issuer said so.
exhibit-unproven-mandate = Which persons stand behind a mandate, and that neither of them had ended it.
exhibit-unproven-instruction = That a person knew of this message. That the instruction had not been ended, and what DNS said, is the service's word.
exhibit-unproven-key = Which person decided. A key shows that somebody could unlock it.
exhibit-unproven-domain = That the sender's domain is the sender's. The service did not check it.
exhibit-unproven-name = That the sender's name is { $name }. The service did not check it.
exhibit-unproven-control-declared = That it was not the sender who used a code. The sender stated that it controls the addressee's mailbox.
exhibit-unproven-control-servers = That it was not the sender who used a code. The addressee's mail comes in where the sender's does.
exhibit-unproven-control-domain = That it was not the sender who used a code. The addressee's mailbox is in a domain of the sender's.
exhibit-unproven-one-domain = That whoever runs the domain did not read the codes. Sender and addressee have addresses in one domain.
exhibit-unproven-own-time = The times, without trusting the service. The time-stamps come from under the same root as the seals.
exhibit-unproven-no-log = That the service kept to one record. The evidence is in no transparency log that others watch.
exhibit-unproven-not-logged = That the service kept to one record. Not all evidence is shown to be in a transparency log whose key you trust.
exhibit-unproven-not-witnessed = Anything independent of the service by its log. Not enough witnesses that you trust cosigned all of it.
exhibit-unproven-complete = That everything is in the log. An event that was never logged leaves no trace there.
exhibit-unproven-list = Whether the service stands on a national trusted list. That was not checked.
exhibit-unproven-counts = Whether the message counts for the addressee. That is for a judge.
exhibit-because-format-failure = The form of a file or signature is not the one that it must have.
exhibit-because-hash-failure = A digest differs: something was changed.
exhibit-because-sig-crypto-failure = A signature does not fit what it is under.
exhibit-because-revoked = A certificate had been revoked before the signature was made.
exhibit-because-expired = A certificate had expired before the signature was made.
exhibit-because-not-yet-valid = A certificate was not yet valid when the signature was made.
exhibit-because-sig-constraints-failure = A certificate or signature is not meant for this use.
exhibit-because-chain-constraints-failure = A certificate in the path may not issue others, or holds something that nobody here understands.
exhibit-because-certificate-chain-general-failure = The path of certificates could not be judged.
exhibit-because-crypto-constraints-failure = An algorithm or a key is not strong enough.
exhibit-because-crypto-constraints-failure-no-poe = An algorithm or a key is no longer strong enough, and nothing proves that it was used before.
exhibit-because-timestamp-order-failure = Proven times stand in an order that cannot be.
exhibit-because-no-certificate-chain-found = No path leads from the signer's certificate to one that you named as trusted.
exhibit-because-no-signing-certificate-found = The signer's certificate is missing.
exhibit-because-revoked-no-poe = A certificate was revoked, and nothing proves that the signature is older.
exhibit-because-out-of-bounds-no-poe = A certificate is not valid at that time, and nothing proves that the signature is older.
exhibit-because-no-poe = Nothing proves when a signature existed.
exhibit-because-try-later = Whether a certificate had been revoked cannot be told with what is here.
exhibit-because-signed-data-not-found = A file that is signed or named is not there.
exhibit-because-chain-broken = Evidence of one chain does not fit together.
exhibit-because-unlawful = The rules of registered e-mail here do not allow what is stated.
exhibit-because-statement-invalid = A statement does not hold what its event must hold.
exhibit-because-acknowledgement-differs = The text of the decision and the evidence disagree.
exhibit-because-key-differs = What the addressee's own key signed does not fit the decision.
exhibit-because-dkim-differs = A signature on the addressee's letter comes out otherwise than the service states.
exhibit-because-content-differs = A file is not the one that the evidence names.
exhibit-because-file-missing = A file that must be there is not.
exhibit-because-file-not-named = There is a file that nothing names.
exhibit-because-signer-differs = The signer is not the service that states.
exhibit-because-time-impossible = An event is stated for a time after the time proven.
exhibit-because-time-unproven = The time of an event lies so long before the time proven that it rests on the service's word alone.
exhibit-because-log-proof-invalid = A proof of the transparency log does not prove what it is for.
exhibit-because-log-order = Evidence stands in the log in another order than in the chain.
exhibit-because-split-view = Two proofs show two histories of one log.
exhibit-because-not-logged = Evidence that must be in a log that you trust is not shown to be.
exhibit-because-not-witnessed = Too few witnesses that you trust cosigned the log.
exhibit-because-not-post-quantum = The log bears no post-quantum signature, and you asked for one.
exhibit-because-not-judged = It holds something that counts, and that nobody here understands or no signature covers.
exhibit-because-length-unknown = Nothing says how long the chain is: its end may be cut off.
exhibit-because-promise-broken = The log did not keep a promise.
exhibit-because-promise-other-statement = The log promised another first statement of this message than the one in the file.
exhibit-because-promise-other-delivery = The promise is about another message than the file.
exhibit-because-promise-running = The time of the promise is not over, and no proof is at hand.
exhibit-because-promise-unproven = Since when the proof could be made, nobody tells.
exhibit-because-promise-untrusted = No key of the log that you trust signed the promise.
exhibit-because-notice-altered = A notice is not as the service sent it.
exhibit-because-report-altered = The PDF of the report is not as the service signed it, or speaks of another bundle than the one attached.
exhibit-because-notice-tracks = A notice holds something that would report on its reader.
exhibit-lead-notice-passed = The mail is a genuine and unchanged notice of the service that signed it. That alone does not say what became of the message. The evidence in a bundle says that.
exhibit-lead-notice-failed = The mail is not a genuine and unchanged notice. Do not follow its links. That alone does not say what became of the message.
exhibit-lead-notice-unclear = It could not be established whether the mail is a genuine and unchanged notice. That alone does not say what became of the message.
exhibit-mail = The notice given
exhibit-mail-from = It says to be from: { $from }
exhibit-unproven-mail = Who the sender of the message is, that anybody saw the notice, and what became of the message.

## Events, as a list names them
event-submission-acceptance = The message was submitted to us
event-submission-rejection = The message was refused at submission
event-notice-sent = A notice was given to a mail server
event-notice-failed = No mail server confirmed the notice
event-accepted = Receipt was taken
event-content-opened = The message was opened to the addressee
event-refused = Refused
event-expired = The time to choose passed without a choice
event-handover = The whole message was sent completely to whoever accepted it
event-handover-failed = The message could not be handed over
event-notice-bounced = A mail server reported that the notice came back
event-notice-delayed = A mail server reported that the notice is late and still tried
event-notice-taken = A mail server reported that the notice is in the mailbox
event-not-for-me = Said: not for me
event-recalled = Taken back by the sender
event-outage = Something did not work for a while
event-exported = The evidence was made into a file
event-other = Something else was recorded

## Mail with the code
mail-code-subject = Your code for a registered e-mail
mail-code-body =
    Your code is:

    {"  "}{ $code }

    Type this code on the page where you asked for it. It works for 15 minutes, until { $until }.

    With the code you show that you can get into this mailbox. You do not choose anything by it. The sender does not see that you asked for a code.

    You did not ask for a code? Then do nothing. Give the code to nobody, not to us either: we never ask for it, not by telephone and not by e-mail.

## Mail to the sender: submitted
mail-receipt-subject = Submitted: registered e-mail { $submission }
mail-receipt-body =
    We took your message in and keep it.

      Mode:            registered e-mail
      Number:          { $submission }
      Submitted:       { $moment }
      For:             { $addressees }
      Size:            { $size } bytes
      SHA-256:         { $digest-1 }
    {"                   "}{ $digest-2 }
      You can choose:  for at least { $days } days after the day of the notice

    This message says: you gave us this message at this time.

    This message does not say: that a notice was already sent, that anybody saw the message, or that it counts for the addressee.

    For each addressee a file travels with this message: promise-(number).txt. In it we promise by when the evidence of submission is in our public log. Keep the file. When the time is over and we cannot show that the evidence is in the log, we broke our promise. You can check that without us.

    First we seal the evidence of submission. Then the notice goes to the addressee. You hear from us when a choice was made, or when the time is over.
mail-receipt-addressees = { $count ->
    [1] 1 addressee
   *[other] { $count } addressees
  }

## Mail to the sender: a choice was made
mail-decision-subject-accepted = Receipt taken by { $addressee }
mail-decision-subject-refused = Refused by { $addressee }
mail-decision-subject-not-for-me = Not for me, says { $addressee }
mail-decision-body =
    A choice was made about your registered e-mail.

      Choice:      { $decision }
      Time:        { $moment }
      Address:     { $addressee }
      Who:         { $who }
      Chose:       { $capacity }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $explained }

    You fetch the evidence at { $where }, with the number of the delivery. The addressee can fetch the same evidence.
mail-decision-explained-accepted = Accepting means: receipt taken. It does not mean: read or agreed. Who used the mailbox, we do not know. We record separately when the whole message has been sent completely.
mail-decision-explained-refused = The addressee refused and could not read the message. A judge may find that the message counts for the addressee all the same. We do not decide that.
mail-decision-explained-not-for-me = This address may be wrong. The message stayed closed. Check the address. Until the end of the time, somebody with access to this mailbox can still accept or refuse.

## Mail to the sender: the time is over
mail-expiry-subject = No choice made: { $addressee }
mail-expiry-body =
    The time to choose is over. No choice was made.

      Address:     { $addressee }
      Until:       { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    The evidence says: we gave a notice to a mail server, and no choice came. It does not say that the notice got into the mailbox or that anybody read it. Whether anybody opened the page, we never record.

    Silence is not acceptance. A judge may find that the message counts for the addressee all the same. We do not decide that.

    You fetch the evidence at { $where }, with the number of the delivery. The addressee can fetch the same evidence.

## Mail to the sender: the notice could not be sent
mail-failed-subject = Notice not sent: { $addressee }
mail-failed-body =
    We could not send the notice about your registered e-mail.

      Address:     { $addressee }
      Time:        { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $answer }

    No time to choose is running. Check the address, or choose another way. What the mail server answered stands in the evidence. You fetch it at { $where }.

## What a mail server said, within those mails
mail-answer = The mail server { $server } answered: { $answer }
mail-answer-none = No mail server answered. What we noted: { $why }
mail-answer-reported = It told us: { $answer }
mail-answer-unknown = What it said is not known.

## Mail to the sender: the notice came back
mail-bounced-subject = Notice came back: { $addressee }
mail-bounced-body =
    The notice about your registered e-mail came back. A mail server took it first, and told us later that it was not put into the mailbox.

      Address:     { $addressee }
      Time:        { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $answer }

    No time to choose is running any more. Check the address, or choose another way. What the mail server told us is its word. It stands in the evidence, beside its first answer. You fetch it at { $where }.

## Mail to the sender: a statement of the addressee
mail-statement-subject = Statement of { $addressee }
mail-statement-body =
    The addressee of your registered e-mail answered by e-mail and confirmed that answer as their own statement.

      Address:     { $addressee }
      Time:        { $moment }
      Who:         { $who }
      Number:      { $submission }
      Delivery:    { $delivery }

    This is not a choice: the message is not accepted by it and not refused. The time to choose does not change. The answer stands in the evidence. You fetch it at { $where }, with the number of the delivery. The addressee can fetch the same evidence.

## Mail to the sender: nobody knows whether the notice was sent
mail-unsure-subject = Notice not certain: { $addressee }
mail-unsure-body =
    We do not know whether a mail server took the notice about your registered e-mail.

      Address:     { $addressee }
      Time:        { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $answer }

    We tried for up to three days. At least once the connection broke off before the mail server answered. The addressee may have the notice, and can then still choose. No time to choose is running. What was said with the mail server stands in the evidence. You fetch it at { $where }.

## Mail to the addressee: you chose
mail-decided-subject-accepted = You took receipt of a registered e-mail
mail-decided-subject-refused = You refused a registered e-mail
mail-decided-subject-not-for-me = You said: not for me
mail-decided-body =
    We recorded your choice.

      Choice:      { $decision }
      Time:        { $moment }
      Sender:      calls itself { $sender }
      Address:     { $addressee }

    { $explained }

    This link is new; the link from the notice does not work any more:

    {"  "}{ $link }

    Was this not you? { $otherwise } Call or mail us.
mail-decided-explained-accepted = With the link below you read the message and save the evidence. We keep the message at least until the end of { $day }. So keep a copy yourself. The sender sees once when the whole message has been sent to you completely, and nothing else.
mail-decided-explained-refused = The message stays closed. With the link below you save the evidence. The sender has the same evidence. A judge may find that the message counts for you all the same.
mail-decided-explained-not-for-me = The message stays closed. You get no more notices about it. Was it a mistake? Then you can still accept or refuse until the end of { $day }, with the link below.

## Mail to the addressee: the time is over
mail-expired-subject = The time to choose is over
mail-expired-body =
    You did not choose within the time. The sender is told so. The sender is not told whether you read anything.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Until:       { $moment }

    Silence is not acceptance. A judge may find that the message counts for you all the same. Not sure? Ask for advice. In the Netherlands, juridischloket.nl gives free advice.

    With this new link you save the evidence. The link from the notice does not work any more:

    {"  "}{ $link }

## Mail to the addressee: another link
mail-new-link-subject = Your new link
mail-new-link-body =
    A new link was asked for, for a registered e-mail to this address.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Handed in:   { $moment }

    The new link. The old one does not work any more.

    {"  "}{ $link }

    The sender does not see that this was asked. You did not ask for it? Then you need not do anything. The time to choose does not change.

## Mail to the addressee: an answer by mail waits
mail-held-subject = Your e-mail waits for your confirmation
mail-held-body =
    Somebody answered our notice about a registered e-mail to this address by e-mail. We keep that answer for 14 days and do not read it. The sender does not see it.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Handed in:   { $moment }

    Do you want the sender to see your answer, as a statement of yours? Then confirm it on this page:

    {"  "}{ $link }

    If you do nothing, we delete it after 14 days. An e-mail is not a choice: it accepts nothing and refuses nothing. The time to choose does not change.

    You did not write? Then you need not do anything.

## Checking a reference (/check)
page-check-title = Is this notice really from us?
page-check-text = Type the reference that stands in the notice. You will see whether we know it, and who sends. You need not click on anything.
page-check-form = A reference has 12 letters and digits, such as K7M2-94QP-10TX. Capitals, spaces and dashes make no difference.
page-check-button = Check
page-check-unseen = We do not record that you ask this. The sender does not see it.
page-check-shape = This is not a reference. A reference has 12 letters and digits. Type it as it stands in the notice.
page-check-slip = One of the letters or digits is wrong. Look at the reference again and correct it.
page-check-known-title = We know this reference
page-check-known = Does this agree with your mail? Somebody can copy a reference into a false mail. So go on from here, and not with the link in that mail.
page-check-unknown-title = We do not know this reference
page-check-unknown = We have no message with this reference. Does it stand like this in a mail? Then that mail is probably not from us. Click on nothing in it and fill in nothing.
page-check-for = For an address at
page-check-go = Do you want to read on? We send a code to the address that the message is for. We do not show that address here. With the code you go on here, without a link. You need not choose anything then.
page-check-sent = We send a code of 8 digits to the address that the message is for. The code works for 15 minutes.
page-check-other = Check another reference
page-check-back = Back to the reference
page-check-doubt = Close this page. Type { $check } into your browser yourself and fill in reference { $reference }. Or call the sender on a number that you already know. We never ask for money, passwords, bank details or your citizen service number, and you need not install anything.
page-check-home = In doubt about a notice? Fill in its reference.
## Reminders
event-reminder-sent = A reminder was given to a mail server
event-reminder-failed = No mail server confirmed a reminder
mail-reminder-failed-subject = Reminder refused: { $addressee }
mail-reminder-failed-body =
    A mail server took the notice about your registered e-mail. A reminder of it has now been refused.

      Address:     { $addressee }
      Time:        { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $answer }

    No time to choose is running any more, and we send no more reminders. Check the address, or choose another way. What the mail server answered stands in the evidence, beside its first answer. You fetch it at { $where }.

## Mail to the addressee: a key was enrolled
mail-enrolled-subject = A new key for your registered e-mail
mail-enrolled-body =
    On { $moment } somebody made a key (passkey) for { $addressee }. They had first shown who they are.

    With this key they can choose in your name. The key has this number:

    {"  "}{ $fingerprint }

    Was it you? Then keep this number: with it you can check later which keys are yours.

    Was it not you? Then somebody else can read your mail. Change the password of your mailbox, and call us.
## How somebody shows who they are: side by side, as the sender asks
page-means-legend = To go on you must show who you are. Choose how:
page-means-mail-code = by a code by e-mail to { $addressee }
page-means-access-code = by a code by e-mail to { $addressee }, and the access code that you have from the sender
page-means-sms-code = by a code by text message to the number that the sender named, ending { $ending }
page-means-asked = The sender asks for more than a code by e-mail.
page-means-not-for-me = For that a code by e-mail is enough.
page-means-none = The sender wants you to show who you are in a certain way. We cannot do that now. Try again later, or call us.
page-means-too-little = You showed that you can open this mailbox. To choose or to read the sender asks for more. Open the link in the mail again and choose the other means there. Without it you can still say: not for me.
page-notice-mailbox-at-sender = This mailbox is at the sender's mail server. A code by e-mail then says little about who chooses.
page-notice-mailbox-in-domain = This mailbox belongs to a domain of the sender's. A code by e-mail then says little about who chooses.
page-code-sent-sms = We are sending a code of 8 digits to the number that ends in { $ending }. The code works for 15 minutes.
page-code-label-sms = Code from the text message
page-code-missing-sms = No code yet? Wait a minute, or ask for another. The old one will not work then.
page-code-otherwise = Rather { $means }
page-access-label = Access code from the sender
page-access-known = The sender knows this code, too. It keeps others out, but proves nothing against the sender. Capitals and hyphens do not count.
page-access-missing = Type the access code, too. You do not know it? Ask the sender, at a number that you already know.
page-access-wrong = This access code is not right. The code from the e-mail still works. Tries left today: { $left }.
page-access-tries = An access code was typed five times today. Try again tomorrow. Your link still works, and the time to choose does not change.
page-choice-known-as-access = We know you as: somebody with access to { $addressee }, confirmed by a code on { $moment }. You also knew the access code. The sender knows it, too.
page-choice-known-as-sms = We know you as: somebody with access to the telephone number that the sender named, ending { $ending }, confirmed by a code on { $moment }.
sms-code = { $service }: your code is { $code }. It works for 15 minutes. Give it to nobody.
page-privacy-proof = Telephone number and access code
page-privacy-proof-text = Did the sender name a telephone number of yours? Then we keep it encrypted. The evidence and our pages show its last two digits only. A code by text message goes through a service for such messages. Of an access code we keep a number from which it cannot be computed back without our key.
## What else somebody can say (these texts go into the evidence)
act-by-post = I would rather have this message by post. I neither accept it nor refuse it.
act-could-not-open = I could not open this message or a part of it.
act-died = The addressee has died. I neither accept this message nor refuse it.
act-left = The person for whom this is no longer works here. I neither accept this message nor refuse it.
act-own-words = This is my statement. The sender may see it.
act-read = I have read this message. I do not say with this that I agree with it.
page-notice-by-post = By post please
page-notice-by-post-text = You ask the sender to send the message on paper. The sender does not have to do so. The time limit in the message may go on.
page-choice-said-by-post = You asked for the message by post, on { $moment }. The sender is told. The time to choose goes on: you can still accept or refuse.
page-choice-died-text = Then too the message stays closed. No more reminders go out. The sender is told what you say. We do not check it.
page-done-died-title = You told us of a death
page-done-died = This was recorded on { $moment }. The message stays closed and no more notices about it go out. We tell the sender, in calm words.
page-done-left-title = You told us: no longer works here
page-done-left = This was recorded on { $moment }. The message stays closed and no more notices about it go out. The sender is told that the address may be out of date.
page-say-title = Have something recorded
page-say-link = Have something else recorded, with a statement of your own
page-say-text = Here you can have something recorded in your own words, for instance what happened as you see it. You do not have to. It is no choice: you neither accept the message with it nor refuse it. The time to choose does not change.
page-say-shared = { $sender } ({ $address }) sees what you say, and so does whoever gets the evidence, such as a judge. It stands in the sender's evidence and in yours, with the time. You cannot take it back.
page-say-before = This is recorded already
page-say-label = Your statement
page-say-hint = At most 2,000 characters. We do not read it and do not check it.
page-say-empty = You have not written anything yet. Nothing was recorded.
page-say-too-long = This is more than 2,000 characters. Make it shorter. Nothing was recorded yet.
page-say-enough = Nothing more can be recorded for this message. Write to the sender yourself.
page-say-twice = This was recorded before. That stands.
page-say-accepted = Would you like to say something about it?
page-say-accepted-text = You do not have to. If you say nothing, nothing changes.
page-say-read-text = We record this only if you say it yourself. We never conclude it from your downloads. The sender sees it.
page-say-read-before = You said on { $moment } that you read it. It stands in the evidence.
page-say-could-not-open-text = Can you not open it? Then you can have that recorded. The sender is told. Afterwards you can simply try again.
page-say-could-not-open-label = What did you see? (may stay empty)
page-say-on = Continue
event-by-post = Asked for: by post please
event-could-not-open = Said: it could not be opened
event-died = Said: the addressee has died
event-left = Said: no longer works here
event-said = A statement of your own was recorded
decision-died = the addressee has died
decision-left = no longer works here
mail-decision-subject-died = A death was reported for { $addressee }
mail-decision-subject-left = No longer works there: { $addressee }
mail-decision-explained-died = Somebody with access to this mailbox told us that the addressee has died. We did not check that. The message stayed closed and we send no reminders. Until the end of the time somebody can still accept or refuse from this mailbox, for instance an executor.
mail-decision-explained-left = Somebody with access to this mailbox told us that the addressee no longer works there. We did not check that. The message stayed closed and we send no reminders. Check the address. Until the end of the time somebody can still accept or refuse from this mailbox.
mail-decided-subject-died = You told us of a death
mail-decided-subject-left = You told us: no longer works here
mail-said-subject-by-post = By post please, asks { $addressee }
mail-said-subject-could-not-open = Could not be opened, says { $addressee }
mail-said-subject-read = Read, says { $addressee }
mail-said-body =
    The addressee of your registered e-mail had something recorded.

      Address:     { $addressee }
      Time:        { $moment }
      Who:         { $who }
      Number:      { $submission }
      Delivery:    { $delivery }

    { $explained }

    The text stands in the evidence. You fetch it at { $where }, with the number of the delivery. The addressee can fetch the same evidence.
mail-said-by-post = The addressee would rather have the message on paper. That is no choice: the message was neither accepted nor refused. The time to choose goes on. Whether you send it by post is for you to decide.
mail-said-could-not-open = The addressee says that the message, or a part of it, could not be opened. That changes nothing about the choice that was made. It may help to send the message in another way.
mail-said-own-words = The addressee made a statement in their own words. That is no choice: the message was neither accepted nor refused with it. The time to choose does not change.
mail-said-read = The addressee themselves says that the message was read. That does not mean that the addressee agrees with it. We do not know whether it is so.
## Reporting abuse (/abuse)
page-abuse-title = Report abuse
page-abuse-text = Is something wrong with this message, or with a notice? Tell us. A report is not a choice: it neither accepts the message nor refuses it.
page-abuse-reference = Reference in the notice (if you have it)
page-abuse-why = What is wrong?
page-abuse-deception = Somebody pretends to be somebody else, or wants to cheat me.
page-abuse-threat = It threatens or insults me.
page-abuse-unlawful = I think that it is unlawful.
page-abuse-unwanted = I want nothing from this sender.
page-abuse-other = Something else.
page-abuse-what = What do you want to say about it?
page-abuse-seen = You need not write anything; at most 2000 letters. Only we read this. The sender does not see it. We keep it for a year.
page-abuse-button = Send the report
page-abuse-no-reason = Choose what is wrong. Nothing was sent yet.
page-abuse-too-long = Write at most 2000 letters. Nothing was sent yet.
page-abuse-told-title = We have your report
page-abuse-told = Thank you. We read your report. The sender does not see it. Nothing changes about the message, nor about the time to choose.
page-abuse-number = Number of your report
page-abuse-more = Do you want to ask something about it? Then name this number. { $operator }
page-privacy-abuse = What you report
page-privacy-abuse-text = If you report abuse, we keep that for a year, encrypted. Only we read it. The sender does not see it.

## Keys of one's own (passkeys)
page-choice-with-key = Sign with my key (passkey)
page-choice-make-key = First make a key (passkey), if you like
page-choice-keys = My keys (passkeys)
page-key-title = A key of your own
page-key-what = A key (passkey) stays on your device. You unlock it with a finger, your face or a PIN. With it you sign your choice yourself: nobody else can do that for you, and neither can we.
page-key-recorded = We record that you made a key, when, and how you showed who you are. You get an e-mail about it. The sender sees the key only if you sign a choice with it.
page-key-make = Make a key
page-key-scripts = A key needs JavaScript. You can choose without a key as well.
page-key-failed = That did not work. Try again, or choose without a key.
page-key-list = Your keys
page-key-back = Back to the choice
page-sign-title = Sign your choice
page-sign-what = With your key you sign exactly this:
page-sign-with-key = Sign with my key
error-key = Your key could not be used here. Try again, or choose without a key.
error-key-known = This key is known here already.
error-key-many = You have twenty keys here. More are not possible.

## More messages at once, and taken back
page-notice-another = The sender sends you another message while some are waiting. Its reason: “{ $reason }”
page-recalled-text = The sender took this message back. You need not do or choose anything. Nothing of its content was sent to you, and nothing will be.
mail-recalled-subject = The sender took a message back
mail-recalled-body =
    You took receipt of a registered e-mail. After that the sender took it back, before anything of its content had been sent to you.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Taken back:  { $moment }

    You need not do anything. Your choice stays in the evidence, but you cannot read the message any more. You save the evidence by this link:

    {"  "}{ $link }

## The sender's desk (/desk)
desk-title = What you handed in
desk-login-title = Log in as a sender
desk-login-text = Here you see what became of the messages that you handed in. Log in with the name and password of your account.
desk-login-name = Name of the account
desk-login-password = Password
desk-login-button = Log in
desk-login-wrong = This name and this password do not belong together.
desk-login-again = This page was used before. Please try again.
desk-login-clear = You cannot log in here: your password would travel in clear. Use the address that begins with https.
desk-logout = Log out
desk-account = Logged in as { $account }
desk-empty = Nothing was handed in yet.
desk-earlier = Handed in before
desk-back = To all that you handed in
desk-submission-title = Handed in: { $submission }
desk-delivery-title = To { $addressee }
desk-delivery = Number of the delivery
desk-answers = Four answers
desk-timeline = What happened
desk-evidence = Evidence
desk-unsealed = being sealed
desk-dialogue = What was said with mail servers
desk-event-addressee-states = The addressee made a statement
desk-unproven = What this does not prove
desk-unproven-notice = That anybody saw the notice. It went to a mail server; more is not known.
desk-unproven-person = Which person it was. A code by e-mail shows access to the mailbox.
desk-unproven-telephone = Which person it was. A code by SMS shows access to a telephone number.
desk-unproven-access = That it was not the sender. An access code is known to both sides.
desk-unproven-decision = The decision, without trusting this service. The addressee used no key of their own.
desk-unproven-silence = That whoever was silent saw the notice.
desk-unproven-read = That the message was read. It was sent completely; more is not known.
desk-unproven-times = The times, without trusting this service. They bear its own time-stamps.
desk-voucher-key = The service, and also the addressee's own key.
desk-save = Save
desk-bundle = All evidence in one file
desk-bundle-message = The same, with the message while we have it
desk-report = A report to read and to hand in (PDF, with all evidence in it)
desk-wait-title = One moment
desk-wait-text = This is still being made and sealed. That mostly takes some seconds.
desk-wait-again = Look again
desk-recall-title = Take back
desk-recall-can = Nothing of the content has been sent to { $addressee } yet. You can take the message back.
desk-recall-link = Take it back: first read what that does
desk-recall-text = You take the message to { $addressee } back. We destroy the key to the content for this addressee. Whoever opens the link of the notice reads that you took the message back. If the addressee had accepted it, they get an e-mail about that.
desk-recall-final = This cannot be undone. The evidence stays, and also that you took the message back.
desk-recall-button = Yes, take it back
desk-recall-late = This message can no longer be taken back: it was decided on, or some of its content has been sent.

## Electronic identities

attribute-name = name
attribute-birth-date = date of birth
attribute-customer-number = customer number
page-means-eid = with { $name }
page-eid-title = Show who you are with { $name }
page-eid-go = You now go to { $name }, at { $host }. There you show who you are. After that you come back here.
page-eid-asked = We ask { $name } for: { $attributes }. We compare that with what the sender wrote. After that we throw it away.
page-eid-learns = { $name } sees that you come from this service. It does not see who wrote to you, or what.
page-eid-button = Go to { $name }
page-eid-time = You have ten minutes for it.
page-eid-link = Back to the message
page-eid-back-title = It is you
page-eid-back-text = What { $name } says of you fits what the sender wrote: { $attributes }. We threw away what { $name } said.
page-eid-back-next = Nothing is decided yet. You choose on the next page.
page-eid-other-title = This message is for somebody else, or your name is written otherwise
page-eid-other-text = What { $name } says of you does not fit what the sender wrote. So we show you nothing of the message.
page-eid-other-ways = Is the message not for you? Go back to it and choose: not for me. Is it for you? Choose another way there to show who you are. Or ask the sender to send it again, with your name as { $name } knows it. Did somebody already show with another means that it is for them? Then use that means.
page-eid-unseen = The sender does not see that you tried.
page-eid-none-title = It is not known yet who you are
page-eid-cancelled = You stopped at { $name }, or { $name } did not let you in. Try again, or choose another way.
page-eid-refused = { $name } sent an answer that we do not trust. Try again. If it goes wrong again, choose another way, or call us.
page-eid-unreached = We cannot reach { $name } now. Try again later, or choose another way.
page-eid-enough = You tried this often enough for today. Try it tomorrow, or choose another way. Your link still works.
page-eid-over = This took longer than ten minutes, or it was used before. Open the link in the e-mail again.
page-choice-known-as-eid = We know you as: somebody for whom { $issuer } vouched on { $moment }. This fits what the sender wrote: { $attributes }.
desk-unproven-issuer = Who it was, apart from the word of the issuer of the identity.
page-privacy-eid = Electronic identity
page-privacy-eid-text = Did the sender state your name, date of birth or customer number, so that you can show who you are with an electronic identity? We keep that as a fingerprint only, until it fits once. Then we destroy it. We keep a fingerprint of which person it was, so that nobody else gets in with such an identity. What the issuer says of you we do not keep. The evidence says: by which means, when, who the issuer is, and what fits.
## Mails: how somebody showed who they are
mail-who-mail-code =
    somebody with access to this mailbox,
    confirmed by a code sent by e-mail
mail-who-access-code =
    somebody with access to this mailbox,
    confirmed by a code sent by e-mail, and
    by the access code that you know, too
mail-who-sms-code =
    somebody with access to the telephone number
    that you named, ending { $ending }, confirmed by
    a code sent there by text message
mail-who-signed = and signed with a key of their own
mail-otherwise-mail-code = Then somebody else had a code from this mailbox.
mail-otherwise-access-code = Then somebody else had a code from this mailbox, and the access code.
mail-otherwise-sms-code = Then somebody else had a code from the telephone number ending { $ending }.
mail-otherwise-signed = They could use your own key, too.
mail-who-eid =
    somebody with an electronic identity;
    { $issuer } vouched for them
mail-otherwise-eid = Then somebody else could use your electronic identity of { $issuer }.
## Mailboxes that several people read
page-role-mailbox = Several people may read this mailbox. Whoever chooses first chooses for all of them.
page-role-decided = Several people may read this mailbox. The first choice counts for all of them.

## Away until a day
page-absence-title = Away
page-absence-link = I am away or ill for a while
page-absence-notice = Are you away or ill for a while? You can say so after the code. Then you get more time where you need it.
page-absence-what = Here you can say up to which day you cannot choose. It holds for all messages to { $addressee }.
page-absence-does = Does the time to choose end too soon? Then it ends later. You still have three whole days after your return. You never get more extra time than the sender gave at first.
page-absence-sees = The sender sees a later end only. The sender does not see why. Where nothing ends later, the sender sees nothing.
page-absence-away = We have recorded that you are away up to and including { $day }.
page-absence-deadline = You can choose about this message until { $moment }. Have you just recorded something? Open this page again in a minute.
page-absence-until = Away up to and including
page-absence-hint = Choose a day from today on, at most { $days } days ahead. Away for longer? Say it again later.
page-absence-no-day = Choose a day from today on, at most { $days } days ahead.
page-absence-button = Record that I am away
page-absence-back = I am back
event-deadline-moved = The end of the time moved
mail-moved-subject = More time to choose: { $addressee }
mail-moved-body =
    The end of the time to choose has moved.

      Address:     { $addressee }
      Until:       { $moment }
      Number:      { $submission }
      Delivery:    { $delivery }

    That lies within your terms: never more extra time than you gave at first. Why the end moved does not stand in the evidence. You fetch it at { $where }.
mail-absence-subject = Your absence is recorded
mail-absence-body =
    On { $moment } somebody recorded that { $addressee } is away up to and including { $day }. They had first shown that they can get into this mailbox.

    Does the time to choose about a message end too soon? Then it ends later. You get an e-mail about that. The sender does not see why.

    Was it not you? Then somebody else can read your mail. Change the password of your mailbox, and call us.
mail-back-subject = You are no longer away
mail-back-body =
    On { $moment } somebody recorded that { $addressee } is back. Times that ended later still do.

    Was it not you? Then somebody else can read your mail. Change the password of your mailbox, and call us.
mail-put-off-subject = You have more time to choose
mail-put-off-body =
    You have more time to choose about a registered e-mail.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Until:       { $moment }

    The sender sees the new end, and not why. With this link you open the page:

    {"  "}{ $link }
## What was recorded about me (/mine)
page-mine-title = What was recorded about me
page-mine-text = Here you see what we recorded about your e-mail address. Type the address. We send a code there, and with that code you get in. You need no account.
page-mine-button = Send me a code
page-mine-sent = If we recorded anything about { $address }, we are now sending a code of 8 digits there. The code works for 15 minutes. This answer is the same for every address.
page-mine-what = This is what we recorded about { $address }. No sender sees that you look here.
page-mine-deliveries = Registered e-mails
page-mine-state = How it stands
page-mine-open = You can choose until { $moment }.
page-mine-waits = You can choose. No time is running.
page-mine-accepted = You accepted it.
page-mine-refused = You refused it.
page-mine-not-for-me = You said that it is not for you.
page-mine-expired = The time to choose passed without a choice.
page-mine-recalled = The sender took it back.
page-mine-closed = Nothing can be chosen.
page-mine-go = Open this, with its evidence
page-mine-earlier = Show earlier ones
page-mine-security = Codes and links of the last 24 hours
page-mine-security-text = Only you see this. After 24 hours we delete it. Do you see something here that you did not do? Then somebody else tried to get in.
page-mine-security-code = { $moment }: a code was asked for. Filled in wrongly: { $wrong }.
page-mine-security-used = The code was used.
page-mine-security-unused = The code was not used.
page-mine-security-link = { $moment }: another link was asked for.
page-mine-keys = Keys of your own
page-mine-no-keys = You made no keys here.
mail-foot-mine = What we recorded about you

## How long content is kept
mail-goes-subject = Your message goes after { $day }
mail-goes-body =
    You took receipt of a registered e-mail. You have not fetched all of it yet. We keep it up to and including { $moment }. Then we delete it.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Kept until:  { $moment }

    Do you want to keep it? Then save it now, by this link:

    {"  "}{ $link }

    The evidence stays with us. The sender does not see this mail.

## A message that is asked for again
act-again = I ask the sender to submit this message to me again.
page-again-text = Did you change your mind? You can ask the sender to submit the message to you again. The sender sees that you ask, and need not do it. What was recorded before stays.
page-again-asked = On { $moment } you asked the sender to submit the message to you again. If the sender does so, you get another notice.
mail-said-subject-again = Asked for again: { $addressee }
mail-said-again = The addressee asks you to submit the message to them again. What was recorded before stays. You can do so at your desk, by the API (again), or with recepis submission again.
desk-again-title = Submit again
desk-again-can = { $addressee } asks for this message again.
desk-again-link = Submit it again: first read what that does
desk-again-text = You submit the message to { $addressee } again. It becomes a new delivery with the same content and a time of its own. Its evidence names this one. What was recorded here stays.
desk-again-button = Yes, submit it again
desk-again-not = The addressee did not ask for this message again, it was submitted again already, or we no longer keep it.
desk-again-follows = Follows the delivery

## Block a sender, remove a key, and what is stated about an address alone
page-mine-block = Send me nothing more by this sender
page-mine-blocked = Senders that you blocked
page-mine-block-text = Send nothing more? Then we send you no notice of what this sender hands in later. The sender reads that you asked this. You find such a message here all the same. For a message that waits now, the time goes on.
page-mine-blocked-since = { $sender }, since { $moment }
page-mine-unblock = Allow again
page-mine-none-blocked = You blocked nobody.
page-mine-remove = Remove this key
page-mine-remove-text = A key that you remove signs nothing more. What it signed before stays.
page-mine-own = What concerns you alone
page-mine-own-text = Nobody sees this but you, except where the evidence of a message rests on it. You can save each as evidence once it is sealed.
page-mine-own-absent = You said until when you are away
page-mine-own-enrolled = You made a key
page-mine-own-removed = You removed a key
page-mine-own-blocked = You blocked a sender
page-mine-own-unblocked = You allowed a sender again
page-mine-own-other = Something else was recorded
mail-blocked-subject = You blocked a sender
mail-blocked-body =
    Somebody with access to your mailbox blocked a sender. We send you no more notices of what this sender hands in from now on.

      Address:  { $addressee }
      Sender:   { $sender }
      When:     { $moment }

    Was it not you? Then undo it on the page below. There you also find what this sender hands in all the same.
mail-unblocked-subject = You allowed a sender again
mail-unblocked-body =
    Somebody with access to your mailbox allowed a sender again. We send you notices of what this sender hands in from now on.

      Address:  { $addressee }
      Sender:   { $sender }
      When:     { $moment }

    Was it not you? Then block the sender again on the page below.
mail-key-removed-subject = A key was removed
mail-key-removed-body =
    Somebody with access to your mailbox removed a key. It signs nothing more. What it signed before stays.

      Address:      { $addressee }
      When:         { $moment }
      Fingerprint:
    {"  "}{ $fingerprint }

    Was it not you? Then somebody else can open your mailbox. Change its password.

## Mandates: somebody else chooses for you
page-mandates-title = Let somebody else choose
page-mandates-link = Let somebody else choose for me
page-mandates-what = Here you can let somebody else read messages to { $addressee } and choose for you. You can still choose yourself. The first choice counts.
page-mandates-sees = They first say yes, with a code to their own address. The sender sees nothing of it until they choose for you. Then the evidence holds your address, theirs, and the number of the mandate.
page-mandates-list = Your mandates
page-mandates-give = Let somebody choose for you
page-mandates-delegate = E-mail address of who chooses for you
page-mandates-scope = For which messages
mandate-scope-all = For all messages.
mandate-scope-sender = For messages from { $domain } only.
page-mandates-from = From this day on
page-mandates-until = Up to and including this day
page-mandates-hint = Two years at most. You can end a mandate at once at any time.
page-mandates-button = Ask this person
page-mandates-revoke = End the mandate of { $delegate }
page-mandates-no-day = Choose a first and a last day from today on. The last day does not come before the first, and is at most { $days } days ahead.
page-mandates-no-address = This is no e-mail address. Please check it.
page-mandates-own = This is your own address. Name somebody else's.
page-mandates-many = You have ten mandates already. End one first.
page-mandate-title = A mandate
page-mandate-what = { $principal } asks whether you, { $delegate }, will read registered e-mail for them and choose.
page-mandate-does = Do you say yes? Then you get a link of your own with each message. There you can accept or refuse. That counts for whoever gave you the mandate. Your address then stands in the evidence, for the sender, too. You can end it at any time.
page-mandate-days = From { $from } up to and including { $until }.
page-mandate-number = Number: { $number }
page-mandate-asked = Asked on { $moment }. There is no answer yet.
page-mandate-accepted = Accepted on { $moment }.
page-mandate-revoked = Ended on { $moment }.
page-mandate-code = Send a code to { $delegate }
page-mandate-accept = Yes, I accept this mandate
page-mandate-end = No, I do not want this mandate (any more)
page-acting = You, { $delegate }, look here for { $principal }. The code goes to your own address.
page-choice-known-as-delegate = We know: you are somebody with access to { $delegate }, by a code on { $moment }. You choose for { $principal }, with mandate { $number }.
page-content-to-delegate = The whole message was sent completely to { $delegate } on { $moment }. What you read yourself, we do not record.
page-content-to-principal = The whole message was sent completely to the addressee on { $moment }. What you read, we do not record.
page-privacy-mandates = Mandates
page-privacy-mandates-text = Do you let somebody choose for you? Then we keep who that is and for what, encrypted. We also keep the days, and whether that person said yes. You and that person see this. The sender sees it only when that person chooses for you. Then both addresses and the mandate stand in the evidence. Thirty days after its end the page of the mandate is gone. We do not delete the evidence by ourselves.
page-done-by-delegate = { $delegate } chose this for you, with mandate { $number }.
page-done-for-principal = You chose for { $principal }, with mandate { $number }. What stands here counts for that person.
page-done-by-other = It was not you who made that choice. Only { $principal } can open the message.
page-mine-own-mandate-accepted = You accepted a mandate
page-mine-own-mandate-ended = You ended a mandate
page-mine-own-mandate-given = You asked somebody to choose for you
error-addressee-only = Only the addressee themselves can do this.
error-mandate-not-begun = Your mandate has not begun yet.
error-mandate-over = Your mandate is over. Ask whoever you chose for to give you another.
error-mandate-other = Your mandate is not for this sender.
error-mandate-not-accepted = You have not accepted this mandate yet. Open the link in the mail about it.
error-mandate-revoked = This mandate was ended. You can no longer choose for this person.
mail-mandate-subject-asked = Somebody asks you to choose for them
mail-mandate-asked =
    { $principal } asks whether you will read registered e-mail for them and choose.

      For:         { $principal }
      By:          { $delegate }
      From:        { $from }
      Up to:       { $until }
      Number:      { $number }

    { $scope }

    On this page you read what it means. There you say yes or no, with a code to your address:

    {"  "}{ $link }

    If you do nothing, nothing happens. You do not know this person? Then say no.
mail-mandate-subject-given = You asked somebody to choose for you
mail-mandate-given =
    On { $moment } somebody was asked to read messages for { $principal } and to choose.

      By:          { $delegate }
      From:        { $from }
      Up to:       { $until }
      Number:      { $number }

    { $scope } They have to say yes first.

    Was it not you? Then somebody else can read your mail. Change the password of your mailbox, end the mandate, and call us.
mail-mandate-subject-accepted = The mandate is accepted
mail-mandate-accepted =
    On { $moment } { $delegate } said yes. They may now read and choose for { $principal }.

      From:        { $from }
      Up to:       { $until }
      Number:      { $number }

    { $scope } Both of you can end this at any time.
mail-mandate-subject-revoked = The mandate is ended
mail-mandate-revoked =
    On { $moment } this mandate was ended. { $delegate } can no longer choose for { $principal }.

      Number:      { $number }

    What was chosen before stays.
mail-delegated-subject = You can choose for somebody else
mail-delegated-body =
    There is a registered e-mail for { $principal }. You may choose about it.

      Sender:      calls itself { $sender }
      Until:       { $until }

    With this link, which is yours alone, you open the page:

    {"  "}{ $link }

    If { $principal } chooses first, that choice counts.
mail-delegated-done =
    You chose for { $principal } about a registered e-mail.

      Sender:      calls itself { $sender }

    With this new link you get to the evidence, and to the message if you accepted it:

    {"  "}{ $link }
mail-who-delegate =
    somebody with access to
    { $delegate }, with a mandate,
    confirmed by a code sent by e-mail
mail-otherwise-delegate = Then somebody else had a code from the mailbox of { $delegate }, who had a mandate from you.
## A certificate on a card or in the computer

page-card-go = You now go to { $host }. That is us, too. There your browser asks which certificate you show. Put your card into the reader first, if it is on a card. After that you come back here.
page-card-asked = Of the certificate we use: { $attributes }. We compare that with what the sender wrote. After that we throw the certificate away.
page-card-learns = We ask nothing of whoever issued the certificate. So they do not notice that you use it.
page-card-absent = Your browser showed no certificate. Put the card into the reader, or look whether the certificate is in your browser.
page-card-expired = This certificate has expired, or is not valid yet. Use one that is valid now.
page-card-foreign = We do not know this certificate. Only a certificate of { $name } counts here.
page-card-purpose = This certificate is not made for showing who you are. Many cards hold two. Then choose the other one.
page-card-revoked = Whoever issued this certificate has withdrawn it. It does not count any more.
page-card-unclear = We cannot read this certificate well. So it does not count.
page-card-unchecked = We cannot find out now whether this certificate is still valid. That is our fault. Try again later.
page-card-again = Do you want to try again? Close the browser wholly first, or it uses the same choice. Then open the link in the e-mail again. Or choose another way.
## A key of one's own that shows who somebody is
page-means-passkey = Did you make a key with us on an earlier visit? You can show who you are with it.
page-passkey-title = With a key that you made before
page-passkey-what = Unlock your key. Then we know that you are the one who made it. It must be older than this message. You sign your choice with it, too.
page-passkey-use = Use my key
page-passkey-failed = That did not work. Try again, or go back and choose another way.
page-passkey-scripts = A key needs JavaScript. Go back and choose another way.
page-passkey-otherwise = Rather another way
page-choice-known-as-key = We know you as: somebody who holds a key that was made for { $addressee } on an earlier visit, used on { $moment }.
page-choice-key-signs = You showed who you are with your key. On the next page you sign your choice with it.
error-key-unsigned = You showed who you are with your key. So sign your choice with it, too. Nothing was recorded.
mail-who-passkey =
    somebody who holds a key that was made
    for this address on an earlier visit
mail-otherwise-passkey = Then somebody else could use your key.
desk-unproven-key = Which person it was. A key shows that somebody could unlock it, and no more than how it was made.

## Away, from the page about myself
page-mine-absence = Are you away or ill for a while? You can say here until which day. Then you get more time where you need it.
page-privacy-away = Away, or blocking a sender
page-privacy-away-text = Do you say that you are away or ill? Then we keep until which day, encrypted. The sender sees at most that the time ends later, never why. Do you block a sender? Then we keep that, too. The sender reads it only when handing in something again. You see both on the page /mine.
## Standing instructions of an organisation
page-standing-title = Accept beforehand
page-standing-link = For organisations: accept what comes to this address beforehand
page-standing-what = You can say beforehand that registered e-mail to { $address } is accepted. This is meant for organisations that get much of it. It goes for this address only.
page-standing-does = We then send the notice as always, and accept at once. Nobody decides on that message any more. The evidence says so: accepted by standing instruction, not by a person. You cannot refuse it afterwards.
page-standing-sees = No sender sees this instruction beforehand. Whose message was accepted by it sees its time, its end, the organisation, the function and the DNS record.
page-standing-not = We accept nothing where the sender asks that a person decides, asks for more proof than a code to your mailbox, or controls your mailbox itself.
page-standing-domain = First show that the organisation agrees. Have whoever runs your domain put this record of type TXT in DNS:
page-standing-name = Name
page-standing-record = Text
page-standing-stays = Leave it there. We look each time before we accept. If the record is gone, we accept nothing, and tell you by mail.
page-standing-no-domain = The domain of this address can have no such record in DNS. So nothing can be accepted beforehand.
page-standing-organisation = Name of the organisation
page-standing-function = Your function there
page-standing-unchecked = We do not check these names. They stand in the evidence, with the words that we did not.
page-standing-sender = Only messages from this e-mail address
page-standing-anyone = Leave this empty to accept from anyone.
page-standing-until = Until and including
page-standing-hint = Choose a day from today on, at most { $days } days ahead. After that you say it again.
page-standing-button = Accept beforehand
page-standing-holds = What holds
page-standing-none = Nothing is accepted beforehand.
page-standing-entry-anyone = Messages from anyone, until and including { $day }. Given on { $moment } for { $organisation }.
page-standing-entry-sender = Messages from { $sender }, until and including { $day }. Given on { $moment } for { $organisation }.
page-standing-end = End this now
page-standing-no-names = Write the organisation's name and your function, at most 200 characters each.
page-standing-no-address = This is not an e-mail address. Write one, or leave it empty.
page-standing-no-term = Choose a day from today on, at most { $days } days ahead.
page-standing-no-record = We looked in DNS, and the record is not there yet. It can take an hour after it was put there. Try again later.
page-standing-no-dns = Your domain's DNS did not answer. Nothing was recorded. Try again later.
page-standing-back = Back to what we recorded
page-mine-own-instructed = You said that messages are accepted beforehand
page-mine-own-instruction-ended = You ended a standing instruction
page-mine-instructed = It was accepted by your standing instruction.
page-closed-instructed = This message was accepted by standing instruction, not by a person.
page-done-instructed-title = Accepted by standing instruction
page-done-instructed = Accepted on { $moment } by standing instruction of { $given }, not by a person. The message is below.
page-done-instructed-gone = Accepted on { $moment } by standing instruction of { $given }, not by a person.
decision-instructed = accepted by standing instruction, not by a person
event-instructed = Accepted by standing instruction, not by a person
desk-unproven-instruction = A standing instruction accepted the message. That does not show that a person knew of it. That it had not been ended, and what the domain's DNS said, is our word.
mail-instructed-subject = Accepted by standing instruction: { $addressee }
mail-instructed-body =
    Your registered e-mail was accepted by standing instruction of { $given }, not by a person.

      Accepted:    { $moment }
      Address:     { $addressee }
      Number:      { $submission }
      Delivery:    { $delivery }

    An organisation said beforehand that what comes to this address is accepted. Its domain's DNS bore the record for that. Nobody decided on your message. We record separately when the whole message has been sent completely.

    Do you want a person to decide? Then put Recepis-Decision: person into your next message.

    You fetch the evidence at { $where }, with the number of the delivery. The addressee can fetch the same evidence.
mail-instructed-you-subject = Accepted by your standing instruction
mail-instructed-you-body =
    A registered e-mail was accepted by standing instruction of { $given }, not by a person.

      Accepted:    { $moment }
      Sender:      calls itself { $sender }
      Address:     { $addressee }

    With the link below you read the message and save the evidence. We keep the message at least until the end of { $day }. So keep a copy yourself. The sender sees once when the whole message has been sent to you completely, and nothing else.

    This link is new; the link from the notice does not work any more:

    {"  "}{ $link }

    Do you not want this any more? Then end the instruction on the page below.
mail-instruction-given-subject = You accept registered e-mail beforehand
mail-instruction-given-body =
    Somebody with access to your mailbox said that registered e-mail to this address is accepted beforehand. Your domain's DNS bore the record for that.

      Address:       { $addressee }
      Organisation:  { $organisation }
      Function:      { $function }
      Sender:        { $sender }
      Until:         { $day }
      When:          { $moment }

    Was it not you? Then end it on the page below.
mail-instruction-given-anyone = anyone
mail-instruction-ended-subject = You no longer accept beforehand
mail-instruction-ended-body =
    Somebody with access to your mailbox ended a standing instruction. From then on it accepts nothing more. What it accepted before stays.

      Address:  { $addressee }
      When:     { $moment }

    Was it not you? Then give it again on the page below.
mail-instruction-sleeps-subject = Your standing instruction does not work
mail-instruction-sleeps-body =
    A registered e-mail came for you. We did not accept it, because your domain's DNS does not bear this record any more:

      Name:  { $name }
      Text:  { $record }

    You gave the standing instruction on { $moment }, for { $addressee }. It works again once the record is back. The message of now waits for a person: choose by the link in its notice.
page-privacy-standing = Accepting beforehand
page-privacy-standing-text = An organisation can say that e-mail to its address is accepted beforehand. We then keep which organisation and function it named, from whom and until when, and the DNS record of its domain. Only whose message was accepted by it sees that, in the evidence.

## The verifier in one file (wasm/page.html)
alone-title = Check the evidence of registered e-mail
alone-languages = Language
alone-offline = Nothing leaves this computer. This page checks the file here, also without a network.
alone-intro = Choose the file with the evidence, or drop it on this page. Its name mostly ends in .asice or .pdf.
alone-file = The file with the evidence
alone-file-hint = A promise of the log (promise-….txt) or a notice (.eml) can go along. What another service made can be checked, too.
alone-trust = What you trust: a folder
alone-trust-hint = The folder with the service's certificates and keys. It holds folders such as seal and tsa. Ask for it outside this service, and compare the fingerprints. Without it, nothing is trusted.
alone-message = The message, where the file does not hold it
alone-attachments = Files that are said to have been attached
alone-more = More settings
alone-at = Judge for this moment
alone-at-hint = Such as 2026-11-24T09:14:00Z. Leave it empty for now, by the clock of this computer.
alone-require = What must be proven of every evidence
alone-require-log = It is in a log that you trust.
alone-require-witness = Enough witnesses cosigned the log.
alone-require-pq = The log is also signed with a post-quantum algorithm.
alone-lists = Trusted lists (XML)
alone-algorithms = A table of algorithms (JSON, TS 119 322)
alone-check = Check
alone-again = Start again
alone-chosen = Chosen: { $names }
alone-working = The file is being checked. This can take a while.
alone-result = The answer
alone-passed = Passed: the file is genuine and unchanged. That alone does not say what became of the message. What happened stands below.
alone-failed = Failed: something in the file is wrong. What it is, stands below.
alone-open = Not certain: something is missing to judge the file. What it is, stands below.
alone-other-message = The message that you gave is not the one that the evidence names.
alone-other-attachment = A file that you gave is no attachment of the message. Which one, stands below.
alone-fingerprints = Fingerprints to compare
alone-compare = You gave nothing that you trust, or not all of it. Compare these fingerprints with those that the service published elsewhere, such as on paper. As long as they are not compared, this could be the work of anybody.
alone-seal = Seal
alone-tsa = Time-stamp
alone-trusted = among what you trust
alone-untrusted = not among what you trust
alone-report = The report
alone-json = The report for programs (JSON)
alone-save = Save the report
alone-wrong = This could not be checked.
alone-too-large = { $name } is too large: { $limit } MiB is the most.
alone-no-file = Choose the file with the evidence first.
alone-no-anchor = The folder holds no certificates or keys: no seal, tsa, log, witness, list or crl.
alone-stopped = The check ended by itself. The file may be too large for this browser. Use the program recepis-verify.
alone-attachment-alone = Attachments are compared with the message of a bundle. Give the bundle, too.
alone-attachment-without-message = The message is not in the file. Give it, too, so that attachments can be compared.
alone-many-bundles = One file with evidence at a time.
alone-many-promises = One promise at a time.
alone-many-reports = One report as PDF at a time.
alone-message-alone = A message is compared with a bundle. Give the bundle, too.
alone-many-notices = One notice at a time.
alone-notice-and-more = A notice is not compared with a message. Give the notice alone, or with a bundle.
alone-notice-and-promise = A notice is compared with a bundle, and not with a promise.
alone-nothing = There is no file with evidence.
alone-too-many = 64 files of a kind are the most.
alone-about = About this page
alone-version = Version
alone-digest = SHA-256 of the module
alone-compiler = Compiler
alone-about-text = It is the program recepis-verify as WebAssembly, in one file. Save it, and it works for as long as browsers do.
page-verify-title = Check evidence
page-verify-home = Do you hold evidence? Check it.
page-verify-file = It is better to check evidence in your own browser: then nothing is sent.
page-verify-open = Open that page
page-verify-text = Choose the file with the evidence, and send it. The answer comes at once.
page-verify-word = Here we judge our own work, with our own certificates. That is our word again. To judge without us, use the program recepis-verify or the page recepis-verify.html. Take the certificates from elsewhere, too.
page-verify-limit = Together { $limit } MiB at most. For larger files use the program recepis-verify.
page-verify-button = Send and check
page-verify-kept = We keep nothing of what you send: no file, no name and no answer.
page-verify-another = Check another file
