"""Evidence by file ticket; the files themselves lie with the gateway's object store."""

from ce_credit.domain.evidence import Evidence
from ce_files.tickets import FileTicket


class EvidenceTickets:
    """Reads and writes tickets with the platform's bus secret."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def open(self, file_ticket: str, owner_id: str) -> Evidence:
        ticket = FileTicket.decode(file_ticket, self.secret, owner_id)
        return Evidence(ticket.sha256, ticket.size, ticket.media_type, ticket.name)

    def ticket(self, evidence: Evidence, viewer_id: str) -> str:
        ticket = FileTicket(evidence.sha256, evidence.size, evidence.media_type, evidence.name, viewer_id)
        return ticket.encode(self.secret)
