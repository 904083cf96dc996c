"""Archive time-stamps of a bundle [docs/bundle-format.md, Archive time-stamps; docs/verdicts.md, Proof of existence]."""

import hashlib
import re

import cms
import markup
import stamp
from finding import FAILED, INDETERMINATE

LATEST, OLDER = "META-INF/ASiCArchiveManifest.xml", re.compile(r"META-INF/ASiCArchiveManifest(?:[0-9]{3}|[1-9][0-9]{3,})\.xml")
TOKEN = re.compile(r"META-INF/timestamp(?:[0-9]{3}|[1-9][0-9]{3,})\.tst")
FREE = re.compile(r"mimetype|message\.eml|META-INF/(?!ASiCManifest001\.xml$|signature001\.p7s$).*")
MOST = 32


class Archived:
    """What a judgement says of archive time-stamps. `covered` is since when files exist by those that hold; each is judged as a record's (`_archived`)."""

    def _archives(self):
        lists = {}
        for name in (n for n in sorted(self.files) if n == LATEST or OLDER.fullmatch(n)):
            try:
                lists[name] = self._entries(self.files[name], ("sha256", "sha384", "sha512"))
            except (markup.Malformed, ValueError) as error:
                self._say(FAILED, "FORMAT_FAILURE", name, str(error))
        links, at = [], LATEST
        while at in lists and len(links) < MOST:
            token, files, roots = lists.pop(at)
            if len(roots) > 1:
                self._say(FAILED, "FORMAT_FAILURE", at, "it names two before it")
            links.append((at, token, files))
            at = roots[0] if roots else None
        links.reverse()
        for name in lists:
            self._say(FAILED, "FORMAT_FAILURE", name, "the latest archive manifest does not lead to it")
        sound = {name: True for name, *_ in links}
        taken = set()
        for name, token, _ in links:
            if token not in self.files or not TOKEN.fullmatch(token) or token in taken:
                self._say(FAILED, "FORMAT_FAILURE", name, "its time-stamp is not there")
                sound[name] = False
            taken.add(token)
        needed = {name for name in self.files if not FREE.fullmatch(name)}
        for name, token, files in links:
            before = len(self.findings)
            for file, (digest, octets) in files.items():
                if file not in self.files or file == "mimetype":
                    if file != "message.eml":
                        self._say(FAILED, "recepis:FILE_MISSING", name, f"it names {file}, which is not there")
                elif hashlib.new(digest, self.files[file]).digest() != octets:
                    self._say(FAILED, "HASH_FAILURE", name, f"it names another {file}")
            for file in sorted(needed - set(files)):
                self._say(FAILED, "recepis:FILE_NOT_NAMED", name, f"it does not name {file}")
            needed |= {name, token} | (set(files) - {"message.eml"})
            sound[name] &= len(self.findings) == before
        self._hold([link for link in links if link[1] in self.files and TOKEN.fullmatch(link[1])], sound)

    def _hold(self, links, sound):
        """Whether each time-stamp is over its manifest and holds up to the time of the next; what that proves."""
        stamps = []
        for name, token, files in links:
            try:
                stamps.append((name, token, files, stamp.Stamp(self.files[token], self.files[name], None)))
            except cms.Wrong as wrong:
                self._say(FAILED, wrong.reason, name if wrong.reason == "HASH_FAILURE" else token, f"the time-stamp does not hold: {wrong}")
                sound[name] = False
        held = len(stamps) == len(links)
        for (name, token, files, one), after in reversed(list(zip(stamps, [*stamps[1:], None]))):
            before = len(self.findings)
            self._archived(token, one, after[3].at if after else self.at)
            if after and after[3].at + after[3].accuracy < one.at - one.accuracy:
                self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", after[1], "it is older than the one that it is over")
            held &= sound[name] and len(self.findings) == before
            if held and one.at <= self.at:
                for file in [name, *files]:
                    since = one.at + one.accuracy
                    self.covered[file] = min(since, self.covered.get(file, since))
