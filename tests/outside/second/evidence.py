"""What an evidence states [EN 319 522-3 §5; proto/evidence.xsd, proto/evidence-extension.xsd and the tables of proto/README.md]."""

import schema
from xades import moment

ETSI, OURS = "http://uri.etsi.org/19522/Event/", "urn:recepis:event:"
STANDARD = {"SubmissionAcceptance": "A.1", "SubmissionRejection": "A.2", "NotificationForAcceptance": "C.1",
            "NotificationForAcceptanceFailure": "C.2", "ConsignmentAcceptance": "C.3", "ConsignmentRejection": "C.4",
            "AcceptanceRejectionExpiry": "C.5", "ContentConsignment": "D.1", "ContentHandover": "E.1"}
WITH_REASON = {"A.2", "C.2", "C.4", "C.5"}
WITH_PROOF = {"C.3", "C.4", "E.1", "NotForMe", "AddresseeStates", "ByPostPlease", "CouldNotOpen"}
DETAILS = {"A.1": ["Submission"], "A.2": ["Submission"], "C.1": ["Notice"], "C.2": ["Notice"], "C.3": ["Decision", "Instructed"],
           "C.4": ["Decision"], "C.5": ["Expiry"], "E.1": ["Handover"], "NotForMe": ["Decision"], "AddresseeStates": ["Reply", "Answer"],
           "ByPostPlease": ["Answer"], "CouldNotOpen": ["Answer"], "NoticeBounced": ["Return"], "NoticeDelayed": ["Return"],
           "NoticeTaken": ["Return"], "DeadlineMoved": ["Moved"], "Outage": ["Outage"]}
OWN = {"AbsenceStated": "Absence", "InstructionEnded": "EndedInstruction", "InstructionGiven": "Instruction", "KeyRemoved": "RemovedKey",
       "MandateAccepted": "MandateAcceptance", "MandateGiven": "Mandate", "MandateRevoked": "MandateRevocation", "SenderBlocked": "Block",
       "SenderUnblocked": "Unblock"}
LEVELS = {"mail-code": "mailbox", "access-code": "shared-secret", "passkey": "key", "sms-code": "telephone", "domain-signature": "domain",
          "api-token": "account", "client-certificate": "account", "password": "account"}


class Invalid(Exception):
    pass


def _need(holds, why):
    if not holds:
        raise Invalid(why)


class Evidence:
    """One statement, read from the octets that its seal covers."""

    def __init__(self, root, schemas):
        self._pass_over(root)
        try:
            schemas.check(root)
        except schema.Invalid as error:
            raise Invalid(str(error)) from None
        self.root = root
        self.id = root.value("EvidenceIdentifier")
        self.uri = root.value("ERDSEventId")
        self.name = self.uri.rpartition("/")[2] if self.uri.startswith(ETSI) else self.uri[len(OURS):]
        self.event = STANDARD.get(self.name, self.name)
        self.at = moment(root.value("EventTime"))
        self.reasons = [e.value("Code").rpartition("/")[2] for e in root.first("EventReasons").elements()] if root.first("EventReasons") else []
        self.issuer = tuple(a.value("AttributeValue") for a in root.first("EvidenceIssuerDetails", "Identity").elements())
        kinds = [a.get("FriendlyName") for a in root.first("EvidenceIssuerDetails", "Identity").elements()]
        _need(kinds == ["LegalName", "associatedDomain"], "the issuer is described otherwise")
        self.addressee = root.value("RecipientDetails", "Identifier")
        self._parties()
        extension = root.first("Extensions", "Extension").elements()[0]
        self.extension = extension
        self.own = extension.name.endswith(("}Enrolment", "}Own"))
        (self._own if self.own else self._statement)(root, extension)

    @staticmethod
    def _pass_over(root):
        """Extensions that are not ours count for nothing, unless they say that they are critical."""
        for element in (e for e in root.elements() if e.name.endswith("}Extensions")):
            ours = [e for e in element.elements() if any(c.namespace == schema.OURS for c in e.elements())]
            _need(all(e in ours or e.get("isCritical") == "false" for e in element.elements()), "a critical extension that is not known")
            element.children = [e for e in element.children if isinstance(e, str) or e in ours]

    def _parties(self):
        self.proof = self.level = None
        for party in ("SenderDetails", "RecipientDetails", "RecipientsDelegateDetails"):
            found = self.root.first(party, "AssuranceLevelsDetails")
            if found is None:
                continue
            method = found.value("AuthenticationDetails", "AuthenticationMethod").rpartition(":")[2]
            level = found.value("GlobalAssuranceLevel", "AssuranceLevel").rpartition(":")[2]
            _need(LEVELS.get(method, level) == level, "the level is not the method's")
            at = moment(found.value("AuthenticationDetails", "AuthenticationTime"))
            if party != "SenderDetails":
                _need(self.proof is None, "two proofs")
                self.proof, self.level = (method, at), level
        self.delegate = self.root.value("RecipientsDelegateDetails", "Identifier")

    def _own(self, root, extension):
        wanted = "Enrolment" if self.event == "KeyEnrolled" else "Own"
        _need(self.event in OWN or self.event == "KeyEnrolled", "the event does not belong in a chain of an address")
        _need(extension.name.endswith("}" + wanted), "another extension belongs here")
        _need(wanted == "Enrolment" or extension.first(OWN[self.event]) is not None, "another detail belongs here")
        _need(not self.reasons and self.proof is not None and root.first("EvidenceRefersToRecipient") is not None, "a component too many or few")
        _need(not root.first("SenderDetails").children and not any(root.first(n) for n in ("SubmissionTime", "MessageIdentifier", "UserContentInfo")),
              "it names a message")

    def _statement(self, root, extension):
        _need(self.event not in OWN and self.event != "KeyEnrolled", "another extension belongs here")
        _need(root.value("SenderDetails", "Identifier") is not None, "no sender")
        _need(bool(self.reasons) or self.event not in WITH_REASON, "no reason")
        _need((self.proof is not None) == (self.event in WITH_PROOF), "the addressee's proof is missing, or does not belong here")
        _need((root.first("EvidenceRefersToRecipient") is not None) == (self.event not in ("A.1", "A.2")), "I09 is missing, or does not belong here")
        _need(all(root.first(n) is not None for n in ("SubmissionTime", "MessageIdentifier", "UserContentInfo")), "M01, M02 or M03 is missing")
        chain = extension.first("Chain")
        self.delivery = chain.value("Delivery")
        _need(root.value("MessageIdentifier") == self.delivery, "it names two deliveries")
        self.sequence = int(chain.value("Sequence")) if chain.first("Sequence") else None
        self.length = int(chain.value("Length")) if chain.first("Length") else None
        self.previous = chain.value("Previous") or chain.value("Last")
        self.random = chain.value("Random")
        _need((self.event == "Exported") == (self.length is not None), "another form of chain belongs here")
        if self.event != "Exported":
            _need((self.event in ("A.1", "A.2")) == (self.sequence == 1), "another number belongs here")
            _need((self.previous is None) == (self.sequence == 1), "Previous is missing, or does not belong here")
        details = [e for e in extension.elements() if e.name.rpartition("}")[2] in {n for names in DETAILS.values() for n in names}]
        wanted = DETAILS.get(self.event, [])
        _need(len(details) == (1 if wanted else 0) and all(d.name.rpartition("}")[2] in wanted for d in details), "another detail belongs here")
        self.detail = details[0] if details else None
        if wanted == ["Submission"]:
            self.control = self.detail.value("MailboxUnderSendersControl") == "true"
            _need(self.control or self.detail.first("SendersControl") is None, "SendersControl does not belong here")
        self.sender = root.value("SenderDetails", "Identifier")
        self.submitted = moment(root.value("SubmissionTime"))
        self.message = schema.octets(root.value("UserContentInfo", "PartsInfo", "PartInfo", "DigestValue"))
        self.size = int(extension.value("Content", "Size"))
        names = root.first("SenderDetails", "Identity")
        self.about = {"the service": self.issuer, "the sender": (self.sender, names and names.elements()[0].value("AttributeValue")),
                      "the addressee": self.addressee, "the time of submission": self.submitted,
                      "the message": (self.message, self.size, root.value("UserContentInfo", "AppLayerIdentifier"))}

    def file(self):
        """Under which name it stands in a bundle."""
        return f"evidence/{self.sequence:03}-{self.name}.xml" if self.length is None else f"evidence/export-{self.length:03}-{self.name}.xml"
