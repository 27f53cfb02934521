"""Issue a certificate (核发证书): first the number, then the PDF.

Number, code and content are fixed in one transaction, together with the fact that a PDF is to be made. That fact is
heard by this service itself (`print_certificate`), which sets the PDF outside of any transaction and only then makes
the certificate good. Whatever is killed in between leaves a certificate in preparation, which nobody can verify or
download, and the fact brings it to its end (docs/decisions/0010).
"""

from dataclasses import dataclass
from datetime import datetime

from ce_certificate.application import facts
from ce_certificate.application.ports import CertificateUnitOfWork, Press, Rules
from ce_certificate.domain import number as numbers
from ce_certificate.domain import verification_code
from ce_certificate.domain.assessment import Assessment, check_met
from ce_certificate.domain.certificate import Certificate, Kind, State
from ce_certificate.domain.content import Content
from ce_certificate.domain.errors import YearChanged
from ce_certificate.domain.holder import Holder, employment_on, holder_of
from ce_certificate.domain.ruling import TITLE, Ruling
from ce_kit.clock import local_date
from ce_kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Office:
    """Where certificates are issued: platform, public address, whether it is a demonstration, and what time it is."""

    platform: str
    public_url: str
    demo: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class _Draft:
    holder: Holder
    assessment: Assessment
    content: Content


def issue_certificate(
    uow: CertificateUnitOfWork, rules: Rules, press: Press, office: Office, *, person_id: str, year: int, kind: Kind
) -> Certificate:
    """Return the person's live certificate for a year, a new one in preparation where there is none.

    Raises:
        YearNotMet, CertificateNotProvided, HolderIncomplete, UnprintableCharacter, TooLongToPrint, YearChanged: see
            there.
    """
    draft = _draft(uow, rules, press, office, person_id, year, kind)
    with uow:
        standing = uow.assessments.lock(person_id, year)  # two clicks at once: the second waits here
        certificate = uow.certificates.live(person_id, year, kind)
        if certificate is None:
            if draft is None or standing is None or standing.revision != draft.assessment.revision:
                raise YearChanged(f"{year} 年度的核定结果或证书状态刚刚变化，请重试", year=year)
            certificate = _prepared(uow, draft, office, year, kind)
            uow.certificates.add(certificate)
            uow.audit.record("certificate.prepared", certificate.certificate_id, {"number": certificate.number})
        if certificate.state is State.PREPARING:
            uow.outbox.add(facts.prepared(certificate))
        uow.commit()
    return certificate


def _draft(
    uow: CertificateUnitOfWork, rules: Rules, press: Press, office: Office, person_id: str, year: int, kind: Kind
) -> _Draft | None:
    """Gather and check what would be printed; nothing when the person has a live certificate."""
    today = local_date(office.now)
    with uow.reader() as reading:
        if reading.certificates.live(person_id, year, kind) is not None:
            return None
        assessment = check_met(reading.assessments.get(person_id, year), year)
        employment = employment_on(reading.people.employments_of(person_id), today)
        issuer = reading.units.name_of(employment.hrss_id) if employment else ""
        holder = holder_of(reading.people.get(person_id), employment, issuer)
    ruling = rules.certificate(assessment.jurisdiction, year)
    ruling.check_provided(year)
    content = _content(holder, assessment, ruling, office)
    press.prove(_numbered(content, office, year, numbers.MOST, "0000-0000-0000"))
    return _Draft(holder, assessment, content)


def _content(holder: Holder, assessment: Assessment, ruling: Ruling, office: Office) -> Content:
    today = local_date(office.now)
    return Content(
        title=ruling.title or TITLE,
        issuer=holder.issuer,
        name=holder.person.name,
        id_number=holder.person.id_number_masked,
        employer=holder.employment.employer_name,
        job_title=holder.employment.job_title,
        specialty=holder.employment.specialty,
        unit=assessment.unit,
        years=(assessment.line,),
        basis=assessment.source,
        issued_on=today.isoformat(),
        issued_at=office.now.isoformat(timespec="seconds"),
        specimen=office.demo,
    )


def _numbered(content: Content, office: Office, year: int, sequence: int, code: str) -> Content:
    return content.numbered(numbers.number_of(office.platform, year, sequence), code, office.public_url)


def _prepared(uow: CertificateUnitOfWork, draft: _Draft, office: Office, year: int, kind: Kind) -> Certificate:
    """Give the draft its number; a rollback gives the number back, so that none is ever missing."""
    employment, person_id = draft.holder.employment, draft.holder.person.person_id
    code = verification_code.new_code()
    content = _numbered(draft.content, office, year, uow.numbers.take(year), code)
    return Certificate(
        certificate_id=new_id(),
        number=content.number,
        code=code,
        person_id=person_id,
        kind=kind,
        year=year,
        revision=uow.certificates.count(person_id, year, kind) + 1,
        employer_id=employment.employer_id,
        authority_id=employment.authority_id,
        hrss_id=employment.hrss_id,
        content=content,
        prepared_at=office.now,
    )
