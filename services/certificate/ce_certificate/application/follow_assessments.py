"""Follow what credit assesses (event handler): a certificate whose year is no longer met is marked, never revoked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ce_certificate.application.ports import CertificateUnitOfWork
from ce_certificate.domain.assessment import Assessment


def follow_assessments(uow: CertificateUnitOfWork, *, now: datetime, events: Sequence[Mapping[str, Any]]) -> None:
    """Take over the newest assessments ({event_id, assessment}) and mark or clear the certificates they concern."""
    with uow:
        told: list[Assessment] = [event["assessment"] for event in uow.fresh(events, "event_id")]
        uow.assessments.put_all(told)
        keys = {(one.person_id, one.year) for one in told}
        latest = {(one.person_id, one.year): one for one in uow.assessments.among(keys)}
        for certificate in uow.certificates.lock_live_of(keys):
            assessment = latest[certificate.person_id, certificate.year]
            if assessment.is_met:
                changed, action = certificate.trust(), "certificate.review_cleared"
            else:
                changed = certificate.doubt(f"{assessment.year} 年度不再达标：{assessment.shortfall()}", now)
                action = "certificate.needs_review"
            if changed:
                uow.certificates.save(certificate)
                detail = {"revision": assessment.revision, "reason": certificate.review_reason}
                uow.audit.record(action, certificate.certificate_id, detail)
        uow.commit()
