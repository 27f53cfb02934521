"""The product broken on purpose, to prove that the checker sees it.

`python -m tests.faults.exam.mutants NAME ce_exam serve` runs a process of the broken product.

A mutant replaces functions in one process before that starts; the product itself knows nothing of it. Where a mutant
opens a window for loss, it holds that window open for a moment: a run of a minute must stand for an evening.
"""

import asyncio
import runpy
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WINDOW_SECONDS = 0.25


@dataclass(frozen=True)
class Mutant:
    """What it leaves out, in which package, and which faults show it."""

    tells: str
    package: str
    apply: Callable[[], None]
    kinds: tuple[str, ...]


def no_inbox() -> None:
    """A sheet that was settled before is settled again."""
    from ce_exam.adapters.attempts import SqlAttempts

    submissions = SqlAttempts.submissions

    def forgetful(self: Any, attempt_ids: Any) -> Any:
        from dataclasses import replace

        from ce_exam.domain.attempt import Closing

        return {key: replace(one, closing=Closing.TIME) for key, one in submissions(self, attempt_ids).items()}

    SqlAttempts.submissions = forgetful  # type: ignore[method-assign]


def ack_before_commit() -> None:
    """The broker forgets a batch before the database has it."""
    from ce_kit.bus.batch import BatchLoop

    handle = BatchLoop._handle

    def hasty(self: Any, batch: list[Any]) -> None:
        for message in batch:
            message.ack()
            message.ack = message.requeue = message.reject = lambda *_, **__: None
        self.sleep(WINDOW_SECONDS)
        handle(self, batch)

    BatchLoop._handle = hasty  # type: ignore[method-assign]


def mark_before_publish() -> None:
    """The relay notes that facts are published, then publishes them."""
    from sqlalchemy import select, update

    from ce_kit.bus.confirmed import Outgoing
    from ce_kit.bus.relay import BATCH, Relay
    from ce_kit.bus.topology import EVENTS

    def hasty(self: Any) -> int:
        table = self.table
        with self.engine.begin() as connection:
            waiting = select(table).where(table.c.published_at.is_(None)).limit(BATCH).with_for_update(skip_locked=True)
            rows = connection.execute(waiting).all()
            taken = table.c.position.in_([row.position for row in rows])
            connection.execute(update(table).where(taken).values(published_at=self.clock.now()))
        if rows:
            time.sleep(WINDOW_SECONDS)
            self.publisher.publish(
                [Outgoing(EVENTS.name, row.event_type, row.body, row.event_id, row.headers) for row in rows]
            )
        return len(rows)

    Relay.run_once = hasty  # type: ignore[method-assign]


def no_confirm() -> None:
    """What was written to the socket counts as taken."""
    from ce_client import confirms

    write = confirms.ConfirmClient._write

    def careless(self: Any, message: Any, fate: Any) -> None:
        write(self, message, fate)
        confirms.tell([(fate, None, None)])

    confirms.ConfirmClient._write = careless  # type: ignore[method-assign]


def receipt_before_confirm() -> None:
    """The receipt goes out at once; storing and queueing follow."""
    from ce_gateway.intake.desk import Desk

    take = Desk.take
    later: set[asyncio.Task[Any]] = set()

    async def eager(self: Any, sheet: Any, deadline: Any) -> Any:
        known = await asyncio.to_thread(self.store.known, sheet.key)
        if known is not None or self.clock.now() >= deadline:
            return await take(self, sheet, deadline)

        async def follow() -> None:
            await asyncio.sleep(WINDOW_SECONDS)
            await self._join(sheet, received.received_at)

        received = self._sign(sheet, self.clock.now())
        later.add(asyncio.create_task(follow()))
        return received

    Desk.take = eager  # type: ignore[method-assign]


MUTANTS = {
    "no-inbox": Mutant("a sheet that comes twice has its effect twice", "ce_exam", no_inbox, ("kill exam",)),
    "ack-before-commit": Mutant(
        "a batch is acknowledged before it is committed", "ce_exam", ack_before_commit, ("kill exam",)
    ),
    "mark-before-publish": Mutant(
        "facts are marked before they are published", "ce_exam", mark_before_publish, ("kill exam-relay",)
    ),
    "no-confirm": Mutant(
        "the gateway does not wait for the broker", "ce_gateway", no_confirm, ("dead link of gateway", "kill rabbitmq")
    ),
    "receipt-before-confirm": Mutant(
        "the receipt goes out before anything is kept", "ce_gateway", receipt_before_confirm, ("kill gateway",)
    ),
}


def main() -> None:
    """Break, then run the process as its command would."""
    name, package, command = sys.argv[1:]
    if package != "ce_gateway":
        import ce_nameko.green  # noqa: F401  first: the standard library becomes cooperative
    mutant = MUTANTS[name]
    if mutant.package == package:
        mutant.apply()
    sys.argv = [package, command]
    runpy.run_module(package, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
