"""山东省: every record arrived, the title review gets its answer, a revocation is seen."""

from typing import Any

from ce.certificate.v1 import certificate_service_pb2 as certificate
from ce.credit.v1 import credit_service_pb2 as credit
from ce.federation.v1 import federation_service_pb2 as federation
from ce.identity.v1 import identity_service_pb2 as identity
from ce_demo.client import Session
from ce_demo.files import people
from ce_demo.files.city import PROVINCE_CODE, ZIBO
from ce_demo.files.people import Part
from ce_demo.platforms import Running
from ce_demo.story import explain
from ce_demo.story.cast import PASSWORD, Cast
from ce_demo.story.tale import Tale

STATES = {"WAITING": "待发", "SENT": "已发", "RECEIVED": "省已收", "ACCEPTED": "省已认", "REFUSED": "被退"}


def state_name(record: federation.SyncRecord) -> str:
    """Return a sync state without its prefix."""
    return federation.SyncState.Name(record.state).removeprefix("SYNC_STATE_")


def records_arrive(cast: Cast, session: Session, who: str) -> list[dict[str, Any]]:
    """Wait until all of a person's records count at the province; return them for the report."""
    request = federation.ListSyncRecordsRequest(page_size=200)
    records = cast.tale.until(
        f"{who} 的记录全部被省平台认可",
        lambda: session.sync.ListSyncRecords(request).records,
        lambda found: bool(found) and {state_name(one) for one in found} == {"ACCEPTED"},
    )
    kinds = {kind: sum(one.kind == kind for one in records) for kind in dict.fromkeys(one.kind for one in records)}
    cast.tale.say(who, f"在市平台看到自己的 {len(records)} 条记录全部“省已认”：{kinds}")
    return [{"kind": one.kind, "title": one.title, "state": state_name(one)} for one in records]


def compare(cast: Cast) -> dict[str, int]:
    """Let a city compare its ledger with the province."""
    answer = cast.hrss.sync.CompareWithProvince(federation.CompareWithProvinceRequest())
    cast.tale.expect(f"{cast.city.name}与省对账的差异", (answer.differed, answer.sent_again), (0, 0))
    cast.tale.say(f"{cast.city.name}人社", f"与省平台逐日对账 {answer.compared} 项，无缺失")
    return {"compared": answer.compared, "differed": answer.differed, "sent_again": answer.sent_again}


def title_reader(tale: Tale, running: Running) -> Session:
    """Set up the title committee's reader at the province."""
    admin = running.administrator
    hrss = Session(running.address).activate(admin.id_number, running.activation_code, PASSWORD)
    person = people.the(Part.TITLE_READER, people.administrators(PROVINCE_CODE))
    reader = Session(running.address).sign_up(person.name, person.id_number, PASSWORD)
    role = identity.Role(role="title_reader", scope_id=running.unit_id)
    hrss.identity.GrantRole(identity.GrantRoleRequest(person_id=reader.person.person_id, role=role))
    reader.refresh()
    tale.say("省人社厅", f"授予 {person.name} 职称评审查询角色")
    return reader


def title_review(tale: Tale, reader: Session) -> dict[str, Any]:
    """Ask the title-review question about the year of Zibo's hero."""
    hero = people.the(Part.WHOLE_YEAR, people.staff(ZIBO))
    lookup = identity.LookupPersonRequest(id_number=hero.id_number, purpose="title_review")
    person = reader.identity.LookupPerson(lookup).person
    tale.expect("省平台的姓名", person.name, hero.name)
    request = credit.AnswerTitleReviewRequest(
        person_id=person.person_id, purpose="PURPOSE_TITLE_REVIEW", years=[ZIBO.year]
    )
    answer = reader.credit.AnswerTitleReview(request)
    (year,) = answer.years
    tale.expect("职称评审查询", answer.answer, credit.COMPLIANCE_YES)
    (city,) = year.cities
    tale.expect("学时记录齐全", city.complete, True)
    tale.say("职称评审", f"查询 {answer.person_name} {year.year} 年度继续教育：{year.text}")
    tale.detail(f"依据 {city.city} 平台 {city.hours_records} 条学时记录，合计 {city.hours_amount}，与核定一致")
    return {
        "person": answer.person_name,
        "year": year.year,
        "answer": explain.COMPLIANT[answer.answer],
        "text": year.text,
    }


def revoke(cast: Cast, province: Running, code: str, certificate_id: str, reason: str) -> dict[str, Any]:
    """Revoke a city's certificate and see it revoked at the province."""
    cast.hrss.certificate.RevokeCertificate(
        certificate.RevokeCertificateRequest(certificate_id=certificate_id, reason=reason)
    )
    cast.tale.say(f"{cast.city.name}人社", f"撤销证书：{reason}")
    public = Session(province.address)
    request = certificate.VerifyCertificateRequest(verification_code=code)
    seen = cast.tale.until(
        "省平台显示撤销",
        lambda: public.certificate.VerifyCertificate(request),
        lambda answer: answer.state == certificate.VERIFICATION_STATE_REVOKED,
    )
    cast.tale.say("省平台", f"任何人验证该证书，均显示已撤销（{seen.revocation_reason}）")
    return {"number": seen.number, "state": "REVOKED", "reason": seen.revocation_reason}
