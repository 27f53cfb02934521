"""File 学习强国 points of staff in a batch (学习强国积分批量申报), WH19 一(一)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ce_credit.application.assess import Office, YearFile, assess, open_files
from ce_credit.application.ports import CreditUnitOfWork
from ce_credit.domain.activity import Activity, PersonYear, Source
from ce_credit.domain.case import case_of
from ce_credit.domain.decision import outcome_of
from ce_credit.domain.employment import on_day
from ce_credit.domain.errors import PointsNotFiledByEmployer
from ce_kit.call import Actor
from ce_kit.clock import local_date
from ce_kit.errors import PermissionDenied
from ce_kit.facts import Fact
from ce_kit.ids import new_id


def file_points(
    uow: CreditUnitOfWork, office: Office, actor: Actor, *, employer_id: str, year: int, rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Record the points that the rules convert, in one transaction; refused rows leave no trace but the answer.

    Returns:
        {rows, opens_class_hours} as FilePointsResponse.

    Raises:
        PermissionDenied: the caller does not administer the employer.
        PointsNotFiledByEmployer: the notice has the person file, or nobody.
        NoRuleSet: no notice rules the employer's place and this year.
    """
    if ("employer_admin", employer_id) not in actor.roles:
        raise PermissionDenied("只能为本单位人员申报学习强国积分", employer_id=employer_id)
    people = {row["person_id"] for row in rows}
    today = local_date(office.now)
    with uow:
        uow.people.lock(people)
        employments = uow.employments.of(people)
        staff = {
            person_id
            for person_id, known in employments.items()
            if any(one.employer_id == employer_id for one in on_day(known, today))
        }
        files = open_files(uow, office, [(person_id, year) for person_id in staff])
        opens = _class_hours(office, {file.jurisdiction for file in files.values()} or {office.platform}, year)
        accepted: list[Activity] = []
        answers = []
        for row in rows:
            key = row["person_id"], year
            if row["person_id"] not in staff:
                answers.append(_refused(row, "NOT_STAFF", "", "此人目前不在本单位任职"))
                continue
            activity = _activity(key, row["points"], today.isoformat(), office)
            answer = _judge(office, files[key], activity, row)
            answers.append(answer)
            if answer["status"] == "accepted":
                files[key] = replace(files[key], activities=[*files[key].activities, activity])
                accepted.append(activity)
        uow.activities.put_all(accepted)
        assess(uow, office, {one.person_year for one in accepted})
        uow.outbox.extend(_told(answer, year, opens) for answer in answers if answer["status"] == "accepted")
        counts = {"rows": len(answers), "accepted": len(accepted), "year": year}
        uow.audit.record("points.filed", employer_id, counts)
        uow.commit()
    return {"rows": answers, "opens_class_hours": opens}


def _class_hours(office: Office, jurisdictions: set[str], year: int) -> int:
    """Return the class that accepted persons may take; 0 for none."""
    hours = 0
    for jurisdiction in sorted(jurisdictions):
        answer = office.book.ask(jurisdiction, year, "points_conversion", {"points": 0})
        if answer["more"].get("filed_by") != "employer":
            raise PointsNotFiledByEmployer(
                f"{year} 年度学习强国积分不由用人单位批量申报：{answer['reason']}。请由本人申报",
                clause=answer["clause"],
            )
        hours = int(answer["more"].get("class_hours") or 0)
    return hours


def _activity(key: PersonYear, points: int, today: str, office: Office) -> Activity:
    facts = {"points": points, "filed_by": "employer", "filed": today}
    return Activity(
        new_id(), *key, Source.POINTS, "xuexi_qiangguo", f"学习强国 {points} 积分", facts, local_date(office.now), 1
    )


def _judge(office: Office, file: YearFile, activity: Activity, row: dict[str, Any]) -> dict[str, Any]:
    """Ask the rules what they make of the points after what is on record already."""
    rules = office.book.rules(file.jurisdiction, activity.year)
    case = [*case_of(file.activities, file.attempts, rules), *case_of([activity], (), rules)]
    found = outcome_of(rules.decide(case), activity.activity_id)
    if found is None:
        raise LookupError("the decision does not speak of the points")
    if found["not_counted"]:
        first = found["not_counted"][0]
        return _refused(row, first["reason"], first["clause"], first["text"])
    step = found["steps"][-1]
    return {
        **row,
        "status": "accepted",
        "hours": found["counted"],
        "activity_id": activity.activity_id,
        "reason": "",
        "clause": step["clause"],
        "text": step["text"],
    }


def _refused(row: dict[str, Any], reason: str, clause: str, text: str) -> dict[str, Any]:
    answer = {"status": "refused", "hours": "", "activity_id": "", "reason": reason, "clause": clause, "text": text}
    return {**row, **answer}


def _told(answer: dict[str, Any], year: int, opens: int) -> Fact:
    data = {name: answer[name] for name in ("activity_id", "person_id", "points", "hours")}
    return Fact(
        "credit.points.accepted.v1", answer["activity_id"], 1, {**data, "year": year, "opens_class_hours": opens}
    )
