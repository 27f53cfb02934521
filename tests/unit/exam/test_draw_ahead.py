"""Papers lie ready before the rush: a start takes one, and what was drawn from an older bank is withdrawn."""

from ce_exam.application.draw_ahead import BATCH, draw_ahead
from ce_kit.ids import new_id


def draw(bank, wanted):
    while draw_ahead(bank.units(), bank.clock.now(), wanted):
        pass


def ready(bank):
    return [row["paper_hash"] for row in bank.units.rows("ready_paper")]


def test_papers_are_drawn_for_exams_that_are_open_or_open_tomorrow(bank):
    open_now = bank.create()["exam_id"]
    tomorrow = bank.create(opens_on="2026-03-03")["exam_id"]
    bank.create(opens_on="2026-03-04")
    bank.create(opens_on="2026-02-01", closes_on="2026-03-01")
    draw(bank, BATCH + 5)
    drawn = [row["exam_id"] for row in bank.units.rows("ready_paper")]
    assert {exam_id: drawn.count(exam_id) for exam_id in drawn} == {open_now: BATCH + 5, tomorrow: BATCH + 5}


def test_a_start_takes_a_ready_paper_and_draws_none(bank):
    exam_id = bank.create()["exam_id"]
    draw(bank, 2)
    before = ready(bank)
    hashes = [bank.start(exam_id, f"person-{number}")["paper"]["paper_hash"] for number in range(3)]
    assert set(hashes[:2]) == set(before)
    assert hashes[2] not in before  # none was left, so it was drawn then
    assert len(set(hashes)) == 3
    assert ready(bank) == []


def test_two_clicks_take_one_paper(bank):
    exam_id = bank.create()["exam_id"]
    draw(bank, 3)
    request_id = new_id()
    first, second = (bank.start(exam_id, request_id=request_id) for _ in range(2))
    assert first["paper"] == second["paper"]
    assert len(ready(bank)) == 2


def test_papers_of_an_older_bank_are_withdrawn(bank):
    exam_id = bank.create()["exam_id"]
    draw(bank, 2)
    before = set(ready(bank))
    bank.import_items(["E99", 2026, "公需科目", "单选", "易", "后来的题", "right", "wrong", "", "", "A"])
    assert bank.start(exam_id)["paper"]["paper_hash"] not in before
    draw(bank, 2)
    assert not before & set(ready(bank))
    assert len(ready(bank)) == 2


def test_a_bank_that_cannot_fill_a_paper_any_more_holds_nothing_up(bank):
    too_large = bank.create(blueprint=[{"difficulty": "DIFFICULTY_HARD", "count": 4}], pass_mark=20)["exam_id"]
    for code in ("H00", "H01"):
        bank.import_items([code, 2026, "公需科目", "判断", "易", "改为容易", "", "", "", "", "正确"])
    fine = bank.create()["exam_id"]
    draw(bank, 1)
    assert [row["exam_id"] for row in bank.units.rows("ready_paper")] == [fine]
    assert too_large != fine
