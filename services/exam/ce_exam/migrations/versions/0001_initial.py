"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import Amount, Json, Utc

revision, down_revision = "0001", None


def _refers(table: str, column: str, target: str, *, primary_key: bool = False) -> sa.Column:
    key = sa.ForeignKey(f"{target}.{column}", name=f"fk_{table}_{column}")
    length = 64 if column == "paper_hash" else 36
    return sa.Column(column, sa.String(length), key, primary_key=primary_key, nullable=False)


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "item_version",
        sa.Column("item_version_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("difficulty", sa.String(20), nullable=False),
        sa.Column("stem", sa.Text, nullable=False),
        sa.Column("options", Json, nullable=False),
        sa.Column("answer", sa.String(6), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("import_id", sa.String(36), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.UniqueConstraint("year", "code", "version", name="uq_item_version_year_code_version"),
    )
    op.create_table(
        "pool",
        sa.Column("pool_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("item_version_ids", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.UniqueConstraint("year", "category", "number", name="uq_pool_year_category_number"),
    )
    op.create_table(
        "exam",
        sa.Column("exam_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("blueprint", Json, nullable=False),
        sa.Column("points_per_item", sa.Integer, nullable=False),
        sa.Column("pass_mark", sa.Integer, nullable=False),
        sa.Column("multiple_choice_rule", sa.String(20), nullable=False),
        sa.Column("min_study_hours", Amount, nullable=False),
        sa.Column("policy", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
    )
    op.create_table(
        "paper",
        sa.Column("paper_hash", sa.String(64), primary_key=True),
        _refers("paper", "exam_id", "exam"),
        _refers("paper", "pool_id", "pool"),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("drawn", Json, nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("attempt_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        _refers("attempt", "exam_id", "exam"),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("request_id", sa.String(36), nullable=False),
        _refers("attempt", "paper_hash", "paper"),
        sa.Column("started_at", Utc, nullable=False),
        sa.Column("deadline", Utc, nullable=False),
        sa.Column("closed_at", Utc),
        sa.UniqueConstraint(
            "person_id", "year", "category", "number", name="uq_attempt_person_id_year_category_number"
        ),
        sa.UniqueConstraint("person_id", "request_id", name="uq_attempt_person_id_request_id"),
    )
    still_open = {"postgresql_where": sa.text("closed_at IS NULL"), "sqlite_where": sa.text("closed_at IS NULL")}
    op.create_index("uq_attempt_live", "attempt", ["person_id", "year", "category"], unique=True, **still_open)
    op.create_index("ix_attempt_open_deadline", "attempt", ["deadline"], **still_open)
    op.create_index("ix_attempt_exam_id", "attempt", ["exam_id"])
    op.create_table(
        "saved_sheet",
        _refers("saved_sheet", "attempt_id", "attempt", primary_key=True),
        sa.Column("request_id", sa.String(36), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    op.create_table(
        "submission",
        _refers("submission", "attempt_id", "attempt", primary_key=True),
        sa.Column("request_id", sa.String(36), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("answers_sha256", sa.String(64), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
        sa.Column("closing", sa.String(20), nullable=False),
    )
    op.create_table(
        "mark",
        _refers("mark", "attempt_id", "attempt", primary_key=True),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("pass_mark", sa.Integer, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("sat_on", sa.Date, nullable=False),
        sa.Column("graded_at", Utc, nullable=False),
    )
    op.create_table(
        "study",
        sa.Column("enrolment_id", sa.String(36), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("hours", Amount, nullable=False),
        sa.Column("heard_at", Utc, nullable=False),
    )
    op.create_index("ix_study_person_id", "study", ["person_id"])
    op.create_table(
        "resit",
        sa.Column("order_id", sa.String(36), primary_key=True),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        _refers("resit", "exam_id", "exam"),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("heard_at", Utc, nullable=False),
    )
    op.create_index("ix_resit_person_id", "resit", ["person_id"])
    op.create_table(
        "restudy",
        sa.Column("restudy_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        _refers("restudy", "exam_id", "exam"),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("granted_at", Utc, nullable=False),
        sa.UniqueConstraint("person_id", "year", "category", "round", name="uq_restudy_person_id_year_category_round"),
    )
