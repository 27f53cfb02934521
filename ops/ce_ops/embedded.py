"""The embedded profile: one process per platform, SQLite, the in-process broker, no monkey-patching.

Services share an eventlet hub in one thread, the gateway runs on asyncio in the main thread.
`python -m ce_ops.embedded` reads the same `CE_*` variables as the single processes do.
"""

import argparse
import asyncio
import importlib
import os
import sys
import threading
from pathlib import Path

from ce_gateway.__main__ import migrate
from ce_gateway.server import serve
from ce_gateway.settings import GatewaySettings
from ce_kit import logs
from ce_kit.settings import refuse_unknown
from ce_nameko.app import App, Host, read_settings
from ce_ops.bootstrap import FirstAdministrator, bootstrap, write_secret
from ce_ops.layout import SERVICES


def load_apps(names: tuple[str, ...] = SERVICES) -> list[App]:
    """Import the services' apps."""
    return [importlib.import_module(f"ce_{name}.app").APP for name in names]


def main() -> int:
    """Migrate, start every service and the gateway, serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m ce_ops.embedded")
    parser.add_argument("--bootstrap", type=Path, help="request for the first administrator")
    parser.add_argument("--answer", type=Path, help="where its activation code is written")
    arguments = parser.parse_args()
    apps = load_apps()
    settings = read_settings(apps)
    for app in apps:
        if app.read_settings is not None:
            app.read_settings(settings[app.name].variables)
    gateway = GatewaySettings.read()
    refuse_unknown()
    logs.configure("platform", gateway.common.log_level)
    migrate(gateway)
    for app in apps:
        app.migrate(settings[app.name])
    started, failure = threading.Event(), []

    def run_services() -> None:
        host = Host(apps, settings)
        try:
            host.start()
            failure.extend(host.unready())
            started.set()
            host.wait()
        except BaseException as error:
            failure.append(repr(error))
            started.set()
            raise

    threading.Thread(target=run_services, name="services", daemon=True).start()
    started.wait(60)
    if failure:
        sys.stderr.write(f"services did not start: {failure}\n")
        return 1
    if arguments.bootstrap:
        common = gateway.common
        request = FirstAdministrator.load(arguments.bootstrap)
        write_secret(arguments.answer, bootstrap(common.amqp_uri, common.bus_secret, request))
    asyncio.run(serve(gateway))
    # the hub thread holds only memory and SQLite, whose transactions are whole or absent
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
