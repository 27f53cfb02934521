"""Studying and sitting exams, as a technician does it."""

import base64
import json
import urllib.request
from collections.abc import Sequence
from datetime import UTC

from ce.exam.v1 import exam_service_pb2 as exam
from ce.learning.v1 import learning_service_pb2 as learning
from ce_demo.client import Session
from ce_demo.files import items
from ce_demo.story.cast import Cast
from ce_demo.story.tale import SLOW_RATE, STUDY_RATE, StoryBroke
from ce_keys.ed25519 import KeySet
from ce_kit.clock import SHANGHAI

MOST_REPORTS = 5_000


def study(cast: Cast, session: Session, codes: Sequence[str]) -> None:
    """Enrol in courses and study each to its end; the server's clock grants the time."""
    cast.calendar.run(STUDY_RATE)
    for code in codes:
        enrolment = session.learning.Enrol(learning.EnrolRequest(course_id=cast.courses[code].course_id)).enrolment
        finish(session, enrolment.enrolment_id)
    cast.calendar.run(SLOW_RATE)


def finish(session: Session, enrolment_id: str) -> None:
    """Study an open enrolment to its end, claiming as much as a client may claim."""
    started = session.learning.StartStudy(learning.StartStudyRequest(enrolment_id=enrolment_id))
    enrolment, position = started.enrolment, started.enrolment.studied_seconds
    for _ in range(MOST_REPORTS):
        if enrolment.state == learning.ENROLMENT_STATE_COMPLETED:
            return
        position += started.longest_segment_seconds
        request = learning.ReportStudyRequest(study_id=started.study_id, position_seconds=position)
        enrolment = session.learning.ReportStudy(request).enrolment
    raise StoryBroke(f"课程 {enrolment.course.title} 上报 {MOST_REPORTS} 次仍未学完")


def sit(cast: Cast, session: Session, *, well: bool) -> exam.Attempt:
    """Sit the public exam once, answering from the key or wrongly on purpose; return the graded attempt."""
    eligible = exam.STANDING_STATUS_ELIGIBLE
    cast.tale.until("学时到达考试服务", lambda: standing(cast, session), lambda found: found.status == eligible)
    started = session.exam.StartAttempt(exam.StartAttemptRequest(exam_id=cast.exam_id))
    keys = items.keys(cast.city)
    answers = [
        exam.Answer(number=q.number, chosen=_choice(q, keys[q.stem], well=well)) for q in started.paper.questions
    ]
    half = answers[: len(answers) // 2]
    identity = {"attempt_id": started.attempt.attempt_id, "capability": started.capability}
    session.exam.SaveAnswers(exam.SaveAnswersRequest(**identity, sequence=1, answers=half))
    handed_in = exam.SubmitAttemptRequest(**identity, sequence=2, answers=answers)
    _check_receipt(cast, session.exam.SubmitAttempt(handed_in).receipt)
    request = exam.GetAttemptRequest(attempt_id=started.attempt.attempt_id)
    return cast.tale.until(
        "试卷评出分数",
        lambda: session.exam.GetAttempt(request).attempt,
        lambda attempt: attempt.state == exam.ATTEMPT_STATE_GRADED,
    )


def _check_receipt(cast: Cast, receipt: exam.Receipt) -> None:
    """Check the receipt with nothing but the keys the platform publishes."""
    with urllib.request.urlopen(f"{cast.running.web}/.well-known/jwks.json", timeout=10) as answer:
        keys = KeySet(json.load(answer)["keys"])
    cast.tale.expect("交卷回执的签名", keys.verify(receipt.key_id, receipt.signature, receipt.signed), True)
    at = receipt.received_at.ToDatetime(UTC).astimezone(SHANGHAI)
    signature = base64.b64encode(receipt.signature).decode()
    cast.tale.detail(f"交卷回执：{at:%Y-%m-%d %H:%M:%S} 收到，签名 {signature[:16]}…，凭公布的公钥可核对")


def standing(cast: Cast, session: Session) -> exam.Standing:
    """Return where the person stands with the public exam."""
    listed = session.exam.ListExams(exam.ListExamsRequest(year=cast.city.year)).exams
    return next(one.standing for one in listed if one.exam.exam_id == cast.exam_id)


def _choice(question: exam.Question, right: frozenset[str], *, well: bool) -> str:
    """Return the labels to tick: those of the right texts, or one that is wrong."""
    if well:
        return "".join(sorted(option.label for option in question.options if option.text in right))
    return next(option.label for option in question.options if option.text not in right)
