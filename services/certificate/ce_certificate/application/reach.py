"""How far an administrator reaches: the branch a certificate was issued under stays responsible for it."""

from collections.abc import Collection

from ce_certificate.application.ports import CertificateUnitOfWork
from ce_certificate.domain.certificate import Certificate
from ce_certificate.domain.errors import CertificateNotFound

ADMINISTRATORS = ("employer_admin", "authority_admin", "hrss_admin")


def check_reach(uow: CertificateUnitOfWork, certificate: Certificate, scopes: Collection[str]) -> None:
    """Refuse a certificate out of reach as if there were none.

    Raises:
        CertificateNotFound: neither its employer nor a unit above it is among `scopes`.
    """
    branch = {certificate.employer_id, certificate.authority_id, certificate.hrss_id} - {""}
    if not branch & uow.units.with_those_below(scopes):
        raise not_found()


def not_found() -> CertificateNotFound:
    """Return the refusal that tells nothing."""
    return CertificateNotFound("没有此证书，或不在您的管理范围内")
