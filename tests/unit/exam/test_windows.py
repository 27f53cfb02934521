"""Days are those of Shandong: an exam begins and ends at midnight there, to the microsecond."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import Closing, Submission
from ce_exam.domain.attempt_policy import AfterFailure, AttemptPolicy
from ce_exam.domain.exam import Exam, ExamMode
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category, Difficulty
from ce_exam.domain.standing import Record, Status, standing_of
from ce_exam.domain.window import Extension, window_of
from ce_kit.clock import SHANGHAI

POLICY = AttemptPolicy(AfterFailure.NOTHING, None, None, None, "", "", "")


def exam(opens_on=date(2026, 12, 1), closes_on=date(2026, 12, 31), minutes=60):
    return Exam(
        "exam", 2026, Category.PUBLIC, "考试", ExamMode.ONLINE, opens_on, closes_on, minutes,
        {Difficulty.EASY: 1}, 1, 1,
        MultipleChoiceRule.ALL_OR_NOTHING, Decimal(0), POLICY,
    )  # fmt: skip


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-11-30T23:59:59.999999", Status.NOT_OPEN),
        ("2026-12-01T00:00:00", Status.ELIGIBLE),
        ("2026-12-31T23:59:59.999", Status.ELIGIBLE),
        ("2026-12-31T23:59:59.999999", Status.ELIGIBLE),
        ("2027-01-01T00:00:00", Status.CLOSED),
    ],
)
def test_an_exam_is_open_from_the_first_midnight_to_the_last(moment, status):
    assert standing_of(exam(), Record(), at(moment)).status is status
    assert standing_of(exam(), Record(), at(moment).astimezone(UTC)).status is status


def test_the_year_ends_at_16_o_clock_utc():
    assert exam().closes_at == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert exam(closes_on=date(2026, 9, 30)).closes_at == datetime(2026, 9, 30, 16, tzinfo=UTC)


def test_an_exam_of_one_day_is_open_for_that_day():
    one_day = exam(date(2028, 2, 29), date(2028, 2, 29))
    assert one_day.closes_at - one_day.opens_at == timedelta(days=1)


@pytest.mark.parametrize(
    ("started", "deadline"),
    [
        ("2026-12-31T22:59:59", "2026-12-31T23:59:59"),
        ("2026-12-31T23:00:00", "2027-01-01T00:00:00"),
        ("2026-12-31T23:59:59.999", "2027-01-01T00:00:00"),
    ],
)
def test_an_attempt_ends_with_its_duration_or_with_the_exam(started, deadline):
    assert window_of(exam()).deadline_of(at(started)) == at(deadline)


@pytest.mark.parametrize(
    ("closing", "received", "day"),
    [
        (Closing.HANDED_IN, "2026-12-31T23:59:59.999", date(2026, 12, 31)),
        (Closing.HANDED_IN, "2027-01-01T00:00:00", date(2027, 1, 1)),
        (Closing.TIME, "2027-01-01T00:00:00", date(2026, 12, 31)),
        (Closing.TIME, "2026-10-01T00:00:00", date(2026, 9, 30)),
        (Closing.TIME, "2026-12-31T12:00:00", date(2026, 12, 31)),
    ],
)
def test_an_attempt_that_ran_to_midnight_was_sat_on_the_day_before(closing, received, day):
    """Otherwise the hour of 31 December would be dated into the next year."""
    assert Submission("a", "", 1, AnswerSheet(), at(received), closing).sat_on == day


def more(minutes=0, closes_on=None, exam_id="exam"):
    return Extension("x", exam_id, "lin", minutes, closes_on, "系统故障", "hu", at("2026-12-30T08:00:00"))


@pytest.mark.parametrize(
    ("extensions", "started", "deadline"),
    [
        ([], "2026-12-31T23:30:00", "2027-01-01T00:00:00"),
        ([more(30)], "2026-12-31T20:00:00", "2026-12-31T21:30:00"),
        ([more(30)], "2026-12-31T23:00:00", "2027-01-01T00:00:00"),  # minutes do not move the year's end
        ([more(closes_on=date(2027, 1, 5))], "2026-12-31T23:30:00", "2027-01-01T00:30:00"),
        ([more(30, date(2027, 1, 5))], "2026-12-31T23:30:00", "2027-01-01T01:00:00"),
        ([more(closes_on=date(2027, 1, 5))], "2027-01-05T23:59:59.999", "2027-01-06T00:00:00"),
        ([more(30), more(10), more(0)], "2026-12-31T20:00:00", "2026-12-31T21:30:00"),  # the longest counts
        ([more(closes_on=date(2026, 12, 1))], "2026-12-31T20:00:00", "2026-12-31T21:00:00"),  # nothing shortens
        ([more(30, exam_id="another")], "2026-12-31T20:00:00", "2026-12-31T21:00:00"),
    ],
)
def test_an_extension_is_the_persons_own(extensions, started, deadline):
    assert window_of(exam(), extensions).deadline_of(at(started)) == at(deadline)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2027-01-01T00:00:00", Status.ELIGIBLE),
        ("2027-01-05T23:59:59.999", Status.ELIGIBLE),
        ("2027-01-06T00:00:00", Status.CLOSED),
    ],
)
def test_who_was_granted_a_later_last_day_may_still_begin(moment, status):
    record = Record(extensions=(more(closes_on=date(2027, 1, 5)),))
    assert standing_of(exam(), record, at(moment)).status is status
    assert standing_of(exam(), Record(), at(moment)).status is Status.CLOSED
