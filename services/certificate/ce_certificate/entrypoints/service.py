"""What the bus calls of the certificate service."""

from typing import Any

from ce_certificate.adapters.press import PdfPress, PdfTickets
from ce_certificate.adapters.rule_book import CreditRules
from ce_certificate.adapters.unit_of_work import SqlCertificateUnitOfWork
from ce_certificate.application import follow_assessments, learn, receive_records, show_certificates
from ce_certificate.application.issue_certificate import Office, issue_certificate
from ce_certificate.application.print_certificate import print_certificate
from ce_certificate.application.revoke_certificate import revoke_certificate
from ce_certificate.application.verify_certificate import verify_certificate
from ce_certificate.domain.certificate import Kind
from ce_certificate.entrypoints import events, schemas
from ce_certificate.entrypoints.enums import View
from ce_certificate.settings import CertificateSettings
from ce_files.storage import FolderStore
from ce_kit.settings import Settings
from ce_nameko.api import (
    Asks,
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    anyone,
    event_batch,
    event_handler,
    rpc,
    signed_in,
)

BATCH = 100


def _press(settings: Settings) -> PdfPress:
    own = CertificateSettings.read(settings.variables)
    return PdfPress(FolderStore(settings.files), own.renderers, own.fonts)


class CertificateService:
    """Certificates: numbers, issue, revocation, public verification (证书)."""

    name = "certificate"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlCertificateUnitOfWork)
    credit = Asks("credit")
    press = Shared(_press)
    tickets = Shared(lambda settings: PdfTickets(settings.bus_secret))
    settings = Shared(lambda settings: settings)
    own = Shared(lambda settings: CertificateSettings.read(settings.variables))

    @property
    def office(self) -> Office:
        return Office(self.settings.platform, self.own.public_url, self.settings.demo, self.clock.now())

    @rpc(allow=signed_in, once=True)
    def issue_certificate(self, payload: dict[str, Any]) -> Any:
        request = schemas.IssueCertificateRequest(exclude=["request_id"]).load(payload)
        rules, wanted = CreditRules(self.credit), {**request, "kind": request["kind"] or Kind.ANNUAL}
        one = issue_certificate(self.uow, rules, self.press, self.office, person_id=self.actor.id, **wanted)
        shown = show_certificates.shown(one, self.settings.platform)
        return schemas.IssueCertificateResponse().dump({"certificate": shown})

    @rpc(allow=signed_in)
    def get_certificate(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetCertificateRequest().load(payload)
        if self.settings.role == "province":
            answer = show_certificates.get_received(self.uow, self.actor, **request)
        else:
            place = {"platform": self.settings.platform, **request}
            answer = show_certificates.get_certificate(self.uow, self.tickets, self.actor, **place)
        return schemas.GetCertificateResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_certificates(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListCertificatesRequest().load(payload)
        wanted = show_certificates.Wanted(in_reach=request.pop("view") is View.IN_REACH, **request)
        if self.settings.role == "province":
            answer = show_certificates.list_received(self.uow, self.actor, wanted)
        else:
            answer = show_certificates.list_certificates(self.uow, self.actor, wanted, platform=self.settings.platform)
        return schemas.ListCertificatesResponse().dump(answer)

    @rpc(allow=any_role("authority_admin", "hrss_admin"), once=True)
    def revoke_certificate(self, payload: dict[str, Any]) -> Any:
        request = schemas.RevokeCertificateRequest(exclude=["request_id"]).load(payload)
        one = revoke_certificate(self.uow, self.actor, now=self.clock.now(), **request)
        shown = show_certificates.shown(one, self.settings.platform)
        return schemas.RevokeCertificateResponse().dump({"certificate": shown})

    @rpc(allow=anyone)
    def verify_certificate(self, payload: dict[str, Any]) -> Any:
        request = schemas.VerifyCertificateRequest().load(payload)
        code, number = request["verification_code"], request["number"]
        place = {"platform": self.settings.platform, "demo": self.settings.demo, "now": self.clock.now()}
        answer = verify_certificate(self.uow, code=code, number=number, **place)
        return schemas.VerifyCertificateResponse().dump(answer)

    @event_handler("certificate.certificate.prepared.v1")
    def on_certificate_prepared(self, event: dict[str, Any]) -> None:
        prepared = events.CertificatePrepared().load(event["data"])
        print_certificate(self.uow, self.press, now=self.clock.now(), **prepared)

    @event_batch("credit.assessment.changed.v1", size=BATCH)
    def on_assessments_changed(self, batch: list[dict[str, Any]]) -> None:
        told = events.read_assessments(batch)
        follow_assessments.follow_assessments(self.uow, now=self.clock.now(), events=told)

    @event_batch("identity.person.registered.v1", size=BATCH)
    def on_persons_registered(self, batch: list[dict[str, Any]]) -> None:
        learn.learn_persons(self.uow, events.read_all(events.PersonRegistered(), batch))

    @event_batch("org.employment.started.v1", size=BATCH)
    def on_employments_started(self, batch: list[dict[str, Any]]) -> None:
        learn.learn_started(self.uow, events.read_all(events.EmploymentStarted(), batch))

    @event_batch("org.employment.ended.v1", size=BATCH)
    def on_employments_ended(self, batch: list[dict[str, Any]]) -> None:
        learn.learn_ended(self.uow, events.read_all(events.EmploymentEnded(), batch))

    @event_handler("org.unit.registered.v1")
    def on_unit_registered(self, event: dict[str, Any]) -> None:
        unit = events.UnitRegistered().load(event["data"])
        learn.learn_unit(self.uow, version=int(event["version"]), **unit)

    @event_batch("federation.certificate.received.v1", size=BATCH)
    def on_certificates_received(self, batch: list[dict[str, Any]]) -> None:
        receive_records.receive_records(self.uow, events.read_records(batch))

    @event_handler("identity.person.linked.v1")
    def on_person_linked(self, event: dict[str, Any]) -> None:
        linked = events.PersonLinked().load(event["data"])
        receive_records.link_person(self.uow, version=int(event["version"]), **linked)
