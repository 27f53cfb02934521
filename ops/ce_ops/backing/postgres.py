"""A private PostgreSQL cluster: fsync on, password only, loopback only."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from ce_ops.backing.server import Server, find_program, is_alive

_BIN = "/usr/lib/postgresql/*/bin"


class Postgres(Server):
    """One cluster with one superuser `ce`; databases are created on demand."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, port: int, password: str, *, max_connections: int = 500) -> None:
        # root may not run PostgreSQL: the cluster then belongs to the user `postgres`, in a folder it can enter
        self.as_user = "postgres" if os.geteuid() == 0 else None
        self.mark = folder.absolute() / "cluster"
        if self.as_user:
            name = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:12]
            folder = Path("/var/tmp") / f"ce-postgres-{name}"
        super().__init__(folder, port)
        self.password, self.max_connections = password, max_connections

    def url(self, database: str) -> str:
        """Return SQLAlchemy's address of a database."""
        return f"postgresql+psycopg2://ce:{self.password}@127.0.0.1:{self.port}/{database}"

    @property
    def pid_file(self) -> Path:
        return self.folder / "data" / "postmaster.pid"

    @property
    def pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if is_alive(pid) else None

    def _program(self, name: str) -> str:
        return str(find_program(name, f"{_BIN}/{name}", package="postgresql"))

    def _options(self) -> dict[str, Any]:
        if self.as_user is None:
            return {}
        entry = pwd.getpwnam(self.as_user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}

    def start(self, seconds: float = 60) -> None:
        """Create the cluster if need be, start it and wait until it listens."""
        if self.as_user and not self.mark.exists():
            self.remove()  # what an installation that is gone left: its password is gone, too
        if self.is_running():
            return
        data, log = self.folder / "data", self.folder / "server.log"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.as_user:
            shutil.chown(self.folder, self.as_user)
        if not (data / "PG_VERSION").exists():
            self._create(data)
        self.mark.parent.mkdir(parents=True, exist_ok=True)
        self.mark.write_text(f"{self.folder}\n")
        command = [self._program("postgres"), "-D", str(data), "-p", str(self.port)]
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "max_connections": str(self.max_connections),
            "shared_buffers": "128MB",
            # a rush writes a gigabyte in two minutes: it should not meet one checkpoint after the other
            "max_wal_size": "4GB",
            "checkpoint_timeout": "15min",
            # filling a new file of the log with zeros first stops every transaction for a tenth of a second
            "wal_init_zero": "off",
            "min_wal_size": "1GB",  # files once written are used again
            "random_page_cost": "1.1",  # on disks without moving parts, what is looked up by key is never read whole
            "timezone": "UTC",
        }
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        with log.open("a") as output:
            if self.as_user:
                shutil.chown(log, self.as_user)
            subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **self._options(),
            )
        self.wait_until_listening(seconds, log)
        self._wait_until_accepting(seconds)

    def _create(self, data: Path) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        if self.as_user:
            shutil.chown(secret, self.as_user)
        command = [self._program("initdb"), "-D", str(data), "-U", "ce", "--auth=scram-sha-256", f"--pwfile={secret}"]
        command += ["-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self._options())
        secret.unlink()

    def _wait_until_accepting(self, seconds: float) -> None:
        import time

        import psycopg2

        end = time.monotonic() + seconds
        while True:
            try:
                self.connect("postgres").close()
            except psycopg2.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def connect(self, database: str) -> Any:
        """Return a psycopg2 connection with autocommit."""
        import psycopg2

        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="ce", password=self.password, dbname=database, connect_timeout=5
        )
        connection.autocommit = True
        return connection

    def create_databases(self, names: list[str]) -> None:
        """Create the databases that do not exist yet."""
        connection = self.connect("postgres")
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT datname FROM pg_database")
                present = {row[0] for row in cursor.fetchall()}
                for name in names:
                    if name not in present:
                        cursor.execute(f'CREATE DATABASE "{name}"')
        finally:
            connection.close()

    def remove(self) -> None:
        """Stop the cluster and delete everything it holds."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.mark.unlink(missing_ok=True)

    def stop(self, seconds: float = 20) -> None:
        """Stop the cluster, cutting open connections; kill it when it does not end."""
        self.end(signal.SIGINT, seconds)

    def kill(self) -> None:
        """End the server at once, as a power cut would; the next start recovers from the log."""
        self.end(signal.SIGKILL)
