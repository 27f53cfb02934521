"""威海 2019: 学习强国 points filed by the employer, the shorter class, and one who must study again."""

from typing import Any

from ce.credit.v1 import credit_service_pb2 as credit
from ce.exam.v1 import exam_service_pb2 as exam
from ce.learning.v1 import learning_service_pb2 as learning
from ce_demo.files import courses, people
from ce_demo.files.city import WEIHAI
from ce_demo.files.people import Part, Person
from ce_demo.story import explain
from ce_demo.story.cast import Cast
from ce_demo.story.certificates import certify
from ce_demo.story.staff import import_staff, person_ids
from ce_demo.story.study import sit, standing, study


def live(cast: Cast) -> dict[str, Any]:
    """Live Weihai's year; return what the report says of it."""
    report = import_staff(cast)
    staff = people.staff(WEIHAI)
    takers = people.all_with(Part.POINTS_TAKEN, staff)
    _points(cast, takers, people.all_with(Part.POINTS_SHORT, staff))
    hero = takers[0]
    report["people"] = {hero.name: _with_points(cast, hero, report)}
    again = people.the(Part.RESTUDIES, staff)
    report["people"][again.name] = _restudy(cast, again)
    return report


def _points(cast: Cast, takers: tuple[Person, ...], short: tuple[Person, ...]) -> None:
    tale, ids = cast.tale, person_ids(cast)
    answered: dict[str, Any] = {}

    def file_rest() -> bool:
        """File those that are not known as staff yet: facts travel between services in their own time."""
        rest = [one for one in (*takers, *short) if _unheard(answered.get(ids[one.name]))]
        rows = [credit.PointsRow(person_id=ids[one.name], points=one.points) for one in rest]
        request = credit.FilePointsRequest(employer_id=cast.employer_id, year=WEIHAI.year, rows=rows)
        answer = cast.employer.credit.FilePoints(request)
        answered.update({row.person_id: row for row in answer.rows})
        tale.expect("开通的班级", answer.opens_class_hours, 25)
        return not any(map(_unheard, answered.values()))

    tale.until("在职关系到达学时服务", file_rest, bool)
    accepted = [row for row in answered.values() if row.status == credit.POINTS_STATUS_ACCEPTED]
    tale.expect("积分折算人数", len(accepted), len(takers))
    tale.expect("每人折算学时", {row.hours for row in accepted}, {"5"})
    tale.say(WEIHAI.employer, f"批量申报学习强国积分：{len(accepted)} 人各折算 5 学时，可选 25 学时班级")
    for row in answered.values():
        if row.status == credit.POINTS_STATUS_REFUSED:
            tale.detail(f"{row.points} 分未折算：{row.text}")


def _unheard(row: Any) -> bool:
    return row is None or row.reason == "NOT_STAFF"


def _with_points(cast: Cast, hero: Person, report: dict[str, Any]) -> dict[str, Any]:
    tale, session = cast.tale, cast.activate(hero)
    (short_class,) = courses.series(WEIHAI, "points_class")
    course_id = cast.courses[short_class.code].course_id
    other = cast.activate(people.the(Part.POINTS_SHORT, people.staff(WEIHAI)))
    tale.refused(
        "积分不足者选 25 学时班级",
        "POINTS_REQUIRED",
        lambda: other.learning.Enrol(learning.EnrolRequest(course_id=course_id)),
    )
    tale.until(
        "25 学时班级开通",
        lambda: session.learning.Enrol(learning.EnrolRequest(course_id=course_id)),
        lambda answer: answer.enrolment.state == learning.ENROLMENT_STATE_OPEN,
    )
    study(cast, session, [short_class.code])
    passed = sit(cast, session, well=True)
    tale.expect("公需科目考试", passed.mark.passed, True)
    tale.say(hero.name, f"学完 25 学时班级并考试合格（{passed.mark.points} 分），加积分折算 5 学时")
    study(cast, session, [course.code for course in courses.series(WEIHAI, "engineering")])
    tale.say(hero.name, "学完专业科目 60 学时")
    assessment = tale.until(
        "年度核定", lambda: explain.year(session, WEIHAI.year), lambda found: found.compliant == credit.COMPLIANCE_YES
    )
    explain.tell(tale, hero.name, assessment)
    tale.expect("公需科目", assessment.public_amount, "30")
    certificate = certify(cast, session, hero.name, WEIHAI.year)
    report["session"], report["certificate"] = session, certificate
    return {**explain.reported(assessment), "certificate": certificate}


def _restudy(cast: Cast, person: Person) -> dict[str, Any]:
    tale, session = cast.tale, cast.activate(person)
    (whole_class,) = courses.series(WEIHAI, "public_class")
    study(cast, session, [whole_class.code])
    for chance in (1, 2):
        attempt = sit(cast, session, well=False)
        tale.expect(f"第 {chance} 次考试", attempt.mark.passed, False)
    start = exam.StartAttemptRequest(exam_id=cast.exam_id)
    tale.refused("两次不合格后再考", "RESTUDY_NEEDED", lambda: session.exam.StartAttempt(start))
    tale.say(person.name, f"两次考试不合格。{standing(cast, session).message}")
    session.exam.RequestRestudy(exam.RequestRestudyRequest(exam_id=cast.exam_id))
    course_id = cast.courses[whole_class.code].course_id
    tale.until(
        "重新学习开通",
        lambda: session.learning.Enrol(learning.EnrolRequest(course_id=course_id)).enrolment,
        lambda enrolment: enrolment.round == 2,
    )
    study(cast, session, [whole_class.code])
    passed = sit(cast, session, well=True)
    tale.expect("重新学习后的考试", (passed.round, passed.mark.passed), (2, True))
    tale.say(person.name, f"重新学习 30 学时后考试合格（{passed.mark.points} 分）")
    assessment = tale.until(
        "公需学时入账", lambda: explain.year(session, WEIHAI.year), lambda found: found.public_amount == "30"
    )
    return explain.reported(assessment)
