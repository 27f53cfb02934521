"""Business time: the day in Shandong, its midnight and the end of its year."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ce_kit.clock import FixedClock, RatedClock, SystemClock, local_date, local_time, set_rated_clock
from ce_kit.ids import new_id


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2025, 12, 31, 15, 59, 59, 999999, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2024, 2, 29, 3, 0, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2026, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=8))), date(2026, 1, 1)),
    ],
)
def test_local_date(instant, day):
    assert local_date(instant) == day


def test_local_time_is_the_other_way_round():
    assert local_time(date(2026, 1, 1)) == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert local_time(date(2026, 12, 31), 23, 59, 59) == datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    assert local_date(local_time(date(2026, 12, 31), 23, 59, 59)) == date(2026, 12, 31)
    # Shandong had summer time until 1991; people were born then
    assert local_time(date(1990, 7, 1)) == datetime(1990, 6, 30, 15, tzinfo=UTC)


def test_clocks_tell_utc():
    assert SystemClock().now().tzinfo is UTC
    assert abs(SystemClock().now().timestamp() - time.time()) < 1
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == datetime(2025, 12, 31, 16, tzinfo=UTC)
    clock.advance(days=1, hours=2)
    assert clock.now() == datetime(2026, 1, 1, 18, tzinfo=UTC)


def test_rated_clock_runs_fast_and_the_same_in_every_process(tmp_path):
    start, path = datetime(2020, 1, 1, tzinfo=UTC), tmp_path / "clock.json"
    set_rated_clock(path, start, 3600)
    one, other = RatedClock(path), RatedClock(path)
    time.sleep(0.1)
    assert timedelta(minutes=6) <= one.now() - start < timedelta(hours=1)
    assert abs(one.now() - other.now()) < timedelta(minutes=30)
    with pytest.raises(ValueError, match="zone"):
        set_rated_clock(path, datetime(2020, 1, 1), 2)


def test_rated_clock_jumps_forward_and_never_runs_backwards(tmp_path):
    start, path = datetime(2020, 1, 1, tzinfo=UTC), tmp_path / "clock.json"
    set_rated_clock(path, start, 1)
    clock = RatedClock(path)
    set_rated_clock(path, start + timedelta(days=90), 1)
    assert clock.now() - start >= timedelta(days=90)
    set_rated_clock(path, start, 1)
    assert clock.now() - start >= timedelta(days=90)


def test_ids_sort_by_time():
    ids = []
    for _ in range(20):
        ids.append(new_id())
        time.sleep(0.0012)
    assert ids == sorted(ids)
    assert len({new_id() for _ in range(1000)}) == 1000
    assert all(one[14] == "7" and one[19] in "89ab" and len(one) == 36 for one in ids)
