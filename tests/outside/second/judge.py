"""The verdict on a bundle [docs/bundle-format.md, docs/verdicts.md], by itself: no network, no clock."""

import collections
import datetime
import hashlib
import os
import re
import urllib.parse

from cryptography import x509
from cryptography.x509.oid import NameOID

import archive
import asn1
import chain
import cms
import container
import contents
import evidence
import extracts
import markup
import ocsp
import renewed
import schema
import stamp
import stated
import tlog
import xades
from finding import FAILED, HOUR, INDETERMINATE, PASSED, Finding

MANIFEST, SIGNATURE, ASIC = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s", "{http://uri.etsi.org/02918/v1.2.1#}"
URIS = {"sha256": "http://www.w3.org/2001/04/xmlenc#sha256", "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
        "sha512": "http://www.w3.org/2001/04/xmlenc#sha512"}
EVIDENCE = re.compile(r"evidence/(?:[0-9]{3}|[1-9][0-9]{3,})-[A-Za-z0-9]+\.xml")
EXPORT = re.compile(r"evidence/export-(?:[0-9]{3}|[1-9][0-9]{3,})-Exported\.xml")
ENROLMENT = re.compile(r"acknowledgement/(?:[0-9]{3}|[1-9][0-9]{3,})-KeyEnrolled\.xml")
BEYOND = [  # what this verifier does not judge, by the name of a file in the bundle
    (re.compile(r"META-INF/(?!ASiCManifest001\.xml$|signature001\.p7s$|ASiCArchiveManifest([0-9]{3,})?\.xml$|timestamp[0-9]{3,}\.tst$"
                r"|ASiCEvidenceRecordManifest[0-9]+\.xml$|evidencerecord[0-9]+\.ers$).*"),
     "further files in META-INF"),
    (re.compile(r"reply/.*"), "letters of the addressee"), (re.compile(r"receipt/.*"), "the log's promise"),
    (re.compile(r"log/service\..*"), "what program ran"), (re.compile(r"acknowledgement/[0-9]+-Mandate.*"), "mandates"),
    (re.compile(r"acknowledgement/[0-9]+-Instruction.*"), "standing instructions"), (re.compile(r"trust/(?!.*\.(?:cer|crl|ocsp|vkey)$).*"), "other files in trust/"),
    (re.compile(r"foreign/.*"), "evidence of other services"),
]


class Trust:
    """What the caller trusts: DIR/seal and DIR/tsa (certificates), DIR/log and DIR/witness (keys)."""

    def __init__(self, folder):
        self.anchors = {use: [x509.load_pem_x509_certificate(octets) for octets in self._files(folder, use, ".pem")] for use in ("seal", "tsa")}
        self.logs, self.witnesses = ([tlog.Key(octets) for octets in self._files(folder, use, ".vkey")] for use in ("log", "witness"))
        self.policy = os.path.exists(os.path.join(folder, "tlog-policy"))

    @staticmethod
    def _files(folder, use, end):
        folder = os.path.join(folder, use)
        found = []
        for name in sorted(os.listdir(folder) if os.path.isdir(folder) else []):
            if name.endswith(end):
                with open(os.path.join(folder, name), "rb") as file:
                    found.append(file.read())
        return found


class Judgement(archive.Archived, contents.Contents, extracts.Extracts, renewed.Renewed, stated.Stated):
    def __init__(self, octets, trust, at, require, schemas):
        self.trust, self.at, self.require, self.schemas = trust, at, require, schemas
        self.findings, self.beyond, self.files = [], set(), {}
        self.evidence, self.stamps, self.proofs, self.keys, self.shown = {}, {}, {}, {}, {}
        self.chain, self.exports = [], []
        self.roots, self.covered = {"seal": set(), "tsa": set()}, {}
        try:
            self.files = container.members(octets)
        except container.Refused as error:
            self._say(FAILED, "FORMAT_FAILURE", error.file, str(error))
            return
        self.redacted = (any(extracts.EXTRACT.fullmatch(n) for n in self.files)
                         and not any(EVIDENCE.fullmatch(n) or EXPORT.fullmatch(n) for n in self.files))
        self.beyond = {what for name in self.files for form, what in BEYOND if form.fullmatch(name)}
        self._keep()
        signature = self._manifest()
        self._extracts()
        if self.redacted:
            self._redacted(signature)
            return
        self._archives()
        self._records()
        for form in (EVIDENCE, EXPORT, ENROLMENT):
            for name in sorted((n for n in self.files if form.fullmatch(n)), key=lambda n: (len(n.partition("-")[0]), n)):
                self._read(name)
        self.chain = sorted((n for n, e in self.evidence.items() if not e.own and e.sequence), key=lambda n: (self.evidence[n].sequence, n))
        self.exports = sorted(n for n, e in self.evidence.items() if not e.own and e.length)
        self._extracts_sealed(self._signature(signature) if signature is not None else None)
        if not self.chain + self.exports:
            self._say(FAILED, "FORMAT_FAILURE", None, "no evidence in this bundle can be read")
            return
        self._chained()
        self._extracts_beside()
        self._contents()
        self._log()
        self._required()
        self._times()
        self._stated()
        self._law()
        self._keys()
        self._assured()

    def verdict(self):
        """The verdict, and the first of the worst findings."""
        for indication in (FAILED, INDETERMINATE):
            for finding in self.findings:
                if finding.indication == indication:
                    return indication, finding
        return PASSED, None

    def _say(self, indication, reason, file, why):
        self.findings.append(Finding(indication, reason, file, why))

    # What is in trust/.

    def _keep(self):
        certificates = [o for n, o in self.files.items() if re.fullmatch(r"trust/(seal|tsa)/[^/]+\.cer", n)]
        lists = [o for n, o in self.files.items() if re.fullmatch(r"trust/(seal|tsa)/[^/]+\.crl", n)]
        responses = [o for n, o in self.files.items() if re.fullmatch(r"trust/(seal|tsa)/[^/]+\.ocsp", n)]
        self.kept = set(certificates), set(lists) | set(responses)
        self.certificates = [c for c in map(chain.certificate, certificates) if c is not None]
        self.lists = [c for c in map(chain.revocation_list, lists) if c is not None]
        self.responses = [r for r in map(ocsp.response, responses) if r is not None]
        self.log_keys = []
        for name in sorted(self.files):
            if re.fullmatch(r"trust/(log|witness)/[^/]+\.vkey", name):
                try:
                    self.log_keys.append(tlog.Key(self.files[name]))
                except tlog.Wrong as error:
                    self._say(FAILED, "FORMAT_FAILURE", name, str(error))

    # The manifest and its signature.

    def _manifest(self):
        """Holds the files against their list; the name of the signature over it, where that is there."""
        if MANIFEST not in self.files:
            self._say(FAILED, "FORMAT_FAILURE", MANIFEST, "it is missing")
            return None
        try:
            signature, listed = self._listed(self.files[MANIFEST])
        except (markup.Malformed, ValueError) as error:
            self._say(FAILED, "FORMAT_FAILURE", MANIFEST, str(error))
            return None
        if signature != SIGNATURE or signature not in self.files:
            self._say(FAILED, "FORMAT_FAILURE", signature, "the signature over the list of files is missing")
            signature = None
        for name, (_, digest) in listed.items():
            if name in ("mimetype", "message.eml") or name.startswith("META-INF/"):
                self._say(FAILED, "FORMAT_FAILURE", name, "it is listed, where it may not stand")
            elif name not in self.files and self.redacted:
                pass  # It was left out.
            elif name not in self.files:
                self._say(FAILED, "recepis:FILE_MISSING", name, "it is listed, and not in the bundle")
            elif hashlib.sha256(self.files[name]).digest() != digest:
                self._say(FAILED, "HASH_FAILURE", name, "its digest is not the one in the manifest")
        for name in self.files:
            added = self.redacted and extracts.ADDED.fullmatch(name)
            if name not in listed and name not in ("mimetype", "message.eml") and not name.startswith("META-INF/") and not added:
                self._say(FAILED, "recepis:FILE_NOT_NAMED", name, "it is not listed")
        return signature

    def _listed(self, octets, digests=("sha256",)):
        return self._entries(octets, digests)[:2]

    @staticmethod
    def _entries(octets, digests=("sha256",)):
        """What a manifest names first, of each file the digest with its algorithm, and the files marked as Rootfile."""
        root = markup.parse(octets)
        ds = "{http://www.w3.org/2000/09/xmldsig#}"
        children = root.elements()

        def need(holds, why):
            if not holds:
                raise ValueError(why)
        need(root.name == ASIC + "ASiCManifest" and not root.attributes and len(children) > 1, "it is no manifest")
        need(all(not isinstance(e, str) or not e.strip() for e in root.children), "text in the manifest")
        need(children[0].name == ASIC + "SigReference" and not children[0].elements(), "it does not name its signature first")
        signature, listed, roots = Judgement._name(children[0].get("URI")), {}, []
        for child in children[1:]:
            need(child.name == ASIC + "DataObjectReference" and {n for _, n, _ in child.attributes} - {"Rootfile"} == {"URI", "MimeType"}, "an entry that is not taken")
            need([e.name for e in child.elements()] == [ds + "DigestMethod", ds + "DigestValue"], "an entry with more than a digest")
            algorithm = next((one for one in digests if child.elements()[0].get("Algorithm") == URIS[one]), None)
            need(algorithm is not None, "a digest that is not taken")
            name, digest = Judgement._name(child.get("URI")), schema.octets(child.elements()[1].text() or "")
            need(digest is not None and len(digest) == hashlib.new(algorithm).digest_size, "a digest that is none")
            need(name not in listed, f"{name} is listed twice")
            listed[name] = algorithm, digest
            if child.get("Rootfile") in ("true", "1"):
                roots.append(name)
        return signature, listed, roots

    @staticmethod
    def _name(uri):
        """The file that a URI names, in the one spelling that it has."""
        name = urllib.parse.unquote(uri or "", errors="strict")
        if not name or urllib.parse.quote(name, safe="/") != uri:
            raise ValueError("a URI that names no file")
        return name

    def _signature(self, name):
        """What the time-stamp of the signature over the list of files proves, or None."""
        try:
            signed = cms.Signed(self.files[name])
            if not signed.is_plain():
                raise cms.Wrong("FORMAT_FAILURE", "it has another shape")
            certificate = signed.check(self.files[MANIFEST])
        except cms.Wrong as wrong:
            self._say(FAILED, wrong.reason, MANIFEST if wrong.reason == "HASH_FAILURE" else name, str(wrong))
            return None
        own = certificate.public_bytes(x509.base.serialization.Encoding.DER)
        if any(c not in self.kept[0] and c != own for c in signed.certificates) or any((ocsp.beside(c) or c) not in self.kept[1] for c in signed.lists):
            self._say(FAILED, "FORMAT_FAILURE", name, "beside the signature stands a certificate, list or OCSP response that is not in trust/")
        token = signed.unsigned.get(cms.TOKEN)
        try:
            claimed = stamp.moment(signed.signing_time())
        except (asn1.Malformed, ValueError):
            self._say(FAILED, "FORMAT_FAILURE", name, "its signing time cannot be read")
            return None
        beside = [c for c in map(chain.certificate, signed.certificates) if c is not None and c != certificate]
        found = self._sealed(name, certificate, claimed, None if token is None else token.whole, signed.value, beside)
        first = next(iter([self.evidence[n] for n in self.chain + self.exports] or self.extracts.values()), None)
        if first is not None:
            self._issuer(name, certificate, first.issuer)
        return found

    def _sealed(self, name, certificate, claimed, token, over, beside=()):
        """What holds alike for each seal: its time-stamp, and both certificates for the time that it proves."""
        found = None
        if token is None and self._existed(name) is None:
            self._say(INDETERMINATE, "NO_POE", name, "it bears no time-stamp, so nothing proves when it was signed")
        elif token is not None:
            try:
                found = stamp.Stamp(token, hashlib.sha256(over).digest())
            except cms.Wrong as wrong:
                self._say(FAILED, wrong.reason, name, f"its time-stamp does not hold: {wrong}")
        if found is not None:
            self._stamped(name, found)
            if claimed > found.at + found.accuracy:
                self._say(FAILED, "recepis:TIME_IMPOSSIBLE", name, "it claims to be signed after the time-stamp's time")
        more = self.certificates + [c for c in beside if c not in self.certificates]
        self._rooted(certificate, more)
        self._path(name, "seal", certificate, more, found.at if found else self._existed(name) or self.at, claimed if found else None)
        return found

    def _rooted(self, certificate, more):
        self.roots["seal"].add(chain.top(certificate, more, self.trust.anchors["seal"]))

    def _stamped(self, name, found):
        """Its certificate holds at its own time, and up to when the file it stands in provably existed: the moment judged for, or earlier."""
        if found.at > self.at + found.accuracy:
            self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", name, "the time-stamp's time lies after the moment judged for")
        existed = self._existed(name)
        if existed is not None and existed < found.at - found.accuracy:
            self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", name, "it existed before the time of its time-stamp")
        more = self.certificates + [c for c in map(chain.certificate, found.certificates) if c is not None and c not in self.certificates]
        self.roots["tsa"].add(chain.top(found.certificate, more, self.trust.anchors["tsa"]))
        path = self._path(name, "tsa", found.certificate, more, found.at, found.at)
        if path is None:
            return
        end, revoked = found.certificate.not_valid_after.replace(tzinfo=chain.UTC), path[1]
        if end >= self.at and (revoked is None or revoked > self.at):
            return
        until = self._existed(name) or self.at
        if end < until:
            self._say(INDETERMINATE, "OUT_OF_BOUNDS_NO_POE", name, "the time-stamp's certificate has run out since")
        if revoked is not None and revoked <= until:
            self._say(INDETERMINATE, "REVOKED_NO_POE", name, "the time-stamp's certificate was revoked since")

    def _existed(self, name):
        """Since when the file provably exists, by an archive time-stamp, a record or what the log's witnesses cosigned, and 60 seconds; or None."""
        proven = self.covered.get(name)
        try:
            proof = tlog.Proof(self.files[self._proof(name)], tlog.sha(self.files[name]))
            cosigned = tlog.enough(tlog.standing(proof.checkpoint, (self.trust.logs, self.trust.witnesses), self.log_keys)["cosigned"])
        except (KeyError, tlog.Wrong):
            return proven
        proofs = [at for at in (proven, cosigned and cosigned + datetime.timedelta(seconds=60)) if at is not None and at <= self.at]
        return min(proofs, default=None)

    @staticmethod
    def _proof(name):
        """The file with the log's proof of an evidence."""
        if extracts.EXTRACT.fullmatch(name):
            return name.partition("-")[0] + ".tlog-proof"
        own = ENROLMENT.fullmatch(name)
        return name.removesuffix(".xml") + ".tlog-proof" if own else f"log/{name[9:].partition('-')[0]}.tlog-proof"

    def _path(self, name, use, certificate, more, at, claimed, lists=()):
        try:
            return chain.judge(certificate, use, more, self.lists + list(lists), self.responses, self.trust.anchors[use], at, claimed)
        except chain.Doubt as doubt:
            self._say(FAILED if doubt.failed else INDETERMINATE, doubt.reason, name, f"{use}: {doubt}")
            return None

    # Evidence, one by one.

    def _read(self, name):
        """The evidence, where its seal holds and it is understood: nothing else is looked at any further."""
        try:
            seal = xades.Seal(self.files[name], self.schemas)
        except cms.Wrong as wrong:
            self._say(FAILED, wrong.reason, name, f"its signature does not hold: {wrong}")
            return
        try:
            stated = evidence.Evidence(seal.root, self.schemas)
        except evidence.Invalid as error:
            self._say(FAILED, "recepis:STATEMENT_INVALID", name, str(error))
            return
        stated.digest, stated.octets, stated.stamped = seal.digest, self.files[name], seal.stamped
        self.evidence[name] = stated
        self.stamps[name] = self._sealed(name, seal.certificate, seal.claimed, seal.token, seal.stamped)
        self._issuer(name, seal.certificate, stated.issuer)

    def _issuer(self, name, certificate, issuer):
        """Whether the seal is that of the service that states."""
        legal, domain = issuer
        organisations = [a.value for a in certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)]
        addresses = self._addresses(certificate)
        if legal not in organisations:
            self._say(FAILED, "recepis:SIGNER_DIFFERS", name, "the seal is another organisation's than the one that states")
        if addresses and not any(address.rpartition("@")[2].lower() == domain.lower() for address in addresses):
            self._say(FAILED, "recepis:SIGNER_DIFFERS", name, "the seal names no address of the service's domain")

    @staticmethod
    def _addresses(certificate):
        try:
            return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.RFC822Name)
        except x509.ExtensionNotFound:
            return []

    # The transparency log.

    def _log(self):
        shown = {}
        for name in self.chain + [n for n in self.evidence if n.endswith("-KeyEnrolled.xml")] + list(self.extracts):
            stated = self.evidence.get(name) or self.extracts[name]
            file = self._proof(name)
            if file not in self.files:
                continue
            try:
                proof = tlog.Proof(self.files[file], tlog.sha(stated.octets))
                standing = tlog.standing(proof.checkpoint, (self.trust.logs, self.trust.witnesses), self.log_keys)
            except tlog.Wrong as error:
                self._say(FAILED, "recepis:LOG_PROOF_INVALID", file, str(error))
                continue
            self.proofs[name] = (file, proof, standing, tlog.enough(standing["cosigned"]))
            for place, digest in proof.hashes.items():
                other, known = shown.setdefault((proof.checkpoint.origin, place), (file, digest))
                if known != digest:
                    self._say(FAILED, "recepis:SPLIT_VIEW", file, f"it and {other} show {place} in two versions")
                    break
        before = None
        for name in self.chain:
            if name in self.proofs:
                file, proof, *_ = self.proofs[name]
                if before and before.checkpoint.origin == proof.checkpoint.origin and proof.index <= before.index:
                    self._say(FAILED, "recepis:LOG_ORDER", file, "its entry stands before the one that it follows")
                before = proof
        if self.trust.policy:
            self.beyond.add("a policy of witnesses")

    def _required(self):
        last = max((self.evidence[n].at for n in self.chain), default=None)
        names = self.chain + [n for n in self.evidence if n.endswith("-KeyEnrolled.xml") and self.evidence[n].at + 2 * HOUR <= last] if last else []
        names = list(self.extracts) if self.redacted else names
        asked = {"log": ("recepis:NOT_LOGGED", lambda s, t: s["log"]), "witness": ("recepis:NOT_WITNESSED", lambda s, t: t is not None),
                 "pq": ("recepis:NOT_POST_QUANTUM", lambda s, t: s["post-quantum"])}
        for what in ("log", "witness", "pq"):
            for name in names if what in self.require else []:
                reason, holds = asked[what]
                if name not in self.proofs or not holds(*self.proofs[name][2:]):
                    self._say(INDETERMINATE, reason, name, "no proof in the log, as it was asked for")

    # The chain.

    def _chained(self):
        every = [name for name, stated in self.evidence.items() if not stated.own]
        count = collections.Counter(self.evidence[n].delivery for n in every)
        reference = next(self.evidence[n] for n in every if count[self.evidence[n].delivery] == max(count.values()))
        for name in every:
            if self.evidence[name].file() != name:
                self._broken(name, f"by what it states it is {self.evidence[name].file()}")
        for name in every:
            self._about(name, self.evidence[name], reference)
        seen = {}
        for name in every:
            for what, value in (("identifier", self.evidence[name].id), ("random value", self.evidence[name].random)):
                if seen.setdefault((what, value), name) != name:
                    self._broken(name, f"its {what} stands in another one, too")
        expected = 1
        for name in self.chain:
            if self.evidence[name].sequence != expected:
                self._broken(name, "a number is missing before it, or stated twice")
            expected = max(expected, self.evidence[name].sequence + 1)
        numbered = {self.evidence[n].sequence: self.evidence[n] for n in reversed(self.chain)}
        for name in self.chain:
            before = numbered.get(self.evidence[name].sequence - 1)
            if before is not None and schema.octets(self.evidence[name].previous) != before.digest:
                self._broken(name, "it follows another statement")
        if self.chain and self.evidence[self.chain[0]].event not in ("A.1", "A.2"):
            self._broken(self.chain[0], "the chain begins with something else than A.1 or A.2")
        for name in self.exports:
            last = numbered.get(self.evidence[name].length)
            if last is None or last.digest != schema.octets(self.evidence[name].previous):
                self._broken(name, "the end was cut off, or it names another last statement")
        if not self.exports:
            self._say(INDETERMINATE, "recepis:LENGTH_UNKNOWN", None, "no export statement says how long the chain is")
        for name in self.chain if self.exports else []:
            if self.evidence[name].sequence > max(self.evidence[n].length for n in self.exports):
                self._broken(name, "it stands behind the end of the chain")

    def _about(self, name, stated, reference):
        if stated.delivery != reference.delivery:
            self._broken(name, "it belongs to another delivery")
            return
        for what, value in stated.about.items():
            if value != reference.about[what]:
                self._broken(name, f"{what} is another")

    def _broken(self, name, why):
        self._say(FAILED, "recepis:CHAIN_BROKEN", name, why)


def judge(octets, trust, at, require, schemas):
    return Judgement(octets, trust, at, require, schemas)
