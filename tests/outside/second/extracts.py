"""Extracts: beside their evidence, and where that was left out [docs/bundle-format.md, Extracts; docs/verdicts.md, Extracts; proto/extract.xsd]."""

import hashlib
import re

import cms
import evidence
import markup
import schema
import stamp
import stated
import tlog
import xades
from finding import FAILED, HOUR, INDETERMINATE, MINUTE

NUMBER = r"(?P<number>[0-9]{3}|[1-9][0-9]{3,})"
EXTRACT, OPENINGS = re.compile(rf"extract/{NUMBER}-(?!opened|openings)(?P<event>[A-Za-z0-9]+)\.xml"), re.compile(rf"extract/{NUMBER}-openings\.xml")
ADDED = re.compile(rf"extract/{NUMBER}(?:-opened\.xml|\.tst)")
SPACE = "{urn:recepis:extract:v1}"
FIELDS = ["addressee.address", "delegate.address", "message.digest", "message.id", "sender.address", "sender.name"]


class Extract:
    """What one says, read from the octets that its seal covers."""

    def __init__(self, root, schemas):
        try:
            schemas.check(root)
        except schema.Invalid as error:
            raise evidence.Invalid(str(error)) from None
        fields = [e for e in root.elements() if e.name == SPACE + "Commitment"]
        if [e.get("Field") for e in fields] != FIELDS:
            raise evidence.Invalid("the fields stand in another order")
        self.id, self.delivery, self.uri, self.imprint, self.of = (root.value(n) for n in ("Identifier", "Delivery", "Event", "Imprint", "Evidence"))
        self.sequence, self.at, self.submitted = int(root.value("Sequence")), xades.moment(root.value("EventTime")), xades.moment(root.value("SubmissionTime"))
        self.issuer = root.value("LegalName"), root.value("Domain")
        self.event = self.uri.rpartition("/")[2].rpartition(":")[2]
        self.commitments = {e.get("Field"): schema.octets(e.text()) for e in fields}


class Extracts:
    """Beside `judge.Judgement`, whose findings these are."""

    def _extracts(self):
        """Each extract whose seal holds; whose seal it is, is told later, when it is known since when it is there."""
        self.extracts, self.seals = {}, {}
        for name in sorted((n for n in self.files if EXTRACT.fullmatch(n)), key=lambda n: (len(n.partition("-")[0]), n)):
            try:
                seal = xades.Seal(self.files[name], self.schemas, SPACE + "Extract")
                one = Extract(seal.root, self.schemas)
            except cms.Wrong as wrong:
                self._say(FAILED, wrong.reason, name, f"its signature does not hold: {wrong}")
            except evidence.Invalid as error:
                self._say(FAILED, "recepis:STATEMENT_INVALID", name, str(error))
            else:
                one.octets = self.files[name]
                self.extracts[name], self.seals[name] = one, seal

    def _extracts_sealed(self, listed):
        """`listed`: since when the list of files is there, by its time-stamp."""
        for name, one in self.extracts.items():
            if listed is not None and listed.at <= self.at:
                self.covered[name] = min(listed.at + listed.accuracy, self.covered.get(name, listed.at + listed.accuracy))
            self._rooted(self.seals[name].certificate, self.certificates)
            # Beside its evidence it must hold at the time that is proven of that.
            beside = [self.stamps.get(n) for n, e in self.evidence.items() if hashlib.sha256(e.octets).digest() == schema.octets(one.of)]
            when = next((found.at for found in beside if found), None) or self._existed(name) or self.at
            self._path(name, "seal", self.seals[name].certificate, self.certificates, when, None)
            self._issuer(name, self.seals[name].certificate, one.issuer)

    def _extracts_named(self):
        taken = set()
        for name, one in self.extracts.items():
            found = EXTRACT.fullmatch(name)
            if (int(found["number"]), found["event"]) != (one.sequence, one.event):
                self._broken(name, "its name is not that of what it says")
            elif one.sequence in taken:
                self._broken(name, "there are two of one number")
            taken.add(one.sequence)
        numbers = {int(EXTRACT.fullmatch(n)["number"]) for n in self.files if EXTRACT.fullmatch(n)}
        for name in self.files:
            beside = OPENINGS.fullmatch(name) or ADDED.fullmatch(name)
            if beside and int(beside["number"]) not in numbers:
                self._say(FAILED, "recepis:FILE_NOT_NAMED", name, "there is no extract that it belongs to")

    def _extracts_beside(self):
        """In a whole bundle: each is that of its evidence, and what opens it says what the evidence says."""
        self._extracts_named()
        numbered = {self.evidence[n].sequence: self.evidence[n] for n in self.chain}
        for name, one in self.extracts.items():
            whole = numbered.get(one.sequence)
            if whole is None:
                self._say(FAILED, "recepis:CONTENT_DIFFERS", name, "it is the extract of an evidence that is not here")
                continue
            over = hashlib.sha256(whole.stamped).digest()
            if (one.id, one.delivery, one.uri, one.at, one.submitted, one.issuer, schema.octets(one.of), schema.octets(one.imprint)) != (
                    whole.id, whole.delivery, whole.uri, whole.at, whole.submitted, whole.issuer, tlog.sha(whole.octets), over):
                self._say(FAILED, "recepis:CONTENT_DIFFERS", name, "it is not the extract of the evidence with its number")
                continue
            says = {"addressee.address": whole.addressee, "delegate.address": whole.delegate or "", "message.digest": whole.message.hex(),
                    "message.id": whole.about["the message"][2] or "", "sender.address": whole.sender, "sender.name": whole.about["the sender"][1] or ""}
            for field, value, file in self._opened(name, one):
                if value != says[field]:
                    self._say(FAILED, "recepis:CONTENT_DIFFERS", file, f"it opens {field} as something else")

    def _opened(self, name, one):
        """Fields that are opened and fit, each with its value and the file that opens it."""
        number, fits = name[8:].partition("-")[0], []
        for file in (f"extract/{number}-openings.xml", f"extract/{number}-opened.xml"):
            if file not in self.files:
                continue
            try:
                root = markup.parse(self.files[file])
                self.schemas.check(root)
                fields = [(e.get("Field"), schema.octets(e.value("Salt")), e.value("Value")) for e in root.elements()[1:]]
                if root.name != SPACE + "Openings" or markup.canonical(root) != self.files[file] or [f for f, *_ in fields] != sorted({f for f, *_ in fields}):
                    raise schema.Invalid("it is written otherwise")
            except (markup.Malformed, schema.Invalid) as error:
                self._say(FAILED, "FORMAT_FAILURE", file, str(error))
                continue
            if root.value("Identifier") != one.id:
                self._say(FAILED, "recepis:CONTENT_DIFFERS", file, "it opens another extract")
                continue
            for field, salt, value in fields:
                if hashlib.sha256(salt + field.encode() + b"\0" + value.encode()).digest() != one.commitments[field]:
                    self._say(FAILED, "HASH_FAILURE", file, f"{field} is not what the extract holds the digest of")
                else:
                    fits.append((field, value, file))
        return fits

    def _redacted(self, signature):
        """A bundle of which evidence was left out."""
        self._extracts_sealed(self._signature(signature) if signature is not None else None)
        if not self.extracts:
            self._say(FAILED, "FORMAT_FAILURE", None, "no extract in this bundle can be read")
            return
        self._extracts_named()
        first, stamps, shown = next(iter(self.extracts.values())), {}, []
        for name, one in self.extracts.items():
            earlier = list(self.extracts.values())[:list(self.extracts).index(name)]
            if any(one.of == other.of or one.imprint == other.imprint for other in earlier):
                self._broken(name, "it names the evidence or time-stamp of another one")
            if (one.delivery, one.issuer, one.submitted) != (first.delivery, first.issuer, first.submitted):
                self._broken(name, "it belongs to another delivery")
            token = f"extract/{name[8:].partition('-')[0]}.tst"
            if token not in self.files:
                self._say(INDETERMINATE, "recepis:TIME_UNPROVEN", name, "the time-stamp of its evidence is not here")
            else:
                try:
                    stamps[name] = stamp.Stamp(self.files[token], schema.octets(one.imprint))
                    self._stamped(token, stamps[name])
                except cms.Wrong as wrong:
                    self._say(FAILED, wrong.reason, token, f"it does not hold: {wrong}")
            shown += [(field, value) for field, value, _ in self._opened(name, one)]
        self._beside(shown)
        self._log()
        self._required()
        self._ordered(self.extracts, stamps)
        for name, found in stamps.items():
            since = self.proofs[name][3] if name in self.proofs else None
            if since and since - found.at > 24 * HOUR:
                self._say(INDETERMINATE, "recepis:TIME_UNPROVEN", name, "witnesses saw it long after the time-stamp of its evidence")
        self._timed(self.extracts, stamps)

    def _beside(self, shown):
        """A message that stands there is one whose digest is shown."""
        message, digests = self.files.get("message.eml"), {value for field, value in shown if field == "message.digest"}
        if message is not None and not digests:
            self._say(FAILED, "recepis:FILE_NOT_NAMED", "message.eml", "nothing that is shown says that it is the message")
        elif message is not None and digests != {hashlib.sha256(message).hexdigest()}:
            self._say(FAILED, "recepis:CONTENT_DIFFERS", "message.eml", "it is not the message that is shown")
