"""A service that only listens: it has no reply queue that would keep its connection open while it stops."""

import eventlet

import ce_nameko.green  # noqa: F401
from ce_nameko.api import UnitOfWork, event_handler
from ce_nameko.app import App
from ce_nameko.main import main
from toy.app import ToyUnitOfWork, metadata


class QuietService:
    name = "quiet"
    uow = UnitOfWork(ToyUnitOfWork)

    @event_handler("toy.note.written.v1")
    def on_note(self, event: dict) -> None:
        eventlet.sleep(1)
        with self.uow as uow:
            uow.write(f"quietly heard {event['data']['text']}", "event")
            uow.commit()


if __name__ == "__main__":
    raise SystemExit(main(App("quiet", "toy", QuietService, metadata)))
