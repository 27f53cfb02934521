"""A private RabbitMQ node with the suite's virtual hosts and policies."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

from ce_kit.bus.topology import definitions
from ce_ops.backing.server import Server, find_program, free_port, run

_SBIN = "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin"


class RabbitMq(Server):
    """One node, one user; its port and its distribution port are on loopback only."""

    name = "RabbitMQ"

    def __init__(self, folder: Path, port: int, password: str, user: str = "ce") -> None:
        super().__init__(folder, port)
        self.user, self.password = user, password
        self.node = f"ce{port}@localhost"

    def uri(self, vhost: str) -> str:
        """Return the AMQP address of a virtual host."""
        return f"amqp://{self.user}:{self.password}@127.0.0.1:{self.port}/{vhost}"

    def environment(self) -> dict[str, str]:
        """Return the variables by which RabbitMQ's programs find this node."""
        return {
            **os.environ,
            "HOME": str(self.folder),
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_PID_FILE": str(self.pid_file),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "no-env.conf"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def start(self, seconds: float = 60) -> None:
        """Start the node and wait until it listens; a running node is left alone."""
        if self.is_running():
            return
        program = find_program("rabbitmq-server", f"{_SBIN}/rabbitmq-server", package="rabbitmq-server")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pid_file.unlink(missing_ok=True)
        (self.folder / "plugins").write_text("[].\n")
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\n"
            f"default_user = {self.user}\ndefault_pass = {self.password}\n"
            "log.console = false\nlog.file.level = warning\n"
            "vm_memory_high_watermark.absolute = 1GB\ndisk_free_limit.absolute = 200MB\n"
        )
        log = self.folder / "start.log"
        environment = {**self.environment(), "RABBITMQ_DIST_PORT": str(free_port())}
        with log.open("w") as output:
            subprocess.Popen(
                [str(program)],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.wait_until_listening(seconds, log)

    def control(self, *arguments: str) -> str:
        """Run `rabbitmqctl` against this node."""
        program = find_program("rabbitmqctl", f"{_SBIN}/rabbitmqctl", package="rabbitmq-server")
        return run([str(program), "-q", *arguments], env=self.environment())

    def apply(self, vhosts: list[str], **limits: Any) -> None:
        """Create virtual hosts with the suite's policies; repeating it changes nothing."""
        path = self.folder / f"definitions-{os.getpid()}.json"
        path.write_text(json.dumps(definitions(vhosts, self.user, **limits)))
        self.control("await_startup")
        self.control("import_definitions", str(path))

    def stop(self, seconds: float = 30) -> None:
        """Stop the node in order; kill it when it does not end."""
        self.end(signal.SIGTERM, seconds)

    def kill(self) -> None:
        """End the node at once, as a power cut would."""
        self.end(signal.SIGKILL)
