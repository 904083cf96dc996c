"""Evidence records of a bundle [docs/bundle-format.md, The evidence record; docs/verdicts.md, Evidence records]."""

import hashlib
import re

import asn1
import chain
import cms
import markup
import record
import stamp
from finding import FAILED, INDETERMINATE

LIST, RECORD = re.compile(r"META-INF/ASiCEvidenceRecordManifest((?:[0-9]{3}|[1-9][0-9]{3,}))\.xml"), "META-INF/evidencerecord{}.ers"
URIS = {"sha256": "http://www.w3.org/2001/04/xmlenc#sha256", "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
        "sha512": "http://www.w3.org/2001/04/xmlenc#sha512"}
FREE = re.compile(r"mimetype|message\.eml|META-INF/(?!ASiCManifest001\.xml$|signature001\.p7s$).*")


class Renewed:
    """What a judgement says of records. `covered` is since when files exist by those that hold."""

    def _records(self):
        lists = {found[1]: name for name in sorted(self.files) if (found := LIST.fullmatch(name))}
        pairs = []
        for number, name in sorted(lists.items(), key=lambda pair: int(pair[0])):
            try:
                named, files = self._listed(self.files[name], tuple(URIS))
            except (markup.Malformed, ValueError) as error:
                self._say(FAILED, "FORMAT_FAILURE", name, str(error))
                continue
            if named != RECORD.format(number) or named not in self.files:
                self._say(FAILED, "FORMAT_FAILURE", name, "it stands alone")
                continue
            pairs.append((name, named, files))
        for name in sorted(self.files):
            if name.endswith(".ers") and name not in [named for _, named, _ in pairs]:
                self._say(FAILED, "FORMAT_FAILURE", name, "it stands alone")
        for name, _, files in pairs:
            for file, (digest, octets) in files.items():
                if file not in self.files or FREE.fullmatch(file):
                    self._say(FAILED, "recepis:FILE_MISSING", name, f"{file} is listed, and not there, or may not stand there")
                elif hashlib.new(digest, self.files[file]).digest() != octets:
                    self._say(FAILED, "HASH_FAILURE", name, f"it names another {file}")
        for name, named, files in pairs:
            if all(file in self.files and not FREE.fullmatch(file) for file in files):
                self._record(name, named, files)

    def _record(self, name, named, files):
        try:
            read = record.Record(self.files[named])
        except asn1.Malformed as error:
            self._say(FAILED, "FORMAT_FAILURE", named, str(error))
            return
        if any(digest != read.chains[0][0] for digest, _ in files.values()):
            self._say(FAILED, "FORMAT_FAILURE", name, "its digests are not those of the record's first time-stamp")
            return
        octets = [self.files[file] for file in files]
        try:
            stamps = [stamp.Stamp(token, over, digest) for token, digest, over in read.follow(octets)]
        except record.Broken as error:
            self._say(FAILED, "HASH_FAILURE", named, str(error))
            return
        except cms.Wrong as wrong:
            self._say(FAILED, wrong.reason, named, f"a time-stamp of it does not hold: {wrong}")
            return
        before = len(self.findings)
        for one, after in zip(stamps, stamps[1:]):
            if after.at + after.accuracy < one.at - one.accuracy:
                self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", named, "a time-stamp is older than the one that it covers")
        for one, after in zip(stamps, [*stamps[1:], None]):
            self._archived(named, one, after.at if after else self.covered.get(named, self.at))
        if len(self.findings) == before and stamps[-1].at <= self.at:
            since = stamps[0].at + stamps[0].accuracy
            for file, content in self.files.items():
                if content in octets and not FREE.fullmatch(file):
                    self.covered[file] = min(since, self.covered.get(file, since))

    def _archived(self, named, one, until):
        """Its certificate holds at its own time, and up to when the next time-stamp covers it."""
        if one.at > self.at + one.accuracy:
            self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", named, "a time-stamp's time lies after the moment judged for")
        more = self.certificates + [c for c in map(chain.certificate, one.certificates) if c is not None and c not in self.certificates]
        self.roots["tsa"].add(chain.top(one.certificate, more, self.trust.anchors["tsa"]))
        lists = [c for c in map(chain.revocation_list, one.lists) if c is not None]
        path = self._path(named, "tsa", one.certificate, more, one.at, one.at, lists)
        if path is None:
            return
        if any(not any(crl.issuer == c.subject for c in path[0]) for crl in lists):
            self._say(FAILED, "FORMAT_FAILURE", named, "beside a time-stamp stands a revocation list of nobody on its path")
        if one.certificate.not_valid_after.replace(tzinfo=chain.UTC) < until:
            self._say(INDETERMINATE, "OUT_OF_BOUNDS_NO_POE", named, "a time-stamp's certificate ended before the next one was made")
        if path[1] is not None and path[1] <= until:
            self._say(INDETERMINATE, "REVOKED_NO_POE", named, "a time-stamp's certificate was revoked before the next one was made")
