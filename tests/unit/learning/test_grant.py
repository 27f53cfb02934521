"""How much study time a report is granted, whatever it claims."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_learning.domain.course import Category, Course, Terms, study_seconds
from ce_learning.domain.enrolment import Enrolment
from ce_learning.domain.study import EndReason, Learner, Report, Shortfall, Study, apply, grant

T0 = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LONGEST = 600


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


class TestGrant:
    def test_an_honest_report_is_granted_whole(self):
        given = grant(60, 2700, T0, after(60), LONGEST)
        assert (given.seconds, given.shortfall, given.until) == (60, None, after(60))

    def test_no_more_than_has_passed(self):
        given = grant(120, 2700, T0, after(60.9), LONGEST)
        assert (given.seconds, given.shortfall) == (60, Shortfall.CLOCK)
        assert "只过了 60 秒，计 60 秒" in given.explanation

    def test_a_report_that_the_network_held_up_takes_nothing_from_the_next_one(self):
        first = grant(60, 2700, T0, after(65), LONGEST)
        second = grant(60, 2700, first.until, after(120.1), LONGEST)
        assert first.seconds + second.seconds == 120

    def test_a_client_that_was_silent_for_longer_than_a_segment_gets_one_segment(self):
        given = grant(3600, 9000, T0, after(3600), LONGEST)
        assert (given.seconds, given.shortfall, given.until) == (600, Shortfall.SEGMENT, after(3600))

    @pytest.mark.parametrize(("silent", "granted"), [(599, 599), (600, 600), (601, 600)])
    def test_both_sides_of_the_longest_segment(self, silent, granted):
        assert grant(5000, 9000, T0, after(silent), LONGEST).seconds == granted

    def test_no_more_than_the_course_needs(self):
        given = grant(60, 25, T0, after(60), LONGEST)
        assert (given.seconds, given.shortfall) == (25, Shortfall.COMPLETE)

    @pytest.mark.parametrize("claimed", [0, -30])
    def test_a_repeated_or_late_report_claims_nothing(self, claimed):
        given = grant(claimed, 2700, T0, after(60), LONGEST)
        assert (given.claimed, given.seconds, given.shortfall) == (0, 0, Shortfall.REPEATED)

    def test_a_clock_that_stepped_back_grants_nothing(self):
        given = grant(60, 2700, T0, after(-30), LONGEST)
        assert (given.seconds, given.shortfall) == (0, Shortfall.CLOCK)


def test_a_lesson_has_45_minutes_unless_told_otherwise_and_tenths_stay_whole_seconds():
    assert study_seconds(Decimal("1"), 45) == 2700
    assert study_seconds(Decimal("0.1"), 45) == 270
    assert study_seconds(Decimal("7.5"), 50) == 22_500


def enrolment(required: int) -> Enrolment:
    terms = Terms(2026, "A", Category.PUBLIC, None, "信息化", Decimal(1), priced=False, needs_points=False)
    return Enrolment("e", "p", Course("c", terms), 1, required, T0, paid=True)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0, 900)),
        st.tuples(st.just("start"), st.integers(0, 2), st.floats(0, 300)),
        st.tuples(st.just("report"), st.integers(0, 5), st.integers(0, 4000)),
        st.tuples(st.just("late"), st.integers(0, 5), st.integers(0, 4000), st.floats(0, 300)),
    ),
    max_size=40,
)


@given(STEPS)
def test_nobody_is_granted_more_than_the_time_that_has_passed(steps):
    """Any interleaving of devices, courses, repeated, late and absurd reports earns at most wall time."""
    courses = [enrolment(required) for required in (500, 2700, 100_000)]
    learner, sessions, now, total = Learner("p", T0), [], 0.0, 0
    for step in steps:
        if step[0] == "wait":
            now += step[1]
        elif step[0] == "start":
            if courses[step[1]].completed_on:
                continue
            at = after(now - step[2])  # also out of order
            study = Study(f"s{len(sessions)}", "e", "p", at)
            sessions.append((study, courses[step[1]]))
            learner.begin(study.study_id, at)
        elif sessions:
            study, course = sessions[step[1] % len(sessions)]
            at = after(now - (step[3] if step[0] == "late" else 0))
            total += apply(Report(study.study_id, step[2], at), learner, study, course, LONGEST).seconds
        assert total <= now
        assert learner.counted_until <= after(now)
        for course in courses:
            assert course.studied_seconds <= course.required_seconds
            assert (course.completed_on is not None) == (course.missing_seconds == 0)
    assert sum(course.studied_seconds for course in courses) == total
    assert sum(study.granted_seconds for study, _ in sessions) == total


@given(st.lists(st.integers(0, 300), min_size=1, max_size=20), st.randoms())
def test_repeating_and_shuffling_reports_never_adds(positions, random):
    """All reports arrive at the end: however often and in whatever order, they grant what the farthest claims."""
    reports = [Report("s", position, after(400)) for position in positions] * 2
    random.shuffle(reports)
    learner, study, course = Learner("p", T0, "s"), Study("s", "e", "p", T0), enrolment(100_000)
    total = sum(apply(report, learner, study, course, LONGEST).seconds for report in reports)
    assert total == max(positions)


def test_the_session_ends_with_the_course_and_says_so():
    learner, study, course = Learner("p", T0, "s"), Study("s", "e", "p", T0), enrolment(60)
    apply(Report("s", 60, after(60)), learner, study, course, LONGEST)
    again = apply(Report("s", 120, after(120)), learner, study, course, LONGEST)
    assert study.ended_by is EndReason.COMPLETED
    assert (again.seconds, again.shortfall) == (0, Shortfall.ENDED)
    assert "已学完" in again.explanation


def test_only_the_live_session_is_granted_anything():
    learner, course = Learner("p", T0), enrolment(2700)
    first, second = Study("s1", "e", "p", T0), Study("s2", "e", "p", T0)
    learner.begin("s1", T0)
    learner.begin("s2", T0)
    assert apply(Report("s1", 60, after(60)), learner, first, course, LONGEST).shortfall is Shortfall.ENDED
    assert apply(Report("s2", 60, after(60)), learner, second, course, LONGEST).seconds == 60
