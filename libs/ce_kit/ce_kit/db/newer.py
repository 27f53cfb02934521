"""Add or replace rows with one statement; what is not newer changes nothing. For read models fed by facts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from ce_kit.db.bulk import insert_rows


def put_newer(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    *,
    by: str | Sequence[str] = "version",
    keep: Sequence[str] = (),
) -> None:
    """Insert `rows`, or replace the row with the same primary key where the new value of column `by` is greater.

    Of several columns `by` the first that differs decides. Columns in `keep` stay as they are. Of several rows with one
    key the newest is taken.
    """
    key = [column.name for column in table.primary_key.columns]
    order = (by,) if isinstance(by, str) else tuple(by)
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        place = tuple(row[name] for name in key)
        if place not in newest or _values(row, order) > _values(newest[place], order):
            newest[place] = row
    if not newest:
        return
    ordered = [newest[place] for place in sorted(newest)]  # two writers lock in one order
    replaced = [name for name in ordered[0] if name not in key and name not in keep]
    values = ", ".join(f'"{name}" = excluded."{name}"' for name in replaced)
    target = ", ".join(f'"{name}"' for name in key)
    new = ", ".join(f'excluded."{name}"' for name in order)
    old = ", ".join(f'"{table.name}"."{name}"' for name in order)
    insert_rows(connection, table, ordered, f"ON CONFLICT ({target}) DO UPDATE SET {values} WHERE ({new}) > ({old})")


def _values(row: dict[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)
