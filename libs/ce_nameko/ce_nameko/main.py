"""The command of every service: `python -m ce_<service> serve | migrate | relay`."""

import argparse
import os
import signal
import sys

import eventlet
from eventlet.event import Event
from eventlet.hubs import trampoline

from ce_kit import logs
from ce_kit.bus.confirmed import ConfirmedPublisher
from ce_kit.bus.relay import Relay
from ce_kit.db.engine import is_away, make_engine
from ce_kit.db.migrate import NotAtHead, check_at_head
from ce_kit.settings import Settings, SettingsError, refuse_unknown
from ce_nameko.app import App, Host
from ce_nameko.health import serve_health

log = logs.get(__name__)


def main(app: App, arguments: list[str] | None = None) -> int:
    """Run one command of a service; return the exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m {app.package}")
    parser.add_argument("command", choices=["serve", "migrate", "relay"])
    command = parser.parse_args(arguments).command
    try:
        settings = Settings.read(app.name)
        prepare(app)
        refuse_unknown()
    except SettingsError as error:
        sys.stderr.write(f"{app.package}: {error}\n")
        return 2
    logs.configure(app.name, settings.log_level)
    try:
        return {"serve": serve, "migrate": migrate, "relay": relay}[command](app, settings)
    except NotAtHead as error:
        sys.stderr.write(f"{error}\n")
        return 3
    except Exception:
        log.critical("cannot go on", exc_info=True)
        return 1


def prepare(app: App) -> None:
    """Let the service read its own settings, so that unknown names can be told from its own."""
    if app.read_settings is not None:
        app.read_settings(Settings.read(app.name).variables)


def migrate(app: App, settings: Settings) -> int:
    """Bring the database to head."""
    app.migrate(settings)
    log.info("migrations at head")
    return 0


def serve(app: App, settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT; then drain, and leave within the grace period in any case."""
    stopping = asked_to_stop(settings.grace_seconds)
    host = Host([app], {app.name: settings})
    if settings.http_port:
        serve_health(settings.http_host, settings.http_port, host.unready)
    if not database_at_head(app, settings, stopping):
        return 0
    host.start()
    log.info("serving", unready=host.unready())
    eventlet.spawn_n(stop_when, stopping, host)
    host.wait()
    log.info("stopped")
    return 0


def stop_when(stopping: Event, host: Host) -> None:
    """Stop the host when asked to."""
    stopping.wait()
    host.stop()


def relay(app: App, settings: Settings) -> int:
    """Run the relay alone, for a service that serves with CE_RELAY=false."""
    stopping = asked_to_stop(settings.grace_seconds)
    if not database_at_head(app, settings, stopping):
        return 0
    engine = make_engine(settings.database_url, pool_size=2)
    publisher = ConfirmedPublisher(settings.amqp_uri)
    log.info("relaying")
    Relay(engine, app.metadata, publisher).run(lambda: bool(stopping.wait(timeout=0.2)), eventlet.sleep)
    publisher.close()
    return 0


def database_at_head(app: App, settings: Settings, stopping: Event) -> bool:
    """Wait until the database answers; False when asked to stop first. Raises NotAtHead."""
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        while not stopping.ready():
            try:
                check_at_head(engine, app.package)
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database out of reach", error=str(error))
                stopping.wait(timeout=1)
            else:
                return True
        return False
    finally:
        engine.dispose()


def asked_to_stop(grace_seconds: float) -> Event:
    """Return an event that SIGTERM or SIGINT sends; the process leaves hard when the grace period is over."""
    asked, (near, far) = Event(), os.pipe()

    def watch() -> None:
        # a pipe, because the hub sleeps on through a signal until something can be read
        trampoline(near, read=True)
        eventlet.spawn_after(grace_seconds, _leave)
        asked.send(True)

    os.set_blocking(far, False)
    signal.set_wakeup_fd(far)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    eventlet.spawn_n(watch)
    return asked


def _leave() -> None:
    log.warning("grace period is over, leaving with work in hand; the broker gives it to another worker")
    os._exit(1)
