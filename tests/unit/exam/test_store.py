"""The database: migrations make what the model says; what must never be double cannot be."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from ce_exam.adapters.tables import metadata
from ce_exam.app import APP
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import SavedSheet
from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import upgrade
from ce_kit.ids import new_id
from ce_kit.testing.store import schema_differences


def test_migrations_make_the_model():
    engine = make_engine("sqlite://")
    upgrade(engine, APP.package, APP.metadata)
    assert schema_differences(engine, APP.metadata) == []


@pytest.mark.parametrize("changes", [{"number": 2}, {"request_id": "r2"}])
def test_a_person_has_one_open_attempt_in_a_year_and_category(bank, changes):
    bank.start(bank.create()["exam_id"])
    (row,) = bank.units.rows("attempt")
    other = {**row, "attempt_id": new_id(), **changes}
    with bank.units.engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(insert(metadata.tables["attempt"]).values(**other))


def test_who_loses_the_race_of_two_starts_gets_the_winners_attempt(bank):
    """Both were decided on the same facts; the second insert finds the number and the live place taken."""
    exam_id = bank.create()["exam_id"]
    started = bank.start(exam_id)
    with bank.units() as uow:
        (record,) = uow.records.of_person("lin").values()
        (winner,) = record.attempts
        loser = replace(winner, attempt_id=new_id(), request_id=new_id())
        assert uow.attempts.begin(loser) is False
    assert bank.start(exam_id)["attempt"]["attempt_id"] == started["attempt"]["attempt_id"]


def test_an_attempt_takes_one_submission(bank):
    started = bank.start(bank.create()["exam_id"])
    bank.submit(started, [])
    with bank.units() as uow:
        (known,) = uow.attempts.submissions([started["attempt"]["attempt_id"]]).values()
        assert uow.attempts.hand_in([replace(known, request_id=new_id(), sequence=100)]) == []


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 9)), min_size=1, max_size=12))
def test_of_the_saves_of_a_batch_and_of_those_before_the_newest_of_each_attempt_is_kept(make_exams, arrived):
    bank = make_exams({"value": "silent"})
    exam_id = bank.create()["exam_id"]
    attempts = [bank.start(exam_id, f"person-{number}")["attempt"]["attempt_id"] for number in range(3)]
    newest = {}
    for batch in (arrived[: len(arrived) // 2], arrived[len(arrived) // 2 :]):
        with bank.units() as uow:
            uow.sheets.save(
                SavedSheet(attempts[which], new_id(), sequence, AnswerSheet(((sequence, "A"),)), bank.clock.now())
                for which, sequence in batch
            )
            uow.commit()
        for which, sequence in batch:
            newest[attempts[which]] = max(sequence, newest.get(attempts[which], 0))
    with bank.units() as uow:
        kept = uow.sheets.among(attempts)
    assert {attempt_id: one.sequence for attempt_id, one in kept.items()} == newest
    assert all(one.sheet == AnswerSheet(((one.sequence, "A"),)) for one in kept.values())
