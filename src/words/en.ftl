### English. Short sentences, plain words (B1). The words of the notice itself stand in letters/notice/.
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
page-privacy-rights-text = You may see what we keep about you; it is in the evidence that you can save yourself. Other questions: { $operator }

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
      Who:         somebody with access to this mailbox,
                   confirmed by a code sent by e-mail
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
      Who:         somebody with access to this mailbox,
                   confirmed by a code sent by e-mail
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

    Was this not you? Then somebody else had a code from this mailbox. Call or mail us.
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
    A new link was asked for, for a registered e-mail to this address. The old link does not work any more.

      Sender:      calls itself { $sender }
      Address:     { $addressee }
      Handed in:   { $moment }

    The new link:

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
    On { $moment } somebody made a key (passkey) for { $addressee }. They had first shown that they can get into this mailbox.

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
page-means-none = The sender asks for a code by text message. We cannot send those now. Try again later, or call us.
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
      Who:         somebody with access to this mailbox,
                   confirmed with a code by e-mail
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
