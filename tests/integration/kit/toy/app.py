"""The toy service."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import eventlet
from marshmallow import fields
from sqlalchemy import Column, Integer, String, Table, func, insert, select

from ce_kit.bus.settle import Poison
from ce_kit.db.tables import new_metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_kit.errors import DomainError, Kind, Unavailable
from ce_kit.facts import Fact
from ce_kit.ids import new_id
from ce_kit.wire import Hours, Message, RequestId, Text
from ce_nameko.api import Asks, CallActor, UnitOfWork, anyone, event_batch, event_handler, rpc, signed_in, work_batch
from ce_nameko.app import App

metadata = new_metadata()
note = Table(
    "note",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("text", String(200), nullable=False),
    Column("source", String(20), nullable=False),
)


class ToyUnitOfWork(SqlUnitOfWork):
    metadata = metadata

    def write(self, text: str, source: str) -> None:
        self.connection.execute(insert(note).values(text=text, source=source))

    def count(self, text: str) -> int:
        return int(self.connection.execute(select(func.count()).where(note.c.text == text)).scalar_one())


class Refused(DomainError):
    kind, reason = Kind.FAILED_PRECONDITION, "TOY_REFUSED"


class NoteRequest(Message):
    request_id = RequestId()
    text = Text(120, required=True)
    hours = Hours(load_default=None)


class EchoRequest(Message):
    text = fields.String(load_default="")
    seconds = fields.Float(load_default=0.0)


class ToyService:
    name = "toy"
    actor = CallActor()
    uow = UnitOfWork(ToyUnitOfWork)
    toy = Asks("toy")
    absent = Asks("absent")

    @rpc(allow=anyone)
    def echo(self, payload: dict) -> dict:
        eventlet.sleep(EchoRequest().load(payload)["seconds"])
        return {"text": payload.get("text", ""), "actor": self.actor.id, "at": time.time()}

    @rpc(allow=signed_in)
    def whoami(self, payload: dict) -> dict:
        return {"actor": self.actor.id, "roles": [list(role) for role in self.actor.roles]}

    @rpc(allow=anyone)
    def fail(self, payload: dict) -> dict:
        if payload.get("how") == "refuse":
            raise Refused("需要 3，现有 1", needed=3, have=1)
        if payload.get("how") == "decimal":
            return {"hours": Decimal("1.5")}
        raise RuntimeError("secret text with 370303199001011234")

    @rpc(allow=anyone)
    def ask(self, payload: dict) -> dict:
        return self.toy(payload["method"], payload.get("payload", {}))

    @rpc(allow=anyone)
    def ask_absent(self, payload: dict) -> dict:
        return self.absent("anything", {})

    @rpc(allow=anyone, once=True)
    def write_first(self, payload: dict) -> dict:
        """Write a text that is not there yet; looks before the transaction that writes."""
        request = NoteRequest().load(payload)
        with self.uow.reader() as known:
            if known.count(request["text"]):
                raise Refused("this text is there already")
        return self.write(payload)

    @rpc(allow=anyone, once=True)
    def write(self, payload: dict) -> dict:
        request = NoteRequest().load(payload)
        with self.uow as uow:
            uow.write(request["text"], "call")
            uow.outbox.add(Fact("toy.note.written.v1", new_id(), 1, {"text": request["text"]}))
            uow.audit.record("note.write", request["text"], {"length": len(request["text"])})
            uow.commit()
        eventlet.sleep(0.05 if request["text"].startswith("linger") else 0)
        if request["text"].startswith("hold-call:"):
            _hold(request["text"])
        if request["text"].startswith("late-failure"):
            raise Refused("after commit")
        return {"text": request["text"], "answer": new_id()}

    @rpc(allow=anyone)
    def count(self, payload: dict) -> dict:
        with self.uow as uow:
            return {"count": uow.count(payload["text"])}

    @rpc(allow=anyone)
    def ask_inside_transaction(self, payload: dict) -> dict:
        with self.uow:
            return self.toy("echo", {})

    @event_handler("toy.note.written.v1")
    def on_note(self, event: dict) -> None:
        text = event["data"]["text"]
        if text.startswith("poison"):
            raise Poison("never")
        if text.startswith("flaky") and _tries(self, text) < 3:
            raise RuntimeError("not yet")
        if text.startswith("away") and _tries(self, text) < 9:
            raise Unavailable("another service is away")
        if text.startswith("hopeless"):
            raise RuntimeError("always, 370303199001011234")
        if text.startswith("slow"):
            eventlet.sleep(1)
        with self.uow as uow:
            uow.write(f"heard {text}", "event")
            if text.startswith("hold-inside:"):
                _hold(text)
            uow.commit()
        if text.startswith("hold-after:"):
            _hold(text)

    @work_batch("toy.jobs", size=50, wait=0.05)
    def on_jobs(self, jobs: list[dict[str, Any]]) -> None:
        if any(job["data"].get("text") == "poison" for job in jobs):
            raise ValueError("poison in the batch")
        with self.uow as uow:
            for job in uow.fresh(jobs):
                uow.write(f"job {job['data']['text']}", "batch")
            uow.write(f"batch of {len(jobs)}", "batch")
            uow.commit()
        for job in jobs:
            if job["data"]["text"].startswith("hold-after:"):
                _hold(job["data"]["text"])

    @event_batch("toy.thing.happened.v1", size=200, wait=0.05)
    def on_things(self, events: list[dict[str, Any]]) -> None:
        with self.uow as uow:
            for event in uow.fresh(events):
                uow.write(f"thing {event['data']['text']}", "batch")
            uow.commit()


def _tries(service: ToyService, text: str) -> int:
    """Count a try outside of the event's own transaction, and return how many there were."""
    with ToyUnitOfWork(service.uow.engine, service.uow.clock, "toy") as uow:
        uow.write(f"try {text}", "try")
        count = uow.count(f"try {text}")
        uow.commit()
    return count


def _hold(text: str) -> None:
    """Tell the test that this point was reached, and stay here until it says go."""
    path = Path(text.partition(":")[2])
    path.with_suffix(".reached").touch()
    while not path.with_suffix(".go").exists():
        eventlet.sleep(0.02)


APP = App("toy", "toy", ToyService, metadata)
