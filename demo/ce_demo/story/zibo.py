"""淄博 2020: a whole year of 王𠮷安, from the staff list to the certificate."""

from typing import Any

from google.protobuf import json_format, struct_pb2

from ce.billing.v1 import billing_service_pb2 as billing
from ce.credit.v1 import credit_service_pb2 as credit
from ce.exam.v1 import exam_service_pb2 as exam
from ce.identity.v1 import identity_service_pb2 as identity
from ce.learning.v1 import learning_service_pb2 as learning
from ce_demo.client import Session
from ce_demo.files import courses, evidence, people
from ce_demo.files.city import ZIBO
from ce_demo.files.people import Part
from ce_demo.story import explain
from ce_demo.story.cast import Cast
from ce_demo.story.certificates import certify
from ce_demo.story.pay import pay
from ce_demo.story.staff import import_staff
from ce_demo.story.study import finish, sit, standing, study
from ce_demo.story.tale import SLOW_RATE, STUDY_RATE

FILING_DAY = "2020-11-02"


def live(cast: Cast) -> dict[str, Any]:
    """Live Zibo's year; return what the report says of it."""
    report = import_staff(cast)
    hero = people.the(Part.WHOLE_YEAR, people.staff(ZIBO))
    session = _activation(cast, hero)
    who = hero.name
    _public(cast, session, who)
    _professional(cast, session, who)
    _claims(cast, session, who)
    assessment = cast.tale.until(
        "年度核定", lambda: explain.year(session, ZIBO.year), lambda found: found.compliant == credit.COMPLIANCE_YES
    )
    explain.tell(cast.tale, who, assessment)
    _check(cast, assessment)
    certificate = certify(cast, session, who, ZIBO.year)
    report["people"] = {who: {**explain.reported(assessment), "certificate": certificate}}
    report["session"], report["certificate"] = session, certificate
    return report


def _activation(cast: Cast, hero: people.Person) -> Session:
    stranger = Session(cast.running.address)
    last_six = hero.id_number[-6:]
    cast.tale.refused("未激活即用后六位登录", "BAD_CREDENTIALS", lambda: stranger.sign_in(hero.id_number, last_six))
    weak = identity.ActivateRequest(login=hero.id_number, secret=last_six, new_password=f"abcd{last_six}")
    cast.tale.refused("用后六位做密码", "WEAK_PASSWORD", lambda: stranger.identity.Activate(weak))
    session = cast.activate(hero)
    cast.tale.say(hero.name, "用身份证号后 6 位激活（只能用于激活），当场设置密码")
    return session


def _public(cast: Cast, session: Session, who: str) -> None:
    tale = cast.tale
    codes = [course.code for course in courses.series(ZIBO, "public_required", "public_elective")]
    study(cast, session, codes)
    tale.say(who, f"学完公需必修 20 学时、选修 10 学时（{len(codes)} 门，学习时间按服务器时钟计）")
    failed = sit(cast, session, well=False)
    tale.expect("第一次考试", failed.mark.passed, False)
    where = standing(cast, session)
    tale.say(who, f"公需科目考试得 {failed.mark.points} 分，未达 {failed.mark.pass_mark} 分。{where.message}")
    start = exam.StartAttemptRequest(exam_id=cast.exam_id)
    tale.refused("未缴费补考", "RESIT_UNPAID", lambda: session.exam.StartAttempt(start))
    order = pay(tale, session, [billing.OrderItem(product="PRODUCT_RESIT", reference=cast.exam_id)])
    tale.expect("补考费（分）", order.total_fen, 1000)
    tale.say(who, f"缴补考费 {order.total_fen / 100:.0f} 元，收款单位{order.payee}（{order.lines[0].price.clause}）")
    passed = sit(cast, session, well=True)
    tale.expect("补考", passed.mark.passed, True)
    tale.say(who, f"补考得 {passed.mark.points} 分，合格")


def _professional(cast: Cast, session: Session, who: str) -> None:
    tale = cast.tale
    chosen = [cast.courses[course.code] for course in courses.series(ZIBO, "medicine")]
    enrolments = [
        session.learning.Enrol(learning.EnrolRequest(course_id=course.course_id)).enrolment for course in chosen
    ]
    awaiting = learning.ENROLMENT_STATE_AWAITING_PAYMENT
    tale.expect("专业课缴费前", {one.state for one in enrolments}, {awaiting})
    lines = [billing.OrderItem(product="PRODUCT_COURSE", reference=course.course_id) for course in chosen]
    order = pay(tale, session, lines)
    tale.say(who, f"为 {len(chosen)} 门专业课缴费 {order.total_fen / 100:.0f} 元，缴费后开通学习")

    def states() -> set[int]:
        listed = session.learning.ListEnrolments(learning.ListEnrolmentsRequest(year=ZIBO.year, page_size=100))
        return {one.state for one in listed.enrolments}

    tale.until("课程开通", states, lambda found: awaiting not in found)
    cast.calendar.run(STUDY_RATE)
    for enrolment in enrolments:
        finish(session, enrolment.enrolment_id)
    cast.calendar.run(SLOW_RATE)
    tale.say(who, "在平台学完专业科目 20 学时（随机答题，不考试）")


def _claims(cast: Cast, session: Session, who: str) -> None:
    tale = cast.tale
    cast.calendar.turn_to(FILING_DAY)
    for claim in evidence.CLAIMS:
        facts = json_format.ParseDict(dict(claim.facts), struct_pb2.Struct())
        ticket = session.upload(ZIBO.file(claim.file))
        request = credit.SubmitClaimRequest(
            year=ZIBO.year, activity_type=claim.activity_type, title=claim.title, facts=facts, file_tickets=[ticket]
        )
        preview = session.credit.SubmitClaim(request).preview
        tale.say(who, f"申报“{claim.title}”，附证明材料；按规则可折算 {preview.converted or 0} 学时")
        for cut in preview.not_counted:
            tale.detail(f"{cut.text}（{cut.clause}）")
    own = session.credit.ListClaims(credit.ListClaimsRequest(view="CLAIM_VIEW_MINE", year=ZIBO.year)).claims
    tale.refused(
        "本人审核本人的申报",
        "PERMISSION_DENIED",
        lambda: session.credit.ApproveClaim(credit.ApproveClaimRequest(claim_id=own[0].claim_id, step=own[0].awaits)),
    )
    for reviewer, name in ((cast.employer, ZIBO.employer), (cast.authority, ZIBO.authority)):
        waiting = tale.until(
            f"{name}的待审申报",
            lambda reviewer=reviewer: (
                reviewer.credit.ListClaims(
                    credit.ListClaimsRequest(view="CLAIM_VIEW_AWAITING_ME", year=ZIBO.year)
                ).claims
            ),
            lambda found: len(found) == len(evidence.CLAIMS),
        )
        for claim in waiting:
            seen = reviewer.credit.GetClaim(credit.GetClaimRequest(claim_id=claim.claim_id)).claim
            proof = reviewer.download(seen.evidence[0].file_ticket)
            tale.expect("证明材料可供审核人查看", proof[:5], b"%PDF-")
            request = credit.ApproveClaimRequest(claim_id=claim.claim_id, step=claim.awaits)
            reviewer.credit.ApproveClaim(request)
        tale.say(name, f"查看证明材料，审核通过 {len(waiting)} 项申报（材料属实；计与不计由规则决定）")


def _check(cast: Cast, assessment: credit.YearAssessment) -> None:
    tale = cast.tale
    tale.expect("公需科目", assessment.public_amount, "30")
    tale.expect("专业科目", assessment.professional_amount, "60")
    cuts = [(cut.reason, cut.amount) for one in assessment.activities for cut in one.not_counted]
    tale.expect("上限裁减与不计", sorted(cuts), [("no_cn_issn", "10"), ("over_cap_recognition", "10")])
    (cap,) = [cap for cap in assessment.caps if cap.name == "recognition"] or [None]
    if cap is not None:
        tale.expect("认定学时上限", (cap.filed, cap.counted), ("50", "40"))
