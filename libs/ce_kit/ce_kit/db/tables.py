"""The chassis' own tables, present in every service's database."""

from datetime import UTC
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    TypeDecorator,
    func,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

BigId = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
Json = JSON().with_variant(postgresql.JSONB(), "postgresql")


class Utc(TypeDecorator[Any]):
    """An instant in UTC with its zone, also on SQLite, which keeps no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return value if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Amount(TypeDecorator[Any]):
    """Hours or points with one place, exact also on SQLite, which keeps them as whole tenths."""

    impl = Numeric(9, 1)
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(9, 1))

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        if value is None:
            return None
        tenths = Decimal(value) * 10
        if tenths != int(tenths):
            raise ValueError(f"an amount has at most one place, not {value}")
        return int(tenths) if dialect.name == "sqlite" else Decimal(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return Decimal(value) / 10 if dialect.name == "sqlite" and value is not None else value


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_metadata() -> MetaData:
    """Return metadata with the naming convention and the chassis' tables."""
    metadata = MetaData(naming_convention=NAMING)
    Table(
        "outbox",
        metadata,
        Column("position", BigId, primary_key=True, autoincrement=True),
        Column("event_id", String(36), nullable=False, unique=True),
        Column("event_type", String(120), nullable=False),
        Column("body", Json, nullable=False),
        Column("headers", Json, nullable=False),
        Column("created_at", Utc, nullable=False),
        Column("published_at", Utc),
        Column("failures", Integer, nullable=False, server_default="0"),
        Column("last_error", Text),
        Column("retry_at", Utc),
        Index(
            "ix_outbox_unpublished",
            "position",
            postgresql_where=text("published_at IS NULL"),
            sqlite_where=text("published_at IS NULL"),
        ),
    )
    Table(
        "inbox",
        metadata,
        Column("consumer", String(160), primary_key=True),
        Column("event_id", String(80), primary_key=True),
        Column("received_at", Utc, nullable=False, server_default=func.now()),
    )
    Table(
        "request",
        metadata,
        Column("actor_id", String(80), primary_key=True),
        Column("method", String(80), primary_key=True),
        Column("request_id", String(36), primary_key=True),
        Column("payload_sha256", String(64), nullable=False),
        Column("response", Json),
        Column("created_at", Utc, nullable=False),
    )
    Table(
        "audit",
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("at", Utc, nullable=False),
        Column("actor_id", String(80), nullable=False),
        Column("action", String(80), nullable=False),
        Column("subject", String(120), nullable=False, index=True),
        Column("detail", Json, nullable=False),
        Column("previous_sha256", String(64), nullable=False),
        Column("sha256", String(64), nullable=False),
    )
    Table(
        "audit_head",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("position", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False),
    )
    return metadata
