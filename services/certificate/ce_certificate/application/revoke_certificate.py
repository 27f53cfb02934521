"""Revoke a certificate (撤销证书)."""

from datetime import datetime

from ce_certificate.application import facts
from ce_certificate.application.ports import CertificateUnitOfWork
from ce_certificate.application.reach import check_reach
from ce_certificate.domain.certificate import Certificate
from ce_kit.call import Actor


def revoke_certificate(
    uow: CertificateUnitOfWork, actor: Actor, *, now: datetime, certificate_id: str, reason: str
) -> Certificate:
    """Make a certificate no longer good; a new one may be issued after.

    Raises:
        CertificateNotFound: there is none within the caller's reach.
        CertificateNotIssued, CertificateRevoked: by its state.
    """
    with uow:
        certificate = uow.certificates.lock(certificate_id)
        check_reach(uow, certificate, actor.scopes("authority_admin", "hrss_admin"))
        certificate.revoke(reason, actor.id, now)
        uow.certificates.save(certificate)
        uow.outbox.add(facts.revoked(certificate))
        uow.audit.record("certificate.revoked", certificate_id, {"number": certificate.number, "reason": reason})
        uow.commit()
    return certificate
