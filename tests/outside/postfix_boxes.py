"""Postfix's mailboxes, as the demo mailbox is read."""

import mailbox


class Boxes:
    def __init__(self, folder, service):
        self.folder, self.base = folder, service.base

    def mails(self, address):
        found = []
        for letter in mailbox.mbox(f"{self.folder}/" + address.split("@")[0]):
            text = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
            found.append({"subject": letter["subject"], "text": text.get_payload(decode=True).decode()})
        return found
