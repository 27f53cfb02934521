"""Migrations: Alembic run by code, one at a time over a platform, with timeouts."""

import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, inspect, text

PATIENCE = ("SET lock_timeout = 0", "SET statement_timeout = '30min'")
"""While waiting for the migrator before us."""
TIMEOUTS = ("SET lock_timeout = '5s'", "SET statement_timeout = '10min'")


class NotAtHead(Exception):
    """The database is older or newer than the code."""


def migrations_of(package: str) -> Path:
    """Return the folder of a distribution's migrations."""
    import importlib

    module = importlib.import_module(package)
    return Path(str(module.__file__)).parent / "migrations"


def pinned_head(package: str) -> str:
    """Return the revision the code needs, pinned in `migrations/HEAD`."""
    return (migrations_of(package) / "HEAD").read_text().strip()


def current_revision(connection: Connection) -> str | None:
    """Return the database's revision, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    value = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if value is None else str(value)


def check_at_head(engine: Engine, package: str) -> None:
    """Raise `NotAtHead` unless the database is at the revision the code needs."""
    with engine.connect() as connection:
        have, need = current_revision(connection), pinned_head(package)
    if have != need:
        raise NotAtHead(f"database of {package} is at {have}, code needs {need}: run `python -m {package} migrate`")


def lock_key(package: str) -> int:
    """Return the key of the advisory lock that a migrator of `package` holds."""
    return zlib.crc32(package.encode())


def upgrade(engine: Engine, package: str, metadata: MetaData) -> None:
    """Bring the database to head; a second caller waits on an advisory lock and then finds nothing to do."""
    from alembic import command

    with engine.connect() as connection:
        lock = lock_key(package)
        if connection.dialect.name == "postgresql":
            for statement in PATIENCE:
                connection.execute(text(statement))
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": lock})
            for statement in TIMEOUTS:
                connection.execute(text(statement))
            connection.commit()
        try:
            command.upgrade(_config(package, connection, metadata), "head")
            connection.commit()
        finally:
            if connection.dialect.name == "postgresql":
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": lock})
                connection.commit()


def _config(package: str, connection: Connection, metadata: MetaData) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_of(package)))
    config.attributes["connection"], config.attributes["metadata"] = connection, metadata
    return config


def run_env() -> None:
    """Body of every service's `migrations/env.py`."""
    from alembic import context

    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        transaction_per_migration=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


def create_chassis_v1(op: Any) -> None:
    """Create the chassis' tables in a service's first migration; frozen, later changes get a v2."""
    from ce_kit.db.audit import GENESIS
    from ce_kit.db.tables import new_metadata

    bind = op.get_bind()
    metadata = new_metadata()
    metadata.create_all(bind, checkfirst=False)
    bind.execute(metadata.tables["audit_head"].insert().values(id=1, position=0, sha256=GENESIS))
