"""Show anybody what a certificate says (公开验证)."""

from datetime import datetime

from ce_certificate.application.ports import CertificateUnitOfWork
from ce_certificate.domain import number as numbers
from ce_certificate.domain import verification_code
from ce_certificate.domain.errors import NothingToVerify
from ce_certificate.domain.verification import Finding, Shown, show, show_received


def verify_certificate(
    uow: CertificateUnitOfWork, *, platform: str, demo: bool, now: datetime, code: str, number: str
) -> Shown:
    """Find a certificate of this platform or, at the province, of a city, by its code or else by its number.

    Raises:
        NothingToVerify: neither is given.
    """
    if not code and not number:
        raise NothingToVerify("请输入证书上的验证码或证书编号")
    cleaned, typed = verification_code.clean(code), numbers.clean(number)
    with uow:
        own = uow.certificates.by_code(cleaned) if code else uow.certificates.by_number(typed)
        if own is not None:
            return show(own, platform, now, fully=bool(code))
        received = uow.records.alike("" if code else typed, cleaned if code else "")
        if not received:
            return Shown(Finding.NOT_FOUND, now)
        masked = uow.records.linked(received[0].city, received[0].city_person_id)
    return show_received(received[0], masked, now, fully=bool(code), specimen=demo)
