"""What the statements name: acknowledgements, dialogues, notices, the message, and what the addressee's own key signed."""

import hashlib
import re

import documents
import passkey
import schema
import xades
from finding import FAILED, INDETERMINATE

STAND_IN = "# The notice is not in this bundle yet, because its link may still work. This is its SHA-256.\n"


class Contents:
    """Beside `judge.Judgement`, whose findings these are."""

    def _contents(self):
        for name in self.chain:
            stated, number = self.evidence[name], name[9:].partition("-")[0]
            if stated.detail is None:
                continue
            kind = stated.detail.name.rpartition("}")[2]
            if kind == "Decision":
                self._acknowledged(name, stated, f"acknowledgement/{number}")
            elif kind in ("Reply", "Instructed"):
                self.beyond.add({"Reply": "letters of the addressee", "Instructed": "standing instructions"}[kind])
            elif kind == "Notice":
                self._named(name, f"dialogue/{number}.txt", stated.detail.value("Dialogue"), True)
                self._noticed(stated)
        if self.chain and "message.eml" in self.files:
            first, message = self.evidence[self.chain[0]], self.files["message.eml"]
            if hashlib.sha256(message).digest() != first.message or len(message) != first.size:
                self._say(FAILED, "recepis:CONTENT_DIFFERS", "message.eml", "it is not the message that the evidence names")

    def _named(self, name, file, digest, needed):
        """Whether the file is there and is the one that the evidence names."""
        if digest is None:
            return False
        if file not in self.files:
            if needed:
                self._say(INDETERMINATE, "SIGNED_DATA_NOT_FOUND", name, f"{file} is not in the bundle")
            return False
        if hashlib.sha256(self.files[file]).digest() != schema.octets(digest):
            self._say(FAILED, "recepis:CONTENT_DIFFERS", file, f"it is not what {name} names")
            return False
        return True

    def _noticed(self, stated):
        number, digest = stated.detail.value("Number"), schema.octets(stated.detail.value("Digest"))
        file = f"notice-{number}.txt"
        if file in self.files:
            form = re.escape(STAND_IN) + r"([0-9a-f]{64})  notice-" + number + r"\.eml\n"
            named = re.fullmatch(form, self.files[file].decode("utf-8", "replace"))
            if named is None:
                self._say(FAILED, "FORMAT_FAILURE", file, "it does not hold the digest of a notice")
            elif named[1] != digest.hex():
                self._say(FAILED, "recepis:CONTENT_DIFFERS", file, "it names another digest")
        self._named(None, f"notice-{number}.eml", stated.detail.value("Digest"), False)

    def _acknowledged(self, name, stated, stem):
        file = stem + ".json"
        if self._named(name, file, stated.detail.value("Acknowledgement"), True):
            try:
                document = documents.read(self.files[file], self.schemas.acknowledgement, 65536)
            except documents.Invalid as error:
                self._say(FAILED, "FORMAT_FAILURE", file, str(error))
            else:
                self._said(name, stated, file, document)
        if stated.detail.first("Mandate") is not None:
            self.beyond.add("mandates")

    def _said(self, name, stated, file, document):
        """The acknowledgement says what the statement says, and shows nothing as checked that A.1 does not state."""
        checks, sender, identity = self.evidence[self.chain[0]].detail, document["sender"], document["identity"]
        known = {what: checks is not None and checks.first(element, "Checked") is not None
                 for what, element in (("domain", "SenderDomain"), ("name", "SenderName"))}
        decision = {"C.3": "accepted", "C.4": "refused"}.get(stated.event, "not-for-me")
        pairs = [("delivery", document["delivery"], stated.delivery), ("message", document["message"], stated.message.hex()),
                 ("decision", document["decision"], decision), ("means", identity["method"], stated.proof[0]),
                 ("time", xades.moment(identity["at"]), stated.proof[1]),
                 ("domain", sender["domain"].lower(), stated.sender.rpartition("@")[2].lower()),
                 ("name", sender["name"] in (None, stated.about["the sender"][1]), True),
                 ("check", all(sender["checked"][what] is None or known[what] for what in known), True)]
        self.shown[name] = None if document["deadline"] is None else xades.moment(document["deadline"])
        for what, said, is_ in pairs:
            if said != is_:
                self._say(FAILED, "recepis:ACKNOWLEDGEMENT_DIFFERS", file, f"it holds another {what}")

    def _keys(self):
        """Decisions that the addressee's own key signed."""
        for name in self.chain:
            stated = self.evidence[name]
            if stated.detail is not None and stated.detail.first("Key", "Assertion") is not None:
                self._keyed(name, stated, f"acknowledgement/{name[9:].partition('-')[0]}", stated.detail.first("Key"))

    def _keyed(self, name, stated, stem, key):
        file, enrolled = stem + "-assertion.json", stem + "-KeyEnrolled.xml"
        there = self._named(name, file, key.value("Assertion"), True)
        enrolment = self.evidence.get(enrolled)
        if enrolment is None:
            self._say(INDETERMINATE, "SIGNED_DATA_NOT_FOUND", name, "the enrolment of the addressee's key is not in the bundle")
            return
        if enrolment.digest != schema.octets(key.value("Enrolment")):
            self._say(FAILED, "recepis:CONTENT_DIFFERS", enrolled, f"it is not what {name} names")
            return
        if not there:
            return
        inner, holds = enrolment.extension.first("Key"), True
        for fits, why in ((_mailbox(enrolment.addressee) == _mailbox(stated.addressee), "the key of another address"),
                          (enrolment.issuer == stated.issuer, "a key at another service"), (enrolment.at <= stated.at, "a key later"),
                          (passkey.belongs(inner.value("Origin"), inner.value("RelyingParty")), "a key for another site")):
            if not fits:
                self._say(FAILED, "recepis:KEY_DIFFERS", enrolled, f"it enrols {why}")
                holds = False
        acknowledgement = self.files.get(stem + ".json", b"")
        if hashlib.sha256(acknowledgement).digest() != schema.octets(stated.detail.value("Acknowledgement")):
            return
        try:
            passkey.check(self.files[file], acknowledgement, inner, self.schemas.assertion)
            if holds:
                self.keys[name] = enrolment
        except passkey.Wrong as error:
            self._say(FAILED, "recepis:KEY_DIFFERS", file, str(error))
        except documents.Invalid as error:
            self._say(FAILED, "FORMAT_FAILURE", file, str(error))


def _mailbox(address):
    """An address as it is compared: without regard to capitals."""
    return address.lower()
