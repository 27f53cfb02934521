"""The `ce` command: platforms of the server profile on one machine."""

import argparse
import sys
import time
from pathlib import Path

from ce_kit.errors import DomainError, ServiceFault
from ce_kit.settings import SettingsError, Variables
from ce_ops.backing.server import DidNotStart, NotInstalled
from ce_ops.bootstrap import FirstAdministrator, bootstrap, invented_id_number, write_secret
from ce_ops.compose import write_compose_files
from ce_ops.layout import Platform
from ce_ops.processes import Process, memory_mb
from ce_ops.queues import list_queues, table
from ce_ops.server_profile import Backing, NotReady, ServerPlatform, probe, tail

CITY_NAMES = {"370000": "山东省", "370300": "淄博市", "371000": "威海市", "371600": "滨州市", "370900": "泰安市"}


def main() -> int:
    """Run one command; return the exit code."""
    arguments = _parser().parse_args()
    try:
        return int(arguments.run(arguments) or 0)
    except KeyboardInterrupt:
        return 0
    except (NotInstalled, DidNotStart, NotReady, SettingsError) as error:
        sys.stderr.write(f"ce: {error}\n")
        return 1
    except (DomainError, ServiceFault) as error:
        sys.stderr.write(f"ce: {error.message}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ce", description=__doc__)
    parser.add_argument("--state", type=Path, default=Path("var"), help="folder that keeps everything (var)")
    parser.add_argument("--platform", default="370300", help="GB/T 2260 code of the platform (370300)")
    commands = parser.add_subparsers(required=True)
    up_ = commands.add_parser("up", help="start broker, database server and a platform")
    up_.add_argument("--role", choices=["city", "province"], default="city")
    up_.add_argument("--grpc-port", type=int, default=50051)
    up_.add_argument("--http-port", type=int, default=8100)
    up_.add_argument("--exam", type=int, default=1, help="processes of the exam service")
    up_.add_argument("--gateway", type=int, default=1, help="processes of the gateway, all on the gRPC port")
    up_.add_argument("--trial", action="store_true", help="make an invented first administrator")
    up_.set_defaults(run=up)
    for name, run, text in (
        ("down", down, "stop the platform, then the servers when no other platform runs"),
        ("status", status, "show processes, readiness and memory"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)
    logs_ = commands.add_parser("logs", help="show the end of a process's log")
    logs_.add_argument("name", nargs="?", default="gateway")
    logs_.set_defaults(run=logs)
    queues_ = commands.add_parser("queues", help="show what waits on the queues")
    queues_.add_argument("--all", action="store_true", help="empty queues and those of calls, too")
    queues_.add_argument("--every", type=float, default=0, help="again every so many seconds, until Ctrl-C")
    queues_.set_defaults(run=queues)
    rabbitmqctl_ = commands.add_parser("rabbitmqctl", help="run rabbitmqctl against the platform's broker")
    rabbitmqctl_.add_argument("words", nargs=argparse.REMAINDER)
    rabbitmqctl_.set_defaults(run=rabbitmqctl)
    compose_ = commands.add_parser("compose-files", help="write what deploy/compose.yaml needs")
    compose_.add_argument("folder", type=Path, nargs="?", default=Path("deploy/run"))
    compose_.add_argument("--role", choices=["city", "province"], default="city")
    compose_.set_defaults(run=compose_files)
    first_ = commands.add_parser(
        "first-administrator", help="make the root unit and its administrator, who gets an activation code"
    )
    first_.add_argument("--unit", help="name of the root unit (<city>人力资源和社会保障局)")
    first_.add_argument("--name", help="the administrator's name; the ID number is asked for")
    first_.add_argument("--trial", action="store_true", help="invent the administrator")
    first_.set_defaults(run=first_administrator)
    scale_ = commands.add_parser("scale", help="run N processes of a part, e.g. ce scale exam 4")
    scale_.add_argument("part")
    scale_.add_argument("copies", type=int)
    scale_.set_defaults(run=scale)
    return parser


def up(arguments: argparse.Namespace) -> None:
    """Start everything and say where it listens."""
    folder = arguments.state / arguments.platform
    if (folder / "platform.json").exists():
        platform = Platform.load(folder)
    else:
        name = CITY_NAMES.get(arguments.platform, arguments.platform)
        platform = Platform(
            arguments.platform, name, arguments.role, "server", folder, arguments.grpc_port, arguments.http_port
        )
        platform.save()
    backing = Backing(arguments.state)
    backing.start()
    server = ServerPlatform(platform, backing)
    server.prepare()
    server.start({"exam": arguments.exam, "gateway": arguments.gateway})
    server.wait_until_ready()
    print(
        f"{platform.name} ({platform.code}) is up: gRPC 127.0.0.1:{platform.grpc_port}, "
        f"HTTP http://127.0.0.1:{platform.http_port}"
    )
    if arguments.trial:
        _first_administrator(platform, backing)


def _first_administrator(platform: Platform, backing: Backing) -> None:
    answer = platform.folder / "secrets" / "first-administrator.json"
    if not answer.exists():
        request = _on_trial(platform.code)
        secret = platform.secrets().read("bus-secret").encode()
        made = bootstrap(backing.rabbitmq.uri(platform.vhost), secret, request)
        write_secret(answer, {"login": request.id_number, **made})
    print(f"first administrator: login and activation code are in {answer}")


def _on_trial(code: str, unit: str | None = None) -> FirstAdministrator:
    return FirstAdministrator(unit or _root_unit(code), code, "试用管理员", invented_id_number(1))


def _root_unit(code: str) -> str:
    return f"{CITY_NAMES.get(code, code)}人力资源和社会保障局"


def first_administrator(arguments: argparse.Namespace) -> None:
    """Make the first administrator over the bus that `CE_*` variables name, or the platform of this machine."""
    variables = Variables("ops")
    code = variables.read("PLATFORM", default=arguments.platform)
    uri = variables.read("AMQP_URI", default="")
    if uri:
        secret = variables.read("BUS_SECRET")
    else:
        platform, backing = _known(arguments)
        uri, secret = backing.rabbitmq.uri(platform.vhost), platform.secrets().read("bus-secret")
    if arguments.trial:
        request = _on_trial(code, arguments.unit)
        print(f"login: {request.id_number}")
    else:
        name = arguments.name or input("name 姓名: ").strip()
        number = input("ID number 身份证号: ").strip()
        request = FirstAdministrator(arguments.unit or _root_unit(code), code, name, number)
    made = bootstrap(uri, secret.encode(), request)
    print(f"activation code: {made['activation_code']} (until {made['expires_at']}; shown once)")


def _known(arguments: argparse.Namespace) -> tuple[Platform, Backing]:
    folder = arguments.state / arguments.platform
    if not (folder / "platform.json").exists():
        raise NotReady(f"there is no platform {arguments.platform} in {arguments.state}/; start one with: make up")
    return Platform.load(folder), Backing(arguments.state)


def down(arguments: argparse.Namespace) -> None:
    """Stop the platform; stop the servers too when no other platform runs."""
    platform, backing = _known(arguments)
    server = ServerPlatform(platform, backing)
    for name in server.stop():
        print(f"{name} had to be killed")
    others = [path.parent for path in arguments.state.glob("*/platform.json") if path.parent.name != arguments.platform]
    if not any(Process(pid.stem, folder).pid for folder in others for pid in (folder / "run").glob("*.pid")):
        backing.stop()


def status(arguments: argparse.Namespace) -> int:
    """Print a line per process, and the sum of their memory."""
    platform, backing = _known(arguments)
    server = ServerPlatform(platform, backing)
    total, failed = 0, 0
    print(f"{'process':<16}{'pid':>8}{'memory MB':>11}  state")
    for name, (process, port) in server.running():
        memory, reason = process.memory_mb(), probe(port)
        state = "not running" if process.pid is None else reason or "ready"
        total, failed = total + memory, failed + (state != "ready")
        print(f"{name:<16}{process.pid or '-':>8}{memory:>11}  {state}")
    for one in (backing.rabbitmq, backing.postgres):
        memory = memory_mb(one.pid) if one.pid else 0
        other = "port taken by another program" if one.listens() else "not running"
        state = "listening" if one.pid and one.listens() else other
        total, failed = total + memory, failed + (state != "listening")
        print(f"{one.name:<16}{one.pid or '-':>8}{memory:>11}  {state}")
    print(f"{'sum':<16}{'':>8}{total:>11}")
    return 1 if failed else 0


def logs(arguments: argparse.Namespace) -> None:
    """Print the end of a log."""
    print(tail(Process(arguments.name, arguments.state / arguments.platform), 8000))


def queues(arguments: argparse.Namespace) -> None:
    """Print what waits, once or again and again."""
    platform, backing = _known(arguments)
    while True:
        print(f"{time.strftime('%H:%M:%S')}  {platform.name}")
        print(table(list_queues(backing.rabbitmq, platform.vhost, all_=arguments.all)), flush=True)
        if not arguments.every:
            return
        time.sleep(arguments.every)


def rabbitmqctl(arguments: argparse.Namespace) -> None:
    """Print what rabbitmqctl answers."""
    _, backing = _known(arguments)
    print(backing.rabbitmq.control(*arguments.words), end="")


def compose_files(arguments: argparse.Namespace) -> None:
    """Write settings, secrets and definitions for containers."""
    name = CITY_NAMES.get(arguments.platform, arguments.platform)
    platform = Platform(arguments.platform, name, arguments.role, "cluster", arguments.folder / "state", 50051, 8080)
    for path in write_compose_files(platform, arguments.folder):
        print(path)


def scale(arguments: argparse.Namespace) -> None:
    """Run a number of processes of a part."""
    platform, backing = _known(arguments)
    server = ServerPlatform(platform, backing)
    if not backing.rabbitmq.is_running() or not backing.postgres.is_running():
        raise NotReady("the platform does not run; start it with: make up")
    server.scale(arguments.part, arguments.copies)
    server.wait_until_ready()
    print(f"{arguments.part}: {arguments.copies} processes")


if __name__ == "__main__":
    raise SystemExit(main())
