"""Make a prepared certificate's PDF and make the certificate good (event handler)."""

from datetime import datetime

from ce_certificate.application import facts
from ce_certificate.application.ports import CertificateUnitOfWork, Press
from ce_certificate.domain.certificate import State


def print_certificate(uow: CertificateUnitOfWork, press: Press, *, now: datetime, certificate_id: str) -> None:
    """Set the PDF, store it, then issue; done twice it gives the same bytes and changes nothing more."""
    with uow.reader() as reading:
        certificate = reading.certificates.get(certificate_id)
    if certificate.state is not State.PREPARING:
        return
    sha256, size = press.print(certificate.content)
    with uow:
        certificate = uow.certificates.lock(certificate_id)
        if certificate.issue(sha256, size, now):
            uow.certificates.save(certificate)
            uow.outbox.add(facts.issued(certificate))
            detail = {"number": certificate.number, "pdf_sha256": sha256}
            uow.audit.record("certificate.issued", certificate_id, detail)
        uow.commit()
