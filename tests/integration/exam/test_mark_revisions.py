"""Revisions of marks on PostgreSQL: two decisions at once, a ruling while others are being graded."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from ce_exam.adapters.mark_tables import mark_revision
from ce_exam.adapters.tables import paper
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import person

HU, MA, BO = (person(name, ("city_admin", "unit-hrss")) for name in ("hu", "ma", "bo"))


@pytest.fixture(scope="module")
def engine(database):
    made = make_engine(database)
    yield made
    made.dispose()


def outcome(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except ServiceFault as fault:
        return fault.reason


def test_two_people_deciding_at_once_revise_once_and_tell_once(create, sit, ask, own_bus, engine):
    taken = sit(create(2026)["exam_id"], new_id(), right=2)
    attempt_id = taken["attempt_id"]
    asked = ask("request_correction", HU, attempt_id=attempt_id, points=60, reason="漏登")
    payload = {"correction_id": asked["correction"]["correction_id"], "accept": True}
    with own_bus.hear("exam.attempt.graded.v1") as heard, ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda n: outcome(ask, "decide_correction", (MA, BO)[n % 2], **payload), range(6)))
        (fact,) = heard.wait(1)
    assert outcomes.count({"version": 2}) == 1
    assert outcomes.count("ALREADY_DECIDED") == 5
    assert (fact["version"], fact["data"]["mark"], fact["data"]["passed"]) == (2, 60, True)
    with engine.connect() as connection:
        rows = connection.execute(select(mark_revision).where(mark_revision.c.attempt_id == attempt_id)).all()
    assert [(row.version, row.reversed_points, row.points) for row in rows] == [(2, 40, 60)]


def test_a_preview_kept_by_a_refusal_survives_it_and_is_not_confirmed_by_sending_it_again(create, sit, ask, engine):
    lines = [{"difficulty": "DIFFICULTY_EASY", "count": 20}]
    exam_id = create(2021, blueprint=lines, points_per_item=5, pass_mark=5)["exam_id"]
    sit(exam_id, new_id(), right=0)
    with engine.connect() as connection:
        drawn = connection.execute(select(paper.c.drawn).where(paper.c.exam_id == exam_id)).scalars().first()
    given = {"item_version_id": drawn[1][0], "remedy": "REMEDY_GIVE", "reason": "题干有误"}
    rescore_id = ask("request_rescore", HU, **given)["rescore_id"]
    late = sit(exam_id, new_id(), right=0)["attempt_id"]
    decide = {"rescore_id": rescore_id, "accept": True, "preview": 1, "request_id": new_id()}
    assert [outcome(ask, "decide_rescore", MA, **decide) for _ in range(2)] == ["PREVIEW_CHANGED"] * 2
    (one,) = (one for one in ask("list_rescores", MA)["rescores"] if one["rescore_id"] == rescore_id)
    assert (one["preview"], one["state"]) == (2, "RESCORE_STATE_OPEN")
    changes = ask("list_rescore_changes", MA, rescore_id=rescore_id, page_size=500)["changes"]
    assert late in {change["attempt_id"] for change in changes}
    again = {**decide, "preview": 2, "request_id": new_id()}
    assert ask("decide_rescore", MA, **again)["counts"] == one["counts"]


def decide_as_previewed(ask, rescore_id):
    """Accept, again for each preview that others outran; return how many marks are concerned."""
    while (done := outcome(ask, "decide_rescore", MA, rescore_id=rescore_id, accept=True)) == "PREVIEW_CHANGED":
        pass
    return done["counts"]["concerned"]


def test_a_ruling_reaches_everyone_also_those_graded_while_it_is_decided(create, sit, ask, engine):
    """All twenty items of the year are on every paper; nobody answers right, the ruling gives one item's points."""
    lines = [{"difficulty": "DIFFICULTY_EASY", "count": 20}]
    exam_id = create(2026, blueprint=lines, points_per_item=5, pass_mark=5)["exam_id"]
    sit(exam_id, new_id(), right=0)
    with engine.connect() as connection:
        drawn = connection.execute(select(paper.c.drawn).where(paper.c.exam_id == exam_id)).scalars().first()
    given = {"item_version_id": drawn[0][0], "remedy": "REMEDY_GIVE", "reason": "题干有误"}
    asked = ask("request_rescore", HU, **given)
    people = [new_id() for _ in range(6)]
    with ThreadPoolExecutor(7) as pool:
        taken = [pool.submit(sit, exam_id, one, 0) for one in people]
        decided = pool.submit(decide_as_previewed, ask, asked["rescore_id"])
        attempts = [one.result()["attempt_id"] for one in taken]
        assert decided.result() >= 1
    points = [ask("get_attempt", HU, attempt_id=one)["attempt"]["mark"]["points"] for one in attempts]
    assert points == [5] * 6
