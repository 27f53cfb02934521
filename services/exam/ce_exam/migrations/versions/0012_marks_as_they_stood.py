"""What a step of an appeal was taken on, the day a revised mark counts for, which preview of a re-scoring is kept."""

import sqlalchemy as sa
from alembic import op

from ce_kit.clock import local_date
from ce_kit.db.tables import Utc

revision, down_revision = "0012", "0011"

_revision = sa.table(
    "mark_revision", sa.column("attempt_id"), sa.column("version"), sa.column("cause"), sa.column("sat_on", sa.Date)
)
_submission = sa.table("submission", sa.column("attempt_id"), sa.column("closing"), sa.column("received_at", Utc))


def upgrade() -> None:
    op.add_column("appeal_step", sa.Column("mark_version", sa.Integer))
    op.add_column("appeal_step", sa.Column("mark_points", sa.Integer))
    op.add_column("mark_revision", sa.Column("sat_on", sa.Date))
    op.add_column("rescore", sa.Column("preview", sa.Integer, nullable=False, server_default="1"))
    _date_late_arrivals()


def _date_late_arrivals() -> None:
    """A sheet handed in that took the place of a closing by time counts for its own day, from that revision on."""
    since = sa.func.max(_revision.c.version)
    late = (
        sa.select(_submission.c.attempt_id, _submission.c.received_at, since)
        .join(_revision, _revision.c.attempt_id == _submission.c.attempt_id)
        .where(_revision.c.cause == "late_arrival", _submission.c.closing == "handed_in")
        .group_by(_submission.c.attempt_id, _submission.c.received_at)
    )
    for attempt_id, received_at, version in op.get_bind().execute(late).all():
        later = (_revision.c.attempt_id == attempt_id) & (_revision.c.version >= version)
        op.execute(sa.update(_revision).where(later).values(sat_on=local_date(received_at)))
