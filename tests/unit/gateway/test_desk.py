"""The desk: stored once, queued in bundles, answered when the broker has them; what is left is found again."""

import asyncio
import itertools
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ce_client.confirms import NotTaken
from ce_gateway.intake import tables  # noqa: F401  fills the metadata
from ce_gateway.intake.backlog import BacklogWatch
from ce_gateway.intake.bundle import LARGEST
from ce_gateway.intake.clock import IngressClock
from ce_gateway.intake.desk import PACE_SECONDS, Desk
from ce_gateway.intake.errors import AttemptOver, IntakeBusy, ReceiptUnknown
from ce_gateway.intake.settling import FORGOTTEN_AFTER, Settling
from ce_gateway.intake.sheet import Sheet, SheetKind, sha256_of
from ce_gateway.intake.store import KEPT, REFUSED, ReceiptStore
from ce_keys.ed25519 import SigningKey
from ce_kit.bus.topology import COUNT_HEADER
from ce_kit.clock import FixedClock
from ce_kit.errors import RequestIdReused, Unavailable

NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)
MIDNIGHT = NOON + timedelta(hours=12)
KEY = SigningKey.generate()
NUMBERS = itertools.count(1000)


class FakePublisher:
    """The broker as the desk sees it: messages lie here until a test says what becomes of them."""

    def __init__(self):
        self.ready, self.blocked = asyncio.Event(), False
        self.ready.set()
        self.sent = []

    def send_all(self, batch):
        self.sent += batch

    def sheets(self):
        return [job["request_id"] for message, _ in self.sent for job in message.body["sheets"]]

    async def end(self, error=None, number=0):
        """Tell the fate of a message."""
        message, fate = self.sent.pop(number)
        fate.set_exception(error) if error else fate.set_result(None)
        for _ in range(3):  # the fate, the answer, the sender
            await asyncio.sleep(0)
        return message


@pytest.fixture
def desk_of(stores):
    """Open a desk on the city's database: `async with desk_of() as desk`."""

    @asynccontextmanager
    async def opened(at=NOON):
        clock = FixedClock(at)
        desk = Desk(
            ReceiptStore(stores("city"), "370300"),
            FakePublisher(),
            BacklogWatch("", None),
            IngressClock(clock, 2.0),
            KEY,
            "370300",
        )
        desk.time = clock
        await desk.start()
        try:
            yield desk
        finally:
            await desk.stop()

    return opened


def sheet(number=1, chosen="A", kind=SheetKind.SUBMIT):
    answers = [[1, chosen]]
    return Sheet(f"attempt-{number}", "lin", f"request-{number}", kind, 1, answers, sha256_of(answers))


async def queued(desk, count=1):
    """Wait until so many messages were sent, and the desk knows it: the writer's thread has gone on to the next."""
    for _ in range(500):
        if len(desk.publisher.sent) >= count:
            await asyncio.get_running_loop().run_in_executor(desk.writer, lambda: None)
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"{len(desk.publisher.sent)} messages, not {count}")


def hand_in(desk, *sheets, deadline=MIDNIGHT):
    return [asyncio.create_task(desk.take(one, deadline)) for one in sheets]


def test_what_comes_together_travels_together_and_is_answered_when_the_broker_has_it(desk_of):
    async def story():
        async with desk_of() as desk:
            tasks = hand_in(desk, *(sheet(number) for number in range(LARGEST + 60)))
            await queued(desk, 2)
            sizes = [message.headers[COUNT_HEADER] for message, _ in desk.publisher.sent]
            assert sizes == [LARGEST, 60]
            assert not any(task.done() for task in tasks)
            await desk.publisher.end(number=1)
            assert [task.done() for task in tasks] == [False] * LARGEST + [True] * 60
            await desk.publisher.end()
            received = [task.result() for task in tasks]
            assert [one.request_id for one in received] == [f"request-{number}" for number in range(LARGEST + 60)]
            assert len({one.received_at for one in received}) == LARGEST + 60
            assert desk.in_hand == 0

    asyncio.run(story())


def test_who_comes_right_after_another_shares_the_next_bundle_with_those_who_follow(desk_of):
    async def story():
        async with desk_of() as desk:
            hand_in(desk, sheet(1))
            await queued(desk)
            await desk.publisher.end()
            hand_in(desk, sheet(2))
            await asyncio.sleep(PACE_SECONDS / 5)
            hand_in(desk, sheet(3))
            await queued(desk)
            assert desk.publisher.sheets() == ["request-2", "request-3"]
            await desk.publisher.end()

    asyncio.run(story())


def test_nobody_waits_for_what_the_broker_says_of_the_bundle_before(desk_of):
    async def story():
        async with desk_of() as desk:
            (slow,) = hand_in(desk, sheet(1))
            await queued(desk)
            (quick,) = hand_in(desk, sheet(2))
            await queued(desk, 2)
            await desk.publisher.end(number=1)
            assert (slow.done(), quick.done()) == (False, True)
            await desk.publisher.end()
            assert slow.done()

    asyncio.run(story())


def test_two_clicks_are_one_sheet_and_one_receipt(desk_of):
    async def story():
        async with desk_of() as desk:
            tasks = hand_in(desk, sheet(), sheet(), sheet())
            await queued(desk)
            assert desk.publisher.sheets() == ["request-1"]
            await desk.publisher.end()
            assert len({task.result().signature for task in tasks}) == 1

    asyncio.run(story())


def test_another_sheet_under_a_known_request_is_refused_and_never_queued(desk_of):
    async def story():
        async with desk_of() as desk:
            (first,) = hand_in(desk, sheet())
            await queued(desk)
            await desk.publisher.end()
            await first
            with pytest.raises(RequestIdReused):
                await desk.take(sheet(chosen="B"), MIDNIGHT)
            with pytest.raises(RequestIdReused):
                await desk.take(sheet(chosen="B"), NOON)
            assert desk.publisher.sent == []

    asyncio.run(story())


def test_what_the_broker_had_no_room_for_is_refused_and_taken_later_as_it_came_first(desk_of):
    async def story():
        async with desk_of() as desk:
            tasks = hand_in(desk, sheet(1), sheet(2))
            await queued(desk)
            await desk.publisher.end(NotTaken("full"))
            for task in tasks:
                with pytest.raises(IntakeBusy) as refused:
                    await task
                assert 2 <= float(refused.value.metadata["retry_after_seconds"]) <= 12
            assert await state(desk) == REFUSED
            assert await desk.of_attempt("attempt-1") == []
            (again,) = hand_in(desk, sheet(1), deadline=NOON)  # the deadline has passed meanwhile
            await queued(desk)
            await desk.publisher.end()
            assert (await again).received_at < MIDNIGHT
            assert await state(desk) == KEPT

    asyncio.run(story())


async def state(desk, number=1):
    return (await asyncio.to_thread(desk.store.known, sheet(number).key)).state


def test_at_the_deadline_it_is_too_late_but_who_has_a_receipt_gets_it_again(desk_of):
    async def story():
        async with desk_of() as desk:
            (first,) = hand_in(desk, sheet())
            await queued(desk)
            await desk.publisher.end()
            received = await first
            (again,) = hand_in(desk, sheet(), deadline=received.received_at)
            await queued(desk)
            await desk.publisher.end()
            assert await again == received
            with pytest.raises(AttemptOver):
                await desk.take(sheet(2), desk.clock.latest + timedelta(microseconds=1))

    asyncio.run(story())


def test_what_was_left_while_the_broker_was_away_is_queued_later_and_only_then_settled(desk_of):
    async def story():
        async with desk_of() as desk:
            settling = Settling(desk)
            (lost,) = hand_in(desk, sheet(1))
            await queued(desk)
            await desk.publisher.end(Unavailable("gone"))
            with pytest.raises(ReceiptUnknown):
                await lost
            (good,) = hand_in(desk, sheet(2))
            await queued(desk)
            await desk.publisher.end()
            await good
            await settling.note()
            desk.time.advance(seconds=FORGOTTEN_AFTER.seconds + 1)
            search = asyncio.create_task(settling.send_forgotten())
            await queued(desk)
            assert desk.publisher.sheets() == ["request-1", "request-2"]  # workers know the second one already
            await desk.publisher.end()
            await search
            await settling.note()
            assert await asyncio.to_thread(desk.store.unsettled, desk.clock.now(), 10) == []

    asyncio.run(story())


def test_a_desk_of_a_process_that_died_is_cleared_by_the_next(desk_of):
    async def story():
        async with desk_of() as dead:
            hand_in(dead, sheet(1), sheet(2))
            await queued(dead)
            # nobody learns what became of the message
            async with desk_of(NOON + FORGOTTEN_AFTER + timedelta(seconds=1)) as desk:
                settling = Settling(desk)
                search = asyncio.create_task(settling.send_forgotten())
                await queued(desk)
                assert desk.publisher.sheets() == ["request-1", "request-2"]
                await desk.publisher.end()
                await search
                await settling.send_forgotten()
                assert desk.publisher.sent == []
            await dead.publisher.end()

    asyncio.run(story())


def test_what_is_not_even_written_is_not_settled(desk_of):
    async def story():
        async with desk_of() as desk:
            desk.writing.cancel()
            tasks = hand_in(desk, sheet(1), sheet(2))
            await asyncio.sleep(0)
            first = desk.waiting[0].received_at
            assert first < desk.clock.now()
            assert desk.open_since() == first
            for task in tasks:
                task.cancel()

    asyncio.run(story())


FATES = st.lists(
    st.one_of(
        st.tuples(st.just("hand in"), st.integers(1, 3)),
        st.tuples(st.just("taken"), st.integers(0, 9)),
        st.tuples(st.just("gone"), st.integers(0, 9)),
        st.tuples(st.just("note"), st.just(0)),
    ),
    min_size=3,
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=FATES)
@example(steps=[("hand in", 1), ("gone", 0), ("note", 0)])
@example(steps=[("hand in", 2), ("hand in", 2), ("taken", 1), ("note", 0)])
def test_whenever_the_process_dies_nothing_unconfirmed_counts_as_settled(desk_of, steps):
    """In whatever order bundles are confirmed or lost, and whenever the desk wrote down how far it got."""

    async def story():
        async with desk_of() as desk:
            settling, confirmed, sent, senders = Settling(desk), set(), set(), []
            for step, number in steps:
                if step == "hand in":
                    fresh = [next(NUMBERS) for _ in range(number)]
                    senders += hand_in(desk, *map(sheet, fresh))
                    await queued(desk, len(desk.publisher.sent) + 1)
                    sent |= {f"request-{one}" for one in fresh}
                elif step == "note":
                    await settling.note()
                elif desk.publisher.sent:
                    place = number % len(desk.publisher.sent)
                    message = await desk.publisher.end(Unavailable("gone") if step == "gone" else None, place)
                    if step == "taken":
                        confirmed |= {job["request_id"] for job in message.body["sheets"]}
            left = await asyncio.to_thread(desk.store.unsettled, MIDNIGHT, 1_000_000)
            found = {one.request_id for number, one in left if number == desk.number}
            assert found >= sent - confirmed
            while desk.publisher.sent:
                await desk.publisher.end()
            await asyncio.gather(*senders, return_exceptions=True)

    asyncio.run(story())


@pytest.mark.parametrize(
    ("sent", "bundles", "sheets"),
    [([], 3, 3), ([1] * 10, 4, 4), ([1, 1, 50, 60], 2, 110), ([1, 1, 50, 60], 4, 112), ([10, 20], 4, 60), ([5], 0, 0)],
)
def test_waiting_sheets_are_known_from_the_bundles_sent_last(sent, bundles, sheets):
    watch = BacklogWatch("", None)
    for size in sent:
        watch.sent(size)
    assert watch.sheets_in(bundles) == sheets
