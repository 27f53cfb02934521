"""学习强国 points, filed by the employer in a batch (WH19 一(一))."""

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import person


def file_points(credits, *rows, actor=None, **payload):
    rows = [{"person_id": person_id, "points": points} for person_id, points in rows]
    given = {"employer_id": "hospital", "year": credits.year, "rows": rows, **payload}
    return credits.call("file_points", actor or person("clerk", ("employer_admin", "hospital")), **given)


def staffed(weihai, *people):
    for one in people:
        weihai.employ(one)
    return weihai


def test_2000_points_give_five_hours_and_open_the_shorter_class(weihai):
    answer = file_points(weihai, ("lin", 2000))
    (row,) = answer["rows"]
    assert (row["status"], row["hours"], row["clause"]) == ("POINTS_STATUS_ACCEPTED", "5", "WH19 一(一)")
    assert answer["opens_class_hours"] == 25
    (fact,) = weihai.units.facts("credit.points.accepted.v1")
    assert fact["data"] == {
        "activity_id": row["activity_id"],
        "person_id": "lin",
        "year": 2019,
        "points": 2000,
        "hours": "5",
        "opens_class_hours": 25,
    }
    assert weihai.ledger() == {(row["activity_id"], "public"): 5}
    assert weihai.assessed()["public_amount"] == "5"


def test_with_the_class_of_25_hours_the_public_subject_is_whole(weihai):
    file_points(weihai, ("lin", 2300))
    weihai.hear(weihai.completed("25 学时班", "25"), weihai.graded(1, passed=True))
    public = next(one for one in weihai.assessed()["minimums"] if one["name"] == "public")
    assert (public["have"], public["met"]) == ("30", "COMPLIANCE_YES")


def test_a_refused_row_does_not_stop_the_others_and_leaves_no_trace(weihai):
    staffed(weihai, "wang", "zhao")
    answer = file_points(weihai, ("wang", 1999), ("stranger", 3000), ("zhao", 2001), ("lin", 0))
    assert [(row["status"], row["reason"]) for row in answer["rows"]] == [
        ("POINTS_STATUS_REFUSED", "below_points"),
        ("POINTS_STATUS_REFUSED", "NOT_STAFF"),
        ("POINTS_STATUS_ACCEPTED", ""),
        ("POINTS_STATUS_REFUSED", "below_points"),
    ]
    assert answer["rows"][0]["clause"] == "WH19 一(一)"
    assert "1999" in answer["rows"][0]["text"]
    assert [row["person_id"] for row in weihai.units.rows("activity")] == ["zhao"]


def test_points_count_once_a_year(weihai):
    answer = file_points(weihai, ("lin", 2000), ("lin", 2500))
    assert [row["reason"] for row in answer["rows"]] == ["", "duplicate"]
    (again,) = file_points(weihai, ("lin", 2600))["rows"]
    assert (again["status"], again["reason"]) == ("POINTS_STATUS_REFUSED", "duplicate")
    assert weihai.assessed()["public_amount"] == "5"


def test_in_zibo_the_person_files(zibo):
    with pytest.raises(DomainError) as refused:
        file_points(zibo, ("lin", 2000))
    assert refused.value.reason == "POINTS_NOT_FILED_BY_EMPLOYER"
    assert "ZB20" in refused.value.metadata["clause"]


@pytest.mark.parametrize("roles", [(), (("employer_admin", "clinic"),), (("authority_admin", "hospital"),)])
def test_only_the_employers_administrator_files(weihai, roles):
    with pytest.raises(DomainError) as refused:
        file_points(weihai, ("lin", 2000), actor=person("other", *roles))
    assert refused.value.reason == "PERMISSION_DENIED"


def test_former_staff_is_no_staff(weihai):
    weihai.hear(weihai.left(on="2019-05-31"))
    assert [row["reason"] for row in file_points(weihai, ("lin", 2000))["rows"]] == ["NOT_STAFF"]


def test_a_batch_of_500_is_one_transaction(weihai):
    people = [f"p{number}" for number in range(500)]
    weihai.hear(*(weihai.employed(one) for one in people))
    answer = file_points(weihai, *((one, 2000) for one in people))
    assert {row["status"] for row in answer["rows"]} == {"POINTS_STATUS_ACCEPTED"}
    assert len(weihai.units.rows("ledger_entry")) == 500
    assert len(weihai.units.audits("points.filed")) == 1
